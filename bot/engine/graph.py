"""The ways through flows as a graph: what leads where, and what comes round without a question."""

from collections.abc import Collection, Iterator, Mapping
from typing import TypeVar

from bot.engine.vocabulary import END, LEAVING, SKIP, AnyStep, Call, Flow, Question, targets

Node = TypeVar("Node")
Place = tuple[str, str]  # a flow and one of its steps
Edges = Mapping[Node, Collection[Node]]


def after(starts: Collection[Node], edges: Edges[Node]) -> set[Node]:
    """Everything that some way from these leads to; they themselves only if a way comes back."""
    found: set[Node] = set()
    waiting = list(starts)
    while waiting:
        new = set(edges.get(waiting.pop(), ())) - found
        found |= new
        waiting.extend(new)
    return found


def reachable(flow: Flow) -> set[str]:
    """The steps that some way through the flow comes to."""
    names = {step.name for step in flow.steps}
    ways = {step.name: {to for _, to in targets(step)} & names for step in flow.steps}
    first = flow.steps[0].name
    return {first} | after([first], ways)


def leads(step: AnyStep) -> Iterator[tuple[str, str]]:
    """The (event, target)s of a step that can happen: nobody skips what cannot be skipped."""
    for event, target in targets(step):
        if event == SKIP and not step.when and not (isinstance(step, Question) and step.skip):
            continue
        yield event, target


def begins(call: Call, first: Mapping[str, str]) -> Place:
    """Where a call leads: to the first step of a flow, or to the one that it names."""
    return call.flow, call.at or first.get(call.flow, "")


def endless(flows: Collection[Flow]) -> set[Place]:
    """The steps that lead to themselves, here or over another flow, while nobody is asked."""
    edges = _silent_edges(flows)
    return {place for place in edges if place[1] not in LEAVING and place in after([place], edges)}


def ends_unasked(flows: Collection[Flow], name: str) -> bool:
    """Whether some way through this flow comes to its end without a question."""
    return any(
        (name, END) in after([(flow.name, flow.steps[0].name)], _silent_edges(flows))
        for flow in flows
        if flow.name == name
    )


def _silent_edges(flows: Collection[Flow]) -> dict[Place, set[Place]]:
    """What leads on by itself.  A call leads past only if what it calls can end unasked."""
    first = {flow.name: flow.steps[0].name for flow in flows}
    edges = {
        (flow.name, step.name): set(_unasked(flow, step, first))
        for flow in flows
        for step in flow.steps
    }
    calls = [(f.name, step) for f in flows for step in f.steps if isinstance(step, Call)]
    more = True
    while more:
        more = False
        for name, call in calls:
            past = (name, call.then)
            if past not in edges[name, call.name] and (call.flow, END) in after(
                [begins(call, first)], edges
            ):
                edges[name, call.name].add(past)
                more = True
    return edges


def _unasked(flow: Flow, step: AnyStep, first: Mapping[str, str]) -> Iterator[Place]:
    """Where a step leads without waiting: a question only where its condition does not hold."""
    for event, target in leads(step):
        if isinstance(step, Question) and not (event == SKIP and step.when):
            continue
        if isinstance(step, Call) and event != SKIP and not step.each:
            continue  # for none of several answers it is not called at all
        yield flow.name, target
    if isinstance(step, Call) and step.flow in first:
        yield begins(step, first)
