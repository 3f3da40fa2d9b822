"""Words for yes, no and commands: none of them may be taken for another."""

from typing import Any

import pytest

from bot.domain.parsing import MalformedContent
from bot.domain.spoken import Spoken, clashes

COMMANDS = {
    "back": ["back"],
    "help": ["help"],
    "hide": ["hide"],
    "menu": ["menu"],
    "skip": ["skip"],
    "stop": ["stop"],
}


def spoken(**changed: Any) -> Spoken:
    data = {"lang": "en", "yes": ["yes"], "no": ["no"], "commands": COMMANDS}
    return Spoken.from_data({**data, **changed}, where="FILE")


def test_words_are_read_as_they_are_compared() -> None:
    words = spoken(yes=["Yes!", "👍"], perhaps=["O.K."])

    meanings = dict(words.meanings())
    assert meanings["yes"] == meanings["👍"] == "yes"
    assert meanings["o k"] == "perhaps"
    assert meanings["stop"] == "/stop"


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"yes": []}, "there are words for yes, and words for no"),
        ({"commands": {**COMMANDS, "stop": []}}, "there is a word for stop"),
        ({"commands": {"stop": ["stop"]}}, "there is a word for back"),
        ({"no": ["no", "YES."]}, "yes means yes (en) and no (en)"),
        ({"perhaps": ["no"]}, "no means no (en) and perhaps (en)"),
        ({"no": ["stop"]}, "stop means no (en) and /stop (en)"),
        ({"commands": {**COMMANDS, "fly": ["fly"]}}, "Invalid enum value 'fly'"),
        ({"maybe": ["maybe"]}, "Object contains unknown field `maybe`"),
    ],
)
def test_what_would_be_taken_for_another_thing_is_refused(
    changed: dict[str, Any], problem: str
) -> None:
    with pytest.raises(MalformedContent) as refused:
        spoken(**changed)

    assert problem in str(refused.value)


def test_yes_may_be_no_elsewhere_but_a_command_means_one_thing_everywhere() -> None:
    other = spoken(lang="el", yes=["nai"], no=["ohi"], commands={**COMMANDS, "stop": ["stamata"]})

    assert list(clashes([spoken(no=["nai", "no"]), other])) == []
    assert list(clashes([spoken(no=["stamata"]), other])) == [
        "stamata means no (en) and /stop (el)"
    ]
    assert list(clashes([spoken(commands={**COMMANDS, "back": ["stamata"]}), other])) == [
        "stamata means /back (en) and /stop (el)"
    ]
