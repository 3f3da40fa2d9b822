"""One role's way into the database: use cases run in transactions, each with all repositories."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from uuid import UUID

import asyncpg
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from bot.storage.assessments import Assessments
from bot.storage.audit import Audit
from bot.storage.batches import Batches
from bot.storage.broadcasts import Broadcasts
from bot.storage.connections import DatabaseUnavailable, connect, place
from bot.storage.conversations import Conversations
from bot.storage.dead_letters import DeadLetters
from bot.storage.departures import Departures
from bot.storage.deployment import Deployment
from bot.storage.diaries import Diaries
from bot.storage.drivers import DRIVERS_OWN, begun, driver_of
from bot.storage.entries import Entries
from bot.storage.files import Files
from bot.storage.flow_versions import FlowVersions
from bot.storage.group_numbers import GroupNumbers
from bot.storage.groups import Groups
from bot.storage.invitations import Invitations
from bot.storage.jobs import Jobs
from bot.storage.late import Late
from bot.storage.links import Links
from bot.storage.members import Members
from bot.storage.organisations import Organisations
from bot.storage.outbox import Outbox
from bot.storage.recipients import Recipients
from bot.storage.referrals import Referrals
from bot.storage.reports import Reports
from bot.storage.seen import Seen
from bot.storage.sessions import Sessions
from bot.storage.subscriptions import Subscriptions
from bot.storage.surveys import Surveys
from bot.storage.timers import Timers
from bot.storage.tries import Tries

__all__ = ["Database", "DatabaseUnavailable", "Scope", "Work"]

LONGEST_WAIT = 30.0  # seconds for a connection of the pool
# No connection (08), no room (53), shutting down (57P), standing by as a read-only copy (25006).
GONE = ("08", "53", "57P", "25006")
NARROW = sa.text(
    "SELECT set_config('haki.organisation_id', :organisation, true),"
    " set_config('haki.member_id', :member, true)"
)


@dataclass(frozen=True, slots=True)
class Scope:
    """For whom the web works: what it sees is theirs."""

    organisation_id: UUID
    member_id: UUID


class Work:
    """The repositories over one connection, for one transaction after the other."""

    def __init__(self, connection: AsyncConnection) -> None:
        self.connection = connection
        self.assessments = Assessments(connection)
        self.audit = Audit(connection)
        self.batches = Batches(connection)
        self.broadcasts = Broadcasts(connection)
        self.conversations = Conversations(connection)
        self.dead_letters = DeadLetters(connection)
        self.deployment = Deployment(connection)
        self.entries = Entries(connection)
        self.files = Files(connection)
        self.flow_versions = FlowVersions(connection)
        self.group_numbers = GroupNumbers(connection)
        self.groups = Groups(connection)
        self.invitations = Invitations(connection)
        self.jobs = Jobs(connection)
        self.late = Late(connection)
        self.links = Links(connection)
        self.members = Members(connection)
        self.organisations = Organisations(connection)
        self.outbox = Outbox(connection)
        self.recipients = Recipients(connection)
        self.referrals = Referrals(connection)
        self.reports = Reports(connection)
        self.seen = Seen(connection)
        self.sessions = Sessions(connection)
        self.subscriptions = Subscriptions(connection)
        self.surveys = Surveys(connection)
        self.timers = Timers(connection)
        self.departures = Departures(connection)
        self.diaries = Diaries(connection)
        self.tries = Tries(connection)

    async def narrow(self, scope: Scope) -> None:
        """From here to the end of the transaction, the web sees what these people may see."""
        asked = {"organisation": str(scope.organisation_id), "member": str(scope.member_id)}
        await self.connection.execute(NARROW, asked)


class Database:
    """Connections that log in as one role, opened when they are needed and then kept.

    They are kept here and not in SQLAlchemy's pool, which takes longer over lending one than a
    message has.
    """

    def __init__(self, url: str, *, pool: int = 10) -> None:
        self._place = place(url)
        self._engine = create_async_engine(
            "postgresql+asyncpg://",
            async_creator=lambda: connect(url),
            poolclass=sa.NullPool,
            hide_parameters=True,
            isolation_level="AUTOCOMMIT",  # SQLAlchemy begins nothing: `begun` does
        )
        self._room = asyncio.Semaphore(pool)
        self._idle: list[Work] = []
        self._closed = False

    @asynccontextmanager
    async def transaction(self, *, visible_to: Scope | None = None) -> AsyncIterator[Work]:
        """One use case: all of it is committed at the end, or nothing.

        Raises DatabaseUnavailable, also where it is not known whether the commit arrived.
        """
        try:
            async with self._lent() as work, begun(work.connection):
                if visible_to is not None:
                    await work.narrow(visible_to)
                yield work
        except (DBAPIError, *DRIVERS_OWN) as error:
            if not _is_gone(error):
                raise
            raise DatabaseUnavailable(
                f"PostgreSQL at {self._place} went away: see that it runs, and has room."
            ) from error

    async def ready(self) -> None:
        """Raises DatabaseUnavailable, also for a server that is too old."""
        async with self.transaction() as work:
            await work.deployment.get("ready")

    async def close(self) -> None:
        self._closed = True
        while self._idle:
            await self._idle.pop().connection.close()
        await self._engine.dispose()

    @asynccontextmanager
    async def _lent(self) -> AsyncIterator[Work]:
        await self._enter()
        try:
            work = await self._kept() or Work(await self._engine.connect())
            try:
                yield work
            finally:
                if self._closed or not _still_open(work):
                    await work.connection.close()
                else:
                    self._idle.append(work)
        finally:
            self._room.release()

    async def _enter(self) -> None:
        if not self._room.locked():
            await self._room.acquire()
            return
        try:
            async with asyncio.timeout(LONGEST_WAIT):
                await self._room.acquire()
        except TimeoutError:
            raise DatabaseUnavailable(
                f"All connections to PostgreSQL at {self._place} are busy: try again in a moment."
            ) from None

    async def _kept(self) -> Work | None:
        """The one that was used last, whose server is still there."""
        while self._idle:
            work = self._idle.pop()
            if _still_open(work):
                return work
            await work.connection.close()
        return None


def _still_open(work: Work) -> bool:
    """Do not lend a connection whose server went away, or one on which something is unfinished."""
    if work.connection.invalidated:
        return False
    driver = driver_of(work.connection)
    return not (driver.is_closed() or driver.is_in_transaction())


def _is_gone(error: Exception) -> bool:
    if isinstance(error, DBAPIError):
        state = getattr(error.orig, "sqlstate", None)
        return error.connection_invalidated or str(state).startswith(GONE)
    if isinstance(error, asyncpg.PostgresError):
        return str(error.sqlstate).startswith(GONE)
    return True  # asyncpg's own: the connection was closed, or is being closed, under us
