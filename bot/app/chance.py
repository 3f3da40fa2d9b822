"""Randomness from the operating system, and ids that sort by the time they were made."""

import secrets
from datetime import UTC, datetime
from uuid import UUID

VERSION, VARIANT = 7 << 76, 0b10 << 62  # RFC 9562, section 5.7


class SystemChance:
    """What services get as their randomness outside of tests."""

    def id(self) -> UUID:
        """A UUID of version 7: 48 bits of milliseconds, then random bits."""
        milliseconds = int(now().timestamp() * 1000)
        return UUID(
            int=milliseconds << 80
            | VERSION
            | secrets.randbits(12) << 64
            | VARIANT
            | secrets.randbits(62)
        )

    def bytes(self, count: int) -> bytes:
        return secrets.token_bytes(count)

    def below(self, limit: int) -> int:
        return secrets.randbelow(limit)


def now() -> datetime:
    """The moment, aware and in UTC."""
    return datetime.now(UTC)
