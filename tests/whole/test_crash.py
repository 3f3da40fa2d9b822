"""kill -9 around Send and around an answer: nothing lost, nothing twice, whatever the moment."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest

from bot.storage import embedded
from bot.storage.connections import connect
from tests.whole.chats import Chat, PageChat, TelegramChat, WebChat, choose, offered
from tests.whole.journeys import arriving
from tests.whole.moments import Moments
from tests.whole.running import say
from tests.whole.towns import Town, founded
from tests.whole.workers import (
    RECEIPT,
    SEND,
    Telling,
    begins,
    comes_back,
    fills_in,
    receipt_in,
    sends,
)

pytestmark = [pytest.mark.crash]

TIMES = 20
MOMENT = 0.2  # seconds, about twice of what an answer takes
NOT_ANSWERED = (aiohttp.ClientError, TimeoutError)


@dataclass
class Sending:
    """Somebody with Send before their thumb; it may be tapped again until it is answered."""

    chat: WebChat | PageChat | TelegramChat
    tap: Callable[[], Awaitable[None]]
    receipt: str | None = None

    async def try_it(self) -> None:
        with suppress(*NOT_ANSWERED):
            await self.tap()
            self.receipt = receipt_in(self.chat)


async def web(town: Town, number: int) -> Sending:
    """A program that gives its message an id, and sends it again under the same."""
    chat = await town.web()
    await ready(chat, number)
    key = button(chat)
    message = {"id": f"send {number}", "turn": chat.turn, "choice": key}
    return Sending(chat, lambda: chat.sends(**message))


async def page(town: Town, number: int) -> Sending:
    """A browser without JavaScript, in which the form is sent again."""
    chat = await town.page()
    await ready(chat, number)
    key, form = button(chat), chat.page

    async def tap() -> None:
        chat.page = form
        await chat.taps(key)

    return Sending(chat, tap)


async def phone(town: Town, number: int) -> Sending:
    """A tap that Telegram keeps until it is acknowledged."""
    chat = town.phone()
    await ready(chat, number)
    message, key = chat.messages[-1], button(chat)
    tapped: list[int] = []

    async def tap() -> None:
        if not tapped:
            tapped.append(await chat.person.taps(message, key))
        await chat.hears()

    return Sending(chat, tap)


CHANNELS = (web, phone, web, page)
UNSENT = "outbox WHERE channel = 'telegram' AND sent_at IS NULL AND failed_at IS NULL"


async def test_no_report_is_lost_or_doubled_by_a_kill_around_send(
    home: Path, chance: Moments, capsys: pytest.CaptureFixture[str]
) -> None:
    async with founded(home) as town:
        usual = await seconds_of_a_send(town)
        queue = town.staff[0]
        sendings = await asyncio.gather(
            *(CHANNELS[n % len(CHANNELS)](town, n) for n in range(TIMES))
        )
        async with arriving(queue) as new:
            moments = Counter(
                [
                    await sent_under_fire(
                        town, sending, chance.uniform(0, 2 * usual), postgres_too=n % 2 == 0
                    )
                    for n, sending in enumerate(sendings)
                ]
            )
        say(capsys, f"a Send takes {usual:.3f} s; kills came when it was {dict(moments)}")
        assert len(new) == TIMES
        assert len({sending.receipt for sending in sendings}) == TIMES
        assert await count_of(town, "reports") == TIMES + 1
        for sending in sendings:
            assert_heard_once_or_twice(sending)
        await asyncio.gather(*(found_elsewhere(town, sending) for sending in sendings))


async def test_no_answer_is_lost_and_no_notice_by_a_kill_around_it(
    home: Path, chance: Moments
) -> None:
    async with founded(home) as town:
        chats: list[Chat] = [await town.web(), town.phone(), await town.web(), town.phone()]
        await asyncio.gather(*(ready(chat, number) for number, chat in enumerate(chats)))
        for number, chat in enumerate(chats):
            async with arriving(town.staff[0]) as new:
                await sends(chat)
            reference, words = new[0][0], f"This is answer {number}."
            await town.staff[0].takes(reference)
            await answer_under_fire(town, reference, words, chance.uniform(0, MOMENT))
            await chat.hears()
            await choose(chat, "📨")
            if words not in chat.text:  # it was the same notice, a second time
                await chat.hears()
            assert chat.text.count(words) == 1
            assert (await town.staff[0].opens(reference)).text.count(words) == 1
            if isinstance(chat, TelegramChat):
                notices = [m for m in chat.person.received if m.silent]
                assert len(notices) in {1, 2}


async def seconds_of_a_send(town: Town) -> float:
    chat = await town.web()
    await ready(chat, TIMES)
    loop = asyncio.get_running_loop()
    begun = loop.time()
    await sends(chat)
    return loop.time() - begun


async def ready(chat: Chat, number: int) -> None:
    await begins(chat)
    await fills_in(chat, Telling(f"This is story {number}."))


def button(chat: Chat) -> str:
    return next(key for key, label in chat.buttons if SEND in label)


async def sent_under_fire(
    town: Town, sending: Sending, delay: float, *, postgres_too: bool
) -> str:
    """How far it had come when the kill came; afterwards there is an answer in any case."""
    before = await count_of(town, "reports")
    sent = asyncio.create_task(sending.try_it())
    await asyncio.sleep(delay)
    reached = "answered" if sending.receipt else "not arrived"
    await town.haki.kill(postgres_too=postgres_too)
    await town.haki.start()
    if not sending.receipt and await count_of(town, "reports") > before:
        reached = "kept, not answered"
    await sent
    first = sending.receipt
    for _ in range(3):
        if sending.receipt is None or not isinstance(sending.chat, TelegramChat):
            await sending.try_it()
    assert sending.receipt is not None
    assert first in {None, sending.receipt}
    await nothing_is_on_its_way(town)
    return reached


async def nothing_is_on_its_way(town: Town) -> None:
    """So that the next kill meets another message, and none can be said twice by it as well."""
    async with asyncio.timeout(20):
        while await count_of(town, UNSENT):  # noqa: ASYNC110 - the database tells nobody
            await asyncio.sleep(0.02)


def assert_heard_once_or_twice(sending: Sending) -> None:
    if isinstance(sending.chat, TelegramChat):
        heard = [each.text or "" for each in sending.chat.person.received]
        receipts = [found[0] for text in heard if (found := RECEIPT.search(text))]
        assert set(receipts) == {sending.receipt}
        assert len(receipts) in {1, 2}


async def found_elsewhere(town: Town, sending: Sending) -> None:
    chat = await town.web()
    await begins(chat)
    await comes_back(chat, str(sending.receipt))
    assert offered(chat, "🗑️"), chat.text


async def answer_under_fire(town: Town, reference: str, words: str, delay: float) -> None:
    """The caseworker sends it again if it is not there after the kill."""
    caseworker = town.staff[0]
    answer = asyncio.create_task(caseworker.answers(reference, words))
    await asyncio.sleep(delay)
    await town.haki.kill(postgres_too=delay > MOMENT / 2)
    await town.haki.start()
    kept = (await caseworker.opens(reference)).text.count(words)
    try:
        page = await answer
    except NOT_ANSWERED:
        assert kept in {0, 1}
    else:
        assert "Your answer is kept." in page.text
        assert kept == 1
    if not kept:
        await caseworker.answers(reference, words)


async def count_of(town: Town, table: str) -> int:
    cluster = embedded.find(town.haki.home)
    assert cluster is not None
    try:
        connection = await connect(cluster.url(user=cluster.superuser, database="haki"))
        try:
            return int(await connection.fetchval(f"SELECT count(*) FROM {table}"))
        finally:
            await connection.close()
    finally:
        embedded.stop(cluster)
