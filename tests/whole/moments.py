"""The moments at which a test kills: others in each run, and the same again on request."""

import os
import secrets
from collections.abc import Mapping
from random import Random

SEED = "CRASH_SEED"


class Moments(Random):
    """Chance that says how it can be had again; what else runs meanwhile is another matter."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.again = f"{SEED}={seed}"


def drawn(environment: Mapping[str, str] = os.environ) -> Moments:
    """From the seed that is asked for, else from a fresh one."""
    asked = environment.get(SEED)
    return Moments(int(asked) if asked else secrets.randbits(32))
