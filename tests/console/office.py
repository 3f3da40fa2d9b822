"""Organisations with real services, and workers who send them reports."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from aiohttp import web

from bot.app.chance import SystemChance
from bot.console.parts import Console
from bot.console.site import add_console
from bot.domain.files import File, FileKind
from bot.domain.routing import Kind, Partner
from bot.domain.specials import Special
from bot.domain.text import Text
from bot.engine.place import Known, Value
from bot.engine.said import Done
from bot.privacy.passwords import Cost
from bot.privacy.server import ServerKeys
from bot.services.assessments import Assessments
from bot.services.broadcasts import Broadcasts
from bot.services.case_files import CaseFiles
from bot.services.cases import CaseRoom, Cases
from bot.services.effects import Asked
from bot.services.members import Role
from bot.services.organisations import NewOrganisation, Organisations
from bot.services.people import Desk, People
from bot.services.reachable import Reachability
from bot.services.reports import Reports
from bot.services.submission import Screening, Submission
from bot.services.survey_counts import SurveyCounts
from bot.services.views import Views, Words
from bot.settings import Settings
from bot.storage.conversations import NewConversation
from bot.storage.database import Database, Work
from tests.files import kept
from tests.languages import DELIVERED

QUICK = Cost(opslimit=1, memlimit=8192)
PASSWORD = "a few plain words"
PUSHED = {"test"}  # the channels to which something can be sent
STORY = "They keep my passport in the office."
NOTICE = Text("This is a test, and nobody here is real.")
SAID: Mapping[str, str | tuple[str, ...]] = {
    "consent": "yes",
    "danger": "no",
    "age": "18_plus",
    "problems": ("retention_identity_documents",),
    "country": "QA",
    "sector": "construction",
    "how_long": "1_6_months",
    "story": (STORY,),
    "wishes": ("passport",),
    "who": "both",
    "send": "send",
}
CRITICAL: Mapping[str, str | tuple[str, ...]] = {"danger": "yes"}
LOW: Mapping[str, str | tuple[str, ...]] = {"problems": ()}


class Watch:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 21, 14, 5, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def passes(self, **time: float) -> None:
        self.now += timedelta(**time)


@dataclass(frozen=True, slots=True)
class Sent:
    """A report as the one who sent it knows it."""

    reference: str
    asked: Asked


class Office:
    """One deployment: what its people and its workers do, through the services."""

    def __init__(self, settings: Settings, worker: Database, web_: Database) -> None:
        self.clock, self.chance, self.keys = Watch(), SystemChance(), ServerKeys.new()
        self._settings, self._worker, self._web = settings, worker, web_
        self._organisations = Organisations(worker, self.clock, self.chance, timedelta(days=14))
        content = settings.content
        self._submission = Submission(
            keys=self.keys,
            screening=Screening(content.indicators, settings.risk_rule, content.countries, "test"),
            chance=self.chance,
            receipt_cost=QUICK,
        )
        self._reports = Reports(keys=self.keys, chance=self.chance, spans=content.spans)

    def app(self, **changed: Any) -> web.Application:
        app = web.Application()
        add_console(app, self.console(**changed))
        return app

    def console(self, **changed: Any) -> Console:
        content, settings = self._settings.content, self._settings
        words = Words(content.indicators, settings.risk_rule, settings.clocks, content.countries)
        desk = Desk(
            self._web,
            self.keys,
            self.clock,
            self.chance,
            self._settings.password_rule,
            QUICK,
            session_hours=12,
        )
        reachability = Reachability(self._worker, self.keys, self.clock, PUSHED.__contains__)
        room = CaseRoom(self._web, self.keys, Views(words), reachability, self.clock, self.chance)
        given: dict[str, Any] = {
            "people": People(desk),
            "cases": Cases(room),
            "assessments": Assessments(self._web, content.operational, self.clock, self.chance),
            "files": CaseFiles(self._web, self.clock, self.chance),
            "broadcasts": Broadcasts(self._web, self.keys, self.clock, self.chance),
            "survey": SurveyCounts(self._web),
            "organisations": Organisations(self._web, self.clock, self.chance, timedelta(days=3)),
            "clock": self.clock,
            "speak": str,
            "content": content,
            "chance": self.chance,
            "token": lambda session: self.keys.hash("console form", session.hex()).hex(),
            "notice": NOTICE,
        }
        return Console(**given | changed)

    async def organisation(
        self, name: str, *, role: Role = Role.COORDINATOR, country: str = "QA"
    ) -> str:
        """A new organisation: the code of the invitation of its first member."""
        partner = Partner(
            id=self.chance.id(),
            name=name,
            kind=Kind.NGO,
            countries=frozenset({country}),
            languages=frozenset(DELIVERED),
            child_protection=True,
            special=frozenset(Special),
        )
        return (await self._organisations.set_up(NewOrganisation(partner), role)).code

    async def colleague(self, of: str, role: Role = Role.CASEWORKER) -> str:
        """The code of an invitation by someone who is signed in with this cookie."""
        by = await self.console().people.who(of)
        return (await self._organisations.invite(role, by)).code

    async def sent(
        self,
        said: Mapping[str, str | tuple[str, ...]] | None = None,
        *,
        lang: str = "en",
        files: Mapping[FileKind, bytes] | None = None,
    ) -> Sent:
        """A worker sends a report."""
        answers: dict[str, Value] = {**SAID, **(said or {})}
        async with self._worker.transaction() as work:
            conversation = self.chance.id()
            new = NewConversation(conversation, "test", conversation.bytes, b"sealed")
            await work.conversations.lock_or_create([new], self.clock())
            if files:
                answers["story"] = await self._kept(work, conversation, files)
            known = Known(answers=answers, kept={}, lang=lang, parked=False)
            done = await self._submission.submit(work, Asked(conversation, known, self.clock()))
            (id_,) = done.keeps["report"]
            report = await work.reports.get(UUID(id_))
        assert report is not None
        kept = Known(answers=answers, kept=done.keeps, lang=lang, parked=False)
        return Sent(report.reference, Asked(conversation, kept, self.clock()))

    async def _kept(
        self, work: Work, conversation: UUID, files: Mapping[FileKind, bytes]
    ) -> tuple[File, ...]:
        now = self.clock()
        return tuple(
            [
                await kept(work, self.keys, conversation, now, content, kind)
                for kind, content in files.items()
            ]
        )

    async def read(self, sent: Sent) -> Done:
        """The worker asks what came of it."""
        async with self._worker.transaction() as work:
            return await self._reports.read(work, sent.asked)

    async def writes_more(self, sent: Sent, words: str) -> None:
        more = msgspec.structs.replace(sent.asked.known, answers={"more_words": (words,)})
        async with self._worker.transaction() as work:
            await self._reports.add(work, replace(sent.asked, known=more, now=self.clock()))

    async def wants_no_notices(self, sent: Sent) -> None:
        async with self._worker.transaction() as work:
            await work.departures.be_quiet(sent.asked.conversation_id, self.clock())

    async def blocks(self, sent: Sent) -> None:
        async with self._worker.transaction() as work:
            await work.conversations.mark_unreachable(sent.asked.conversation_id, self.clock())

    async def take_back(self, sent: Sent) -> None:
        async with self._worker.transaction() as work:
            await self._reports.withdraw(work, replace(sent.asked, now=self.clock()))
