"""What a page shows of cases: order, counts, pages, and what is asked of the clock."""

from collections.abc import Sequence

import pytest

from bot.domain.risks import Risk
from bot.services.members import Caseworker
from bot.services.views import ROWS
from tests.console.office import CRITICAL, LOW, Sent
from tests.services.bureau import Bureau


@pytest.fixture
async def ana(bureau: Bureau) -> Caseworker:
    return await bureau.staffed("Ana")


async def shown(bureau: Bureau, by: Caseworker, show: str = "waiting") -> Sequence[str]:
    return [row.reference for row in (await bureau.cases.queue(by, show=show)).rows]


async def test_the_most_serious_is_first_and_then_who_has_waited_longest(
    bureau: Bureau, ana: Caseworker
) -> None:
    sent = []
    for said in (LOW, {}, CRITICAL, LOW, CRITICAL):
        sent.append((await bureau.sent(said)).reference)
        bureau.clock.passes(minutes=1)

    assert await shown(bureau, ana) == [sent[2], sent[4], sent[1], sent[0], sent[3]]
    risks = [row.risk for row in (await bureau.cases.queue(ana)).rows]
    assert risks[0] is Risk.CRITICAL
    assert [risk.rank for risk in risks] == sorted((risk.rank for risk in risks), reverse=True)


async def test_what_was_seen_keeps_its_place_among_what_waits(
    bureau: Bureau, ana: Caseworker
) -> None:
    sent = []
    for _ in range(3):
        sent.append((await bureau.sent()).reference)
        bureau.clock.passes(minutes=1)

    await bureau.cases.open(sent[1], ana)

    assert await shown(bureau, ana) == sent


async def test_each_heading_has_its_own_and_their_number(bureau: Bureau, ana: Caseworker) -> None:
    ben = await bureau.colleague("Ben", ana)
    waits, seen, mine, his, closed, gone = [await bureau.sent() for _ in range(6)]
    await bureau.cases.open(seen.reference, ana)
    await bureau.cases.take(mine.reference, ana)
    await bureau.cases.take(his.reference, ben)
    await bureau.cases.take(closed.reference, ana)
    await bureau.cases.answer(closed.reference, "words", ana)
    await bureau.cases.close(closed.reference, reason="helped", by=ana)
    await bureau.takes_back(gone.asked)

    def references(*cases: Sent) -> set[str]:
        return {case.reference for case in cases}

    assert set(await shown(bureau, ana)) == references(waits, seen)
    assert set(await shown(bureau, ana, "mine")) == references(mine)
    assert set(await shown(bureau, ben, "mine")) == references(his)
    assert set(await shown(bureau, ana, "open")) == references(mine, his)
    assert set(await shown(bureau, ana, "closed")) == references(closed, gone)
    queue = await bureau.cases.queue(ana)
    assert queue.counts == {"waiting": 2, "mine": 1, "open": 2, "closed": 2}
    assert (await bureau.cases.queue(ana, show="no such")).show == "waiting"


async def test_another_organisation_sees_and_counts_nothing(
    bureau: Bureau, ana: Caseworker
) -> None:
    await bureau.sent()
    ben = await bureau.staffed("Ben")

    queue = await bureau.cases.queue(ben)

    assert (queue.rows, set(queue.counts.values())) == ((), {0})


async def test_a_page_past_the_end_is_the_last_one(bureau: Bureau, ana: Caseworker) -> None:
    sent = [(await bureau.sent()).reference for _ in range(ROWS + 1)]

    pages = [await bureau.cases.queue(ana, page=page) for page in (-1, 1, 2, 99)]

    assert [(page.page, page.pages, len(page.rows)) for page in pages] == [
        (1, 2, ROWS),
        (1, 2, ROWS),
        (2, 2, 1),
        (2, 2, 1),
    ]
    found = {row.reference for page in pages for row in page.rows}
    assert found == set(sent)


async def test_a_case_has_its_clocks_until_it_is_closed(bureau: Bureau, ana: Caseworker) -> None:
    sent = await bureau.sent(CRITICAL)
    case = await bureau.cases.open(sent.reference, ana)
    steps = [step for step, _, _ in case.deadlines]
    assert case.row.deadline is not None
    assert case.row.deadline.step is steps[0]  # the next thing to do, and not one that is done
    assert "acknowledge" not in [str(step) for step in steps]

    await bureau.cases.take(sent.reference, ana)
    await bureau.cases.answer(sent.reference, "words", ana)
    fewer = (await bureau.cases.open(sent.reference, ana)).deadlines
    await bureau.cases.close(sent.reference, reason="helped", by=ana)
    closed = await bureau.cases.open(sent.reference, ana)

    assert len(fewer) < len(steps)
    assert (closed.deadlines, closed.row.deadline) == ((), None)
    assert closed.close_reason is not None


async def test_what_waits_too_long_is_late(bureau: Bureau, ana: Caseworker) -> None:
    await bureau.sent(CRITICAL)
    on_time = (await bureau.cases.queue(ana)).rows[0]

    bureau.clock.passes(hours=2)
    late = (await bureau.cases.queue(ana)).rows[0]

    assert on_time.deadline == late.deadline
    assert on_time.waiting != late.waiting


async def test_an_empty_queue_has_one_page(bureau: Bureau, ana: Caseworker) -> None:
    queue = await bureau.cases.queue(ana, page=7)

    assert (queue.rows, queue.page, queue.pages) == ((), 1, 1)
