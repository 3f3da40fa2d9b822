"""What may have become of the tea shop's flows while people talk to it."""

import dataclasses
from typing import Any

from msgspec.structs import replace

from bot.domain.text import Text
from bot.engine.book import Book, Plan
from bot.engine.vocabulary import AnyStep, Ask, Choice, Flow
from tests.engine.teashop import LANGUAGE, MENU, ORDER, PLAN, START, YES_NO, Guest

EARLIER = {flow.hash: flow for flow in PLAN.flows}
STEPS = {step.name: step for step in ORDER.steps}


def changed(*flows: Flow, **of_plan: Any) -> Plan:
    """The plan with these flows in the place of those of their names."""
    names = {flow.name for flow in flows}
    kept = [flow for flow in PLAN.flows if flow.name not in names]
    return dataclasses.replace(PLAN, flows=(*kept, *flows), **of_plan)


def order(*new: AnyStep, without: str = "", **of_flow: Any) -> Flow:
    """The order with other steps: each in the place of its name, or of the one that is gone."""
    others = {step.name: step for step in new}
    instead = [step for name, step in others.items() if name not in STEPS]
    steps: list[AnyStep] = []
    for step in ORDER.steps:
        steps += instead if step.name == without else [others.get(step.name, step)]
    return replace(ORDER, steps=tuple(steps), **of_flow)


def then(name: str, to: str, **more: Any) -> Any:
    return replace(STEPS[name], then=to, **more)


def appetite() -> Plan:
    """The question `hungry` has another name; nobody sees that."""
    renamed = order(
        replace(STEPS["hungry"], name="appetite"),
        replace(STEPS["waiting"], to={"yes": "draft", "no": "appetite"}),
        replace(STEPS["draft"], then={"yes": "resume", "no": "appetite"}),
        replace(STEPS["resume"], otherwise="appetite"),
        without="hungry",
        parts=("appetite", "teas", "send"),
        renamed={"hungry": "appetite"},
    )
    return changed(renamed, uses=with_use("appetite", "hungry"))


def with_use(new: str, old: str) -> dict[str, tuple[str, ...]]:
    return {
        name: tuple(new if answer == old else answer for answer in answers)
        for name, answers in PLAN.uses.items()
    }


def without_extras() -> Plan:
    gone = order(then("sugar", "note"), then("teas", "sugar"), without="extras")
    uses = {name: tuple(a for a in each if a != "extras") for name, each in PLAN.uses.items()}
    return changed(replace(gone, renamed={"extras": "note"}), uses=uses)


def deployed(guest: Guest, plan: Plan, *, known: bool = True) -> Guest:
    """The same person in the next version of the program; `known`: with the versions it stored."""
    guest.book = Book(plan, EARLIER if known else {})
    return guest


def shut() -> Plan:
    """Nobody talks about tea any more."""
    ask, call, talk = MENU.steps
    assert isinstance(ask, Ask)
    choices = (ask.choices[0], Choice("language", "🌐", Text("Words")))
    menu = replace(ask, choices=choices, then={"order": "order", "language": "language"})
    flows = (
        START,
        LANGUAGE,
        Flow(
            name="menu",
            steps=(menu, call, replace(talk, name="language", flow="language")),
        ),
        order(
            replace(STEPS["send"], choices=YES_NO, then={"yes": "submit", "no": "not_now"}),
            without="talk",
        ),
    )
    uses = {name: each for name, each in PLAN.uses.items() if name != "word.learn"}
    commands = {"/order": "order", "/language": "language"}
    return dataclasses.replace(PLAN, flows=flows, uses=uses, commands=commands)
