"""What the folder of flows amounts to."""

from pathlib import Path

import bot.flows
from bot.engine.book import Book
from bot.engine.vocabulary import Do
from bot.flows.plan import EFFECTS, plan
from tests.flows.contents import delivered

PLAN = plan(delivered())


def test_a_flow_is_called_like_its_file() -> None:
    files = {file.stem for file in Path(bot.flows.__path__[0]).glob("*.py")}
    names = [flow.name for flow in PLAN.flows]

    assert names == sorted(names)
    assert set(names) <= files
    assert {"start", "language", "menu", "rights", "costs", "report", "my_report"} <= set(names)


def test_the_commands_are_those_that_people_know() -> None:
    known = {
        "/language": "language",
        "/read": "my_report",
        "/help": "help",
        "/privacy": "privacy",
        "/report": "report",
    }

    assert known.items() <= PLAN.commands.items()


def test_every_effect_is_asked_for_by_some_flow() -> None:
    asked = {step.effect for flow in PLAN.flows for step in flow.steps if isinstance(step, Do)}

    assert asked == set(EFFECTS)


def test_the_same_content_makes_the_same_flows() -> None:
    again = Book(plan(delivered()))

    assert {name: program.hash for name, program in Book(PLAN).programs.items()} == {
        name: program.hash for name, program in again.programs.items()
    }


def test_a_language_without_reports_makes_no_other_flows() -> None:
    """Conversations go on when reports are switched on: it is a rule that changes, no flow."""
    closed = Book(plan(delivered(report_languages=frozenset())))

    assert closed.programs["report"].hash == Book(PLAN).programs["report"].hash
