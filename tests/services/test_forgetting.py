"""What is not kept for ever goes when its time is over, and nothing goes before."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.messages import Address
from bot.engine.place import Place
from bot.services.forgetting import Forgetting, Spans
from bot.storage.dead_letters import DeadLetterRow
from tests.fakes.patience import eventually
from tests.services.bureau import Bureau
from tests.services.shop import FETCHED, Shop

SPANS = Spans(
    drafts=timedelta(days=30),
    answers=timedelta(days=90),
    answers_kept=timedelta(days=7),
    updates=timedelta(days=30),
    seen=timedelta(days=6),
    diaries=timedelta(days=730),
)


@pytest.fixture
def forgetting(shop: Shop) -> Forgetting:
    return Forgetting(shop.database, shop.places, shop.clock, SPANS)


async def in_a_draft(shop: Shop, who: str = "ana", channel: str = FETCHED) -> Place:
    """Somebody in the middle of an order, who has sent something before."""
    for said in ({"text": "hello"}, {"choice": "en"}, {"text": "/order"}, {"choice": "yes"}):
        await shop.hears(who, channel=channel, **said)
    row = await shop.row(who, channel)
    place = shop.places.place(row).with_(kept={"report": ("one",)})
    async with shop.database.transaction() as work:
        await work.conversations.save([shop.places.saved(row.id, place)], shop.clock())
    assert place.log
    return place


async def test_a_draft_goes_and_the_language_and_the_reports_stay(
    shop: Shop, forgetting: Forgetting
) -> None:
    before = await in_a_draft(shop)
    shop.clock.passes(days=30, seconds=1)

    assert await forgetting.forget() == 1

    place = shop.places.place(await shop.row("ana", FETCHED))
    assert place == Place(lang="en", turn=before.turn, kept={"report": ("one",)})


async def test_a_younger_draft_stays_as_it_is(shop: Shop, forgetting: Forgetting) -> None:
    before = await in_a_draft(shop)
    shop.clock.passes(days=30, seconds=-1)

    assert await forgetting.forget() == 0

    assert shop.places.place(await shop.row("ana", FETCHED)) == before


async def test_whoever_comes_back_afterwards_is_asked_from_the_beginning(
    shop: Shop, forgetting: Forgetting
) -> None:
    before = await in_a_draft(shop)
    shop.clock.passes(days=31)
    await forgetting.forget()

    await shop.hears("ana", "hello", channel=FETCHED)

    place = shop.places.place(await shop.row("ana", FETCHED))
    assert (place.log, place.kept, place.lang) == ((), {"report": ("one",)}, "en")
    assert place.turn > before.turn  # what was asked long ago is not answered by an old tap


async def test_a_reply_that_nobody_went_on_after_loses_its_words_after_a_day(shop: Shop) -> None:
    """A receipt among them; the question that stands is put again."""
    forgetting = Forgetting(shop.database, shop.places, shop.clock, SPANS, fetched=[FETCHED])
    await shop.hears("ana", "hello", channel=FETCHED)
    ana = Address(FETCHED, "ana")
    shop.clock.passes(days=1, seconds=-1)
    await forgetting.forget()
    assert await shop.conversations.waiting(ana, after=0) != []
    shop.clock.passes(seconds=2)

    await forgetting.forget()

    assert await shop.conversations.waiting(ana, after=0) == []


async def test_forgetting_twice_is_harmless(shop: Shop, forgetting: Forgetting) -> None:
    await in_a_draft(shop)
    shop.clock.passes(days=31)
    await forgetting.forget()
    row = await shop.row("ana", FETCHED)

    assert await forgetting.forget() == 0
    shop.clock.passes(days=31)
    await forgetting.forget()

    assert shop.places.place(await shop.row("ana", FETCHED)) == shop.places.place(row)


async def test_many_drafts_go_in_one_run(
    shop: Shop, forgetting: Forgetting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.services.forgetting.AT_ONCE", 2)
    for number in range(5):
        await shop.hears(f"person {number}", "hello", channel=FETCHED)
    shop.clock.passes(days=31)

    assert await forgetting.forget() == 5


async def test_an_answer_that_nobody_fetched_can_be_read_with_the_receipt_only(
    shop: Shop, bureau: Bureau, forgetting: Forgetting, tables: Any
) -> None:
    ana = await bureau.staffed("Ana")
    sent, receipt = await bureau.sent_with_receipt()
    await bureau.cases.take(sent.reference, ana)
    await bureau.cases.answer(sent.reference, "We wrote to them.", ana)
    unread = "SELECT count(*) FROM entries WHERE for_worker IS NOT NULL"

    shop.clock.passes(days=90, seconds=-1)
    await forgetting.forget()
    assert await tables.fetchval(unread) == 1
    shop.clock.passes(seconds=2)
    await forgetting.forget()

    assert await tables.fetchval(unread) == 0
    assert (await bureau.reads(sent.asked)).fills["answers"] == ()
    await bureau.types(sent.asked, receipt)
    assert (await bureau.reads(sent.asked)).outcome == "answered"


async def test_an_answer_that_was_shown_can_be_read_again_for_a_while(
    bureau: Bureau, forgetting: Forgetting, shop: Shop, tables: Any
) -> None:
    ana = await bureau.staffed("Ana")
    sent, receipt = await bureau.sent_with_receipt()
    await bureau.cases.take(sent.reference, ana)
    await bureau.cases.answer(sent.reference, "We wrote to them.", ana)
    shop.clock.passes(days=80)  # it is opened late, and stays as long as any other
    opened = replace(sent.asked, now=shop.clock())
    assert (await bureau.reads(opened)).outcome == "answered"

    shop.clock.passes(days=7, seconds=-1)
    await forgetting.forget()
    assert "We wrote to them." in str(await bureau.reads(opened))
    shop.clock.passes(seconds=2)
    await forgetting.forget()

    assert "We wrote to them." not in str(await bureau.reads(opened))
    assert await tables.fetchval("SELECT count(*) FROM entries WHERE for_worker IS NOT NULL") == 0
    await bureau.types(opened, receipt)
    assert (await bureau.reads(replace(opened, now=shop.clock()))).outcome == "answered"
    shop.clock.passes(days=6)
    await forgetting.forget()
    assert "We wrote to them." in str(await bureau.reads(opened))


async def test_words_that_wait_go_with_the_drafts_and_their_traces_later(
    shop: Shop, forgetting: Forgetting, tables: Any
) -> None:
    await shop.hears("ana", "hello", channel=FETCHED)
    words = "SELECT count(*) FROM outbox WHERE payload IS NOT NULL"

    shop.clock.passes(days=30, seconds=-1)
    await forgetting.forget()
    assert await tables.fetchval(words) == 1
    shop.clock.passes(seconds=2)
    await forgetting.forget()
    assert await tables.fetchval(words) == 0
    assert await tables.fetchval("SELECT count(*) FROM outbox") == 1
    shop.clock.passes(days=60)
    await forgetting.forget()

    assert await tables.fetchval("SELECT count(*) FROM outbox") == 0


async def test_what_came_once_is_known_as_long_as_it_can_come_again(
    shop: Shop, forgetting: Forgetting, tables: Any
) -> None:
    await shop.hears("ana", "hello")
    await eventually(lambda: not shop.delivery.holds())

    shop.clock.passes(days=6, seconds=-1)
    await forgetting.forget()
    assert await tables.fetchval("SELECT count(*) FROM seen") == 1
    shop.clock.passes(seconds=2)
    await forgetting.forget()

    assert await tables.fetchval("SELECT count(*) FROM seen") == 0


async def test_tries_go_after_a_day_and_letters_set_aside_with_the_answers(
    shop: Shop, forgetting: Forgetting, tables: Any
) -> None:
    letter = DeadLetterRow(shop.chance.id(), shop.clock(), "test", b"sealed", "ValueError")
    async with shop.database.transaction() as work:
        await work.tries.add(b"somebody", shop.clock())
        await work.dead_letters.add(letter)
    left = "SELECT (SELECT count(*) FROM sign_in_tries), (SELECT count(*) FROM dead_letters)"

    found = []
    for pause in (timedelta(hours=23), timedelta(hours=2), timedelta(days=88), timedelta(days=2)):
        shop.clock.now += pause
        await forgetting.forget()
        found.append(tuple(await tables.fetchrow(left)))

    assert found == [(1, 1), (0, 1), (0, 1), (0, 0)]


async def test_a_report_and_its_keys_are_not_forgotten(
    shop: Shop, bureau: Bureau, forgetting: Forgetting
) -> None:
    ana = await bureau.staffed("Ana")
    sent = await bureau.sent()
    shop.clock.passes(days=1000)

    await forgetting.forget()

    assert (await bureau.cases.open(sent.reference, ana)).entries
