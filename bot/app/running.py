"""`haki run`: everything started in order, and ended in the reverse order, whoever asks for it."""

import asyncio
import logging
import signal
import socket
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial

from aiohttp import web

from bot.app import banner, demonstration
from bot.app.chance import SystemChance, now
from bot.app.databases import Databases, opened
from bot.app.house import House, built
from bot.app.listening import LARGEST, add_probes, bound, heard_at
from bot.app.requests import counting, wordless_logger
from bot.app.responses import answering
from bot.app.tokens import metrics_token
from bot.channels.telegram.channel import Telegram, TokenUnknown, telegram
from bot.channels.telegram.updates import Inside
from bot.channels.webchat.parts import Webchat
from bot.channels.webchat.site import add_webchat
from bot.console.parts import Console
from bot.console.site import add_console
from bot.domain.text import Text
from bot.domain.unavailable import TryAgain
from bot.jobs.work import Jobs, working
from bot.settings import Settings, SettingsUnusable
from bot.storage.instances import Instances
from bot.storage.job_connections import connected_queue

log = logging.getLogger(__name__)

GRACE = 4.0  # seconds for what is in flight when we are told to end
UPDATES = 0.5  # seconds between two looks for an update to send, where there was none
BETWEEN = 0.1  # and while one is being sent
SWEEP = 5.0  # seconds between two looks for what an ended process left unsent


@dataclass(frozen=True, slots=True)
class Run:
    """How `haki run` was called."""

    role: str = "all"  # all | web | worker
    empty: bool = False


async def run(settings: Settings, how: Run, say: Callable[[str], None]) -> None:
    """Serve until SIGTERM or SIGINT.  Raises what the parts raise when they cannot start."""
    ended = _signals()
    async with AsyncExitStack() as stack:
        taken = bound(settings.listen) if how.role != "worker" else None
        if taken is not None:
            stack.callback(taken.close)
            settings = replace(settings, listen=heard_at(settings.listen, taken))
        await _recognised(settings)
        databases = await stack.enter_async_context(opened(settings, say))
        house, bot = await _furnished(stack, settings, databases)
        fictional = await demonstration.set_up(house, SystemChance(), wanted=not how.empty)
        if taken is not None:
            console = _console(house, notice=demonstration.NOTICE if fictional.there else None)
            await stack.enter_async_context(_serving(house, console, bot, taken))
        if how.role != "web":
            await stack.enter_async_context(_working(house, bot))
        for line in banner.lines(settings, how.role, fictional):
            say(line)
        await ended.wait()
        log.info("ending")


def _signals() -> asyncio.Event:
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ended.set)
    return ended


async def _furnished(
    stack: AsyncExitStack, settings: Settings, databases: Databases
) -> tuple[House, Telegram | None]:
    instances = Instances(databases.worker_url)
    instance = await instances.begin()
    stack.push_async_callback(instance.end)
    bot = await _telegram(stack, settings)
    senders = {"telegram": bot.sender} if bot else {}
    house = await built(settings, databases, instance, senders)
    stack.push_async_callback(_calmed, house)
    return house, bot


async def _recognised(settings: Settings) -> None:
    """A token that Telegram does not know is found before anything is made."""
    if settings.telegram_token is None:
        return
    async with telegram(settings.telegram_token.reveal(), settings.telegram_api) as bot:
        try:
            await bot.recognised()
        except TokenUnknown:
            raise SettingsUnusable(
                "HAKI_TELEGRAM_TOKEN",
                f"is not known at {settings.telegram_api}; copy it from Telegram's @BotFather "
                "again, or correct HAKI_TELEGRAM_API.",
            ) from None


async def _telegram(stack: AsyncExitStack, settings: Settings) -> Telegram | None:
    if settings.telegram_token is None:
        return None
    token = settings.telegram_token.reveal()
    return await stack.enter_async_context(telegram(token, settings.telegram_api))


async def _calmed(house: House) -> None:
    """What was let in is committed; what is being sent is sent."""
    await house.conversations.close()
    await house.delivery.close(GRACE)


@asynccontextmanager
async def _serving(
    house: House, console: Console, bot: Telegram | None, taken: socket.socket
) -> AsyncIterator[None]:
    """Everything that people reach over HTTP."""
    counts = house.counts
    app = web.Application(client_max_size=LARGEST, middlewares=[counting(counts)])
    add_webchat(app, _webchat(house))
    add_console(app, console)
    add_probes(app, house, metrics_token(house.settings.home))
    secret = house.settings.telegram_secret
    if bot is not None and secret is not None:
        bot.add_webhook(app, _inside(house), secret.reveal())
    runner = web.AppRunner(app, shutdown_timeout=2.0)
    async with answering(runner, taken, wordless_logger(counts)):
        yield


def _webchat(house: House) -> Webchat:
    return Webchat(
        conversations=house.conversations,
        files=house.files,
        names=house.settings.content.names,
        catalogs=house.catalogs,
        clock=now,
        chance=SystemChance(),
        public_url=house.settings.public_url or "",
        unavailable=(TryAgain,),
    )


def _console(house: House, *, notice: Text | None) -> Console:
    keys = house.databases.keys
    return Console(
        people=house.people,
        cases=house.cases,
        assessments=house.assessments,
        broadcasts=house.broadcasts,
        survey=house.survey,
        organisations=house.colleagues,
        files=house.case_files,
        clock=now,
        speak=house.catalogs.speak("en"),
        content=house.settings.content,
        chance=SystemChance(),
        token=lambda session: keys.hash("console form", session.hex()).hex(),
        public_url=house.settings.public_url or "",
        unavailable=(TryAgain,),
        notice=notice,
    )


@asynccontextmanager
async def _working(house: House, bot: Telegram | None) -> AsyncIterator[None]:
    """What goes on by itself: jobs, polling, and taking up what was left unsent."""
    await house.recovery.take_up()
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(_task(_sweep(house), "recovery"))
        await stack.enter_async_context(_task(_send_updates(house), "updates"))
        queue = partial(connected_queue, house.databases.worker_url)
        await stack.enter_async_context(working(queue, _jobs(house)))
        if bot is not None:
            await stack.enter_async_context(_task(bot.introduce(house.introduction), "profile"))
            await stack.enter_async_context(_way_in(house, bot))
        yield


def _way_in(house: House, bot: Telegram) -> AbstractAsyncContextManager[None]:
    settings = house.settings
    if settings.webhook and settings.public_url and settings.telegram_secret:
        return bot.announced(settings.public_url, settings.telegram_secret.reveal())
    return bot.polled(_inside(house))


def _inside(house: House) -> Inside:
    return Inside(house.conversations, house.files, house.reach, house.counts)


def _jobs(house: House) -> Jobs:
    return Jobs(
        notices=house.notices,
        timers=house.timers,
        forgetting=house.forgetting,
        chain=house.chain,
    )


async def _sweep(house: House) -> None:
    while True:
        await asyncio.sleep(SWEEP)
        try:
            await house.recovery.take_up()
        except TryAgain as error:
            log.warning("recovery waits: %s", type(error).__name__)


async def _send_updates(house: House) -> None:
    while True:
        try:
            handed = await house.sending.send_some()
        except TryAgain as error:
            log.warning("updates wait: %s", type(error).__name__)
            handed = 0
        await asyncio.sleep(BETWEEN if handed else UPDATES)


@asynccontextmanager
async def _task(work: Coroutine[None, None, None], name: str) -> AsyncIterator[None]:
    task = asyncio.create_task(work, name=name)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
