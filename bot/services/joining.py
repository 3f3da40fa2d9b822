"""Joining a group: an own report, to the organisation that has the group's and no other."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

import msgspec

from bot.domain.answers import Answer, Concerned, MaySee
from bot.domain.drafts import Draft
from bot.domain.indicators import IndicatorSet
from bot.domain.routing import Partner, Routed, Why, route
from bot.domain.text import Text
from bot.engine.said import Done
from bot.privacy.group_numbers import GroupNumber, NotAGroupNumber
from bot.privacy.server import ServerKeys
from bot.services import tries
from bot.services.drafting import drafted
from bot.services.effects import Asked
from bot.services.group_numbers import HASHED
from bot.services.submission import Ready, Submission
from bot.storage.database import Work
from bot.storage.group_numbers import GroupNumberRow
from bot.storage.organisations import PartnerRow

GROUP = "group"  # what the chat keeps: the number that was found, by the id of its row
_CONTACT = {"": Answer.UNKNOWN, "no": Answer.NO}  # every other answer says who may write
WHY = Text("The worker joined a group whose report you have.")


@dataclass(frozen=True, slots=True)
class _Group:
    """The group whose number was found, and who has its report."""

    number: GroupNumberRow
    id: UUID
    country: str
    partner: Partner
    partners: Sequence[PartnerRow]


class Joining:
    """The side of whoever got the number.  Each method is an effect, named after what it does."""

    def __init__(
        self, *, submission: Submission, keys: ServerKeys, indicators: IndicatorSet
    ) -> None:
        self._submission = submission
        self._keys = keys
        self._indicators = indicators

    async def find(self, work: Work, asked: Asked) -> Done:
        """`found`, with the organisation that has it; `not_found`, `too_many_tries`, `already`.

        One that ended, is used up, or whose report nobody works on, is like one that never was.
        """
        if not await tries.are_left(work, self._keys, asked, tries.GROUP):
            return Done("too_many_tries")
        row = await self._located(work, asked)
        group = await self._group(work, row) if row else None
        if row is None or group is None:
            return Done("not_found")
        if await self._is_in(work, asked, group):
            return Done("already")
        if not row.places:
            return Done("not_found")
        return Done("found", {"partner": group.partner.name}, {GROUP: (str(row.id),)})

    async def able(self, work: Work, asked: Asked) -> Done:
        """Whether the organisation is `able` to take what was ticked, `not_able`, or `gone`."""
        group = await self._kept(work, asked)
        if group is None:
            return Done("gone", keeps={GROUP: ()})
        able = self._may_take(self._draft(asked, group), asked, group)
        return Done("able" if able else "not_able")

    async def submit(self, work: Work, asked: Asked) -> Done:
        """`sent`, or `sent_in_danger`; `not_able` or `gone` where nothing was sent."""
        group = await self._kept(work, asked, hold=True)
        if group is None:
            return Done("gone", keeps={GROUP: ()})
        draft = self._draft(asked, group)
        if not self._may_take(draft, asked, group):
            return Done("not_able")
        await work.group_numbers.take(group.number.id)
        routed = Routed(group.partner, (), Why(WHY, {}))
        ready = Ready(draft, routed, group.partners, group.id)
        done = await self._submission.send(work, asked, ready)
        return msgspec.structs.replace(done, keeps={**done.keeps, GROUP: ()})

    # -------------------------------------------------------------------------------------------

    async def _located(self, work: Work, asked: Asked) -> GroupNumberRow | None:
        try:
            number = GroupNumber.read(asked.known.one("group_number"))
        except NotAGroupNumber:
            return None
        for hashed in self._keys.hashes(HASHED, number.digits):
            if row := await work.group_numbers.by_number(hashed, asked.now):
                return row
        return None

    async def _kept(self, work: Work, asked: Asked, *, hold: bool = False) -> _Group | None:
        kept = asked.known.kept.get(GROUP, ())
        if not kept:
            return None
        row = await work.group_numbers.get(UUID(kept[0]), asked.now, hold=hold)
        return await self._group(work, row) if row else None

    async def _group(self, work: Work, row: GroupNumberRow) -> _Group | None:
        """None where no organisation that works on the group's report takes reports now."""
        report = await work.reports.get(row.report_id)
        if report is None or report.group_id is None:
            return None
        having = [each for each in await work.referrals.of_report(report.id) if each.open]
        partners = await self._submission.partners(work)
        able = {each.partner.id: each.partner for each in partners}
        for referral in sorted(having, key=lambda each: each.referred_at):
            if partner := able.get(referral.organisation_id):
                return _Group(row, report.group_id, report.country, partner, partners)
        return None

    async def _is_in(self, work: Work, asked: Asked, group: _Group) -> bool:
        """Whether a report of this chat is one of the group's."""
        found = [await work.reports.get(UUID(id_)) for id_ in asked.known.kept.get("report", ())]
        return any(each is not None and each.group_id == group.id for each in found)

    def _draft(self, asked: Asked, group: _Group) -> Draft:
        """What they ticked themselves, and the country in which the organisation has the group."""
        said = drafted(asked.known, self._indicators)
        contact = asked.known.one("contact")
        return msgspec.structs.replace(
            said,
            about=Concerned.ME,
            country=group.country,
            may_see=MaySee(str(group.partner.kind)),
            contact=_CONTACT.get(contact, Answer.YES),
        )

    def _may_take(self, draft: Draft, asked: Asked, group: _Group) -> bool:
        """By the rules of every report: no union for sexual violence, nobody who is not there."""
        wanted = self._submission.wanted(draft, asked)
        if wanted.child:
            return False  # what has to be told of a child is said on another way
        here = replace(
            group.partner, countries=group.partner.countries | {wanted.country}
        )  # it has the group's report from there
        others = (each.partner for each in group.partners if each.partner.id != here.id)
        routed = route(wanted, [here, *others])
        return here in (routed.first, *routed.fallbacks)
