"""Random people, several at once, in every flow: each is answered, and nothing is mixed up.

`--hypothesis-profile long` plays for a long time, and differently each time.
"""

import asyncio
from collections.abc import Coroutine
from itertools import count
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot.domain.messages import Address, Incoming
from bot.engine.place import Place
from bot.engine.vocabulary import Ask, AskMany, Question
from bot.engine.ways import BACK
from tests.languages import DELIVERED
from tests.postgres import Urls
from tests.services.shop import FETCHED, PUSHED
from tests.whole.crowd import BROKEN, Town
from tests.whole.running import say
from tests.whole.whims import DIGITS, does, number, process

Result = TypeVar("Result")
SHORT = settings(
    max_examples=7,
    stateful_step_count=14,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
PEOPLE = ((FETCHED, "ana"), (FETCHED, "ben"), (PUSHED, "cai"))
who = st.integers(0, len(PEOPLE) - 1)


class Crowd(RuleBasedStateMachine):
    """Three new people; every rule is something that they do."""

    examples = count(1)

    town: Town
    runner: asyncio.Runner

    def __init__(self) -> None:
        super().__init__()
        self._ids = count(1)
        mark = next(self.examples)
        self.people = [Address(channel, f"{name} {mark}") for channel, name in PEOPLE]
        self._broken = self.restarted = False
        self._begun = len(self.town.deeds.done)

    @initialize(languages=st.tuples(*[st.sampled_from(DELIVERED)] * 3))
    def they_come(self, languages: tuple[str, ...]) -> None:
        for person, language in zip(self.people, languages, strict=True):
            self.hear(self.message(person, text="hello"))
            self.hear(self.message(person, choice=language))

    @rule(who=who, what=does, by=process)
    def one_does_something(self, who: int, what: Any, by: int) -> None:
        self.hear(self.doing(self.people[who], *what), by=by)

    @rule(who=who, flow=st.integers(0, 30), taps=st.lists(number, max_size=12), by=process)
    def one_goes_far(self, who: int, flow: int, taps: list[int], by: int) -> None:
        person = self.people[who]
        commands = self.commands
        self.hear(self.message(person, text=commands[flow % len(commands)]), by=by)
        for each in taps:
            self.hear(self.answer(person, each), by=by)

    @rule(who=who, taps=st.lists(number, min_size=4, max_size=16))
    def one_reports(self, who: int, taps: list[int]) -> None:
        person = self.people[who]
        for text in ("/menu", "/report"):
            self.hear(self.message(person, text=text))
        for each in taps:
            self.hear(self.answer(person, each))

    @rule(who=who, first=does, second=does, apart=st.booleans())
    def one_does_two_things_at_once(
        self, who: int, first: Any, second: Any, *, apart: bool
    ) -> None:
        person = self.people[who]
        self.together((self.doing(person, *first), 0), (self.doing(person, *second), int(apart)))

    @rule(all_of_them=st.lists(does, min_size=len(PEOPLE), max_size=len(PEOPLE)), by=process)
    def all_do_something_at_once(self, all_of_them: list[Any], by: int) -> None:
        self.together(
            *((self.doing(p, *what), by) for p, what in zip(self.people, all_of_them, strict=True))
        )

    @rule(who=who, what=does, by=process)
    def the_same_comes_twice(self, who: int, what: Any, by: int) -> None:
        message = self.doing(self.people[who], *what)
        self.hear(message)
        before, deeds = self.place(message.address), len(self.town.deeds.done)

        received = self.wait(self.town.processes[by].conversations.receive(message))

        assert not received.fresh
        assert self.place(message.address) == before
        assert len(self.town.deeds.done) == deeds

    @rule(who=who, tap=number)
    def one_goes_back_and_answers_the_same(self, who: int, tap: int) -> None:
        person = self.people[who]
        before, deeds = self.place(person), len(self.town.deeds.done)
        self.hear(self.answer(person, tap))
        after = self.place(person)
        if len(after.log) <= len(before.log) or len(self.town.deeds.done) > deeds:
            return  # nothing was answered; or something was done, which Back does not undo
        if asked(self.town, before) == ("report", "draft"):
            return  # an earlier draft has its own past

        self.hear(self.message(person, choice=BACK.key, turn=after.turn))
        back = self.place(person)
        assert asked(self.town, back) == asked(self.town, before)
        self.hear(self.answer(person, tap))

        assert self.place(person).with_(turn=0) == after.with_(turn=0)

    @precondition(lambda self: not self.restarted)
    @rule(number=process)
    def a_process_ends_and_another_begins(self, number: int) -> None:
        self.restarted = True  # once is enough for these three: it takes a second
        before = [self.place(person) for person in self.people]

        self.wait(self.town.restarts(number))

        assert [self.place(person) for person in self.people] == before

    def teardown(self) -> None:
        if not self._broken:
            self.wait(self.town.settled([person.id for person in self.people]))

    # what they do --------------------------------------------------------------------------------

    @property
    def commands(self) -> list[str]:
        return sorted({*self.town.book.plan.commands, "/start", "/menu", "/again"})

    def message(self, person: Address, **what: Any) -> Incoming:
        return Incoming(person, str(next(self._ids)), **what)

    def doing(self, person: Address, kind: str, value: Any) -> Incoming:
        place = self.place(person)
        match kind:
            case "tap":
                return self.answer(person, value)
            case "stale tap" | "old tap":
                turn = 0 if kind == "stale tap" else None
                return self.message(person, choice=key(self.town, place, value), turn=turn)
            case "way":
                return self.message(person, choice=value, turn=place.turn)
            case "file":
                return self.message(person, media=value)
            case "look":
                return self.message(person)
            case _:
                written = self.written(kind, value)
                return self.message(person, text=written, edited=kind == "edited")

    def written(self, kind: str, value: Any) -> str:
        match kind:
            case "digit":
                digit, script = value
                return str(DIGITS[script][digit])
            case "command":
                return self.commands[int(value) % len(self.commands)]
            case "receipt":
                return self.receipt
            case _:
                return str(value)

    def answer(self, person: Address, tap: int) -> Incoming:
        """An answer to the question that stands, or Done where something is chosen already."""
        place = self.place(person)
        question = self.town.book.question(place)
        if place.picked and tap % 2:
            return self.message(person, choice="/done", turn=place.turn)
        if isinstance(question, Ask | AskMany):
            return self.message(person, choice=key(self.town, place, tap), turn=place.turn)
        return self.message(person, text=f"It is {tap}.")

    @property
    def receipt(self) -> str:
        found = [
            d.fills["receipt"]
            for _, _, d in self.town.deeds.done[self._begun :]
            if "receipt" in d.fills
        ]
        return str(found[-1]) if found else "1234 5678 9012"

    # the town ------------------------------------------------------------------------------------

    def wait(self, doing: Coroutine[Any, Any, Result]) -> Result:
        return self.runner.run(doing)

    def place(self, person: Address) -> Place:
        return self.wait(self.town.place(person))

    def hear(self, message: Incoming, by: int = 0) -> None:
        self.together((message, by))

    def together(self, *sent: tuple[Incoming, int]) -> None:
        self._broken = True
        for received in self.wait(self.town.hear(*sent)):
            text = received.parcels[-1].outgoing.text
            assert text
            assert "{" not in text
            assert BROKEN not in text
        self._broken = False


def key(town: Town, place: Place, tap: int) -> str:
    question = town.book.question(place) if place.frames else None
    choices = question.choices if isinstance(question, Ask | AskMany) else ()
    return choices[tap % len(choices)].key if choices else "yes"


def asked(town: Town, place: Place) -> tuple[str, str]:
    return place.frames[-1].flow, town.book.question(place).name


def test_whatever_people_do_at_once_each_is_answered_as_if_alone(
    database_urls: Urls, capsys: pytest.CaptureFixture[str]
) -> None:
    long = settings.get_current_profile_name() == "long"
    with asyncio.Runner() as runner:
        town = runner.run(Town.opened(database_urls))
        here = type("Here", (Crowd,), {"town": town, "runner": runner})
        run_state_machine_as_test(here, settings=settings() if long else SHORT)
        flows = {flow.name: flow for flow in town.book.plan.flows}
        runner.run(town.closed())

    questions = {
        (flow.name, step.name)
        for flow in flows.values()
        for step in flow.steps
        if isinstance(step, Question)
    }
    say(
        capsys,
        f"{town.heard} messages, {len(town.deeds.done)} effects, "
        f"{len(town.stood_at & questions)} of {len(questions)} questions",
    )
    missing = {flow for flow, _ in questions} - {flow for flow, _ in town.stood_at}
    assert not missing if long else len(missing) < len(flows) / 2
