"""A paper as one page in HTML: no script, nothing from elsewhere, all words escaped."""

import re
from collections.abc import Iterator, Sequence
from html import escape

from bot.domain.messages import Paper
from bot.engine.said import Line
from bot.services.paper_words import Part
from bot.services.rendering import Rendering, line

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
STYLE = (
    "body{font:1rem/1.5 sans-serif;max-width:42rem;margin:1.5rem auto;padding:0 1rem}"
    "p{margin:.4rem 0;white-space:pre-line;overflow-wrap:anywhere}h2{font-size:1.2rem}"
    ".note{border:1px solid;padding:.4rem}"
    "@media print{.note{display:none}.alone+section{break-before:page}body{margin:0}}"
)
NO_NAME = re.compile(r"[^\w -]")


def page_of(parts: Sequence[Part], rendering: Rendering, *, title: str, lang: str) -> Paper:
    """Under the deployment's harmless title, also in its name."""
    head = (
        f'<!doctype html><html lang="{escape(lang)}" dir="{rendering.direction(lang)}"><head>'
        f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body>"
    )
    body = "".join(piece for part in parts for piece in _part(part, rendering, lang))
    name = NO_NAME.sub("", title).strip() or "file"
    return Paper(f"{name}.html", f"{head}{body}</body></html>")


def _part(part: Part, rendering: Rendering, lang: str) -> Iterator[str]:
    kind = "alone" if part.alone else "part"
    how = f'lang="{escape(part.lang)}" dir="{rendering.direction(part.lang)}" class="{kind}"'
    yield from _lines(part.notes, rendering, lang, "note")
    title = escape(rendering.speak(part.lang)(part.title))
    yield f"<section {how}><h2>{title}</h2>"
    yield from _lines(part.lines, rendering, part.lang, "line")
    yield "</section>"


def _lines(lines: Sequence[Line], rendering: Rendering, lang: str, kind: str) -> Iterator[str]:
    speak = rendering.speak(lang)
    return (f'<p class="{kind}">{escape(line(each, speak))}</p>' for each in lines)
