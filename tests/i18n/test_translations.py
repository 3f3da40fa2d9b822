"""Every language says everything, with the same numbers and placeholders, in its own script."""

import re
import unicodedata

import pytest
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.numbers import get_group_symbol

from bot.engine.texts import placeholders
from bot.i18n import LOCALES, Catalogs, catalog_file
from bot.settings import read_settings
from tests.languages import LANGUAGES, TRANSLATED

NAMED_BUTTONS = {"Done": "choose Done", "Skip": "see Skip", "Send": "choose Send"}
LONGEST_LABEL = 40  # below it a number may be a word: "one month"


def letters(text: str) -> list[str]:
    """The letters of a text that are for people, so not what goes into its placeholders."""
    return [char for char in re.sub(r"\{\w+\}", "", text) if char.isalpha()]


def script(letter: str) -> str:
    return unicodedata.name(letter).split()[0]


def test_every_language_that_can_be_chosen_has_a_catalog_and_every_catalog_is_tested() -> None:
    offered = {language.code for language in read_settings({}).content.languages}

    assert {file.parents[1].name for file in LOCALES.rglob("*.po")} == set(TRANSLATED)
    assert offered == {"en", *TRANSLATED}


def test_the_program_can_load_them_all() -> None:
    Catalogs.load(LOCALES, read_settings({}).content.languages)


def test_every_text_is_translated_and_nothing_else_is(said: dict[str, str]) -> None:
    with (LOCALES / "haki.pot").open("rb") as lines:
        wanted = {str(message.id) for message in read_po(lines) if message.id}

    assert wanted - {text for text, words in said.items() if words.strip()} == set()
    assert set(said) - wanted == set()


def test_nothing_is_only_guessed_or_left_over(catalog: Catalog) -> None:
    assert [message.id for message in catalog if message.id and message.fuzzy] == []
    assert list(catalog.obsolete) == []


def test_the_catalog_passes_the_checks_of_gettext(catalog: Catalog, lang: str) -> None:
    assert [(message.id, errors) for message, errors in catalog.check()] == []
    assert catalog.num_plurals == len(Locale.parse(lang).plural_form.tags | {"other"})
    assert str(catalog.locale) == lang
    assert catalog.charset == "utf-8"


def test_every_line_of_a_catalog_is_whole(lang: str) -> None:
    """Where a quote is missing, gettext goes on with half a word."""
    for line in catalog_file(LOCALES, lang).read_text(encoding="utf-8").splitlines():
        assert not line or line.startswith("#") or re.fullmatch(r'(msg(id|str) )?".*"', line)


def test_placeholders_are_the_same_and_none_is_lost(said: dict[str, str]) -> None:
    wrong = [text for text, words in said.items() if placeholders(text) != placeholders(words)]

    assert wrong == []


def test_texts_have_as_many_lines_as_in_english(said: dict[str, str]) -> None:
    assert [text for text, words in said.items() if text.count("\n") != words.count("\n")] == []


def test_every_number_of_a_longer_text_is_there(said: dict[str, str], lang: str) -> None:
    """An amount, a year or an article of a law must not change on the way.

    Thousands may be parted as everywhere, or as the language does it.
    """
    parted = f"[,{re.escape(get_group_symbol(lang))}]"
    lost = [
        (number, text)
        for text, words in said.items()
        if len(text) > LONGEST_LABEL
        for number in re.findall(r"\d[\d,]*\d|\d", text)
        if not re.search(rf"(?<!\d){number.replace(',', parted)}(?!\d)", words)
    ]

    assert lost == []


def test_every_translation_is_in_the_script_of_its_language(
    said: dict[str, str], lang: str
) -> None:
    own = script(LANGUAGES[lang].own_name[0])
    foreign = [
        text
        for text, words in said.items()
        if letters(text) and not any(script(char) == own for char in letters(words))
    ]

    assert foreign == []


def test_no_translation_is_the_english(said: dict[str, str], lang: str) -> None:
    """But for names of countries and months that are the same in both languages."""
    locale = Locale.parse(lang)
    same = {*locale.territories.values(), *locale.months["format"]["wide"].values()}
    same |= set(SHORT_NAMES.get(lang, {}).values())

    assert {text for text, words in said.items() if text == words and letters(text)} <= same


def test_a_button_named_in_a_text_is_called_so_in_the_text(said: dict[str, str]) -> None:
    """Whoever reads: choose Done, finds that very word below."""
    checked = 0
    for button, mention in NAMED_BUTTONS.items():
        for text, words in said.items():
            if mention in text:
                assert re.search(rf"[“«]{said[button]}[”»]", words), text
                checked += 1
    assert checked > len(NAMED_BUTTONS)


def test_marks_of_direction_come_in_pairs(said: dict[str, str]) -> None:
    for text, words in said.items():
        assert words.count("\u2066") + words.count("\u2068") == words.count("\u2069"), text


def test_countries_are_called_as_everywhere(said: dict[str, str], lang: str) -> None:
    """By CLDR; by a short name where that is longer than a button, or nobody says it."""
    territories = {**Locale.parse(lang).territories, **SHORT_NAMES.get(lang, {})}

    for code, country in read_settings({}).content.countries.items():
        assert said[country.name] == territories[code]


SHORT_NAMES = {
    "ar": {"HK": "هونغ كونغ"},
    "bn": {"HK": "হংকং", "MM": "মিয়ানমার"},
    "id": {"HK": "Hong Kong", "MM": "Myanmar"},
}


@pytest.mark.parametrize("language", read_settings({}).content.languages)
def test_direction_and_own_name_are_those_of_the_language(language: object) -> None:
    code, name, direction = (getattr(language, key) for key in ("code", "own_name", "dir"))

    assert Locale.parse(code).text_direction == direction
    assert name in {str(Locale.parse(code).get_language_name(code)), OWN_NAMES.get(code)}


OWN_NAMES = {"id": "Bahasa Indonesia"}  # CLDR says Indonesia, which is the country, too
