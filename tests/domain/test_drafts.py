"""A draft comes back as it was written, or is refused without a word of it."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.answers import (
    AgeBand,
    Answer,
    Concerned,
    Danger,
    Duration,
    Knows,
    MaySee,
    Sector,
    Wish,
)
from bot.domain.drafts import Draft, UnreadableDraft

WORDS = st.text(st.characters(codec="utf-8"))
DRAFTS = st.builds(
    Draft,
    lang=st.sampled_from(["en", "ne", "ar"]),
    may_see=st.sampled_from(MaySee),
    about=st.sampled_from(Concerned),
    knows=st.sampled_from(Knows),
    how_many=st.sampled_from(["", "12"]),
    danger=st.sampled_from(Danger),
    age=st.sampled_from(AgeBand),
    ticked=st.lists(WORDS).map(tuple),
    answers=st.dictionaries(WORDS, st.sampled_from(Answer)),
    country=st.sampled_from(["", "QA", "MY"]),
    sector=st.none() | st.sampled_from(Sector),
    duration=st.sampled_from(Duration),
    story=WORDS,
    wishes=st.lists(st.sampled_from(Wish)).map(tuple),
)


@given(draft=DRAFTS)
def test_a_draft_comes_back_as_it_was(draft: Draft) -> None:
    assert Draft.from_bytes(draft.to_bytes()) == draft


def test_what_was_not_said_is_unsaid_and_never_no() -> None:
    draft = Draft(lang="ne", may_see=MaySee.NGO)

    assert draft.about is Concerned.UNSAID
    assert draft.knows is Knows.UNSAID
    assert draft.danger is Danger.UNSAID
    assert draft.age is AgeBand.UNSAID
    assert draft.duration is Duration.UNSAID
    assert draft.answers == {}


def test_a_draft_of_before_it_was_asked_whom_it_is_about_is_read() -> None:
    old = b'{"schema": 1, "lang": "en", "may_see": "ngo", "age": "15_17"}'

    draft = Draft.from_bytes(old)

    assert (draft.about, draft.age) == (Concerned.UNSAID, AgeBand.FROM_15_TO_17)


def test_a_draft_says_its_schema_and_a_later_one_is_refused() -> None:
    plain = msgspec.json.decode(Draft(lang="en", may_see=MaySee.BOTH).to_bytes())
    assert plain["schema"] == 1

    with pytest.raises(UnreadableDraft, match="schema 2; this version reads 1"):
        Draft.from_bytes(msgspec.json.encode(plain | {"schema": 2}))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b'{"lang": "en"}',
        b'{"lang": "en", "may_see": "everybody"}',
        b'{"lang": "en", "may_see": "ngo", "country": "a secret"}',
        b'{"lang": "en", "may_see": "ngo", "secret": 1}',
        b'{"lang": "en", "may_see": "ngo", "story": "\xff secret"}',
    ],
)
def test_other_bytes_are_refused_without_a_word_of_them(data: bytes) -> None:
    with pytest.raises(UnreadableDraft) as refused:
        Draft.from_bytes(data)

    assert str(refused.value) == "This report cannot be read."
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__
