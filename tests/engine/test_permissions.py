"""Nothing is kept before a consent, and nothing leaves before a word to send it."""

import dataclasses
from typing import Any

import pytest
from msgspec.structs import replace

from bot.domain.text import Text
from bot.engine.vocabulary import END, AnyStep, Call, Flow
from tests.engine.faulty import (
    ASKED,
    CONSENT,
    DECLARED,
    MANY,
    SCREEN,
    SEND,
    SUBMIT,
    WORDS,
    asked,
    faults,
    flow,
    say,
)

CALL = Call(name="call", flow="other", then=END)


def draft(*steps: AnyStep, name: str = "flow", **more: Any) -> Flow:
    return flow(*steps, name=name, draft=True, **more)


TO_SEND = (asked(then="send"), SEND, SUBMIT)
KEPT = (
    "This answer is kept before anybody agreed to that; ask for it after the question of "
    'kind="consent".'
)


def test_a_draft_with_a_consent_and_a_send_has_no_fault() -> None:
    assert faults(draft(CONSENT, *TO_SEND)) == []


@pytest.mark.parametrize(
    ("steps", "step"),
    [
        (TO_SEND, "asked"),
        ((replace(CONSENT, kind="answer"), *TO_SEND), "asked"),
        ((replace(CONSENT, then={"yes": "asked", "no": "asked"}), *TO_SEND), "asked"),
        ((replace(WORDS, then="consent"), CONSENT, *TO_SEND), "words"),
        ((replace(MANY, then="consent"), CONSENT, *TO_SEND), "many"),
        (
            (replace(CONSENT, then={**CONSENT.then, "skip": "asked"}, skip=True), *TO_SEND),  # type: ignore[dict-item]  # a consent leads by key
            "asked",
        ),
    ],
    ids=["none", "not marked", "after a no", "words", "several", "after a skip"],
)
def test_an_answer_that_is_kept_before_consent_is_found(
    steps: tuple[AnyStep, ...], step: str
) -> None:
    assert faults(draft(*steps)) == [f"bot/flows/flow.py: step {step}: {KEPT}"]


def test_a_draft_that_another_calls_is_looked_at_too() -> None:
    caller = draft(replace(SCREEN, then="call"), replace(CALL, then="consent"), CONSENT, *TO_SEND)
    called = draft(replace(WORDS, then=END), name="other")

    assert faults(caller, called) == [f"bot/flows/other.py: step words: {KEPT}"]


def test_what_parts_the_ways_before_a_consent_is_not_kept() -> None:
    door = asked(name="door", then={"yes": "consent", "no": END})

    assert faults(draft(door, CONSENT, *TO_SEND)) == []


def test_information_needs_no_consent() -> None:
    assert faults(flow(replace(ASKED, then="words"), WORDS)) == []
    assert faults(draft(replace(ASKED, then="words"), WORDS)) == []


UNTOLD = 'leads to it without a word to do so; put a question of kind="send" directly before it.'


@pytest.mark.parametrize(
    ("steps", "origin"),
    [
        ((CONSENT, asked(then="submit"), SUBMIT), "asked"),
        ((CONSENT, asked(then="a"), say("a", "submit"), SUBMIT), "asked"),
        ((CONSENT, asked(then="send"), replace(SEND, kind="answer"), SUBMIT), "send"),
        (
            (
                CONSENT,
                asked(then="send"),
                replace(SEND, then={"yes": "submit", "no": END, "skip": "submit"}, skip=True),
                SUBMIT,
            ),
            "send",
        ),
        ((SUBMIT,), "the beginning of flow"),
        (
            (
                CONSENT,
                asked(then="send"),
                replace(SEND, then={"yes": "submit", "no": "sure"}),
                asked(name="sure", then={"yes": "submit", "no": END}),
                SUBMIT,
            ),
            "sure",
        ),
    ],
    ids=["an answer", "an answer and words", "not marked", "a skip", "the beginning", "another"],
)
def test_an_effect_that_sends_without_a_word_to_do_so_is_found(
    steps: tuple[AnyStep, ...], origin: str
) -> None:
    assert faults(draft(*steps)) == [
        f"bot/flows/flow.py: step submit: out.send sends, and {origin} {UNTOLD}"
    ]


def test_a_send_does_not_hold_for_what_comes_after_a_call() -> None:
    steps = (CONSENT, asked(then="send"), replace(SEND, then={"yes": "call", "no": END}))
    called = flow(SCREEN, name="other")

    found = faults(draft(*steps, replace(CALL, then="submit"), SUBMIT), called)

    assert found == [f"bot/flows/flow.py: step submit: out.send sends, and call {UNTOLD}"]


def test_a_flow_that_only_sends_may_be_called_by_a_send() -> None:
    steps = (CONSENT, asked(then="send"), replace(SEND, then={"yes": "call", "no": END}))

    assert faults(draft(*steps, CALL), flow(SUBMIT, name="other")) == []


def test_words_that_are_sent_as_they_are_written_are_shown_by_writing_them() -> None:
    declared = dataclasses.replace(DECLARED, uses={"out.send": ("words",)})
    words = replace(WORDS, then="submit", kind="send")

    assert faults(flow(words, SUBMIT), declared=declared) == []


def test_what_sent_nothing_may_be_tried_again_at_once() -> None:
    effects = {**DECLARED.effects, "out.send": ("sent", "failed")}
    declared = dataclasses.replace(DECLARED, effects=effects)
    submit = replace(SUBMIT, to={"sent": END, "failed": "again"})
    again = asked(name="again", then={"yes": "submit", "no": END})
    steps = (CONSENT, asked(then="send"), SEND, submit)

    assert faults(draft(*steps, again), declared=declared) == []
    assert (
        len(
            faults(
                draft(*steps[:-1], replace(submit, to={"sent": "again", "failed": END}), again),
                declared=declared,
            )
        )
        == 1
    )
    assert (
        len(
            faults(
                draft(
                    replace(SCREEN, then="door"),
                    asked(name="door", then={"yes": "again", "no": "consent"}),
                    *steps,
                    again,
                ),
                declared=declared,
            )
        )
        == 1
    )


def test_what_is_sent_and_was_not_read_back_is_found() -> None:
    blind = replace(SEND, text=Text("Send?"))

    assert faults(draft(CONSENT, asked(then="send"), blind, SUBMIT)) == [
        (
            "bot/flows/flow.py: step send: out.send sends the answer to asked, which is not read "
            "back here; put a fill into the text that shows it."
        )
    ]
