"""No text to a worker, in no language, has a verdict, a promise, “victim” or advice to leave."""

import re
import tomllib
import unicodedata
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from bot.i18n import LOCALES, catalog_file
from tests.languages import DELIVERED

NEVER: dict[str, dict[str, list[str]]] = tomllib.loads(
    Path(__file__).with_name("never_said.toml").read_text("utf-8")
)
KINDS = ("victim", "verdict", "promise", "leave")


def found(lang: str, text: str) -> set[str]:
    """The kinds of words that are in a text and may not be."""
    plain = unicodedata.normalize("NFC", text)
    for allowed in NEVER[lang]["says"]:
        plain = plain.replace(unicodedata.normalize("NFC", allowed), "")
    return {
        kind
        for kind in KINDS
        for pattern in NEVER[lang][kind]
        if re.search(unicodedata.normalize("NFC", pattern), plain, re.IGNORECASE)
    }


def texts(lang: str) -> list[str]:
    """Everything that is said in a language: of English, the texts themselves."""
    file = LOCALES / "haki.pot" if lang == "en" else catalog_file(LOCALES, lang)
    with file.open("rb") as lines:
        messages = [message for message in read_po(lines) if message.id]
    return [str(message.id if lang == "en" else message.string) for message in messages]


def test_every_language_that_is_spoken_has_its_lists() -> None:
    assert set(DELIVERED) <= set(NEVER)
    assert all(each[kind] for each in NEVER.values() for kind in KINDS)


@pytest.mark.parametrize("lang", DELIVERED)
def test_nothing_is_said_that_may_never_be_said(lang: str) -> None:
    assert {text: kinds for text in texts(lang) if (kinds := found(lang, text))} == {}


@pytest.mark.parametrize("lang", DELIVERED)
def test_no_exception_is_for_nothing(lang: str) -> None:
    said = "\n".join(texts(lang))

    assert [allowed for allowed in NEVER[lang]["says"] if allowed not in said] == []


@pytest.mark.parametrize(
    ("lang", "wrong"), [(lang, wrong) for lang, each in NEVER.items() for wrong in each["wrong"]]
)
def test_the_lists_find_what_they_are_for(lang: str, wrong: str) -> None:
    assert found(lang, wrong)


@pytest.mark.parametrize("lang", sorted(NEVER))
def test_each_list_finds_one_of_the_wrong_sentences(lang: str) -> None:
    assert set().union(*(found(lang, wrong) for wrong in NEVER[lang]["wrong"])) == set(KINDS)
