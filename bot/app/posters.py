"""Posters: a QR code as a picture or in the terminal, and a sheet of paper to hang up."""

import io
from collections.abc import Sequence
from html import escape

import segno

from bot.domain.text import Text
from bot.i18n import Catalogs

SCAN = Text("Scan this with the camera of your phone. Then choose your language.")

# A4 in millimetres.  A phone reads the code from two metres away; its lowest level of repair but
# one lets it be a little dirty.
WIDTH, HEIGHT, MARGIN = 210, 297, 20
SIDE = 120
REPAIR = "m"
QUIET = 4  # modules of white around, without which phones do not find it
LETTERS_PER_LINE = 40
LINE = 10  # millimetres

SHEET = """<?xml version="1.0" encoding="utf-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" \
viewBox="0 0 {width} {height}" font-family="sans-serif" text-anchor="middle">
<rect width="{width}" height="{height}" fill="#fff"/>
<text x="{middle}" y="38" font-size="15" font-weight="bold">{title}</text>
{lines}
<path transform="translate({left} {top}) scale({scale})" shape-rendering="crispEdges" d="{code}"/>
<text x="{middle}" y="{under}" font-size="6">{link}</text>
</svg>
"""


def terminal(link: str) -> str:
    """The code in block letters."""
    shown = io.StringIO()
    _code(link).terminal(shown, border=QUIET, compact=True)
    return shown.getvalue()


def svg(link: str) -> bytes:
    return _saved(link, "svg")


def png(link: str) -> bytes:
    return _saved(link, "png")


def sheet(link: str, title: str, langs: Sequence[str], catalogs: Catalogs) -> bytes:
    """A4: a harmless title, one sentence in each language, the code, the address to type."""
    code = _code(link)
    size = code.symbol_size(border=QUIET)[0]
    lines = [line for lang in langs for line in _lines(lang, catalogs)]
    first = 52
    top = first + len(lines) * LINE
    side = min(SIDE, HEIGHT - MARGIN - LINE - top)
    return SHEET.format(
        width=WIDTH,
        height=HEIGHT,
        middle=WIDTH // 2,
        title=escape(title),
        lines="\n".join(
            f'<text x="{WIDTH // 2}" y="{first + n * LINE}" font-size="7" {how}>{words}</text>'
            for n, (how, words) in enumerate(lines)
        ),
        left=(WIDTH - side) / 2,
        top=top,
        scale=side / size,
        code=_path(code),
        under=top + side + LINE,
        link=escape(link.partition("://")[2]),
    ).encode()


def _lines(lang: str, catalogs: Catalogs) -> list[tuple[str, str]]:
    """The sentence on as many lines as it needs, with how each is written."""
    how = f'xml:lang="{escape(lang)}" direction="{catalogs.direction(lang)}"'
    lines = [""]
    for word in catalogs.speak(lang)(SCAN).split():
        if len(lines[-1]) + len(word) > LETTERS_PER_LINE:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return [(how, escape(line)) for line in lines]


def _path(code: segno.QRCode) -> str:
    """Every dark module as a square of one by one."""
    return "".join(
        f"M{x} {y}h1v1h-1z"
        for y, row in enumerate(code.matrix_iter(border=QUIET))
        for x, dark in enumerate(row)
        if dark
    )


def _code(link: str) -> segno.QRCode:
    return segno.make_qr(link, error=REPAIR)


def _saved(link: str, kind: str) -> bytes:
    file = io.BytesIO()
    _code(link).save(file, kind=kind, scale=10, border=QUIET)
    return file.getvalue()
