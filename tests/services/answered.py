"""Reports with an answer that waits for its worker, who said when they may be written to."""

from uuid import UUID

from bot.domain.answers import Answer
from bot.domain.hours import May
from bot.engine.place import Known
from bot.services import wheres
from bot.services.effects import Asked
from bot.services.hours import HoursKept
from bot.services.members import Caseworker
from bot.storage.conversations import ConversationRow
from tests.services.bureau import Bureau
from tests.services.shop import PUSHED, Shop

ANSWER = "We wrote to the office."


async def answered(
    bureau: Bureau,
    shop: Shop,
    by: Caseworker,
    *,
    contact: Answer = Answer.YES,
    channel: str = PUSHED,
) -> tuple[UUID, ConversationRow]:
    """A report from a chat of the shop, with an answer that nobody has read."""
    shop.keys = bureau.keys
    shop.places = type(shop.places)(bureau.keys)
    new = shop.places.new(shop.chance.id(), shop.message("worker", channel=channel).address)
    async with shop.database.transaction() as work:
        (row,) = await work.conversations.lock_or_create([new], shop.clock())
    sent = await bureau.sent({"contact": str(contact)})
    (id_,) = sent.asked.known.kept["report"]
    report = UUID(id_)
    if contact is not Answer.NO:
        route = bureau.keys.seal(str(row.id).encode(), wheres.route(report))
        async with shop.database.transaction() as work:
            await work.reports.reroute(report, route)
    await bureau.cases.take(sent.reference, by)
    await bureau.cases.answer(sent.reference, ANSWER, by)
    return report, row


async def chose(bureau: Bureau, shop: Shop, row: ConversationRow, may: May) -> None:
    known = Known({"may_write": str(may), "clock": "12"}, {}, "en", parked=False)
    async with shop.database.transaction() as work:
        await HoursKept(bureau.keys).choose(work, Asked(row.id, known, shop.clock()))
