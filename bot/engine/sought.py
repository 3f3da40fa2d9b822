"""Whether what can be looked for is where its way says, whatever was answered before."""

from collections.abc import Collection, Iterator, Mapping

from bot.engine.faults import Declared, Fault
from bot.engine.graph import begins
from bot.engine.vocabulary import (
    LEAVING,
    AnyStep,
    Ask,
    Call,
    Decide,
    Find,
    Flow,
    Question,
    targets,
)

Stack = tuple[tuple[str, str], ...]  # flows that were called, each with the step it is at


class _NotSilent(Exception):
    """Something is said, done or asked of some only: it may not be passed over."""


def find_faults(flows: Collection[Flow], declared: Declared) -> Iterator[Fault]:
    ways = _Ways(flows, declared.menu)
    for flow in flows:
        for step in flow.steps:
            for mend in _of(flow, step, ways) if isinstance(step, Ask) else ():
                yield Fault(flow.name, step.name, mend)


def _of(flow: Flow, step: Ask, ways: "_Ways") -> Iterator[str]:
    keys = [find.key for find in step.finds]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        yield f"Two things to find are called {key}; call one of them otherwise."
    for find in step.finds:
        if mend := ways.fault(((flow.name, step.name),), find):
            yield f"{find.key} cannot be found: {mend}"


class _Ways:
    """Where answers lead, from question to question."""

    def __init__(self, flows: Collection[Flow], menu: str) -> None:
        self._steps: Mapping[str, Mapping[str, AnyStep]] = {
            flow.name: {step.name: step for step in flow.steps} for flow in flows
        }
        self._first = {flow.name: flow.steps[0].name for flow in flows}
        self._menu = menu

    def fault(self, start: Stack, find: Find) -> str | None:
        """What is wrong with its way, if anything is."""
        stands = {start}
        if not find.way:
            return "its way has no answer; give it one."
        for number, key in enumerate(find.way):
            if number:
                try:
                    stands = {end for stack in stands for end in self._asked(stack, set())}
                except _NotSilent:
                    return f"on the way to {key} more is said, done or asked; end the way there."
            if not all(self._can_answer(stack, key) for stack in stands):
                return f"not everybody can answer {key} there; correct its way."
            stands = {self._answered(stack, key) for stack in stands}
        return None

    def _at(self, stack: Stack) -> AnyStep:
        flow, step = stack[-1]
        return self._steps[flow][step]

    def _can_answer(self, stack: Stack, key: str) -> bool:
        step = self._at(stack)
        return isinstance(step, Ask) and key in {choice.key for choice in step.choices}

    def _answered(self, stack: Stack, key: str) -> Stack:
        return _moved(stack, dict(targets(self._at(stack)))[key])

    def _asked(self, stack: Stack, seen: set[Stack]) -> Iterator[Stack]:
        """The questions that may come next."""
        stack = self._without_ended(stack)
        if stack in seen:
            return
        seen.add(stack)
        step = self._at(stack)
        if isinstance(step, Question) and not step.when:
            yield stack
            return
        for after in self._passed(stack, step):
            yield from self._asked(after, seen)

    def _without_ended(self, stack: Stack) -> Stack:
        while stack and stack[-1][1] in LEAVING:
            stack = stack[:-1]
        return stack or ((self._menu, self._first[self._menu]),)

    def _passed(self, stack: Stack, step: AnyStep) -> Iterator[Stack]:
        """Where a step leads by itself, whatever was answered."""
        match step:
            case Decide():
                yield from (_moved(stack, to) for to in step.to.values())
            case Call() if not step.when:
                yield (*_moved(stack, step.then), begins(step, self._first))
            case _:
                raise _NotSilent


def _moved(stack: Stack, step: str) -> Stack:
    return (*stack[:-1], (stack[-1][0], step))
