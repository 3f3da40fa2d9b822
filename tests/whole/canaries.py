"""Words that nobody may find again, and a search for them, byte by byte, wherever bytes are."""

import base64
import json
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

from bot.storage import embedded
from bot.storage.connections import connect

EMPTY = bytes(64)
DATABASES = ("haki", "postgres", "template1")
# Every table of every schema, the server's own included: its statistics hold samples of values.
TABLES = """
    SELECT n.nspname AS schema, c.relname AS name FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'm') AND n.nspname <> 'pg_toast' ORDER BY 1, 2
"""
SEEN_WITHOUT_TABLES = "SELECT string_agg(query, ' ') FROM pg_stat_activity"


@dataclass(frozen=True)
class Canaries:
    """Each has a name, for when it sings.  What was found silent is not searched twice."""

    needles: Mapping[bytes, str]
    silent: set[bytes] = field(default_factory=set)

    @classmethod
    def of(cls, words: Mapping[str, str | bytes], silent: set[bytes] | None = None) -> "Canaries":
        found = {n: name for name, word in words.items() for n in needles(word)}
        return cls(found, set() if silent is None else silent)

    def singing_in(self, data: bytes) -> set[str]:
        data = data.replace(EMPTY, b"")  # most of a write-ahead log
        digest = blake2b(data).digest()
        if digest in self.silent:
            return set()
        found = {name for needle, name in self.needles.items() if needle in data}
        if not found:
            self.silent.add(digest)
        return found

    def singing_in_files(self, folder: Path) -> list[str]:
        """Which file has which canary."""
        found = []
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink():
                sings = self.singing_in(path.read_bytes()) | self.singing_in(str(path).encode())
                found += [f"{name} in {path.relative_to(folder)}" for name in sorted(sings)]
        return found

    async def singing_in_database(self, home: Path) -> list[str]:
        """Which table has which canary, as a superuser would copy it out."""
        cluster = embedded.find(home)
        assert cluster is not None
        try:
            return [
                f"{name} in {database}: {table}"
                for database in DATABASES
                async for table, data in _dumped(
                    cluster.url(user=cluster.superuser, database=database)
                )
                for name in sorted(self.singing_in(data))
            ]
        finally:
            embedded.stop(cluster)


def needles(word: str | bytes) -> Iterator[bytes]:
    """What a word, or a key, looks like in the ways that programs write them down."""
    if isinstance(word, bytes):
        yield from _written(word)
        return
    yield from _written(word.encode())
    yield from _written(word.encode("utf-16-le"))
    yield word.encode("utf-16-be")
    yield json.dumps(word)[1:-1].encode()
    if word.isascii() and word.isdigit() and int(word) < 1 << 63:
        yield struct.pack("<q", int(word))
        yield struct.pack(">q", int(word))


def _written(plain: bytes) -> Iterator[bytes]:
    yield plain
    yield plain.hex().encode()
    yield plain.hex().upper().encode()
    for shift in range(3):
        yield from _in_base64(plain, shift)


def _in_base64(plain: bytes, shift: int) -> Iterator[bytes]:
    """The middle of it, which does not depend on what comes before and after."""
    whole = base64.b64encode(b"\0" * shift + plain)
    middle = whole[4 if shift else 0 : len(whole) - 4]
    yield middle
    yield middle.translate(bytes.maketrans(b"+/", b"-_"))


async def _dumped(url: str) -> Any:
    connection = await connect(url)
    try:
        await connection.execute("CHECKPOINT")
        for schema, name in await connection.fetch(TABLES):
            rows = bytearray()

            async def more(data: bytes, rows: bytearray = rows) -> None:
                rows.extend(data)

            await connection.copy_from_table(name, schema_name=schema, output=more)
            yield f"{schema}.{name}", bytes(rows)
        doing = await connection.fetchval(SEEN_WITHOUT_TABLES)
        yield "pg_stat_activity", str(doing).encode()
    finally:
        await connection.close()
