"""A flow on A4 sheets, as one SVG: for reading on paper, also from right to left."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from bot.domain.messages import Direction
from bot.engine.drawing.measures import wrapped
from bot.engine.drawing.sheets import Box, Way
from bot.engine.drawing.words import CONVERSATION, PAGE
from bot.engine.hearing import Speak

WIDTH, HEIGHT, MARGIN = 210.0, 297.0, 14.0  # a sheet of A4, in millimetres
TEXT, SMALL = 3.6, 3.0
LINE, SMALL_LINE = 5.0, 4.2
LEFT, LEFT_ROOM = 26.0, 88.0  # where the words stand, and how much room they have
RIGHT, RIGHT_ROOM = 122.0, 56.0  # the ways on
TOP, BOTTOM = 30.0, 283.0
PAD, GAP = 3.0, 4.0
COLOURS = {
    "ask": ("#e3f0fb", "#2b6ca3"),
    "say": ("#f5f5f5", "#777777"),
    "decide": ("#fdf3d7", "#a37a1f"),
    "do": ("#fbe4e4", "#a33a3a"),
    "call": ("#e8f5e6", "#3d7a36"),
}
STYLE = (
    "@page{size:210mm 297mm;margin:0}"
    "text{font-family:'Noto Sans','Noto Sans Devanagari','Noto Sans Arabic',sans-serif;"
    "font-size:3.6px;fill:#111}"
    ".small{font-size:3px}.note{font-size:3px;font-style:italic;fill:#444}"
    ".kind{font-size:3px;font-weight:bold}.name{font-size:2.6px;fill:#555}"
    ".number{font-size:4.4px;font-weight:bold}.to{font-weight:bold}"
    ".title{font-size:6px;font-weight:bold}"
)


@dataclass(frozen=True, slots=True)
class Paper:
    """How something is put on paper: in whose words, from which side."""

    flow: str
    lang: str
    direction: Direction
    speak: Speak


@dataclass(frozen=True, slots=True)
class _Line:
    words: str
    style: str
    height: float


def printed(drawn: Sequence[Box], paper: Paper) -> str:
    """All sheets, one below the other; a browser prints each on a page of its own."""
    sheets = _sheets(drawn)
    height = HEIGHT * len(sheets)
    size = f'width="210mm" height="{height:g}mm" viewBox="0 0 {WIDTH:g} {height:g}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" xml:lang={quoteattr(paper.lang)} {size}>',
        f"<title>{escape(_title(paper))}</title>",
        f"<style>{STYLE}</style>",
        f'<rect width="{WIDTH:g}" height="{height:g}" fill="#fff"/>',
    ]
    for number, sheet in enumerate(sheets, start=1):
        draughtsman = _Draughtsman(paper, HEIGHT * (number - 1))
        parts += draughtsman.sheet(sheet, number, len(sheets))
    return "\n".join([*parts, "</svg>", ""])


def _title(paper: Paper) -> str:
    return paper.speak(CONVERSATION).replace("{name}", paper.flow)


def _sheets(drawn: Sequence[Box]) -> list[list[tuple[float, Box]]]:
    """The boxes of each sheet with where they begin; none is cut in two."""
    sheets: list[list[tuple[float, Box]]] = [[]]
    y = TOP
    for box in drawn:
        if sheets[-1] and y + _height(box) > BOTTOM:
            sheets.append([])
            y = TOP
        sheets[-1].append((y, box))
        y += _height(box) + GAP
    return sheets


def _height(box: Box) -> float:
    left = sum(line.height for line in _left(box))
    right = sum(line.height for way in box.ways for line in _label(way)) + SMALL_LINE
    return max(left, right) + 2 * PAD


def _left(box: Box) -> list[_Line]:
    """What is said, the choices that lead the same way, and what is to be known."""
    return [
        _Line(box.kind, "kind", SMALL_LINE),
        *_lines(box.text, "", TEXT, LEFT_ROOM),
        *(line for choice in box.choices for line in _lines(choice, "small", SMALL, LEFT_ROOM)),
        *(line for note in box.notes for line in _lines(note, "note", SMALL, LEFT_ROOM)),
    ]


def _label(way: Way) -> list[_Line]:
    """What leads on, and that it ends there; nothing where it just goes on."""
    lines = _lines(way.label, "small", SMALL, RIGHT_ROOM)
    lines += _lines(way.ending, "note", SMALL, RIGHT_ROOM)
    return lines or [_Line("", "small", SMALL_LINE)]


def _lines(text: str, style: str, size: float, room: float) -> list[_Line]:
    height = LINE if size == TEXT else SMALL_LINE
    return [_Line(line, style, height) for line in wrapped(text, size, room)]


class _Draughtsman:
    """Draws one sheet; for what is read from the right everything is the other way round."""

    def __init__(self, paper: Paper, top: float) -> None:
        self._paper, self._top = paper, top
        self._mirrored = paper.direction == "rtl"

    def sheet(self, boxes: Sequence[tuple[float, Box]], number: int, count: int) -> Iterator[str]:
        page = self._paper.speak(PAGE).replace("{number}", str(number))
        yield self._words(MARGIN, 20, _title(self._paper), "title")
        yield self._words(
            WIDTH - MARGIN, 20, page.replace("{count}", str(count)), "small", end=True
        )
        for y, box in boxes:
            yield from self._box(y, box)

    def _box(self, y: float, box: Box) -> Iterator[str]:
        fill, stroke = COLOURS[box.style]
        yield self._rect(MARGIN, y, WIDTH - 2 * MARGIN, _height(box), f'fill="{fill}" rx="2"')
        yield self._rect(MARGIN, y, 1.6, _height(box), f'fill="{stroke}"')
        yield self._words(MARGIN + 9.6, y + PAD + 4, str(box.number), "number", end=True)
        name = WIDTH - MARGIN - 3
        yield self._words(name, y + PAD + SMALL_LINE * 0.75, box.name, "name", end=True)
        below = y + PAD
        for line in _left(box):
            yield self._words(LEFT, below + line.height * 0.75, line.words, line.style)
            below += line.height
        yield from self._ways(y, box)

    def _ways(self, y: float, box: Box) -> Iterator[str]:
        below = y + PAD + SMALL_LINE
        for way in box.ways:
            baseline = below + SMALL_LINE * 0.75
            for line in _label(way):
                yield self._words(RIGHT, below + line.height * 0.75, line.words, line.style)
                below += line.height
            if way.to is not None or way.ending:
                arrow = "←" if self._mirrored else "→"
                to = "■" if way.to is None else str(way.to)
                yield self._words(WIDTH - MARGIN - 3, baseline, f"{arrow} {to}", "to", end=True)

    def _rect(self, x: float, y: float, width: float, height: float, rest: str) -> str:
        left = WIDTH - x - width if self._mirrored else x
        return (
            f'<rect x="{left:g}" y="{self._top + y:.1f}" width="{width:g}" '
            f'height="{height:.1f}" {rest}/>'
        )

    def _words(self, x: float, y: float, words: str, style: str, *, end: bool = False) -> str:
        at = WIDTH - x if self._mirrored else x
        side = ' text-anchor="end"' if end else ""
        turned = ' direction="rtl"' if self._mirrored else ""
        named = f' class="{style}"' if style else ""
        return (
            f'<text x="{at:g}" y="{self._top + y:.1f}"{named}{side}{turned}>{escape(words)}</text>'
        )
