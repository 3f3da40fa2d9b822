"""Small flows to break: a right one of each word, and what is found in a broken one."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from msgspec.structs import replace as replace_step

from bot.domain.text import Text
from bot.engine.checks import faults_of
from bot.engine.faults import Declared
from bot.engine.vocabulary import (
    END,
    AnyStep,
    Ask,
    AskMany,
    AskWords,
    Choice,
    Do,
    Flow,
    Say,
)
from tests.engine.teashop import YES_NO

ASKED = Ask(name="asked", text=Text("Tea?"), choices=YES_NO, then=END)
MANY = AskMany(name="many", text=Text("Teas?"), choices=YES_NO, then=END)
WORDS = AskWords(name="words", text=Text("Your word?"), then=END)
SCREEN = Ask(
    name="screen", text=Text("So."), choices=(Choice("next", "➡️", Text("Next")),), then=END
)
CONSENT = Ask(
    name="consent",
    text=Text("May we?"),
    choices=YES_NO,
    then={"yes": "asked", "no": END},
    kind="consent",
)
SEND = Ask(
    name="send",
    text=Text("{summary}\n\nSend?"),
    choices=YES_NO,
    then={"yes": "submit", "no": END},
    kind="send",
)
SUBMIT = Do(name="submit", effect="out.send", to={"sent": END}, seals=("sent",))

DECLARED = Declared(
    rules={"some.rule": ("good", "bad")},
    fills=("filled", "summary"),
    effects={"some.effect": ("good", "bad"), "out.send": ("sent",)},
    flows=("flow",),
    sends=("out.send",),
    uses={"out.send": ("asked",), "summary": ("asked",), "some.effect": ("many", "wor*")},
)


def flow(*steps: AnyStep, name: str = "flow", **more: Any) -> Flow:
    return Flow(name=name, steps=steps, **more)


def say(name: str, then: str, text: str = "So.", **more: Any) -> Say:
    return Say(name=name, text=Text(text), then=then, **more)


def faults(*flows: Flow, declared: Declared = DECLARED) -> list[str]:
    """What is found.  A use of a question that these flows do not have is left out."""
    asked = {step.name for each in flows for step in each.steps}
    return [str(fault) for fault in faults_of(flows, _for(declared, asked))]


def _for(declared: Declared, asked: Collection[str]) -> Declared:
    uses = {
        name: [answer for answer in answers if answer in asked or "*" in answer]
        for name, answers in declared.uses.items()
    }
    return replace(declared, uses=uses)


def asked(*choices: Choice, **more: Any) -> Ask:
    return replace_step(ASKED, choices=choices or ASKED.choices, **more)


def named(steps: Collection[AnyStep], step: str, mend: str) -> bool:
    """Whether this fault of this step is found, and none of a step that is not there."""
    found = faults(flow(*steps))
    others = {each.split(": ")[1] for each in found} - {f"step {each.name}" for each in steps}
    return f"bot/flows/flow.py: step {step}: {mend}" in found and not others
