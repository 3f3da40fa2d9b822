"""The queue of an organisation's reports: who waits, the most urgent first."""

import re

from aiohttp import web

from bot.console.labels import AGES, languages
from bot.console.pages import page
from bot.console.parts import CONSOLE, HOME, WHO
from bot.console.permissions import May
from bot.console.web import Routes
from bot.domain.referrals import WAITING
from bot.domain.text import Text

routes = Routes()

PAGE_NUMBER = re.compile("[1-9][0-9]{0,5}")

TABS = {
    "waiting": Text("Waiting"),
    "mine": Text("Mine"),
    "open": Text("In progress"),
    "closed": Text("Closed"),
}
EMPTY = {
    "waiting": Text("Nobody waits. A new report appears here, the most urgent first."),
    "mine": Text("You hold no open report. Take one from those that wait."),
    "open": Text("Nothing is in progress. What you and your colleagues have taken appears here."),
    "closed": Text("Nothing is closed yet. What has come to its end appears here."),
}


@routes.page("", may=May.SEE_QUEUE)
async def queue(request: web.Request) -> web.StreamResponse:
    show, number = request.query.get("show", "waiting"), request.query.get("page", "1")
    if show not in TABS or not PAGE_NUMBER.fullmatch(number):
        raise web.HTTPNotFound
    console = request.app[CONSOLE]
    found = await console.cases.queue(request[WHO], show=show, page=int(number))
    return page(
        request,
        "queue.html",
        queue=found,
        tabs=TABS,
        empty=EMPTY[show],
        statuses_waiting=WAITING,
        languages=languages(console.content),
        ages=AGES,
    )


@routes.page("/", may=May.ANYBODY)
async def with_slash(_: web.Request) -> web.StreamResponse:
    raise web.HTTPSeeOther(HOME)
