"""The flows that a deployment speaks: compiled and checked once, shared by all conversations."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, fields
from itertools import chain

import msgspec

from bot.domain.text import Text
from bot.engine.alarms import Alarm
from bot.engine.checks import faults_of, named_wrongly
from bot.engine.faults import Declared, FlowsAreFaulty
from bot.engine.lexicon import Lexicon
from bot.engine.place import Entry, Frame, Known, Place
from bot.engine.program import Program
from bot.engine.said import Fill, Line
from bot.engine.successors import successor, supersedes
from bot.engine.vocabulary import AnyStep, Flow, Question

Rule = Callable[[Known], str]
Filler = Callable[[Known], Fill]


@dataclass(frozen=True, slots=True)
class Phrases:
    """What the engine itself says, in any flow."""

    unclear: Text
    unclear_again: Text
    unread: Text
    left_behind: Text
    meant: Text
    found: Text
    stale: Text
    edited: Text
    media: Text
    other: Text
    large: Text
    many: Text
    lost: Text
    number: Text
    date: Text
    money: Text
    calendar: Text
    currency: Text
    personal: Text
    receipt: Text
    long: Text
    kept: Text
    still_here: Text
    files_here: Text
    deleted: Text
    at_least_one: Text


@dataclass(frozen=True, slots=True)
class Plan:
    """What a book is made of: flows, and the rules, fills, effects and commands they name."""

    flows: Collection[Flow]
    rules: Mapping[str, Rule]
    says: Mapping[str, Collection[str]]  # rule -> what it can say
    fills: Mapping[str, Filler]
    effects: Mapping[str, Collection[str]]
    commands: Mapping[str, str]  # command -> the flow it calls
    phrases: Phrases
    sends: Collection[str] = ()  # the effects after which something is out of the person's hands
    uses: Mapping[str, Collection[str]] = field(default_factory=dict)
    meanings: Mapping[str, Text] = field(default_factory=dict)  # of rules and effects
    first: str = "start"
    menu: str = "menu"
    alarm: Alarm = field(default_factory=Alarm)
    urgent: Callable[[Known], bool] = lambda _: False  # then the way to help is above all answers
    lexicon: Lexicon = field(default_factory=Lexicon)

    @property
    def declared(self) -> Declared:
        return Declared(
            rules={name: self.says.get(name, ()) for name in self.rules},
            fills=self.fills,
            effects=self.effects,
            flows={self.first, self.menu, *self.commands.values()},
            menu=self.menu,
            sends=self.sends,
            uses=self.uses,
            meanings=self.meanings,
            phrases={each.name: getattr(self.phrases, each.name) for each in fields(self.phrases)},
        )


class Book:
    """Every flow, and those earlier versions in which conversations still go on.

    Raises FlowsAreFaulty when built from flows that cannot run.
    """

    def __init__(self, plan: Plan, earlier: Mapping[str, Flow] | None = None) -> None:
        """`earlier`: flows as they once were, by the hash that conversations carry."""
        declared = plan.declared
        if faults := faults_of(plan.flows, declared):
            raise FlowsAreFaulty(faults)
        self.plan = plan
        self.programs = {flow.name: Program(flow) for flow in plan.flows}
        self._known = {**(earlier or {}), **{each.hash: each for each in plan.flows}}
        self._versions = {
            **{
                hash_: Program(flow)
                for hash_, flow in (earlier or {}).items()
                if self._goes_on(flow, declared)
            },
            **{program.hash: program for program in self.programs.values()},
        }

    def _goes_on(self, flow: Flow, declared: Declared) -> bool:
        """Whether an earlier version can still be spoken, and nothing takes its place."""
        today = self.programs.get(flow.name)
        if today is not None and supersedes(today.flow, flow):
            return False
        known = {name: program.flow for name, program in self.programs.items()}
        return not any(named_wrongly([flow], known, declared))

    def holds(self, place: Place) -> bool:
        """Whether this conversation has begun, in versions of flows that are spoken."""
        return bool(place.frames) and self.speaks(place.frames, place.log)

    def speaks(self, frames: Iterable[Frame], log: Iterable[Entry]) -> bool:
        """Whether all of these steps are in versions of flows that are spoken."""
        every = chain(frames, *[entry.frames for entry in log])
        return self._versions.keys() >= {frame.hash for frame in every}

    def today(self, frame: Frame) -> Frame | None:
        """Where this step is now: here, if its version is spoken; or in today's, if it is there.

        A flow that is gone has no step any more.
        """
        if frame.hash in self._versions:
            return frame
        program = self.programs.get(frame.flow)
        if program is None:
            return None
        step = frame.step if program.has(frame.step) else successor(program.flow, frame.step)
        if step is None:
            return None
        return msgspec.structs.replace(frame, hash=program.hash, step=step)

    def seen(self, frame: Frame) -> AnyStep | None:
        """The step as it was when somebody came to it, where that is still known."""
        steps = self._known[frame.hash].steps if frame.hash in self._known else ()
        return next((step for step in steps if step.name == frame.step), None)

    def first(self, flow: str, *, aside: bool = False, at: str = "") -> Frame:
        """Where a flow begins: with its first step, or where a call says."""
        program = self.programs[flow]
        return Frame(flow, program.hash, at or program.first, aside)

    def flow(self, frame: Frame) -> Flow:
        return self._versions[frame.hash].flow

    def step(self, place: Place) -> AnyStep:
        frame = place.frames[-1]
        return self._versions[frame.hash].step(frame.step)

    def progress(self, place: Place) -> tuple[Line, ...]:
        """How far this person has come in the flow."""
        frame = place.frames[-1]
        return self._versions[frame.hash].progress(frame.step)

    def question(self, place: Place) -> Question:
        """The question that stands: between two messages there always is one."""
        step = self.step(place)
        if not isinstance(step, Question):
            raise TypeError(f"Step {step.name} asks nothing.")
        return step

    def after(self, place: Place, event: str) -> Place:
        """Where an event leads from the step that stands."""
        frame = place.frames[-1]
        return place.at(self._versions[frame.hash].next(frame.step, event))
