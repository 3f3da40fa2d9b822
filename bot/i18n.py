"""Catalogs: what we say in English goes in, the same in someone's language comes out."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Self

from babel.languages import get_official_languages
from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po

from bot.domain.content import Language
from bot.domain.messages import Direction
from bot.engine.hearing import Speak
from bot.engine.texts import placeholders

LOCALES = Path(__file__).parent / "locales"
SOURCE = "en"  # what the program itself is written in: it has no catalog


class CatalogUnreadable(Exception):
    """A catalog cannot be used; the message names the file and what to do."""


class Catalogs:
    """The words of every language, read once: gettext files as translators left them."""

    def __init__(
        self, words: Mapping[str, Mapping[str, str]], directions: Mapping[str, Direction]
    ) -> None:
        self._directions = directions
        self._speakers = {lang: _speaker(known) for lang, known in words.items()}

    @classmethod
    def load(cls, folder: Path, languages: Collection[Language]) -> Self:
        """Read the catalogs of these languages.  Raises CatalogUnreadable."""
        translated = [language for language in languages if language.code != SOURCE]
        return cls(
            {each.code: _words(catalog_file(folder, each.code)) for each in translated},
            {each.code: each.dir for each in languages},
        )

    def speak(self, lang: str) -> Speak:
        """Turns a text into the words of a language; English where there are none."""
        return self._speakers.get(lang, str)

    def of_country(self, code: str) -> str | None:
        """The first official language of a country that there are words in, as Unicode lists them.

        None where there is none, or nothing is known of such a country.
        """
        official = get_official_languages(code, de_facto=True)
        return next((each for each in official if each in {SOURCE, *self._speakers}), None)

    def direction(self, lang: str) -> Direction:
        return self._directions.get(lang, "ltr")


def catalog_file(folder: Path, lang: str) -> Path:
    return folder / lang / "LC_MESSAGES" / "haki.po"


def _speaker(words: Mapping[str, str]) -> Speak:
    return lambda text: words.get(text, text)


def translations(file: Path) -> Iterator[tuple[str, str]]:
    """What is translated for certain: a fuzzy entry is a guess, and guesses are not said."""
    for message in _catalog(file):
        english, translation = message.id, message.string
        if not isinstance(english, str) or not isinstance(translation, str) or message.fuzzy:
            continue
        if english and translation:
            yield english, translation


def _words(file: Path) -> dict[str, str]:
    found = {}
    for english, translation in translations(file):
        if placeholders(english) != placeholders(translation):
            raise CatalogUnreadable(
                f"{file}: the translation of “{english}” must have the same words in braces as "
                "the English; correct it there."
            )
        found[english] = translation
    return found


def _catalog(file: Path) -> Catalog:
    try:
        with file.open("rb") as lines:
            return read_po(lines, abort_invalid=True)
    except FileNotFoundError:
        raise CatalogUnreadable(
            f"{file} is missing; make it with `make locales`, or take the language out of "
            "languages.toml."
        ) from None
    except OSError as error:
        raise CatalogUnreadable(
            f"{file} cannot be read ({error.strerror}); let the one who runs Haki read it."
        ) from None
    except (PoFileError, ValueError, LookupError) as error:
        raise CatalogUnreadable(
            f"{file} is no gettext catalog in UTF-8 ({error}); correct it or take it from the "
            "release again."
        ) from None
