"""Whether an answer is used at all: what nobody needs is not asked."""

from collections.abc import Collection, Iterator
from fnmatch import fnmatchcase

from bot.engine.faults import Declared, Fault
from bot.engine.vocabulary import SKIP, Ask, Call, Flow, Question


def used_by(name: str, declared: Declared) -> Collection[str]:
    """The answers that a rule, a fill or an effect looks at."""
    return declared.uses.get(name, ())


def is_used(step: Question, flows: Collection[Flow], declared: Declared) -> bool:
    """Whether a condition, a rule, a fill or an effect looks at this answer."""
    steps = [each for flow in flows for each in flow.steps]
    conditions = (when.answer for each in steps for when in each.when)
    items = (each.each for each in steps if isinstance(each, Call))
    uses = (answer for answers in declared.uses.values() for answer in answers)
    return any(fnmatchcase(step.name, answer) for answer in (*conditions, *items, *uses))


def use_faults(flows: Collection[Flow], declared: Declared) -> Iterator[Fault]:
    yield from _for_nothing(flows, declared)
    known = {step.name for flow in flows for step in flow.steps if isinstance(step, Question)}
    for name, answers in declared.uses.items():
        if name not in {*declared.rules, *declared.fills, *declared.effects}:
            yield Fault("uses", "", f"There is no rule, fill or effect {name}; take it out.")
        for answer in sorted(set(answers) - known):
            if "*" not in answer:
                yield Fault("uses", "", f"{name} uses {answer}, which no question asks for.")


def _for_nothing(flows: Collection[Flow], declared: Declared) -> Iterator[Fault]:
    for flow in flows:
        for step in flow.steps:
            if not isinstance(step, Question) or _leads_on(step):
                continue
            if not is_used(step, flows, declared):
                mend = (
                    "Nobody uses this answer; do not ask for it, or say in bot/flows/uses.py "
                    "what looks at it."
                )
                yield Fault(flow.name, step.name, mend)


def _leads_on(step: Question) -> bool:
    """A screen with one way on asks nothing, and where ways part the answer is used by going."""
    if not isinstance(step, Ask):
        return False
    ways = set() if isinstance(step.then, str) else {step.then[k] for k in step.then if k != SKIP}
    return step.kind in {"language", "consent"} or len(step.choices) == 1 or len(ways) > 1
