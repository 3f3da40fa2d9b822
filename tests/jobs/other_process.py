"""A worker in a process of its own, which begins its first job and never ends it."""

import asyncio
import sys
from functools import partial
from uuid import UUID

from bot.jobs.work import working
from bot.storage.job_connections import connected_queue
from tests.jobs.stand_ins import Bell, for_ever, jobs


async def main(url: str) -> None:
    async with working(partial(connected_queue, url), jobs(Bell(begin))):
        await asyncio.Event().wait()


async def begin(report: UUID) -> None:
    sys.stdout.write(f"{report}\n")
    sys.stdout.flush()
    await for_ever(report)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
