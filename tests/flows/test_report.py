"""The report, as it is written down: what is asked of whom, in which words and after what."""

from hashlib import blake2b

import pytest

from bot.domain.specials import Special
from bot.engine.graph import reachable
from bot.engine.place import Place
from bot.engine.vocabulary import Ask, Flow
from bot.flows.choices import YES
from bot.flows.consent import VERSION
from tests.flows.test_walks import (
    BOOK,
    CONSENTS,
    CONTENT,
    FLOWS,
    REPORT,
    SIGNS,
    STORED,
    asked,
    at,
    heard,
)

WORDS_OF_CONSENT = {
    *("about", "limits", "your_say", "consent", "short_consent", "no_consent"),
    *("contact", "who", "who_gets_it"),
}


def test_nothing_that_a_report_holds_is_asked_before_a_yes_to_the_consent() -> None:
    steps = tuple(_without_consent(each) for each in REPORT.steps)

    assert not reachable(Flow(name="report", steps=steps)) & STORED  # type: ignore[arg-type]  # the test knows which kind of step it is
    assert reachable(REPORT) >= STORED


def _without_consent(each: object) -> object:
    """The same step; where it asks for consent, a yes leads nowhere."""
    if not isinstance(each, Ask) or each.name not in CONSENTS:
        return each
    assert isinstance(each.then, dict)
    return type(each)(
        name=each.name,
        text=each.text,
        choices=each.choices,
        then={**each.then, YES.key: "no_consent"},
    )


def test_violence_comes_last_and_is_never_required() -> None:
    violent = CONTENT.indicators.questions()[-2:]
    steps = {each.name: each for each in REPORT.steps}

    assert [question.violence for question in violent] == ["bodily", "sexual"]
    assert SIGNS[-2:] == [f"sign_{question.id}" for question in violent]
    for name in SIGNS:
        question = steps[name]
        assert isinstance(question, Ask)
        assert question.skip
    problems = steps["problems"]
    assert [choice.key for choice in problems.choices[-6:]] == [  # type: ignore[union-attr]  # the test knows which kind of step it is
        *(problem.id for question in violent for problem in question.problems),
        *map(str, Special),
    ]
    assert problems.skip  # type: ignore[union-attr]  # the test knows which kind of step it is


def test_each_sign_is_asked_in_the_approved_words() -> None:
    steps = {each.name: each for each in REPORT.steps}

    assert [steps[name].text for name in SIGNS] == [  # type: ignore[union-attr]  # the test knows which kind of step it is
        question.text for question in CONTENT.indicators.questions()
    ]


@pytest.mark.parametrize(
    ("contact", "questions"),
    [
        (("yes",), ["contact", "whose_age", "country", "story"]),
        (("no", "go_on"), ["contact", "no_contact", "whose_age", "country", "story"]),
    ],
)
@pytest.mark.parametrize("said_first", [True, False])
def test_who_is_in_danger_is_asked_no_more_than_this_whoever_may_write(
    contact: tuple[str, ...], questions: list[str], *, said_first: bool
) -> None:
    if said_first:
        place, age, adult = at("report", "short_consent"), "who_in_danger", "me"
    else:
        place, age, adult = heard(at("report", "whom"), choice="me"), "age", "18_plus"
    found = screens(place, "yes", *contact, adult, "QA", "/skip")

    assert found == [*(age if each == "whose_age" else each for each in questions), "send"]


CONSENTED = ("next", "next", "yes")
SHORT = {
    "a child": (*CONSENTED, "me", "no", "under_15", "yes", "/skip", "QA"),
    "a child, of another": (*CONSENTED, "child", "no", "15_17", "none", "QA"),
    "a child in danger": (*CONSENTED, "me", "yes", "yes", "15_17", "yes", "/skip", "QA"),
    "a child in danger, of another": (*CONSENTED, "child", "yes", "yes", "unsaid", "/skip", "QA"),
    "a child nobody may write to": (
        *(*CONSENTED, "me", "yes", "no", "go_on"),
        *("15_17", "yes", "armed_groups", "QA"),
    ),
    "several with a child": (*CONSENTED, "several", "unsaid", "under_15", "yes", "/skip", "QA"),
    "several in danger": (*CONSENTED, "several", "yes", "yes", "18_plus", "QA", "/skip"),
    "in danger": (*CONSENTED, "me", "yes", "yes", "18_plus", "QA", "/skip"),
    "somebody else in danger": (*CONSENTED, "other", "yes", "yes", "QA", "/skip"),
    "danger first": ("danger", "yes", "yes", "me", "QA", "/skip"),
    "danger first, a child": ("danger", "yes", "yes", "me_under_18", "yes", "/skip", "QA"),
    "danger first, a child of another": ("danger", "yes", "yes", "child", "/skip", "QA"),
}
SPECIALS = {
    f"{kind}, {name}": (*CONSENTED, *whom, kind, "/done", *contact, "QA", "/skip")
    for kind in Special
    for name, whom, contact in (
        ("may write", ("me", "no", "18_plus"), ("woman",)),
        ("nobody may write", ("me", "unsaid", "unsaid"), ("no",)),
        ("somebody else", ("other", "no", "agrees"), ("no",)),
        ("several", ("several", "no", "18_plus", "/skip"), ("no",)),
    )
}
TOLD = ("withholding_wages", "/done", "QA", "/skip", "money", "/done", "ngo")
VIOLENCE = ("sexual_violence", "/done", "woman", "QA", "/skip", "money", "/done")
ADULTS = {
    "an adult": (*CONSENTED, "me", "no", "18_plus", *TOLD),
    "an adult who does not say the age": (*CONSENTED, "me", "unsaid", "unsaid", *TOLD),
    "somebody else": (*CONSENTED, "other", "no", "agrees", *TOLD),
    "several adults": (*CONSENTED, "several_adults", "no", "/skip", *TOLD),
    **{
        f"after sexual violence, {name}": (*CONSENTED, *whom, *VIOLENCE)
        for name, whom in (
            ("an adult", ("me", "no", "18_plus")),
            ("somebody else", ("other", "unsaid", "agrees")),
            ("several adults", ("several_adults", "no", "/skip")),
        )
    },
}
MOST_SCREENS = 12  # with the consent, and with the one on which it is sent


@pytest.mark.parametrize("answers", SPECIALS.values(), ids=SPECIALS)
def test_a_harm_that_few_may_read_of_is_sent_after_few_screens(answers: tuple[str, ...]) -> None:
    found = list(dict.fromkeys(["about", *screens(at("report", "about"), *answers)]))

    assert found[-1] == "send"
    assert "who" not in found
    assert len(found) <= MOST_SCREENS


@pytest.mark.parametrize("answers", SHORT.values(), ids=SHORT)
def test_a_child_and_who_is_in_danger_send_after_few_screens(answers: tuple[str, ...]) -> None:
    found = ["about", *screens(at("report", "about"), *answers)]

    assert found[-1] == "send"
    assert "send" not in found[:-1]
    assert len(found) <= MOST_SCREENS


@pytest.mark.parametrize("answers", ADULTS.values(), ids=ADULTS)
def test_the_short_way_of_a_grown_person_has_few_screens(answers: tuple[str, ...]) -> None:
    """Choosing the second of several on one screen shows no new one."""
    found = list(dict.fromkeys(["about", *screens(at("report", "about"), *answers)]))

    assert found[-1] == "send_or_more"
    assert len(found) <= MOST_SCREENS


def test_more_is_asked_only_of_who_wants_to_tell_more_and_then_offered_no_more() -> None:
    place = at("report", "about")
    for answer in (*ADULTS["an adult"], "more"):
        place = heard(place, choice=answer)
    found = [asked(place)[1]]
    while asked(place)[1] != "send":
        unsaid = asked(place)[1] == "how_long"
        place = heard(place, choice="unsaid" if unsaid else "/skip")
        found.append(asked(place)[1])

    signs = [each for each in SIGNS if each != "sign_withholding_wages"]
    names = ["employer", "agent", "workplace"]
    assert found == [*names, "sector", "how_long", *signs, "send"]


@pytest.mark.parametrize("answers", [SHORT["in danger"], SHORT["a child"]])
def test_nobody_in_danger_and_no_child_is_asked_for_more(answers: tuple[str, ...]) -> None:
    place = at("report", "about")
    for answer in answers:
        place = heard(place, choice=answer)

    assert [choice.key for choice in BOOK.question(place).choices] == [
        *("send", "change", "not_now")
    ]


@pytest.mark.parametrize(
    ("whom", "danger", "questions"),
    [
        ("me", "danger", ["age"]),
        ("other", "danger_theirs", ["knows"]),
        ("child", "danger_theirs", ["child_age"]),
        ("several", "danger_theirs", ["youngest", "how_many"]),
        ("several_adults", "danger_theirs", ["how_many"]),
    ],
)
def test_what_is_asked_first_is_about_whom_it_is_about(
    whom: str, danger: str, questions: list[str]
) -> None:
    """Nobody is asked twice, and nobody for an age that they said already."""
    answers = {"age": "18_plus", "knows": "no", "child_age": "unsaid", "youngest": "unsaid"}
    first = [answers.get(each, "/skip") for each in questions]

    found = screens(at("report", "whom"), whom, "no", *first)

    assert found == [danger, *questions, "child_kind" if whom == "child" else "problems"]


def screens(place: Place, *choices: str) -> list[str]:
    """What is asked after each of these answers."""
    found = []
    for choice in choices:
        place = heard(place, choice=choice)
        found.append(asked(place)[1])
    return found


def test_the_version_of_the_consent_is_that_of_these_words() -> None:
    """If not: raise VERSION in bot/flows/consent.py, and write both here anew."""
    texts = [step.text for step in REPORT.steps if step.name in WORDS_OF_CONSENT]  # type: ignore[union-attr]  # all of them have words

    assert len(texts) == len(WORDS_OF_CONSENT)
    texts += [each.text for each in FLOWS["join"].steps if each.name == "consent"]  # type: ignore[union-attr]  # it has words
    assert (VERSION, blake2b("\n".join(texts).encode(), digest_size=8).hexdigest()) == (
        "2026-11-22.2",
        "0160d75822bf9221",
    )
