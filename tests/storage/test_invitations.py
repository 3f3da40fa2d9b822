"""An invitation is good once, until it is too old."""

import asyncio
from datetime import timedelta

import pytest

from bot.storage.database import Database
from bot.storage.invitations import InvitationRow, NotOpen
from tests.storage.cast import NOON, Office, uid

WEEK = NOON + timedelta(days=7)


async def invite(worker: Database, office: Office) -> None:
    async with worker.transaction() as work:
        await work.invitations.add(office.invitation(5, expires_at=WEEK))


async def test_a_code_opens_its_invitation(
    worker_database: Database, web_database: Database, ana: Office
) -> None:
    await invite(worker_database, ana)

    async with web_database.transaction() as work:
        row = await work.invitations.open(b"lookup 5", NOON)
        assert await work.invitations.open(b"lookup 6", NOON) is None
        assert await work.invitations.open(b"lookup 5", WEEK) is None

    assert row == InvitationRow(
        uid(5), ana.id, ana.partner.name, "caseworker", ana.key.id, b"wrapped"
    )


async def test_a_colleague_invites_too(web_database: Database, ana: Office) -> None:
    async with web_database.transaction(visible_to=ana.scope) as work:
        await work.invitations.add(ana.invitation(5, expires_at=WEEK))
    async with web_database.transaction() as work:
        assert await work.invitations.open(b"lookup 5", NOON) is not None


async def test_a_used_invitation_is_used(
    worker_database: Database, web_database: Database, ana: Office
) -> None:
    await invite(worker_database, ana)
    async with web_database.transaction(visible_to=ana.scope) as work:
        await work.invitations.used(uid(5), by=uid(6), at=NOON)

    async with web_database.transaction(visible_to=ana.scope) as work:
        assert await work.invitations.open(b"lookup 5", NOON) is None
        with pytest.raises(NotOpen):
            await work.invitations.used(uid(5), by=uid(7), at=NOON)


async def test_another_office_cannot_use_it_up(
    worker_database: Database, web_database: Database, ana: Office, ben: Office
) -> None:
    await invite(worker_database, ana)

    async with web_database.transaction(visible_to=ben.scope) as work:
        with pytest.raises(NotOpen):
            await work.invitations.used(uid(5), by=ben.member_id, at=NOON)
    async with web_database.transaction() as work:
        assert await work.invitations.open(b"lookup 5", NOON) is not None


async def test_of_those_who_use_it_at_once_one_joins(
    worker_database: Database, web_database: Database, ana: Office
) -> None:
    await invite(worker_database, ana)

    async def join() -> bool:
        async with web_database.transaction() as work:
            row = await work.invitations.open(b"lookup 5", NOON)
            if row is None:
                return False
            await asyncio.sleep(0.05)
            await work.narrow(ana.scope)
            await work.invitations.used(row.id, by=uid(6), at=NOON)
            return True

    assert sorted(await asyncio.gather(*(join() for _ in range(4)))) == [False] * 3 + [True]
