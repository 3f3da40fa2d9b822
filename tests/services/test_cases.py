"""The caseworker's side: who may do what when, and every look and act on record."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.domain.referrals import AlreadyClosed, NotTaken, NotWaiting, ReferralStatus
from bot.services.cases import (
    LONGEST_ANSWER,
    AnswerTooLong,
    EmptyAnswer,
    NeedsReason,
    NoSuchCase,
)
from bot.services.members import Caseworker
from tests.console.office import STORY
from tests.services.bureau import Bureau

WORDS = "Ask for the manager of the office."
ACTS = "SELECT act FROM audit_events WHERE actor_kind = 'member' AND act NOT LIKE 'member.%'"


@pytest.fixture
async def ana(bureau: Bureau) -> Caseworker:
    return await bureau.staffed("Ana")


async def acts(tables: Any) -> list[str]:
    return [row["act"] for row in await tables.fetch(ACTS + " ORDER BY id")]


async def test_opening_a_case_shows_what_was_said_and_acknowledges_it(
    bureau: Bureau, ana: Caseworker, tables: Any
) -> None:
    sent = await bureau.sent()
    bureau.clock.passes(minutes=5)

    case = await bureau.cases.open(sent.reference, ana)

    assert [each.text for each in case.entries] == [STORY]
    assert case.row.status is ReferralStatus.ACKNOWLEDGED
    assert case.may == {"take"}
    moments = await tables.fetchrow("SELECT first_opened_at, acknowledged_at FROM referrals")
    assert tuple(moments) == (bureau.clock(), bureau.clock())


async def test_looking_again_changes_no_moment(
    bureau: Bureau, ana: Caseworker, tables: Any
) -> None:
    sent = await bureau.sent()
    await bureau.cases.open(sent.reference, ana)
    before = await tables.fetchrow("SELECT * FROM referrals")
    bureau.clock.passes(hours=1)

    await bureau.cases.open(sent.reference, ana)

    assert await tables.fetchrow("SELECT * FROM referrals") == before


async def test_what_two_take_at_once_one_has(bureau: Bureau, ana: Caseworker, tables: Any) -> None:
    ben = await bureau.colleague("Ben", ana)
    sent = await bureau.sent()

    taken = await asyncio.gather(
        bureau.cases.take(sent.reference, ana),
        bureau.cases.take(sent.reference, ben),
        return_exceptions=True,
    )

    assert sorted(type(each).__name__ for each in taken) == ["NoneType", "NotWaiting"]
    first = ana if taken[0] is None else ben
    assert await tables.fetchval("SELECT taken_by FROM referrals") == first.member_id
    assert await acts(tables) == ["case.taken"]


Act = Callable[[Bureau, str, Caseworker], Awaitable[None]]


async def answers(bureau: Bureau, reference: str, by: Caseworker) -> None:
    await bureau.cases.answer(reference, WORDS, by)


async def closes(bureau: Bureau, reference: str, by: Caseworker) -> None:
    await bureau.cases.close(reference, reason="helped", by=by)


async def takes(bureau: Bureau, reference: str, by: Caseworker) -> None:
    await bureau.cases.take(reference, by)


@pytest.mark.parametrize("act", [answers, closes])
async def test_nobody_acts_on_what_nobody_took(
    bureau: Bureau, ana: Caseworker, tables: Any, act: Act
) -> None:
    sent = await bureau.sent()

    with pytest.raises(NotTaken):
        await act(bureau, sent.reference, ana)

    assert await acts(tables) == []
    assert await tables.fetchval("SELECT count(*) FROM entries") == 1


@pytest.mark.parametrize("act", [takes, answers, closes])
async def test_what_is_closed_stays_as_it_is(
    bureau: Bureau, ana: Caseworker, tables: Any, act: Act
) -> None:
    sent = await bureau.sent()
    await takes(bureau, sent.reference, ana)
    await answers(bureau, sent.reference, ana)
    await closes(bureau, sent.reference, ana)
    before = await tables.fetchrow("SELECT * FROM referrals")

    with pytest.raises(AlreadyClosed):
        await act(bureau, sent.reference, ana)

    assert await tables.fetchrow("SELECT * FROM referrals") == before
    assert (await bureau.cases.open(sent.reference, ana)).may == frozenset()


@pytest.mark.parametrize("act", [takes, answers, closes])
async def test_another_organisations_case_is_no_case(
    bureau: Bureau, ana: Caseworker, tables: Any, act: Act
) -> None:
    """Also for who may be next: the key lies in their row, but is not released."""
    sent = await bureau.sent()
    next_one = await bureau.staffed("Ben")
    later = await bureau.sent()
    assert await tables.fetchval("SELECT count(*) FROM report_keys") == 3

    for reference in (sent.reference, later.reference, "NOTHING", "", "%"):
        with pytest.raises(NoSuchCase):
            await act(bureau, reference, next_one)
        with pytest.raises(NoSuchCase):
            await bureau.cases.open(reference, next_one)
    assert (await bureau.cases.queue(next_one)).rows == ()


async def test_an_answer_is_for_the_worker_and_on_the_case(
    bureau: Bureau, ana: Caseworker, tables: Any
) -> None:
    sent = await bureau.sent()
    await bureau.cases.take(sent.reference, ana)
    bureau.clock.passes(hours=1)

    await bureau.cases.answer(sent.reference, f"  {WORDS}\0 ", ana)

    case = await bureau.cases.open(sent.reference, ana)
    entry = case.entries[-1]
    assert (entry.author, entry.name, entry.text) == ("caseworker", "Ana", WORDS)
    assert entry.read_at is None
    assert await tables.fetchval("SELECT first_contact_at FROM referrals") == bureau.clock()
    assert await tables.fetchval("SELECT count(*) FROM pgqueuer.pgqueuer") == 1


async def test_when_the_worker_has_read_it_the_case_says_so(
    bureau: Bureau, ana: Caseworker
) -> None:
    sent = await bureau.sent()
    await bureau.cases.take(sent.reference, ana)
    await bureau.cases.answer(sent.reference, WORDS, ana)
    await bureau.reads(sent.asked)

    case = await bureau.cases.open(sent.reference, ana)

    assert case.entries[-1].read_at == sent.asked.now


async def test_an_answer_that_cannot_be_sent_is_refused_before_anything_is_done(
    bureau: Bureau, ana: Caseworker, tables: Any
) -> None:
    sent = await bureau.sent()
    await bureau.cases.take(sent.reference, ana)

    for words in ("", " \n", "\0", "\u200b\u200d \u2060", "\u3164", "\u2800\ufe0f"):
        with pytest.raises(EmptyAnswer):
            await bureau.cases.answer(sent.reference, words, ana)
    with pytest.raises(AnswerTooLong):
        await bureau.cases.answer(sent.reference, "x" * (LONGEST_ANSWER + 1), ana)
    await bureau.cases.answer(sent.reference, "x" * LONGEST_ANSWER, ana)

    assert await tables.fetchval("SELECT count(*) FROM entries") == 2


@pytest.mark.parametrize("reason", ["", "bored", "HELPED"])
async def test_a_case_is_closed_with_one_of_the_reasons(
    bureau: Bureau, ana: Caseworker, reason: str
) -> None:
    sent = await bureau.sent()
    await bureau.cases.take(sent.reference, ana)

    with pytest.raises(NeedsReason):
        await bureau.cases.close(sent.reference, reason=reason, by=ana)

    assert (await bureau.cases.open(sent.reference, ana)).may == {"answer", "close"}


async def test_every_look_and_every_act_is_on_record(
    bureau: Bureau, ana: Caseworker, tables: Any
) -> None:
    sent = await bureau.sent()
    reference = sent.reference

    await bureau.cases.queue(ana)
    await bureau.cases.open(reference, ana)
    await bureau.cases.open(reference, ana)
    await bureau.cases.take(reference, ana)
    await bureau.cases.answer(reference, WORDS, ana)
    await bureau.cases.close(reference, reason="helped", by=ana)
    with pytest.raises(AlreadyClosed):
        await bureau.cases.take(reference, ana)

    assert sorted(await acts(tables)) == sorted(
        ["queue.seen", "case.seen", "case.seen", "case.taken", "case.answered", "case.closed"]
    )
    report = await tables.fetchval("SELECT id FROM reports")
    for event in await tables.fetch("SELECT * FROM audit_events WHERE act LIKE 'case.%'"):
        assert (event["actor_id"], event["subject_id"]) == (ana.member_id, report)
        assert event["organisation_id"] == ana.organisation_id


async def test_the_record_has_nobodys_words_and_nobodys_name(
    bureau: Bureau, ana: Caseworker, tables: Any
) -> None:
    sent = await bureau.sent()
    await bureau.cases.queue(ana, show="waiting' OR 1=1", page=-3)
    await bureau.cases.open(sent.reference, ana)
    await bureau.cases.take(sent.reference, ana)
    await bureau.cases.answer(sent.reference, WORDS, ana)

    rows = await tables.fetch("SELECT * FROM audit_events")
    details = {row["detail"] for row in rows}
    assert details == {"{}", '{"page": "1", "show": "waiting"}'}
    kept = " ".join(str(value) for row in rows for value in row.values())
    assert not [word for word in (STORY, WORDS, "Ana", sent.reference) if word in kept]


async def test_a_case_that_was_taken_back_while_it_was_read_is_refused(
    bureau: Bureau, ana: Caseworker
) -> None:
    sent = await bureau.sent()
    await bureau.cases.take(sent.reference, ana)
    await bureau.takes_back(sent.asked)

    with pytest.raises(AlreadyClosed):
        await bureau.cases.answer(sent.reference, WORDS, ana)

    case = await bureau.cases.open(sent.reference, ana)
    assert (case.row.erased, case.entries, case.row.age) == (True, (), None)


async def test_an_answer_and_a_taking_back_at_once_leave_no_words(
    bureau: Bureau, ana: Caseworker, tables: Any
) -> None:
    for _ in range(5):
        sent = await bureau.sent()
        await bureau.cases.take(sent.reference, ana)
        done = await asyncio.gather(
            bureau.cases.answer(sent.reference, WORDS, ana),
            bureau.takes_back(sent.asked),
            return_exceptions=True,
        )
        assert isinstance(done[0], AlreadyClosed | None)

    assert await tables.fetchval("SELECT count(*) FROM entries") == 0


def test_the_refusals_are_different_sentences() -> None:
    refusals = (NotWaiting, NotTaken, AlreadyClosed, NoSuchCase, EmptyAnswer, NeedsReason)
    assert len({each.__doc__ for each in refusals}) == len(refusals)
