"""What only whole flows show, and several together, is found when the program starts."""

import dataclasses

import pytest
from msgspec.structs import replace

from bot.domain.text import Text
from bot.engine.book import Book, Plan
from bot.engine.checks import faults_of
from bot.engine.faults import Fault, FlowsAreFaulty
from bot.engine.vocabulary import END, Call, Flow, When
from tests.engine.faulty import ASKED, DECLARED, SCREEN, asked, faults, flow, say
from tests.engine.teashop import PLAN

CALL = Call(name="call", flow="other", then=END)
OTHER = flow(ASKED, name="other")
SILENT = flow(say("a", END), name="other")

WHOLES: dict[str, tuple[tuple[Flow, ...], str]] = {
    "two flows of one name": (
        (flow(ASKED), flow(SCREEN)),
        "bot/flows/flow.py: Two flows have this name; give one of them another.",
    ),
    "a flow that is called and not there": (
        (OTHER,),
        "bot/flows/flow.py: There is no such flow, and it is called by name; write it.",
    ),
    "a flow without steps": ((flow(),), "bot/flows/flow.py: A flow needs a step; give it one."),
    "a part that is no step": (
        (flow(ASKED, parts=("asked", "else")),),
        "bot/flows/flow.py: step else: A part begins with a step; name one that is there.",
    ),
    "a flow that nobody calls": (
        (flow(ASKED), OTHER),
        "bot/flows/other.py: Nothing calls this flow; call it, or delete it.",
    ),
    "a loop over another flow": (
        (flow(CALL), flow(Call(name="back", flow="flow", then=END), name="other")),
        (
            "bot/flows/flow.py: step call: It comes here again without a question; put one in "
            "between."
        ),
    ),
    "a loop around a call that asks nothing": (
        (flow(replace(CALL, then="call")), SILENT),
        (
            "bot/flows/flow.py: step call: It comes here again without a question; put one in "
            "between."
        ),
    ),
    "a successor of a step that is there": (
        (flow(ASKED, renamed={"asked": "asked"}),),
        (
            "bot/flows/flow.py: step asked: `renamed` says that asked is gone, but it is there; "
            "take it out of `renamed`."
        ),
    ),
    "a successor that is no step": (
        (flow(ASKED, renamed={"old": "new"}),),
        (
            "bot/flows/flow.py: `renamed` leads from old to new, which is no step; name one that "
            "is there."
        ),
    ),
}


@pytest.mark.parametrize("name", WHOLES)
def test_a_fault_of_whole_flows_is_found(name: str) -> None:
    flows, fault = WHOLES[name]

    assert fault in faults(*flows)


@pytest.mark.parametrize(
    "flows",
    [
        (flow(CALL), OTHER),
        (flow(CALL), SILENT),
        (flow(replace(CALL, then="call")), OTHER),
        (flow(ASKED, renamed={"old": "asked", "older_*": "asked"}),),
    ],
)
def test_flows_that_fit_together_have_no_fault(flows: tuple[Flow, ...]) -> None:
    assert faults(*flows) == []


def test_a_menu_that_ends_unasked_is_found() -> None:
    menu = dataclasses.replace(DECLARED, flows=("menu",), menu="menu")
    silent = flow(asked(when=(When("asked", "yes"),)), name="menu")

    assert faults(silent, declared=menu) == [
        "bot/flows/menu.py: The menu can end without a question, and then begins again; ask one."
    ]
    assert faults(flow(ASKED, name="menu"), declared=menu) == []


def test_a_phrase_that_is_too_long_is_found() -> None:
    declared = dataclasses.replace(DECLARED, phrases={"stale": Text("A. B. C. D.")})

    assert faults(flow(ASKED), declared=declared) == [
        "bot/flows/phrases.py: step stale: The text has 4 sentences; say it in 3."
    ]


@pytest.mark.parametrize(
    ("uses", "mend"),
    [
        ({"no.rule": ()}, "There is no rule, fill or effect no.rule; take it out."),
        ({"filled": ("tea",)}, "filled uses tea, which no question asks for."),
    ],
)
def test_a_use_of_what_is_not_there_is_found(uses: dict[str, tuple[str, ...]], mend: str) -> None:
    declared = dataclasses.replace(DECLARED, uses={**uses, "summary": ("asked",)})

    found = [str(each) for each in faults_of([flow(ASKED)], declared)]

    assert found == [f"bot/flows/uses.py: {mend}"]


def test_a_faulty_book_cannot_be_built_and_lists_all_faults() -> None:
    start = flow(say("a", "nowhere"), say("a", END), name="start")

    with pytest.raises(FlowsAreFaulty, match=r"(?s)Two steps.*\n.*no step") as raised:
        Book(_planned(start))

    mend = "next leads to nowhere, which is no step; name one that is there."
    assert Fault("start", "a", mend) in raised.value.faults


def _planned(*flows: Flow) -> Plan:
    return dataclasses.replace(PLAN, flows=flows, commands={}, uses={}, menu="start")


def test_a_flow_with_every_word_has_no_fault() -> None:
    assert faults_of(PLAN.flows, PLAN.declared) == []
