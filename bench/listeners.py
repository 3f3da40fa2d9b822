"""A bot behind a real HTTP server, in a process of its own: Haki, or the echo bot."""

import asyncio
import hmac
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec
from aiohttp import web

from bench.echoes import echo
from bench.houses import stand
from bench.servers import Base
from bot.app.listening import LARGEST
from bot.app.requests import counting, wordless_logger
from bot.channels.telegram.webhook import GIVEN, PATH, add_webhook

SECRET = "bench-secret-of-no-bot"
CALM = "/bench/calm"  # answered once nothing is left to do, with how many were answered


async def main(side: str, database: str) -> None:
    """Listens on a port that the system chooses, says which, and ends with its standard input."""
    serving = _haki(msgspec.json.decode(database, type=Base)) if side == "haki" else _echo()
    async with serving as runner:
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        print(runner.addresses[0][1], flush=True)
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
        await runner.cleanup()


@asynccontextmanager
async def _haki(base: Base) -> AsyncIterator[web.AppRunner]:
    """The route, the middleware and the logger as `haki run` has them."""
    async with stand(base) as ours:
        counts = ours.house.counts

        async def calm(_: web.Request) -> web.Response:
            await ours.calm()
            return web.Response(text=str(ours.client.handed))

        app = web.Application(client_max_size=LARGEST, middlewares=[counting(counts)])
        add_webhook(app, ours.updates, SECRET, counts)
        app.router.add_get(CALM, calm)
        yield web.AppRunner(app, access_log=None, logger=wordless_logger(counts))


@asynccontextmanager
async def _echo() -> AsyncIterator[web.AppRunner]:
    """The least that such a bot needs: the secret checked, the update handled, then 200."""
    async with echo() as peer:

        async def take(request: web.Request) -> web.Response:
            if not hmac.compare_digest(request.headers.get(GIVEN, ""), SECRET):
                raise web.HTTPForbidden
            await peer.take(await request.read())
            return web.Response()

        async def calm(_: web.Request) -> web.Response:
            return web.Response(text=str(peer.client.handed))

        app = web.Application()
        app.router.add_post(PATH, take)
        app.router.add_get(CALM, calm)
        yield web.AppRunner(app, access_log=None)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:3]))
