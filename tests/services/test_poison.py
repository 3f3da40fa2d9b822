"""A message that no try gets through: set aside, regretted once, and in nobody else's way."""

import asyncio
from typing import Any

import pytest

from bot.privacy.sealed import Where
from bot.storage.database import Work
from tests.fakes.patience import eventually
from tests.services.shop import ASKED_AGAIN, FETCHED, SORRY, Shop

PEOPLE = ("ana", "ben", "chi", "dan", "eva")
POISON = "the word that no try gets through"
WAIT_FOR_A_LOCK = (
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE datname = current_database() AND wait_event_type = 'Lock'"
)


class Poison(Exception):
    """What a service raises for one message; its words quote the message."""


async def poisonous(_: Work, word: str) -> None:
    if POISON in word:
        raise Poison(f"cannot learn {word}")


async def refused_by_the_database(work: Work, word: str) -> None:
    if word == POISON:
        await work.deployment.put(word, "\0")


async def all_write(shop: Shop, words: dict[str, str]) -> list[Any]:
    """Everyone at once, so that it is one batch."""
    messages = [shop.message(who, word) for who, word in words.items()]
    return await asyncio.gather(*map(shop.conversations.receive, messages), return_exceptions=True)


async def until_one_waits(tables: Any) -> None:
    async with asyncio.timeout(10):
        while not await tables.fetchval(WAIT_FOR_A_LOCK):  # noqa: ASYNC110 - a lock tells nobody
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("spoils", [poisonous, refused_by_the_database])
async def test_one_bad_message_spoils_nobody_elses_step(shop: Shop, spoils: Any) -> None:
    await shop.asks_for_a_word(*PEOPLE)
    shop.learning = spoils

    received = await all_write(shop, dict.fromkeys(PEOPLE, "chai") | {"chi": POISON})

    steps = {who: await shop.step(who) for who in PEOPLE}
    assert steps == dict.fromkeys(PEOPLE, "more") | {"chi": "word"}
    texts = [each.parcels[0].outgoing.text for each in received]
    assert [ASKED_AGAIN in text for text in texts] == [True, True, False, True, True]
    assert texts[2].startswith(SORRY)
    await eventually(lambda: len(shop.sender.sent) == 5 * len(PEOPLE))
    assert shop.sender.to("chi")[-1].startswith(SORRY)


async def test_a_poisonous_message_is_set_aside_and_only_the_key_opens_it(
    shop: Shop, tables: Any, caplog: pytest.LogCaptureFixture
) -> None:
    await shop.asks_for_a_word("ana")
    shop.learning = poisonous

    await shop.hears("ana", POISON)

    (letter,) = await tables.fetch("SELECT * FROM dead_letters")
    assert (letter["channel"], letter["error"]) == ("pushed", "Poison")
    assert POISON.encode() not in letter["sealed"]
    where = Where("dead_letters", "sealed", str(letter["id"]))
    assert POISON.encode() in shop.keys.open(letter["sealed"], where)
    assert "set aside after Poison" in caplog.text
    assert POISON not in caplog.text


async def test_after_poison_the_conversation_is_where_it_was_and_goes_on(shop: Shop) -> None:
    await shop.asks_for_a_word("ana")
    before = shop.places.place(await shop.row("ana"))
    shop.learning = poisonous

    await shop.hears("ana", POISON)

    assert shop.places.place(await shop.row("ana")) == before
    await shop.hears("ana", "chai")
    assert shop.learnt == ["chai"]


async def test_poison_that_is_delivered_again_does_nothing(shop: Shop, tables: Any) -> None:
    await shop.asks_for_a_word("ana")
    shop.learning = poisonous
    await shop.hears("ana", POISON, external_id="bad")
    count = "SELECT (SELECT count(*) FROM outbox), (SELECT count(*) FROM dead_letters)"
    before = await tables.fetchrow(count)

    again = await shop.hears("ana", POISON, external_id="bad")

    assert not again.fresh
    assert await tables.fetchrow(count) == before


async def test_poison_that_two_processes_have_at_once_is_regretted_once(
    shop: Shop, tables: Any
) -> None:
    await shop.asks_for_a_word("ana", channel=FETCHED)
    other = Shop(shop.database, keys=shop.keys, instance=2)
    message = shop.message("ana", POISON, channel=FETCHED)

    first = asyncio.Event()

    async def poisonous_to_both(work: Work, word: str) -> None:
        """The first one fails when the second one waits for it."""
        if not first.is_set():
            first.set()
            await until_one_waits(tables)
        await poisonous(work, word)

    shop.learning = other.learning = poisonous_to_both
    received = await asyncio.gather(
        shop.conversations.receive(message), other.conversations.receive(message)
    )
    await other.close()

    assert sorted(each.fresh for each in received) == [False, True]
    sorry = [p.id for each in received for p in each.parcels if p.outgoing.text.startswith(SORRY)]
    assert len(sorry) == 2
    assert len(set(sorry)) == 1
    rows = "SELECT count(*) FROM outbox WHERE conversation_id = $1"
    assert await tables.fetchval(rows, received[0].conversation_id) == 5
    assert await shop.step("ana", FETCHED) == "word"


async def test_poison_whose_apology_was_cut_off_is_regretted_once(shop: Shop, tables: Any) -> None:
    """Once set aside, and the database goes away before the person is told."""
    await shop.asks_for_a_word("ana")
    shop.learning = poisonous
    await tables.execute("ALTER TABLE outbox ADD CONSTRAINT away CHECK (id < 0) NOT VALID")
    with pytest.raises(Exception, match="away"):
        await shop.hears("ana", POISON, external_id="bad")
    await tables.execute("ALTER TABLE outbox DROP CONSTRAINT away")

    received = [await shop.hears("ana", POISON, external_id="bad") for _ in range(2)]

    assert [each.fresh for each in received] == [True, False]
    await eventually(lambda: shop.sender.to("ana")[-1].startswith(SORRY))
    assert sum(text.startswith(SORRY) for text in shop.sender.to("ana")) == 1


async def test_what_cannot_even_be_set_aside_spoils_nobody_elses_answer(shop: Shop) -> None:
    await shop.asks_for_a_word(*PEOPLE)
    shop.learning = poisonous
    halved = f"{POISON} \ud83d"  # no encoder takes half of a surrogate pair

    received = await all_write(shop, dict.fromkeys(PEOPLE, "chai") | {"chi": halved})

    assert [isinstance(each, Exception) for each in received] == [False, False, True, False, False]
    assert received[0].fresh
