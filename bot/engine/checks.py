"""What is wrong with flows, found when the program starts."""

import re
from collections.abc import Collection, Iterator, Mapping

from bot.domain.text import Text
from bot.engine.choices import answers_of, choice_faults
from bot.engine.faults import Declared, Fault
from bot.engine.graph import endless, ends_unasked, leads, reachable
from bot.engine.permissions import permission_faults
from bot.engine.sought import find_faults
from bot.engine.successors import renaming_faults
from bot.engine.texts import placeholders, too_long
from bot.engine.uses import use_faults
from bot.engine.vocabulary import (
    LEAVING,
    SKIP,
    AnyStep,
    AskMany,
    Call,
    Decide,
    Do,
    Flow,
    Question,
    Say,
)

DAY = re.compile(r"\d{4}-\d\d-\d\d")


def faults_of(flows: Collection[Flow], declared: Declared) -> list[Fault]:
    """Every fault of every flow; those of single flows first, since the others build on them."""
    if found := list(_wholes(flows, declared)):
        return found
    for flow in flows:
        found += _shape(flow)
        found += choice_faults(flow)
        found += _texts(flow)
        found += renaming_faults(flow)
        found += _trials(flow)
    found += _conditions(flows)
    found += _items(flows)
    found += named_wrongly(flows, {flow.name: flow for flow in flows}, declared)
    if not found:
        found += _between(flows, declared)
    return list(dict.fromkeys(found))


def named_wrongly(
    flows: Collection[Flow], known: Mapping[str, Flow], declared: Declared
) -> Iterator[Fault]:
    """What flows name and nobody has: rules, flows, effects, fills.  With such they cannot run."""
    for flow in flows:
        for step in flow.steps:
            yield from (Fault(flow.name, step.name, m) for m in _names(step, known, declared))
        yield from _unknown_words(flow, declared)


def _wholes(flows: Collection[Flow], declared: Declared) -> Iterator[Fault]:
    names = [flow.name for flow in flows]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Fault(name, "", "Two flows have this name; give one of them another.")
    for name in declared.flows:
        if name not in names:
            yield Fault(name, "", "There is no such flow, and it is called by name; write it.")
    for flow in flows:
        if not flow.steps:
            yield Fault(flow.name, "", "A flow needs a step; give it one.")


def _shape(flow: Flow) -> Iterator[Fault]:
    names = [step.name for step in flow.steps]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Fault(flow.name, name, "Two steps have this name; give one of them another.")
    for step in flow.steps:
        if step.name in LEAVING:
            yield Fault(flow.name, step.name, "This name is a way to leave; choose another.")
        ways = list(leads(step))
        if not ways:
            yield Fault(flow.name, step.name, "Nothing leads on from here; give it a target.")
        for event, target in ways:
            if target not in names and target not in LEAVING:
                mend = f"{event} leads to {target}, which is no step; name one that is there."
                yield Fault(flow.name, step.name, mend)
    for part in sorted(set(flow.parts) - set(names)):
        yield Fault(flow.name, part, "A part begins with a step; name one that is there.")
    for name in sorted(set(names) - reachable(flow)):
        yield Fault(flow.name, name, "No answer leads here; lead one here, or delete the step.")


def _trials(flow: Flow) -> Iterator[Fault]:
    """Of workers who tried it there are no fewer than of the women among them."""
    for tried in flow.reviewed_by:
        some = (tried.women, tried.not_reading)
        if not tried.by or not DAY.fullmatch(tried.on) or not 0 <= min(some) <= max(some):
            mend = "reviewed_by needs who sat beside the workers, and a day as 2027-01-31."
            yield Fault(flow.name, "", mend)
        if max(some) > tried.workers:
            mend = "reviewed_by names more of some workers than there were; correct the numbers."
            yield Fault(flow.name, "", mend)


def _texts(flow: Flow) -> Iterator[Fault]:
    for step in flow.steps:
        for mend in too_long(_text(step)):
            yield Fault(flow.name, step.name, mend)


def _conditions(flows: Collection[Flow]) -> Iterator[Fault]:
    answers: dict[str, set[str]] = {}
    for step in (step for flow in flows for step in flow.steps):
        if isinstance(step, Question):
            answers.setdefault(step.name, {SKIP}).update(answers_of(step))
    for flow in flows:
        for step in flow.steps:
            for when in step.when:
                if when.has not in answers.get(when.answer, ()):
                    mend = f"Nobody can answer {when.answer} with {when.has}; correct `when`."
                    yield Fault(flow.name, step.name, mend)


def _items(flows: Collection[Flow]) -> Iterator[Fault]:
    """What a flow is called for each of."""
    known = {step.name for flow in flows for step in flow.steps if isinstance(step, AskMany)}
    for flow in flows:
        for step in flow.steps:
            if isinstance(step, Call) and step.each not in {"", *known}:
                mend = f"No question for several answers is called {step.each}; correct `each`."
                yield Fault(flow.name, step.name, mend)


def _names(step: AnyStep, flows: Mapping[str, Flow], declared: Declared) -> Iterator[str]:
    match step:
        case Decide() | Do() if step.when:
            yield "It has no way past, so it can have no condition; take `when` away."
        case Decide(by=by) if by not in declared.rules:
            yield f"There is no rule {by}; write it, and say in SAYS what it can say."
        case Decide(by=by):
            yield from _outcomes(by, step.to, declared.rules[by])
        case Call(flow=called) if called not in flows:
            yield f"There is no flow {called}; write it, or call another."
        case Call(flow=called, at=at) if at and not _has(flows[called], at):
            yield f"{called} has no step {at}; begin `at` one that is there."
        case Do(effect=effect) if effect not in declared.effects:
            yield f"There is no effect {effect}; declare it in EFFECTS."
        case Do(effect=effect):
            yield from _outcomes(effect, step.to, declared.effects[effect])
            for odd in sorted(set(step.seals) - set(step.to)):
                yield f"It seals {odd}, which is no outcome; take it out of `seals`."
        case _:
            return


def _has(flow: Flow, name: str) -> bool:
    return any(step.name == name for step in flow.steps)


def _outcomes(name: str, to: Mapping[str, str], outcomes: Collection[str]) -> Iterator[str]:
    for missing in sorted(set(outcomes) - set(to)):
        yield f"{name} can come to {missing}, which leads nowhere; give it a target in `to`."
    for odd in sorted(set(to) - set(outcomes)):
        yield f"{name} never comes to {odd}; take it out of `to`."


def _unknown_words(flow: Flow, declared: Declared) -> Iterator[Fault]:
    """An effect's words are for its own turn: a question may be put again in a later one."""
    given = {name for step in flow.steps if isinstance(step, Do) for name in step.gives}
    for step in flow.steps:
        known = {*declared.fills, *(given if isinstance(step, Say) else ())}
        for name in sorted(placeholders(_text(step)) - known):
            mend = f"Nothing fills the placeholder {{{name}}}; write a fill, or take it out."
            yield Fault(flow.name, step.name, mend)


def _between(flows: Collection[Flow], declared: Declared) -> Iterator[Fault]:
    """What only all flows together show."""
    called = {step.flow for flow in flows for step in flow.steps if isinstance(step, Call)}
    for flow in flows:
        if flow.name not in {*called, *declared.flows}:
            yield Fault(flow.name, "", "Nothing calls this flow; call it, or delete it.")
    for name, step in sorted(endless(flows)):
        mend = "It comes here again without a question; put one in between."
        yield Fault(name, step, mend)
    if ends_unasked(flows, declared.menu):
        mend = "The menu can end without a question, and then begins again; ask one."
        yield Fault(declared.menu, "", mend)
    for name, text in declared.phrases.items():
        yield from (Fault("phrases", name, mend) for mend in too_long(text))
    yield from permission_faults(flows, declared)
    yield from find_faults(flows, declared)
    yield from use_faults(flows, declared)


def _text(step: AnyStep) -> Text:
    return step.text if isinstance(step, Question | Say) else Text("")
