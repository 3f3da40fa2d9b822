"""Events are linked in one chain by one job, whatever order they were committed in."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import DBAPIError

from bot.domain.audit import START, Actor, AuditEvent, linked
from bot.storage.audit import LinkRow
from bot.storage.database import Database
from tests.storage.cast import NOON, Office, uid


def event(number: int, *, minutes: int = 0) -> AuditEvent:
    return AuditEvent(
        id=uid(number),
        at=NOON + timedelta(minutes=minutes),
        actor=Actor.SYSTEM,
        act="something.happened",
        subject_kind="deployment",
    )


async def extend(database: Database, limit: int = 100) -> list[LinkRow]:
    async with database.transaction() as work:
        await work.audit.hold_chain()
        number, head = await work.audit.head() or (0, START)
        links = []
        for each in await work.audit.unlinked(limit):
            number, head = number + 1, linked(head, each)
            links.append(LinkRow(number, each.at, each.id, head))
        await work.audit.link(links)
        return links


async def test_an_event_comes_back_as_it_was_written(worker_database: Database) -> None:
    written = replace(
        event(1),
        actor=Actor.MEMBER,
        actor_id=uid(2),
        organisation_id=uid(3),
        subject_id=uid(4),
        detail={"show": "waiting", "page": "1"},
    )
    async with worker_database.transaction() as work:
        await work.audit.add([written])
        await work.audit.add([])
        (kept,) = await work.audit.unlinked(10)

    assert kept == written
    assert kept.to_bytes() == written.to_bytes()


async def test_the_chain_goes_on_where_it_ended(worker_database: Database) -> None:
    async with worker_database.transaction() as work:
        await work.audit.add([event(number, minutes=number) for number in range(1, 6)])

    first = await extend(worker_database, limit=3)
    second = await extend(worker_database)

    assert [link.number for link in first + second] == [1, 2, 3, 4, 5]
    assert await extend(worker_database) == []
    async with worker_database.transaction() as work:
        assert await work.audit.head() == (5, second[-1].hash)
        chain = [(link, found) async for link, found in work.audit.linked_events()]
    head = START
    for link, found in chain:
        assert found is not None
        head = linked(head, found)
        assert link.hash == head
    assert len(chain) == 5


async def test_what_is_committed_late_is_linked_late(worker_database: Database) -> None:
    async with worker_database.transaction() as slow:
        await slow.audit.add([event(1, minutes=0)])
        async with worker_database.transaction() as quick:
            await quick.audit.add([event(2, minutes=10)])
        before = await extend(worker_database)
    after = await extend(worker_database)

    assert [link.event_id for link in before] == [uid(2)]
    assert [(link.number, link.event_id) for link in after] == [(2, uid(1))]


async def test_jobs_at_once_make_one_chain(worker_database: Database) -> None:
    async with worker_database.transaction() as work:
        await work.audit.add([event(number, minutes=number) for number in range(1, 21)])

    links = await asyncio.gather(*(extend(worker_database, limit=5) for _ in range(5)))

    assert sorted(link.number for each in links for link in each) == list(range(1, 21))


async def test_a_missing_event_is_seen(worker_database: Database) -> None:
    async with worker_database.transaction() as work:
        await work.audit.link([LinkRow(1, NOON, uid(1), b"hash")])
        await work.audit.link([])
        chain = [(link.number, found) async for link, found in work.audit.linked_events()]

    assert chain == [(1, None)]


async def test_nobody_speaks_for_another(web_database: Database, ana: Office, ben: Office) -> None:
    mine = replace(event(1), actor=Actor.MEMBER, actor_id=ana.member_id, organisation_id=ana.id)

    async def write(written: AuditEvent) -> None:
        async with web_database.transaction(visible_to=ana.scope) as work:
            await work.audit.add([written])

    await write(mine)
    for other in (
        replace(mine, id=uid(2), actor=Actor.SYSTEM),
        replace(mine, id=uid(3), actor_id=ben.member_id),
        replace(mine, id=uid(4), organisation_id=ben.id),
        replace(mine, id=uid(5), organisation_id=None),
    ):
        with pytest.raises(DBAPIError, match="row-level security"):
            await write(other)
