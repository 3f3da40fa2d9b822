"""How long to wait before what failed is tried again: longer each time, and never for ever."""

from datetime import timedelta

FIRST, LONGEST = timedelta(seconds=1), timedelta(minutes=5)
DOUBLINGS = 9  # 2 ** 9 seconds are more than the longest wait


def pause(failures: int, first: timedelta = FIRST, longest: timedelta = LONGEST) -> timedelta:
    """`failures` counts those before this one."""
    return min(first * (1 << min(failures, DOUBLINGS)), longest)
