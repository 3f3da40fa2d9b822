"""The terminal hears what is typed, and shows what a worker would see."""

import pytest

from bot.channels.terminal.receive import YOU, incoming
from bot.channels.terminal.render import FROM_THE_RIGHT, turned, written
from bot.channels.terminal.state import state
from bot.channels.terminal.talk import Talk
from bot.domain.messages import Incoming
from bot.domain.text import Text
from bot.engine.place import Entry, Frame, Parked, Place
from bot.engine.said import Done, Effect, Line, Offer, Said
from bot.engine.vocabulary import Do
from tests.engine.teashop import BOOK


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        ("good day", Incoming(YOU, "1", text="good day")),
        ("", Incoming(YOU, "1", text="")),
        ("[yes]", Incoming(YOU, "1", choice="yes")),
        ("[/menu @4]", Incoming(YOU, "1", turn=4, choice="/menu")),
        ("(voice)", Incoming(YOU, "1", media="voice")),
        ("(singing)", Incoming(YOU, "1", text="(singing)")),
        ("3 times: so ", Incoming(YOU, "1", text="so so so ")),
        ("[two words]", Incoming(YOU, "1", text="[two words]")),
    ],
)
def test_what_is_typed_is_words_a_tap_or_a_file(typed: str, heard: Incoming) -> None:
    assert incoming(typed) == heard


def test_a_message_is_its_lines_and_then_its_buttons_as_many_as_fit() -> None:
    offers = tuple((Offer(f"k{n}", str(n), "🍵", Text("Some tea " * 3)),) for n in range(1, 5))
    back = (Offer("/back", "9", "⬅️", Text("Back")), Offer("/menu", "0", "", Text("Menu")))
    said = Said((Line(Text("One.\n\nTwo {what}."), {"what": "סוף"}),), (*offers, back))

    tea = "🍵 Some tea Some tea Some tea "
    assert written(said, str).splitlines() == [
        "bot: One.",
        "     Two סוף.",
        f"     [1 {tea}] [2 {tea}]",
        f"     [3 {tea}] [4 {tea}]",
        "     [9 ⬅️ Back] [0 Menu]",
    ]


def test_every_line_that_is_read_from_the_right_says_so() -> None:
    assert turned("a\nb\n", "ltr") == "a\nb\n"
    assert turned("a\nb\n", "rtl") == f"{FROM_THE_RIGHT}a\n{FROM_THE_RIGHT}b\n"


def test_a_talk_goes_on_from_message_to_message_and_asks_how_an_effect_went() -> None:
    asked = list[tuple[str, str]]()

    def doing(effect: Effect, step: Do) -> Done:
        asked.append((effect.name, step.name))
        return Done("learnt")

    talk = Talk(BOOK, lambda _: str, doing, Place(lang="en"))
    for typed in ("/talk", "2", "yes", "cha"):
        said = talk.hears(incoming(typed))

    assert asked == [("word.learn", "learn")]
    assert said.lines[-1].text == "More of it?"
    assert talk.place.frames[-1].step == "more"


def test_the_state_tells_where_one_is_and_what_is_known() -> None:
    frames = (Frame("menu", "h", "end"), Frame("order", "h", "teas"))
    entry = Entry(frames, "hungry", "yes")
    place = Place(
        lang="en",
        turn=3,
        frames=frames,
        log=(entry, Entry(frames, "extras", ("cake", "nuts"))),
        picked=("green", "mint"),
        parked=Parked(frames, (entry,), ()),
        kept={"orders": ("7", "8")},
    )

    assert list(state(place)) == [
        "at: menu.end > order.teas (turn 3)",
        "answers: hungry = yes, extras = cake + nuts",
        "picked: green + mint",
        "a draft waits: hungry = yes",
        "kept: orders = 7 + 8",
    ]
    assert list(state(Place())) == ["at:  (turn 0)", "answers: none"]
