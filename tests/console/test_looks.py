"""The stylesheet, the script and the templates: small, readable, and nothing of them inline."""

import re
from itertools import product
from pathlib import Path

import pytest

from bot.console.files import FOLDER
from bot.console.pages import TEMPLATES

CSS = (FOLDER / "console.css").read_text("utf-8")
COLOUR = re.compile(r"--([a-z-]+):\s*(#[0-9a-f]{3}(?:[0-9a-f]{3})?)\b")
READ_ON = [
    *product(["ink", "soft", "main"], ["paper", "card", "tint"]),
    ("on-main", "main"),
    *((name, f"{name}-bg") for name in ("critical", "high", "medium", "low", "good")),
]
INLINE = re.compile(
    r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)", re.IGNORECASE
)
TEMPLATE_FILES = sorted(TEMPLATES.glob("*.html"))


def palettes() -> dict[str, dict[str, str]]:
    light, dark = CSS.split("@media (prefers-color-scheme: dark)")
    first = dict(COLOUR.findall(light))
    return {"light": first, "dark": first | dict(COLOUR.findall(dark))}


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """As WCAG 2 reckons it."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_reckoned_as_wcag_does() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#fff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), READ_ON)
def test_text_stands_out_from_its_ground(mode: str, text: str, ground: str) -> None:
    palette = palettes()[mode]

    assert contrast(palette[text], palette[ground]) >= 4.5


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_field_can_be_told_from_what_is_around_it(mode: str) -> None:
    palette = palettes()[mode]

    assert contrast(palette["soft"], palette["card"]) >= 3


def test_dark_is_another_palette_and_not_the_same_one() -> None:
    assert palettes()["light"].keys() == palettes()["dark"].keys()
    assert all(
        palettes()["light"][name] != palettes()["dark"][name] for name in palettes()["dark"]
    )


def test_what_is_loaded_is_small() -> None:
    assert len(CSS.encode()) < 12_000
    assert (FOLDER / "console.js").stat().st_size < 4_000


def test_nothing_is_fetched_from_elsewhere() -> None:
    for path in [*TEMPLATE_FILES, *FOLDER.iterdir()]:
        addresses = re.findall(
            r"https?://[^\s\"')]+|url\([^)]*\)|@import", path.read_text("utf-8")
        )

        assert [each for each in addresses if each != "http://www.w3.org/2000/svg"] == [], (
            path.name
        )


@pytest.mark.parametrize("path", TEMPLATE_FILES, ids=lambda path: path.name)
def test_no_template_has_script_or_style_in_it(path: Path) -> None:
    assert INLINE.findall(path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", TEMPLATE_FILES, ids=lambda path: path.name)
def test_nothing_that_people_wrote_is_marked_as_safe(path: Path) -> None:
    """Only literals of our own: an attribute that is there or not."""
    for expression in re.findall(r"\{\{(.*?)\}\}", path.read_text("utf-8"), re.DOTALL):
        if "safe" in expression:
            assert re.match(r"\s*' [a-z-]+=\"[a-z-]+\"( [a-z]+)?'\|safe if ", expression), (
                expression
            )
