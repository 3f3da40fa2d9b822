"""What may not happen before a yes: nothing is kept before consent, nothing leaves before Send."""

from collections.abc import Collection, Iterator

from bot.engine.faults import Declared, Fault
from bot.engine.graph import Place, after, begins, leads
from bot.engine.texts import placeholders
from bot.engine.uses import is_used, used_by
from bot.engine.vocabulary import (
    NEXT,
    SKIP,
    YES,
    AnyStep,
    Ask,
    AskMany,
    AskWords,
    Call,
    Do,
    Flow,
    Question,
)

CALLED = "called"
Origin = tuple[str, AnyStep | None, str]  # what it is called, the step, and the event


def permission_faults(flows: Collection[Flow], declared: Declared) -> Iterator[Fault]:
    yield from _kept_too_early(flows, declared)
    yield from _sent_too_early(flows, declared)


# consent -----------------------------------------------------------------------------------------


def _kept_too_early(flows: Collection[Flow], declared: Declared) -> Iterator[Fault]:
    """A draft that can be sent keeps what is answered in it, so a consent comes first."""
    early = _without_consent(flows, declared)
    for flow in _drafts_to_send(flows, declared):
        for step in flow.steps:
            if (flow.name, step.name) in early and _keeps(step, flows, declared):
                mend = (
                    "This answer is kept before anybody agreed to that; ask for it after the "
                    'question of kind="consent".'
                )
                yield Fault(flow.name, step.name, mend)


def _without_consent(flows: Collection[Flow], declared: Declared) -> set[Place]:
    """Every step that somebody can come to who never said yes to a consent."""
    first = {flow.name: flow.steps[0].name for flow in flows}
    edges = {
        (flow.name, step.name): {
            *((flow.name, to) for event, to in leads(step) if not _agrees(step, event)),
            *((begins(step, first),) if isinstance(step, Call) and step.flow in first else ()),
        }
        for flow in flows
        for step in flow.steps
    }
    entries = {(name, first[name]) for name in declared.flows if name in first}
    return entries | after(entries, edges)


def _agrees(step: AnyStep, event: str) -> bool:
    return isinstance(step, Ask) and step.kind == "consent" and event == YES


def _drafts_to_send(flows: Collection[Flow], declared: Declared) -> list[Flow]:
    """The drafts that can be sent, and the drafts that they call: what is answered there, too."""
    known = {flow.name: flow for flow in flows}
    calls = {
        flow.name: {step.flow for step in flow.steps if isinstance(step, Call)} for flow in flows
    }
    sending = {flow.name for flow in flows if flow.draft and _sends(flow, declared)}
    names = sending | after(sending, calls)
    return [flow for name, flow in known.items() if flow.draft and name in names]


def _sends(flow: Flow, declared: Declared) -> bool:
    return any(isinstance(step, Do) and step.effect in declared.sends for step in flow.steps)


def _keeps(step: AnyStep, flows: Collection[Flow], declared: Declared) -> bool:
    """Whether an answer says something of the person: words do, and what anything looks at."""
    if isinstance(step, AskWords | AskMany):
        return True
    return isinstance(step, Ask) and step.kind == "answer" and is_used(step, flows, declared)


# send --------------------------------------------------------------------------------------------


def _sent_too_early(flows: Collection[Flow], declared: Declared) -> Iterator[Fault]:
    for flow in flows:
        for step in flow.steps:
            if isinstance(step, Do) and step.effect in declared.sends:
                yield from _sending(flow, step, flows, declared)


def _sending(flow: Flow, do: Do, flows: Collection[Flow], declared: Declared) -> Iterator[Fault]:
    """Only the answer to a question of kind *send* may lead to it, with what is sent read back."""
    for origin, step, event in _origins((flow.name, do.name), flows, declared):
        if _tries_again(flow, step, do, flows, declared):
            continue
        if not isinstance(step, Ask | AskWords) or step.kind != "send" or event == SKIP:
            mend = (
                f"{do.effect} sends, and {origin} leads to it without a word to do so; put a "
                'question of kind="send" directly before it.'
            )
            yield Fault(flow.name, do.name, mend)
            continue
        for answer in sorted(_unread(step, do, declared)):
            mend = (
                f"{do.effect} sends the answer to {answer}, which is not read back here; put a "
                "fill into the text that shows it."
            )
            yield Fault(flow.name, step.name, mend)


def _tries_again(
    flow: Flow, step: AnyStep | None, do: Do, flows: Collection[Flow], declared: Declared
) -> bool:
    """Whether it asks only right after this effect, which sent nothing, and nothing in between."""
    if not isinstance(step, Ask) or step.name not in {each.name for each in flow.steps}:
        return False
    origins = _origins((flow.name, step.name), flows, declared, stop=(flow.name, do.name))
    return all(before is do and event not in do.seals for _, before, event in origins)


def _unread(step: Ask | AskWords, do: Do, declared: Declared) -> set[str]:
    """What is sent and was not shown: who writes words sees them."""
    shown = {answer for fill in placeholders(step.text) for answer in used_by(fill, declared)}
    return set(used_by(do.effect, declared)) - shown - {step.name}


def _origins(
    place: Place, flows: Collection[Flow], declared: Declared, stop: Place | None = None
) -> list[Origin]:
    """What leads here without waiting: an answer, the end of a call, the beginning of a flow."""
    first = {flow.name: flow.steps[0].name for flow in flows}
    found: list[Origin] = []
    waiting, seen = [place], {place}
    while waiting:
        here = waiting.pop()
        if here[1] == first[here[0]] and here[0] in declared.flows:
            found.append((f"the beginning of {here[0]}", None, ""))
        for before, step, event in _before(here, flows):
            if before == stop or _stops(step, event):
                found.append((before[1], step, event))
            if before != stop and _passes(step, event) and before not in seen:
                seen.add(before)
                waiting.append(before)
    return found


def _stops(step: AnyStep, event: str) -> bool:
    """Whether a person does something here, in this flow or in one that is called."""
    if isinstance(step, Question):
        return event != SKIP or step.skip
    return isinstance(step, Call) and event == NEXT


def _passes(step: AnyStep, event: str) -> bool:
    """Whether the conversation can go on here by itself."""
    if isinstance(step, Question):
        return event == SKIP and bool(step.when)
    return not (isinstance(step, Call) and event == NEXT and not step.each)


def _before(place: Place, flows: Collection[Flow]) -> Iterator[tuple[Place, AnyStep, str]]:
    """The steps that lead to a step, by which event, and those that call it."""
    name, target = place
    first = {flow.name: flow.steps[0].name for flow in flows}
    for flow in flows:
        for step in flow.steps:
            if flow.name == name:
                ways = (by for by, to in leads(step) if to == target)
                yield from (((name, step.name), step, by) for by in ways)
            if isinstance(step, Call) and begins(step, first) == place:
                yield (flow.name, step.name), step, CALLED
