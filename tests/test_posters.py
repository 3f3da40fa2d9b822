"""Posters: the code that is drawn leads where it should, and the sheet of paper says nothing."""

import re
import struct
from xml.etree import ElementTree as ET

import pytest
import segno

from bot.app import posters
from bot.domain.content import Language
from bot.i18n import LOCALES, Catalogs

LINK = "https://t.me/fake_bot?start=bcdfghjkm"
SVG = "{http://www.w3.org/2000/svg}"
WORDS = Catalogs.load(
    LOCALES,
    [Language("en", "English", "ltr"), Language("ar", "العربية", "rtl", draft=True)],
)


@pytest.fixture
def sheet() -> ET.Element:
    made = posters.sheet(LINK, "Daily <notes> & more", ["en", "ar"], WORDS)
    return ET.fromstring(made)


def dark_of(path: str) -> set[tuple[int, int]]:
    squares = re.findall(r"M(\d+) (\d+)h1v1h-1z", path)
    return {(int(x), int(y)) for x, y in squares}


def test_the_code_on_the_sheet_is_the_codes_own(sheet: ET.Element) -> None:
    (path,) = sheet.iter(f"{SVG}path")
    code = segno.make_qr(LINK, error=posters.REPAIR)

    expected = {
        (x + posters.QUIET, y + posters.QUIET)
        for y, row in enumerate(code.matrix)
        for x, dark in enumerate(row)
        if dark
    }
    assert dark_of(path.attrib["d"]) == expected
    assert code.default_border_size == posters.QUIET


def test_the_code_fits_on_the_sheet(sheet: ET.Element) -> None:
    (path,) = sheet.iter(f"{SVG}path")
    left, top, scale = map(float, re.findall(r"[\d.]+", path.attrib["transform"]))
    side = scale * segno.make_qr(LINK, error=posters.REPAIR).symbol_size()[0]

    assert sheet.attrib["viewBox"] == "0 0 210 297"
    assert left >= posters.MARGIN
    assert left + side <= 210 - posters.MARGIN
    assert top + side <= 297 - posters.MARGIN
    assert side >= 80  # millimetres: read from two metres away


def test_the_sheet_has_a_title_a_sentence_in_each_language_and_the_address(
    sheet: ET.Element,
) -> None:
    texts = [(each.text, each.attrib.get("direction")) for each in sheet.iter(f"{SVG}text")]

    assert texts[0] == ("Daily <notes> & more", None)
    assert texts[1][1] == "ltr"
    assert texts[-2][1] == "rtl"
    assert " ".join(text or "" for text, way in texts if way == "ltr") == posters.SCAN
    assert texts[-1] == ("t.me/fake_bot?start=bcdfghjkm", None)


def test_nothing_on_the_sheet_tells_what_it_is_about(sheet: ET.Element) -> None:
    shown = " ".join(each.text or "" for each in sheet.iter(f"{SVG}text")).lower()

    assert not re.search("right|report|union|complain|labou?r|employ|help", shown)


def test_many_languages_leave_room_for_the_code() -> None:
    made = ET.fromstring(posters.sheet(LINK, "Notes", ["en", "ar"] * 4, WORDS))
    (path,) = made.iter(f"{SVG}path")
    _, top, scale = map(float, re.findall(r"[\d.]+", path.attrib["transform"]))

    assert top + scale * 37 <= 297 - posters.MARGIN
    assert scale > 1


def test_pictures_are_what_their_names_say() -> None:
    picture = posters.png(LINK)

    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", picture[16:24])
    assert width == height == 370
    assert ET.fromstring(posters.svg(LINK)).tag == f"{SVG}svg"


def test_the_terminal_shows_a_square() -> None:
    lines = posters.terminal(LINK).splitlines()

    assert len({len(line) for line in lines if line}) == 1
    assert len(lines[0]) == 37
