"""The console as one part of the web application, under its own path."""

from collections.abc import Iterator

from aiohttp import web

from bot.console import (
    assessments,
    cases,
    colleagues,
    downloads,
    queue,
    sessions,
    statics,
    survey,
    updates,
)
from bot.console.files import FILES, read_files
from bot.console.pages import PAGES, environment
from bot.console.parts import CONSOLE, HOME, Console
from bot.console.permissions import May
from bot.console.problems import explain
from bot.console.shields import shield


def add_console(app: web.Application, console: Console) -> None:
    """Serve the console in `app`, with its own headers and its own pages for errors."""
    site = web.Application(middlewares=[shield, explain])
    site[CONSOLE] = console
    site[FILES] = read_files()
    site[PAGES] = environment(console.speak)
    site.add_routes([route for route, _ in every_route()])
    app.add_subapp(HOME, site)


def every_route() -> Iterator[tuple[web.RouteDef, May]]:
    """All routes with the permission that each needs."""
    for module in (queue, cases, assessments, downloads, updates, survey, colleagues):
        yield from module.routes
    for module in (sessions, statics):
        yield from module.routes
