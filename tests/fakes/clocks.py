"""A clock that a test sets."""


class Hands:
    """Where the hands of a clock are, in seconds; they move when a test moves them."""

    def __init__(self, now: float = 1_800_000_000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now
