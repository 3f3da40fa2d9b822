"""A diary as a file to take along: what that means first, then the file, and what to do then."""

from collections.abc import Iterator

from bot.domain.content import Content
from bot.domain.countries import Role
from bot.domain.text import Text
from bot.engine.vocabulary import AnyStep, Ask, Choice, Do, Say
from bot.flows import countries

_WHICH = (
    Choice("all", "📁", Text("The diary and a letter")),
    Choice("letter", "✉️", Text("Only the letter")),
    Choice("no", "❌", Text("No file")),
)


def paper(content: Content, *, more: str, gone: str) -> Iterator[AnyStep]:
    """`more` is the question that it comes from and goes back to."""
    yield from _asked(content, more)
    yield Do(
        name="make_paper",
        effect="diary.paper",
        to={"all": "all_made", "letter": "letter_made", "none": "empty", "gone": gone},
    )
    yield from _made(more)


def _asked(content: Content, more: str) -> Iterator[AnyStep]:
    """Which file, and for where; what a file means comes before both."""
    yield Ask(
        name="paper",
        text=Text(
            "I can make a file of your diary. It is then on your phone, and who has the phone can "
            "read it. Delete it when you have passed it on. Which file do you want?"
        ),
        choices=_WHICH,
        then={"all": "letter_country", "letter": "letter_country", "no": more},
    )
    yield Ask(
        name="letter_country",
        text=Text(
            "In which country do you work? The letter is then also in a language of that country, "
            "if I have it."
        ),
        choices=countries.choices(countries.of(content, Role.DESTINATION)),
        then="make_paper",
        skip=True,
        paged=True,
    )


def _made(more: str) -> Iterator[AnyStep]:
    yield Say(
        name="all_made",
        text=Text(
            "Here is your file; you can open it in a browser and print it. Give it only to people "
            "you trust, since it also says when you sent reports and what went wrong. Delete it "
            "afterwards, also in this chat."
        ),
        then=more,
    )
    yield Say(
        name="letter_made",
        text=Text(
            "Here is your letter; you can open it in a browser and print it. Read it before you "
            "give it to anybody; an organisation can read it with you. Delete it afterwards, also "
            "in this chat."
        ),
        then=more,
    )
    yield Say(name="empty", text=Text("Nothing is written in your diary yet."), then=more)
