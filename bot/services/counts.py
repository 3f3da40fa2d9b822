"""How often something happened since the start: names and numbers, nothing about anybody."""

from collections import Counter
from collections.abc import Mapping


class Counts:
    """Counters of one process, for whoever runs it."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def add(self, name: str) -> None:
        self._counts[name] += 1

    def snapshot(self) -> Mapping[str, int]:
        return dict(sorted(self._counts.items()))
