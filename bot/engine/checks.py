"""What is wrong with a flow, found when the program starts."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from bot.domain.text import Text
from bot.engine.vocabulary import (
    LEAVING,
    SKIP,
    AnyStep,
    Ask,
    AskMany,
    AskWords,
    Call,
    Decide,
    Do,
    Flow,
    Question,
    Say,
    targets,
)

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: where it is, and how to mend it."""

    flow: str
    step: str
    mend: str

    def __str__(self) -> str:
        return f"flow {self.flow}, step {self.step}: {self.mend}"


class FlowsAreFaulty(Exception):
    """The flows cannot run; the message lists every fault."""

    def __init__(self, faults: Collection[Fault]) -> None:
        super().__init__("The flows have faults:\n" + "\n".join(map(str, faults)))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Declared:
    """The names that flows may use."""

    rules: Collection[str]
    fills: Collection[str]
    effects: Mapping[str, Collection[str]]  # effect -> its outcomes
    flows: Collection[str] = ()  # those that are called by name: the first, the menu, commands


def placeholders(text: str) -> set[str]:
    return set(_PLACEHOLDER.findall(text))


def faults_of(flows: Collection[Flow], declared: Declared) -> list[Fault]:
    """Every fault of every flow."""
    names = [flow.name for flow in flows]
    found = [Fault(n, "-", "two flows have this name") for n in names if names.count(n) > 1]
    found += [Fault(n, "-", "there is no such flow") for n in declared.flows if n not in names]
    found += [Fault(flow.name, "-", "a flow needs a step") for flow in flows if not flow.steps]
    if found:
        return found
    answers = _answers(flows)
    for flow in flows:
        found += _shape(flow)
        found += _conditions(flow, answers)
        found += [fault for step in flow.steps for fault in _names(flow, step, names, declared)]
        found += _unknown_words(flow, declared)
    return found


def _shape(flow: Flow) -> Iterator[Fault]:
    names = [step.name for step in flow.steps]
    for step in flow.steps:
        if names.count(step.name) > 1:
            yield Fault(flow.name, step.name, "two steps have this name")
        if step.name in LEAVING:
            yield Fault(flow.name, step.name, "a step needs a name that means nothing else")
        for event, target in targets(step):
            if target not in names and target not in LEAVING:
                yield Fault(flow.name, step.name, f"{event} leads to {target}, which is no step")
        yield from _choices(flow, step)
    for part in set(flow.parts) - set(names):
        yield Fault(flow.name, part, "a part begins with a step of the flow")
    for name in sorted(_endless(flow)):
        yield Fault(flow.name, name, "it comes here again without a question")
    for name in set(names) - reachable(flow):
        yield Fault(flow.name, name, "no answer leads here; lead one here or delete it")


def reachable(flow: Flow) -> set[str]:
    """The steps that some way through the flow comes to."""
    first = flow.steps[0].name
    return {first} | _after(first, _ways(flow.steps))


def _endless(flow: Flow) -> set[str]:
    """The steps that lead to themselves while nobody is asked anything."""
    silent = [step for step in flow.steps if not isinstance(step, Question)]
    ways = _ways(silent)
    return {step.name for step in silent if step.name in _after(step.name, ways)}


def _ways(steps: Collection[AnyStep]) -> dict[str, set[str]]:
    names = {step.name for step in steps}
    return {step.name: {to for _, to in targets(step)} & names for step in steps}


def _after(name: str, ways: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [name]
    while waiting:
        new = ways[waiting.pop()] - found
        found |= new
        waiting.extend(new)
    return found


def _choices(flow: Flow, step: AnyStep) -> Iterator[Fault]:
    if not isinstance(step, Ask | AskMany):
        return
    keys = [choice.key for choice in step.choices]
    if not keys:
        yield Fault(flow.name, step.name, "a question needs choices")
    for key in {key for key in keys if keys.count(key) > 1}:
        yield Fault(flow.name, step.name, f"two choices have the key {key}")
    for key in keys:
        if key == SKIP or not key or key.startswith("/"):
            yield Fault(flow.name, step.name, f"the key {key!r} means something else")
    if isinstance(step, Ask) and isinstance(step.then, dict):
        expected = {*keys, SKIP} if step.skip or step.when else set(keys)
        for key in expected ^ set(step.then):
            yield Fault(flow.name, step.name, f"the choice {key} and its target do not match")


def _answers(flows: Collection[Flow]) -> dict[str, set[str]]:
    """What can be answered, by the name of the question."""
    found: dict[str, set[str]] = {}
    for step in (step for flow in flows for step in flow.steps):
        if isinstance(step, Question):
            choices = () if isinstance(step, AskWords) else step.choices
            found.setdefault(step.name, {SKIP}).update(choice.key for choice in choices)
    return found


def _conditions(flow: Flow, answers: Mapping[str, set[str]]) -> Iterator[Fault]:
    for step in flow.steps:
        for when in step.when:
            if when.has not in answers.get(when.answer, ()):
                mend = f"nobody can answer {when.answer} with {when.has}"
                yield Fault(flow.name, step.name, mend)


def _names(
    flow: Flow, step: AnyStep, flows: Collection[str], declared: Declared
) -> Iterator[Fault]:
    match step:
        case Decide() | Do() if step.when:
            yield Fault(flow.name, step.name, "only what has a way past may have a condition")
        case Decide(by=by) if by not in declared.rules:
            yield Fault(flow.name, step.name, f"there is no rule {by}")
        case Call(flow=called) if called not in flows:
            yield Fault(flow.name, step.name, f"there is no flow {called}")
        case Do(effect=effect) if effect not in declared.effects:
            yield Fault(flow.name, step.name, f"there is no effect {effect}")
        case Do(effect=effect) if set(step.to) != set(declared.effects[effect]):
            outcomes = ", ".join(sorted(declared.effects[effect]))
            yield Fault(flow.name, step.name, f"{effect} ends in one of: {outcomes}")
        case Do(seals=seals) if odd := set(seals) - set(step.to):
            yield Fault(flow.name, step.name, f"it seals {min(odd)}, which is no outcome")
        case _:
            return


def _unknown_words(flow: Flow, declared: Declared) -> Iterator[Fault]:
    """An effect's words are for its own turn: a question may be put again in a later one."""
    given = {name for step in flow.steps if isinstance(step, Do) for name in step.gives}
    for step in flow.steps:
        known = {*declared.fills, *(given if isinstance(step, Say) else ())}
        for name in placeholders(_text(step)) - known:
            yield Fault(flow.name, step.name, f"nothing fills the placeholder {{{name}}}")


def _text(step: AnyStep) -> Text:
    return step.text if isinstance(step, Question | Say) else Text("")
