"""One case: looking at it, taking it, answering, closing."""

from collections.abc import Mapping
from functools import partial
from uuid import UUID

from aiohttp import web

from bot.console.labels import AGES, FILE_KINDS, REACHABLE, TOLD, languages, reason, size
from bot.console.pages import page
from bot.console.parts import CONSOLE, FORM, HOME, WHO
from bot.console.permissions import May
from bot.console.problems import Problem, Way
from bot.console.web import Routes
from bot.domain.referrals import (
    ENDED_BECAUSE,
    AlreadyClosed,
    CloseReason,
    NobodyWrote,
    NotTaken,
    NotWaiting,
)
from bot.domain.text import Text
from bot.services.case_views import Case
from bot.services.cases import (
    LONGEST_ANSWER,
    AnswerTooLong,
    EmptyAnswer,
    NeedsReason,
    NoSuchCase,
)

routes = Routes()

CASE = "/reports/{reference:[0-9A-Za-z]{1,20}}"

TAKEN_ALREADY = Text("Someone else has already taken this report.")
CLOSED_ALREADY = Text("This report is closed or was taken back, so nothing was changed.")
TAKE_IT_FIRST = Text("Nobody has taken this report yet. Take it first.")
EMPTY = Text("The answer is empty. Write something first.")
TOO_LONG = Text("The answer is too long: at most {characters} characters. Shorten it.")
CHOOSE_WHY = Text("Choose why the report is closed.")
WRITE_FIRST = Text(
    "Nobody has written to the worker yet, so it stays open. Write first what came of it, then "
    "close it. Only what was sent twice, or taken back, is closed without."
)

DONE = {
    "taken": Text("This report is yours now."),
    "answered": Text("Your answer is kept."),
    "closed": Text("This report is closed."),
}
TELLS = {"answered", "closed"}  # after which it is said whether the worker is told


@routes.page(CASE, may=May.SEE_CASE)
async def case(request: web.Request) -> web.StreamResponse:
    return await _case(request, done=request.query.get("done", ""))


@routes.action(CASE + "/take", may=May.TAKE)
async def take(request: web.Request) -> web.StreamResponse:
    reference = request.match_info["reference"]
    try:
        await request.app[CONSOLE].cases.take(reference, request[WHO])
    except NoSuchCase:
        raise web.HTTPNotFound from None
    except NotWaiting:
        raise Problem(409, TAKEN_ALREADY) from None
    except AlreadyClosed:
        raise Problem(409, CLOSED_ALREADY) from None
    raise _back_to(reference, "taken")


@routes.action(CASE + "/answer", may=May.ANSWER)
async def answer(request: web.Request) -> web.StreamResponse:
    reference, words = request.match_info["reference"], request[FORM].get("words", "")
    try:
        await request.app[CONSOLE].cases.answer(
            reference, words, request[WHO], once=_once(request[FORM].get("once", ""))
        )
    except NoSuchCase:
        raise web.HTTPNotFound from None
    except EmptyAnswer:
        return await _case(request, answer_problem=EMPTY, words=words)
    except AnswerTooLong:
        return await _case(request, answer_problem=TOO_LONG, words=words)
    except NotTaken:
        raise Problem(409, TAKE_IT_FIRST, to_case(reference), kept=words) from None
    except AlreadyClosed:
        raise Problem(409, CLOSED_ALREADY, to_case(reference), kept=words) from None
    raise _back_to(reference, "answered")


@routes.action(CASE + "/close", may=May.CLOSE)
async def close(request: web.Request) -> web.StreamResponse:
    reference, reason = request.match_info["reference"], request[FORM].get("reason", "")
    try:
        await request.app[CONSOLE].cases.close(reference, reason=reason, by=request[WHO])
    except NoSuchCase:
        raise web.HTTPNotFound from None
    except NeedsReason:
        return await _case(request, close_problem=CHOOSE_WHY)
    except NobodyWrote:
        return await _case(request, close_problem=WRITE_FIRST, chosen=reason)
    except NotTaken:
        raise Problem(409, TAKE_IT_FIRST, to_case(reference)) from None
    except AlreadyClosed:
        raise Problem(409, CLOSED_ALREADY, to_case(reference)) from None
    raise _back_to(reference, "closed")


async def _case(
    request: web.Request,
    *,
    done: str = "",
    answer_problem: Text | None = None,
    close_problem: Text | None = None,
    words: str = "",
    chosen: str = "",
) -> web.Response:
    """The case as it is now; with a problem, what was written is still in its form."""
    console = request.app[CONSOLE]
    try:
        found = await console.cases.open(request.match_info["reference"], request[WHO])
    except NoSuchCase:
        raise web.HTTPNotFound from None
    return page(
        request,
        "taken_back.html" if found.row.erased else "case.html",
        status=422 if answer_problem or close_problem else 200,
        case=found,
        done=DONE.get(done),
        tells=done in TELLS,
        reachable=REACHABLE[found.reachable],
        told=found.reachable in TOLD,
        answer_problem=answer_problem,
        close_problem=close_problem,
        words=words,
        once=console.chance.id(),
        longest=LONGEST_ANSWER,
        why=reason(found.why, console.content, console.speak),
        reasons=_reasons(found),
        chosen=chosen,
        kinds=FILE_KINDS,
        size=partial(size, speak=console.speak),
        languages=languages(console.content),
        ages=AGES,
    )


def _reasons(found: Case) -> Mapping[CloseReason, Text]:
    """Only to be counted is a reason of those alone who said so."""
    reasons = dict(ENDED_BECAUSE)
    if not found.only_counted:
        del reasons[CloseReason.COUNTED]
    return reasons


def _once(given: str) -> UUID | None:
    """The number of one filling-in of the form; without one, each is its own."""
    try:
        return UUID(given)
    except ValueError:
        return None


def to_case(reference: str) -> Way:
    return Way(f"{HOME}/reports/{reference}", Text("Go to the report"))


def _back_to(reference: str, done: str) -> web.HTTPSeeOther:
    return web.HTTPSeeOther(f"{HOME}/reports/{reference}?done={done}")
