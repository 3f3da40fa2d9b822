"""The gate: batches of different people, everyone's own in order, an answer for each."""

import asyncio
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.messages import Address, Incoming
from bot.domain.unavailable import TryAgain
from bot.services.gate import AT_ONCE, Gate, ShuttingDown

ANA, BEN, CHI, DEE = (Address("test", who) for who in ("ana", "ben", "chi", "dee"))


def message(of: Address, number: int = 1) -> Incoming:
    return Incoming(of, str(number))


class Clerk:
    """Commits batches, when `may` lets it, and keeps what they were."""

    def __init__(self) -> None:
        self.batches: list[list[Incoming]] = []
        self.bad: dict[Incoming, Exception] = {}
        self.may = asyncio.Event()
        self.may.set()

    async def __call__(self, batch: Sequence[Incoming]) -> Sequence[str | BaseException]:
        self.batches.append(list(batch))
        await self.may.wait()
        return [self.bad.get(one) or f"{one.address.id} {one.external_id}" for one in batch]


async def inside(gate: Gate[str], *messages: Incoming) -> list[asyncio.Task[str]]:
    """All of them wait inside, in this order."""
    tasks = [asyncio.create_task(gate.let_through(one)) for one in messages]
    for _ in range(3):
        await asyncio.sleep(0)
    return tasks


async def test_what_waits_together_is_committed_together() -> None:
    clerk = Clerk()
    gate = Gate(clerk)
    messages = [message(ANA), message(BEN), message(CHI)]

    results = await asyncio.gather(*(gate.let_through(one) for one in messages))

    assert results == ["ana 1", "ben 1", "chi 1"]
    assert clerk.batches == [messages]


async def test_a_person_is_in_a_batch_once_and_the_others_do_not_wait_for_them() -> None:
    clerk = Clerk()
    gate = Gate(clerk)
    first, second, third = (message(ANA, number) for number in (1, 2, 3))

    await asyncio.gather(*(map(gate.let_through, (first, second, third, message(BEN)))))

    assert clerk.batches == [[first, message(BEN)], [second], [third]]


async def test_a_batch_has_so_many_people_and_no_more() -> None:
    clerk = Clerk()
    gate = Gate(clerk, most=2)

    await asyncio.gather(*(gate.let_through(message(who)) for who in (ANA, BEN, CHI)))

    assert clerk.batches == [[message(ANA), message(BEN)], [message(CHI)]]


async def test_who_writes_without_end_does_not_keep_the_others_out() -> None:
    clerk = Clerk()
    gate = Gate(clerk, most=1)

    messages = [*(message(ANA, number) for number in range(5)), message(BEN)]
    await asyncio.gather(*(gate.let_through(one) for one in messages))

    assert clerk.batches.index([message(BEN)]) == 1


async def test_nobody_waits_for_a_batch_to_fill() -> None:
    clerk = Clerk()
    clerk.may.clear()
    gate = Gate(clerk)

    tasks = await inside(gate, message(ANA))
    tasks += await inside(gate, message(BEN), message(CHI))
    clerk.may.set()
    await asyncio.gather(*tasks)

    assert clerk.batches == [[message(ANA)], [message(BEN), message(CHI)]]


async def test_while_one_batch_is_committed_another_one_begins_and_no_third() -> None:
    clerk = Clerk()
    clerk.may.clear()
    gate = Gate(clerk)

    tasks = [task for who in (ANA, BEN, CHI, DEE) for task in await inside(gate, message(who))]
    tasks += await inside(gate, message(ANA, 2))

    assert clerk.batches == [[message(ANA)], [message(BEN)]]
    clerk.may.set()
    await asyncio.gather(*tasks)
    assert clerk.batches[2:] == [[message(CHI), message(DEE), message(ANA, 2)]]


async def test_nobody_is_in_two_batches_at_once() -> None:
    clerk = Clerk()
    clerk.may.clear()
    gate = Gate(clerk)

    tasks = await inside(gate, message(ANA, 1))
    tasks += await inside(gate, message(ANA, 2))
    tasks += await inside(gate, message(BEN, 1), message(ANA, 3))

    assert clerk.batches == [[message(ANA, 1)], [message(BEN, 1)]]
    clerk.may.set()
    await asyncio.gather(*tasks)
    assert clerk.batches[2:] == [[message(ANA, 2)], [message(ANA, 3)]]


async def test_whoever_comes_in_the_moment_a_batch_ends_is_not_forgotten() -> None:
    gate = Gate(Clerk())

    async with asyncio.timeout(5):
        for number in range(100):
            assert await gate.let_through(message(ANA, number)) == f"ana {number}"


async def test_an_error_is_for_the_one_message_it_belongs_to() -> None:
    clerk = Clerk()
    clerk.bad[message(BEN)] = ValueError("only Ben's")
    gate = Gate(clerk)

    results = await asyncio.gather(
        *(gate.let_through(message(who)) for who in (ANA, BEN, CHI)), return_exceptions=True
    )

    assert results == ["ana 1", clerk.bad[message(BEN)], "chi 1"]


async def test_a_batch_that_fails_as_a_whole_fails_for_each_and_the_gate_stays_open() -> None:
    gone = TryAgain("not now")

    async def fails(batch: Sequence[Incoming]) -> Sequence[str]:
        if len(batch) == 2:
            raise gone
        return ["through"]

    gate = Gate(fails)

    failed = await asyncio.gather(
        *(gate.let_through(message(who)) for who in (ANA, BEN)), return_exceptions=True
    )

    assert failed == [gone, gone]
    assert await gate.let_through(message(ANA, 2)) == "through"


async def test_who_stops_waiting_takes_nothing_out() -> None:
    clerk = Clerk()
    clerk.may.clear()
    gate = Gate(clerk)
    first, other = await inside(gate, message(ANA), message(BEN))

    first.cancel()
    clerk.may.set()

    assert await other == "ben 1"
    assert clerk.batches == [[message(ANA), message(BEN)]]


async def test_closing_finishes_what_is_inside() -> None:
    clerk = Clerk()
    clerk.may.clear()
    gate = Gate(clerk)
    tasks = await inside(gate, message(ANA, 1), message(ANA, 2), message(BEN))

    closing = asyncio.create_task(gate.close())
    await asyncio.sleep(0)
    assert not closing.done()
    clerk.may.set()
    await closing

    assert [task.result() for task in tasks] == ["ana 1", "ana 2", "ben 1"]


async def test_a_closed_gate_lets_nobody_in_and_says_that_it_is_no_loss() -> None:
    clerk = Clerk()
    gate = Gate(clerk)
    await gate.close()

    with pytest.raises(ShuttingDown) as refused:
        await gate.let_through(message(ANA))

    assert isinstance(refused.value, TryAgain)
    assert clerk.batches == []


Arrival = tuple[int, int]  # who, and how many turns of the loop until the next arrives
arrivals = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3)), max_size=40)


@settings(max_examples=100, deadline=None)
@given(come=arrivals, slow=st.lists(st.integers(0, 4), max_size=40), most=st.integers(1, 4))
def test_whoever_comes_when_all_get_through_once_and_in_their_order(
    come: list[Arrival], slow: list[int], most: int
) -> None:
    asyncio.run(asyncio.wait_for(_all_get_through(come, slow, most), 5))


async def _all_get_through(come: list[Arrival], slow: list[int], most: int) -> None:
    batches: list[list[Incoming]] = []
    inside: list[Incoming] = []
    through: list[Incoming] = []
    busy = 0

    async def commit(batch: Sequence[Incoming]) -> Sequence[Incoming]:
        nonlocal busy
        busy += 1
        assert busy <= AT_ONCE
        batches.append(list(batch))
        inside.extend(batch)
        assert len({one.address for one in inside}) == len(inside)
        for _ in range(slow[len(batches) - 1] if len(batches) <= len(slow) else 0):
            await asyncio.sleep(0)
        busy -= 1
        for one in batch:
            inside.remove(one)
        through.extend(batch)
        return list(batch)

    gate: Gate[Incoming] = Gate(commit, most)
    sent = [message(Address("test", str(who)), number) for number, (who, _) in enumerate(come)]
    tasks = []
    for one, (_, pause) in zip(sent, come, strict=True):
        tasks.append(asyncio.create_task(gate.let_through(one)))
        for _ in range(pause):
            await asyncio.sleep(0)
    results = await asyncio.gather(*tasks)

    assert results == sent
    for who in {one.address for one in sent}:
        assert [one for one in through if one.address == who] == [
            one for one in sent if one.address == who
        ]
    assert len(through) == len(sent)
    for batch in batches:
        assert len({one.address for one in batch}) == len(batch) <= most
