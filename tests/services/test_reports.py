"""The worker's side of a report: find it, read the answer, write more, take it back."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.engine.said import Done, Fill, Line
from bot.privacy.receipts import Receipt
from bot.services.members import Caseworker
from bot.services.reports import ANSWER as NEW
from bot.services.reports import SHOWN_BEFORE
from bot.services.standing import DUE, STANDING
from bot.services.tries import TRIES, WITHIN
from tests.console.office import Sent
from tests.services.bureau import Bureau

ANSWER = "We wrote to the office, and they will call."
BYTES = (
    "SELECT coalesce(sum(octet_length(sealed)), 0) + coalesce(sum(octet_length(for_worker)), 0)"
    " + (SELECT coalesce(sum(octet_length(facts) + octet_length(receipt_locked)"
    " + coalesce(octet_length(route), 0) + octet_length(receipt_hash)), 0) FROM reports)"
    " + (SELECT coalesce(sum(octet_length(wrapped)), 0) FROM report_keys) FROM entries"
)


@pytest.fixture
async def ana(bureau: Bureau) -> Caseworker:
    return await bureau.staffed("Ana")


async def answered(bureau: Bureau, sent: Sent, by: Caseworker, words: str = ANSWER) -> None:
    if (await bureau.cases.open(sent.reference, by)).row.taken_by is None:
        await bureau.cases.take(sent.reference, by)
    await bureau.cases.answer(sent.reference, words, by)


def lines(fill: Fill) -> list[Line]:
    assert isinstance(fill, tuple)
    return [each for each in fill if isinstance(each, Line)]


def words_of(done: Done, fill: str = "answers") -> list[Fill]:
    return [line.fills["words"] for line in lines(done.fills[fill]) if "words" in line.fills]


def texts_of(done: Done, fill: str) -> list[str]:
    return [line.text for line in lines(done.fills[fill])]


async def test_a_report_that_waits_says_with_whom(bureau: Bureau, ana: Caseworker) -> None:
    sent = await bureau.sent()

    done = await bureau.reads(sent.asked)

    assert (done.outcome, done.fills["answers"]) == ("waiting", ())
    with_whom, by_when = lines(done.fills["status"])
    assert (with_whom.fills, by_when.text) == ({"partner": "Ana"}, DUE)


async def test_an_answer_that_was_shown_can_be_read_again_and_is_not_called_new(
    bureau: Bureau, ana: Caseworker, tables: Any
) -> None:
    sent = await bureau.sent()
    await answered(bureau, sent, ana)

    first, second = await bureau.reads(sent.asked), await bureau.reads(sent.asked)

    assert (first.outcome, words_of(first)) == ("answered", [ANSWER])
    assert texts_of(first, "answers") == [NEW]
    assert (second.outcome, words_of(second)) == ("waiting", [])
    assert texts_of(second, "status")[1:] == [SHOWN_BEFORE]
    assert words_of(second, "status") == [ANSWER]
    read_at = await tables.fetchval("SELECT read_at FROM entries WHERE author = 'caseworker'")
    assert read_at == bureau.clock()


async def test_a_new_answer_stands_before_those_that_were_shown(
    bureau: Bureau, ana: Caseworker
) -> None:
    sent = await bureau.sent()
    for words in ("One.", "Two."):
        await answered(bureau, sent, ana, words)
        bureau.clock.passes(minutes=1)
    await bureau.reads(sent.asked)
    for words in ("Three.", "Four."):
        await answered(bureau, sent, ana, words)
        bureau.clock.passes(minutes=1)

    done = await bureau.reads(sent.asked)

    assert (done.outcome, words_of(done)) == ("answered", ["Three.", "Four.", "One.", "Two."])
    assert texts_of(done, "answers") == [NEW, NEW, SHOWN_BEFORE, SHOWN_BEFORE]
    assert SHOWN_BEFORE not in texts_of(done, "status")


async def test_the_first_reading_counts(bureau: Bureau, ana: Caseworker, tables: Any) -> None:
    sent = await bureau.sent()
    await answered(bureau, sent, ana)
    await bureau.reads(sent.asked)
    first = sent.asked.now

    bureau.clock.passes(days=1)
    await bureau.reads(replace(sent.asked, now=bureau.clock()))

    read_at = "SELECT read_at FROM entries WHERE author = 'caseworker'"
    assert await tables.fetchval(read_at) == first


async def test_a_chat_without_a_report_has_none(bureau: Bureau, ana: Caseworker) -> None:
    nobody = await bureau.someone()

    assert [(await each(nobody)).outcome for each in (bureau.reads, bureau.takes_back)] == [
        "none",
        "none",
    ]
    assert (await bureau.adds(nobody, "more")).outcome == "ended"


async def test_the_receipt_brings_the_report_and_its_answers_to_another_chat(
    bureau: Bureau, ana: Caseworker, tables: Any
) -> None:
    sent, receipt = await bureau.sent_with_receipt()
    await answered(bureau, sent, ana, "The first.")
    await bureau.reads(sent.asked)
    await tables.execute("UPDATE entries SET for_worker = NULL")  # it was kept long enough
    await answered(bureau, sent, ana)
    await bureau.reads(sent.asked)
    before = await tables.fetchval("SELECT route FROM reports")
    other = await bureau.someone()

    found = await bureau.types(other, receipt)

    assert (found.outcome, found.keeps) == ("found", {"report": sent.asked.known.kept["report"]})
    here = replace(other, known=sent.asked.known)
    assert words_of(await bureau.reads(here)) == ["The first.", ANSWER]
    assert await tables.fetchval("SELECT route FROM reports") == before  # who is told is asked
    assert await tables.fetchval(
        "SELECT count(*) FROM audit_events WHERE act = 'report.found' AND actor_kind = 'worker'"
    )


@pytest.mark.parametrize("typed", ["{0}", " {0} ", "{1}"])
async def test_a_receipt_is_found_as_people_type_it(
    bureau: Bureau, ana: Caseworker, typed: str
) -> None:
    _, receipt = await bureau.sent_with_receipt()
    in_bengali = receipt.translate({ord("0") + n: chr(0x9E6 + n) for n in range(10)})
    other = await bureau.someone()

    done = await bureau.types(other, typed.format(receipt, in_bengali))

    assert done.outcome == "found"


async def test_a_receipt_that_is_not_right_finds_nothing(bureau: Bureau, ana: Caseworker) -> None:
    """Also one with the locator of a report and another secret: each digit matters."""
    _, receipt = await bureau.sent_with_receipt()
    digits = receipt.replace(" ", "")
    other = next(
        candidate
        for candidate in (digits[:15] + f"{number:05}" for number in range(100_000))
        if candidate != digits and valid(candidate)
    )
    someone = await bureau.someone()

    for typed in (other, "1234", "", "words"):
        assert (await bureau.types(someone, typed)).outcome == "not_found"


def valid(digits: str) -> bool:
    try:
        Receipt.read(digits)
    except ValueError:
        return False
    return True


async def test_after_so_many_tries_a_chat_waits_even_with_the_right_one(
    bureau: Bureau, ana: Caseworker
) -> None:
    _, receipt = await bureau.sent_with_receipt()
    guessing, other = await bureau.someone(), await bureau.someone()

    for _ in range(TRIES):
        assert (await bureau.types(guessing, "1234")).outcome == "not_found"

    assert (await bureau.types(guessing, receipt)).outcome == "too_many_tries"
    assert (await bureau.types(other, receipt)).outcome == "found"
    bureau.clock.now += WITHIN + timedelta(seconds=1)
    assert (await bureau.types(guessing, receipt)).outcome == "found"


async def test_who_said_no_gets_no_way_back_by_finding_it(
    bureau: Bureau, ana: Caseworker, tables: Any
) -> None:
    _, receipt = await bureau.sent_with_receipt({"danger": "yes", "contact": "no"})

    await bureau.types(await bureau.someone(), receipt)

    assert await tables.fetchval("SELECT route FROM reports") is None


async def test_more_words_reach_who_has_the_case(bureau: Bureau, ana: Caseworker) -> None:
    sent = await bureau.sent()
    bureau.clock.passes(minutes=1)

    assert (await bureau.adds(replace(sent.asked, now=bureau.clock()), "one\0 more")) == Done(
        "added"
    )

    case = await bureau.cases.open(sent.reference, ana)
    assert [(each.author, each.text) for each in case.entries[1:]] == [("worker", "one more")]


async def test_after_closing_nobody_reads_more_words(
    bureau: Bureau, ana: Caseworker, tables: Any
) -> None:
    sent = await bureau.sent()
    await answered(bureau, sent, ana)
    await bureau.cases.close(sent.reference, reason="helped", by=ana)

    assert (await bureau.adds(sent.asked, "more")).outcome == "ended"

    assert await tables.fetchval("SELECT count(*) FROM entries WHERE author = 'worker'") == 1
    done = await bureau.reads(sent.asked)
    assert (done.outcome, words_of(done)) == ("asks", [ANSWER])


async def test_taking_back_leaves_not_one_byte_of_what_was_said(
    bureau: Bureau, ana: Caseworker, tables: Any
) -> None:
    await bureau.staffed("Ben")  # may be next: its key lies still
    sent = await bureau.sent()
    await answered(bureau, sent, ana)
    await bureau.adds(sent.asked, "more")
    assert await tables.fetchval(BYTES) > 500

    done = await bureau.takes_back(sent.asked)

    assert done == Done("withdrawn", keeps={"report": ()})
    assert await tables.fetchval(BYTES) == 0
    assert await tables.fetchval("SELECT count(*) FROM entries") == 0
    assert await tables.fetchval("SELECT count(*) FROM report_keys WHERE released_at IS NULL") == 0
    row = await tables.fetchrow("SELECT * FROM reports")
    assert (row["country"], row["sector"], row["signs"]) == ("", "", [])
    assert await tables.fetchval("SELECT status FROM referrals") == "withdrawn"


async def test_what_was_taken_back_cannot_be_found_read_or_added_to(
    bureau: Bureau, ana: Caseworker
) -> None:
    sent, receipt = await bureau.sent_with_receipt()
    await bureau.takes_back(sent.asked)

    assert (await bureau.types(await bureau.someone(), receipt)).outcome == "not_found"
    assert (await bureau.reads(sent.asked)).outcome == "none"
    assert (await bureau.adds(sent.asked, "more")).outcome == "ended"
    assert (await bureau.takes_back(sent.asked)).outcome == "none"


async def test_a_closed_report_can_still_be_taken_back(bureau: Bureau, ana: Caseworker) -> None:
    sent = await bureau.sent()
    await answered(bureau, sent, ana)
    await bureau.cases.close(sent.reference, reason="helped", by=ana)

    assert (await bureau.takes_back(sent.asked)).outcome == "withdrawn"

    case = await bureau.cases.open(sent.reference, ana)
    assert (case.row.status, case.told, case.entries) == ("closed", (), ())


async def test_what_the_worker_did_is_on_record_without_a_word(
    bureau: Bureau, ana: Caseworker, tables: Any
) -> None:
    sent, receipt = await bureau.sent_with_receipt()
    await bureau.types(await bureau.someone(), receipt)
    await bureau.adds(sent.asked, "more words")
    await bureau.takes_back(sent.asked)

    events = await tables.fetch("SELECT * FROM audit_events WHERE actor_kind = 'worker'")
    assert sorted(event["act"] for event in events) == [
        "report.added",
        "report.found",
        "report.submitted",
        "report.withdrawn",
    ]
    assert {(event["actor_id"], event["detail"]) for event in events} == {(None, "{}")}


def test_every_standing_names_the_partner_or_says_that_it_was_taken_back() -> None:
    assert len({str(text) for text in STANDING.values()}) == len(STANDING) - 1
