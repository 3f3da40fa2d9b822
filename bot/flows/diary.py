"""A work diary: one tap a day, for nobody but the worker; read by week, added up, deleted."""

from collections.abc import Iterator

from bot.domain.content import Content
from bot.domain.text import Text
from bot.engine.vocabulary import END, AnyStep, Ask, AskWords, Choice, Do, Flow, Say
from bot.flows.choices import NO, YES
from bot.flows.diary_more import more

COMMAND = "/diary"

_NUMBER = Choice("number", "🔢", Text("Use a number"))
_WRITE = (
    Choice("worked", "🧱", Text("I worked")),
    Choice("off", "🌴", Text("Day off")),
    Choice("hours", "⏰", Text("How many hours")),
    Choice("paid", "💵", Text("I was paid")),
    Choice("trouble", "⚠️", Text("Something went wrong")),
    Choice("more", "➕", Text("More")),
)
_KEPT = {"kept": "kept", "full": "full", "gone": "gone"}


def flow(content: Content) -> Flow:
    return Flow(
        name="diary",
        steps=(*_open(), *_number(), *_day(), *_write(), *more(content, day="day", gone="gone")),
    )


def _open() -> Iterator[AnyStep]:
    yield Do(
        name="look", effect="diary.look", to={"there": "shown", "none": "about"}, gives=("day",)
    )
    yield Ask(
        name="about",
        text=Text(
            "Here you can write down each work day with one tap: hours, pay, and what went wrong. "
            "It is for you alone: it goes to no organisation and no caseworker, and it is no "
            "report. But whoever holds your phone can read it in this chat. Do you want to begin?"
        ),
        choices=(YES, NO, _NUMBER),
        then={"yes": "begin", "no": END, "number": "diary_number"},
        kind="consent",
    )
    yield Do(
        name="begin",
        effect="diary.begin",
        to={"begun": "begun"},
        gives=("number", "day"),
        seals=("begun",),
    )
    yield Say(
        name="begun",
        text=Text(
            "Your diary has this number:\n\n{number}\n\nWith it you can open the diary from "
            "another phone or chat. Keep it where only you see it, since it is not shown again."
        ),
        then="first",
    )
    yield Say(name="first", text=Text("{day}"), then="day")
    yield Say(name="shown", text=Text("{day}"), then="day")
    yield Say(
        name="gone",
        text=Text("This diary is not there any more. It was deleted."),
        then=END,
    )


def _number() -> Iterator[AnyStep]:
    """From another phone or chat."""
    yield AskWords(
        name="diary_number",
        text=Text("Please write the number that you got when you began the diary."),
        then="find",
    )
    yield Do(
        name="find",
        effect="diary.find",
        to={
            "found": "shown",
            "not_found": "not_found",
            "too_many_tries": "too_many_tries",
        },
        gives=("day",),
        seals=("found",),
    )
    yield Say(
        name="not_found",
        text=Text("There is no diary with this number. Please look at each digit again."),
        then="diary_number",
    )
    yield Say(
        name="too_many_tries",
        text=Text("That was not right too many times. Please wait some time, then try again."),
        then=END,
    )


def _day() -> Iterator[AnyStep]:
    yield Ask(
        name="day",
        text=Text("What do you want to write for this day?"),
        choices=_WRITE,
        then={
            "worked": "worked",
            "off": "off",
            "hours": "hours_worked",
            "paid": "money_paid",
            "trouble": "went_wrong",
            "more": "more",
        },
    )
    yield Say(name="kept", text=Text("This is written now:\n{day}"), then="day")
    yield Say(
        name="full",
        text=Text("The diary is full, so this was not written. You can delete days in it."),
        then="day",
    )


def _write() -> Iterator[AnyStep]:
    yield _writes("worked")
    yield _writes("off")
    yield AskWords(
        name="hours_worked",
        text=Text("How many hours did you work on this day? If none, write 0."),
        form="number",
        then="hours",
    )
    yield Do(
        name="hours",
        effect="diary.hours",
        to={**_KEPT, "too_long": "too_long"},
        gives=("day",),
        seals=("kept",),
    )
    yield Say(
        name="too_long",
        text=Text("A day has no more than 24 hours. Please write the hours of this day only."),
        then="hours_worked",
    )
    yield AskWords(
        name="money_paid",
        text=Text(
            "How much were you paid on this day? Write the amount and the money, like 50 QAR."
        ),
        form="money",
        then="paid",
    )
    yield _writes("paid")
    yield AskWords(
        name="went_wrong",
        text=Text("What went wrong on this day? Write it in your own words. It goes to nobody."),
        then="trouble",
    )
    yield _writes("trouble")


def _writes(what: str) -> Do:
    return Do(name=what, effect=f"diary.{what}", to=_KEPT, gives=("day",), seals=("kept",))
