"""An album is answered once; what of it is of use is still taken."""

from typing import Any

from bot.domain.messages import Address, Incoming
from tests.fakes.patience import eventually
from tests.services.shop import PUSHED, Shop

SEVERAL = range(5)


def picture(who: str, number: int, album: str = "a1", text: str | None = None) -> Incoming:
    """One of several that were sent as one."""
    where = Address(PUSHED, who)
    return Incoming(where, f"p{number}", text=text, media="picture", album=album)


async def test_five_pictures_get_one_kind_answer(shop: Shop) -> None:
    await shop.hears("ana", "hello")
    await eventually(lambda: not shop.delivery.holds())
    shop.sender.sent.clear()

    received = [await shop.conversations.receive(picture("ana", number)) for number in SEVERAL]
    await eventually(lambda: not shop.delivery.holds())

    assert [each.fresh for each in received] == [True, False, False, False, False]
    (answer,) = shop.sender.to("ana")
    assert answer.startswith("media")


async def test_the_next_album_is_answered_again_and_so_is_somebody_elses(shop: Shop) -> None:
    for who in ("ana", "ben"):
        await shop.hears(who, "hello")

    fresh = [
        (await shop.conversations.receive(picture(who, number, album))).fresh
        for number, (who, album) in enumerate([("ana", "a1"), ("ana", "a2"), ("ben", "a1")])
    ]

    assert fresh == [True, True, True]


async def test_an_album_handed_in_again_is_not_answered_again(shop: Shop, tables: Any) -> None:
    await shop.hears("ana", "hello")
    for _ in range(2):
        for number in SEVERAL:
            await shop.conversations.receive(picture("ana", number))

    assert await tables.fetchval("SELECT count(*) FROM outbox") == 2


async def test_a_person_who_is_new_is_greeted_once(shop: Shop, tables: Any) -> None:
    for number in SEVERAL:
        await shop.conversations.receive(picture("ana", number))

    assert await tables.fetchval("SELECT count(*) FROM outbox") == 1
    assert await shop.step("ana") == "language"


async def test_an_album_is_known_by_a_keyed_hash(shop: Shop, tables: Any) -> None:
    await shop.conversations.receive(picture("ana", 1, "13579"))

    hashes = [row["external_id"] for row in await tables.fetch("SELECT external_id FROM seen")]
    assert len(hashes) == 2
    assert not any(b"13579" in each for each in hashes)
