"""Which message of a chat says what: a question put again in its own place, old buttons gone."""

from bot.domain.messages import Outgoing
from tests.services.shop import Shop


async def at_the_menu(shop: Shop) -> int:
    """The number of the question that stands."""
    await shop.hears("ana", "hello")
    return (await shop.hears("ana", choice="en")).parcels[0].outgoing.turn


async def tapped(shop: Shop, choice: str, turn: int, message: str = "77") -> Outgoing:
    received = await shop.hears("ana", choice=choice, turn=turn, message=message)
    return received.parcels[0].outgoing


async def test_an_answer_brings_a_new_message_and_clears_the_question(shop: Shop) -> None:
    said = await tapped(shop, "talk", await at_the_menu(shop))

    assert (said.replaces, said.clears) == (None, "77")


async def test_a_choice_among_several_stays_in_its_place(shop: Shop) -> None:
    turn = await at_the_menu(shop)
    turn = (await tapped(shop, "order", turn)).turn
    turn = (await tapped(shop, "no", turn)).turn

    said = await tapped(shop, "green", turn)
    more = await tapped(shop, "/more", turn)

    assert (said.replaces, said.clears, said.turn) == ("77", None, turn)
    assert (more.replaces, more.clears) == ("77", None)


async def test_back_leads_back_in_the_same_message(shop: Shop) -> None:
    turn = (await tapped(shop, "order", await at_the_menu(shop))).turn

    said = await tapped(shop, "/back", turn)

    assert "What now?" in said.text
    assert (said.replaces, said.clears) == ("77", None)


async def test_a_tap_on_an_earlier_question_changes_nothing_above(shop: Shop) -> None:
    """The question comes again at the end of the chat, where people look."""
    turn = await at_the_menu(shop)
    await tapped(shop, "talk", turn)

    for choice in ("talk", "/back"):
        said = await tapped(shop, choice, turn, message="66")
        assert (said.replaces, said.clears) == (None, "66")
        assert said.text.startswith("stale")


async def test_the_menu_comes_below(shop: Shop) -> None:
    turn = (await tapped(shop, "order", await at_the_menu(shop))).turn

    said = await tapped(shop, "/menu", turn)

    assert (said.replaces, said.clears) == (None, "77")


async def test_what_is_typed_replaces_nothing(shop: Shop) -> None:
    await at_the_menu(shop)

    said = (await shop.hears("ana", "nonsense")).parcels[0].outgoing

    assert (said.replaces, said.clears) == (None, None)


async def test_a_changed_message_is_no_answer(shop: Shop) -> None:
    await at_the_menu(shop)

    said = (await shop.hears("ana", "talk", edited=True)).parcels[0].outgoing

    assert said.text == "edited\n\nWhat now?"
    assert await shop.step("ana") == "menu"


async def test_a_contact_or_a_place_is_answered_kindly(shop: Shop) -> None:
    await at_the_menu(shop)

    for media in ("contact", "place"):
        said = (await shop.hears("ana", media=media)).parcels[0].outgoing
        assert said.text == "personal\n\nWhat now?"
