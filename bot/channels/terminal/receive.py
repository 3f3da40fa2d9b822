"""What somebody types: words, or what they would do with a finger or a microphone.

`[key]` is a tap, `[key @4]` a tap on the question of turn 4, `(voice)` something of that kind,
`(voice, 2 MB) words` a file of that size and words with it, `(voice, large)` one that could not be
kept, `(edited) words` an earlier message changed, and `3 times: words` the same words so often.
"""

import re
from typing import Any
from uuid import UUID

from bot.domain.files import File
from bot.domain.messages import Address, Incoming

CHANNEL = "terminal"
YOU = Address(CHANNEL, "you")

_TAP = re.compile(r"\[(\S+?)(?: @(\d+))?\]")
_FILE = re.compile(
    r"\((voice|picture|video|document|contact|place|other)"
    r"(?:, (?:(\d+) MB|(large|many|lost)))?\)(?: (.+))?"
)
_EDITED = re.compile(r"\(edited\) (.+)")
_TIMES = re.compile(r"(\d+) times: (.*)")


def incoming(typed: str) -> Incoming:
    if tap := _TAP.fullmatch(typed):
        turn = int(tap[2]) if tap[2] else None
        return Incoming(YOU, "1", turn=turn, choice=tap[1])
    if file := _FILE.fullmatch(typed):
        return _sent(file)
    if edited := _EDITED.fullmatch(typed):
        return Incoming(YOU, "1", text=edited[1], edited=True)
    if times := _TIMES.fullmatch(typed):
        return Incoming(YOU, "1", text=times[2] * int(times[1]))
    return Incoming(YOU, "1", text=typed)


def _sent(file: re.Match[str]) -> Incoming:
    """There is nothing in such a file, and nothing is kept of it."""
    kind: Any = file[1]
    why: Any = file[3]
    kept = File(UUID(int=0), kind, int(file[2]) << 20) if file[2] else None
    return Incoming(YOU, "1", media=kind, file=kept, not_kept=why, text=file[4])
