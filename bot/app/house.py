"""All parts of a running Haki, built from its settings and its database."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.app import updating
from bot.app.chance import SystemChance, now
from bot.app.databases import Databases
from bot.app.effects import effects
from bot.channels.webchat.parts import CHANNEL as WEBCHAT
from bot.engine.book import Book
from bot.flows.plan import EFFECTS, plan
from bot.i18n import LOCALES, Catalogs
from bot.privacy.passwords import DEFAULT_COST
from bot.services.assessments import Assessments
from bot.services.audit import AuditChain
from bot.services.broadcasts import Broadcasts
from bot.services.case_files import CaseFiles
from bot.services.cases import CaseRoom, Cases
from bot.services.conversations import Conversations, Setting
from bot.services.counts import Counts
from bot.services.dead_letters import DeadLetters
from bot.services.delivery import Delivery
from bot.services.effects import Effect, Effects
from bot.services.flow_versions import FlowVersions
from bot.services.forgetting import Forgetting, Spans
from bot.services.hours import HoursKept
from bot.services.incoming_files import IncomingFiles
from bot.services.introduction import Introduction, introduction
from bot.services.late import Late
from bot.services.notices import AT_THEIR_HOUR, Notices
from bot.services.organisations import Organisations
from bot.services.people import Desk, People
from bot.services.places import Places
from bot.services.ports import Sender
from bot.services.reach import Reach
from bot.services.reachable import Reachability
from bot.services.recovery import Recovery
from bot.services.rendering import Rendering
from bot.services.sending import Sending
from bot.services.survey_counts import SurveyCounts
from bot.services.timers import SAYINGS, Timers, Tower
from bot.services.views import Views, Words
from bot.settings import Settings
from bot.storage.instances import Instance


@dataclass(frozen=True, slots=True)
class House:
    """What the web, the channels and the jobs need."""

    settings: Settings
    databases: Databases
    catalogs: Catalogs
    counts: Counts
    book: Book
    delivery: Delivery
    conversations: Conversations
    files: IncomingFiles
    people: People
    cases: Cases
    assessments: Assessments
    case_files: CaseFiles
    organisations: Organisations
    colleagues: Organisations
    broadcasts: Broadcasts
    survey: SurveyCounts
    sending: Sending
    notices: Notices
    timers: Timers
    reach: Reach
    introduction: Introduction
    recovery: Recovery
    forgetting: Forgetting
    chain: AuditChain


def book(settings: Settings) -> Book:
    """Raises FlowsAreFaulty."""
    return Book(plan(settings.content))


async def built(
    settings: Settings,
    databases: Databases,
    instance: Instance,
    senders: Mapping[str, Sender],
) -> House:
    """Everything put together once.  Raises CatalogUnreadable, FlowsAreFaulty, NobodyDoes."""
    base = await _base(settings, databases, instance, senders)
    timers = _timers(base)
    return House(
        settings=settings,
        databases=databases,
        catalogs=base.catalogs,
        counts=Counts(),
        book=base.book,
        delivery=base.delivery,
        conversations=_conversations(base, timers),
        files=_files(base),
        people=_people(base),
        cases=_cases(base),
        assessments=Assessments(databases.web, settings.content.operational, now, base.chance),
        case_files=CaseFiles(databases.web, now, base.chance),
        organisations=Organisations(
            databases.worker, now, base.chance, settings.retention.invitations
        ),
        broadcasts=Broadcasts(databases.web, databases.keys, now, base.chance),
        survey=SurveyCounts(databases.web),
        sending=updating.sending(databases, base.places, base.rendering, base.delivery, instance),
        colleagues=Organisations(databases.web, now, base.chance, settings.retention.invitations),
        notices=_notices(base, timers),
        timers=timers,
        reach=Reach(databases.worker, base.places, base.rendering, now),
        introduction=_introduction(base),
        recovery=Recovery(databases.worker, base.places, base.delivery, now, instance),
        forgetting=_forgetting(base),
        chain=AuditChain(databases.worker),
    )


@dataclass(frozen=True, slots=True)
class _Base:
    """What several parts share."""

    settings: Settings
    databases: Databases
    instance: Instance
    catalogs: Catalogs
    book: Book
    places: Places
    rendering: Rendering
    delivery: Delivery
    chance: SystemChance


async def _base(
    settings: Settings,
    databases: Databases,
    instance: Instance,
    senders: Mapping[str, Sender],
) -> _Base:
    catalogs = Catalogs.load(LOCALES, settings.content.languages)
    return _Base(
        settings=settings,
        databases=databases,
        instance=instance,
        catalogs=catalogs,
        book=await _book(settings, databases),
        places=Places(databases.keys),
        rendering=Rendering(catalogs),
        delivery=Delivery(databases.worker, senders, now, settings.late_after),
        chance=SystemChance(),
    )


async def _book(settings: Settings, databases: Databases) -> Book:
    """Today's flows, kept for those who begin in them, and all that somebody may still be in."""
    today = plan(settings.content)
    return Book(today, await FlowVersions(databases.worker, now).met(today.flows))


def _timers(base: _Base) -> Timers:
    tower = Tower(
        database=base.databases.worker,
        keys=base.databases.keys,
        places=base.places,
        rendering=base.rendering,
        delivery=base.delivery,
        hours=HoursKept(base.databases.keys),
        clock=now,
        chance=base.chance,
        instance=base.instance.number,
    )
    return Timers(tower, {**SAYINGS, **AT_THEIR_HOUR})


def _effects(base: _Base, timers: Timers) -> dict[str, Effect]:
    return effects(base.settings, base.databases, timers, base.chance, base.catalogs)


def _conversations(base: _Base, timers: Timers) -> Conversations:
    return Conversations(
        Setting(
            database=base.databases.worker,
            book=base.book,
            rendering=base.rendering,
            places=base.places,
            effects=Effects(_effects(base, timers), EFFECTS),
            delivery=base.delivery,
            dead_letters=_dead_letters(base),
            late=_late(base),
            clock=now,
            chance=base.chance,
            instance=base.instance.number,
        )
    )


def _dead_letters(base: _Base) -> DeadLetters:
    return DeadLetters(base.databases.worker, base.databases.keys, now, base.chance)


def _late(base: _Base) -> Late:
    after = base.settings.late_after
    return Late(base.places, base.delivery.pushes, after, base.instance.number)


def _introduction(base: _Base) -> Introduction:
    content = base.settings.content
    codes = [language.code for language in content.languages]
    return introduction(content.names, codes, base.book.plan.commands, base.rendering)


def _files(base: _Base) -> IncomingFiles:
    return IncomingFiles(
        database=base.databases.worker,
        book=base.book,
        places=base.places,
        keys=base.databases.keys,
        clock=now,
        chance=base.chance,
    )


def _people(base: _Base) -> People:
    return People(
        Desk(
            database=base.databases.web,
            keys=base.databases.keys,
            clock=now,
            chance=base.chance,
            password_rule=base.settings.password_rule,
            password_cost=DEFAULT_COST,
            session_hours=base.settings.retention.sessions_hours,
        )
    )


def _cases(base: _Base) -> Cases:
    content = base.settings.content
    words = Words(
        content.indicators, base.settings.risk_rule, base.settings.clocks, content.countries
    )
    databases = base.databases
    reachability = Reachability(databases.worker, databases.keys, now, base.delivery.pushes)
    room = CaseRoom(databases.web, databases.keys, Views(words), reachability, now, base.chance)
    return Cases(room)


def _notices(base: _Base, timers: Timers) -> Notices:
    return Notices(
        database=base.databases.worker,
        keys=base.databases.keys,
        places=base.places,
        rendering=base.rendering,
        delivery=base.delivery,
        clock=now,
        hours=HoursKept(base.databases.keys),
        timers=timers,
        instance=base.instance.number,
    )


def _forgetting(base: _Base) -> Forgetting:
    kept = base.settings.retention
    spans = Spans(
        drafts=kept.drafts,
        answers=kept.answers,
        answers_kept=kept.answers_kept,
        updates=kept.updates,
        seen=kept.seen,
        diaries=kept.diaries,
    )
    return Forgetting(base.databases.worker, base.places, now, spans, fetched=[WEBCHAT])
