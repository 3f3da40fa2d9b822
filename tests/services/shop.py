"""A tea shop that talks to people: real conversations, and a sender that only notes."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from itertools import count
from typing import Any

from bot.app.chance import SystemChance
from bot.domain.messages import Address, Incoming, Outgoing
from bot.engine.book import Book
from bot.engine.said import Done
from bot.i18n import Catalogs
from bot.privacy.server import ServerKeys
from bot.services.conversations import Conversations, Received, Setting
from bot.services.dead_letters import DeadLetters
from bot.services.delivery import LATE_AFTER, Delivery, Parcel
from bot.services.effects import Asked, Effect, Effects
from bot.services.hours import HoursKept
from bot.services.incoming_files import IncomingFiles
from bot.services.late import Late
from bot.services.notices import AT_THEIR_HOUR, Notices
from bot.services.places import Places
from bot.services.ports import REPLIES, Clock, Lane, Sender, SendFailed, Wanted, always
from bot.services.rendering import Rendering
from bot.services.timers import SAYINGS, Timers, Tower
from bot.storage.conversations import ConversationRow
from bot.storage.database import Database, Work
from tests.console.office import Watch
from tests.engine.teashop import PLAN

PUSHED, FETCHED = "pushed", "fetched"  # a channel that is written to, and one that is asked
ARABIC: Mapping[str, str] = {"What now?": "ماذا الآن؟"}
WORDS = Catalogs({"ar": ARABIC}, {"en": "ltr", "ar": "rtl"})
SORRY = "Something went wrong on our side"
ASKED_AGAIN = "More of it?"


class Recorder:
    """Sends nothing: it notes what it was given, and fails or stands still where a test wants."""

    def __init__(self) -> None:
        self.tried: list[tuple[str, str]] = []
        self.sent: list[tuple[str, str]] = []
        self.fails: dict[str, deque[Exception]] = defaultdict(deque)
        self.still: dict[str, asyncio.Event] = {}
        self.lanes: list[Lane] = []
        self.parts: list[tuple[str, ...]] = []
        self.stopped = False
        self.taken_back: list[tuple[str, ...]] = []

    async def send(
        self,
        chat: str,
        outgoing: Outgoing,
        *,
        lane: Lane = REPLIES,
        sent: Sequence[str] = (),
        wanted: Wanted = always,
    ) -> str:
        self.lanes.append(lane)
        self.parts.append(tuple(sent))
        self.tried.append((chat, outgoing.text))
        if chat in self.still:
            await self.still[chat].wait()
        if self.fails[chat]:
            raise self.fails[chat].popleft()
        if not wanted():
            raise SendFailed("too late")
        self.sent.append((chat, outgoing.text))
        return f"provider's {len(self.sent)}"

    async def take_back(self, chat: str, ids: Sequence[str], *, lane: Lane = REPLIES) -> None:
        self.lanes.append(lane)
        self.taken_back.append((chat, *ids))
        if self.fails[chat]:
            raise self.fails[chat].popleft()

    def stop(self) -> None:
        self.stopped = True

    def to(self, chat: str) -> list[str]:
        return [text for to, text in self.sent if to == chat]

    def refuses(self, chat: str, reason: str = "blocked", *, gone: bool = True) -> None:
        self.fails[chat].append(SendFailed(reason, gone=gone))


Learn = Callable[[Work, str], Awaitable[None]]


class Shop:
    """One process of a deployment; another one of it has the same `keys`."""

    def __init__(
        self,
        database: Database,
        *,
        keys: ServerKeys | None = None,
        instance: int = 1,
        book: Book | None = None,
        senders: Mapping[str, Sender] | None = None,
        effects: Mapping[str, Effect] | None = None,
    ) -> None:
        self.database, self.keys, self.instance = database, keys or ServerKeys.new(), instance
        self.clock, self.chance, self.sender = Watch(), SystemChance(), Recorder()
        self.places, self.rendering = Places(self.keys), Rendering(WORDS)
        self.delivery = Delivery(database, senders or {PUSHED: self.sender}, self.clock)
        self.learnt: list[str] = []
        self.learning: Learn = _at_once
        self._ids = count(1)
        spoken = book or Book(PLAN)
        self.files = IncomingFiles(
            database=database,
            book=spoken,
            places=self.places,
            keys=self.keys,
            clock=self.clock,
            chance=self.chance,
        )
        self.conversations = Conversations(self._setting(spoken, effects or {}))

    def _setting(self, spoken: Book, effects: Mapping[str, Effect]) -> Setting:
        return Setting(
            database=self.database,
            book=spoken,
            rendering=self.rendering,
            places=self.places,
            effects=self._effects(effects),
            delivery=self.delivery,
            dead_letters=DeadLetters(self.database, self.keys, self.clock, self.chance),
            late=Late(self.places, self.delivery.pushes, LATE_AFTER, self.instance),
            clock=self.clock,
            chance=self.chance,
            instance=self.instance,
        )

    def notices(self) -> Notices:
        return Notices(
            database=self.database,
            keys=self.keys,
            places=self.places,
            rendering=self.rendering,
            delivery=self.delivery,
            clock=self.clock,
            hours=HoursKept(self.keys),
            timers=self.timers(),
            instance=self.instance,
        )

    def timers(self, clock: Clock | None = None) -> Timers:
        return Timers(
            Tower(
                database=self.database,
                keys=self.keys,
                places=self.places,
                rendering=self.rendering,
                delivery=self.delivery,
                hours=HoursKept(self.keys),
                clock=clock or self.clock,
                chance=self.chance,
                instance=self.instance,
            ),
            {**SAYINGS, **AT_THEIR_HOUR},
        )

    def message(
        self,
        who: str,
        text: str | None = None,
        *,
        choice: str | None = None,
        channel: str = PUSHED,
        external_id: str = "",
        **more: Any,
    ) -> Incoming:
        external_id = external_id or f"{self.instance}.{next(self._ids)}"
        return Incoming(Address(channel, who), external_id, choice=choice, text=text, **more)

    async def hears(
        self,
        who: str,
        text: str | None = None,
        *,
        choice: str | None = None,
        channel: str = PUSHED,
        external_id: str = "",
        **more: Any,
    ) -> Received:
        message = self.message(
            who, text, choice=choice, channel=channel, external_id=external_id, **more
        )
        return await self.conversations.receive(message)

    async def asks_for_a_word(self, *people: str, channel: str = PUSHED) -> None:
        """Everyone is at the question whose answer leads to an effect."""
        for said in ({"text": "hello"}, {"choice": "en"}, {"text": "/talk"}, {"choice": "yes"}):
            await asyncio.gather(*(self.hears(who, channel=channel, **said) for who in people))

    async def row(self, who: str, channel: str = PUSHED) -> ConversationRow:
        async with self.database.transaction() as work:
            hashed = self.places.chat_hash(Address(channel, who))
            found = await work.conversations.by_address(channel, hashed)
        assert found is not None
        return found

    async def step(self, who: str, channel: str = PUSHED) -> str:
        """The name of the question that someone is at."""
        return self.places.place(await self.row(who, channel)).frames[-1].step

    async def close(self) -> None:
        for event in self.sender.still.values():
            event.set()
        await self.conversations.close()
        await self.delivery.close(5)

    def _effects(self, more: Mapping[str, Effect]) -> Effects:
        own = {"order.submit": _taken, "word.learn": self._learn}
        return Effects({**own, **more}, {**PLAN.effects, **more})

    async def _learn(self, work: Work, asked: Asked) -> Done:
        word = asked.known.one("word")
        await self.learning(work, word)
        self.learnt.append(word)
        return Done("learnt")


def parcel(row: ConversationRow, id_: int, text: str, chat: str, tries: int = 0) -> Parcel:
    return Parcel(id_, row.id, row.channel, chat, Outgoing(text, "en", "ltr", 0), tries)


async def _at_once(_: Work, __: str) -> None:
    """Nothing is in the way."""


async def _taken(_: Work, __: Asked) -> Done:
    return Done("taken", {"number": "12"})
