"""A diary is its worker's alone: written, read, added up, found by its number, and deleted."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from bot.app.diaries import diary_effects
from bot.engine.place import Known
from bot.engine.said import Done, Fill, Line
from bot.privacy.pairs import SecretKey, open_with
from bot.privacy.sealed import CannotOpen
from bot.privacy.server import ServerKeys
from bot.services import diaries, wheres
from bot.services.departures import Departures
from bot.services.diaries import DIARY, Diaries
from bot.services.effects import Asked, Effect
from bot.services.hours import HoursKept
from bot.services.routes import Routes
from bot.services.timers import DIARY as REMINDER
from bot.services.timers import SAYINGS
from bot.services.tries import TRIES
from tests.console.office import QUICK
from tests.services.shop import Shop
from tests.services.test_timers import begun, rings

TROUBLE = "No water on the site, and the foreman shouted."
RECEIPT = "12345678901234567895"


def effects_of(shop: Shop, keys: ServerKeys) -> dict[str, Effect]:
    diaries = Diaries(keys=keys, chance=shop.chance, receipt_cost=QUICK)
    return diary_effects(diaries, HoursKept(keys), shop.timers())


class Worker:
    """Somebody in a chat of the shop who writes a diary."""

    def __init__(self, shop: Shop, conversation: Any) -> None:
        self._shop, self.id = shop, conversation
        self.kept: dict[str, tuple[str, ...]] = {}
        self._effects = effects_of(shop, shop.keys)

    @property
    def asked(self) -> Asked:
        return Asked(self.id, Known({}, self.kept, "en", parked=False), self._shop.clock())

    async def does(self, effect: str, **said: str) -> Done:
        known = msgspec.structs.replace(self.asked.known, answers=said)
        async with self._shop.database.transaction() as work:
            done = await self._effects[f"diary.{effect}"](work, replace(self.asked, known=known))
        self.kept |= done.keeps
        return done


@pytest.fixture
async def ana(shop: Shop) -> Worker:
    return Worker(shop, await begun(shop))


def text(fill: Fill) -> list[str]:
    """The texts and the words in them."""
    if isinstance(fill, str):
        return [fill]
    if isinstance(fill, Line):
        return [fill.text, *(each for name in fill.fills for each in text(fill.fills[name]))]
    return [each for one in fill for each in text(one)]


async def test_a_day_is_one_tap_and_has_the_hours_of_the_last(shop: Shop, ana: Worker) -> None:
    assert (await ana.does("look")).outcome == "none"
    assert (await ana.does("begin")).outcome == "begun"
    await ana.does("hours", hours_worked="11.5")
    shop.clock.passes(days=1)
    await ana.does("look")

    done = await ana.does("worked")

    assert done.outcome == "kept"
    assert "11.5" in text(done.fills["day"])


async def test_all_that_was_said_of_a_day_stands_in_its_week_with_the_sum(ana: Worker) -> None:
    await ana.does("begin")
    await ana.does("hours", hours_worked="10")
    await ana.does("paid", money_paid="50 QAR")
    await ana.does("trouble", went_wrong=TROUBLE)

    week = await ana.does("week")

    assert week.outcome == "some"
    assert {"10", "50 QAR", TROUBLE} <= set(text(week.fills["days"]))
    assert (await ana.does("older")).outcome == "none"


async def test_days_are_changed_and_deleted_one_by_one(shop: Shop, ana: Worker) -> None:
    today = shop.clock().date()
    await ana.does("begin")
    await ana.does("worked")
    before = (today - timedelta(days=9)).isoformat()
    assert (await ana.does("turn", other_day=before)).outcome == "turned"
    await ana.does("off")
    assert (await ana.does("week")).outcome == "some"
    assert (await ana.does("older")).outcome == "some"

    assert (await ana.does("delete", what_goes="day")).outcome == "day"

    await ana.does("week")
    assert (await ana.does("older")).outcome == "none"
    to_come = (today + timedelta(days=1)).isoformat()
    assert (await ana.does("turn", other_day=to_come)).outcome == "not_a_day"


async def test_it_adds_up_against_what_was_agreed(shop: Shop, ana: Worker) -> None:
    await ana.does("begin")
    assert (await ana.does("add_up", unit="day", rate="50 QAR")).outcome == "none"
    for _ in range(3):
        await ana.does("hours", hours_worked="10")
        shop.clock.passes(days=1)
        await ana.does("look")
    await ana.does("paid", money_paid="100 QAR")

    by_hour = await ana.does("add_up", unit="hour", rate="10 QAR")
    by_day = await ana.does("add_up", unit="day", rate="50 QAR")
    by_month = await ana.does("add_up", unit="month", rate="900 QAR", months="1")

    assert {"300 QAR", "200 QAR"} <= set(text(by_hour.fills["sums"]))
    assert {"150 QAR", "50 QAR"} <= set(text(by_day.fills["sums"]))
    assert {"900 QAR", "800 QAR"} <= set(text(by_month.fills["sums"]))
    assert (await ana.does("add_up", unit="day", rate="50 NPR")).outcome == "several"


async def test_with_its_number_it_is_opened_from_another_chat_and_not_with_another(
    shop: Shop, ana: Worker
) -> None:
    number = (await ana.does("begin")).fills["number"]
    assert isinstance(number, str)
    await ana.does("trouble", went_wrong=TROUBLE)
    other = Worker(shop, await begun(shop, "ben"))

    assert (await other.does("find", diary_number=RECEIPT)).outcome == "not_found"
    assert (await other.does("find", diary_number=number)).outcome == "found"

    assert TROUBLE in text((await other.does("week")).fills["days"])
    await other.does("delete", what_goes="all")
    assert (await ana.does("worked")).outcome == "gone"
    assert (await ana.does("look")).outcome == "none"


async def test_nobody_tries_numbers_for_long(shop: Shop, ana: Worker) -> None:
    for _ in range(TRIES):
        assert (await ana.does("find", diary_number="1")).outcome == "not_found"
    assert (await ana.does("find", diary_number="1")).outcome == "too_many_tries"
    shop.clock.passes(hours=2)
    assert (await ana.does("find", diary_number="1")).outcome == "not_found"


async def test_neither_the_tables_nor_the_server_key_open_a_day(
    shop: Shop, ana: Worker, tables: Any
) -> None:
    """Only what the chat keeps in its place does, and the number."""
    await ana.does("begin")
    await ana.does("trouble", went_wrong=TROUBLE)

    row = await tables.fetchrow("SELECT * FROM diary_days")
    diary = await tables.fetchrow("SELECT * FROM diaries")
    for value in (*row.values(), *diary.values()):
        assert not isinstance(value, bytes) or TROUBLE.encode() not in value
    where = wheres.diary_day(row["id"])
    with pytest.raises(CannotOpen):
        shop.keys.open(row["sealed"], where)
    with pytest.raises(CannotOpen):
        open_with(SecretKey(bytes(range(32))), row["sealed"], where)
    secret = SecretKey(bytes.fromhex(ana.kept[DIARY][1]))
    assert TROUBLE.encode() in open_with(secret, row["sealed"], where)


async def test_of_a_diary_no_table_tells_whose_it_is_nor_which_day(
    ana: Worker, tables: Any
) -> None:
    await ana.does("begin")
    await ana.does("worked")

    found = await tables.fetch(
        "SELECT table_name, column_name FROM information_schema.columns"
        " WHERE table_name IN ('diaries', 'diary_days')"
    )

    assert not {"conversation_id", "date", "at", "day"} & {each["column_name"] for each in found}
    assert (await tables.fetchval("SELECT touched FROM diaries")).weekday() == 0


async def test_a_day_is_written_anew_also_after_the_server_key_was_changed(
    shop: Shop, ana: Worker, tables: Any
) -> None:
    await ana.does("begin")
    await ana.does("worked")
    later: ServerKeys = shop.keys.rotated()
    effects = effects_of(shop, later)
    async with shop.database.transaction() as work:
        assert (await effects["diary.off"](work, ana.asked)).outcome == "kept"

    assert await tables.fetchval("SELECT count(*) FROM diary_days") == 1


async def test_who_deletes_the_chat_deletes_the_diary(
    shop: Shop, ana: Worker, tables: Any
) -> None:
    await ana.does("begin")
    await ana.does("worked")
    departures = Departures(keys=shop.keys, routes=Routes(shop.keys, shop.chance))

    async with shop.database.transaction() as work:
        await departures.erase(work, ana.asked)

    assert await tables.fetchval("SELECT count(*) FROM diaries") == 0
    assert await tables.fetchval("SELECT count(*) FROM diary_days") == 0


async def test_what_nobody_writes_any_more_is_forgotten_with_every_day(
    shop: Shop, ana: Worker, tables: Any
) -> None:
    await ana.does("begin")
    await ana.does("worked")
    touched = await tables.fetchval("SELECT touched FROM diaries")
    async with shop.database.transaction() as work:
        assert await work.diaries.forget(touched) == 0
        assert await work.diaries.forget(touched + timedelta(days=1)) == 1

    assert await tables.fetchval("SELECT count(*) FROM diary_days") == 0


async def test_a_full_diary_says_so_and_keeps_the_days_that_are_in_it(
    ana: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ana.does("begin")
    await ana.does("worked")
    monkeypatch.setattr(diaries, "MOST_DAYS", 1)
    assert (await ana.does("off")).outcome == "kept"
    await ana.does("turn", other_day="2026-01-02")

    assert (await ana.does("off")).outcome == "full"


async def test_the_reminder_comes_each_day_at_the_hour_that_was_chosen_until_the_diary_is_gone(
    shop: Shop, ana: Worker, tables: Any
) -> None:
    await ana.does("begin")
    assert (await ana.does("remind", remind_at="six")).outcome == "set"
    shop.clock.passes(hours=6)
    for day in range(1, 3):
        assert sum(await rings(shop, shop.timers(), tables)) == 1
        assert shop.sender.to("ana") == [SAYINGS[REMINDER].text] * day
        shop.clock.passes(days=1)

    await ana.does("delete", what_goes="all")

    assert not any(await rings(shop, shop.timers(), tables))


async def test_a_reminder_says_nothing_of_a_diary_and_ends_by_one_tap(
    shop: Shop, ana: Worker, tables: Any
) -> None:
    await ana.does("begin")
    await ana.does("remind", remind_at="now")
    assert "diary" not in SAYINGS[REMINDER].text.casefold()

    async with shop.database.transaction() as work:
        await shop.timers().end(work, ana.asked)

    shop.clock.passes(days=1)
    assert not any(await rings(shop, shop.timers(), tables))
    assert (await ana.does("remind", remind_at="not")).outcome == "off"


async def test_today_is_that_of_their_clock_where_they_said_what_it_shows(
    shop: Shop, ana: Worker
) -> None:
    shop.clock.now = datetime(2026, 11, 21, 22, 0, tzinfo=UTC)
    known = Known({"may_write": "day", "clock": "4"}, {}, "en", parked=False)
    async with shop.database.transaction() as work:
        await HoursKept(shop.keys).choose(work, Asked(ana.id, known, shop.clock()))

    await ana.does("begin")

    assert ana.kept["diary_day"] == ("2026-11-22",)
