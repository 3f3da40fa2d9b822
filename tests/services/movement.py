"""A union with an organiser and a checker, and people in chats who asked for its updates."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

import msgspec

from bot.domain.broadcasts import Segment, Topic, Words
from bot.domain.routing import WORLDWIDE, Kind, Partner
from bot.engine.place import Known
from bot.engine.said import Done
from bot.services.broadcasts import Broadcasts
from bot.services.effects import Asked
from bot.services.hours import HoursKept
from bot.services.members import Caseworker, Role
from bot.services.organisations import NewOrganisation
from bot.services.sending import Sending
from bot.services.subscriptions import Subscriptions
from bot.storage.broadcasts import BroadcastRow
from bot.storage.instances import Instance
from tests.fakes.patience import eventually
from tests.services.bureau import Bureau
from tests.services.shop import PUSHED, Shop

NEWS = "There is a meeting on Friday."
WANTS: dict[str, Any] = {
    "country": "QA",
    "sector": "construction",
    "topics": ("meetings",),
    "on_screen": "words",
}
TO_ALL = Segment(Topic.MEETINGS)


class Movement:
    """The shop's chats and the bureau's people, over one database and one key."""

    def __init__(self, bureau: Bureau, shop: Shop, instance: Instance) -> None:
        self.bureau, self.shop, self.instance = bureau, shop, instance
        self.subscriptions = Subscriptions(keys=bureau.keys, demonstration=False)
        self.broadcasts = Broadcasts(bureau.web, bureau.keys, bureau.clock, bureau.chance)
        self.sending = self.sending_with(shop)

    def sending_with(self, shop: Shop, room: int = 30) -> Sending:
        return Sending(
            database=shop.database,
            keys=shop.keys,
            places=shop.places,
            rendering=shop.rendering,
            delivery=shop.delivery,
            hours=HoursKept(shop.keys),
            clock=self.bureau.clock,
            instance=self.instance,
            room=room,
        )

    async def union(self, name: str = "Example Union (fictional)") -> Caseworker:
        partner = Partner(
            id=self.bureau.chance.id(),
            name=name,
            kind=Kind.UNION,
            countries=frozenset({WORLDWIDE}),
            languages=frozenset({"en"}),
            sends_updates=True,
        )
        code = (await self.bureau.organisations.set_up(NewOrganisation(partner))).code
        return await self.bureau.member(f"Writer of {name}"[:40], code)

    async def colleague(self, of: Caseworker, name: str = "Checker") -> Caseworker:
        invitation = await self.bureau.organisations.invite(Role.ORGANISER, of)
        return await self.bureau.member(name, invitation.code)

    async def person(
        self, who: str, *, lang: str = "en", channel: str = PUSHED, **said: Any
    ) -> Asked:
        """Somebody in a chat, who has answered what the flow asks for."""
        new = self.shop.places.new(
            self.shop.chance.id(), self.shop.message(who, channel=channel).address
        )
        async with self.shop.database.transaction() as work:
            (row,) = await work.conversations.lock_or_create([new], self.bureau.clock())
            place = self.shop.places.place(row).with_(lang=lang)
            await work.conversations.save(
                [self.shop.places.saved(row.id, place)], self.bureau.clock()
            )
        known = Known(WANTS | said, kept={}, lang=lang, parked=False)
        return Asked(row.id, known, self.bureau.clock())

    def passes(self, **time: float) -> None:
        self.bureau.clock.passes(**time)
        self.shop.clock.passes(**time)

    async def does(self, effect: str, asked: Asked) -> Done:
        async with self.shop.database.transaction() as work:
            done: Done = await getattr(self.subscriptions, effect)(work, asked)
        return done

    async def joins(self, asked: Asked) -> Asked:
        """Takes the first organisation that is offered."""
        offered = await self.does("offer", asked)
        assert offered.outcome == "next"
        known = msgspec.structs.replace(asked.known, kept=offered.keeps)
        asked = replace(asked, known=known)
        assert (await self.does("join", asked)).outcome == "joined"
        return asked

    async def crowd(self, people: int, **said: Any) -> list[str]:
        names = [f"person {number}" for number in range(people)]
        for name in names:
            await self.joins(await self.person(name, **said))
        return names

    async def approved(
        self,
        writer: Caseworker,
        checker: Caseworker,
        texts: Mapping[str, str] | None = None,
        segment: Segment = TO_ALL,
    ) -> UUID:
        id_ = await self.broadcasts.write(Words(texts or {"en": NEWS}), segment, writer)
        await self.broadcasts.submit(id_, writer)
        await self.broadcasts.approve(id_, checker)
        return id_

    async def sent(self, times: int = 10) -> None:
        """Everything that can go goes."""
        for _ in range(times):
            await self.sending.send_some()
            await eventually(lambda: not self.shop.delivery.holds())

    async def standing(self, id_: UUID, by: Caseworker) -> BroadcastRow:
        return (await self.broadcasts.look(id_, by)).row

    def got(self, who: Sequence[str]) -> dict[str, list[str]]:
        return {name: self.shop.sender.to(name) for name in who}
