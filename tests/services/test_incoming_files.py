"""Files on their way in: fetched only where one is asked for, never lost, never left behind."""

from collections.abc import AsyncGenerator
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from bot.domain.files import LARGEST, MOST, File
from bot.domain.messages import Incoming
from bot.services.forgetting import Forgetting, Spans
from bot.services.incoming_files import MOST_BEGUN, ORPHANED, Fetch, TooLarge
from bot.services.ports import NotFetched
from tests.services.going import settled
from tests.services.shop import Shop

DAYS = timedelta(days=14)
SPANS = Spans(drafts=DAYS, answers=DAYS, answers_kept=DAYS, updates=DAYS, seen=DAYS, diaries=DAYS)
CONTENT = b"a cup that fell" * 5_000


class Post:
    """What a channel fetches, and how often it was asked for."""

    def __init__(self, content: bytes = CONTENT, *, raises: Exception | None = None) -> None:
        self.content, self.raises, self.asked = content, raises, 0

    @property
    def fetch(self) -> Fetch:
        async def pieces() -> AsyncGenerator[bytes]:
            self.asked += 1
            for at in range(0, len(self.content), 100_000):
                yield self.content[at : at + 100_000]
            if self.raises is not None:
                raise self.raises

        return pieces


@pytest.fixture
async def ana(shop: Shop) -> str:
    """She orders tea, and is asked for a note, which may be a file."""
    for said in ({"text": "hello"}, {"choice": "en"}, {"choice": "order"}, {"choice": "no"}):
        await shop.hears("ana", **said)
    for choice in ("green", "/done", "/skip"):
        await shop.hears("ana", choice=choice)
    assert await shop.step("ana") == "note"
    return "ana"


async def sends(shop: Shop, who: str, post: Post | None = None, **what: Any) -> Incoming:
    """Somebody sends a file; what was handed in."""
    message = shop.message(who, **({"media": "picture"} | what))
    taken = await shop.files.taken(message, (post or Post()).fetch)
    await shop.conversations.receive(taken)
    return taken


async def picked(shop: Shop, who: str) -> tuple[str | File, ...]:
    return shop.places.place(await shop.row(who)).picked


async def counts(tables: Any) -> tuple[int, int, int]:
    """Files, those of them that a draft holds, those whose key is there."""
    found = await tables.fetchrow(
        "SELECT count(*), count(*) FILTER (WHERE held), count(for_draft) FROM files"
    )
    return tuple(found)


async def forget(shop: Shop) -> None:
    await Forgetting(shop.database, shop.places, shop.clock, SPANS).forget()


async def test_a_file_that_is_asked_for_is_kept(shop: Shop, ana: str, tables: Any) -> None:
    taken = await sends(shop, ana, text="broken")

    assert taken.file is not None
    assert (taken.file.kind, taken.file.size) == ("picture", len(CONTENT))
    assert await picked(shop, ana) == (taken.file, "broken")
    assert await counts(tables) == (1, 1, 1)


async def test_where_none_is_asked_for_none_is_fetched(shop: Shop, tables: Any) -> None:
    """Nor from somebody whom nobody knows."""
    await shop.hears("ben", "hello")
    post = Post()

    for who in ("ben", "nobody"):
        taken = await shop.files.taken(shop.message(who, media="voice"), post.fetch)
        assert taken.file is None
    await sends(shop, "ben", post)

    assert post.asked == 0
    assert await counts(tables) == (0, 0, 0)
    assert shop.sender.to("ben")[-1].startswith("media")


@pytest.mark.parametrize("media", ["contact", "place", "other"])
async def test_what_is_no_file_is_not_fetched(media: str, shop: Shop, ana: str) -> None:
    post = Post()

    taken = await sends(shop, ana, post, media=media)

    assert (taken.file, taken.not_kept, post.asked) == (None, None, 0)


async def test_a_message_that_comes_again_is_not_fetched_again(
    shop: Shop, ana: str, tables: Any
) -> None:
    post, again = Post(), {"external_id": "7"}
    await sends(shop, ana, post, **again)
    await sends(shop, ana, post, **again)

    assert post.asked == 1
    assert len(await picked(shop, ana)) == 1
    assert await counts(tables) == (1, 1, 1)


async def test_the_same_message_in_two_processes_leaves_one_file(
    shop: Shop, ana: str, tables: Any
) -> None:
    message = shop.message(ana, media="voice", external_id="7")
    both = [await shop.files.taken(message, Post().fetch) for _ in range(2)]
    for one in both:
        await shop.conversations.receive(one)

    assert await picked(shop, ana) == (both[0].file,)
    shop.clock.passes(hours=13)
    await forget(shop)
    assert await counts(tables) == (1, 1, 1)


async def test_a_crash_before_the_turn_leaves_nothing_for_long(
    shop: Shop, ana: str, tables: Any
) -> None:
    await shop.files.taken(shop.message(ana, media="voice"), Post().fetch)
    assert await counts(tables) == (1, 0, 1)

    await forget(shop)
    assert await counts(tables) == (1, 0, 1)  # its message may still come
    shop.clock.passes(seconds=ORPHANED.total_seconds() + 1)
    await forget(shop)

    assert await counts(tables) == (0, 0, 0)
    assert await tables.fetchval("SELECT count(*) FROM file_chunks") == 0


async def test_what_was_cut_is_said_to_be_lost_and_has_no_key(
    shop: Shop, ana: str, tables: Any
) -> None:
    taken = await sends(shop, ana, Post(raises=NotFetched()))

    assert (taken.file, taken.not_kept) == (None, "lost")
    assert shop.sender.to(ana)[-1].startswith("lost")
    assert await counts(tables) == (1, 0, 0)


async def test_a_file_of_nothing_did_not_come(shop: Shop, ana: str) -> None:
    assert (await sends(shop, ana, Post(b""))).not_kept == "lost"


async def test_the_largest_file_is_taken_and_one_byte_more_is_not(
    shop: Shop, ana: str, tables: Any
) -> None:
    taken = await sends(shop, ana, Post(bytes(LARGEST)))
    assert taken.file is not None
    assert taken.file.size == LARGEST

    assert (await sends(shop, ana, Post(bytes(LARGEST + 1)))).not_kept == "large"

    assert shop.sender.to(ana)[-1].startswith("large")
    assert len(await picked(shop, ana)) == 1
    assert await counts(tables) == (2, 1, 1)


async def test_all_together_have_a_limit(shop: Shop, ana: str) -> None:
    for _ in range(2):
        await sends(shop, ana, Post(bytes(LARGEST)))

    assert (await sends(shop, ana, Post(bytes(LARGEST)))).not_kept == "many"
    assert shop.sender.to(ana)[-1].startswith("many")
    assert (await sends(shop, ana, Post(bytes(LARGEST // 2)))).file is not None


async def test_ten_files_are_taken_and_no_more(shop: Shop, ana: str) -> None:
    for _ in range(MOST):
        assert (await sends(shop, ana)).file is not None
    post = Post()

    await sends(shop, ana, post)

    assert post.asked == 0
    assert shop.sender.to(ana)[-1].startswith("many")
    assert len(await picked(shop, ana)) == MOST


async def test_nobody_fills_the_disk_with_what_they_do_not_send(
    shop: Shop, ana: str, tables: Any
) -> None:
    for _ in range(MOST_BEGUN):
        await shop.files.taken(shop.message(ana, media="voice"), Post(b"x").fetch)
    post = Post()

    assert (await sends(shop, ana, post)).not_kept == "many"
    assert post.asked == 0
    shop.clock.passes(seconds=ORPHANED.total_seconds() + 1)
    assert (await sends(shop, ana, post)).file is not None


async def test_an_order_that_is_begun_anew_lets_go_of_its_files(
    shop: Shop, ana: str, tables: Any
) -> None:
    """Going back does not: what was sent is still there then."""
    await sends(shop, ana)
    await shop.hears(ana, choice="/back")
    await shop.hears(ana, choice="/menu")
    assert await counts(tables) == (1, 1, 1)

    for said in ({"choice": "order"}, {"choice": "no"}, {"choice": "yes"}, {"choice": "/menu"}):
        await shop.hears(ana, **said)

    assert await counts(tables) == (1, 0, 0)
    shop.clock.passes(hours=13)
    await forget(shop)
    assert await counts(tables) == (0, 0, 0)


async def test_a_file_that_came_too_late_for_its_question_is_let_go(
    shop: Shop, ana: str, tables: Any
) -> None:
    message = shop.message(ana, media="voice")
    taken = await shop.files.taken(message, Post().fetch)
    await shop.hears(ana, choice="/skip")
    await shop.conversations.receive(taken)
    await settled(shop)

    assert shop.sender.to(ana)[-1].startswith("media")
    assert await counts(tables) == (1, 0, 0)


async def test_a_draft_that_is_forgotten_takes_its_files_along(
    shop: Shop, ana: str, tables: Any
) -> None:
    await sends(shop, ana)
    shop.clock.passes(days=13)
    await forget(shop)
    assert await counts(tables) == (1, 1, 1)

    shop.clock.passes(days=2)
    await forget(shop)

    assert await counts(tables) == (0, 0, 0)
    assert await tables.fetchval("SELECT count(*) FROM file_chunks") == 0


async def test_everything_of_a_conversation_can_be_erased(
    shop: Shop, ana: str, tables: Any
) -> None:
    await sends(shop, ana)
    row = await shop.row(ana)
    async with shop.database.transaction() as work:
        assert await work.files.erase_of_conversation(row.id) == 1

    assert await tables.fetchval("SELECT count(*) FROM file_chunks") == 0


async def test_what_the_channel_says_is_too_large_is_said_so(shop: Shop, ana: str) -> None:
    post = Post(raises=TooLarge())
    taken = await shop.files.taken(shop.message(ana, media="video"), post.fetch)

    assert taken == replace(taken, not_kept="large", file=None)


async def test_neither_content_nor_key_lies_in_clear(shop: Shop, ana: str, tables: Any) -> None:
    taken = await sends(shop, ana, Post(b"Brindlewick" * 1_000))
    assert taken.file is not None

    for table in ("files", "file_chunks", "conversations", "outbox"):
        rows = await tables.fetch(f"SELECT t::text AS said FROM {table} t")
        assert rows
        for row in rows:
            assert b"Brindlewick".hex() not in row["said"]
            assert "picture" not in row["said"]
