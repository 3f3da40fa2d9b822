"""The template of all texts is what is in the program and in config/ today."""

import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from bot.i18n import LOCALES
from bot.settings import SettingsUnusable
from bot.settings.extraction import words

ROOT = LOCALES.parents[1]


def template(file: Path) -> Catalog:
    with file.open("rb") as lines:
        return read_po(lines)


def texts(catalog: Catalog) -> set[str]:
    return {str(message.id) for message in catalog if message.id}


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """What `make locales` would find now."""
    file = tmp_path_factory.mktemp("locales") / "haki.pot"
    command = (
        "-m babel.messages.frontend -q extract -F babel.cfg -k Text --no-default-keywords "
        f"--add-location file -o {file} ."
    )
    subprocess.run([sys.executable, *command.split()], cwd=ROOT, check=True, capture_output=True)
    return template(file)


def test_the_template_is_current(extracted: Catalog) -> None:
    kept = texts(template(LOCALES / "haki.pot"))

    assert texts(extracted) - kept == set(), "run `make locales` and translate what is new"
    assert kept - texts(extracted) == set(), "run `make locales`"


@pytest.mark.parametrize(
    ("text", "file"),
    [
        ("Are you in danger now?", "bot/flows/danger.py"),
        ("They lock me in", "config/indicators.yaml"),
        ("Medical tests", "config/recruitment_costs.yaml"),
        ("Qatar", "config/countries/QA.yaml"),
        ("My pay", "config/topics/pay.yaml"),
        ("A child under 15.", "config/risk.toml"),
        ("Hello! Good to see you here.", "config/default.toml"),
    ],
)
def test_texts_are_found_wherever_they_are(extracted: Catalog, text: str, file: str) -> None:
    message = extracted.get(text)

    assert message is not None
    assert file in [place for place, _ in message.locations]


def test_notes_sources_and_names_of_languages_are_not_given_to_translators(
    extracted: Catalog,
) -> None:
    assert not [text for text in texts(extracted) if "https://" in text or "Article 7(2)" in text]
    assert "नेपाली" not in texts(extracted)


def test_a_file_that_is_broken_is_not_half_extracted(tmp_path: Path) -> None:
    file = tmp_path / "indicators.yaml"
    file.write_text("version: '1'\nindicatorz: []\n")

    with file.open("rb") as opened, pytest.raises(SettingsUnusable, match="indicatorz is unknown"):
        list(words(opened))
