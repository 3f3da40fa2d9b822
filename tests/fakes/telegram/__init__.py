"""A Telegram Bot API of our own: the real protocol and rules, on loopback, with nobody behind it.

In a test: `async with FakeTelegram() as telegram: ...`.  By hand: see `__main__.py`.
"""

from tests.fakes.telegram.chats import Message
from tests.fakes.telegram.limits import Pace
from tests.fakes.telegram.people import Person
from tests.fakes.telegram.server import FakeTelegram

__all__ = ["FakeTelegram", "Message", "Pace", "Person"]
