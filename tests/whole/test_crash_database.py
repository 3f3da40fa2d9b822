"""A PostgreSQL of the operator's own is killed and comes back while Haki runs on."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from functools import partial
from pathlib import Path

import psutil
import pytest

from bot.storage import embedded, schema
from bot.storage.embedded import Cluster
from tests.fakes.patience import eventually
from tests.fakes.telegram import FakeTelegram, Person
from tests.whole.moments import Moments
from tests.whole.running import ended_at_last, made

pytestmark = [pytest.mark.crash]

PEOPLE, WORDS, KILLS = 5, 6, 2


async def test_replies_go_on_when_the_database_is_back(folder: Path, chance: Moments) -> None:
    """Each message gets its reply, once or (where it was in flight) twice."""
    async with FakeTelegram(pace=None) as telegram, on_a_server(folder, telegram) as server:
        people = [telegram.person() for _ in range(PEOPLE)]
        for number in range(KILLS):
            talking = asyncio.create_task(talk(people))
            await asyncio.sleep(chance.uniform(0, 0.15))
            server.kill()
            await talking
            await asyncio.sleep(chance.uniform(0, 2))
            server.start()
            for each in people:
                await eventually(partial(answered, each, (number + 1) * WORDS), 90)
                assert len(each.received) <= (number + 1) * (WORDS + 1)
            assert not telegram.world.updates.pending()


def answered(person: Person, times: int) -> bool:
    return len(person.received) >= times


async def talk(people: list[Person]) -> None:
    for _ in range(WORDS):
        for each in people:
            await each.says("hello")
        await asyncio.sleep(0.02)


class Server:
    """Not Haki's to start or to stop."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._cluster: Cluster | None = None

    def start(self) -> str:
        self._cluster = embedded.start(self._home)
        return self._cluster.url(user=self._cluster.superuser, database="haki")

    def kill(self) -> None:
        assert self._cluster is not None
        first = psutil.Process(self._cluster.pid)
        for process in (first, *first.children(recursive=True)):
            with suppress(psutil.NoSuchProcess):  # the first blow may have ended the others
                process.kill()
        embedded.stop(self._cluster)

    async def make_database(self) -> None:
        assert self._cluster is not None
        admin = self._cluster.url(user=self._cluster.superuser, database="postgres")
        await schema.create(admin, "haki")


@asynccontextmanager
async def on_a_server(folder: Path, telegram: FakeTelegram) -> AsyncIterator[Server]:
    async with AsyncExitStack() as stack:
        server = Server(folder / "theirs")
        address = server.start()
        stack.callback(server.kill)
        await server.make_database()
        variables = {
            "HAKI_DATABASE_URL": address,
            "HAKI_TELEGRAM_TOKEN": telegram.token,
            "HAKI_TELEGRAM_API": telegram.url,
        }
        haki = made(folder, **variables)
        await stack.enter_async_context(ended_at_last(haki))
        await haki.start()
        yield server
