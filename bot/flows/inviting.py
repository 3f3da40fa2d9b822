"""A group number: for the others who have the same problem, each with a report of their own."""

from collections.abc import Iterator

from bot.domain.text import Text
from bot.engine.vocabulary import END, AnyStep, Ask, AskWords, Call, Choice, Do, Say
from bot.flows.choices import NO, YES

HAVE_NUMBER = Choice("join", "🎟️", Text("I have a group number"))
_END_IT = Choice("end", "✂️", Text("End this number"))
_ANEW = Choice("anew", "🆕", Text("Get a new number"))
_KEEP = Choice("keep", "↩️", Text("Change nothing"))


def inviting(then: str) -> Iterator[AnyStep]:
    """`then` is what the report is spoken of with again."""
    yield Call(name=HAVE_NUMBER.key, flow="join", then=END)
    yield Do(
        name="group",
        effect="group.look",
        to={"none": "group_about", "works": "group_works", "not_here": "group_not_here"},
        gives=("until",),
    )
    yield from _begin(then)
    yield from _end(then)
    yield Say(
        name="group_not_here",
        text=Text(
            "Others cannot join this report. They can join only one that an organisation works on "
            "now, and that did not itself join a group."
        ),
        then=then,
    )


def _begin(then: str) -> Iterator[AnyStep]:
    yield Ask(
        name="group_about",
        text=Text(
            "I can give you a group number for others who have the same problem. With it each of "
            "them sends a report of their own to the same organisation: they do not see yours, "
            "and you do not see theirs or who joined. Do you want a group number?"
        ),
        choices=(YES, NO),
        then={"yes": "how_many_others", "no": then},
    )
    yield AskWords(
        name="how_many_others",
        text=Text("How many others may use it? Write a number from 1 to 50."),
        form="number",
        then="group_begin",
    )
    yield Do(
        name="group_begin",
        effect="group.begin",
        to={"begun": "group_begun", "not_so_many": "not_so_many", "gone": "group_not_here"},
        gives=("number", "until"),
        seals=("begun",),
    )
    yield Say(
        name="group_begun",
        text=Text(
            "This is the group number:\n\n{number}\n\nIt works until {until} and is not shown "
            "again. Give it only to people you trust, and never give them the longer number of "
            "your own report."
        ),
        then=then,
    )
    yield Say(
        name="not_so_many",
        text=Text("A group number is for 1 to 50 other people."),
        then="how_many_others",
    )


def _end(then: str) -> Iterator[AnyStep]:
    yield Say(
        name="group_works",
        text=Text(
            "There is a group number for this report. It works until {until} at the latest."
        ),
        then="group_what",
    )
    yield Ask(
        name="group_what",
        text=Text(
            "If you end it or get a new one, nobody can join with the old number any more. "
            "Reports that were sent with it stay. What do you want to do?"
        ),
        choices=(_END_IT, _ANEW, _KEEP),
        then={"end": "group_end", "anew": "how_many_others", "keep": then},
    )
    yield Do(
        name="group_end",
        effect="group.end",
        to={"ended": "group_ended", "gone": "group_ended"},
        seals=("ended",),
    )
    yield Say(
        name="group_ended",
        text=Text("Nobody can join with this group number any more."),
        then=then,
    )
