"""Each fault in the shape of a flow is found when the program starts, and says how to mend it."""

import pytest
from msgspec.structs import replace

from bot.engine.vocabulary import END, LATER, AnyStep, Call, Decide, Do, Resume, When
from tests.engine.faulty import ASKED, CONSENT, MANY, WORDS, asked, faults, flow, named, say

DO = Do(name="do", effect="some.effect", to={"good": END, "bad": END})
DECIDE = Decide(name="decide", by="some.rule", to={"good": "asked", "bad": END})

# one line for each fault: the steps of a flow, the step that is named, and what it says
FAULTS: dict[str, tuple[tuple[AnyStep, ...], str, str]] = {
    "unreachable step": (
        (ASKED, say("lost", END)),
        "lost",
        "No answer leads here; lead one here, or delete the step.",
    ),
    "dead end of a decision": (
        (replace(DECIDE, to={}), ASKED),
        "decide",
        "Nothing leads on from here; give it a target.",
    ),
    "dead end of an effect": (
        (replace(DO, to={}),),
        "do",
        "Nothing leads on from here; give it a target.",
    ),
    "dead end of a question": (
        (replace(MANY, choices=()),),
        "many",
        "A question needs choices; give it one.",
    ),
    "loop without a question": (
        (say("a", "b"), say("b", "a")),
        "a",
        "It comes here again without a question; put one in between.",
    ),
    "loop over a question that is not always asked": (
        (asked(then="a"), say("a", "b"), asked(name="b", then="a", when=(When("asked", "yes"),))),
        "b",
        "It comes here again without a question; put one in between.",
    ),
    "missing target": (
        (asked(then="away"),),
        "asked",
        "yes leads to away, which is no step; name one that is there.",
    ),
    "choice without a target": (
        (asked(then={"yes": END}),),
        "asked",
        "The choice no leads nowhere; give it a target in `then`.",
    ),
    "skip without a target": (
        (asked(then={"yes": END, "no": END}, skip=True),),
        "asked",
        "The choice skip leads nowhere; give it a target in `then`.",
    ),
    "condition without a way past": (
        (asked(then={"yes": END, "no": END}, when=(When("asked", "yes"),)),),
        "asked",
        "The choice skip leads nowhere; give it a target in `then`.",
    ),
    "target without a choice": (
        (asked(then={"yes": END, "no": END, "perhaps": END}),),
        "asked",
        "There is no choice perhaps; take it out of `then`.",
    ),
    "outcome of a rule without a target": (
        (replace(DECIDE, to={"good": "asked"}), ASKED),
        "decide",
        "some.rule can come to bad, which leads nowhere; give it a target in `to`.",
    ),
    "target for what no rule says": (
        (replace(DECIDE, to={"good": "asked", "bad": END, "ugly": END}), ASKED),
        "decide",
        "some.rule never comes to ugly; take it out of `to`.",
    ),
    "outcome of an effect without a target": (
        (replace(DO, to={"good": END}),),
        "do",
        "some.effect can come to bad, which leads nowhere; give it a target in `to`.",
    ),
    "target for what no effect comes to": (
        (replace(DO, to={"good": END, "bad": END, "ugly": END}),),
        "do",
        "some.effect never comes to ugly; take it out of `to`.",
    ),
    "seal on what is no outcome": (
        (replace(DO, seals=("fine",)),),
        "do",
        "It seals fine, which is no outcome; take it out of `seals`.",
    ),
    "undeclared rule": (
        (replace(DECIDE, by="no.rule"), ASKED),
        "decide",
        "There is no rule no.rule; write it, and say in SAYS what it can say.",
    ),
    "undeclared effect": (
        (replace(DO, effect="no.effect"),),
        "do",
        "There is no effect no.effect; declare it in EFFECTS.",
    ),
    "undeclared flow": (
        (Call(name="call", flow="coffee", then=END),),
        "call",
        "There is no flow coffee; write it, or call another.",
    ),
    "decision with a condition": (
        (asked(then="decide"), replace(DECIDE, when=(When("asked", "yes"),))),
        "decide",
        "It has no way past, so it can have no condition; take `when` away.",
    ),
    "effect with a condition": (
        (asked(then="do"), replace(DO, when=(When("asked", "yes"),))),
        "do",
        "It has no way past, so it can have no condition; take `when` away.",
    ),
    "condition that nobody can meet": (
        (asked(then="a"), say("a", END, when=(When("asked", "perhaps"),))),
        "a",
        "Nobody can answer asked with perhaps; correct `when`.",
    ),
    "condition on words": (
        (replace(WORDS, then="a"), say("a", END, when=(When("words", "tea"),))),
        "a",
        "Nobody can answer words with tea; correct `when`.",
    ),
    "two steps of one name": (
        (ASKED, ASKED),
        "asked",
        "Two steps have this name; give one of them another.",
    ),
    "step named like the end": (
        (asked(name=END),),
        END,
        "This name is a way to leave; choose another.",
    ),
    "step named like later": (
        (asked(name=LATER),),
        LATER,
        "This name is a way to leave; choose another.",
    ),
    "consent without a yes": (
        (replace(CONSENT, choices=CONSENT.choices[1:], then=END),),
        "consent",
        "A consent is given by the key yes; give a choice this key.",
    ),
    "answer that nobody uses": (
        (asked(name="other"),),
        "other",
        (
            "Nobody uses this answer; do not ask for it, or say in bot/flows/uses.py what looks "
            "at it."
        ),
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_found_and_says_what_to_do(name: str) -> None:
    steps, step, mend = FAULTS[name]

    assert named(steps, step, mend)


RIGHT: dict[str, tuple[AnyStep, ...]] = {
    "a loop with a question in it": (asked(then="a"), say("a", "asked")),
    "skip and its target": (asked(then={"yes": END, "no": END, "skip": END}, skip=True),),
    "condition and its way past": (
        asked(then="b"),
        asked(name="b", then={"yes": END, "no": "c", "skip": END}, when=(When("asked", "skip"),)),
        say("c", END),
    ),
    "a resume without a draft": (Resume(name="r", otherwise="asked"), ASKED),
    "an effect's words in what is said": (
        replace(DO, to={"good": "a", "bad": END}, gives=("number",)),
        say("a", END, "It is {number}."),
    ),
    "an answer that is used by going": (
        asked(name="other", then={"yes": "a", "no": END}),
        say("a", END),
    ),
    "an answer that a condition uses": (
        asked(name="other", then="a"),
        say("a", END, when=(When("other", "no"),)),
    ),
    "answers that something looks at": (asked(then="many"), replace(MANY, then="words"), WORDS),
    "a decision, and an effect": (replace(DECIDE, to={"good": "asked", "bad": "do"}), ASKED, DO),
}


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_right_has_no_fault(name: str) -> None:
    assert faults(flow(*RIGHT[name])) == []
