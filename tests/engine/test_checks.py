"""Each fault of a flow is found when the program starts, and says how to mend it."""

import dataclasses
from collections.abc import Mapping

import pytest
from msgspec.structs import replace

from bot.domain.text import Text
from bot.engine.book import Book, Plan
from bot.engine.checks import Declared, Fault, FlowsAreFaulty, faults_of, placeholders
from bot.engine.vocabulary import (
    END,
    LATER,
    AnyStep,
    Ask,
    AskMany,
    AskWords,
    Call,
    Choice,
    Decide,
    Do,
    Flow,
    Resume,
    Say,
    When,
)
from tests.engine.teashop import PLAN, YES_NO

ASKED = Ask(name="asked", text=Text("Tea?"), choices=YES_NO, then=END)
DECLARED = Declared(
    rules=("some.rule",), fills=("filled",), effects={"some.effect": ("good", "bad")}
)


def faults(*steps: AnyStep, **of_flow: object) -> list[str]:
    flow = Flow(name="flow", steps=steps)
    return [str(fault) for fault in faults_of([replace(flow, **of_flow)], DECLARED)]


def say(name: str, then: str, text: str = "So.") -> Say:
    return Say(name=name, text=Text(text), then=then)


def test_a_flow_with_every_word_has_no_fault() -> None:
    assert faults_of(PLAN.flows, Declared(PLAN.rules, PLAN.fills, PLAN.effects, ("menu",))) == []


def test_a_faulty_book_cannot_be_built_and_lists_all_faults() -> None:
    flow = Flow(name="start", steps=(say("a", "nowhere"), say("a", END)))

    with pytest.raises(FlowsAreFaulty, match=r"(?s)no step.*two steps have this name") as raised:
        Book(_planned(flow))

    assert Fault("start", "a", "next leads to nowhere, which is no step") in raised.value.faults


def _planned(*flows: Flow) -> Plan:
    return dataclasses.replace(PLAN, flows=flows, commands={}, menu="start")


def test_two_flows_of_one_name() -> None:
    flow = Flow(name="tea", steps=(ASKED,))

    assert (
        str(faults_of([flow, flow], DECLARED)[0]) == "flow tea, step -: two flows have this name"
    )


@pytest.mark.parametrize("called", ["first", "menu", "command"])
def test_a_flow_that_is_called_and_not_there(called: str) -> None:
    declared = Declared((), (), {}, (called, "tea"))

    assert [str(each) for each in faults_of([Flow(name="tea", steps=(ASKED,))], declared)] == [
        f"flow {called}, step -: there is no such flow"
    ]


def test_a_flow_without_steps() -> None:
    assert faults() == ["flow flow, step -: a flow needs a step"]


def test_two_steps_of_one_name() -> None:
    assert set(faults(ASKED, ASKED)) == {"flow flow, step asked: two steps have this name"}


@pytest.mark.parametrize("name", [END, LATER])
def test_a_step_named_like_a_way_to_leave(name: str) -> None:
    assert faults(replace(ASKED, name=name)) == [
        f"flow flow, step {name}: a step needs a name that means nothing else"
    ]


def test_a_step_that_leads_nowhere() -> None:
    assert set(faults(replace(ASKED, then="away"))) == {
        f"flow flow, step asked: {event} leads to away, which is no step"
        for event in ("yes", "no", "skip")
    }


def test_a_step_that_nothing_leads_to() -> None:
    assert faults(ASKED, say("lost", END)) == [
        "flow flow, step lost: no answer leads here; lead one here or delete it"
    ]


def test_steps_that_go_round_without_a_question() -> None:
    assert set(faults(say("a", "b"), say("b", "a"))) == {
        "flow flow, step a: it comes here again without a question",
        "flow flow, step b: it comes here again without a question",
    }


def test_steps_that_go_round_with_a_question_are_right() -> None:
    assert faults(replace(ASKED, then="b"), say("b", "asked")) == []


def test_a_part_that_is_no_step() -> None:
    assert faults(ASKED, parts=("asked", "else")) == [
        "flow flow, step else: a part begins with a step of the flow"
    ]


@pytest.mark.parametrize("kind", [Ask, AskMany])
def test_a_question_without_choices(kind: type[Ask | AskMany]) -> None:
    question = kind(name="asked", text=Text("Tea?"), choices=(), then=END)

    assert faults(question) == ["flow flow, step asked: a question needs choices"]


def test_two_choices_of_one_key() -> None:
    question = replace(ASKED, choices=(YES_NO[0], YES_NO[0]))

    assert faults(question) == ["flow flow, step asked: two choices have the key yes"]


@pytest.mark.parametrize("key", ["skip", "", "/menu"])
def test_a_choice_whose_key_means_something_else(key: str) -> None:
    question = replace(ASKED, choices=(*YES_NO, Choice(key, "🍵", Text("Tea"))))

    assert faults(question) == [f"flow flow, step asked: the key {key!r} means something else"]


def _ask(then: Mapping[str, str], **more: object) -> Ask:
    return replace(ASKED, then=dict(then), **more)


def test_a_choice_without_a_target_or_a_target_without_a_choice() -> None:
    assert faults(_ask({"yes": END})) == [
        "flow flow, step asked: the choice no and its target do not match"
    ]
    assert faults(_ask({"yes": END, "no": END, "perhaps": END})) == [
        "flow flow, step asked: the choice perhaps and its target do not match"
    ]


@pytest.mark.parametrize(
    "more", [{"skip": True}, {"when": (When("asked", "yes"),)}], ids=["skip", "when"]
)
def test_a_question_with_a_way_past_needs_a_target_for_it(more: dict[str, object]) -> None:
    assert faults(_ask({"yes": END, "no": END}, **more)) == [
        "flow flow, step asked: the choice skip and its target do not match"
    ]
    assert faults(_ask({"yes": END, "no": END, "skip": END}, **more)) == []


@pytest.mark.parametrize("when", [When("asked", "perhaps"), When("never", "yes"), When("w", "x")])
def test_a_condition_on_what_nobody_can_answer(when: When) -> None:
    words = AskWords(name="w", text=Text("Words?"), then=END, when=(when,))

    assert faults(replace(ASKED, then="w"), words) == [
        f"flow flow, step w: nobody can answer {when.answer} with {when.has}"
    ]


def test_a_condition_on_a_skip_or_on_another_flow_is_right() -> None:
    skipped = say("said", END)
    flows = [
        Flow(name="one", steps=(ASKED,)),
        Flow(name="two", steps=(replace(skipped, when=(When("asked", "skip"),)),)),
    ]

    assert faults_of(flows, DECLARED) == []


def test_a_condition_on_a_step_that_has_no_way_past() -> None:
    when = (When("asked", "yes"),)
    decide = Decide(name="d", by="some.rule", to={"x": END}, when=when)
    do = Do(name="d", effect="some.effect", to={"good": END, "bad": END}, when=when)

    for step in (decide, do):
        assert faults(replace(ASKED, then="d"), step) == [
            "flow flow, step d: only what has a way past may have a condition"
        ]


def test_a_rule_a_flow_and_an_effect_that_are_not_there() -> None:
    assert faults(Decide(name="d", by="no.rule", to={"x": END})) == [
        "flow flow, step d: there is no rule no.rule"
    ]
    assert faults(Call(name="c", flow="coffee", then=END)) == [
        "flow flow, step c: there is no flow coffee"
    ]
    assert faults(Do(name="e", effect="no.effect", to={"x": END})) == [
        "flow flow, step e: there is no effect no.effect"
    ]


@pytest.mark.parametrize("to", [{"good": END}, {"good": END, "bad": END, "ugly": END}])
def test_an_effect_whose_outcomes_do_not_match(to: dict[str, str]) -> None:
    assert faults(Do(name="e", effect="some.effect", to=to)) == [
        "flow flow, step e: some.effect ends in one of: bad, good"
    ]


def test_a_seal_on_what_is_no_outcome() -> None:
    do = Do(name="e", effect="some.effect", to={"good": END, "bad": END}, seals=("fine",))

    assert faults(do) == ["flow flow, step e: it seals fine, which is no outcome"]


def test_a_placeholder_that_nothing_fills() -> None:
    assert faults(say("s", END, "Tea for {nobody}.")) == [
        "flow flow, step s: nothing fills the placeholder {nobody}"
    ]
    assert faults(say("s", END, "Tea for {filled}.")) == []


def test_what_an_effect_gives_is_for_what_is_said_and_not_for_questions() -> None:
    do = Do(name="e", effect="some.effect", to={"good": "s", "bad": "asked"}, gives=("number",))
    asked = replace(ASKED, text=Text("Is it {number}?"))

    assert faults(do, say("s", END, "It is {number}."), asked) == [
        "flow flow, step asked: nothing fills the placeholder {number}"
    ]


def test_a_resume_without_a_draft_has_its_way_on() -> None:
    assert faults(Resume(name="r", otherwise="asked"), ASKED) == []


def test_placeholders_are_words_in_braces() -> None:
    assert placeholders("{a} and {b_1}, not { c } or {}") == {"a", "b_1"}
