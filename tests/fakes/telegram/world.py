"""All that one bot's Telegram knows: its chats, updates, webhook and profile."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.fakes.telegram.chats import Chats
from tests.fakes.telegram.faults import Faults
from tests.fakes.telegram.limits import Limits, Pace
from tests.fakes.telegram.updates import Updates
from tests.fakes.telegram.uploads import Uploads
from tests.fakes.telegram.webhooks import Webhook


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that was delivered, whether or not the bot learned of it."""

    chat_id: int
    message_id: int
    text: str
    at: float


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the bot's and the status it was answered with; 0 where it was cut off."""

    method: str
    parameters: dict[str, Any]
    status: int


@dataclass(slots=True)
class Tap:
    """A tapped button, and what the bot answered to it."""

    chat_id: int
    at: float
    answer: str | None = None


class World:
    """What the methods of the Bot API read and change."""

    def __init__(
        self,
        token: str,
        *,
        clock: Callable[[], float],
        pace: Pace | None,
        first_update: int,
        second: float,
    ) -> None:
        self.token = token
        self.clock = clock
        self.chats = Chats(_bot(token), clock)
        self.updates = Updates(clock, first_id=first_update, hurry=3 * second)
        self.uploads = Uploads(clock)
        self.webhook = Webhook(self.updates, clock, second=second)
        self.limits = Limits(pace, clock)
        self.faults = Faults()
        self.profile: dict[tuple[str, str], Any] = {}
        self.taps: dict[str, Tap] = {}
        self.sent: list[Sent] = []
        self.calls: list[Call] = []


def _bot(token: str) -> dict[str, Any]:
    return {
        "id": int(token.partition(":")[0]),
        "is_bot": True,
        "first_name": "Fake bot",
        "username": "fake_bot",
    }
