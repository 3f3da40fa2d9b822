"""What is said by itself when its time has come: neutral, silent, in the person's own hours."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from bot.domain.messages import Button, Outgoing
from bot.domain.text import Text
from bot.engine.said import Done
from bot.privacy.sealed import Where
from bot.privacy.server import ServerKeys
from bot.services.delivery import Delivery, Parcel
from bot.services.effects import Asked
from bot.services.hours import HoursKept
from bot.services.places import Places
from bot.services.ports import Chance, Clock
from bot.services.rendering import Rendering
from bot.services.unasked import put_out
from bot.storage.conversations import ConversationRow
from bot.storage.database import Database, Work
from bot.storage.timers import TimerRow

RING = "ring"  # the job
LATER, FOLLOW_UP, CHECK_IN, DIARY = "later", "follow_up", "check_in", "diary"
SURVEY = "survey"
A_MONTH = timedelta(days=30)
A_QUARTER = timedelta(days=92)  # the longest: by then another one has begun
HERE = timedelta(hours=1)  # whoever wrote in the hour before need not be told
EARLY = timedelta(seconds=1)  # by which the job's clock may be ahead of ours

AFTER = {
    "hours": timedelta(hours=3),
    "tomorrow": timedelta(days=1),
    "week": timedelta(days=7),
}

Still = Callable[[Work, str], Awaitable[bool]]


async def _always(_: Work, __: str) -> bool:
    return True


async def _diary_is_there(work: Work, diary: str) -> bool:
    return await work.diaries.is_there(UUID(diary))


@dataclass(frozen=True, slots=True)
class Saying:
    """What one kind of timer says, with one button; `still` tells whether there is need of it."""

    text: Text
    button: Text
    emoji: str
    command: str
    still: Still = _always
    also_here: bool = False
    """Whether it is said to somebody who has just written to us."""
    every: timedelta | None = None
    """After how long it is said again; then it has a second button, which ends it."""
    own_hour: bool = False
    """Whether the person chose the hour of it: then it does not wait for their day."""


SAYINGS: Mapping[str, Saying] = {
    LATER: Saying(Text("Hello. You can go on here when you like."), Text("Go on"), "➡️", "/again"),
    FOLLOW_UP: Saying(
        Text("Hello. If there is anything new, you can write it here."),
        Text("Open"),
        "📨",
        "/menu",
    ),
    CHECK_IN: Saying(
        Text("Hello. How are you? You can tell me here."),
        Text("Open"),
        "📨",
        "/checkin",
        every=A_MONTH,
    ),
    SURVEY: Saying(
        Text("Hello. Three months have passed. You can look in here again."),
        Text("Open"),
        "📨",
        "/survey",
        every=A_QUARTER,
    ),
    DIARY: Saying(
        Text("Hello. How was your day?"),
        Text("Open"),
        "📨",
        "/diary",
        still=_diary_is_there,
        every=timedelta(days=1),
        own_hour=True,
    ),
}
END_IT, ENOUGH = "/enough", Text("No more of these")


@dataclass(frozen=True, slots=True)
class Tower:
    """What timers are made with; `instance` is the number of this process."""

    database: Database
    keys: ServerKeys
    places: Places
    rendering: Rendering
    delivery: Delivery
    hours: HoursKept
    clock: Clock
    chance: Chance
    instance: int


class Timers:
    """One of each kind a chat; they are rows, and jobs of PgQueuer, so they survive everything."""

    def __init__(self, tower: Tower, sayings: Mapping[str, Saying] = SAYINGS) -> None:
        self._set = tower
        self._sayings = sayings

    async def later(self, work: Work, asked: Asked) -> Done:
        """What the flow `later` asked for: to be greeted after a while, or not at all."""
        return await self.chosen(work, asked, LATER, AFTER.get(asked.known.one("remind")))

    async def check_in(self, work: Work, asked: Asked) -> Done:
        """What the flow `my_report` asked for: a neutral hello each month, or none any more."""
        wanted = asked.known.has("monthly", "yes")
        return await self.chosen(work, asked, CHECK_IN, A_MONTH if wanted else None)

    async def chosen(self, work: Work, asked: Asked, kind: str, after: timedelta | None) -> Done:
        """`set`; `off` where none is wanted any more; else why nothing can be said by itself."""
        if after is None:
            await self.cancel(work, asked.conversation_id, kind)
            return Done("off")
        if no := await self.no_way(work, asked):
            return Done(no)
        await self.set(work, asked.conversation_id, kind, asked.now + after)
        return Done("set")

    async def end(self, work: Work, asked: Asked) -> Done:
        """What the second button asked for: nothing comes again and again any more."""
        for kind, saying in self._sayings.items():
            if saying.every is not None:
                await self.cancel(work, asked.conversation_id, kind)
        return Done("ended")

    async def no_way(self, work: Work, asked: Asked) -> str | None:
        """Why nothing can be said to them by itself, if so: `no_way`, `quiet` or `never`."""
        row = await work.conversations.get(asked.conversation_id)
        if row is None or not self._set.delivery.pushes(row.channel):
            return "no_way"  # who fetches would see it on coming back, when it is too late
        if row.quiet_at is not None:
            return "quiet"
        opens = await self._set.hours.opens(work, asked.conversation_id, asked.now)
        return "never" if opens is None else None

    async def set(
        self, work: Work, conversation_id: UUID, kind: str, due: datetime, about: str = ""
    ) -> None:
        """In the place of an earlier one of this kind."""
        id_ = self._set.chance.id()
        sealed = self._set.keys.seal(f"{kind} {about}".encode(), _where(id_))
        kind_hash = self._hash(conversation_id, kind)
        await work.timers.set(TimerRow(id_, conversation_id, kind_hash, sealed, due))
        await self._enqueue(work, id_, due)

    async def cancel(self, work: Work, conversation_id: UUID, kind: str) -> None:
        await work.timers.delete(self._hash(conversation_id, kind))

    async def ring(self, id_: UUID) -> bool:
        """Its time has come: whether anything was said.  Doing it twice says nothing twice."""
        async with self._set.database.transaction() as work:
            timer = await work.timers.get(id_)
            if timer is None:
                return False
            # First the conversation, then the timer, as in a turn: nobody waits for each other.
            row = await work.conversations.held(timer.conversation_id)
            timer = await work.timers.held(id_)
            if timer is None or row is None:
                return False
            parcels = await self._rung(work, timer, row)
        self._set.delivery.hand_over(parcels)
        return bool(parcels)

    async def _rung(self, work: Work, timer: TimerRow, row: ConversationRow) -> list[Parcel]:
        now = self._set.clock()
        plain = self._set.keys.open(timer.kind_sealed, _where(timer.id)).decode()
        kind, _, about = plain.partition(" ")
        saying = self._sayings.get(kind)
        opens = await self._opens(work, saying, row, now)
        due = timer.due_at if timer.due_at > now + EARLY else opens
        if due is not None and due > now:
            await work.timers.put_off(timer.id, due)
            await self._enqueue(work, timer.id, due)
            return []
        await work.timers.delete(timer.kind_hash)
        if due is None or saying is None or row.quiet_at is not None:
            return []
        if not await saying.still(work, about):
            return []
        if saying.every is not None:
            again = _next(timer.due_at, saying.every, now)
            await self.set(work, row.id, kind, again, about)
        if row.unreachable_at is not None:
            return []
        if not saying.also_here and await self._is_here(work, row, now):
            return []
        return await self._put_out(work, row, saying)

    async def _opens(
        self, work: Work, saying: Saying | None, row: ConversationRow, now: datetime
    ) -> datetime | None:
        """The first moment from now on at which this may be said to them; None: there is none."""
        opens = await self._set.hours.opens(work, row.id, now)
        own = saying is not None and saying.own_hour
        return now if own and opens is not None else opens

    async def _is_here(self, work: Work, row: ConversationRow, now: datetime) -> bool:
        heard = await work.timers.last_heard(row.id)
        return heard is not None and now - heard < HERE

    async def _put_out(self, work: Work, row: ConversationRow, saying: Saying) -> list[Parcel]:
        said = row, self._outgoing(saying, row.lang)
        now = self._set.clock()
        return await put_out(work, self._set.places, self._set.instance, [said], now)

    def _outgoing(self, saying: Saying, lang: str) -> Outgoing:
        speak = self._set.rendering.speak(lang)
        buttons = [Button(saying.command, f"{saying.emoji} {speak(saying.button)}")]
        if saying.every is not None:
            buttons.append(Button(END_IT, f"🔕 {speak(ENOUGH)}"))
        return self._set.rendering.unasked(speak(saying.text), lang, *buttons)

    async def _enqueue(self, work: Work, id_: UUID, due: datetime) -> None:
        after = max(due - self._set.clock(), timedelta())
        await work.jobs.enqueue(RING, str(id_).encode(), execute_after=after)

    def _hash(self, conversation_id: UUID, kind: str) -> bytes:
        return self._set.keys.hash("timer", f"{conversation_id}:{kind}")


def _next(due: datetime, every: timedelta, now: datetime) -> datetime:
    """When it is due again: at the same hour, and never for the times that went by unsaid."""
    return due + every * max(1, (now - due) // every + 1)


def _where(id_: UUID) -> Where:
    return Where("timers", "kind_sealed", str(id_))
