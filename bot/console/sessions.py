"""Coming in and going out: sign-in, sign-out, and the first visit with an invitation."""

import math
import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from aiohttp import web

from bot.console.cookies import (
    device_of,
    drop_session,
    keep_device,
    keep_session,
    keep_visit,
    new_visit,
    session_of,
    visit_of,
)
from bot.console.forms import visit_token
from bot.console.labels import ROLES
from bot.console.pages import page
from bot.console.parts import CONSOLE, FORM, HOME
from bot.console.permissions import May
from bot.console.problems import Problem
from bot.console.web import SIGN_IN, TO_SIGN_IN, Routes
from bot.domain.passwords import FEWEST_DIFFERENT, SHORTEST, Weakness
from bot.domain.text import Text
from bot.services.members import (
    NameTaken,
    NameUnusable,
    NotInvited,
    PasswordTooWeak,
    PasswordUnusable,
    TooManyTries,
    WrongNameOrPassword,
)

routes = Routes()

OUR_PATH = re.compile(rf"{HOME}(/[A-Za-z0-9/_-]*)?(\?[A-Za-z0-9=&_-]*)?")

WRONG = Text("The name or the password is wrong.")
THROTTLED = Text(
    "There were too many tries with this name. Wait {minutes} minutes and try again, or use a "
    "browser in which you have signed in before."
)
NO_INVITATION = Text(
    "This invitation is not known, was used already, or is too old. If you chose a name and a "
    "password with it, sign in with them. If not, ask the people who run this service: only they "
    "make invitations."
)
NAME_TAKEN = Text("Somebody signs in with this name already. Choose another one.")
NAME_UNUSABLE = Text("A name has 2 to 40 letters or digits.")
TOO_LONG = Text("The password is too long. Use a shorter one.")
TOO_WEAK: Mapping[Weakness, Text] = {
    Weakness.SHORT: Text("The password is too short. Use at least {characters} characters."),
    Weakness.ALIKE: Text(
        "The password has too few different characters. Use at least {different} different ones, "
        "such as those of a few words."
    ),
    Weakness.ROW: Text(
        "The password is a row such as 123456 or qwerty, or repeats itself, so it is guessed "
        "first. Use a few words that do not belong together."
    ),
    Weakness.NAME: Text(
        "Half of the password or more is your name or that of your organisation, so it is guessed "
        "first. Use a few words that do not belong together."
    ),
    Weakness.MOST_USED: Text(
        "The password is made of the most used ones, so it is guessed first. Use a few words that "
        "do not belong together."
    ),
}
NOT_THE_SAME = Text("The two passwords are not the same. Type both again.")

REFUSED: Mapping[type[Exception], tuple[Text, str]] = {
    NameTaken: (NAME_TAKEN, "name"),
    NameUnusable: (NAME_UNUSABLE, "name"),
    PasswordUnusable: (TOO_LONG, "password"),
}


@routes.page("/sign-in", may=May.ANYBODY)
async def sign_in_page(request: web.Request) -> web.StreamResponse:
    return _form(request, "sign_in.html", next=_ours(request.query.get("next", "")))


@routes.action("/sign-in", may=May.ANYBODY)
async def sign_in(request: web.Request) -> web.StreamResponse:
    form, people = request[FORM], request.app[CONSOLE].people
    name, back = form.get("name", ""), _ours(form.get("next", ""))
    try:
        cookie = await people.sign_in(
            name=name, password=form.get("password", ""), device=device_of(request)
        )
    except WrongNameOrPassword:
        return _form(request, "sign_in.html", 401, name=name, next=back, problem=WRONG)
    except TooManyTries as error:
        wait = {"minutes": math.ceil(error.retry_after / timedelta(minutes=1))}
        response = _form(
            request, "sign_in.html", 429, name=name, next=back, problem=THROTTLED, values=wait
        )
        response.headers["Retry-After"] = str(math.ceil(error.retry_after.total_seconds()))
        return response
    return _signed_in(request, cookie, name, back)


@routes.action("/sign-out", may=May.SIGN_OUT)
async def sign_out(request: web.Request) -> web.StreamResponse:
    console = request.app[CONSOLE]
    await console.people.sign_out(session_of(request))
    response = web.HTTPSeeOther(SIGN_IN)
    drop_session(response, console)
    raise response


@routes.page("/welcome/{code}", may=May.ANYBODY)
async def welcome_page(request: web.Request) -> web.StreamResponse:
    return await _welcome(request)


@routes.action("/welcome/{code}", may=May.ANYBODY)
async def welcome(request: web.Request) -> web.StreamResponse:
    form, people = request[FORM], request.app[CONSOLE].people
    password = form.get("password", "")
    if password != form.get("again", ""):
        return await _welcome(request, problem=NOT_THE_SAME, field="password")
    try:
        cookie = await people.accept(
            request.match_info["code"], name=form.get("name", ""), password=password
        )
    except NotInvited:
        raise Problem(404, NO_INVITATION, TO_SIGN_IN) from None
    except PasswordTooWeak as refusal:
        return await _welcome(request, problem=TOO_WEAK[refusal.weakness], field="password")
    except tuple(REFUSED) as refusal:
        problem, field = REFUSED[type(refusal)]
        return await _welcome(request, problem=problem, field=field)
    return _signed_in(request, cookie, form.get("name", ""), HOME)


async def _welcome(
    request: web.Request, *, problem: Text | None = None, field: str = ""
) -> web.Response:
    """The form for an invitation, empty or with what was wrong with it."""
    try:
        invited = await request.app[CONSOLE].people.invitation(request.match_info["code"])
    except NotInvited:
        raise Problem(404, NO_INVITATION, TO_SIGN_IN) from None
    return _form(
        request,
        "welcome.html",
        422 if problem else 200,
        invited=invited,
        role=ROLES[invited.role],
        name=request[FORM].get("name", "") if problem else "",
        problem=problem,
        field=field,
        values={"characters": SHORTEST, "different": FEWEST_DIFFERENT},
    )


def _form(
    request: web.Request,
    template: str,
    status: int = 200,
    *,
    problem: Text | None = None,
    values: dict[str, int] | None = None,
    **known: Any,
) -> web.Response:
    """A form for somebody who is not signed in: its token is bound to a cookie of this visit."""
    console = request.app[CONSOLE]
    visit = visit_of(request) or new_visit(console)
    response = page(
        request,
        template,
        status=status,
        token=visit_token(console, visit),
        problem=problem,
        values=values or {},
        **{"name": ""} | known,
    )
    keep_visit(response, console, visit)
    return response


def _signed_in(request: web.Request, cookie: str, name: str, back: str) -> web.Response:
    console = request.app[CONSOLE]
    response = web.Response(status=303, headers={"Location": back})
    keep_session(response, console, cookie)
    keep_device(response, console, console.people.device(name, device_of(request)))
    return response


def _ours(path: str) -> str:
    """Where to go after signing in: a page of the console, whatever a link says."""
    return path if OUR_PATH.fullmatch(path) else HOME
