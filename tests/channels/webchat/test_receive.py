"""What the API is sent, read or refused."""

import json
from http import HTTPStatus
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.webchat.receive import Posted, decode, incoming
from bot.channels.webchat.refusals import Refused
from bot.domain.messages import Address, Incoming
from bot.engine.hearing import LONGEST_WORDS

ME = Address("webchat", "a-token")


def sent(text: str | None = None, *, choice: str | None = None, id_: str = "1") -> Incoming:
    return incoming(ME, id_, turn=None, choice=choice, text=text)


@pytest.mark.parametrize(
    ("body", "posted"),
    [
        (b"{}", Posted()),
        (b' {"text": "hello"} ', Posted(text="hello")),
        (b'{"choice": "yes", "turn": 3, "id": "a"}', Posted(id="a", turn=3, choice="yes")),
        (b'{"id": null, "turn": null, "text": null, "choice": null}', Posted()),
        (b'{"text": "", "turn": 0}', Posted(text="", turn=0)),
        (b'{"text": "\\u0000\\u202eabc"}', Posted(text="\0\u202eabc")),
        (b'{"text": "half \\ud83d of a pair"}', Posted(text="half \ud83d of a pair")),
        ('{"text": "नमस्ते 👋🏽"}'.encode(), Posted(text="नमस्ते 👋🏽")),
    ],
)
def test_what_the_api_promises_is_read(body: bytes, posted: Posted) -> None:
    assert decode(body) == posted


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b'{"text": "a"} {}', "not JSON"),
        (b'{"text": "\xff"}', "not JSON"),
        (b'{"text": NaN}', "JSON"),
        (b"[" * 100_000, "JSON"),
        (b'{"turn": ' + b"9" * 10_000 + b"}", "turn"),
        (b"[]", "object"),
        (b"null", "object"),
        (b'"text"', "object"),
        (b'{"text": 1}', "text"),
        (b'{"text": ["a"]}', "text"),
        (b'{"choice": true}', "choice"),
        (b'{"turn": "3"}', "turn"),
        (b'{"turn": 3.5}', "turn"),
        (b'{"turn": true}', "turn"),
        (b'{"turn": -1}', "turn"),
        (b'{"turn": 9007199254740993}', "turn"),
        (b'{"id": 7}', "id"),
        (b'{"id": ""}', "id"),
        (b'{"id": "' + b"a" * 201 + b'"}', "id"),
        (b'{"choice": "' + b"a" * 201 + b'"}', "choice"),
        (b'{"words": "a"}', "something else"),
        (b'{"text": "a", "lang": "ar"}', "something else"),
        (b'{"text": "half \\ud83d", "lang": "ar"}', "something else"),
        (b'{"text": "a", "choice": "b"}', "not both"),
        (b'{"text": "", "choice": ""}', "not both"),
    ],
)
def test_everything_else_is_refused_with_the_reason(body: bytes, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        decode(body)

    assert refused.value.status == HTTPStatus.BAD_REQUEST
    assert reason in str(refused.value)
    assert str(refused.value).startswith("Send ")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
posts = st.dictionaries(st.sampled_from(["id", "turn", "text", "choice", "odd"]), json_values)


@given(
    st.binary()
    | json_values.map(json.dumps).map(str.encode)
    | posts.map(json.dumps).map(str.encode)
)
def test_no_body_at_all_is_more_than_refused(body: bytes) -> None:
    try:
        posted = decode(body)
    except Refused:
        return
    assert posted.text is None or posted.choice is None


@given(st.text(alphabet=st.characters()), st.text(alphabet=st.characters()))
def test_whatever_was_typed_can_be_kept(text: str, id_: str) -> None:
    kept = sent(text, id_=id_)

    for each in (kept.text or "", kept.external_id):
        assert "\0" not in each
        each.encode()


def test_fifty_thousand_characters_arrive_as_they_are() -> None:
    story = "काम " * 12_500

    assert sent(story).text == story


def test_words_too_long_for_any_answer_are_cut_but_stay_too_long() -> None:
    kept = sent("a" * 1_000_000).text or ""

    assert len(kept) == LONGEST_WORDS + 1


def test_a_choice_can_be_kept_too() -> None:
    assert sent(choice="\0\ud800").choice == "\ufffd\ufffd"


def test_nothing_shows_what_was_written() -> None:
    secrets: dict[str, Any] = {"text": "my passport is locked away"}

    assert "passport" not in repr(Posted(**secrets)) + repr(sent(**secrets))
