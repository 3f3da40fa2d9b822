"""All of Haki but its channels, on a real database, and the engine alone, which says what is due.

What people are answered is compared with what the engine answers to the same messages, one after
the other, where every effect went as it really went: so whatever the services add, lose, do twice
or mix up is seen.
"""

import asyncio
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import permutations
from uuid import UUID

from bot.app.databases import Databases
from bot.app.house import House, built
from bot.domain.messages import Address, Incoming, Outgoing
from bot.domain.routing import Kind, Partner
from bot.engine.book import Book
from bot.engine.place import Place
from bot.engine.said import Done
from bot.engine.turns import reply, resume
from bot.engine.vocabulary import Question
from bot.privacy.server import ServerKeys
from bot.services.conversations import Conversations, Received
from bot.services.effects import Asked, Effects
from bot.services.organisations import NewOrganisation
from bot.services.places import Places
from bot.settings import read_settings
from bot.storage.database import Database, Work
from bot.storage.instances import Instance, Instances
from tests.fakes.patience import eventually
from tests.languages import DELIVERED
from tests.postgres import Urls
from tests.services.shop import PUSHED, Recorder

PASSWORD = "a-password-of-nobody-for-this-test"
BROKEN = "Something went wrong on our side"
Said = tuple[Incoming, Received]


@dataclass
class Deeds:
    """What was really done, in the order it was done."""

    done: list[tuple[UUID, str, Done]] = field(default_factory=list)

    def of(self, conversation: UUID, since: int) -> list[tuple[str, Done]]:
        return [(name, done) for id_, name, done in self.done[since:] if id_ == conversation]


class Noting(Effects):
    """The real effects; each that is done is noted."""

    def __init__(self, effects: Effects, deeds: Deeds) -> None:
        self._real, self._deeds = effects, deeds

    async def make_so(self, work: Work, name: str, asked: Asked) -> Done:
        done = await self._real.make_so(work, name, asked)
        self._deeds.done.append((asked.conversation_id, name, done))
        return done


@dataclass
class Process:
    """One process of the deployment."""

    house: House
    instance: Instance
    conversations: Conversations

    async def end(self) -> None:
        await self.conversations.close()
        await self.house.delivery.close(5)
        await self.instance.end()


class Town:
    """A deployment of several processes, and everyone who writes to it."""

    def __init__(self, databases: Databases) -> None:
        self._settings = read_settings({})
        self._databases = databases
        self.deeds, self.sender = Deeds(), Recorder()
        self.processes: list[Process] = []
        self.stood_at: set[tuple[str, str]] = set()
        self.due: Counter[tuple[str, str]] = Counter()
        self.heard = 0

    @classmethod
    async def opened(cls, urls: Urls, processes: int = 2) -> "Town":
        worker, web = Database(urls.worker), Database(urls.web)
        town = cls(Databases(worker, web, ServerKeys.new(), urls.worker, new=True))
        for _ in range(processes):
            town.processes.append(await town._process())
        for kind in (Kind.NGO, Kind.UNION):
            await town._staffed(kind)
        return town

    @property
    def book(self) -> Book:
        return self.processes[0].house.book

    async def closed(self) -> None:
        for process in self.processes:
            await process.end()
        await self._databases.worker.close()
        await self._databases.web.close()

    async def restarts(self, number: int) -> None:
        """One process ends, and another begins in its stead."""
        await self.processes[number].end()
        self.processes[number] = await self._process()

    async def place(self, address: Address) -> Place:
        _, place = await self._stands(address)
        return place

    async def hear(self, *sent: tuple[Incoming, int]) -> list[Received]:
        """All at once, each by one of the processes; what comes of it is due in some order."""
        people = {incoming.address for incoming, _ in sent}
        before = {each: await self.place(each) for each in people}
        since = len(self.deeds.done)

        received = [
            await each
            for each in [
                asyncio.ensure_future(self.processes[number].conversations.receive(incoming))
                for incoming, number in sent
            ]
        ]

        self.heard += len(sent)
        came = [(incoming, got) for (incoming, _), got in zip(sent, received, strict=True)]
        one = len({number for _, number in sent}) == 1
        for address in people:
            mine = [each for each in came if each[0].address == address]
            await self._as_due(before[address], mine, since, in_order=one)
        return received

    async def _as_due(
        self, before: Place, came: Sequence[Said], since: int, *, in_order: bool
    ) -> None:
        address = came[0][0].address
        conversation, after = await self._stands(address)
        deeds = self.deeds.of(conversation, since)
        orders = [tuple(came)] if in_order else list(permutations(came))
        found = [self._said(before, order, deeds, after) for order in orders]
        explained = [texts for texts in found if texts is not None]
        assert explained, (before, [each for each, _ in came], deeds, after)
        if address.channel == PUSHED:
            self.due.update((address.id, text) for text in explained[0])
        question = self.book.question(after)
        assert isinstance(question, Question)
        self.stood_at.add((after.frames[-1].flow, question.name))

    def _said(
        self,
        place: Place,
        order: Sequence[Said],
        deeds: Sequence[tuple[str, Done]],
        after: Place,
    ) -> list[str] | None:
        """What the engine alone says to these, one after the other; None if other things came."""
        left, texts = deque(deeds), []
        rendering = self.processes[0].conversations._set.rendering
        for incoming, received in order:
            turn = reply(self.book, place, incoming, rendering.speak(place.lang))
            while turn.effect is not None:
                if not left or left[0][0] != turn.effect.name:
                    return None
                turn = resume(self.book, turn, left.popleft()[1])
            place = turn.place
            said = rendering.outgoing(turn.said, place.lang)
            shown = [parcel.outgoing for parcel in received.parcels]
            if not any(_answers(incoming, each, said) for each in shown):
                return None
            texts.append(said.text)
        return None if left or Place.from_bytes(place.to_bytes()) != after else texts

    async def settled(self, chats: Sequence[str]) -> None:
        """Whoever is written to has everything, and nothing twice."""
        for process in self.processes:
            await eventually(lambda p=process: not p.house.delivery.holds())  # type: ignore[misc]  # mypy knows no default of a lambda
        came = Counter(each for each in self.sender.sent if each[0] in chats)
        assert came == Counter({k: n for k, n in self.due.items() if k[0] in chats})

    async def _stands(self, address: Address) -> tuple[UUID, Place]:
        places = Places(self._databases.keys)
        async with self._databases.worker.transaction() as work:
            row = await work.conversations.by_address(address.channel, places.chat_hash(address))
        return (UUID(int=0), Place()) if row is None else (row.id, places.place(row))

    async def _process(self) -> Process:
        instance = await Instances(self._databases.worker_url).begin()
        senders = {PUSHED: self.sender}
        house = await built(self._settings, self._databases, instance, senders)
        setting = house.conversations._set
        noting = Noting(setting.effects, self.deeds)
        return Process(house, instance, Conversations(replace(setting, effects=noting)))

    async def _staffed(self, kind: Kind) -> None:
        house = self.processes[0].house
        partner = Partner(
            id=house.conversations._set.chance.id(),
            name=f"Sample {kind.name} (fictional)",
            kind=kind,
            countries=frozenset({"QA"}),
            origins=frozenset({"NP"}) if kind is Kind.UNION else frozenset(),
            languages=frozenset(DELIVERED),
            child_protection=kind is Kind.NGO,
        )
        invitation = await house.organisations.set_up(NewOrganisation(partner))
        await house.people.accept(invitation.code, name=f"Ana of {kind.name}", password=PASSWORD)


def _answers(incoming: Incoming, shown: Outgoing, said: Outgoing) -> bool:
    """Whoever only looks may see the question as it was put before."""
    looks = incoming.choice is None and incoming.text is None and incoming.media is None
    return shown.text == said.text or (looks and shown.turn == said.turn)
