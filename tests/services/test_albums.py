"""An album is answered once; what of it is of use is still taken."""

from typing import Any

from bot.domain.messages import Address, Incoming
from bot.services.incoming_files import TooLarge
from tests.fakes.patience import eventually
from tests.services.shop import PUSHED, Shop
from tests.services.test_incoming_files import Post, ana, picked

__all__ = ["ana"]

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
    assert all(len(each) == 32 for each in hashes)
    assert not any(b"13579" in each for each in hashes)


FILES = "SELECT count(*) FROM files"


async def sent(shop: Shop, who: str, *posts: Post) -> None:
    """An album of files, one after the other, as they come; what is said is in `shop.sender`."""
    await eventually(lambda: not shop.delivery.holds())
    shop.sender.sent.clear()
    for number, post in enumerate(posts):
        taken = await shop.files.taken(picture(who, number), post.fetch)
        await shop.conversations.receive(taken)
    await eventually(lambda: not shop.delivery.holds())


async def test_where_files_are_asked_for_each_is_kept_and_one_answer_given(
    shop: Shop, ana: str, tables: Any
) -> None:
    await sent(shop, ana, *(Post() for _ in SEVERAL))

    assert len(await picked(shop, ana)) == 5
    assert await tables.fetchval(FILES) == 5
    (answer,) = shop.sender.to(ana)
    assert answer.startswith("kept")


async def test_one_of_an_album_that_cannot_be_kept_has_an_answer_of_its_own(
    shop: Shop, ana: str
) -> None:
    await sent(shop, ana, Post(), Post(raises=TooLarge()), Post(), Post(raises=TooLarge()))

    assert len(await picked(shop, ana)) == 2
    assert [said.split("\n")[0] for said in shop.sender.to(ana)] == ["kept", "large"]


async def test_where_no_files_are_asked_for_none_is_kept(shop: Shop, tables: Any) -> None:
    await shop.hears("ben", "hello")

    await sent(shop, "ben", *(Post() for _ in SEVERAL))

    assert await tables.fetchval(FILES) == 0
    assert len(shop.sender.to("ben")) == 1
