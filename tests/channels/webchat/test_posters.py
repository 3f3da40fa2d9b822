"""Who comes by a poster is counted by the week, once, and not named."""

import pytest

from bot.app.chance import SystemChance, now
from bot.privacy.server import ServerKeys
from bot.services.links import Links
from tests.channels.webchat.conftest import Phones
from tests.channels.webchat.kiosk import Kiosk


@pytest.fixture
def links(kiosk: Kiosk) -> Links:
    return Links(kiosk.database, ServerKeys.new(), now, SystemChance())


@pytest.fixture
async def code(links: Links) -> str:
    return (await links.new("Market")).code


async def begun(links: Links, code: str) -> int:
    return sum((await links.of(code)).weeks.values())


async def test_who_opens_the_address_of_a_poster_is_counted_once(
    phones: Phones, links: Links, code: str
) -> None:
    ana, ben = phones(), phones()
    for phone in (ana, ana, ben):
        await phone.asks("GET", f"/chat?code={code}")

    assert await begun(links, code) == 2


async def test_a_link_on_another_site_leads_on_with_the_code(
    phones: Phones, links: Links, code: str
) -> None:
    ana = phones()

    linked = await ana.asks("GET", f"/chat?code={code}", headers={"Sec-Fetch-Site": "cross-site"})
    onward = await linked.text()

    assert f'href="/chat?code={code}"' in onward
    assert f"url=/chat?code={code}" in onward
    assert await begun(links, code) == 0
    await ana.asks("GET", f"/chat?code={code}", headers={"Sec-Fetch-Site": "same-origin"})
    assert await begun(links, code) == 1


@pytest.mark.parametrize("odd", ["", "a" * 65, "%22%3E%3Cscript%3E", "two words", "unknown"])
async def test_a_code_that_is_none_begins_a_chat_like_any(
    phones: Phones, links: Links, code: str, odd: str
) -> None:
    page = await phones().asks("GET", f"/chat?code={odd}")
    linked = await phones().asks(
        "GET", f"/chat?code={odd}", headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert (page.status, linked.status) == (200, 200)
    assert "script%3E" not in await linked.text()
    assert "<script>" not in await linked.text()
    assert await begun(links, code) == 0


async def test_who_begins_with_the_words_of_the_link_is_counted_too(
    phones: Phones, links: Links, code: str
) -> None:
    await phones().posts(text=f"/start {code}")

    assert await begun(links, code) == 1
