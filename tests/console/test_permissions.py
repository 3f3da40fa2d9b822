"""Every route has a permission, and every role a line in the table."""

import pytest
from aiohttp import web

from bot.console.parts import HOME
from bot.console.permissions import ALLOWED, May, allowed
from bot.console.site import every_route
from bot.console.web import Routes
from bot.services.members import Role

OPEN_TO_ANYBODY = {
    ("GET", "/"),
    ("GET", "/sign-in"),
    ("POST", "/sign-in"),
    ("GET", "/static/{name}"),
    ("GET", "/welcome/{code}"),
    ("POST", "/welcome/{code}"),
}


async def nothing(_: web.Request) -> web.StreamResponse:
    return web.Response()


@pytest.mark.parametrize("kind", ["page", "action"])
def test_a_route_without_a_permission_cannot_be_written(kind: str) -> None:
    with pytest.raises(TypeError):
        getattr(Routes(), kind)("/reports")
    with pytest.raises(TypeError, match="needs a permission"):
        getattr(Routes(), kind)("/reports", may=None)
    with pytest.raises(TypeError, match="needs a permission"):
        getattr(Routes(), kind)("/reports", may="anybody")


def test_a_route_with_a_permission_keeps_it() -> None:
    routes = Routes()

    routes.action("/reports", may=May.TAKE)(nothing)

    assert [(route.method, route.path, may) for route, may in routes] == [
        ("POST", "/reports", May.TAKE)
    ]


def test_only_what_leads_in_is_open_to_anybody() -> None:
    found = {(route.method, route.path) for route, may in every_route() if may is May.ANYBODY}

    assert found == OPEN_TO_ANYBODY


def test_every_permission_is_asked_for_somewhere() -> None:
    assert {may for _, may in every_route()} == set(May)


def test_every_role_has_its_line() -> None:
    assert set(ALLOWED) == set(Role)
    assert all(May.ANYBODY not in line for line in ALLOWED.values())
    assert all(allowed(role, May.SIGN_OUT) for role in Role)


@pytest.mark.parametrize("may", [May.SEE_CASE, May.TAKE, May.ANSWER, May.CLOSE, May.ASSESS])
def test_only_who_works_cases_reads_and_changes_them(may: May) -> None:
    assert {role for role in Role if allowed(role, may)} == {Role.CASEWORKER, Role.COORDINATOR}


@pytest.mark.parametrize("may", [May.SEE_UPDATES, May.WRITE_UPDATES, May.CHECK_UPDATES])
def test_only_organisers_and_coordinators_send_updates(may: May) -> None:
    assert {role for role in Role if allowed(role, may)} == {Role.ORGANISER, Role.COORDINATOR}


def test_only_coordinators_invite() -> None:
    assert {role for role in Role if allowed(role, May.INVITE)} == {Role.COORDINATOR}


def test_what_changes_something_is_an_action_and_what_shows_something_is_a_page() -> None:
    working = {May.TAKE, May.ANSWER, May.CLOSE, May.ASSESS}
    changing = working | {May.WRITE_UPDATES, May.CHECK_UPDATES, May.INVITE}
    both = {("GET", "/updates/new"), ("POST", "/sign-out")}

    for route, may in every_route():
        if may is not May.ANYBODY and (route.method, route.path) not in both:
            assert (route.method == "POST") == (may in changing), f"{HOME}{route.path}"
