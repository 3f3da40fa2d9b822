"""What a worker does with their own diary; each method is an effect, named after what it does."""

from datetime import date, timedelta

from bot.domain.diary import Day, NotADay, NotSoLong, read_day, totals, week_of
from bot.domain.pay import DifferentMoney
from bot.domain.weeks import monday
from bot.engine.said import Done, Fill
from bot.privacy.texts import storable
from bot.services.diaries import DAY, DIARY, Change, Diaries, DiaryFull, Open, TooManyTries, kept
from bot.services.diary_words import added_up, shown_day, shown_week
from bot.services.effects import Asked
from bot.services.hours import HoursKept
from bot.services.timers import DIARY as REMINDER
from bot.services.timers import Timers
from bot.storage.database import Work

WEEK = "diary_week"  # what the chat keeps: the first day of the week that was read last
LATER = {
    "now": timedelta(),
    "three": timedelta(hours=3),
    "six": timedelta(hours=6),
    "ten": timedelta(hours=10),
}
A_DAY = timedelta(days=1)


class MyDiary:
    """The worker's side; nobody else has one."""

    def __init__(self, diaries: Diaries, hours: HoursKept, timers: Timers) -> None:
        self._diaries = diaries
        self._hours = hours
        self._timers = timers

    async def look(self, work: Work, asked: Asked) -> Done:
        """`there`, at the day of today, or `none`."""
        diary = await self._diaries.here(work, asked)
        if diary is None:
            return Done("none", keeps={DIARY: ()})
        return await self._at(work, diary, await self._today(work, asked), "there")

    async def begin(self, work: Work, asked: Asked) -> Done:
        """`begun`, with its number."""
        today = await self._today(work, asked)
        diary, receipt = await self._diaries.begun(work, today)
        given: dict[str, Fill] = {"number": receipt.shown(), "day": shown_day(Day(today))}
        return Done("begun", given, {**kept(diary), DAY: (today.isoformat(),)})

    async def find(self, work: Work, asked: Asked) -> Done:
        """A diary by its number, from any chat: `found`, `not_found`, `too_many_tries`."""
        try:
            diary = await self._diaries.found(work, asked, asked.known.one("diary_number"))
        except TooManyTries:
            return Done("too_many_tries")
        if diary is None:
            return Done("not_found")
        done = await self._at(work, diary, await self._today(work, asked), "found")
        return Done("found", done.fills, {**done.keeps, **kept(diary)})

    # writing ------------------------------------------------------------------------------------

    async def worked(self, work: Work, asked: Asked) -> Done:
        """They worked, as long as on the last day of which they said it."""
        diary = await self._diaries.here(work, asked)
        usual = await self._diaries.usual(work, diary, _day(asked)) if diary else ""
        return await self._write(work, asked, lambda day: day.on(hours=usual))

    async def off(self, work: Work, asked: Asked) -> Done:
        return await self._write(work, asked, Day.off)

    async def hours(self, work: Work, asked: Asked) -> Done:
        """`too_long` for more than a day has."""
        said = asked.known.one("hours_worked")
        try:
            return await self._write(work, asked, lambda day: day.worked_for(said))
        except NotSoLong:
            return Done("too_long")

    async def paid(self, work: Work, asked: Asked) -> Done:
        said = asked.known.one("money_paid")
        return await self._write(work, asked, lambda day: day.got(said))

    async def trouble(self, work: Work, asked: Asked) -> Done:
        words = storable(asked.known.one("went_wrong"))
        return await self._write(work, asked, lambda day: day.went_wrong(words))

    async def turn(self, work: Work, asked: Asked) -> Done:
        """Another day is written from now on: `turned`, or `not_a_day`."""
        diary = await self._diaries.here(work, asked)
        if diary is None:
            return _gone()
        try:
            to = read_day(asked.known.one("other_day"), today=await self._today(work, asked))
        except NotADay:
            return Done("not_a_day")
        return await self._at(work, diary, to, "turned")

    # reading ------------------------------------------------------------------------------------

    async def week(self, work: Work, asked: Asked) -> Done:
        """The newest week of which something is written: `some`, or `none`."""
        return await self._read(work, asked, before=date.max)

    async def older(self, work: Work, asked: Asked) -> Done:
        """The one before the week that was read last."""
        first = asked.known.kept.get(WEEK, ())
        return await self._read(
            work, asked, before=date.fromisoformat(first[0]) if first else date.max
        )

    async def add_up(self, work: Work, asked: Asked) -> Done:
        """`one` sum, `several` kinds of money, or `none` where nothing was worked yet."""
        diary = await self._diaries.here(work, asked)
        if diary is None:
            return _gone()
        days = await self._diaries.days(work, diary)
        if not totals(days).worked:
            return Done("none")
        try:
            return Done("one", {"sums": added_up(days, asked.known)})
        except DifferentMoney:
            return Done("several")

    # what else ----------------------------------------------------------------------------------

    async def remind(self, work: Work, asked: Asked) -> Done:
        """A neutral hello each day at an hour that they chose, or none any more."""
        after = LATER.get(asked.known.one("remind_at"))
        if after is None:
            await self._timers.cancel(work, asked.conversation_id, REMINDER)
            return Done("off")
        if no := await self._timers.no_way(work, asked):
            return Done(no)
        diary = await self._diaries.here(work, asked)
        if diary is None:
            return _gone()
        due_at = asked.now + (after or A_DAY)
        await self._timers.set(work, asked.conversation_id, REMINDER, due_at, about=str(diary.id))
        return Done("set")

    async def delete(self, work: Work, asked: Asked) -> Done:
        """What was written of this day (`day`), or all of it (`all`)."""
        diary = await self._diaries.here(work, asked)
        if diary is None:
            return _gone()
        if asked.known.one("what_goes") == "day":
            await self._diaries.drop(work, diary, _day(asked))
            return await self._at(work, diary, _day(asked), "day")
        await work.diaries.delete(diary.id)
        await self._timers.cancel(work, asked.conversation_id, REMINDER)
        return Done("all", keeps={DIARY: (), DAY: (), WEEK: ()})

    # -------------------------------------------------------------------------------------------

    async def _today(self, work: Work, asked: Asked) -> date:
        """By their clock, where they said what it shows; else by ours."""
        hours = await self._hours.of(work, asked.conversation_id)
        return (asked.now + timedelta(minutes=_ahead(hours.ahead if hours else 0))).date()

    async def _at(self, work: Work, diary: Open, day: date, outcome: str) -> Done:
        found = await self._diaries.day(work, diary, day)
        return Done(outcome, {"day": shown_day(found)}, {DAY: (day.isoformat(),)})

    async def _write(self, work: Work, asked: Asked, change: Change) -> Done:
        """`kept`; `full`, or `gone` where the diary was deleted in another chat."""
        diary = await self._diaries.here(work, asked)
        if diary is None:
            return _gone()
        today = await self._today(work, asked)
        try:
            day = await self._diaries.changed(work, diary, _day(asked), change, today=today)
        except DiaryFull:
            return Done("full")
        return Done("kept", {"day": shown_day(day)})

    async def _read(self, work: Work, asked: Asked, *, before: date) -> Done:
        diary = await self._diaries.here(work, asked)
        if diary is None:
            return _gone()
        days = [day for day in await self._diaries.days(work, diary) if day.date < before]
        if not days:
            return Done("none")
        first = monday(days[-1].date)
        week = week_of(days, last=first + timedelta(days=6))
        return Done("some", {"days": shown_week(week)}, {WEEK: (first.isoformat(),)})


def _day(asked: Asked) -> date:
    return date.fromisoformat(asked.known.kept[DAY][0])


def _ahead(minutes: int) -> int:
    """Nobody's clock is more than fourteen hours ahead: what is, is behind."""
    return minutes - 24 * 60 if minutes > 14 * 60 else minutes


def _gone() -> Done:
    return Done("gone", keeps={DIARY: ()})
