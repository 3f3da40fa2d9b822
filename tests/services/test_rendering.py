"""Rendering: placeholders are filled once, people's words keep their direction to themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.messages import Button
from bot.domain.text import Text
from bot.engine.said import Fill, Line, Offer, Said
from bot.i18n import Catalogs
from bot.services.rendering import Rendering, line, packed, unpacked

FSI, PDI = "\u2068", "\u2069"
ARABIC = {"Hello {name}.": "مرحبا {name}.", "Yes": "نعم", "tea": "شاي"}
RENDERING = Rendering(Catalogs({"ar": ARABIC}, {"en": "ltr", "ar": "rtl"}))
HELLO = Text("Hello {name}.")


def said(fill: Fill, lang: str = "en") -> str:
    return line(Line(HELLO, {"name": fill}), RENDERING.speak(lang))


def test_what_fills_a_placeholder_is_not_filled_again() -> None:
    words = Line(Text("{a} and {b}"), {"a": "{b}", "b": "{a}"})

    assert line(words, str) == f"{FSI}{{b}}{PDI} and {FSI}{{a}}{PDI}"


@given(st.text(alphabet="{}abname%\\ ", max_size=20))
def test_braces_and_backslashes_of_people_stay_as_they_wrote_them(words: str) -> None:
    isolates = f"{FSI}{words}{PDI}" if words else ""

    assert said(words) == f"Hello {isolates}."


def test_every_line_of_peoples_words_is_set_apart() -> None:
    assert said("one\n\ntwo") == f"Hello {FSI}one{PDI}\n\n{FSI}two{PDI}."


def test_an_override_among_peoples_words_does_not_reach_ours() -> None:
    assert said("\u202eback") == f"Hello {FSI}\u202bback\u202c{PDI}."


def test_a_line_of_ours_inside_another_is_translated_and_not_set_apart() -> None:
    assert said(Line(Text("tea")), "ar") == "مرحبا شاي."


def test_several_fills_stand_one_below_the_other() -> None:
    assert said((Line(Text("tea")), "ana")) == f"Hello tea\n{FSI}ana{PDI}."


def test_a_placeholder_that_nothing_fills_is_not_shown_to_anybody() -> None:
    with pytest.raises(KeyError):
        line(Line(HELLO), str)


@pytest.mark.parametrize(
    ("lang", "spoken", "direction"),
    [("ar", "ar", "rtl"), ("en", "en", "ltr"), ("", "en", "ltr"), ("xx", "xx", "ltr")],
)
def test_a_message_runs_in_the_direction_of_its_language(
    lang: str, spoken: str, direction: str
) -> None:
    outgoing = RENDERING.outgoing(Said((Line(HELLO, {"name": "Ana"}),)), lang)

    assert (outgoing.lang, outgoing.dir) == (spoken, direction)


def test_a_message_has_its_paragraphs_its_turn_and_its_buttons() -> None:
    yes, plain = Offer("yes", "1", "✅", Text("Yes")), Offer("no", "", "", Text("No"))
    lines = (Line(Text("tea")), Line(HELLO, {"name": "7"}))

    outgoing = RENDERING.outgoing(Said(lines, ((yes,), (plain,)), 3), "ar", replaces="9")

    assert outgoing.text == f"شاي\n\nمرحبا {FSI}7{PDI}."
    assert outgoing.rows == ((Button("yes", "1 ✅ نعم"),), (Button("no", "No"),))
    assert (outgoing.turn, outgoing.replaces) == (3, "9")


@pytest.mark.parametrize(("lang", "back", "on"), [("en", "⬅️", "➡️"), ("ar", "➡️", "⬅️")])
def test_arrows_point_the_way_that_the_lines_run(lang: str, back: str, on: str) -> None:
    arrows = Offer("/back", "9", "⬅️", Text("Back")), Offer("next", "1", "➡️", Text("Next"))

    ((first, second),) = RENDERING.outgoing(Said((), (arrows,)), lang).rows

    assert (first.label.split()[1], second.label.split()[1]) == (back, on)


def test_an_apology_leaves_a_way_to_the_menu() -> None:
    sorry = RENDERING.sorry("en")

    assert sorry.text.startswith("Something went wrong on our side")
    assert [[button.key for button in row] for row in sorry.rows] == [["/menu"]]


def test_a_message_that_waits_comes_out_as_it_went_in() -> None:
    sorry = RENDERING.sorry("ar")

    assert unpacked(packed(sorry)) == sorry
