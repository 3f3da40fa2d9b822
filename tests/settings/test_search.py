"""The words by which people find things: of every language, and only of what there is."""

from pathlib import Path

import pytest

from bot.settings import SettingsUnusable
from bot.settings.reading import CONFIG
from tests.settings.conftest import Lay, Read


def refusal(read: Read, folder: Path) -> str:
    with pytest.raises(SettingsUnusable) as refused:
        read()
    return str(refused.value).replace(str(folder), "FOLDER")


def test_a_language_without_search_words_is_refused(lay: Lay, read: Read) -> None:
    lay("languages.toml", '[languages.tl]\nown_name = "T"\ndir = "ltr"\ntranslation = "draft"\n')
    lay(
        "words/tl.toml",
        (CONFIG / "words/en.toml").read_text().replace('lang = "en"', 'lang = "tl"'),
    )

    assert refusal(read, CONFIG) == (
        "FOLDER/search/tl.toml is missing; write it like en.toml, or take the language out of "
        "languages.toml."
    )


@pytest.mark.parametrize(
    ("table", "known"), [("topics", "children"), ("costs", "administrative"), ("ways", "ways")]
)
def test_words_for_what_nobody_knows_are_refused(
    lay: Lay, read: Read, table: str, known: str
) -> None:
    file = lay("search/en.toml", f'[{table}]\nmoon = ["moon"]\n')

    said = refusal(read, file.parent)

    assert "moon" in said
    assert known in said


def test_an_own_folder_adds_words(lay: Lay, read: Read) -> None:
    lay("search/en.toml", '[topics]\npay = ["dosh"]\n')

    (english,) = (each for each in read().content.search if each.lang == "en")

    assert english.topics["pay"] == ("dosh",)
    assert english.topics["passport"]
