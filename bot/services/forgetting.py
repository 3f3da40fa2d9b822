"""What is not kept for ever goes when its time is over: drafts, answers, dedupe, old sessions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.survey import quarter_of
from bot.engine.place import Place
from bot.services.incoming_files import ORPHANED
from bot.services.places import Places
from bot.services.ports import Clock
from bot.storage.database import Database

AT_ONCE = 500
SAID = timedelta(minutes=5)  # after which a chat that was erased goes, with the way to it
UNSAID = timedelta(days=1)  # the same where it could not be told so
SHOWN = timedelta(days=1)  # a reply, a receipt among them, to whoever never went on after it


@dataclass(frozen=True, slots=True)
class Spans:
    """How long each is kept, from config/retention.toml."""

    drafts: timedelta
    answers: timedelta
    answers_kept: timedelta
    updates: timedelta
    seen: timedelta
    diaries: timedelta


class Forgetting:
    """Each part is a transaction of its own, and doing it twice does no harm."""

    def __init__(
        self,
        database: Database,
        places: Places,
        clock: Clock,
        spans: Spans,
        *,
        fetched: Sequence[str] = (),
    ) -> None:
        """`fetched`: the channels whose messages wait here until somebody goes on."""
        self._database = database
        self._places = places
        self._clock = clock
        self._spans = spans
        self._fetched = fetched

    async def forget(self) -> int:
        """Everything whose time is over; how many drafts that were."""
        now = self._clock()
        async with self._database.transaction() as work:
            await work.seen.forget(now - self._spans.seen)
            await work.entries.forget_for_worker(
                unread=now - self._spans.answers, read=now - self._spans.answers_kept
            )
            await work.outbox.give_up(now - self._spans.drafts, now)
            await work.outbox.give_up_replies(self._fetched, now - SHOWN, now)
            await work.outbox.forget(now - self._spans.answers)
            await work.diaries.forget((now - self._spans.diaries).date())
            await work.group_numbers.forget(now)
            await work.recipients.forget(now - self._spans.updates)
            await work.dead_letters.forget(now - self._spans.answers)
            await work.jobs.forget(now - self._spans.seen)
            await work.tries.forget_before(now - timedelta(days=1))
        await self._erased(now)
        async with self._database.transaction() as work:
            await work.surveys.mix(quarter_of(now - timedelta(days=1)))
        drafts = 0
        while cleared := await self._drafts():
            drafts += cleared
        while await self._files():
            pass
        return drafts

    async def _erased(self, now: datetime) -> None:
        forgotten = AT_ONCE
        while forgotten == AT_ONCE:
            async with self._database.transaction() as work:
                forgotten = await work.departures.forget(
                    now - SAID, now - UNSAID, AT_ONCE, fetched=self._fetched
                )

    async def _files(self) -> int:
        """What no draft holds, from people who went back or were cut off, with every chunk."""
        async with self._database.transaction() as work:
            return await work.files.sweep(self._clock() - ORPHANED)

    async def _drafts(self) -> int:
        """Places that nobody came back to: the language and the reports stay, the rest goes."""
        now = self._clock()
        async with self._database.transaction() as work:
            rows = await work.conversations.untouched_since(now - self._spans.drafts, AT_ONCE)
            saved, files = [], []
            for row in rows:
                before = self._places.place(row)
                place = Place(lang=before.lang, turn=before.turn, kept=before.kept)
                saved.append(self._places.saved(row.id, place))
                files += [file.id for file in before.files]
            await work.conversations.save(saved, now)
            await work.files.drop(files)
            return len(saved)
