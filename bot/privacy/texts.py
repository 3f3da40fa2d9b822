"""What people typed, made safe to keep, and safe to show inside somebody else's sentence."""

import re
import unicodedata

_PDF, _PDI, _FSI = "\u202c", "\u2069", "\u2068"

# What opens a stretch of one direction, and what has to close it.
_CLOSED_BY = {
    "\u202a": _PDF,
    "\u202b": _PDF,
    "\u2066": _PDI,
    "\u2067": _PDI,
    _FSI: _PDI,
}
_DEEPEST = 60  # about half of what a display has to follow, so that it fits in another text
_LONGEST_RUN = (
    30  # Unicode's own limit of marks on one letter; normalising takes time by its square
)

_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_CONTROLS = re.compile("[\0-\x08\x0e-\x1f\x7f-\x9f]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Controls, joiners and marks of direction, spaces, and marks that need a letter to sit on ...
_UNSEEN = {"Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Me"}
# ... and what Unicode counts among letters and signs although it is empty.
_EMPTY = set("\u115f\u1160\u3164\uffa0\u2800\U0001d159")
# An override shows letters in an order in which they were not typed: it becomes an embedding.
_OVERRIDES = str.maketrans("\u202d\u202e", "\u202a\u202b")


def storable(text: str) -> str:
    """The text as it can be kept and shown: nothing that a database or a browser trips over.

    Line breaks of any kind become one kind; NUL and other controls but tab are gone; halves of
    surrogate pairs are U+FFFD; what sets a direction is closed within its line and reverses no
    letters, so it cannot reach what stands beside the text; at most 30 marks sit on a letter; NFC.
    Right-to-left text, joiners and emoji stay as they are. Storable text comes out unchanged.
    """
    text = _CONTROLS.sub("", _BREAKS.sub("\n", text))
    if text.isascii():
        return text
    if _SURROGATES.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = unicodedata.normalize("NFC", _few_marks(_balanced(text)))
    return _few_marks(text)  # a few marks come apart into two


def is_blank(text: str) -> bool:
    """Whether there is nothing in it that anybody could see."""
    return all(char in _EMPTY or unicodedata.category(char) in _UNSEEN for char in text)


def isolated(text: str) -> str:
    """The text between FSI and PDI, line by line: it takes its own direction and gives none away.

    For a name, a number or a title inside a sentence of another direction.
    """
    return "\n".join(f"{_FSI}{line}{_PDI}" if line else "" for line in _balanced(text).split("\n"))


def _balanced(text: str) -> str:
    if not _DIRECTIONS.search(text):
        return text
    return "\n".join(_closed(line) for line in text.translate(_OVERRIDES).split("\n"))


def _closed(line: str) -> str:
    """The line with every direction closed, and no closing of what it did not open."""
    kept: list[str] = []
    awaited: list[str] = []
    for char in line:
        if char in (_PDF, _PDI):
            kept.extend(_closing(char, awaited))
        elif char not in _CLOSED_BY:
            kept.append(char)
        elif len(awaited) < _DEEPEST:
            awaited.append(_CLOSED_BY[char])
            kept.append(char)
    return "".join((*kept, *reversed(awaited)))


def _closing(char: str, awaited: list[str]) -> list[str]:
    """What closes here, taken from what is awaited: a PDI closes the embeddings within it too."""
    if char not in awaited[-1:] and (char == _PDF or _PDI not in awaited):
        return []
    closed = [awaited.pop()]
    while closed[-1] != char:
        closed.append(awaited.pop())
    return closed


def _few_marks(text: str) -> str:
    run = 0
    kept: list[str] = []
    for char in text:
        run = run + 1 if unicodedata.combining(char) else 0
        if run <= _LONGEST_RUN:
            kept.append(char)
    return "".join(kept)
