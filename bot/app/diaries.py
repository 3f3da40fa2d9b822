"""The parts of a worker's diary, put together."""

from bot.privacy.passwords import Cost
from bot.privacy.server import ServerKeys
from bot.services.diaries import Diaries
from bot.services.diary import MyDiary
from bot.services.effects import Effect
from bot.services.hours import HoursKept
from bot.services.ports import Chance
from bot.services.timers import Timers


def diary_effects(
    keys: ServerKeys, chance: Chance, cost: Cost, timers: Timers
) -> dict[str, Effect]:
    """What the flow `diary` asks for."""
    diary = MyDiary(Diaries(keys=keys, chance=chance, receipt_cost=cost), HoursKept(keys), timers)
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
