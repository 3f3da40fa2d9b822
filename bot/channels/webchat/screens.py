"""Screens: the page filled in, everything that people wrote escaped."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.channels.webchat.files import FILES, address
from bot.channels.webchat.forms import Form
from bot.channels.webchat.parts import HOME, WEBCHAT
from bot.channels.webchat.render import answerable, paper_of, takes_files
from bot.channels.webchat.words import words
from bot.domain.text import Text
from bot.i18n import SOURCE
from bot.services.delivery import Parcel

TEMPLATES = Path(__file__).parent / "templates"
SCREENS = web.AppKey("SCREENS", Environment)
FORM = web.RequestKey("FORM", Form)
PAGE_ID_BYTES = 12


def environment() -> Environment:
    """Every template, read and compiled now, so that a broken one stops the start."""
    found = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    found.globals.update(home=HOME, paper_of=paper_of)
    found.policies["json.dumps_kwargs"] = {"ensure_ascii": False}  # half the bytes for most
    for name in found.list_templates():
        found.get_template(name)
    return found


def chat_page(request: web.Request, parcels: Sequence[Parcel]) -> web.Response:
    """What was said and is not acknowledged, with its buttons."""
    last = parcels[-1]
    page = Form(
        id=request.app[WEBCHAT].chance.bytes(PAGE_ID_BYTES).hex(),
        turn=max(parcel.outgoing.turn for parcel in parcels),
        after=last.id,
        lang=last.outgoing.lang,
    )
    said, files = answerable(parcels), takes_files(parcels)
    return _screen(request, "chat.html", page, parcels=said, takes_files=files)


def problem_page(request: web.Request, said: Text, status: int) -> web.Response:
    """One sentence, and what the person had tapped or typed, to be sent again."""
    page = request.get(FORM) or Form()
    problem = request.app[WEBCHAT].catalogs.speak(page.lang)(said)
    return _screen(request, "chat.html", page, status=status, parcels=(), problem=problem)


def link_page(request: web.Request, link: str | None) -> web.Response:
    """Goes on to the chat by itself: only what our own page opens comes with our cookie."""
    return _screen(request, "link.html", Form(), onward=f"{HOME}?code={link}" if link else HOME)


def _screen(
    request: web.Request, template: str, page: Form, *, status: int = 200, **values: Any
) -> web.Response:
    webchat = request.app[WEBCHAT]
    lang = page.lang or SOURCE
    known = {
        "names": webchat.names,
        "page": page,
        "lang": lang,
        "dir": webchat.catalogs.direction(lang),
        "words": words(webchat.catalogs.speak(lang)),
        "file": partial(address, request.app[FILES]),
        "problem": "",
    }
    html = request.app[SCREENS].get_template(template).render(known | values)
    return web.Response(text=html, content_type="text/html", status=status)
