"""Conversations that were there before: some real ones, and very many rows of the same size."""

from dataclasses import dataclass
from typing import Any

from bench.servers import Base
from bot.storage.connections import connect

CHUNKS = 10
# What is sealed looks like chance, so chance is as good; it is not long enough to be compressed.
CHATS = """
    INSERT INTO conversations (id, channel, address_hash, address_sealed, place_sealed, flow_hash,
                               lang, created_at, updated_at)
    SELECT uuidv7(), 'telegram', $3::bytea || substr(sha256(n::text::bytea), 1, 24),
           substr(decode(repeat(md5(n::text), $4 / 16 + 1), 'hex'), 1, $4),
           substr(decode(repeat(md5(n::text), $5 / 16 + 1), 'hex'), 1, $5),
           $6, 'en', now(), now()
    FROM generate_series($1::bigint, $2::bigint) AS n
"""
SEEN = """
    INSERT INTO seen (channel, external_id, seen_at)
    SELECT 'telegram', $3::bytea || substr(sha256((-n)::text::bytea), 1, 24), now()
    FROM generate_series($1::bigint, $2::bigint) AS n
"""
SENT = """
    INSERT INTO outbox (created_at, conversation_id, channel, lane, owner, sent_at, provider_id)
    SELECT now(), uuidv7(), 'telegram', 'interactive', 1, now(), n::text
    FROM generate_series($1::bigint, $2::bigint) AS n
"""
A_REAL_ONE = """
    SELECT (array_agg(substr(address_hash, 1, 8)))[1] AS prefix,
           avg(length(address_sealed))::int AS address,
           avg(length(place_sealed))::int AS place,
           min(flow_hash) AS flow
    FROM conversations
"""


class NobodyToTakeAsAModel(Exception):
    """Rows are made after real ones: let some people write first."""


@dataclass(frozen=True, slots=True)
class Model:
    """What real rows are like here."""

    prefix: bytes
    address: int
    place: int
    flow: str


async def model(base: Base) -> Model:
    """Taken from the rows that are there."""
    connection = await connect(base.owner)
    try:
        row = await connection.fetchrow(A_REAL_ONE)
    finally:
        await connection.close()
    if row["prefix"] is None:
        raise NobodyToTakeAsAModel(NobodyToTakeAsAModel.__doc__)
    return Model(row["prefix"], row["address"], row["place"], row["flow"])


async def fill(base: Base, like: Model, first: int, last: int) -> None:
    """Rows from a number to another: a chat, a message seen and a message sent for each."""
    connection = await connect(base.owner)
    try:
        chat = (like.prefix, like.address, like.place, like.flow)
        await connection.execute(CHATS, first, last, *chat, timeout=None)
        await connection.execute(SEEN, first, last, like.prefix, timeout=None)
        await connection.execute(SENT, first, last, timeout=None)
    finally:
        await connection.close()


async def settle(base: Base) -> int:
    """As after a quiet night: vacuumed, counted, everything on disk; how many chats there are."""
    connection: Any = await connect(base.owner)
    try:
        await connection.execute("VACUUM (ANALYZE)", timeout=None)
        await connection.execute("CHECKPOINT", timeout=None)
        return int(await connection.fetchval("SELECT count(*) FROM conversations"))
    finally:
        await connection.close()
