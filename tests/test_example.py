"""The flow that docs/architecture.md shows is one that runs, as is all that it says of flows."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from bot.domain.content import Content
from bot.engine import vocabulary
from bot.engine.book import Book, Plan
from bot.engine.place import Known
from bot.flows import rules
from bot.flows.fills import fills
from bot.flows.plan import plan
from tests.flows.contents import delivered
from tests.flows.player import NotedBook, Player, english
from tests.flows.transcripts import Transcript

PAGE = (Path(__file__).parents[1] / "docs" / "architecture.md").read_text("utf-8")
WORDS = ["Ask", "AskMany", "AskWords", "Say", "Decide", "Do", "Call", "Resume"]
TOLD_BELOW = {"when", "kind"}  # the table


def shown(file: str, language: str = "") -> str:
    """What the page shows as the whole of a file."""
    found = re.search(rf"`{re.escape(file)}`:\n\n```{language}\n(.*?)```", PAGE, re.DOTALL)
    assert found is not None
    return found[1]


def with_example(content: Content) -> Plan:
    """Today's flows, and the one on the page."""
    today, module = plan(content), ModuleType("notes")
    exec(shown("bot/flows/notes.py", "python"), vars(module))
    commands = {**today.commands, module.COMMAND: "notes"}
    return replace(today, flows=[*today.flows, module.flow(content)], commands=commands)


class ExampleBook(NotedBook):
    """A book with the flow on the page in it."""

    def __init__(self) -> None:
        Book.__init__(self, with_example(delivered()))
        self.come_to = set()
        self.left_by = set()


def one_line(kind: str) -> tuple[str, Callable[[Known], Any]]:
    """A rule or a fill as the page writes it into a dictionary."""
    (found,) = re.findall(rf'^"({kind})": (lambda known: .*),$', PAGE, re.MULTILINE)
    return found[0], eval(found[1], {"_yes": rules._yes})


def test_the_example_has_no_fault_and_says_what_it_is_to_say(tmp_path: Path) -> None:
    file = tmp_path / "place.txt"
    file.write_text(shown("tests/flows/transcripts/notes/place.txt"), "utf-8")
    *_, asked, listed, chosen, told, rights = (
        Player(ExampleBook(), english).play(Transcript.read(file)).exchanges
    )

    assert "Do you have a place for notes that only you see?" in asked.answer
    assert "The hours I work" in listed.answer
    assert "☑️ ⏰ The hours I work" in chosen.answer
    assert "Write when you begin and when you stop, each day." in told.answer
    assert "What do you want to read about?" in rights.answer


def test_the_example_rule_and_the_example_fill_work() -> None:
    both = Known({"kinds": ("hours", "pay")}, {}, "en", parked=False)
    hours = Known({"kinds": ("hours",)}, {}, "en", parked=False)
    (rule, decide), (fill, count) = one_line(r"notes\.\w+"), one_line(r"notes_\w+")

    assert (decide(both), decide(hours)) == ("yes", "no")
    assert (count(both), count(hours)) == ("2", "1")
    assert rule not in rules.rules(delivered())
    assert fill not in fills(delivered())
    assert f"{{{fill}}}" in PAGE


def test_the_page_names_every_rule() -> None:
    assert set(rules.rules(delivered())) <= set(re.findall(r"`([\w.]+)`", PAGE))


@pytest.mark.parametrize("word", WORDS)
def test_the_page_names_every_field_of_a_word(word: str) -> None:
    row = re.search(rf"^\| `{word}` \| `([^`]*)` \|", PAGE, re.MULTILINE)
    assert row is not None
    named = {
        field.partition("=")[0].strip() for field in re.split(r",(?! ?\))(?![^(]*\))", row[1])
    }

    assert named == {*getattr(vocabulary, word).__struct_fields__} - TOLD_BELOW


def test_these_are_all_the_words() -> None:
    assert {step.__name__ for step in vocabulary.Step.__subclasses__()} == set(WORDS)
