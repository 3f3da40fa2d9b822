"""What goes wrong on demand."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "bad gateway", "server error", "flood", "cut before", "cut after", "slow", "refused"
]
"""A call is answered with 502, 500 or 429; its connection is cut before it is performed, or
after (so that a message is delivered and its answer lost); it takes its time; or it is refused."""


@dataclass(slots=True)
class Fault:
    kind: Kind
    times: int
    method: str | None
    seconds: float
    says: str = ""
    status: int = 0


class Faults:
    """The faults still to come, the oldest first."""

    def __init__(self) -> None:
        self._coming: list[Fault] = []

    def add(
        self, kind: Kind, *, times: int = 1, method: str | None = None, seconds: float = 1.0
    ) -> None:
        """The next so many calls (of one method, where named) go wrong."""
        wanted = method.lower() if method else None
        self._coming.append(Fault(kind, times, wanted, seconds))

    def refuse(self, status: int, says: str, *, times: int = 1, method: str = "") -> None:
        """The next so many calls are refused with these words."""
        self._coming.append(Fault("refused", times, method.lower() or None, 0, says, status))

    def clear(self) -> None:
        self._coming.clear()

    def take(self, method: str) -> Fault | None:
        """The fault that befalls this call."""
        for fault in self._coming:
            if fault.method in {None, method} and fault.times > 0:
                fault.times -= 1
                return fault
        return None
