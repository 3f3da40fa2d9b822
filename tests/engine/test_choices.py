"""A choice without a key, an emoji or a word is found, and a text that is too long."""

import pytest
from msgspec.structs import replace

from bot.domain.text import Text
from bot.engine.vocabulary import END, AnyStep, Choice, Do
from tests.engine.faulty import ASKED, MANY, SCREEN, WORDS, asked, faults, flow, named, say
from tests.engine.teashop import YES_NO

YES, NO = YES_NO
SEVEN = tuple(Choice(f"key{n}", "🍵", Text(f"Tea {chr(96 + n)}")) for n in range(1, 8))
DO = Do(name="do", effect="some.effect", to={"good": END, "bad": END})

# one line for each fault: the steps of a flow, the step that is named, and what it says
FAULTS: dict[str, tuple[tuple[AnyStep, ...], str, str]] = {
    "a number that may be a file": (
        (replace(WORDS, form="number", files=True),),
        "words",
        "A number cannot be a file; take `files` away.",
    ),
    "duplicate key": (
        (asked(YES, NO, replace(NO, key="yes")),),
        "asked",
        "Two choices have the key yes; give one of them another.",
    ),
    "key that means skip": (
        (asked(YES, replace(NO, key="skip")),),
        "asked",
        "The key 'skip' means something else; choose another.",
    ),
    "key that is empty": (
        (asked(YES, replace(NO, key="")),),
        "asked",
        "The key '' means something else; choose another.",
    ),
    "key that is a command": (
        (asked(YES, replace(NO, key="/menu")),),
        "asked",
        "The key '/menu' means something else; choose another.",
    ),
    "choice without an emoji": (
        (asked(YES, replace(NO, emoji=" ")),),
        "asked",
        "The choice no has no emoji; give it one.",
    ),
    "choice with a flag": (
        (asked(YES, replace(NO, emoji="🇳🇵")),),
        "asked",
        "The choice no has a flag; give it another emoji.",
    ),
    "language with an emoji": (
        (asked(kind="language"),),
        "asked",
        "The language yes has an emoji; take it away.",
    ),
    "choice without a word": (
        (asked(YES, replace(NO, label=Text("2"))),),
        "asked",
        "The choice no has no word; give it one that says what it is.",
    ),
    "two choices of one word": (
        (asked(YES, NO, Choice("never", "🍵", Text("No"))),),
        "asked",
        "Two choices are called “No”; call one of them otherwise.",
    ),
    "more than six choices": (
        (replace(MANY, choices=SEVEN),),
        "many",
        (
            "It has 7 choices; make them 6, or say paged=True where it is a list that people are "
            "to look through."
        ),
    ),
    "more than three sentences": (
        (say("a", "asked", "One. Two! Three. {filled}. So?"), ASKED),
        "a",
        "The text has 4 sentences; say it in 3.",
    ),
    "more than one question": (
        (asked(text=Text("Tea? Or coffee?")),),
        "asked",
        "The text asks 2 questions; ask one, and the others in steps of their own.",
    ),
    "more than nine lines": (
        (asked(text=Text("\n".join(["tea"] * 10))),),
        "asked",
        "The text has 10 lines on a small screen; say it in 9.",
    ),
    "placeholder that nothing fills": (
        (say("a", END, "Tea for {nobody}."),),
        "a",
        "Nothing fills the placeholder {nobody}; write a fill, or take it out.",
    ),
    "effect's words in a question": (
        (
            replace(DO, to={"good": "a", "bad": "asked"}, gives=("number",)),
            say("a", END, "{number}"),
            asked(text=Text("Is it {number}?")),
        ),
        "asked",
        "Nothing fills the placeholder {number}; write a fill, or take it out.",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_found_and_says_what_to_do(name: str) -> None:
    steps, step, mend = FAULTS[name]

    assert named(steps, step, mend)


RIGHT: dict[str, tuple[AnyStep, ...]] = {
    "languages without an emoji": (
        asked(*(replace(each, emoji="") for each in YES_NO), kind="language"),
    ),
    "a longer list in pages": (replace(MANY, choices=SEVEN, paged=True),),
    "three sentences and a question": (asked(text=Text("One. Two. Three. So?")),),
    "a screen with one way on": (SCREEN,),
}


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_right_has_no_fault(name: str) -> None:
    assert faults(flow(*RIGHT[name])) == []
