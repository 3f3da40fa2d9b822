"""Danger in what people write: how much of it is heard, what is not taken for it, and how fast."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.crisis import Crisis, CrisisPhrases
from bot.domain.dangers import Dangers
from tests.domain.labels import delivered, heard, labelled

LONGEST = 60_000


def phrases(**more: object) -> CrisisPhrases:
    """A small language, for the rules."""
    kinds: dict[str, list[str]] = {kind: [f"unlike{n}"] for n, kind in enumerate(Crisis)}
    given: dict[str, object] = {
        "lang": "xx",
        "version": "1",
        "groups": {"they": "he she they"},
        "denied": "not never",
        "denied_after": "nay",
        "passed_over": "really now",
        "not_denied": ["not only"],
        "not_meant": ["in .. film", "joking $"],
        "phrases": kinds
        | {
            "danger_now": ["<they> .. hit(s,ting) me/us", "^ help me $", "jump & bridge"],
            "wish_to_die": ["want to die"],
        },
        **more,
    }
    return CrisisPhrases.from_data(given, where="xx.yaml")


SMALL = Dangers([phrases()])


# the labelled messages --------------------------------------------------------------------------


def test_what_was_tuned_on_is_heard_and_ordinary_messages_are_not() -> None:
    found = heard(labelled("tuned"))

    assert found.recall >= 0.99
    assert found.other_heard / found.other >= 0.99
    assert found.false_alarm_rate <= 0.01


def test_what_was_held_out_is_heard_as_well_as_it_was_measured() -> None:
    """0.88 when it was written; no phrase was changed after that."""
    found = heard(labelled("held_out"))

    assert found.recall >= 0.87
    assert found.false_alarm_rate <= 0.05


@pytest.mark.parametrize("lang", sorted({each.lang for each in labelled("tuned")}))
def test_no_language_is_heard_much_worse_than_the_others(lang: str) -> None:
    everything = [*labelled("tuned"), *labelled("held_out")]
    found = heard(each for each in everything if each.lang == lang)

    assert found.recall >= 0.97
    assert found.false_alarm_rate <= 0.02


def test_the_kind_of_danger_is_the_right_one_nearly_always() -> None:
    messages = [each for each in labelled("tuned") if not each.ordinary]
    right = [each for each in messages if delivered().heard(each.message) == each.kind]

    assert len(right) / len(messages) >= 0.97


def test_no_message_is_in_both_files() -> None:
    tuned, held_out = ({each.message for each in labelled(f)} for f in ("tuned", "held_out"))

    assert not tuned & held_out
    assert len(tuned) + len(held_out) >= 300


@pytest.mark.parametrize(
    "message",
    [
        "this heat is killing me",
        "I am not in danger",
        "I would die for my children",
        "the battery is dead",
        "my friend was killed in an accident in the film",
        "साहु कराउँछ तर कुट्दैन",
        "malai kasaile piteko chaina",
        "الحر يقتلني",
        "মালিক চিৎকার করে কিন্তু মারে না",
        "ভাই কেমন আছেন",
        "ana mish b khatar",
        "ana b qatar",
        "help",
        "",
        "😭",
        "1",
        "৯৯",
    ],
)
def test_what_only_sounds_like_danger_is_none(message: str) -> None:
    assert delivered().heard(message) is None


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("HE IS BEATING ME!!!", Crisis.DANGER_NOW),
        ("heee is beeeating meeee", Crisis.DANGER_NOW),
        ("i don’t want to live anymore", Crisis.WISH_TO_DIE),
        ("मलाई पिट्‍छ", Crisis.DANGER_NOW),
        ("म १५ वर्षको हुँ", Crisis.CHILD_IN_DANGER),
        ("وَيَضْرِبُنِي", Crisis.DANGER_NOW),
        ("আমাকে মারতেছে!!!", Crisis.DANGER_NOW),
        ("আমার বয়স ১৫", Crisis.CHILD_IN_DANGER),
        ("ভাই আমারে বাঁচান", Crisis.DANGER_NOW),
        ("ســاعــدونــي الآن", Crisis.DANGER_NOW),
        ("ｈｅ　ｉｓ　ｂｅａｔｉｎｇ　ｍｅ", Crisis.DANGER_NOW),
        ("they beat me and I want to die", Crisis.WISH_TO_DIE),
        ("she hits me😭😭he raped me", Crisis.DANGER_NOW),
    ],
)
def test_however_it_is_written_it_is_heard(message: str, kind: Crisis) -> None:
    assert delivered().heard(message) is kind


def test_danger_at_the_end_of_a_long_story_is_heard() -> None:
    story = "They did not pay my salary and I want to go home. " * 900

    assert delivered().heard(story) is None
    assert delivered().heard(f"{story} He beats me.") is Crisis.DANGER_NOW


# the rules --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("message", "is_heard"),
    [
        ("he hits me", True),
        ("he always hits me", True),
        ("he so very often hits me", True),
        ("he so very often indeed hits me", False),
        ("he works. Hits me", False),
        ("he does not hit me", False),
        ("not he hits me", False),
        ("not really now he hits me", False),
        ("not so he hits me", True),
        ("he not only hits me", True),
        ("he hits me nay", False),
        ("he hits me now nay", False),
        ("he hits me so nay", True),
        ("he hits me in the film", False),
        ("he hits me. In the film", True),
        ("he hits me, joking", False),
        ("joking he hits me", True),
        ("help me", True),
        ("so. Help me! so", True),
        ("help me so", False),
        ("so help me", False),
        ("jump off a bridge", True),
        ("the bridge, and I jump", True),
        ("the bridge is where they all say one can jump", False),
    ],
)
def test_phrases_denials_and_what_is_not_meant(message: str, is_heard: bool) -> None:  # noqa: FBT001 - a column of the table
    assert (SMALL.heard(message) is not None) is is_heard


def test_of_two_kinds_the_more_serious_counts() -> None:
    assert SMALL.heard("he hits me and I want to die") is Crisis.WISH_TO_DIE
    assert SMALL.heard("I want to die and he hits me") is Crisis.WISH_TO_DIE


def test_without_phrases_nothing_is_heard() -> None:
    assert Dangers().heard("he hits me") is None


def test_the_same_phrases_hear_the_same() -> None:
    assert Dangers([phrases()]) == SMALL
    assert hash(Dangers([phrases()])) == hash(SMALL)
    assert Dangers([phrases(denied="nope")]) != SMALL
    assert SMALL != "he hits me"


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    delivered().heard(text)


# time -------------------------------------------------------------------------------------------


def fastest(what: Callable[[], object], times: int = 5) -> float:
    """Seconds of this process: what others do on the machine is no matter."""
    found = []
    for _ in range(times):
        begun = time.process_time()
        what()
        found.append(time.process_time() - begun)
    return min(found)


HARD = {
    "words of phrases": " ".join(f"he will hit {n} not kill die knife" for n in range(1_700)),
    "one word": "kill " * 12_000,
    "denied": "not in danger " * 4_300,
    "one letter": "a" * LONGEST,
    "no spaces": "help" * 15_000,
    "dots": "." * LONGEST,
    "marks": "a" + "\u0301\u0323" * 29_999,
    "joiners": "म\u200d" * 30_000,
    "doubles": "aabb " * 12_000,
    "nearly": "he wants to they will going to " * 1_900,
}


@pytest.mark.parametrize("name", HARD)
def test_no_message_takes_long_to_read(name: str) -> None:
    """Some 10 ms at most for the longest message; this bound is for a machine that is busy."""
    assert fastest(lambda: delivered().heard(HARD[name][:LONGEST])) < 0.1


def test_a_usual_message_is_read_at_once() -> None:
    message = ("I work 14 hours and they keep my passport. " * 5)[:200]

    def a_hundred() -> None:
        for _ in range(100):
            delivered().heard(message)

    assert fastest(a_hundred) / 100 < 0.0005


def test_the_language_of_danger_is_known_where_only_one_has_the_words() -> None:
    other = phrases(lang="yy", phrases={kind: [f"else{n}"] for n, kind in enumerate(Crisis)})
    both = Dangers([phrases(), phrases(lang="zz"), other])

    assert SMALL.language_of("he hits me") == "xx"
    assert both.language_of("else0") == "yy"
    assert both.language_of("he hits me") is None
    assert both.language_of("he hits me, else0") is None
    assert both.language_of("he never hits me") is None


@pytest.mark.parametrize("lang", ["ar", "bn", "id", "ne"])
def test_the_language_of_most_labelled_danger_is_known(lang: str) -> None:
    everything = [*labelled("tuned"), *labelled("held_out")]
    grave = [each.message for each in everything if each.grave and each.lang == lang]
    found = [delivered().language_of(each) for each in grave]

    assert not {each for each in found if each} - {lang, "en"}
    assert found.count(lang) / len(found) > 0.7
