"""Reports from the queue to their end, as a caseworker works on them."""

import pytest

from bot.engine.said import Line
from bot.privacy.texts import storable
from tests.console.acts import case, taken
from tests.console.browser import Browser
from tests.console.conftest import BEN, HARBOUR, Serve, joined
from tests.console.office import CRITICAL, STORY, Office

ANSWER = "We read your report.\nCan you say when they took it?"
HOSTILE = "<script>alert('x')</script> & \"quotes\" {{ 7*7 }}"


async def test_a_case_shows_all_that_was_told_and_why_it_is_urgent(
    ana: Browser, office: Office
) -> None:
    sent = await office.sent(CRITICAL)

    page = await ana.open(case(sent))

    for part in (
        STORY,
        "In danger now Yes",
        "They keep my passport or papers",
        "Get my passport back",
        "A triage suggestion, not a finding",
        "The worker says that somebody is in danger now.",
        "Nobody has taken this report yet.",
        "First contact",
        "Feedback",
    ):
        assert part in page.text, part
    assert [each["dir"] for each in page.of_class("words")] == ["auto"]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"whom": "me"}, ["AboutThe worker who reports", "Age18 or older"]),
        (
            {"whom": "other", "knows": "disagrees"},
            [
                "AboutSomebody else, 18 or older",
                "Does this person know of the reportThey know, and do not agree",
                "Age18 or older",
            ],
        ),
        (
            {"whom": "child", "child_age": "15_17", "age": ""},
            ["AboutA child, or somebody who may be under 18; somebody else", "Age15 to 17"],
        ),
        (
            {"whom": "several", "how_many": "12", "youngest": "unsaid", "age": ""},
            ["AboutSeveral people", "How many they are12", "Age of the youngestNot said"],
        ),
        ({"how_many": "skip"}, ["AboutNot said"]),
    ],
)
async def test_a_case_says_whom_it_is_about(
    ana: Browser, office: Office, said: dict[str, str], told: list[str]
) -> None:
    sent = await office.sent(said)

    (shown,) = (await ana.open(case(sent))).of_class("told")

    words = "".join(shown.text.split("\n")).replace("  ", "")
    for part in told:
        assert part in words, words
    assert ("How many they are" in words) is ("12" in words)


@pytest.mark.parametrize(
    ("said", "age"),
    [
        ({"whom": "child", "child_age": "unsaid", "age": ""}, "Under 18"),
        ({"whom": "child", "child_age": "under_15", "age": ""}, "Under 15"),
        ({"whom": "several", "youngest": "15_17", "age": ""}, "15 to 17"),
        ({"short_consent": "yes", "who_in_danger": "child", "age": ""}, "Under 18"),
    ],
)
async def test_a_child_that_somebody_else_reports_about_is_a_child_in_the_queue(
    ana: Browser, office: Office, said: dict[str, str], age: str
) -> None:
    await office.sent(said)

    (row,) = (await ana.open("/console")).of_class("row")

    assert age in row.text


async def test_a_report_is_taken_answered_and_closed_without_javascript(
    ana: Browser, office: Office
) -> None:
    sent = await office.sent()

    page = await taken(ana, sent)
    assert "This report is yours now." in page.text
    assert "You hold it" in page.text
    page = await ana.send(page, "/answer", words=ANSWER)
    assert "Your answer is kept." in page.text
    assert "not read yet" in page.text
    assert [each.text for each in page.of_class("words")] == [STORY, ANSWER]
    await office.read(sent)
    page = await ana.open(case(sent))
    assert "not read yet" not in page.text
    page = await ana.send(page, "/close", reason="helped")
    assert "This report is closed: The worker was helped." in page.text
    assert not page.of_class("answer")

    queue = await ana.open("/console?show=closed")
    assert [each.text for each in queue.of_class("open")] == [sent.reference]
    assert queue.counts() == {"Waiting": 0, "Mine": 0, "In progress": 0, "Closed": 1}


async def test_the_same_form_sent_twice_is_one_answer_and_other_words_are_another(
    ana: Browser, office: Office
) -> None:
    sent = await office.sent()
    page = await taken(ana, sent)

    for words in (ANSWER, ANSWER, HOSTILE):
        await ana.send(page, "/answer", words=words)
    again = await ana.open(case(sent))

    assert {each.text for each in again.of_class("words")} == {STORY, ANSWER, HOSTILE}
    assert len(again.of_class("words")) == 3
    await ana.send(again, "/answer", words=ANSWER)
    assert len((await ana.open(case(sent))).of_class("words")) == 4


async def test_what_the_worker_reads_is_what_was_written(ana: Browser, office: Office) -> None:
    sent = await office.sent()
    page = await taken(ana, sent)

    await ana.send(page, "/answer", words=ANSWER)
    done = await office.read(sent)

    assert done.outcome == "answered"
    match done.fills["answers"]:
        case (Line() as line,):
            assert line.fills["words"] == ANSWER
        case other:
            pytest.fail(f"these are not the answers: {other!r}")


async def test_what_the_worker_writes_later_appears_in_the_case(
    ana: Browser, office: Office
) -> None:
    sent = await office.sent()
    await taken(ana, sent)
    await office.writes_more(sent, "They gave it back today.")

    page = await ana.open(case(sent))

    assert [each.text for each in page.of_class("words")] == [STORY, "They gave it back today."]


async def test_two_cannot_take_the_same_report(ana: Browser, office: Office, serve: Serve) -> None:
    code = await office.colleague(of=ana.cookies()["haki-session"])
    ben = await joined((await serve(office.app()))(), code, BEN)
    sent = await office.sent()
    shown_to_ana = await ana.open(case(sent))
    await taken(ben, sent)

    page = await ana.send(shown_to_ana, "/take")

    assert page.status == 409
    assert "Someone else has already taken this report." in page.text
    assert page.all("a", href="/console")
    assert f"With {BEN}" in (await ana.open(case(sent))).text


async def test_another_organisations_report_is_not_there(
    ana: Browser, office: Office, serve: Serve
) -> None:
    code = await office.organisation(HARBOUR, country="MY")
    ben = await joined((await serve(office.app()))(), code, BEN)
    sent, theirs = await office.sent(), await office.sent({"country": "MY"})
    page = await ben.open(case(theirs))

    assert (await ben.open(case(sent))).status == 404
    assert sent.reference not in (await ben.open("/console")).html
    fields = page.form("/take").fields
    for act, typed in (
        ("take", {}),
        ("answer", {"words": "Hello"}),
        ("close", {"reason": "helped"}),
    ):
        refused = await ben.post(f"{case(sent)}/{act}", fields | typed)

        assert refused.status == 404
    assert "Nobody has taken this report yet." in (await ana.open(case(sent))).text


async def test_what_is_no_reference_is_not_there(ana: Browser) -> None:
    for reference in ("2222222", "%00", "a%2Fb", "x" * 300, "'--", "%E0%A4%A8", ""):
        assert (await ana.open(f"/console/reports/{reference}")).status == 404, reference


async def test_an_empty_answer_is_refused(ana: Browser, office: Office) -> None:
    page = await taken(ana, await office.sent())

    for words in ("", " \n\t ", "\u200b\u00ad \u2060", "\u3164"):
        refused = await ana.send(page, "/answer", words=words)

        assert refused.status == 422
        assert "The answer is empty." in refused.text


async def test_an_answer_that_is_too_long_is_refused_and_stays_in_its_field(
    ana: Browser, office: Office
) -> None:
    page = await taken(ana, await office.sent())
    words = "\nन" + "मस्ते " * 8_000

    refused = await ana.send(page, "/answer", words=words)

    assert refused.status == 422
    assert "at most 4000 characters" in refused.text
    assert refused.form("/answer").fields["words"] == words
    assert refused.all("textarea", id="words")[0]["aria-invalid"] == "true"


async def test_closing_needs_a_reason(ana: Browser, office: Office) -> None:
    page = await taken(ana, await office.sent())

    for reason in ("", "because"):
        refused = await ana.post(
            page.form("/close").action, page.form("/close").fields | {"reason": reason}
        )

        assert refused.status == 422
        assert "Choose why the report is closed." in refused.text
        assert "open" in refused.all("details")[0].attributes


async def test_what_nobody_took_is_neither_answered_nor_closed(
    ana: Browser, office: Office
) -> None:
    sent = await office.sent()
    page = await ana.open(case(sent))
    fields = page.form("/take").fields

    answered = await ana.post(f"{case(sent)}/answer", fields | {"words": ANSWER})
    closed = await ana.post(f"{case(sent)}/close", fields | {"reason": "helped"})

    assert (answered.status, closed.status) == (409, 409)
    assert "Take it first." in answered.text
    assert answered.all("textarea")[0].text.strip() == ANSWER
    assert not page.of_class("answer")


async def test_what_people_wrote_is_shown_as_they_wrote_it_and_does_nothing(
    ana: Browser, office: Office
) -> None:
    sent = await office.sent({"story": (HOSTILE,)})
    page = await taken(ana, sent)

    page = await ana.send(page, "/answer", words=HOSTILE)

    assert [each.text for each in page.of_class("words")] == [HOSTILE, HOSTILE]
    assert "<script>alert" not in page.html
    assert len(page.all("script")) == 1


async def test_every_script_finds_its_own_direction(ana: Browser, office: Office) -> None:
    story = "أخذ صاحب العمل جوازي \u202e.Room 12-B"
    sent = await office.sent({"story": (story,)}, lang="ar")

    page = await ana.open(case(sent))

    (words,) = page.of_class("words")
    assert words.text == storable(story)
    assert words["dir"] == "auto"
    assert page.all("bdi", lang="ar")[0].text == "العربية"
