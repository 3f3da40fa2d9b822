"""What the catalogs say, and what happens with one that cannot be read."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.domain.content import Language
from bot.domain.text import Text
from bot.i18n import Catalogs, CatalogUnreadable, catalog_file

ENGLISH = Language("en", "English", "ltr")
ARABIC = Language("ar", "العربية", "rtl", draft=True)
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'

Write = Callable[[str | bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes an Arabic catalog; the folder to load it from comes back."""

    def written(content: str | bytes) -> Path:
        file = catalog_file(tmp_path, "ar")
        file.parent.mkdir(parents=True)
        file.write_bytes(content if isinstance(content, bytes) else (HEADER + content).encode())
        return tmp_path

    return written


def load(folder: Path) -> Catalogs:
    return Catalogs.load(folder, [ENGLISH, ARABIC])


def test_a_text_is_said_in_the_language_of_its_catalog(write: Write) -> None:
    catalogs = load(write('msgid "Back"\nmsgstr "رجوع"\n'))

    assert catalogs.speak("ar")(Text("Back")) == "رجوع"


@pytest.mark.parametrize("lang", ["en", "xx", ""])
def test_english_is_said_in_english_and_in_languages_nobody_knows(write: Write, lang: str) -> None:
    catalogs = load(write('msgid "Back"\nmsgstr "رجوع"\n'))

    assert catalogs.speak(lang)(Text("Back")) == "Back"


@pytest.mark.parametrize(
    "entry",
    [
        'msgid "Menu"\nmsgstr "قائمة"\n',
        'msgid "Back"\nmsgstr ""\n',
        '#, fuzzy\nmsgid "Back"\nmsgstr "إلى الأمام"\n',
        '#~ msgid "Back"\n#~ msgstr "رجوع"\n',
    ],
    ids=["missing", "empty", "only guessed", "no longer used"],
)
def test_what_is_not_translated_for_certain_is_said_in_english(write: Write, entry: str) -> None:
    catalogs = load(write(entry))

    assert catalogs.speak("ar")(Text("Back")) == "Back"


def test_a_language_runs_in_the_direction_that_its_settings_name(write: Write) -> None:
    catalogs = load(write(""))

    assert [catalogs.direction(lang) for lang in ("en", "ar", "xx")] == ["ltr", "rtl", "ltr"]


def test_a_missing_catalog_is_named_with_the_way_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(CatalogUnreadable, match=r"haki\.po is missing; make it with `make loc"):
        load(tmp_path)


def test_a_catalog_that_is_a_folder_is_refused_in_a_sentence(tmp_path: Path) -> None:
    catalog_file(tmp_path, "ar").mkdir(parents=True)

    with pytest.raises(CatalogUnreadable, match=r"haki\.po cannot be read \(Is a directory\); "):
        load(tmp_path)


@pytest.mark.parametrize(
    "content",
    [
        b'msgid "Back"\nmsgstr "\xff\xfe"\n',
        b"this is no catalog",
        HEADER.replace("utf-8", "klingon").encode() + 'msgid "Back"\nmsgstr "رجوع"\n'.encode(),
    ],
    ids=["no UTF-8", "prose", "unknown encoding"],
)
def test_a_broken_catalog_is_refused_in_a_sentence(write: Write, content: bytes) -> None:
    folder = write(content)

    with pytest.raises(CatalogUnreadable, match=r"haki\.po is no gettext catalog in UTF-8 \(.+"):
        load(folder)


@pytest.mark.parametrize("translation", ["مرحبا", "مرحبا {اسم}", "مرحبا {name} {other}"])
def test_a_translation_that_would_lose_a_word_in_braces_is_refused(
    write: Write, translation: str
) -> None:
    folder = write(f'msgid "Hello {{name}}"\nmsgstr "{translation}"\n')

    with pytest.raises(
        CatalogUnreadable, match=r"“Hello \{name\}” must have the same words in br"
    ):
        load(folder)
