"""What services need from the world above them, stated here and met by channels."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Literal, Protocol
from uuid import UUID

from bot.domain.messages import Outgoing

Clock = Callable[[], datetime]
"""The moment, always aware and in UTC."""

Lane = Literal["interactive", "bulk"]
"""Replies never wait behind what we begin by ourselves."""

REPLIES: Lane = "interactive"
BULK: Lane = "bulk"


Wanted = Callable[[], bool]
"""Whether a message that waited for its turn is still to be sent."""


def always() -> bool:
    """It is."""
    return True


class Chance(Protocol):
    """Randomness, handed in so that a test can repeat a run."""

    def id(self) -> UUID:
        """A new id; later ids sort after earlier ones, so that an index grows at its end."""
        ...

    def bytes(self, count: int) -> bytes: ...

    def below(self, limit: int) -> int: ...


class NotFetched(Exception):
    """A file did not come over whole: the one who sent it can send it again."""


class SendFailed(Exception):
    """A message did not arrive, or it is not known that it did.

    The reason is one of our own words, never the provider's, which may name a chat.
    """

    def __init__(
        self,
        reason: str,
        *,
        permanent: bool = False,
        gone: bool = False,
        retry_after: float | None = None,
        moved_to: str | None = None,
    ) -> None:
        super().__init__(f"The message was not sent: {reason}.")
        self.reason = reason
        self.permanent = permanent or gone
        """True when trying again cannot help."""
        self.gone = gone
        """True when nobody can be reached there, whatever is sent."""
        self.retry_after = retry_after
        """Seconds that the provider wants us to wait, where it said so."""
        self.moved_to = moved_to
        """The chat's new id, where it has another one now."""
        self.sent: tuple[str, ...] = ()
        """The provider's ids of those parts of a long message that did arrive."""


class Sender(Protocol):
    """One channel's way out."""

    async def send(
        self,
        chat: str,
        outgoing: Outgoing,
        *,
        lane: Lane = REPLIES,
        sent: Sequence[str] = (),
        wanted: Wanted = always,
    ) -> str:
        """Send a message to a chat and return the provider's id for it, or raise SendFailed.

        `sent` are the parts of it that arrived at an earlier try.  `wanted` is asked when its
        turn has come: where it is not any more, nothing is sent, and SendFailed raised.
        """
        ...

    async def take_back(self, chat: str, ids: Sequence[str], *, lane: Lane = REPLIES) -> None:
        """Take messages off a person's screen, as far as that can be; or raise SendFailed.

        Those that cannot be taken off, or are not there any more, are passed over.
        """
        ...

    def stop(self) -> None:
        """We end: begin nothing more.  What was begun is finished."""
        ...
