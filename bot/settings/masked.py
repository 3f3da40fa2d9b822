"""Values that nobody may read over a shoulder, in a log or in a traceback."""

from urllib.parse import urlsplit

MASK = "•••"


class Secret:
    """Holds a value and shows a mask; whoever needs the value asks for it by name."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        return self._value

    def __repr__(self) -> str:
        return f"Secret({MASK})"

    def __str__(self) -> str:
        return MASK

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and self._value == other._value

    def __hash__(self) -> int:
        return hash(self._value)


def masked_url(url: Secret) -> str:
    """Where an address leads, without who goes there and what they show at the door."""
    parts = urlsplit(url.reveal())
    _, at, host = parts.netloc.rpartition("@")
    return f"{parts.scheme}://{MASK + at if at else ''}{host}{parts.path}" + (
        f"?{MASK}" if parts.query else ""
    )
