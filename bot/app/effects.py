"""What flows ask for, and which service makes it so."""

from bot.app.chance import SystemChance
from bot.flows.consent import VERSION as CONSENT
from bot.flows.plan import EFFECTS
from bot.privacy.passwords import Cost
from bot.privacy.server import ServerKeys
from bot.services.departures import Departures
from bot.services.effects import Effect, Effects
from bot.services.feedback import Feedback
from bot.services.hours import HoursKept
from bot.services.reports import Reports
from bot.services.routes import Routes
from bot.services.submission import Screening, Submission
from bot.services.timers import Timers
from bot.settings import Settings

# Twelve random digits and the server key stand behind it: 4 MiB a try is dear enough for a thief,
# and cheap enough for hundreds of reports a second.
RECEIPTS = Cost(opslimit=1, memlimit=4 << 20)


def effects(settings: Settings, keys: ServerKeys, chance: SystemChance, timers: Timers) -> Effects:
    """Raises NobodyDoes where the flows ask for something else."""
    content, demonstration = settings.content, settings.demonstration_allowed
    submission = Submission(
        keys=keys,
        screening=Screening(content.indicators, settings.risk_rule, content.countries, CONSENT),
        chance=chance,
        receipt_cost=RECEIPTS,
        demonstration=demonstration,
    )
    reports = Reports(keys=keys, chance=chance, spans=content.spans)
    feedback = Feedback(reports=reports, chance=chance, demonstration=demonstration)
    by_itself: dict[str, Effect] = {
        "hours.choose": HoursKept(keys).choose,
        "later.set": timers.later,
        "checkin.set": timers.check_in,
        "timers.end": timers.end,
        "report.judge": feedback.judge,
        "report.tell": Routes(keys, chance).choose,
    }
    going = _departures(Departures(keys=keys, chance=chance))
    return Effects({**_reports(submission, reports), **going, **by_itself}, EFFECTS)


def _reports(submission: Submission, reports: Reports) -> dict[str, Effect]:
    return {
        "partners.look": submission.look,
        "report.submit": submission.submit,
        "report.read": reports.read,
        "report.find": reports.find,
        "report.add": reports.add,
        "report.correct": reports.correct,
        "report.turn": reports.turn,
        "report.withdraw": reports.withdraw,
        "report.withdraw_all": reports.withdraw_all,
    }


def _departures(departures: Departures) -> dict[str, Effect]:
    return {
        "chat.stop": departures.stop,
        "chat.resume": departures.resume,
        "chat.look": departures.look,
        "chat.erase": departures.erase,
    }
