"""`haki doctor`: what is in force and what is not ready, a line each, with what to do."""

import os
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from bot.app.chance import SystemChance, now
from bot.app.checking import faults_in
from bot.app.databases import Databases, opened
from bot.app.fact_reports import gaps_of_all
from bot.domain.content import Content
from bot.domain.gaps import Lack
from bot.domain.routing import Partner
from bot.domain.specials import Special
from bot.domain.unavailable import TryAgain
from bot.engine.faults import FOLDER
from bot.flows.plan import plan
from bot.i18n import CatalogUnreadable
from bot.services.organisations import Organisations
from bot.settings import Settings, SettingsUnusable
from bot.settings.keys import copy_seen, note_copy, server_keys
from bot.storage.embedded import EmbeddedUnavailable
from bot.storage.roles import RoleUnusable

SKEW = timedelta(seconds=5)
OK, TO_DO = "ok   ", "to do"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: what is so, and where it is not ready, what to do."""

    said: str
    mend: str = ""

    def __str__(self) -> str:
        return f"{TO_DO if self.mend else OK}  {' '.join(filter(None, (self.said, self.mend)))}"


async def examine(settings: Settings, copy: Path | None, say: Callable[[str], None]) -> int:
    """The number of things that are not ready.  Raises SettingsUnusable for an unusable copy."""
    if copy is not None:
        note_copy(settings.key_file, copy, now().date())
    found = [*_conversations(settings), *_facts(settings.content, now().date())]
    found += _key(settings)
    async with aclosing(_running(settings)) as findings:
        found += [finding async for finding in findings]
    for finding in found:
        say(str(finding))
    return sum(bool(finding.mend) for finding in found)


def _conversations(settings: Settings) -> Iterator[Finding]:
    today = plan(settings.content)
    try:
        faults = [str(fault) for fault in faults_in(today, settings)]
    except CatalogUnreadable as unreadable:
        faults = [str(unreadable)]
    yield Finding(
        f"Faults in {len(today.flows)} flows: {len(faults)}.",
        "Run `haki flows check`, and mend them." if faults else "",
    )
    new = sorted(flow.name for flow in today.flows if not flow.reviewed)
    if new:
        yield Finding(
            f"Not reviewed: {len(new)} flows ({', '.join(new)}).",
            "Let five workers try each, women and people who do not read among them, and write "
            f"it into `reviewed_by` in {FOLDER}.",
        )
    drafts = [each.own_name for each in settings.content.languages if each.draft]
    yield Finding(
        f"Languages that are drafts: {', '.join(drafts) or 'none'}.",
        "Let somebody who grew up with each approve it, and say so in languages.toml."
        if drafts
        else "",
    )


def _facts(content: Content, today: date) -> Iterator[Finding]:
    gaps = gaps_of_all(content, today)
    old = sum(gap.lack is Lack.PAST_REVIEW for gap in gaps)
    yield Finding(
        f"Facts past their review date: {old}.",
        "Look at them again: `haki facts report` lists them." if old else "",
    )
    untested = sum(gap.lack is Lack.UNTESTED for gap in gaps)
    yield Finding(
        f"Numbers that nobody called for a test, or not lately: {untested}.",
        "Call them, and write the day into `tested`; until then workers do not see them."
        if untested
        else "",
    )
    later = [each for c in content.countries.values() for each in c.facts.values()]
    if any(each.last_checked > today + timedelta(days=1) for each in later):
        yield Finding(
            f"This machine says that today is {today}, and facts were checked after that.",
            "Set its clock.",
        )


def _key(settings: Settings) -> Iterator[Finding]:
    if not _begun(settings):
        return
    try:
        server_keys(settings.key_file)
    except SettingsUnusable as unusable:
        yield Finding("The server key:", str(unusable))
        return
    yield Finding(f"The server key at {settings.key_file} can be read by its owner only.")
    seen = copy_seen(settings.key_file)
    yield Finding(
        "A copy of the server key was shown." if seen else "No copy of the server key was shown.",
        ""
        if seen
        else "Keep one apart from the data, and show it: `haki doctor --copy FILE`. Without the "
        "key nobody can read a report again.",
    )


def _begun(settings: Settings) -> bool:
    """Whether there is anything yet: to look makes nothing."""
    return settings.database_url is not None or os.path.lexists(settings.key_file)


async def _running(settings: Settings) -> AsyncGenerator[Finding, None]:
    if not _begun(settings):
        yield Finding("There is no database yet.", "Start Haki once: `haki run`.")
        return
    try:
        async with opened(settings, lambda _: None) as databases:
            yield Finding("The database can be reached, and is of this version.")
            yield _clock(await _time_there(databases), now())
            for finding in await _staff(settings, databases):
                yield finding
    except (TryAgain, EmbeddedUnavailable, RoleUnusable, SettingsUnusable) as unavailable:
        yield Finding("The database:", str(unavailable))


async def _time_there(databases: Databases) -> datetime:
    async with databases.worker.transaction() as work:
        return await work.deployment.clock()


def _clock(there: datetime, here: datetime) -> Finding:
    apart = abs(there - here)
    return Finding(
        f"The clocks here and of the database are {apart.total_seconds():.0f} seconds apart.",
        "Set both by a time server: waits and answers are counted by them."
        if apart > SKEW
        else "",
    )


async def _staff(settings: Settings, databases: Databases) -> tuple[Finding, Finding]:
    """Of which countries a report would reach somebody, and of which kinds of harm."""
    organisations = Organisations(
        databases.worker, now, SystemChance(), settings.retention.invitations
    )
    partners = await organisations.taking_reports(demonstration=settings.demonstration_allowed)
    return _covered(settings.content, partners), _specialised(partners)


def _covered(content: Content, partners: Sequence[Partner]) -> Finding:
    bare = [c.code for c in content.served if not any(each.covers(c.code) for each in partners)]
    return Finding(
        f"Organisations that take reports: {len(partners)}. Countries without one: "
        f"{' '.join(bare) or 'none'}.",
        "Invite one for each (`haki people invite`), or take the country out of `served`; "
        "until then people read there, and report nothing."
        if bare
        else "",
    )


def _specialised(partners: Sequence[Partner]) -> Finding:
    """A report of such a harm goes to nobody else, so it is not taken where nobody is."""
    bare = [str(kind) for kind in Special if not any(kind in each.special for each in partners)]
    return Finding(
        f"Kinds of harm that no organisation is there for: {', '.join(bare) or 'none'}.",
        "Invite one for each (`haki people invite --special`); until then whoever reports one is "
        "told that nobody takes it."
        if bare
        else "",
    )
