"""A file that comes with a message is taken by its own chat, until the message is acknowledged."""

from collections.abc import Mapping

import pytest

from bot.domain.messages import Paper
from bot.engine.said import Done
from bot.services.effects import Asked, Effect
from bot.storage.database import Database, Work
from tests.channels.webchat.conftest import Phones, Serve
from tests.channels.webchat.kiosk import Kiosk
from tests.channels.webchat.phones import Phone

PAPER = Paper("Té 1.html", "<!doctype html><p>\u2068कागज\u2069</p>")


async def _given(_: Work, __: Asked) -> Done:
    return Done("learnt", paper=PAPER)


async def _nothing(_: Work, __: Asked) -> Done:
    return Done("taken", {"number": "12"})


GIVING: Mapping[str, Effect] = {"order.submit": _nothing, "word.learn": _given}


@pytest.fixture
async def phones(worker_database: Database, serve: Serve) -> Phones:
    return await serve(Kiosk(worker_database, effects=GIVING).app())


async def asked_for(phone: Phone) -> str:
    """Where the file lies that was said to come with the answer."""
    await phone.opens()
    for choice in ("en", "talk", "yes"):
        await phone.taps(choice)
    page = await phone.types("oolong")
    (link,) = [each["href"] for each in page.all("a") if "/papers/" in each.get("href", "")]
    return link


async def test_it_is_taken_as_it_is_under_its_name_and_kept_nowhere_on_the_way(ana: Phone) -> None:
    response = await ana.asks("GET", await asked_for(ana))

    assert response.status == 200
    assert await response.text() == PAPER.page
    assert (
        response.headers["Content-Disposition"] == "attachment; filename*=UTF-8''T%C3%A9%201.html"
    )
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


async def test_it_can_be_taken_again_until_the_next_answer_and_not_after(ana: Phone) -> None:
    link = await asked_for(ana)
    assert (await ana.asks("GET", link)).status == 200
    assert (await ana.asks("GET", link)).status == 200

    await ana.taps("/menu")

    gone = await ana.asks("GET", link)
    assert gone.status == 410
    assert "not here any more" in await gone.text()


async def test_nobody_else_gets_it(ana: Phone, phones: Phones) -> None:
    link = await asked_for(ana)
    ben = phones()

    assert (await ben.asks("GET", link)).status == 404
    await ben.opens()
    assert (await ben.asks("GET", link)).status == 410
    over_a_link = await ana.asks("GET", link, headers={"Sec-Fetch-Site": "cross-site"})
    assert over_a_link.status == 404
    assert (await ana.asks("GET", "/chat/papers/999999999999999")).status == 410


async def test_programs_are_told_where_it_lies(ana: Phone) -> None:
    await ana.posts()
    for choice in ("en", "talk", "yes"):
        answer = await ana.posts(choice=choice)
        assert all("paper" not in each for each in answer.body["messages"])

    answer = await ana.posts(text="oolong")

    (message,) = answer.body["messages"]
    assert message["paper"] == f"/chat/papers/{message['id']}"
    assert PAPER.page not in str(answer.body)
