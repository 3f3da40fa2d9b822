"""Hide, on the web chat: everything that was said makes room for harmless words."""

from dataclasses import replace

import pytest

from bot.engine.book import Plan
from bot.flows import hide
from bot.storage.database import Database
from tests.channels.webchat.conftest import Serve
from tests.channels.webchat.kiosk import SHOP, Kiosk
from tests.channels.webchat.phones import Phone
from tests.flows.contents import delivered

GREETING = "Hello! Good to see you here."


def with_hide() -> Plan:
    return replace(
        SHOP,
        flows=(*SHOP.flows, hide.flow(delivered())),
        commands={**SHOP.commands, hide.COMMAND: "hide"},
    )


@pytest.fixture
async def ana(worker_database: Database, serve: Serve) -> Phone:
    return (await serve(Kiosk(worker_database, plan=with_hide()).app()))()


@pytest.mark.parametrize("words", ["00", "/hide", "Hide", "००"])
async def test_a_program_is_told_that_all_before_it_goes(ana: Phone, words: str) -> None:
    await ana.posts()
    before = await ana.posts(choice="en")

    answer = await ana.posts(text=words)

    assert all("hides" not in message for message in before.body["messages"])
    assert answer.texts == [GREETING]
    assert answer.body["messages"][0]["hides"] is True


async def test_a_page_shows_the_harmless_words_alone_also_when_it_is_loaded_again(
    ana: Phone,
) -> None:
    await ana.opens()
    await ana.taps("en")
    await ana.taps("talk")

    await ana.types("00")
    assert _said(ana) == [GREETING]
    await ana.opens()
    assert _said(ana) == [GREETING]


def _said(ana: Phone) -> list[str]:
    return [said for said in ana.page.said if said]
