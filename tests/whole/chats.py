"""A worker's chat as a stranger sees it: what is said, what can be tapped, and nothing else."""

import asyncio
import re
from dataclasses import dataclass, field
from typing import Any, Protocol

import aiohttp

from tests.fakes.telegram import Message, Person
from tests.whole.pages import Form, Page

ISOLATES = re.compile("[\u2066-\u2069]")
PATIENCE = 60.0


class NotOffered(Exception):
    """None of the buttons is like that."""


class Chat(Protocol):
    """Either channel."""

    @property
    def text(self) -> str: ...

    @property
    def newest(self) -> str: ...

    @property
    def buttons(self) -> list[tuple[str, str]]: ...

    async def opens(self) -> None: ...

    async def taps(self, key: str) -> None: ...

    async def says(self, text: str) -> None: ...

    async def hears(self) -> None: ...


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
        newest_first = reversed(self.messages)
        return [(c["key"], c["label"]) for each in newest_first for c in each["choices"]]

    @property
    def newest(self) -> str:
        return ISOLATES.sub("", self.messages[-1]["text"])

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
            assert set(each) - {"paper"} == {"id", "text", "lang", "dir", "choices"}
        self.turn, self.messages = said["turn"], said["messages"]


@dataclass
class PageChat:
    """The page in a browser without JavaScript: its buttons and its box, and nothing else."""

    url: str
    session: aiohttp.ClientSession
    page: Page = field(default_factory=lambda: Page(0, "", ""))

    @property
    def text(self) -> str:
        return ISOLATES.sub("", "\n".join(each.text for each in self.page.articles))

    @property
    def newest(self) -> str:
        return ISOLATES.sub("", self.page.articles[-1].text)

    @property
    def buttons(self) -> list[tuple[str, str]]:
        return [each for said in reversed(self.page.articles) for each in said.buttons]

    async def opens(self) -> None:
        async with self.session.get(f"{self.url}/chat") as answer:
            await self._shows(answer)

    async def taps(self, key: str) -> None:
        await self._fills(next(f for f in self.page.forms if key in f.buttons), choice=key)

    async def says(self, text: str) -> None:
        await self._fills(next(f for f in self.page.forms if "text" in f.fields), text=text)

    async def hears(self, seconds: float = PATIENCE) -> None:
        """Load the page again until something else is on it."""
        before = self.page.text
        async with asyncio.timeout(seconds):
            while self.page.text == before:
                await asyncio.sleep(0.1)
                await self.opens()

    async def _fills(self, form: Form, **fields: str) -> None:
        async with self.session.post(
            self.url + form.action, data={**form.fields, **fields}
        ) as answer:
            await self._shows(answer)

    async def _shows(self, answer: aiohttp.ClientResponse) -> None:
        assert answer.status == 200, (answer.status, await answer.text())
        self.page = Page(answer.status, str(answer.url.relative()), await answer.text())


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
    def newest(self) -> str:
        return ISOLATES.sub("", self.messages[-1].text or "")

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
