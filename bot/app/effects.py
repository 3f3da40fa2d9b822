"""What conversations can ask to be done: every effect, with the service that makes it so."""

from bot.app import updating
from bot.app.databases import Databases
from bot.app.diaries import diary_effects, paper_effects
from bot.app.groups import group_effects
from bot.flows.consent import VERSION as CONSENT
from bot.i18n import Catalogs
from bot.privacy.passwords import Cost
from bot.services.departures import Departures
from bot.services.diaries import Diaries
from bot.services.effects import Effect
from bot.services.feedback import Feedback
from bot.services.hours import HoursKept
from bot.services.looking import look
from bot.services.ports import Chance
from bot.services.reports import Reports
from bot.services.routes import Routes
from bot.services.sharing import Sharing
from bot.services.submission import Screening, Submission
from bot.services.surveys import Surveys
from bot.services.timers import Timers
from bot.settings import Settings

# Twelve random digits and the server key stand behind it: 4 MiB a try is dear enough for a thief,
# and cheap enough for hundreds of reports a second.
RECEIPTS = Cost(opslimit=1, memlimit=4 << 20)


def effects(
    settings: Settings,
    databases: Databases,
    timers: Timers,
    chance: Chance,
    catalogs: Catalogs,
) -> dict[str, Effect]:
    """By the names that flows call them."""
    submission = _submission(settings, databases, chance)
    reports = Reports(keys=databases.keys, chance=chance, spans=settings.content.spans)
    routes = Routes(databases.keys, chance)
    diaries = Diaries(keys=databases.keys, chance=chance, receipt_cost=RECEIPTS)
    hours = HoursKept(databases.keys)
    return {
        **_of_reports(submission, reports),
        **_of_chats(Departures(keys=databases.keys, routes=routes)),
        "clock.look": look,
        "hours.choose": hours.choose,
        "later.set": timers.later,
        "checkin.set": timers.check_in,
        "timers.end": timers.end,
        "report.judge": Feedback(
            reports=reports, chance=chance, demonstration=settings.demonstration_allowed
        ).judge,
        **_of_sharing(
            Sharing(
                reports=reports,
                routes=routes,
                chance=chance,
                consent_version=CONSENT,
                demonstration=settings.demonstration_allowed,
            )
        ),
        **group_effects(databases.keys, chance, settings.content, submission, reports),
        "report.tell": routes.choose,
        **_of_survey(Surveys(timers, demonstration=settings.demonstration_allowed)),
        **diary_effects(diaries, hours, timers),
        **paper_effects(diaries, reports, settings.content, catalogs),
        **updating.effects(settings, databases),
    }


def _submission(settings: Settings, databases: Databases, chance: Chance) -> Submission:
    content = settings.content
    return Submission(
        keys=databases.keys,
        screening=Screening(content.indicators, settings.risk_rule, content.countries, CONSENT),
        chance=chance,
        receipt_cost=RECEIPTS,
        demonstration=settings.demonstration_allowed,
    )


def _of_reports(submission: Submission, reports: Reports) -> dict[str, Effect]:
    return {
        "partners.look": submission.look,
        "partners.special": submission.special,
        "report.submit": submission.submit,
        "report.count": submission.count,
        "report.read": reports.read,
        "report.find": reports.find,
        "report.add": reports.add,
        "report.correct": reports.correct,
        "report.turn": reports.turn,
        "report.withdraw": reports.withdraw,
        "report.withdraw_all": reports.withdraw_all,
    }


def _of_sharing(sharing: Sharing) -> dict[str, Effect]:
    return {
        "share.offer": sharing.offer,
        "share.having": sharing.having,
        "share.give": sharing.give,
        "share.stop": sharing.stop,
        "share.silence": sharing.silence,
    }


def _of_survey(surveys: Surveys) -> dict[str, Effect]:
    return {
        "survey.look": surveys.look,
        "survey.count": surveys.count,
        "survey.remind": surveys.remind,
    }


def _of_chats(departures: Departures) -> dict[str, Effect]:
    return {
        "chat.stop": departures.stop,
        "chat.resume": departures.resume,
        "chat.look": departures.look,
        "chat.erase": departures.erase,
    }
