"""What was written in several messages can be deleted before it is sent."""

import pytest

from tests.engine.teashop import Guest


@pytest.fixture
def guest() -> Guest:
    """Who writes a note to an order."""
    return Guest().says("hello", "1", "1", "1", "7", "7")


def test_what_was_written_can_be_deleted(guest: Guest) -> None:
    guest.says("Warm", "and sweet")
    assert [offer.key for row in guest.said.offers for offer in row][:2] == ["/done", "/clear"]

    guest.says("8")

    assert guest.told == ["deleted", "●●○", "A note?"]
    assert guest.said.offers[0][0].key == "/back"
    assert guest.says("9", "7").told == ["●●○", "A note?"]


def test_a_second_tap_on_delete_deletes_nothing_more(guest: Guest) -> None:
    guest.says("Warm").taps("/clear", turn=guest.place.turn)
    turn = guest.place.turn

    assert guest.taps("/clear", turn=turn).told[0] == "deleted"
    assert guest.says("Sweet", "7").taps("/clear", turn=turn).told[0] == "stale"
    assert guest.place.known.many("note") == ("Sweet",)


def test_an_eight_is_a_word_where_nothing_was_written(guest: Guest) -> None:
    assert guest.says("8").told[0] == "kept"
    assert guest.place.picked == ("8",)


def test_only_words_can_be_deleted_so() -> None:
    guest = Guest().says("hello", "1", "1", "2")

    assert guest.says("/clear").told[0] == "unclear"
    assert guest.place.picked == ("black",)
