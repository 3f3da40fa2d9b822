"""Headers on every answer, and the cookie."""

import pytest
from aiohttp import ClientResponse

from bot.channels.webchat.shields import HEADERS
from tests.channels.webchat.conftest import Serve
from tests.channels.webchat.kiosk import Kiosk
from tests.channels.webchat.phones import API, Phone

ANSWERS = [
    ("GET", "/chat", 200),
    ("GET", "/chat/", 308),
    ("POST", "/chat", 415),
    ("PUT", "/chat", 405),
    ("GET", "/chat/nowhere", 404),
    ("GET", "/chat/words/en", 200),
    ("GET", "/chat/static/chat.css", 200),
    ("GET", "/chat/static/nothing.css", 404),
    ("GET", "/chat/static/..%2Fsite.py", 404),
    ("GET", API, 200),
    ("GET", f"{API}?after=x", 400),
    ("POST", API, 415),
    ("DELETE", API, 405),
    ("GET", "/chat/api/nothing", 404),
]


def cookie_of(response: ClientResponse) -> set[str]:
    (cookie,) = response.headers.getall("Set-Cookie")
    return set(cookie.split("; "))


@pytest.mark.parametrize(("method", "path", "status"), ANSWERS)
async def test_every_answer_is_shielded_and_kept_by_nobody(
    ana: Phone, method: str, path: str, status: int
) -> None:
    response = await ana.asks(method, path, allow_redirects=False)

    assert response.status == status
    assert HEADERS.items() <= dict(response.headers).items()
    assert response.headers["Cache-Control"] == "no-store"


async def test_the_policy_lets_nothing_in_and_nothing_out() -> None:
    rules = dict(rule.split(" ", 1) for rule in HEADERS["Content-Security-Policy"].split("; "))

    assert rules == {
        "default-src": "'none'",
        "style-src": "'self'",
        "script-src": "'self'",
        "connect-src": "'self'",
        "img-src": "'self'",
        "media-src": "blob:",  # a recording that is listened to before it is sent
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }


async def test_a_file_is_kept_for_as_long_as_its_address_names_what_is_in_it(ana: Phone) -> None:
    page = await ana.opens()
    for file in [each["href"] for each in page.all("link")]:
        named = await ana.asks("GET", file)
        odd = await ana.asks("GET", file + "0")

        assert "immutable" in named.headers["Cache-Control"]
        assert odd.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/chat", API])
async def test_the_cookie_is_of_this_visit_and_of_nobody_else(ana: Phone, path: str) -> None:
    cookie = cookie_of(await ana.asks("GET", path))

    assert cookie - {f"chat={ana.token}"} == {"HttpOnly", "Path=/chat", "SameSite=Strict"}
    assert len(ana.token) >= 22  # of 64 letters: 128 bits and more


async def test_behind_https_the_cookie_never_goes_without(kiosk: Kiosk, serve: Serve) -> None:
    ana = (await serve(kiosk.app(public_url="https://chat.example.org")))()

    cookie = cookie_of(await ana.asks("POST", API, json={}))

    assert "Secure" in cookie
    assert any(each.startswith("__Secure-chat=") for each in cookie)


async def test_a_browser_that_has_a_cookie_gets_no_other(ana: Phone) -> None:
    await ana.opens()

    assert "Set-Cookie" not in (await ana.opens()).headers


@pytest.mark.parametrize("token", ["", "short", "a" * 33, "a" * 31 + "é", "x" * 5000])
async def test_a_token_that_was_not_made_here_is_replaced(ana: Phone, token: str) -> None:
    response = await ana.asks("POST", API, json={}, headers={"Cookie": f"chat={token}"})

    assert response.status == 200
    assert f"chat={token}" not in cookie_of(response)
