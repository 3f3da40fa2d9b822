"""The words for yes, no and stop: there for every language, and never two things at once."""

from pathlib import Path

import pytest

from bot.domain.spoken import Spoken
from bot.settings import SettingsUnusable, read_settings
from bot.settings.reading import CONFIG
from tests.settings.conftest import Lay, Read


def refusal(read: Read, folder: Path) -> str:
    with pytest.raises(SettingsUnusable) as refused:
        read()
    return str(refused.value).replace(str(folder), "FOLDER")


def delivered() -> dict[str, Spoken]:
    return {each.lang: each for each in read_settings({}).content.words}


def test_every_language_that_is_delivered_has_its_words() -> None:
    content = read_settings({}).content

    assert set(delivered()) >= {language.code for language in content.languages}


@pytest.mark.parametrize(
    ("lang", "yes", "no"),
    [
        ("en", ["yes", "y", "yeah"], ["no", "n", "nope"]),
        ("ne", ["हो", "छ", "हजुर", "ho", "cha"], ["होइन", "छैन", "hoina", "chaina"]),
        ("id", ["ya", "iya", "setuju"], ["tidak", "nggak", "gak", "ga", "enggak", "tdk"]),
        ("bn", ["হ্যাঁ", "জি", "হ", "ha", "ji"], ["না", "নাই", "na", "nai"]),
        ("ar", ["نعم", "ايوه", "اي", "na3am", "aywa"], ["لا", "لأ", "la"]),
    ],
)
def test_yes_and_no_are_there_in_the_spellings_that_people_use(
    lang: str, yes: list[str], no: list[str]
) -> None:
    words = delivered()[lang]

    assert set(words.yes) >= set(yes)
    assert set(words.no) >= set(no)


def test_what_only_sounds_like_a_yes_is_no_yes() -> None:
    assert "ok" in delivered()["en"].perhaps
    assert not any(set(each.yes) & set(each.perhaps) for each in delivered().values())


def test_a_language_without_words_is_refused(lay: Lay, read: Read) -> None:
    lay("languages.toml", '[languages.tl]\nown_name = "T"\ndir = "ltr"\ntranslation = "draft"\n')

    assert refusal(read, CONFIG) == (
        "FOLDER/words/tl.toml is missing; write it like en.toml, or take the language out of "
        "languages.toml."
    )


def test_a_word_that_means_two_things_is_refused(lay: Lay, read: Read) -> None:
    file = lay("words/en.toml", '[commands]\nskip = ["skip", "Stop"]\n')

    assert refusal(read, file) == (
        "FOLDER: stop means /skip (en) and /stop (en); correct it there."
    )


def test_a_command_may_mean_nothing_else_in_another_language(lay: Lay, read: Read) -> None:
    lay("words/en.toml", 'no = ["no", "rok"]\n')

    assert refusal(read, CONFIG) == (
        "FOLDER/words uses a word for two things: rok means no (en) and /stop (ne); take one out."
    )


def test_words_are_called_by_their_language(lay: Lay, read: Read) -> None:
    file = lay("words/hi.toml", (CONFIG / "words" / "ne.toml").read_bytes())

    assert refusal(read, file.parent) == "FOLDER/hi.toml holds ne; call the file ne.toml."
