"""Updates to subscribers: written by one, checked by a colleague, sent, followed in counts."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from aiohttp import web
from multidict import MultiMapping

from bot.console.pages import page
from bot.console.parts import CONSOLE, FORM, HOME, WHO
from bot.console.permissions import May
from bot.console.problems import Problem, Way
from bot.console.web import Routes
from bot.domain.answers import Sector
from bot.domain.broadcasts import (
    LONGEST,
    SMALLEST,
    BroadcastStatus,
    CheckedByItsWriter,
    NothingWritten,
    NotNow,
    Segment,
    TooFewPeople,
    TooLong,
    Topic,
    Words,
)
from bot.domain.content import Content
from bot.domain.countries import Role
from bot.domain.text import Text
from bot.services.broadcasts import Broadcast, Broadcasts, NoSuchBroadcast
from bot.services.members import Caseworker

routes = Routes()

UPDATES = "/updates"
ONE = UPDATES + "/{id:[0-9a-f-]{36}}"
STATUSES: Mapping[BroadcastStatus, Text] = {
    BroadcastStatus.DRAFT: Text("Draft"),
    BroadcastStatus.WAITING: Text("Waits for a check"),
    BroadcastStatus.SENDING: Text("Being sent"),
    BroadcastStatus.PAUSED: Text("Paused"),
    BroadcastStatus.DONE: Text("Sent"),
    BroadcastStatus.STOPPED: Text("Stopped"),
}
DONE = {
    "written": Text("The draft is kept."),
    "submitted": Text("A colleague has to check it now; then it is sent."),
    "returned": Text("It is a draft again."),
    "approved": Text("You checked it, and it goes out."),
    "paused": Text("It is paused: nobody gets it until somebody goes on."),
    "resumed": Text("It is being sent again."),
    "stopped": Text("It is stopped for good. Who has it already keeps it."),
}
GONE_ON = Text("Somebody has changed this update in the meantime, so nothing was done.")
NOTHING = Text("Write the update in one language at least.")
LONG = Text("One of the texts is too long: at most {characters} characters. Shorten it.")
NO_TOPIC = Text("Choose what the update is about.")
FEW = Text(
    "Fewer than {people} people would get it. A message to so few could single somebody out, so "
    "it is not sent: choose more countries or kinds of work, or add a language."
)
OWN = Text("Whoever wrote an update does not check it. Ask a colleague.")

Act = Callable[[Broadcasts, UUID, Caseworker], Awaitable[None]]

# What can be done with one, who may do it, and what is said of it then.
ACTS: Mapping[str, tuple[May, Act, str]] = {
    "submit": (May.WRITE_UPDATES, Broadcasts.submit, "submitted"),
    "return": (May.WRITE_UPDATES, Broadcasts.take_back, "returned"),
    "approve": (May.CHECK_UPDATES, Broadcasts.approve, "approved"),
    "pause": (May.CHECK_UPDATES, Broadcasts.pause, "paused"),
    "resume": (May.CHECK_UPDATES, Broadcasts.go_on, "resumed"),
    "stop": (May.CHECK_UPDATES, Broadcasts.stop, "stopped"),
}


@routes.page(UPDATES, may=May.SEE_UPDATES)
async def updates(request: web.Request) -> web.StreamResponse:
    console = request.app[CONSOLE]
    found = await console.broadcasts.newest(request[WHO])
    return page(request, "updates.html", updates=found, statuses=STATUSES)


@routes.page(UPDATES + "/new", may=May.WRITE_UPDATES)
async def begin(request: web.Request) -> web.StreamResponse:
    return _form(request, Words({}), None)


@routes.action(UPDATES + "/new", may=May.WRITE_UPDATES)
async def write(request: web.Request) -> web.StreamResponse:
    return await _written(request, None)


@routes.page(ONE, may=May.SEE_UPDATES)
async def update(request: web.Request) -> web.StreamResponse:
    found = await _found(request)
    if found.row.status is BroadcastStatus.DRAFT and "edit" in request.query:
        return _form(request, found.words, found.row.segment)
    return _page(request, found, done=request.query.get("done", ""))


@routes.action(ONE + "/write", may=May.WRITE_UPDATES)
async def rewrite(request: web.Request) -> web.StreamResponse:
    return await _written(request, _id(request))


async def _written(request: web.Request, id_: UUID | None) -> web.StreamResponse:
    """A draft, kept; with a problem, what was written is still in its form."""
    console, form = request.app[CONSOLE], request[FORM]
    words, segment = _words(form, console.content), _segment(form, console.content)
    try:
        if segment is None:
            return _form(request, words, None, problem=NO_TOPIC)
        kept = await console.broadcasts.write(words, segment, request[WHO], id_)
    except NothingWritten:
        return _form(request, words, segment, problem=NOTHING)
    except TooLong:
        return _form(request, words, segment, problem=LONG)
    except NoSuchBroadcast:
        raise web.HTTPNotFound from None
    except NotNow:
        raise Problem(409, GONE_ON, _all(), kept="\n\n".join(words.texts.values())) from None
    raise web.HTTPSeeOther(f"{HOME}{UPDATES}/{kept}?done=written")


async def _act(request: web.Request, act: Act, done: str) -> web.StreamResponse:
    id_ = _id(request)
    try:
        await act(request.app[CONSOLE].broadcasts, id_, request[WHO])
    except NoSuchBroadcast:
        raise web.HTTPNotFound from None
    except NotNow:
        raise Problem(409, GONE_ON, _all()) from None
    except CheckedByItsWriter:
        return _page(request, await _found(request), problem=OWN)
    except TooFewPeople:
        return _page(request, await _found(request), problem=FEW)
    raise web.HTTPSeeOther(f"{HOME}{UPDATES}/{id_}?done={done}")


for _name, (_may, _do, _done) in ACTS.items():
    routes.action(f"{ONE}/{_name}", may=_may)(partial(_act, act=_do, done=_done))


async def _found(request: web.Request) -> Broadcast:
    try:
        return await request.app[CONSOLE].broadcasts.look(_id(request), request[WHO])
    except NoSuchBroadcast:
        raise web.HTTPNotFound from None


def _page(
    request: web.Request, found: Broadcast, *, done: str = "", problem: Text | None = None
) -> web.Response:
    content = request.app[CONSOLE].content
    return page(
        request,
        "update.html",
        status=422 if problem else 200,
        update=found,
        done=DONE.get(done),
        problem=problem,
        statuses=STATUSES,
        smallest=SMALLEST,
        **_names(content),
    )


def _form(
    request: web.Request,
    words: Words,
    segment: Segment | None,
    *,
    problem: Text | None = None,
) -> web.Response:
    content = request.app[CONSOLE].content
    id_ = request.match_info.get("id")
    return page(
        request,
        "update_form.html",
        status=422 if problem else 200,
        action=f"{HOME}{UPDATES}/{id_}/write" if id_ else f"{HOME}{UPDATES}/new",
        words=words,
        segment=segment,
        problem=problem,
        longest=LONGEST,
        **_names(content),
    )


def _names(content: Content) -> dict[str, Any]:
    places = [each for each in content.served if each.role is Role.DESTINATION]
    return {
        "topics": {topic.value: topic.label for topic in Topic},
        "countries": {each.code: each.name for each in places},
        "sectors": {sector.value: sector.label for sector in Sector},
        "languages": content.languages,
        "names": {each.code: each.own_name for each in content.languages},
    }


def _words(form: MultiMapping[str], content: Content) -> Words:
    texts = {each.code: form.get(f"text_{each.code}", "") for each in content.languages}
    return Words(texts, form.get("fallback", ""))


def _segment(form: MultiMapping[str], content: Content) -> Segment | None:
    """None where no topic was chosen, or something that is none."""
    try:
        topic = Topic(form.get("topic", ""))
        sectors = tuple(Sector(each).value for each in form.getall("sectors", []))
    except ValueError:
        return None
    known = {each.code for each in content.served}
    return Segment(topic, tuple(c for c in form.getall("countries", []) if c in known), sectors)


def _id(request: web.Request) -> UUID:
    try:
        return UUID(request.match_info["id"])
    except ValueError:
        raise web.HTTPNotFound from None


def _all() -> Way:
    return Way(HOME + UPDATES, Text("Go to the updates"))
