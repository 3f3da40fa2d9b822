"""A setting that cannot be used, in one sentence that says what to do."""

from collections.abc import Collection, Sequence
from difflib import get_close_matches
from pathlib import Path

NEAR = 0.6  # how alike two names are (of 1) to take one for a slip of the other


class SettingsUnusable(Exception):
    """Haki cannot start like this; the message says which setting, where, and what to do.

    It never holds the value of a setting that may be secret.
    """

    def __init__(self, where: str | Path, what: str) -> None:
        super().__init__(f"{where} {what}")


def unknown(name: str, known: Collection[str], within: Sequence[str] = ()) -> str:
    """What to do about a name that nobody knows: the likely one, or all of them."""
    near = get_close_matches(name, known, n=1, cutoff=NEAR)
    advice = f"did you mean {near[0]}?" if near else f"there is {', '.join(sorted(known))}."
    return f"{'.'.join((*within, name))} is unknown; {advice}"
