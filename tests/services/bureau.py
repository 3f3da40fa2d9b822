"""A deployment with organisations of every kind: workers send reports, members read them."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import msgspec

from bot.app.chance import SystemChance
from bot.domain.routing import Kind, Partner
from bot.domain.specials import Special
from bot.engine.place import Known, Value
from bot.engine.said import Done
from bot.privacy.server import ServerKeys
from bot.services.cases import CaseRoom, Cases
from bot.services.effects import Asked
from bot.services.members import Caseworker, Role
from bot.services.organisations import NewOrganisation, Organisations
from bot.services.people import Desk, People
from bot.services.ports import Chance
from bot.services.reachable import Reachability
from bot.services.reports import Reports
from bot.services.submission import Screening, Submission
from bot.services.views import Views, Words
from bot.settings import Settings
from bot.storage.conversations import NewConversation
from bot.storage.database import Database
from bot.storage.reports import ReportRow
from tests.console.office import PASSWORD, PUSHED, QUICK, SAID, Sent, Watch

VERSION = "words of the test"


class Bureau:
    """One deployment: what its people and its workers do, through the services."""

    def __init__(self, settings: Settings, worker: Database, web: Database) -> None:
        self.clock, self.chance, self.keys = Watch(), SystemChance(), ServerKeys.new()
        self.worker, self.web, self._settings = worker, web, settings
        self.content = settings.content
        self.organisations = Organisations(worker, self.clock, self.chance, timedelta(days=14))
        content = settings.content
        words = Words(content.indicators, settings.risk_rule, settings.clocks, content.countries)
        self.people = self.people_with(self.keys)
        reachability = Reachability(worker, self.keys, self.clock, PUSHED.__contains__)
        self.cases = Cases(
            CaseRoom(web, self.keys, Views(words), reachability, self.clock, self.chance)
        )
        self.submission = self.submission_with(self.chance)
        self.reports = Reports(keys=self.keys, chance=self.chance, spans=content.spans)

    def people_with(self, keys: ServerKeys) -> People:
        return People(
            Desk(
                self.web,
                keys,
                self.clock,
                self.chance,
                self._settings.password_rule,
                QUICK,
                session_hours=12,
            )
        )

    def submission_with(self, chance: Chance, *, demonstration: bool = False) -> Submission:
        content = self._settings.content
        return Submission(
            keys=self.keys,
            screening=Screening(
                content.indicators, self._settings.risk_rule, content.countries, VERSION
            ),
            chance=chance,
            receipt_cost=QUICK,
            demonstration=demonstration,
        )

    async def organisation(
        self,
        name: str,
        kind: Kind = Kind.NGO,
        *,
        speaks: str = "en",
        children: bool = False,
        special: Collection[Special] = (),
    ) -> str:
        """A new organisation that covers QA: the code of the invitation of its first member."""
        partner = Partner(
            id=self.chance.id(),
            name=name,
            kind=kind,
            countries=frozenset({"QA"}),
            origins=frozenset({"NP"}) if kind is Kind.UNION else frozenset(),
            languages=frozenset({speaks}),
            child_protection=children,
            special=frozenset(special),
        )
        return (await self.organisations.set_up(NewOrganisation(partner))).code

    async def member(self, name: str, code: str) -> Caseworker:
        return await self.people.who(await self.people.accept(code, name=name, password=PASSWORD))

    async def staffed(
        self,
        name: str,
        kind: Kind = Kind.NGO,
        *,
        speaks: str = "en",
        children: bool = False,
        special: Collection[Special] = (),
    ) -> Caseworker:
        """An organisation, and its first member, who has its name."""
        code = await self.organisation(
            name, kind, speaks=speaks, children=children, special=special
        )
        return await self.member(name, code)

    async def colleague(self, name: str, of: Caseworker) -> Caseworker:
        invitation = await self.organisations.invite(Role.CASEWORKER, of)
        return await self.member(name, invitation.code)

    async def someone(self, said: Mapping[str, Value] | None = None, *, lang: str = "en") -> Asked:
        """A worker in a chat, who has answered everything."""
        conversation = self.chance.id()
        async with self.worker.transaction() as work:
            new = NewConversation(conversation, "test", conversation.bytes, b"sealed")
            await work.conversations.lock_or_create([new], self.clock())
        known = Known({**SAID, **(said or {})}, kept={}, lang=lang, parked=False)
        return Asked(conversation, known, self.clock())

    async def submits(self, asked: Asked, submission: Submission | None = None) -> Done:
        async with self.worker.transaction() as work:
            return await (submission or self.submission).submit(work, asked)

    async def sent(self, said: Mapping[str, Value] | None = None, *, lang: str = "en") -> Sent:
        """A report that arrived, as its worker's chat knows it."""
        return (await self.sent_with_receipt(said, lang=lang))[0]

    async def sent_with_receipt(
        self, said: Mapping[str, Value] | None = None, *, lang: str = "en"
    ) -> tuple[Sent, str]:
        asked = await self.someone(said, lang=lang)
        done = await self.submits(asked)
        receipt = done.fills["receipt"]
        assert isinstance(receipt, str)
        known = msgspec.structs.replace(asked.known, kept=done.keeps)
        report = await self.report(done)
        return Sent(report.reference, replace(asked, known=known)), receipt

    async def report(self, done: Done) -> ReportRow:
        async with self.worker.transaction() as work:
            found = await work.reports.get(UUID(done.keeps["report"][0]))
        assert found is not None
        return found

    async def reads(self, asked: Asked) -> Done:
        async with self.worker.transaction() as work:
            return await self.reports.read(work, asked)

    async def adds(self, asked: Asked, words: str) -> Done:
        known = msgspec.structs.replace(asked.known, answers={"more_words": (words,)})
        async with self.worker.transaction() as work:
            return await self.reports.add(work, replace(asked, known=known))

    async def takes_back(self, asked: Asked) -> Done:
        async with self.worker.transaction() as work:
            return await self.reports.withdraw(work, asked)

    async def types(self, asked: Asked, receipt: str) -> Done:
        """Somebody types a receipt into the chat of `asked`."""
        known = msgspec.structs.replace(asked.known, answers={"receipt": receipt})
        async with self.worker.transaction() as work:
            return await self.reports.find(work, replace(asked, known=known, now=self.clock()))
