"""The parts of a group's numbers and of joining one, put together."""

from bot.domain.content import Content
from bot.privacy.server import ServerKeys
from bot.services.effects import Effect
from bot.services.group_numbers import GroupNumbers
from bot.services.joining import Joining
from bot.services.ports import Chance
from bot.services.reports import Reports
from bot.services.submission import Submission


def group_effects(
    keys: ServerKeys, chance: Chance, content: Content, submission: Submission, reports: Reports
) -> dict[str, Effect]:
    """What the flow `join` asks for, and `my_report` where others may join."""
    numbers = GroupNumbers(reports=reports, keys=keys, chance=chance)
    joining = Joining(submission=submission, keys=keys, indicators=content.indicators)
    return {
        "group.look": numbers.look,
        "group.begin": numbers.begin,
        "group.end": numbers.end,
        "group.find": joining.find,
        "group.able": joining.able,
        "group.submit": joining.submit,
    }
