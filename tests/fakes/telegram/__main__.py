"""Run the fake by hand: python -m tests.fakes.telegram --port 8081 --token 1000000001:..."""

import argparse
import asyncio
import sys
from contextlib import suppress

from tests.fakes.telegram import control
from tests.fakes.telegram.limits import Pace
from tests.fakes.telegram.server import TOKEN, FakeTelegram


async def serve(port: int, token: str, pace: Pace | None) -> None:
    telegram = FakeTelegram(token, port=port, pace=pace)
    control.Control(telegram).add_routes()
    async with telegram:
        sys.stdout.write(f"HAKI_TELEGRAM_API={telegram.url} HAKI_TELEGRAM_TOKEN={token}\n")
        sys.stdout.write(f"{control.__doc__}\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


def main() -> None:
    parser = argparse.ArgumentParser(description="A Telegram Bot API with nobody behind it.")
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument("--token", default=TOKEN)
    parser.add_argument("--unpaced", action="store_true", help="never answer 429")
    wanted = parser.parse_args()
    with suppress(KeyboardInterrupt):
        asyncio.run(serve(wanted.port, wanted.token, None if wanted.unpaced else Pace()))


if __name__ == "__main__":
    main()
