"""The audit chain: over what is committed and nothing else, and it finds every change."""

import asyncio
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.audit import Actor, AuditEvent
from bot.services import trail
from bot.services.audit import AuditChain, ChainIsBroken
from bot.storage.database import Database
from tests.services.shop import Shop

LINKS = "SELECT count(*) FROM audit_links"


@pytest.fixture
def chain(worker_database: Database) -> AuditChain:
    return AuditChain(worker_database)


def event(shop: Shop, number: int) -> AuditEvent:
    at = shop.clock() + timedelta(minutes=number)
    return trail.by_system(shop.chance.id(), at, "chain.tested", {"number": str(number)})


async def happens(shop: Shop, *numbers: int) -> list[AuditEvent]:
    events = [event(shop, number) for number in numbers]
    async with shop.database.transaction() as work:
        await work.audit.add(events)
    return events


async def changes(tables: Any, statement: str, *values: object) -> None:
    """What somebody does who owns the database: the log's own guards are off."""
    await tables.execute("SET session_replication_role = replica")
    assert await tables.execute(statement, *values) in {"UPDATE 1", "DELETE 1", "INSERT 0 1"}


async def test_the_chain_goes_on_from_where_it_was(shop: Shop, chain: AuditChain) -> None:
    await happens(shop, 1, 2)
    assert (await chain.extend(), await chain.extend()) == (2, 0)
    await happens(shop, 3)

    assert await chain.extend() == 1
    assert await chain.verify() == 3


async def test_a_chain_of_nothing_holds(chain: AuditChain) -> None:
    assert (await chain.extend(), await chain.verify()) == (0, 0)


async def test_what_is_not_committed_is_not_in_the_chain_and_joins_it_late(
    shop: Shop, chain: AuditChain, tables: Any
) -> None:
    async with shop.database.transaction() as work:
        await work.audit.add([event(shop, 1)])  # it happened first, and is committed last
        await happens(shop, 2)
        assert await chain.extend() == 1
    assert await chain.extend() == 1

    assert await chain.verify() == 2


async def test_what_was_rolled_back_never_is(shop: Shop, chain: AuditChain) -> None:
    with suppress(ChainIsBroken):
        async with shop.database.transaction() as work:
            await work.audit.add([event(shop, 1)])
            raise ChainIsBroken  # whatever it is that keeps it from its commit

    assert await chain.extend() == 0


async def test_two_that_chain_at_once_make_one_chain(
    shop: Shop, chain: AuditChain, tables: Any
) -> None:
    await happens(shop, *range(20))

    done = await asyncio.gather(*(chain.extend() for _ in range(4)))

    assert (sum(done), await chain.verify()) == (20, 20)
    assert await tables.fetchval(LINKS) == 20


async def test_more_than_one_run_takes_are_chained_by_the_next(
    shop: Shop, chain: AuditChain, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.services.audit.AT_ONCE", 2)
    await happens(shop, 1, 2, 3)

    assert [await chain.extend(), await chain.extend()] == [2, 1]
    assert await chain.verify() == 3


@pytest.mark.parametrize(
    "change",
    [
        "act = 'nothing'",
        "actor_kind = 'member'",
        "detail = '{}'",
        "subject_kind = 'report'",
        "subject_id = gen_random_uuid()",
        "actor_id = gen_random_uuid()",
        "organisation_id = gen_random_uuid()",
    ],
)
async def test_an_event_that_was_changed_is_found(
    shop: Shop, chain: AuditChain, tables: Any, change: str
) -> None:
    _, changed, _ = await happens(shop, 1, 2, 3)
    await chain.extend()

    await changes(tables, f"UPDATE audit_events SET {change} WHERE id = $1", changed.id)

    with pytest.raises(ChainIsBroken, match=r"Link 2 .* does not fit"):
        await chain.verify()


async def test_an_event_that_was_moved_in_time_is_found(
    shop: Shop, chain: AuditChain, tables: Any
) -> None:
    _, moved, _ = await happens(shop, 1, 2, 3)
    await chain.extend()

    await changes(
        tables, "UPDATE audit_events SET at = at + interval '1 s' WHERE id = $1", moved.id
    )

    with pytest.raises(ChainIsBroken, match=r"Link 2 .* has no event"):
        await chain.verify()


async def test_an_event_that_was_deleted_is_found(
    shop: Shop, chain: AuditChain, tables: Any
) -> None:
    _, gone, _ = await happens(shop, 1, 2, 3)
    await chain.extend()

    await changes(tables, "DELETE FROM audit_events WHERE id = $1", gone.id)

    with pytest.raises(ChainIsBroken, match=r"Link 2 .* has no event"):
        await chain.verify()


async def test_an_event_that_was_deleted_with_its_link_is_found(
    shop: Shop, chain: AuditChain, tables: Any
) -> None:
    _, gone, _ = await happens(shop, 1, 2, 3)
    await chain.extend()

    await changes(tables, "DELETE FROM audit_events WHERE id = $1", gone.id)
    await changes(tables, "DELETE FROM audit_links WHERE n = 2")

    with pytest.raises(ChainIsBroken, match=r"Link 2 .* has no event"):
        await chain.verify()


async def test_an_event_that_was_put_between_is_found(
    shop: Shop, chain: AuditChain, tables: Any
) -> None:
    """With a link of its own, and the numbers after it moved up."""
    await happens(shop, 1, 3)
    await chain.extend()
    (forged,) = await happens(shop, 2)

    await changes(tables, "UPDATE audit_links SET n = 3 WHERE n = 2")
    await changes(
        tables,
        "INSERT INTO audit_links SELECT 2, $1, $2, hash FROM audit_links WHERE n = 1",
        forged.at,
        forged.id,
    )

    with pytest.raises(ChainIsBroken, match=r"Link 2 .* does not fit"):
        await chain.verify()


async def test_two_events_that_changed_places_are_found(
    shop: Shop, chain: AuditChain, tables: Any
) -> None:
    one, other = await happens(shop, 1, 2)
    await chain.extend()

    moved = "UPDATE audit_links SET n = $1 WHERE event_id = $2"
    for number, of in ((9, one), (1, other), (2, one)):
        await changes(tables, moved, number, of.id)

    with pytest.raises(ChainIsBroken, match="Link 1"):
        await chain.verify()


async def test_what_happened_by_itself_is_by_nobody(shop: Shop) -> None:
    assert (event(shop, 1).actor, event(shop, 1).actor_id) == (Actor.SYSTEM, None)


async def test_an_event_that_is_written_in_for_long_ago_is_found(
    shop: Shop, chain: AuditChain
) -> None:
    two_days = 2 * 24 * 60
    await happens(shop, two_days)
    assert await chain.extend() == 1
    await happens(shop, 1)

    assert await chain.extend() == 0
    with pytest.raises(ChainIsBroken, match="1 events of the audit log"):
        await chain.verify()
