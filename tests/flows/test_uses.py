"""What is declared to look at an answer does look at it, and nothing else does."""

from collections.abc import Callable
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import Any

import msgspec
import pytest

from bot.engine.book import Book, Plan
from bot.engine.place import Known, Value
from bot.flows.plan import EFFECTS, SENDS, plan
from bot.flows.rules import says
from bot.flows.uses import uses
from bot.services.drafting import drafted
from tests.flows.contents import delivered
from tests.flows.player import NotedBook, Player, voices
from tests.flows.transcripts import Transcript, every

CONTENT = delivered()
PLAN = plan(CONTENT)
USES, SAYS = uses(CONTENT), says(CONTENT)
PATTERNS = {name for names in USES.values() for name in names if "*" in name}


class Watched(dict[str, Value]):
    """Answers that note which of them were looked at."""

    def __init__(self, answers: dict[str, Value]) -> None:
        super().__init__(answers)
        self.seen: set[str] = set()

    def get(self, name: str, default: Any = None) -> Any:
        self.seen.add(next((each for each in PATTERNS if fnmatchcase(name, each)), name))
        return super().get(name, default)


class Watching:
    """A plan whose rules and fills are watched while transcripts are played."""

    def __init__(self) -> None:
        self.seen: dict[str, set[str]] = {}
        self.said: dict[str, set[str]] = {}

    def plan(self) -> Plan:
        watch = self._watched
        rules = {name: watch(name, rule) for name, rule in PLAN.rules.items()}
        fills = {name: watch(name, fill) for name, fill in PLAN.fills.items()}
        return replace(PLAN, rules=rules, fills=fills)

    def _watched(self, name: str, look: Callable[[Known], Any]) -> Callable[[Known], Any]:
        def looked(known: Known) -> Any:
            answers = Watched(dict(known.answers))
            said = look(msgspec.structs.replace(known, answers=answers))
            self.seen.setdefault(name, set()).update(answers.seen)
            if isinstance(said, str):
                self.said.setdefault(name, set()).add(said)
            return said

        return looked


@pytest.fixture(scope="module")
def watching() -> Watching:
    watching = Watching()
    book = NotedBook()
    Book.__init__(book, watching.plan())
    for transcript in map(Transcript.read, every()):
        if "reports" not in transcript.settings:
            Player(book, voices(transcript)).play(transcript)
    return watching


def test_rules_and_fills_look_at_what_is_declared(watching: Watching) -> None:
    looks = {name: seen for name, seen in watching.seen.items() if seen}

    assert looks == {name: set(used) for name, used in USES.items() if name not in EFFECTS}


def test_rules_say_what_is_declared(watching: Watching) -> None:
    """Only in a language without reports does that rule say no; its transcripts are others."""
    said = {name: watching.said[name] for name in PLAN.rules}

    assert said == {
        **{name: set(each) for name, each in SAYS.items()},
        "language.reports": {"yes"},
    }


def test_a_report_is_made_of_what_is_declared() -> None:
    seen: set[str] = set()
    for whom in ("me", "child", "several"):  # whose age it is, was asked in other words
        answers = Watched({"whom": whom})
        drafted(Known(answers, {}, "en", parked=False), CONTENT.indicators)
        seen |= answers.seen

    assert seen == set(USES["report.submit"])


# A receipt or a diary that was found cannot be unfound; what people keep for themselves, or ask to
# be sent, is changed and ended by a tap of its own.  Nothing that they said leaves by these.
SENDS_NOTHING = {
    "report.find",
    "updates.join",
    "group.begin",
    "group.end",
    "group.find",
    "diary.begin",
    "diary.find",
    "diary.hours",
    "diary.off",
    "diary.paid",
    "diary.trouble",
    "diary.worked",
}


def test_what_seals_sends_or_is_known_not_to() -> None:
    seals = {
        step.effect
        for flow in PLAN.flows
        for step in flow.steps
        if getattr(step, "seals", ()) and hasattr(step, "effect")
    }

    assert seals == {*SENDS, *SENDS_NOTHING}
