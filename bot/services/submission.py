"""Send: a draft becomes a report, sealed to those who may read it, with a receipt."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from bot.domain.answers import AgeBand, Answer, Danger
from bot.domain.countries import Country
from bot.domain.drafts import Draft
from bot.domain.indicators import IndicatorSet
from bot.domain.referrals import Referral
from bot.domain.routing import ELSEWHERE, UNSAID, Routed, Wanted, is_child, route
from bot.domain.screening import RiskRule, Suggestion, screen
from bot.domain.specials import Special, specials
from bot.domain.weeks import monday
from bot.engine.said import Done
from bot.privacy.pairs import SecretKey, new_pair, seal_to, wrap
from bot.privacy.passwords import Cost
from bot.privacy.receipts import Receipt, lock_with_receipt
from bot.privacy.server import ServerKeys
from bot.services import trail, wheres
from bot.services.drafting import OTHER, drafted, told
from bot.services.effects import Asked
from bot.services.outgoing_files import send_files
from bot.services.ports import Chance
from bot.services.urgency import urgent, waits_shorter
from bot.storage.database import Work
from bot.storage.entries import EntryRow
from bot.storage.organisations import PartnerRow
from bot.storage.reports import ConsentRow, ReportKeyRow, SealedReport

REFERENCE_LETTERS = "23456789CFGHJMPQRVWX"  # no vowels, no lookalikes: no words by chance
REFERENCE_LENGTH = 7
JOINED = "may_see_group"  # the consent of who joined a group
SENT = {"sent", "sent_in_danger"}


@dataclass(frozen=True, slots=True)
class Screening:
    """What reports are weighed and routed by."""

    indicators: IndicatorSet
    rule: RiskRule
    countries: Mapping[str, Country]
    consent_version: str


@dataclass(frozen=True, slots=True)
class _Sending:
    """One report on its way into the database."""

    id: UUID
    draft: Draft
    suggestion: Suggestion
    routed: Routed
    asked: Asked
    secret: SecretKey
    group: UUID | None


@dataclass(frozen=True, slots=True)
class Ready:
    """What may be sent: to whom is settled; `group` names the one that it joins."""

    draft: Draft
    routed: Routed
    partners: Sequence[PartnerRow]
    group: UUID | None = None


class Submission:
    """Seals and files reports.  Nothing readable of them stays on the server."""

    def __init__(
        self,
        *,
        keys: ServerKeys,
        screening: Screening,
        chance: Chance,
        receipt_cost: Cost,
        demonstration: bool = False,
    ) -> None:
        """`demonstration`: only someone at this machine can reach us, so no report is real."""
        self._keys = keys
        self._screening = screening
        self._chance = chance
        self._cost = receipt_cost
        self._demonstration = demonstration

    async def look(self, work: Work, _: Asked) -> Done:
        """The effect `partners.look`: whether `some` organisation takes reports, or `none`."""
        some = await work.organisations.any_takes_reports(demonstration=self._demonstration)
        return Done("some" if some else "none")

    async def submit(self, work: Work, asked: Asked) -> Done:
        """The effect `report.submit`: `sent`, or `sent_in_danger` if it may wait no longer.

        Where nobody may take it, `no_special` if nobody is there for this kind of harm,
        `no_country` where the worker did not say the country, which may be why, or `no_partner`.
        """
        partners = await self.partners(work)
        draft = drafted(asked.known, self._screening.indicators)
        wanted = self.wanted(draft, asked)
        routed = route(wanted, [row.partner for row in partners])
        if routed.first is None:
            return Done(_nobody(wanted))
        return await self.send(work, asked, Ready(draft, routed, partners))

    async def send(self, work: Work, asked: Asked, ready: Ready) -> Done:
        """`sent`, or `sent_in_danger`: sealed, filed, with the receipt and who has it."""
        draft, routed = ready.draft, ready.routed
        suggestion = screen(
            told(draft), indicators=self._screening.indicators, rule=self._screening.rule
        )
        sending = _Sending(
            self._chance.id(), draft, suggestion, routed, asked, new_pair(), ready.group
        )
        receipt = Receipt.new(self._chance.below)
        await work.reports.add(await self._sealed(sending, receipt))
        await self._file(work, sending, ready.partners)
        given = {"receipt": receipt.shown(), "partner": routed.first.name if routed.first else ""}
        older = asked.known.kept.get("report", ())
        kept = {"report": (str(sending.id), *older)}
        if waits_shorter(draft.danger, suggestion.risk):
            return Done("sent_in_danger", given, kept | urgent(asked, sending.id))
        return Done("sent", given, kept)

    async def special(self, work: Work, asked: Asked) -> Done:
        """The effect `partners.special`: whether `some` may take it, before words are written."""
        draft = drafted(asked.known, self._screening.indicators)
        partners = await self.partners(work)
        routed = route(self.wanted(draft, asked), [row.partner for row in partners])
        return Done("some" if routed.first else "none")

    async def count(self, work: Work, asked: Asked) -> Done:
        """The effect `report.count`: `counted`, or as above; the draft asks for no answer."""
        done = await self.submit(work, asked)
        return Done("counted", done.fills, done.keeps) if done.outcome in SENT else done

    async def partners(self, work: Work) -> Sequence[PartnerRow]:
        """Who takes reports now."""
        return await work.organisations.taking_reports(demonstration=self._demonstration)

    def wanted(self, draft: Draft, asked: Asked) -> Wanted:
        """With an armed group is a child; who is made to sell sex suffers sexual violence."""
        country = self._screening.countries.get(draft.country)
        kinds, elsewhere = specials(draft.ticked), asked.known.has("country", OTHER)
        careful = draft.danger is Danger.YES or bool(kinds)
        return Wanted(
            country=ELSEWHERE if elsewhere else draft.country,
            lang=draft.lang,
            may_see=draft.may_see,
            child=is_child(draft.age) or Special.ARMED_GROUPS in kinds,
            perhaps_child=careful and draft.age is AgeBand.UNSAID,
            sexual_violence=Special.SEXUAL_EXPLOITATION in kinds
            or self._screening.indicators.sexual(draft.answers, draft.ticked),
            special=kinds,
            unions_barred=country is not None and country.bars_unions,
        )

    async def _sealed(self, sending: _Sending, receipt: Receipt) -> SealedReport:
        id_, draft, now = sending.id, sending.draft, sending.asked.now
        public = sending.secret.public
        # the key derivation is slow on purpose, so it has a thread of its own
        locked = await asyncio.to_thread(
            lock_with_receipt, sending.secret, receipt, self._keys, wheres.receipt(id_), self._cost
        )
        facts = msgspec.structs.replace(draft, story="")
        return SealedReport(
            id=id_,
            reference=self._reference(),
            key_id=public.id,
            public=public.raw,
            facts=seal_to(public, facts.to_bytes(), wheres.facts(id_)),
            route=self._route(sending),
            receipt_hash=self._keys.hash("receipt", receipt.locator),
            receipt_locked=locked,
            submitted_at=now,
            week=monday(now),
            lang=draft.lang,
            country=draft.country,
            sector=str(draft.sector or ""),
            risk=str(sending.suggestion.risk),
            suggested_risk=str(sending.suggestion.risk),
            signs=sending.suggestion.signs,
            reasons=tuple(reason.id for reason in sending.suggestion.reasons),
            rule_version=sending.suggestion.version,
            consent_version=self._screening.consent_version,
            group_id=sending.group,
        )

    def _route(self, sending: _Sending) -> bytes | None:
        """The way back to the chat; none for who said that nobody may write to them."""
        if sending.draft.contact is Answer.NO:
            return None
        conversation = str(sending.asked.conversation_id).encode()
        return self._keys.seal(conversation, wheres.route(sending.id))

    async def _file(self, work: Work, sending: _Sending, partners: Sequence[PartnerRow]) -> None:
        """Keys for everyone who may read it, the story, the first queue, the trail."""
        id_, first, now = sending.id, sending.routed.first, sending.asked.now
        allowed = [first, *sending.routed.fallbacks]
        keys = {row.partner.id: row for row in partners}
        await work.reports.add_keys(
            [
                self._key(sending, keys[partner.id], released=now if partner is first else None)
                for partner in allowed
                if partner is not None
            ]
        )
        await work.reports.add_consents(self._consents(sending))
        if sending.draft.story:
            await work.entries.add(self._story(sending))
        files = sending.asked.known.files("story")
        await send_files(work, self._keys, sending.asked, files, (id_, sending.secret.public))
        if first is not None:
            referral = Referral(
                id=self._chance.id(),
                report_id=id_,
                organisation_id=first.id,
                reported_at=now,
                screened_at=now,
                referred_at=now,
            )
            await work.referrals.add(referral, why=sending.routed.why)
            await work.audit.add([trail.submitted(self._chance.id(), now, id_, first.id)])

    def _key(
        self, sending: _Sending, row: PartnerRow, *, released: datetime | None
    ) -> ReportKeyRow:
        where = wheres.report_key(sending.id, row.partner.id)
        wrapped = wrap(sending.secret, row.public, where)
        return ReportKeyRow(sending.id, row.partner.id, row.public.id, wrapped, released)

    def _consents(self, sending: _Sending) -> list[ConsentRow]:
        version, now, draft = self._screening.consent_version, sending.asked.now, sending.draft
        return [
            ConsentRow(sending.id, kind, version, draft.lang, now)
            for kind in _agreed_to(draft, joined=sending.group is not None)
        ]

    def _story(self, sending: _Sending) -> EntryRow:
        id_ = self._chance.id()
        return EntryRow(
            at=sending.asked.now,
            id=id_,
            report_id=sending.id,
            author="worker",
            sealed=seal_to(sending.secret.public, sending.draft.story.encode(), wheres.entry(id_)),
        )

    def _reference(self) -> str:
        """What people call a report by: says nothing, sorts nowhere."""
        letters = [
            REFERENCE_LETTERS[self._chance.below(len(REFERENCE_LETTERS))]
            for _ in range(REFERENCE_LENGTH)
        ]
        return "".join(letters)


def _agreed_to(draft: Draft, *, joined: bool) -> Iterator[str]:
    """That it is kept and given on, who may read it, and, where it was asked, may write to them.

    Who was told that it goes only to who is there for this agreed to nobody else, and who joined
    a group only to the one that has the group's.
    """
    yield "keep_and_send"
    if joined:
        yield JOINED
    else:
        yield "may_see_special" if specials(draft.ticked) else f"may_see_{draft.may_see}"
    if draft.contact is Answer.YES:
        yield "may_write"


def _nobody(wanted: Wanted) -> str:
    if wanted.special:
        return "no_special"
    return "no_country" if wanted.country == UNSAID else "no_partner"
