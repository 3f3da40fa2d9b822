"""What is drawn in docs/flows is what the flows are; so is the list of steps."""

from functools import cache
from xml.etree import ElementTree as ET

import pytest

from bot.app.checking import faults_in
from bot.app.drawing import DRAWINGS, pages, sheets
from bot.app.released import RELEASED, noted, released
from bot.flows.meanings import MEANINGS
from bot.flows.plan import plan
from bot.settings import Settings, read_settings
from tests.languages import DELIVERED, LANGUAGES


@cache
def settings() -> Settings:
    return read_settings({})


@cache
def drawn() -> dict[str, str]:
    return dict(pages(settings(), plan(settings().content)))


def test_every_flow_is_drawn_and_nothing_else() -> None:
    """If not: say ./haki flows draw."""
    assert {file.name for file in DRAWINGS.iterdir()} == set(drawn())


@pytest.mark.parametrize("name", sorted(file.name for file in DRAWINGS.iterdir()))
def test_a_drawing_is_current(name: str) -> None:
    """If not: say ./haki flows draw, and look at the difference."""
    assert (DRAWINGS / name).read_text("utf-8") == drawn()[name]


def test_every_step_where_somebody_may_stand_is_noted() -> None:
    """If not: say ./haki flows draw."""
    assert RELEASED.read_bytes() == noted(plan(settings().content), released())


def test_the_flows_as_they_are_have_no_fault() -> None:
    assert [str(fault) for fault in faults_in(plan(settings().content), settings())] == []


def test_every_rule_and_effect_has_a_meaning() -> None:
    today = plan(settings().content)

    assert set(MEANINGS) == {*today.rules, *today.effects}


@pytest.mark.parametrize("lang", DELIVERED)
def test_sheets_are_to_be_had_in_every_language(lang: str) -> None:
    today = plan(settings().content)
    menus = [svg for name, svg in sheets(settings(), today, lang) if name == "menu.svg"]
    root = ET.fromstring(menus[0])

    assert root.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == lang
    assert ('direction="rtl"' in menus[0]) is (LANGUAGES[lang].dir == "rtl")
    assert ("What would you like to do?" in "".join(root.itertext())) is (lang == "en")
