"""A worker's chat as a stranger sees it: what is said, what can be tapped, and nothing else."""

import asyncio
import re
from dataclasses import dataclass, field
from typing import Any, Protocol

import aiohttp

from tests.fakes.telegram import Message, Person

ISOLATES = re.compile("[\u2066-\u2069]")
PATIENCE = 60.0


class NotOffered(Exception):
    """None of the buttons is like that."""


class Chat(Protocol):
    """Either channel."""

    @property
    def text(self) -> str: ...

    @property
    def buttons(self) -> list[tuple[str, str]]: ...

    async def opens(self) -> None: ...

    async def taps(self, key: str) -> None: ...

    async def says(self, text: str) -> None: ...


async def choose(chat: Chat, *words: str) -> None:
    """Tap the first button that has one of these words, or emojis, on it."""
    for word in words:
        for key, label in chat.buttons:
            if word in label:
                await chat.taps(key)
                return
    raise NotOffered(f"none of {words} is among {chat.buttons} after: {chat.text}")


def offered(chat: Chat, *words: str) -> bool:
    """Whether each of them is on a button."""
    return all(any(word in label for _, label in chat.buttons) for word in words)


@dataclass
class WebChat:
    """The JSON API, as the contract describes it."""

    url: str
    session: aiohttp.ClientSession
    turn: int | None = None
    messages: list[dict[str, Any]] = field(default_factory=list)

    @property
    def api(self) -> str:
        return f"{self.url}/chat/api/messages"

    @property
    def text(self) -> str:
        return ISOLATES.sub("", "\n".join(each["text"] for each in self.messages))

    @property
    def buttons(self) -> list[tuple[str, str]]:
        return [(c["key"], c["label"]) for each in self.messages for c in each["choices"]]

    @property
    def token(self) -> str:
        """What the browser keeps of this chat."""
        (cookie,) = self.session.cookie_jar
        return cookie.value

    async def opens(self) -> None:
        await self.sends()

    async def taps(self, key: str) -> None:
        await self.sends(turn=self.turn, choice=key)

    async def says(self, text: str) -> None:
        await self.sends(turn=self.turn, text=text)

    async def sends(self, **message: Any) -> None:
        async with self.session.post(self.api, json=message) as answer:
            assert answer.status == 200, (answer.status, await answer.text())
            self._shows(await answer.json())

    async def hears(self, seconds: float = PATIENCE) -> None:
        """Wait for what comes by itself, after all that is on the screen."""
        last = max((each["id"] for each in self.messages), default=0)
        async with asyncio.timeout(seconds):
            while True:
                async with self.session.get(self.api, params={"after": last}) as answer:
                    assert answer.status == 200, (answer.status, await answer.text())
                    said = await answer.json()
                if said["messages"]:
                    return self._shows(said)

    def _shows(self, said: dict[str, Any]) -> None:
        assert set(said) == {"turn", "messages"}
        for each in said["messages"]:
            assert set(each) == {"id", "text", "lang", "dir", "choices"}
        self.turn, self.messages = said["turn"], said["messages"]


@dataclass
class TelegramChat:
    """A phone with Telegram: what is newest on its screen."""

    person: Person
    seen: int = 0
    messages: list[Message] = field(default_factory=list)

    @property
    def text(self) -> str:
        return ISOLATES.sub("", "\n".join(each.text or "" for each in self.messages))

    @property
    def buttons(self) -> list[tuple[str, str]]:
        last = self.messages[-1]
        return [(b["callback_data"], b["text"]) for row in last.rows for b in row]

    async def opens(self) -> None:
        await self.says("/start")

    async def taps(self, key: str) -> None:
        message = next(each for each in reversed(self.messages) if each.rows)
        before = message.edited_at
        await self.person.taps(message, key)
        await self._answered(message, before)

    async def says(self, text: str) -> None:
        await self.person.says(text)
        await self.hears()

    async def hears(self, seconds: float = PATIENCE) -> None:
        """Wait for the next message with buttons: a long text comes in pieces before it."""
        await self._answered(None, None, seconds)

    async def _answered(
        self, tapped: Message | None, before: float | None, seconds: float = PATIENCE
    ) -> None:
        def new(message: Message) -> bool:
            edited = message is tapped and message.edited_at != before
            return bool(message.rows) and (message.id > self.seen or edited)

        last = await self.person.waits_for(new, seconds)
        if last.id > self.seen:
            self.messages = [m for m in self.person.screen if self.seen < m.id <= last.id]
            self.seen = last.id
