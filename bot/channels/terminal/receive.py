"""What somebody types: words, or what they would do with a finger or a microphone.

`[key]` is a tap, `[key @4]` a tap on the question of turn 4, `(voice)` a file of that kind, and
`3 times: words` the same words so often.
"""

import re

from bot.domain.messages import Address, Incoming

CHANNEL = "terminal"
YOU = Address(CHANNEL, "you")

_TAP = re.compile(r"\[(\S+?)(?: @(\d+))?\]")
_FILE = re.compile(r"\((voice|picture|document|other)\)")
_TIMES = re.compile(r"(\d+) times: (.*)")


def incoming(typed: str) -> Incoming:
    if tap := _TAP.fullmatch(typed):
        turn = int(tap[2]) if tap[2] else None
        return Incoming(YOU, "1", turn=turn, choice=tap[1])
    if file := _FILE.fullmatch(typed):
        return Incoming(YOU, "1", media=file[1])  # type: ignore[arg-type]  # one of these
    if times := _TIMES.fullmatch(typed):
        return Incoming(YOU, "1", text=times[2] * int(times[1]))
    return Incoming(YOU, "1", text=typed)
