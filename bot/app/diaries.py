"""The parts of a worker's diary, put together."""

from bot.domain.content import Content
from bot.i18n import Catalogs
from bot.services.diaries import Diaries
from bot.services.diary import MyDiary
from bot.services.effects import Effect
from bot.services.hours import HoursKept
from bot.services.papers import Papers
from bot.services.reports import Reports
from bot.services.timers import Timers


def diary_effects(diaries: Diaries, hours: HoursKept, timers: Timers) -> dict[str, Effect]:
    """What the flow `diary` asks for."""
    diary = MyDiary(diaries, hours, timers)
    return {
        "diary.look": diary.look,
        "diary.begin": diary.begin,
        "diary.find": diary.find,
        "diary.worked": diary.worked,
        "diary.off": diary.off,
        "diary.hours": diary.hours,
        "diary.paid": diary.paid,
        "diary.trouble": diary.trouble,
        "diary.turn": diary.turn,
        "diary.week": diary.week,
        "diary.older": diary.older,
        "diary.add_up": diary.add_up,
        "diary.remind": diary.remind,
        "diary.delete": diary.delete,
    }


def paper_effects(
    diaries: Diaries, reports: Reports, content: Content, catalogs: Catalogs
) -> dict[str, Effect]:
    """What the same flow asks for where somebody wants to take their diary along."""
    return {"diary.paper": Papers(diaries, reports, content, catalogs).make}
