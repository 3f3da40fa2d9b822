"""New passwords: what is guessed first is refused, and nothing is asked of their make-up."""

from collections.abc import Callable

import msgspec
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from bot.domain.passwords import FEWEST_DIFFERENT, SHORTEST, PasswordRule, Weakness
from tests.plain import plain

ANA, LAMPLIGHT = "Ana of Lamplight", "Lamplight Aid (fictional)"
NAMES = (ANA, LAMPLIGHT)
WORDS = (
    "kettle", "ladder", "orbit", "pepper", "river", "saddle", "tunnel", "umbrella", "violet",
    "walnut", "yellow", "zebra", "anchor", "basket", "candle", "doctor", "engine", "feather",
    "पानी", "ढोका", "आकाश", "किताब", "قمر", "شباك", "كتاب", "بحر",
)  # fmt: skip
REFUSED = {
    "P@ssw0rd2024": Weakness.MOST_USED,
    "short word": Weakness.SHORT,
    "aaaaaaaaaaaa": Weakness.ALIKE,
    "aAaAaAaAaAaA": Weakness.ALIKE,
    "abab abab abab": Weakness.ALIKE,
    "123412341234": Weakness.ALIKE,
    "१२१२१२१२१२१२": Weakness.ALIKE,
    "123456789012": Weakness.ROW,
    "098765432109": Weakness.ROW,
    "abcdefghijkl": Weakness.ROW,
    "AbCdEfGhIjKl": Weakness.ROW,
    "qwertyuiop12": Weakness.ROW,
    "123456abcdef": Weakness.ROW,
    "aaaabbbbccccddddeeeeffff": Weakness.ROW,
    "कखगघङचछजझञटठ": Weakness.ROW,
    "१२३४५६७८९०१२": Weakness.ROW,
    "ladder! ladder! ladder!": Weakness.ROW,
    "kettle6!kettle6!": Weakness.ROW,
    "Ladder6lADDER6": Weakness.ROW,
    "anaoflamplight": Weakness.NAME,
    "Ana.Of.Lamplight.1": Weakness.NAME,
    "lamplight-aid-fictional": Weakness.NAME,
    "lamplight2026": Weakness.NAME,
    "Lamplight, Ana": Weakness.NAME,
    "Password2026!": Weakness.MOST_USED,
    "p.a.s.s.w.o.r.d 12 xyz": Weakness.MOST_USED,
    "iloveyou-98-X": Weakness.MOST_USED,
    "Correct Horse Battery Staple": Weakness.MOST_USED,
    "1q2w3e4r5t6y": Weakness.MOST_USED,
    "ｐａｓｓｗｏｒｄ２０２６": Weakness.MOST_USED,
}  # fmt: skip
TAKEN = (
    "a few plain words",
    "the lamplight is on my brother's kettle",
    "banana split boat",
    "password kettle umbrella orbit",
    "x7Kp92mQzL4w",
    "मेरो घरको ढोका",
    "باب بيتي أزرق قديم",
)

Judge = Callable[[str], Weakness | None]


@pytest.fixture(scope="session")
def rule() -> PasswordRule:
    return msgspec.convert(plain("passwords.toml"), PasswordRule)


@pytest.fixture(scope="session")
def judge(rule: PasswordRule) -> Judge:
    return lambda password: rule.weakness(password, names=NAMES)


@pytest.mark.parametrize(("password", "weakness"), REFUSED.items())
def test_what_is_guessed_first_is_refused(judge: Judge, password: str, weakness: Weakness) -> None:
    assert judge(password) is weakness


@pytest.mark.parametrize("password", TAKEN)
def test_words_that_do_not_belong_together_are_taken(judge: Judge, password: str) -> None:
    assert judge(password) is None


@given(words=st.lists(st.sampled_from(WORDS), min_size=4, max_size=6, unique=True))
def test_any_four_words_will_do_in_any_script_and_without_capitals_digits_or_marks(
    judge: Judge, words: list[str]
) -> None:
    assert judge(" ".join(words)) is None


@given(password=st.text(max_size=SHORTEST - 1))
def test_what_is_short_is_refused_whatever_it_is_made_of(judge: Judge, password: str) -> None:
    assert judge(password) is Weakness.SHORT


@given(password=st.text(min_size=SHORTEST, max_size=60))
@example("\ud800" * 20)
@example("\0" * 20)
def test_whatever_is_typed_is_judged(judge: Judge, password: str) -> None:
    assert judge(password) in {None, *Weakness}


@given(letters=st.sets(st.sampled_from("a4Kपق ."), max_size=FEWEST_DIFFERENT - 1), data=st.data())
def test_few_letters_stay_few_in_any_order(
    judge: Judge, letters: set[str], data: st.DataObject
) -> None:
    assume(letters)
    password = data.draw(st.text(sorted(letters), min_size=SHORTEST, max_size=40))

    assert judge(password) is Weakness.ALIKE


@given(piece=st.text("abcdefgh2468 ", min_size=1, max_size=SHORTEST - 1), data=st.data())
def test_a_short_piece_is_worth_no_more_for_being_repeated(
    judge: Judge, piece: str, data: st.DataObject
) -> None:
    longer = SHORTEST + len(piece)
    password = (piece * longer)[: data.draw(st.integers(longer, 3 * longer))]

    assert judge(password) in {Weakness.ALIKE, Weakness.ROW}


@given(name=st.lists(st.sampled_from(WORDS), min_size=2, max_size=3, unique=True), data=st.data())
def test_a_name_is_refused_in_any_case_with_anything_between_its_letters(
    rule: PasswordRule, name: list[str], data: st.DataObject
) -> None:
    between = data.draw(st.sampled_from(["", " ", "-", ".", " _ "]))
    password = between.join(name).upper() + data.draw(st.sampled_from(["", "!", "7", "2026"]))
    assume(len(password) >= SHORTEST and len(set(password.casefold())) >= FEWEST_DIFFERENT)

    assert rule.weakness(password, names=[" ".join(name)]) is Weakness.NAME


def test_a_word_of_two_letters_is_no_name(rule: PasswordRule) -> None:
    assert rule.weakness("of onions, of kettles, of rivers", names=["Aid of Om"]) is None


def test_no_word_of_the_list_gets_better_by_marks(rule: PasswordRule, judge: Judge) -> None:
    for word in rule.most_used:
        assert judge(f"{word}!?#*+=~_(-)"), word
    assert len(set(rule.most_used)) == len(rule.most_used)
