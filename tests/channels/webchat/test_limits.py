"""What is too much, malformed, forged or strange: refused in a sentence, or taken safely."""

import gzip
import json
from io import BytesIO
from typing import Any

import pytest

from bot.channels.webchat.bodies import LARGEST
from bot.channels.webchat.forms import KIND
from bot.channels.webchat.throttle import MOST
from bot.engine.hearing import LONGEST_WORDS
from tests.channels.webchat.conftest import Serve
from tests.channels.webchat.kiosk import Kiosk
from tests.channels.webchat.phones import API, Answered, Phone
from tests.console.office import Watch

JSON = {"Content-Type": "application/json"}


async def at_a_word(phone: Phone) -> Answered:
    for message in ({}, {"choice": "en"}, {"choice": "talk"}):
        await phone.posts(**message)
    return await phone.posts(choice="yes")


@pytest.mark.parametrize(
    ("how", "status"),
    [
        ({"data": b"{", "headers": JSON}, 400),
        ({"data": b"", "headers": JSON}, 400),
        ({"data": b'{"odd": 1}', "headers": JSON}, 400),
        ({"data": b'{"text": "a", "choice": "b"}', "headers": JSON}, 400),
        ({"data": b"not gzip", "headers": JSON | {"Content-Encoding": "gzip"}}, 400),
        ({"data": b"{}", "headers": {"Content-Type": "text/plain"}}, 415),
        ({"data": {"text": "a"}}, 415),
        ({"data": BytesIO(b" " * (LARGEST + 1)), "headers": JSON}, 413),
        (
            {
                "data": gzip.compress(b" " * (LARGEST + 1)),
                "headers": JSON | {"Content-Encoding": "gzip"},
            },
            413,
        ),
    ],
)
async def test_a_bad_body_is_refused_in_one_sentence(
    ana: Phone, how: dict[str, Any], status: int
) -> None:
    response = await ana.asks("POST", API, **how)

    body = await response.json()
    assert response.status == status
    assert set(body) == {"error"}
    assert body["error"].endswith(".")


async def test_a_body_of_a_mebibyte_is_taken(ana: Phone) -> None:
    body = b'{"text": "hello"}'.ljust(LARGEST)

    assert (await ana.asks("POST", API, data=body, headers=JSON)).status == 200


async def test_a_form_too_large_is_refused_and_a_form_of_another_kind_too(ana: Phone) -> None:
    words = BytesIO(b"text=" + b"a" * LARGEST)
    large = await ana.asks("POST", "/chat", data=words, headers={"Content-Type": KIND})
    odd = await ana.asks("POST", "/chat", data=b"a", headers={"Content-Type": "text/plain"})

    assert (large.status, odd.status) == (413, 415)
    assert "too long" in await large.text()


async def test_other_methods_are_not_allowed_and_a_look_at_the_headers_begins_nothing(
    ana: Phone,
) -> None:
    for method, path in (("PUT", "/chat"), ("DELETE", API), ("HEAD", "/chat"), ("HEAD", API)):
        response = await ana.asks(method, path)

        assert response.status == 405
        assert "POST" in response.headers["Allow"]
        assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize(
    "story",
    [
        "काम गर्छु। " * 4_545,
        "before \0 after",
        "\u202eevil\u202c \u2067\u2066 left open",
        "half \ud83d of a pair",
        "👩🏽‍🏭" * 100,
        "a" + "\u0301" * 500,
        "</textarea><script>alert(1)</script>",
        "line\r\nline\u2028line",
    ],
)
async def test_strange_words_are_taken(ana: Phone, kiosk: Kiosk, story: str) -> None:
    await at_a_word(ana)

    answer = await ana.asks("POST", API, data=json.dumps({"text": story}), headers=JSON)

    assert answer.status == 200
    (kept,) = kiosk.learnt
    assert kept == story.replace("\0", "\ufffd").replace("\ud83d", "\ufffd")


async def test_words_too_long_for_an_answer_get_a_kind_sentence(ana: Phone, kiosk: Kiosk) -> None:
    await at_a_word(ana)

    answer = await ana.posts(text="a" * (LONGEST_WORDS + 1))

    assert answer.texts == ["long\n\nYour word for tea?"]
    assert kiosk.learnt == []


# from elsewhere ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "null"},
    ],
)
async def test_what_another_site_posts_is_refused(
    ana: Phone, kiosk: Kiosk, headers: dict[str, str]
) -> None:
    await ana.posts()

    by_form = await ana.asks("POST", "/chat", data={"choice": "en"}, headers=headers)
    by_json = await ana.asks("POST", API, json={"choice": "en"}, headers=headers)

    assert (by_form.status, by_json.status) == (403, 403)
    assert (await ana.posts()).texts == ["Language?"]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "null"},
    ],
)
async def test_what_our_page_posts_is_taken(ana: Phone, headers: dict[str, str]) -> None:
    await ana.posts()

    assert (await ana.asks("POST", API, json={"choice": "en"}, headers=headers)).status == 200


async def test_an_old_browsers_origin_is_ours(ana: Phone) -> None:
    origin = str(ana._root.origin())

    assert (await ana.asks("POST", API, json={}, headers={"Origin": origin})).status == 200


async def test_who_comes_over_a_link_is_led_on_before_a_session_is_begun(ana: Phone) -> None:
    """Their browser holds our strict cookie back: a new one must not be written over it."""
    linked = await ana.asks("GET", "/chat", headers={"Sec-Fetch-Site": "cross-site"})

    assert linked.status == 200
    assert "Set-Cookie" not in linked.headers
    assert '<meta http-equiv="refresh" content="0; url=/chat">' in await linked.text()
    again = await ana.asks("GET", "/chat", headers={"Sec-Fetch-Site": "same-origin"})
    assert "Set-Cookie" in again.headers


# too often ---------------------------------------------------------------------------------------


async def test_a_session_that_asks_without_end_is_told_to_wait(kiosk: Kiosk, serve: Serve) -> None:
    phones = await serve(kiosk.app(clock=Watch()))
    ana, ben = phones(), phones()
    await ana.posts()

    answers = [await ana.posts() for _ in range(MOST + 1)]

    assert {answer.status for answer in answers[:100]} == {200}
    assert answers[-1].status == 429
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert (await ana.opens()).status == 429
    assert (await ben.posts()).status == 200
