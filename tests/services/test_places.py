"""Conversations at rest: found by a keyed hash, and not a word or an address in clear."""

import asyncio
import re
from typing import Any

from bot.domain.messages import Address
from tests.services.shop import Shop


async def test_nothing_at_rest_names_a_person_or_has_a_word(shop: Shop, tables: Any) -> None:
    shop.sender.still["ana"] = asyncio.Event()  # what waits to be sent is there with its words

    await shop.asks_for_a_word("ana")

    rows = [
        bytes(value) if isinstance(value, bytes) else str(value).encode()
        for table in ("conversations", "outbox", "seen")
        for row in await tables.fetch(f"SELECT * FROM {table}")
        for value in row.values()
    ]
    assert len(rows) > 40
    assert not [value for value in rows if re.search(b"ana|tea|word", value)]


async def test_the_address_is_found_again_only_with_the_key(shop: Shop) -> None:
    await shop.hears("ana", "hello")
    stranger = Shop(shop.database)

    async with shop.database.transaction() as work:
        hashed = stranger.places.chat_hash(Address("pushed", "ana"))
        found = await work.conversations.by_address("pushed", hashed)

    assert found is None
    assert shop.places.chat(await shop.row("ana")) == "ana"
