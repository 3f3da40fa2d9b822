"""A flow as a page of Markdown: a chart in Mermaid, and below it every step in full."""

import textwrap
from collections.abc import Collection, Iterator

from bot.engine.drawing.sheets import Box, Way, boxes
from bot.engine.faults import FOLDER, Declared
from bot.engine.vocabulary import Flow

COLUMNS, LINES = 30, 3  # what a node of a chart can hold; the whole text stands below
SHAPES = {
    "ask": ('(["', '"])'),
    "say": ('["', '"]'),
    "decide": ('{{"', '"}}'),
    "do": ('[/"', '"/]'),
    "call": ('[["', '"]]'),
}
COLOURS = {
    "ask": "fill:#e3f0fb,stroke:#2b6ca3,color:#111",
    "say": "fill:#f5f5f5,stroke:#777,color:#111",
    "decide": "fill:#fdf3d7,stroke:#a37a1f,color:#111",
    "do": "fill:#fbe4e4,stroke:#a33a3a,color:#111",
    "call": "fill:#e8f5e6,stroke:#3d7a36,color:#111",
}


HEAD = """# The conversation `{name}`

Drawn from `{folder}/{name}.py` by `haki flows draw`; change it there. [To print]({name}.svg).
Blue asks, grey says, yellow parts the ways, red is done by the service, green is another
conversation. Back, Menu and Help work at every question and are not drawn.
"""


def page(flow: Flow, flows: Collection[Flow], declared: Declared) -> str:
    """The page, in English."""
    drawn = boxes(flow, flows, declared, str)
    head = HEAD.format(name=flow.name, folder=FOLDER)
    return "\n".join([head, "```mermaid", *_chart(drawn), "```", "", *_protocol(drawn)])


def _chart(drawn: Collection[Box]) -> Iterator[str]:
    yield "flowchart TD"
    for box in drawn:
        begins, ends = SHAPES[box.style]
        yield f"  s{box.number}{begins}{_node(box)}{ends}:::of_{box.style}"
    endings = {way.ending for box in drawn for way in box.ways if way.ending}
    names = {ending: f"e{number}" for number, ending in enumerate(sorted(endings), start=1)}
    for ending, name in names.items():
        yield f'  {name}(("{_escaped(ending)}"))'
    for box in drawn:
        yield from _arrows(box, names)
    for style, colours in COLOURS.items():
        yield f"  classDef of_{style} {colours}"  # "call" alone is a word of Mermaid's


def _node(box: Box) -> str:
    text = " ".join(box.text.split())
    lines = textwrap.wrap(text, COLUMNS, max_lines=LINES, placeholder=" …")
    return "<br/>".join(map(_escaped, (f"{box.number} {box.name}", *lines)))


def _arrows(box: Box, endings: dict[str, str]) -> Iterator[str]:
    """One arrow for each step it leads to, with all that leads there."""
    labels: dict[str, list[str]] = {}
    for way in box.ways:
        if way.to is not None or way.ending:
            to = f"s{way.to}" if way.to is not None else endings[way.ending]
            labels.setdefault(to, []).append(way.label)
    for to, ways in labels.items():
        label = " / ".join(filter(None, ways))
        yield (
            f'  s{box.number} -->|"{_escaped(label)}"| {to}'
            if label
            else f"  s{box.number} --> {to}"
        )


def _escaped(text: str) -> str:
    """As Mermaid takes it between quotation marks."""
    for sign, code in (("#", "#35;"), ('"', "#quot;"), ("<", "#lt;"), (">", "#gt;")):
        text = text.replace(sign, code)
    return text


def _protocol(drawn: Collection[Box]) -> Iterator[str]:
    names = {box.number: box.name for box in drawn}
    for box in drawn:
        yield f"## {box.number} `{box.name}`\n\n*{box.kind}*\n"
        if box.text:
            yield from (f"> {line}".rstrip() for line in box.text.splitlines())
            yield ""
        yield from (f"- {choice}" for choice in box.choices)
        yield from (f"- {_way(way, names)}" for way in box.ways)
        yield from (f"- *{note}*" for note in box.notes)
        yield ""


def _way(way: Way, names: dict[int, str]) -> str:
    if way.to is None:
        return " → ".join(filter(None, (way.label, way.ending)))
    link = f"[{way.to} `{names[way.to]}`](#{way.to}-{names[way.to].lower()})"
    return f"{way.label} → {link}".strip()
