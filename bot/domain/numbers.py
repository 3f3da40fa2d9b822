"""Numbers that people type: all that one may mean, the likeliest first, and exact."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from bot.domain.comparison import compared
from bot.domain.numerals import western

LONGEST = 15  # digits: nobody earns more, and nobody is kept busy by a number without end
WRITTEN = re.compile(r"(?:\d|(?<!\S)[.٫]\d)(?:[\d٫٬.,،'’ \u00a0\u2009\u202f]*\d)?")

_GROUPS = re.compile(r"[1-9]\d{0,2}(?:_\d{3})+|[1-9]\d?(?:_\d{2})*_\d{3}")  # or 12_34_567
_SPACES = re.compile(r"[ \u00a0\u2009\u202f'’]+")


def readings(text: str, scales: Mapping[str, int] | None = None) -> tuple[Decimal, ...]:
    """The numbers that this may be; a word after it may say that it is so many thousands."""
    typed = western(text)
    found = WRITTEN.match(typed)
    if found is None:
        return ()
    word = compared(typed[found.end() :]).strip(".")
    scale = (scales or {}).get(word) if word else 1
    return () if scale is None else tuple(each * scale for each in _readings(found[0]))


def _readings(written: str) -> Iterator[Decimal]:
    """A dot or a comma before three digits may part thousands, or a fraction."""
    plain = _SPACES.sub("_", written.replace("،", ",").replace("٬", "_"))
    if len(re.sub(r"\D", "", plain)) > LONGEST:
        return
    if "٫" in plain:
        whole, _, part = plain.partition("٫")
        yield from _decimal(re.sub("[.,]", "_", whole), part)
        return
    marks = [mark for mark in ".," if mark in plain]
    if not marks:
        yield from _decimal(plain, "")
        return
    last = max(marks, key=plain.rindex)
    others = plain.replace("," if last == "." else ".", "_")
    if others.count(last) > 1 or len(marks) == 1:
        yield from _decimal(plain.replace(last, "_").replace("," if last == "." else ".", "_"), "")
    if others.count(last) == 1:
        whole, _, part = others.partition(last)
        yield from _decimal(whole, part)


def _decimal(whole: str, part: str) -> Iterator[Decimal]:
    """The number, if its digits are grouped as people group them."""
    if not (whole.isdecimal() or _GROUPS.fullmatch(whole) or (not whole and part)):
        return
    if part and not part.isdecimal():
        return
    digits = whole.replace("_", "") or "0"
    yield Decimal(f"{digits}.{part}" if part else digits)
