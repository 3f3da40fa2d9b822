"""Pages: templates filled in, everything that people wrote escaped."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.console import dates
from bot.console.files import FILES, address
from bot.console.forms import session_token
from bot.console.parts import CONSOLE, HOME, WHO
from bot.console.permissions import ALLOWED
from bot.domain.moments import stamp
from bot.domain.text import Text
from bot.engine.hearing import Speak

TEMPLATES = Path(__file__).parent / "templates"
PAGES = web.AppKey("PAGES", Environment)


def environment(speak: Speak) -> Environment:
    """Every template, read and compiled now, so that a broken one stops the start."""
    found = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    said = _speaker(speak)
    found.globals.update(
        _=said,
        home=HOME,
        stamp=stamp,
        ago=partial(dates.ago, said),
        until=partial(dates.until, said),
    )
    for name in found.list_templates():
        found.get_template(name)
    return found


def page(
    request: web.Request,
    template: str,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    **values: Any,
) -> web.Response:
    """A page as the one who is signed in sees it, if somebody is."""
    console, who = request.app[CONSOLE], request.get(WHO)
    known = {
        "who": who,
        "can": {may.name.lower() for may in ALLOWED[who.role]} if who else set(),
        "token": session_token(console, who) if who else "",
        "notice": console.notice,
        "now": console.clock(),
        "file": partial(address, request.app[FILES]),
    }
    html = request.app[PAGES].get_template(template).render(known | values)
    return web.Response(text=html, content_type="text/html", status=status, headers=headers)


def _speaker(speak: Speak) -> Callable[..., str]:
    def said(text: str, /, **values: object) -> str:
        words = speak(Text(text))
        return words.format(**values) if values else words

    return said
