"""The flows that a deployment speaks: compiled and checked once, shared by all conversations."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from itertools import chain

from bot.domain.text import Text
from bot.engine.alarms import Alarm
from bot.engine.checks import Declared, FlowsAreFaulty, faults_of
from bot.engine.place import Frame, Known, Place
from bot.engine.program import Program
from bot.engine.said import Fill, Line
from bot.engine.vocabulary import AnyStep, Flow, Question

Rule = Callable[[Known], str]
Filler = Callable[[Known], Fill]


@dataclass(frozen=True, slots=True)
class Phrases:
    """What the engine itself says, in any flow."""

    unclear: Text
    unclear_again: Text
    stale: Text
    media: Text
    long: Text
    kept: Text
    at_least_one: Text


@dataclass(frozen=True, slots=True)
class Plan:
    """What a book is made of: flows, and the rules, fills, effects and commands they name."""

    flows: Collection[Flow]
    rules: Mapping[str, Rule]
    fills: Mapping[str, Filler]
    effects: Mapping[str, Collection[str]]
    commands: Mapping[str, str]  # command -> the flow it calls
    phrases: Phrases
    first: str = "start"
    menu: str = "menu"
    alarm: Alarm = Alarm()


class Book:
    """Every flow, and those earlier versions in which conversations still go on.

    Raises FlowsAreFaulty when built from flows that cannot run.
    """

    def __init__(self, plan: Plan, earlier: Collection[Flow] = ()) -> None:
        called = (plan.first, plan.menu, *plan.commands.values())
        declared = Declared(plan.rules, plan.fills, plan.effects, called)
        if faults := faults_of(plan.flows, declared):
            raise FlowsAreFaulty(faults)
        self.plan = plan
        self.programs = {flow.name: Program(flow) for flow in plan.flows}
        versions = [*map(Program, earlier), *self.programs.values()]
        self._versions = {program.hash: program for program in versions}

    def holds(self, place: Place) -> bool:
        """Whether this conversation has begun, in versions of flows that we still have."""
        frames = chain(place.frames, *(entry.frames for entry in place.log))
        return bool(place.frames) and all(frame.hash in self._versions for frame in frames)

    def first(self, flow: str, *, aside: bool = False) -> Frame:
        program = self.programs[flow]
        return Frame(flow, program.hash, program.first, aside)

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
