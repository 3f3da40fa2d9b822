"""Posters: codes that say nothing, notes that are sealed, and counts without people."""

from datetime import date
from typing import Any

import pytest

from bot.services.links import LENGTH, LETTERS, Links, NoSuchLink
from tests.services.shop import Shop

NOTE = "Bus station, north gate"


@pytest.fixture
def links(shop: Shop) -> Links:
    return Links(shop.database, shop.keys, shop.clock, shop.chance)


async def test_a_code_says_nothing(links: Links) -> None:
    codes = [(await links.new(NOTE)).code for _ in range(5)]

    assert len(set(codes)) == 5
    assert all(len(code) == LENGTH and set(code) <= set(LETTERS) for code in codes)


def test_codes_cannot_be_misread_and_are_no_words() -> None:
    assert not set(LETTERS) & set("aeiou01l")


async def test_the_note_is_the_operators_and_sealed(links: Links, tables: Any) -> None:
    made = await links.new(NOTE)

    assert [each.note for each in await links.all()] == [NOTE]
    assert (await links.of(made.code)).note == NOTE
    assert NOTE.encode() not in await tables.fetchval("SELECT note_sealed FROM links")


async def test_a_code_that_nobody_made_is_refused(links: Links) -> None:
    with pytest.raises(NoSuchLink, match="haki links list"):
        await links.of("zzzzzzzzz")


async def test_who_begins_with_a_poster_is_counted_once(shop: Shop, links: Links) -> None:
    code = (await links.new(NOTE)).code

    for who, link in (("ana", code), ("ana", code), ("ben", code), ("chi", None), ("dan", "zz")):
        await shop.hears(who, f"/start {link}", link=link)

    assert (await links.of(code)).weeks == {date(2026, 11, 16): 2}


async def test_who_was_here_before_is_not_counted(shop: Shop, links: Links) -> None:
    code = (await links.new(NOTE)).code
    await shop.hears("ana", "hello")

    await shop.hears("ana", f"/start {code}", link=code)

    assert (await links.of(code)).weeks == {}


async def test_a_message_that_comes_twice_counts_once(shop: Shop, links: Links) -> None:
    code = (await links.new(NOTE)).code

    for _ in range(2):
        await shop.hears("ana", "/start", link=code, external_id="1")

    assert (await links.of(code)).weeks == {date(2026, 11, 16): 1}
