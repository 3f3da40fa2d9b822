"""Cookies: who is signed in, who was, and which browser was given the sign-in form."""

import re

from aiohttp import web

from bot.console.parts import CONSOLE, HOME, Console
from bot.services.devices import LASTS

VISIT_BYTES = 16


def session_of(request: web.Request) -> str:
    return request.cookies.get(_session(request.app[CONSOLE]), "")


def visit_of(request: web.Request) -> str:
    """What binds a form to a browser in which nobody is signed in yet; empty: there is none."""
    visit = request.cookies.get(_visit(request.app[CONSOLE]), "")
    return visit if re.fullmatch(f"[0-9a-f]{{{VISIT_BYTES * 2}}}", visit) else ""


def device_of(request: web.Request) -> str:
    """What tells who was signed in here before; empty: nobody, or it was deleted."""
    return request.cookies.get(_device(request.app[CONSOLE]), "")


def new_visit(console: Console) -> str:
    return console.chance.bytes(VISIT_BYTES).hex()


def keep_session(response: web.StreamResponse, console: Console, value: str) -> None:
    seconds = console.people.session_hours * 3600
    _keep(response, console, _session(console), value, seconds)


def keep_visit(response: web.StreamResponse, console: Console, value: str) -> None:
    _keep(response, console, _visit(console), value, None)


def keep_device(response: web.StreamResponse, console: Console, value: str) -> None:
    """Not dropped by signing out: it is for the next time."""
    _keep(response, console, _device(console), value, int(LASTS.total_seconds()))


def drop_session(response: web.StreamResponse, console: Console) -> None:
    _keep(response, console, _session(console), "", 0)


def _keep(
    response: web.StreamResponse, console: Console, name: str, value: str, seconds: int | None
) -> None:
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        path=HOME,
        httponly=True,
        samesite="Strict",
        secure=console.secure,
    )


def _session(console: Console) -> str:
    return _prefixed("haki-session", console)


def _visit(console: Console) -> str:
    return _prefixed("haki-visit", console)


def _device(console: Console) -> str:
    return _prefixed("haki-device", console)


def _prefixed(name: str, console: Console) -> str:
    """`__Secure-` and not `__Host-`, which would send the cookie to the workers' pages too."""
    return f"__Secure-{name}" if console.secure else name
