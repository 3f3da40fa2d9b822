"""The buttons under a question."""

from bot.domain.text import Text
from bot.engine.offers import offers
from bot.engine.place import Place
from bot.engine.vocabulary import END, Ask, AskMany, AskWords, Choice, Question

CHOICES = tuple(Choice(f"key{n}", "🍵", Text(f"Tea {n}")) for n in range(1, 9))
ONE = Ask(name="one", text=Text("One?"), choices=CHOICES[:2], then=END)
LONG = Ask(name="long", text=Text("Long?"), choices=CHOICES, then=END, skip=True)
MANY = AskMany(name="many", text=Text("Many?"), choices=CHOICES, then=END, skip=True)
WORDS = AskWords(name="words", text=Text("Words?"), then=END, several=True)

ENGLISH = Place(lang="en")


def rows(place: Place, question: Question) -> list[str]:
    """Each row as a person reads it."""
    return [
        " | ".join(f"{offer.digit} {offer.emoji} {offer.label}" for offer in row)
        for row in offers(place, question)
    ]


def test_every_choice_has_a_row_a_digit_and_a_word() -> None:
    assert rows(ENGLISH, ONE) == ["1 🍵 Tea 1", "2 🍵 Tea 2", "9 ⬅️ Back | 0 🏠 Menu"]


def test_a_long_list_comes_in_pages_of_six() -> None:
    first, second = rows(ENGLISH, LONG), rows(ENGLISH.with_(page=1), LONG)

    assert first[5:] == ["6 🍵 Tea 6", "8 ⬇️ More answers", "9 ⬅️ Back | 7 ⏭️ Skip | 0 🏠 Menu"]
    assert second[:3] == ["1 🍵 Tea 7", "2 🍵 Tea 8", "8 ⬇️ More answers"]


def test_what_is_chosen_is_ticked_and_done_takes_the_place_of_skip() -> None:
    shown = rows(ENGLISH.with_(picked=("key2",)), MANY)

    assert shown[:2] == ["1 ⬜ 🍵 Tea 1", "2 ☑️ 🍵 Tea 2"]
    assert shown[-2:] == ["8 ⬇️ More answers | 7 ✔️ Done", "9 ⬅️ Back | 0 🏠 Menu"]


def test_words_have_no_choices_and_are_done_when_there_are_some() -> None:
    assert rows(ENGLISH, WORDS) == ["9 ⬅️ Back | 0 🏠 Menu"]
    assert rows(ENGLISH.with_(picked=("so",)), WORDS) == [
        "7 ✔️ Done",
        "8 🧽 Delete what I wrote",
        "9 ⬅️ Back | 0 🏠 Menu",
    ]


def test_before_a_language_is_known_there_are_only_the_languages() -> None:
    assert rows(Place(), ONE) == ["1 🍵 Tea 1", "2 🍵 Tea 2"]


def test_more_languages_than_fit_can_all_be_reached() -> None:
    assert rows(Place(), LONG)[-1] == "8 ⬇️ More answers"
