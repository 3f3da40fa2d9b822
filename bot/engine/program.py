"""A compiled flow: built once at start-up and shared, it holds nobody's state."""

from transitions import Machine

from bot.engine.progress import progress
from bot.engine.said import Line
from bot.engine.vocabulary import LEAVING, AnyStep, Do, Flow, targets


class NoWayOn(Exception):
    """A step was left by an event it does not know: the flow was not checked before it ran."""


class _Cursor:
    """A step to move; never registered with a machine, which would hold it for ever."""

    __slots__ = ("state",)

    def __init__(self, state: str) -> None:
        self.state = state


class Program:
    """The rulebook of one version of one flow."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.hash = flow.hash
        self._steps = {step.name: step for step in flow.steps}
        self._progress = {name: progress(flow, name) for name in self._steps}
        self._asked: dict[tuple[str, str], str] = {}
        # A rulebook only: no model is registered, and the synchronous machine is used on purpose,
        # since the asynchronous one cancels a running turn when a second message arrives.
        self._machine = Machine(
            model=None,
            states=[*self._steps, *LEAVING],
            initial=flow.steps[0].name,
            transitions=[
                [event, step.name, target]
                for step in flow.steps
                for event, target in targets(step)
            ],
            auto_transitions=False,
        )

    @property
    def seals(self) -> bool:
        """Whether anything in it cannot be undone afterwards."""
        return any(isinstance(step, Do) and step.seals for step in self.flow.steps)

    @property
    def first(self) -> str:
        return self.flow.steps[0].name

    def has(self, step: str) -> bool:
        return step in self._steps or step in LEAVING

    def step(self, name: str) -> AnyStep:
        return self._steps[name]

    def progress(self, name: str) -> tuple[Line, ...]:
        return self._progress[name]

    def next(self, step: str, event: str) -> str:
        """Where an event leads from a step: the same for everybody, so asked once.

        Raises NoWayOn.
        """
        found = self._asked.get((step, event))
        if found is None:
            found = self._asked[step, event] = self._led(step, event)
        return found

    def _led(self, step: str, event: str) -> str:
        cursor = _Cursor(step)
        known = self._machine.events.get(event)
        if known is None or step not in known.transitions:
            raise NoWayOn(f"Flow {self.flow.name}: step {step} has no way on for {event}.")
        known.trigger(cursor)
        return cursor.state
