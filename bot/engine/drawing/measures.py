"""How wide words are on paper, near enough to break lines: nobody has the fonts here."""

import unicodedata

NARROW = frozenset("iljtfrI.,:;'!|()[]{}·-/ ")
WIDE = frozenset("mwMW@%—…")
SYMBOLS = 0x2190  # where arrows, signs and emojis begin


def width(text: str, size: float) -> float:
    """In the unit of `size`, which is the height of the letters' line."""
    return sum(map(_of, text)) * size


def _of(letter: str) -> float:
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    if letter in NARROW:
        return 0.32
    if letter in WIDE:
        return 0.9
    if ord(letter) >= SYMBOLS and unicodedata.category(letter) == "So":
        return 1.3  # an emoji
    return 0.68 if letter.isupper() else 0.57


def wrapped(text: str, size: float, room: float) -> list[str]:
    """The lines that this text takes; a word that is longer than a line stands alone."""
    lines: list[str] = []
    for paragraph in text.splitlines():
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}".strip()
            if line and width(longer, size) > room:
                lines.append(line)
                line = word
            else:
                line = longer
        if line:
            lines.append(line)
    return lines
