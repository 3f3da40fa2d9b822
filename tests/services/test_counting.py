"""Only to be counted: the report arrives, with no way back to the chat that anything goes by."""

from bot.domain.answers import Answer
from bot.services.drafting import drafted
from tests.services.bureau import Bureau

COUNTED = {"wishes": ("counted",)}


async def test_a_report_that_is_only_counted_has_no_way_back(bureau: Bureau) -> None:
    await bureau.staffed("Ana")
    asked = await bureau.someone(COUNTED)

    async with bureau.worker.transaction() as work:
        done = await bureau.submission.count(work, asked)

    assert done.outcome == "counted"
    assert set(done.fills) == {"receipt", "partner"}
    assert (await bureau.report(done)).route is None


async def test_where_nobody_may_take_it_nothing_is_counted(bureau: Bureau) -> None:
    asked = await bureau.someone(COUNTED)

    async with bureau.worker.transaction() as work:
        done = await bureau.submission.count(work, asked)

    assert done.outcome == "no_partner"
    assert not done.keeps


async def test_whoever_wants_something_beside_it_can_be_written_to(bureau: Bureau) -> None:
    asked = await bureau.someone({"wishes": ("counted", "money")})

    draft = drafted(asked.known, bureau.content.indicators)

    assert draft.contact is Answer.UNKNOWN
    assert not draft.only_counted
