"""How fast we write: replies first, a broadcast with what is left, and never more than allowed."""

import asyncio
from collections.abc import Awaitable, Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.telegram.pacer import MANY, Pace, Pacer, Stopped
from bot.services.ports import BULK, REPLIES, Lane

QUICK = Pace(overall=10, burst=3, second=0.2)
ANA, BEN = "1", "2"


class Calls:
    """When each call to Telegram began and ended."""

    def __init__(self, pacer: Pacer, takes: float = 0.0) -> None:
        self.pacer, self.takes = pacer, takes
        self.begun: list[tuple[float, str, Lane]] = []
        self.ended: list[float] = []

    async def call(self, chat: str, lane: Lane = REPLIES, *, edits: bool = False) -> None:
        clock = asyncio.get_running_loop().time
        async with self.pacer.turn(chat, lane, edits=edits):
            self.begun.append((clock(), chat, lane))
            await asyncio.sleep(self.takes)
            self.ended.append(clock())  # in its turn, so never after the place was given back

    def lanes(self) -> list[Lane]:
        return [lane for _, _, lane in self.begun]


async def timed(work: Awaitable[object]) -> float:
    clock = asyncio.get_running_loop().time
    began = clock()
    await work
    return clock() - began


def most_in(seconds: float, moments: list[float]) -> int:
    """The most that any sliding span of this length holds."""
    return max(sum(each <= m < each + seconds for m in moments) for each in moments)


async def test_a_few_to_one_chat_go_at_once_and_then_one_a_second() -> None:
    calls = Calls(Pacer(QUICK))

    took = await timed(asyncio.gather(*(calls.call(ANA) for _ in range(6))))

    began = [moment - calls.begun[0][0] for moment, *_ in calls.begun]
    assert began[2] < 0.1
    assert 3 * 0.2 <= took < 3 * 0.2 + 0.3
    assert all(later - sooner > 0.15 for sooner, later in pairwise(began[2:]))


async def test_other_chats_do_not_wait_for_one() -> None:
    calls = Calls(Pacer(QUICK))
    slow = [asyncio.create_task(calls.call(ANA)) for _ in range(6)]
    await asyncio.sleep(0)

    assert await timed(calls.call(BEN)) < 0.1

    for task in slow:
        task.cancel()


async def test_what_changes_a_message_is_not_counted_in_its_chat() -> None:
    calls = Calls(Pacer(QUICK))

    assert await timed(asyncio.gather(*(calls.call(ANA, edits=True) for _ in range(8)))) < 0.1


async def test_no_second_holds_more_than_is_allowed_whenever_telegram_counts() -> None:
    """At the beginning of a call, at its end: the count holds for both, and so for between."""
    calls = Calls(Pacer(QUICK), takes=0.05)

    await asyncio.gather(*(calls.call(str(n), (REPLIES, BULK)[n % 2]) for n in range(45)))

    assert most_in(0.2, calls.ended) <= QUICK.overall
    assert most_in(0.2, [moment for moment, *_ in calls.begun]) <= QUICK.overall
    mixed = [max(e, b) for e, (b, *_) in zip(sorted(calls.ended), calls.begun, strict=True)]
    assert most_in(0.2, mixed) <= QUICK.overall


async def test_a_broadcast_goes_as_fast_as_is_allowed() -> None:
    calls = Calls(Pacer(QUICK))

    took = await timed(asyncio.gather(*(calls.call(str(n), BULK) for n in range(60))))

    assert took < 60 / QUICK.overall * QUICK.second + 0.5
    assert most_in(0.2, calls.ended) <= QUICK.overall


async def test_a_reply_does_not_wait_for_a_broadcast() -> None:
    calls = Calls(Pacer(QUICK))
    broadcast = [asyncio.create_task(calls.call(str(n), BULK)) for n in range(100)]
    await asyncio.sleep(0.3)

    waits = [await timed(calls.call(f"reply {n}")) for n in range(5)]

    assert max(waits) < 0.15  # not 100 / 10 * 0.2 = 2 seconds
    assert calls.lanes().count(BULK) < 60
    for task in broadcast:
        task.cancel()


async def test_replies_go_before_all_of_a_broadcast_that_waits() -> None:
    calls = Calls(Pacer(Pace(overall=2, burst=3, second=0.1)))
    waiting = [asyncio.create_task(calls.call(str(n), BULK)) for n in range(6)]
    await asyncio.sleep(0.02)
    waiting += [asyncio.create_task(calls.call(f"reply {n}")) for n in range(4)]

    await asyncio.gather(*waiting)

    lanes = calls.lanes()
    begun_before = lanes.index(REPLIES)
    assert begun_before <= 2
    assert lanes[begun_before : begun_before + 4] == [REPLIES] * 4


async def test_what_telegram_wants_is_waited_for_in_that_chat() -> None:
    pacer = Pacer(QUICK)
    calls = Calls(pacer)

    pacer.silence(ANA, 0.4)

    assert pacer.is_silent(ANA)
    assert not pacer.is_silent(BEN)
    assert await timed(calls.call(BEN)) < 0.1
    assert 0.2 <= await timed(calls.call(ANA)) < 0.6
    assert not pacer.is_silent(ANA)


async def test_every_broadcast_waits_where_telegram_wants_one_chat_to_wait() -> None:
    pacer = Pacer(QUICK)

    pacer.silence(ANA, 0.4)

    assert 0.35 <= await timed(Calls(pacer).call(BEN, BULK)) < 0.7


async def test_a_longer_wish_is_not_cut_short_by_a_shorter_one() -> None:
    pacer = Pacer(QUICK)

    pacer.silence(ANA, 0.4)
    pacer.silence(ANA, 0.1)

    assert await timed(Calls(pacer).call(ANA)) >= 0.35


async def test_what_fails_counts_too() -> None:
    """Nobody knows whether it arrived."""
    pacer = Pacer(Pace(overall=1, second=0.2))

    async def fails() -> None:
        async with pacer.turn(ANA, REPLIES):
            raise RuntimeError("cut off")

    with pytest.raises(RuntimeError):
        await fails()

    assert await timed(Calls(pacer).call(BEN)) >= 0.15


@pytest.mark.parametrize("lane", [REPLIES, BULK])
async def test_who_waits_when_we_end_is_told_so(lane: Lane) -> None:
    pacer = Pacer(Pace(overall=1, second=30))
    await Calls(pacer).call(ANA)
    waiting = asyncio.create_task(Calls(pacer).call(BEN, lane))
    rests = asyncio.create_task(_after_silence(pacer))
    await asyncio.sleep(0.01)

    pacer.stop()

    for task in (waiting, rests, asyncio.create_task(Calls(pacer).call("3", lane))):
        with pytest.raises(Stopped):
            await task


async def _after_silence(pacer: Pacer) -> None:
    pacer.silence("9", 30)
    await Calls(pacer).call("9")


async def test_what_was_begun_is_finished_when_we_end() -> None:
    pacer = Pacer(QUICK)
    calls = Calls(pacer, takes=0.05)
    begun = asyncio.create_task(calls.call(ANA))
    await asyncio.sleep(0.01)

    pacer.stop()
    await begun

    assert len(calls.ended) == 1


async def test_who_gives_up_waiting_takes_nobodys_place() -> None:
    pacer = Pacer(Pace(overall=1, second=0.1))
    await Calls(pacer).call(ANA)
    givers_up = [asyncio.create_task(Calls(pacer).call(str(n))) for n in range(20)]
    await asyncio.sleep(0.01)
    for task in givers_up:
        task.cancel()
    await asyncio.gather(*givers_up, return_exceptions=True)

    assert await timed(Calls(pacer).call(BEN)) < 0.3


async def test_who_is_let_go_and_gives_up_in_the_same_moment_gives_the_place_back() -> None:
    pacer = Pacer(Pace(overall=1, second=0.05))
    async with pacer.turn(ANA, REPLIES):
        waiting = asyncio.create_task(Calls(pacer).call(BEN))
        await asyncio.sleep(0)
    await asyncio.sleep(0.06)
    pacer._grant()
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)

    assert await timed(Calls(pacer).call("3")) < 0.2


async def test_chats_that_have_rested_are_forgotten() -> None:
    now = 0.0
    pacer = Pacer(Pace(overall=10**9), clock=lambda: now)
    for number in range(MANY):
        await Calls(pacer).call(str(number))
    pacer.silence("5", 60)
    now = 30.0
    await Calls(pacer).call("new")

    assert sorted(pacer._chats) == ["5", "new"]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("abcdef"), st.sampled_from([REPLIES, BULK]), st.booleans()),
        min_size=1,
        max_size=40,
    )
)
def test_however_calls_come_everyone_is_let_go_and_never_too_many_at_once(
    wanted: list[tuple[str, Lane, bool]],
) -> None:
    pace = Pace(overall=4, burst=2, second=0.02)

    async def play() -> tuple[Calls, int]:
        calls = Calls(Pacer(pace))
        work: list[Callable[[], Awaitable[None]]] = [
            lambda each=each: calls.call(each[0], each[1], edits=each[2])  # type: ignore[misc]  # of this round
            for each in wanted
        ]
        await asyncio.wait_for(asyncio.gather(*(each() for each in work)), 10)
        return calls, most_in(pace.second, calls.ended)

    calls, most = asyncio.run(play())

    assert len(calls.ended) == len(wanted)
    assert most <= pace.overall
