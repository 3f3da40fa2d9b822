"""Every word for people is found by the type of its field."""

import msgspec

from bot.domain.text import Text, texts_in


class Card(msgspec.Struct):
    id: str
    title: Text
    subtitle: Text | None = None
    lines: tuple[Text, ...] = ()


class Shelf(msgspec.Struct):
    cards: tuple[Card, ...]
    by_name: dict[str, Card]


def test_texts_are_found_however_deep_and_ids_are_not_taken_for_texts() -> None:
    one = Card(id="one", title=Text("First"), lines=(Text("a"), Text("b")))
    two = Card(id="two", title=Text("Second"), subtitle=Text("Below"))

    found = list(texts_in(Shelf(cards=(one,), by_name={"two": two})))

    assert found == ["First", "a", "b", "Second", "Below"]


def test_a_text_that_is_not_there_is_no_text() -> None:
    assert list(texts_in(Card(id="one", title=Text("First"), subtitle=None))) == ["First"]
