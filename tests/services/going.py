"""Somebody in the tea shop who wants to go: it has the real flows for that."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from bot.engine.book import Book
from bot.flows import delete, hide, stop
from bot.services import wheres
from bot.services.departures import Departures
from bot.services.forgetting import Forgetting, Spans
from bot.services.routes import Routes
from bot.storage.database import Database
from bot.storage.timers import TimerRow
from tests.engine.teashop import PLAN
from tests.fakes.patience import eventually
from tests.flows.contents import delivered
from tests.services.bureau import Bureau
from tests.services.shop import PUSHED, Shop

SPANS = Spans(*([timedelta(days=5)] * 6))
GREETING = "Hello! Good to see you here."
TWO_DAYS = timedelta(days=2)


def book() -> Book:
    """The tea shop, with the real flows for those who go."""
    flows = [module.flow(delivered()) for module in (stop, hide, delete)]
    commands = {
        module.COMMAND: module.__name__.rsplit(".", 1)[-1] for module in (stop, hide, delete)
    }
    effects = {
        "chat.stop": ("stopped",),
        "chat.resume": ("resumed",),
        "chat.look": ("report", "none"),
        "chat.erase": ("erased",),
        "report.withdraw_all": ("withdrawn", "none"),
    }
    return Book(
        replace(
            PLAN,
            flows=(*PLAN.flows, *flows),
            effects={**PLAN.effects, **effects},
            commands={**PLAN.commands, **commands},
            sends=("chat.erase", "report.withdraw_all"),
        )
    )


def a_shop(bureau: Bureau, database: Database) -> Shop:
    going = Departures(keys=bureau.keys, routes=Routes(bureau.keys, bureau.chance))
    return Shop(
        database,
        keys=bureau.keys,
        book=book(),
        effects={
            "chat.stop": going.stop,
            "chat.resume": going.resume,
            "chat.look": going.look,
            "chat.erase": going.erase,
            "report.withdraw_all": bureau.reports.withdraw_all,
        },
    )


async def settled(shop: Shop) -> None:
    await eventually(lambda: not shop.delivery.holds())


async def meets(shop: Shop, who: str, channel: str = PUSHED) -> None:
    await shop.hears(who, "hello", channel=channel, own="1")
    await shop.hears(who, choice="en", channel=channel)
    await settled(shop)


async def forget(shop: Shop) -> None:
    await Forgetting(shop.database, shop.places, shop.clock, SPANS).forget()


async def answered(shop: Shop, bureau: Bureau, who: str) -> UUID:
    """A report from this chat, with an answer that nobody has read."""
    caseworker = await bureau.staffed("Caseworker")
    row = await shop.row(who)
    sent = await bureau.sent({"contact": "yes"})
    (id_,) = sent.asked.known.kept["report"]
    report = UUID(id_)
    route = bureau.keys.seal(str(row.id).encode(), wheres.route(report))
    async with shop.database.transaction() as work:
        await work.reports.reroute(report, route)
    await bureau.cases.take(sent.reference, caseworker)
    await bureau.cases.answer(sent.reference, "An answer.", caseworker)
    return report


async def knows(shop: Shop, who: str, report: UUID) -> None:
    row = await shop.row(who)
    place = shop.places.place(row).with_(kept={"report": (str(report),)})
    async with shop.database.transaction() as work:
        await work.conversations.save([shop.places.saved(row.id, place)], shop.clock())


async def timer(shop: Shop, who: str) -> UUID:
    row = await shop.row(who)
    id_ = shop.chance.id()
    timer = TimerRow(id_, row.id, id_.bytes, b"sealed", shop.clock())
    async with shop.database.transaction() as work:
        await work.timers.set(timer)
    return id_


async def file(shop: Shop, who: str) -> None:
    """A file that belongs to what was not sent."""
    row = await shop.row(who)
    id_, now = shop.chance.id(), shop.clock()
    async with shop.database.transaction() as work:
        await work.files.begin(id_, row.id, now)
        await work.files.add_chunk(now, id_, 0, b"sealed")
        await work.files.finish(now, id_, b"key")
        await work.files.hold([id_])
