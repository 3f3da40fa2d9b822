"""The decisions that flows name."""

import pytest

from bot.domain.answers import AgeBand
from bot.engine.place import Known, Value
from bot.flows.concerned import age
from bot.flows.rules import report_kind, rules
from tests.flows.contents import delivered

RULES = rules(delivered(report_languages=frozenset({"en"})))


def knowing(*, lang: str = "en", parked: bool = False, **answers: Value) -> Known:
    return Known(answers, {}, lang, parked=parked)


def having(said: dict[str, Value]) -> Known:
    return Known(said, {}, "en", parked=False)


@pytest.mark.parametrize(
    ("lang", "known", "checked", "reports"),
    [
        ("en", "yes", "yes", "yes"),
        ("ne", "yes", "no", "no"),
        ("ar", "yes", "yes", "no"),
        ("", "no", "yes", "no"),
    ],
)
def test_a_language_is_known_checked_and_open_for_reports(
    lang: str, known: str, checked: str, reports: str
) -> None:
    names = ("language.known", "language.checked", "language.reports")

    assert [RULES[name](knowing(lang=lang)) for name in names] == [known, checked, reports]


@pytest.mark.parametrize(("reports", "said"), [((), "no"), (("a",), "no"), (("a", "b"), "yes")])
def test_a_chat_has_several_reports_or_not(reports: tuple[str, ...], said: str) -> None:
    known = Known({}, {"report": reports}, "en", parked=False)

    assert RULES["report.several"](known) == said
    assert RULES["report.several"](knowing()) == "no"


def test_a_draft_waits_or_not() -> None:
    assert RULES["report.waiting"](knowing(parked=True)) == "yes"
    assert RULES["report.waiting"](knowing()) == "no"


@pytest.mark.parametrize(
    ("item", "payer"),
    [
        ("medical", "employer"),
        ("matching", "employer"),
        ("bribes", "nobody"),
        ("other", "unclear"),
    ],
)
def test_who_pays_is_the_rule_of_the_domain(item: str, payer: str) -> None:
    assert RULES["costs.who_should_pay"](knowing(item=item)) == payer


@pytest.mark.parametrize("age", [AgeBand.UNDER_15, AgeBand.FROM_15_TO_17])
def test_a_child_is_a_child_in_danger_too(age: str) -> None:
    assert report_kind(knowing(age=str(age))) == "child"
    assert report_kind(knowing(age=str(age), danger="yes", contact="yes")) == "child"


@pytest.mark.parametrize("contact", ["yes", "no"])
def test_danger_ends_the_questions_whether_somebody_may_write_or_not(contact: str) -> None:
    assert report_kind(knowing(danger="yes", contact=contact)) == "danger"
    assert report_kind(knowing(short_consent="yes", contact=contact)) == "danger"
    assert report_kind(knowing(danger="no", contact=contact)) == "adult"


@pytest.mark.parametrize("age", ["18_plus", "unsaid"])
def test_everybody_else_is_asked_everything(age: str) -> None:
    assert report_kind(knowing(age=age)) == "adult"


@pytest.mark.parametrize(
    ("answers", "about", "band", "kind"),
    [
        ({}, "unsaid", "unsaid", "adult"),
        (
            {"danger": "people"},
            "unsaid",
            "unsaid",
            "adult",
        ),  # said in Help now, of its own screens
        ({"age": "18_plus"}, "unsaid", "18_plus", "adult"),  # asked before it was asked whom
        ({"whom": "me"}, "me", "unsaid", "adult"),
        ({"whom": "me", "age": "15_17"}, "me", "15_17", "child"),
        ({"whom": "other"}, "other", "18_plus", "adult"),
        ({"whom": "child"}, "child", "under_18", "child"),
        ({"whom": "child", "age": "18_plus"}, "child", "under_18", "child"),
        ({"whom": "child", "child_age": "unsaid"}, "child", "under_18", "child"),
        ({"whom": "child", "child_age": "under_15"}, "child", "under_15", "child"),
        ({"whom": "child", "danger_theirs": "yes"}, "child", "under_18", "child"),
        ({"whom": "several", "youngest": "unsaid"}, "several", "unsaid", "adult"),
        ({"whom": "several", "youngest": "15_17"}, "several", "15_17", "child"),
        ({"whom": "other", "danger_theirs": "yes"}, "other", "18_plus", "danger"),
        ({"short_consent": "yes"}, "unsaid", "unsaid", "danger"),
        ({"short_consent": "yes", "who_in_danger": "me"}, "me", "18_plus", "danger"),
        ({"short_consent": "yes", "who_in_danger": "me_under_18"}, "me", "under_18", "child"),
        ({"short_consent": "yes", "who_in_danger": "other"}, "other", "18_plus", "danger"),
        ({"short_consent": "yes", "who_in_danger": "child"}, "child", "under_18", "child"),
        ({"short_consent": "yes", "who_in_danger": "unsaid"}, "unsaid", "unsaid", "danger"),
    ],
)
def test_whom_a_report_is_about_and_their_age_are_known_however_it_was_asked(
    answers: dict[str, Value], about: str, band: str, kind: str
) -> None:
    known = Known(answers, {}, "en", parked=False)

    assert (RULES["report.about"](known), age(known), report_kind(known)) == (about, band, kind)


@pytest.mark.parametrize(
    ("whom", "which"), [("me", "me"), ("child", "another"), ("several", "among"), ("", "me")]
)
def test_which_child_it_is_decides_what_is_said_to_them(whom: str, which: str) -> None:
    assert RULES["report.child"](knowing(whom=whom)) == which


VIOLENT: list[dict[str, Value]] = [
    {"problems": ("withholding_wages", "sexual_violence")},
    {"problems": ("sexual_exploitation",)},
    {"sign_sexual_violence": "yes"},
    {"child_kind": "sexual_exploitation"},
]


@pytest.mark.parametrize("said", VIOLENT)
@pytest.mark.parametrize("contact", ["yes", "no", "woman", "man"])
def test_after_sexual_violence_who_may_write_is_asked_once_however_it_was_said(
    said: dict[str, Value], contact: str
) -> None:
    assert RULES["report.care"](having(said)) == "yes"
    assert RULES["report.care"](having({**said, "contact": contact})) == "no"
    assert RULES["report.contacted"](having(said)) == "problem"
    assert RULES["report.contacted"](having({**said, "country": "skip"})) == "ready"


@pytest.mark.parametrize(
    "said", [{}, {"problems": ("bodily_violence",)}, {"sign_sexual_violence": "no"}]
)
def test_nobody_else_is_asked_for_it_after_what_is_wrong(said: dict[str, Value]) -> None:
    assert RULES["report.care"](having(said)) == "no"
    assert RULES["report.contacted"](having({**said, "danger": "yes"})) == "danger"


@pytest.mark.parametrize("said", ["none", "skip", ""])
def test_a_child_who_names_no_kind_is_no_special_case(said: str) -> None:
    known = knowing(age="under_15", child_kind=said)

    assert (report_kind(known), RULES["report.special"](known)) == ("child", "no")
    armed = knowing(age="under_15", child_kind="armed_groups")
    assert (report_kind(armed), RULES["report.special"](armed)) == ("child", "yes")
