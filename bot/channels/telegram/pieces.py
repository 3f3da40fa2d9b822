"""Long texts in pieces that Telegram takes, cut where a reader would pause."""

import re
import unicodedata
from collections.abc import Iterator

LONGEST = 4096
"""UTF-16 code units in one message: what Telegram counts."""

PAUSES = (
    re.compile(r"\n\s*\n"),
    re.compile(r"\n"),
    re.compile(r"[.!?…।॥؟۔။።។]+[\"'”’»)\]]*\s+|[。！？]+"),
    re.compile(r"\s+"),
)
"""Where a text may be cut, the best first: paragraph, line, sentence, word."""

VIRAMA = 9  # the combining class of the signs that join two consonants into one
JOINED = "\u200d"  # zero width joiner: one emoji out of several
JOINING_FORWARD = re.compile(
    "[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2"  # Arabic signs around the number that follows
    "\u1100-\u115f"  # Hangul beginnings
    f"{JOINED}]"
)
JOINING_BACK = re.compile(
    "[\u0e33\u0eb3"  # Thai and Lao vowels that Unicode does not call marks
    "\u1160-\u11ff"  # Hangul vowels and endings
    "\U0001f3fb-\U0001f3ff"  # skin tones
    "\U000e0020-\U000e007f"  # the letters of a region's flag
    f"\u200c{JOINED}]"
)
FLAG = re.compile("[\U0001f1e6-\U0001f1ff]")  # one half of it


def pieces(text: str, longest: int = LONGEST) -> list[str]:
    """The text in as few messages as its pauses allow; none is blank, none splits a character."""
    return [piece for piece in _cut(text, longest) if piece] or [text]


def units(text: str) -> int:
    """How long Telegram thinks a text is."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _cut(text: str, longest: int) -> Iterator[str]:
    text = text.strip()
    while units(text) > longest:
        end = _end(text, _fitting(text, longest))
        yield text[:end].rstrip()
        text = text[end:].lstrip()
    yield text


def _fitting(text: str, longest: int) -> int:
    """How many of the text's characters fit."""
    used = 0
    for place, character in enumerate(text):
        used += 2 if character > "\uffff" else 1
        if used > longest:
            return place
    return len(text)


def _end(text: str, fitting: int) -> int:
    """The last good place to cut; a better kind of pause wins unless it leaves half unused."""
    for pause in PAUSES:
        ends = [found.end() for found in pause.finditer(text, 0, fitting)]
        end = max((end for end in ends if _between_characters(text, end)), default=0)
        if end > fitting // 2:
            return end
    whole = (end for end in range(fitting, 0, -1) if _between_characters(text, end))
    return next(whole, fitting)


def _between_characters(text: str, place: int) -> bool:
    """Whether what a reader sees as one character is left whole; in doubt it is not cut."""
    pair = text[place - 1 : place + 1]
    return not (
        pair == "\r\n"
        or unicodedata.category(pair[1]).startswith("M")
        or JOINING_BACK.match(pair[1])
        or JOINING_FORWARD.match(pair[0])
        or (FLAG.match(pair[1]) and _after_half_a_flag(text, place))
        or _after_virama(text, place)
    )


def _after_half_a_flag(text: str, place: int) -> bool:
    start = place
    while start and FLAG.match(text[start - 1]):
        start -= 1
    return (place - start) % 2 == 1


def _after_virama(text: str, place: int) -> bool:
    while place and unicodedata.category(text[place - 1]).startswith("M"):
        place -= 1
        if unicodedata.combining(text[place]) == VIRAMA:
            return True
    return False
