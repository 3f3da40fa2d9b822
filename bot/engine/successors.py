"""Steps that are there no more, and those that take their place: nobody may be left standing."""

from collections.abc import Collection, Iterator, Mapping
from fnmatch import fnmatchcase

from bot.engine.faults import Fault
from bot.engine.vocabulary import LEAVING, Call, Flow, Question

Released = Mapping[str, Collection[str]]
"""A flow's name -> the steps where people of some released version may stand."""


def successor(flow: Flow, gone: str) -> str | None:
    """The step that takes the place of one that is gone, by its own name before a pattern."""
    if gone in flow.renamed:
        return flow.renamed[gone]
    return next((to for name, to in flow.renamed.items() if fnmatchcase(gone, name)), None)


def standing(flow: Flow) -> set[str]:
    """Where people stand between two messages: at a question, or before what follows a call.

    A call for each of several answers is come back to.
    """
    questions = {step.name for step in flow.steps if isinstance(step, Question)}
    calls = [step for step in flow.steps if isinstance(step, Call)]
    return questions | {step.name if step.each else step.then for step in calls} - LEAVING


def to_note(flow: Flow) -> set[str]:
    """The steps whose names are to be remembered: all for which no pattern speaks already."""
    return {name for name in standing(flow) if successor(flow, name) is None}


def supersedes(today: Flow, earlier: Flow) -> bool:
    """Whether a step of an earlier version is gone and has a successor.

    Then nobody goes on in that version: rules look at answers by the names of today.
    """
    names = {step.name for step in today.steps}
    gone = standing(earlier) - names
    return any(successor(today, name) is not None for name in gone)


def renaming_faults(flow: Flow) -> Iterator[Fault]:
    names = {step.name for step in flow.steps}
    for gone, to in flow.renamed.items():
        if gone in names:
            mend = (
                f"`renamed` says that {gone} is gone, but it is there; take it out of `renamed`."
            )
            yield Fault(flow.name, gone, mend)
        if to not in names:
            mend = (
                f"`renamed` leads from {gone} to {to}, which is no step; name one that is there."
            )
            yield Fault(flow.name, "", mend)


def lost_steps(flows: Collection[Flow], released: Released) -> Iterator[Fault]:
    """Steps that people may stand at, and that are gone without a successor."""
    known = {flow.name: flow for flow in flows}
    for name, steps in released.items():
        if name not in known:
            mend = (
                "This flow was released and is gone; keep it until nobody can be in it, or take "
                "it out of bot/flows/released.json."
            )
            yield Fault(name, "", mend)
            continue
        there = {step.name for step in known[name].steps}
        for gone in sorted(set(steps) - there):
            if successor(known[name], gone) is None:
                mend = (
                    "People may stand at this step, which is gone; say in `renamed` of the flow "
                    "which step takes its place, or take it out of bot/flows/released.json if "
                    "it never was in use."
                )
                yield Fault(name, gone, mend)


def unnoted_steps(flows: Collection[Flow], released: Released) -> Iterator[Fault]:
    """Steps that nobody remembers yet: later they could go unnoticed."""
    for flow in flows:
        for name in sorted(to_note(flow) - set(released.get(flow.name, ()))):
            mend = "This step is not in bot/flows/released.json; say `haki flows draw`."
            yield Fault(flow.name, name, mend)
