"""What services need from the world above them, stated here and met by channels."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol
from uuid import UUID

from bot.domain.messages import Outgoing

Clock = Callable[[], datetime]
"""The moment, always aware and in UTC."""


class Chance(Protocol):
    """Randomness, handed in so that a test can repeat a run."""

    def id(self) -> UUID:
        """A new id; later ids sort after earlier ones, so that an index grows at its end."""
        ...

    def bytes(self, count: int) -> bytes: ...

    def below(self, limit: int) -> int: ...


class SendFailed(Exception):
    """A message did not arrive, or it is not known that it did.

    The reason is one of our own words, never the provider's, which may name a chat.
    """

    def __init__(
        self, reason: str, *, permanent: bool = False, retry_after: float | None = None
    ) -> None:
        super().__init__(f"The message was not sent: {reason}.")
        self.reason = reason
        self.permanent = permanent
        """True when trying again cannot help."""
        self.retry_after = retry_after
        """Seconds that the provider wants us to wait, where it said so."""


class Sender(Protocol):
    """One channel's way out."""

    async def send(self, chat: str, outgoing: Outgoing) -> str:
        """Send a message to a chat and return the provider's id for it, or raise SendFailed."""
        ...
