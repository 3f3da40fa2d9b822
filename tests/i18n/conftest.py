"""The catalogs as they are in the repository."""

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from bot.i18n import LOCALES, catalog_file
from tests.languages import TRANSLATED


@pytest.fixture(scope="session", params=TRANSLATED)
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def catalog(lang: str) -> Catalog:
    with catalog_file(LOCALES, lang).open("rb") as lines:
        return read_po(lines, locale=lang, abort_invalid=True)


@pytest.fixture(scope="session")
def said(catalog: Catalog) -> dict[str, str]:
    """The translation of each text."""
    return {str(message.id): str(message.string) for message in catalog if message.id}
