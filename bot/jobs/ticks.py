"""One tick of a job that comes by the clock: the next tick is its next try."""

import asyncio
import logging
from dataclasses import dataclass, field

from pgqueuer.executors import ScheduleExecutor
from pgqueuer.models import Schedule, ScheduleContext

from bot.jobs.patience import pause

log = logging.getLogger(__name__)


@dataclass
class Tick(ScheduleExecutor):
    """While it fails, ticks are left out, more each time."""

    failures: int = field(default=0, init=False)
    rests_until: float = field(default=0.0, init=False)

    async def execute(self, schedule: Schedule, context: ScheduleContext) -> None:
        clock = asyncio.get_running_loop().time
        if clock() < self.rests_until:
            return
        try:
            await super().execute(schedule, context)
        except Exception as error:  # noqa: BLE001 - PgQueuer would log all that it says
            rest = pause(self.failures)
            self.failures += 1
            self.rests_until = clock() + rest.total_seconds()
            name, why = schedule.entrypoint, type(error).__name__
            log.warning("job %s failed (%s): again in %s, or later", name, why, rest)
        else:
            self.failures = 0
