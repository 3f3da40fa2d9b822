"""Texts: how long Telegram finds them, and the HTML that it understands."""

import html
import re
from typing import Any

from tests.fakes.telegram.parameters import Parameters
from tests.fakes.telegram.refusals import Refusal, bad_request

LONGEST = 4096  # UTF-16 code units, after markup has been taken out

ENTITIES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z-]*)(?P<attributes>[^>]*)(?P<closed>>?)")
HREF = re.compile(r"""href\s*=\s*["'](?P<url>[^"']*)["']""")
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f]")

Entity = dict[str, Any]


def units(text: str) -> int:
    """The length of a text in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def text_of(parameters: Parameters) -> tuple[str, list[Entity]]:
    """The text of a message as it will be shown, and its entities."""
    raw, mode = parameters.text("text"), parameters.text("parse_mode")
    if mode and mode.lower() != "html":
        raise bad_request("unsupported parse_mode")  # this fake reads no Markdown
    text, entities = _parsed(raw) if mode else (raw, [])
    text = CONTROLS.sub(" ", text).strip()
    if not text:
        raise bad_request("message text is empty")
    if units(text) > LONGEST:
        raise bad_request("message is too long")
    return text, entities


def command_in(text: str) -> list[Entity]:
    """The entity of a command that a text begins with."""
    found = re.match(r"/[A-Za-z0-9_]{1,32}", text)
    return [{"type": "bot_command", "offset": 0, "length": found.end()}] if found else []


def _parsed(raw: str) -> tuple[str, list[Entity]]:
    shown, place = "", 0
    opened: list[tuple[str, Entity]] = []
    entities: list[Entity] = []
    for tag in TAG.finditer(raw):
        shown += html.unescape(raw[place : tag.start()])
        place = tag.end()
        at = len(raw[: tag.start()].encode())
        if tag["end"]:
            entities.append(_closed(tag, opened, shown, at))
        else:
            opened.append((tag["name"].lower(), _opened(tag, shown, at)))
    if opened:
        raise _unparsed(f'Can\'t find end tag corresponding to start tag "{opened[-1][0]}"')
    return shown + html.unescape(raw[place:]), [each for each in entities if each["length"]]


def _opened(tag: re.Match[str], shown: str, at: int) -> Entity:
    name = tag["name"].lower()
    if not tag["closed"]:
        raise _unparsed(f"Unclosed start tag at byte offset {at}")
    if name not in ENTITIES or (name == "span" and "tg-spoiler" not in tag["attributes"]):
        raise _unparsed(f'Unsupported start tag "{name}" at byte offset {at}')
    entity: Entity = {"type": ENTITIES[name], "offset": units(shown), "length": 0}
    href = HREF.search(tag["attributes"])
    return entity | ({"url": html.unescape(href["url"])} if name == "a" and href else {})


def _closed(tag: re.Match[str], opened: list[tuple[str, Entity]], shown: str, at: int) -> Entity:
    if not opened:
        raise _unparsed(f"Unexpected end tag at byte offset {at}")
    name, entity = opened.pop()
    if tag["name"].lower() not in {"", name}:
        raise _unparsed(
            f'Unmatched end tag at byte offset {at}, expected "</{name}>", found "{tag[0]}"'
        )
    return entity | {"length": units(shown) - entity["offset"]}


def _unparsed(why: str) -> Refusal:
    return bad_request(f"can't parse entities: {why}")
