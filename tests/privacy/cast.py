"""Keys, places and damages that the tests of this folder share."""

import random
from collections.abc import Callable, Iterator

from hypothesis import settings
from hypothesis import strategies as st

from bot.privacy.passwords import Cost
from bot.privacy.sealed import Where

CHEAP = Cost(opslimit=1, memlimit=8192)
HERE = Where("reports", "story", "row-1")
ELSEWHERE = (
    Where("reports", "story", "row-2"),
    Where("reports", "answers", "row-1"),
    Where("messages", "story", "row-1"),
    Where("report", "sstory", "row-1"),
    Where("reports", "storyrow", "-1"),
)
STORY = b"CANARY they keep my passport"

patient = settings(deadline=None)  # other work on the machine is no failure
wheres = st.builds(Where, st.text(max_size=8), st.text(max_size=8), st.text(max_size=8))


def repeatable(seed: int) -> Callable[[int], bytes]:
    """Bytes that come again in the same order."""
    return random.Random(seed).randbytes


def damaged(blob: bytes) -> Iterator[bytes]:
    """The ciphertext with each bit flipped in its turn, cut at each byte, and made longer."""
    for at in range(len(blob)):
        for bit in range(8):
            yield blob[:at] + bytes([blob[at] ^ (1 << bit)]) + blob[at + 1 :]
        yield blob[:at]
    yield blob + b"\0"
