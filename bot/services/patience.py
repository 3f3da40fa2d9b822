"""How long to wait before a message that did not arrive is sent again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.services.ports import BULK, REPLIES, Lane

DOUBLINGS = 10  # 2 ** 10 times the first pause is more than the longest


@dataclass(frozen=True, slots=True)
class Patience:
    """Twice as long each time, up to the longest."""

    first: timedelta
    longest: timedelta


# Somebody who writes waits for the reply, also where the provider is away: it is to come as soon
# as that is back.  What we begin by ourselves has time.
PATIENCE: Mapping[Lane, Patience] = {
    REPLIES: Patience(timedelta(seconds=0.5), timedelta(seconds=8)),
    BULK: Patience(timedelta(seconds=1), timedelta(minutes=5)),
}


def pause(lane: Lane, failures: int, retry_after: float | None) -> timedelta:
    """What the provider wants, or ours; `failures` counts those before this one."""
    if retry_after is not None:
        return timedelta(seconds=retry_after)
    known = PATIENCE[lane]
    return min(known.first * (1 << min(failures, DOUBLINGS)), known.longest)
