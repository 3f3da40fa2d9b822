"""Sends updates that were checked: a few people at a time, replies first, nobody twice."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from bot.domain.broadcasts import A_WEEK, BroadcastStatus, Words, enough
from bot.domain.messages import Button, Outgoing
from bot.domain.text import Text
from bot.engine.said import Line
from bot.privacy.server import ServerKeys
from bot.services.broadcasts import opened
from bot.services.delivery import Delivery, Parcel
from bot.services.hours import HoursKept
from bot.services.notices import OPEN_IT, SOMETHING
from bot.services.places import Places
from bot.services.ports import BULK, Clock
from bot.services.rendering import Rendering, line
from bot.services.unasked import put_out
from bot.storage.broadcasts import BroadcastRow
from bot.storage.database import Database, Work
from bot.storage.instances import Instance
from bot.storage.recipients import RecipientRow

WEEK = timedelta(days=7)
NEWS, LEAVE, HELP_NOW = "/news", "/leave", "/sos"
FROM = Text("{partner} writes to you:\n\n{words}")
STOP_THESE = Text("Stop these messages")
HELP = Text("I need help now")


class Sending:
    """Runs in the one process that leads; whatever becomes of it, the rows say who has what.

    At most `room` people are on their way at once, so that a stop is felt within a second.
    """

    def __init__(
        self,
        *,
        database: Database,
        keys: ServerKeys,
        places: Places,
        rendering: Rendering,
        delivery: Delivery,
        hours: HoursKept,
        clock: Clock,
        instance: Instance,
        room: int = 30,
    ) -> None:
        self._database = database
        self._keys = keys
        self._places = places
        self._rendering = rendering
        self._delivery = delivery
        self._hours = hours
        self._clock = clock
        self._instance = instance
        self._room = room

    async def send_some(self) -> int:
        """Hand over as many as there is room for; how many that were."""
        room = self._room - self._delivery.waiting(BULK)
        if room <= 0 or not await self._instance.leads():
            return 0
        async with self._database.transaction() as work:
            await self._note_results(work)
            row = await work.broadcasts.sending()
            if row is None or not await self._begun(work, row):
                return 0
            parcels = await self._put_out(work, row, room)
        self._delivery.hand_over(parcels)
        return len(parcels)

    async def _note_results(self, work: Work) -> None:
        for broadcast in await work.recipients.on_their_way():
            sent, failed = await work.recipients.results(broadcast)
            await work.broadcasts.count(broadcast, sent=sent, failed=failed)

    async def _begun(self, work: Work, row: BroadcastRow) -> bool:
        """Its people are written down once; where they are too few, nobody is written to."""
        if row.started_at is not None:
            return True
        now = self._clock()
        people = await work.recipients.freeze(row.id, row.organisation_id, row.segment)
        await work.broadcasts.start(row.id, people, now)
        if enough(people):
            return True
        await work.broadcasts.end(row.id, BroadcastStatus.STOPPED, now)
        return False

    async def _put_out(self, work: Work, row: BroadcastRow, room: int) -> list[Parcel]:
        now = self._clock()
        due = await work.recipients.next(
            row.id, row.organisation_id, room, at=now, week_ago=now - WEEK
        )
        words = opened(self._keys, row)
        opens = [(each, self._opens(each, words, now)) for each in due]
        never = [each.row.id for each, at in opens if at is None]
        later = {each.row.id: at for each, at in opens if at is not None and at > now}
        await self._leave_out(work, row.id, never, later, now)
        here = [each for each, at in opens if at == now]
        parcels = await self._handed(work, row, words, here, now)
        if not due and not await work.recipients.any_left(row.id):
            await work.broadcasts.end(row.id, BroadcastStatus.DONE, now)
        return parcels

    async def _leave_out(
        self,
        work: Work,
        broadcast: UUID,
        never: Sequence[UUID],
        later: Mapping[UUID, datetime],
        now: datetime,
    ) -> None:
        if never:
            await work.recipients.skip(broadcast, never, now)
            await work.broadcasts.count(broadcast, skipped=len(never))
        if later:
            await work.recipients.put_off(broadcast, list(later), list(later.values()))

    async def _handed(
        self,
        work: Work,
        row: BroadcastRow,
        words: Words,
        people: Sequence[RecipientRow],
        now: datetime,
    ) -> list[Parcel]:
        if not people:
            return []
        said = [(each.row, self._outgoing(row, words, each)) for each in people]
        parcels = await put_out(work, self._places, self._instance.number, said, now)
        ids = [each.id for each in parcels]
        await work.recipients.hand(row.id, [each.row.id for each in people], ids, now)
        return parcels

    def _opens(self, one: RecipientRow, words: Words, now: datetime) -> datetime | None:
        """When they may have it, from now on.

        Never, who left, asked for quiet, cannot be reached, had enough, or could not read it.
        """
        never = (
            one.shown is None
            or (one.row.quiet_at or one.row.unreachable_at) is not None
            or one.had >= A_WEEK
            or words.of(one.row.lang) is None
        )
        return None if never else self._hours.opens_by(one.row.id, one.hours, now)

    def _outgoing(self, row: BroadcastRow, words: Words, one: RecipientRow) -> Outgoing:
        lang = one.row.lang
        speak = self._rendering.speak(lang)
        if not one.shown:
            opens = Button(NEWS, f"📨 {speak(OPEN_IT)}")
            return self._rendering.unasked(speak(SOMETHING), lang, opens)
        said = Line(FROM, {"partner": row.organisation, "words": words.of(lang) or ""})
        helps, stops = (
            Button(HELP_NOW, f"🆘 {speak(HELP)}"),
            Button(LEAVE, f"🔕 {speak(STOP_THESE)}"),
        )
        return self._rendering.unasked(line(said, speak), lang, helps, stops)
