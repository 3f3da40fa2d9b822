"""Who works here: invitations, sign-in, and sessions, in which alone keys open."""

import asyncio
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import ParamSpec, TypeVar
from uuid import UUID

from bot.domain.passwords import PasswordRule
from bot.privacy import sessions
from bot.privacy.invitations import Invitation, NotAnInvitation
from bot.privacy.pairs import SecretKey, new_pair, unwrap, wrap
from bot.privacy.passwords import (
    LONGEST_PASSWORD,
    Cost,
    PasswordTooLong,
    WrongPassword,
    lock,
    unlock,
)
from bot.privacy.server import ServerKeys
from bot.privacy.texts import is_blank, storable
from bot.services import trail, wheres
from bot.services.devices import Devices
from bot.services.members import (
    Caseworker,
    Invited,
    NameTaken,
    NameUnusable,
    NotInvited,
    PasswordTooWeak,
    PasswordUnusable,
    Role,
    SignedOut,
    TooManyTries,
    WrongNameOrPassword,
)
from bot.services.ports import Chance, Clock
from bot.storage.database import Database, Scope, Work
from bot.storage.invitations import InvitationRow
from bot.storage.members import MemberKeyRow, MemberRow, NameIsTaken
from bot.storage.sessions import SessionRow

NAME_LENGTHS = range(2, 41)
TRIES, WITHIN = 8, timedelta(minutes=15)  # of a password: per name, and per known browser

Slow = ParamSpec("Slow")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Desk:
    """What people are signed in with."""

    database: Database
    keys: ServerKeys
    clock: Clock
    chance: Chance
    password_rule: PasswordRule
    password_cost: Cost
    session_hours: int


class People:
    """Sign-in and sessions of an organisation's members."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.session_hours = desk.session_hours
        self._devices = Devices(desk.keys, desk.clock, desk.chance)
        # One derivation takes 64 MiB and a core: more at once would only starve the chats.
        self._deriving = asyncio.Semaphore(2)

    async def invitation(self, code: str) -> Invited:
        """Raises NotInvited."""
        invitation = _read(code)
        async with self._desk.database.transaction() as work:
            row = await self._open(work, invitation)
            return Invited(row.organisation, Role(row.role))

    async def accept(self, code: str, *, name: str, password: str) -> str:
        """Become a member and sign in; the cookie's value.

        Raises NotInvited, NameTaken, NameUnusable, PasswordTooWeak, PasswordUnusable.
        """
        invitation = _read(code)
        name, invited = _usable(name), await self.invitation(code)
        self._check(password, names=(name, invited.organisation))
        id_, secret = self._desk.chance.id(), new_pair()
        locked = await self._locked(secret, password, id_)
        async with self._desk.database.transaction() as work:
            row = await self._open(work, invitation)
            await work.narrow(Scope(row.organisation_id, id_))
            await self._join(work, row, invitation, self._member(row, id_, name, secret, locked))
            return await self._begin(work, row.organisation_id, id_, secret, "member.joined")

    async def sign_in(self, *, name: str, password: str, device: str = "") -> str:
        """The session's cookie; `device` is that of the browser, if it has one.

        Raises WrongNameOrPassword, TooManyTries.
        """
        async with self._desk.database.transaction() as work:
            counted = await self._counted(work, _known_as(name), device)
            member = await work.members.named(_spaced(name))
        secret = await self._unlocked(member, password)
        if member is None or secret is None:
            raise WrongNameOrPassword(WrongNameOrPassword.__doc__)
        async with self._desk.database.transaction(
            visible_to=Scope(member.organisation_id, member.id)
        ) as work:
            await work.tries.forget(counted)
            return await self._begin(
                work, member.organisation_id, member.id, secret, "member.signed_in"
            )

    def device(self, name: str, before: str = "") -> str:
        """The cookie of a browser in which this name has just signed in; `before`: what it had."""
        return self._devices.cookie(_known_as(name), before)

    async def who(self, cookie: str) -> Caseworker:
        """The member behind a cookie, with their organisation's keys.  Raises SignedOut."""
        session = _session(cookie)
        id_, now = sessions.session_id(session), self._desk.clock()
        async with self._desk.database.transaction() as work:
            row = await work.sessions.opened(id_, now)
            if row is None:
                raise SignedOut(SignedOut.__doc__)
            await work.narrow(Scope(row.organisation_id, row.member_id))
            secret = sessions.unlock(row.locked, session, wheres.session(id_))
            wrapped = await work.members.keys(row.member_id)
        keys = {
            each.organisation_key_id: unwrap(
                each.wrapped, secret, wheres.member_key(row.member_id, each.organisation_key_id)
            )
            for each in wrapped
        }
        return Caseworker(
            row.member_id,
            row.organisation_id,
            row.name,
            row.organisation,
            Role(row.role),
            id_,
            keys,
        )

    async def sign_out(self, cookie: str) -> None:
        """The session is gone, whatever the cookie was."""
        with suppress(SignedOut):
            id_ = sessions.session_id(_session(cookie))
            async with self._desk.database.transaction() as work:
                await work.sessions.end(id_)

    # -------------------------------------------------------------------------------------------

    def _check(self, password: str, *, names: Collection[str]) -> None:
        if len(password) > LONGEST_PASSWORD:
            raise PasswordUnusable(PasswordUnusable.__doc__)
        if weakness := self._desk.password_rule.weakness(password, names=names):
            raise PasswordTooWeak(weakness)

    async def _open(self, work: Work, invitation: Invitation) -> InvitationRow:
        row = await work.invitations.open(invitation.lookup, self._desk.clock())
        if row is None:
            raise NotInvited(NotInvited.__doc__)
        return row

    def _member(
        self, row: InvitationRow, id_: UUID, name: str, secret: SecretKey, locked: bytes
    ) -> MemberRow:
        public = secret.public
        return MemberRow(
            id_, row.organisation_id, name, row.role, public.id, public.raw, locked,
            self._desk.clock(),
        )  # fmt: skip

    async def _join(
        self, work: Work, row: InvitationRow, invitation: Invitation, member: MemberRow
    ) -> None:
        """The organisation's secret goes from the invitation to the member, and nowhere else."""
        organisation = unwrap(row.wrapped, invitation.key, wheres.invitation(row.id))
        where = wheres.member_key(member.id, row.organisation_key_id)
        wrapped = wrap(organisation, member.public_key, where)
        try:
            await work.members.add(member)
        except NameIsTaken:
            raise NameTaken(NameTaken.__doc__) from None
        key = MemberKeyRow(row.organisation_id, member.id, row.organisation_key_id, wrapped)
        await work.members.add_key(key)
        await work.invitations.used(row.id, by=member.id, at=self._desk.clock())

    async def _begin(
        self, work: Work, organisation: UUID, member: UUID, secret: SecretKey, act: str
    ) -> str:
        session, now = sessions.new_session_secret(), self._desk.clock()
        id_ = sessions.session_id(session)
        row = SessionRow(
            id=id_,
            organisation_id=organisation,
            member_id=member,
            locked=sessions.lock(secret, session, wheres.session(id_)),
            created_at=now,
            expires_at=now + timedelta(hours=self._desk.session_hours),
        )
        await work.sessions.add(row)
        event = trail.by_member(
            self._desk.chance.id(), now, act, member=member, organisation=organisation
        )
        await work.audit.add([event])
        return sessions.as_cookie(session)

    async def _counted(self, work: Work, name: str, device: str) -> bytes:
        """What this try counts under: its own browser, if that is known, or else the name.

        So whoever types a name again and again uses up the tries of strangers, and not those of
        the browsers in which its owner was signed in.  Raises TooManyTries.
        """
        now, abouts = self._desk.clock(), [self._desk.keys.hash("sign-in", name)]
        if number := self._devices.known(device, name):
            abouts.insert(0, self._desk.keys.hash("sign-in device", number))
        for about in abouts:
            if await work.tries.count(about, now - WITHIN) < TRIES:
                await work.tries.add(about, now)
                return about
        raise TooManyTries(WITHIN)

    async def _unlocked(self, member: MemberRow | None, password: str) -> SecretKey | None:
        """The same work for a name that is not there, so that time does not tell names."""
        if member is None:
            id_ = self._desk.chance.id()
            with suppress(PasswordTooLong):
                await self._locked(new_pair(), password, id_)
            return None
        where = wheres.member_secret(member.id)
        try:
            locked = self._desk.keys.open(member.locked, where)
            return await self._derive(unlock, locked, password, where)
        except WrongPassword:
            return None

    async def _locked(self, secret: SecretKey, password: str, member: UUID) -> bytes:
        """Under the password, and that under the server key: none is guessed from the database."""
        where, cost = wheres.member_secret(member), self._desk.password_cost
        locked = await self._derive(lock, secret, password, where, cost)
        return self._desk.keys.seal(locked, where)

    async def _derive(
        self, work: Callable[Slow, Result], *args: Slow.args, **kwargs: Slow.kwargs
    ) -> Result:
        """A key derivation, off the event loop."""
        async with self._deriving:
            return await asyncio.to_thread(work, *args, **kwargs)


def _read(code: str) -> Invitation:
    try:
        return Invitation.read(code)
    except NotAnInvitation:
        raise NotInvited(NotInvited.__doc__) from None


def _session(cookie: str) -> bytes:
    try:
        return sessions.from_cookie(cookie)
    except sessions.NotACookie:
        raise SignedOut(SignedOut.__doc__) from None


def _spaced(name: str) -> str:
    return " ".join(storable(name).split())


def _known_as(name: str) -> str:
    """The same however it is spaced, and written large or small.

    Databases differ over the dots of Turkish letters.  Here all of these are one letter, so that
    no other way of writing a name that opens the same door has tries of its own.
    """
    return _spaced(name).casefold().replace("\u0307", "").replace("ı", "i")


def _usable(name: str) -> str:
    name = " ".join(name.split())
    if len(name) not in NAME_LENGTHS or not name.isprintable() or is_blank(name):
        raise NameUnusable(NameUnusable.__doc__)
    return name
