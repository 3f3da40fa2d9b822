"""kill -9 while several people write quickly: every word arrives, in its order, none twice."""

import asyncio
import re
from collections import Counter
from functools import partial
from pathlib import Path

import pytest

from tests.fakes.patience import eventually
from tests.fakes.telegram import Pace
from tests.fakes.telegram.limits import Limits
from tests.fakes.telegram.updates import Updates
from tests.whole.chats import TelegramChat, choose, offered
from tests.whole.moments import Moments
from tests.whole.towns import Town, founded
from tests.whole.workers import DONE, SEND, Telling, asks_for_words, begins, goes_on

pytestmark = [pytest.mark.crash]

PEOPLE, KILLS, AT_A_TIME = 5, 26, 1
WORDS = KILLS * AT_A_TIME  # of each person
ADDED = "I have added this."
SPOKEN = re.compile(r"word-\d+-\d+")


async def test_quick_messages_of_several_people_survive_kills(home: Path, chance: Moments) -> None:
    async with founded(home) as town:
        people = await asyncio.gather(*(at_the_story(town) for _ in range(PEOPLE)))
        world = town.telegram.world
        world.limits = Limits(Pace(), world.clock)  # from here on Telegram's own limits hold
        before = [len(each.person.received) for each in people]
        for number in range(KILLS):
            talking = asyncio.create_task(talk(people, number * AT_A_TIME, chance))
            if number % 2:
                await asyncio.sleep(chance.uniform(0, 0.3))
            else:
                await acknowledged(world.updates)
            await town.haki.kill(postgres_too=number % 3 == 0)
            await talking
            await town.haki.start()
        await eventually(lambda: not world.updates.pending(), 60)
        for number, each in enumerate(people):
            await eventually(partial(replied, each, before[number]), 120)
        world.limits = Limits(None, world.clock)
        for number, each in enumerate(people):
            assert replies(each, before[number]) <= WORDS + KILLS
            assert await read_back(each) == [f"word-{number}-{n}" for n in range(WORDS)]


async def test_an_end_loses_nothing_and_doubles_nothing(home: Path) -> None:
    """Told to end, and not killed, while everybody's reply is on its way."""
    async with founded(home) as town:
        people = [town.telegram.person() for _ in range(12)]
        for number in range(3):
            town.telegram.faults.add("slow", times=4, method="sendMessage", seconds=0.3)
            await asyncio.gather(*(each.says("hello") for each in people))
            await asyncio.sleep(0.02 + number * 0.1)
            assert await town.haki.end() < 10
            await town.haki.start()
            for each in people:
                await each.waits_for(number + 1, 60)
        await asyncio.sleep(1)
        assert Counter(len(each.received) for each in people) == {3: len(people)}


async def test_an_end_does_not_wait_for_a_telegram_that_is_slow(home: Path) -> None:
    async with founded(home) as town:
        people = [town.telegram.person() for _ in range(6)]
        for method in ("sendMessage", "answerCallbackQuery"):
            town.telegram.faults.add("slow", times=99, method=method, seconds=30)
        for each in people:
            await each.says("hello")
        await asyncio.sleep(0.5)
        assert await town.haki.end() < 9
        town.telegram.faults.clear()
        await town.haki.start()
        for each in people:
            await each.waits_for("Please choose your language.", 60)


async def at_the_story(town: Town) -> TelegramChat:
    chat = town.phone()
    await begins(chat)
    await goes_on(chat, Telling(""), partial(asks_for_words, chat))
    return chat


async def talk(people: list[TelegramChat], first: int, chance: Moments) -> None:
    """Everyone's words in their order, those of different people in any."""
    turns = [number for number in range(PEOPLE) for _ in range(AT_A_TIME)]
    chance.shuffle(turns)
    said: Counter[int] = Counter()
    for number in turns:
        await people[number].person.says(f"word-{number}-{first + said[number]}")
        said[number] += 1
        await asyncio.sleep(chance.uniform(0, 0.03))


async def acknowledged(updates: Updates) -> None:
    """The very moment at which something is: it must be kept by then."""
    most = 0
    while len(updates.pending()) >= most:
        most = len(updates.pending())
        await asyncio.sleep(0.0005)


def replies(chat: TelegramChat, before: int) -> int:
    return sum(ADDED in (each.text or "") for each in chat.person.received[before:])


def replied(chat: TelegramChat, before: int) -> bool:
    return replies(chat, before) >= WORDS


async def read_back(chat: TelegramChat) -> list[str]:
    """The words as they stand before Send."""
    chat.messages = [each for each in chat.person.screen if each.rows][-1:]
    chat.seen = chat.messages[-1].id
    for tap, next_one in ((DONE, "⏭️"), ("⏭️", "👥"), ("👥", SEND)):
        await choose(chat, tap)
        while not offered(chat, next_one):
            await chat.hears()  # something came twice meanwhile
    return SPOKEN.findall(chat.text)
