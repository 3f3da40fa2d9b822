"""The questions of a report that can also be answered anew before it is sent."""

from bot.domain.answers import Duration, MaySee, Sector, Wish
from bot.domain.content import Content
from bot.domain.countries import Role
from bot.domain.text import Text
from bot.engine.vocabulary import Ask, AskMany, AskWords, When
from bot.flows import countries
from bot.flows.choices import of


def country(content: Content, *, then: str) -> Ask:
    """Countries of work first: that is where most people write from."""
    known = sorted(content.served, key=lambda each: each.role is Role.ORIGIN)
    return Ask(
        name="country",
        text=Text("In which country does this happen?"),
        choices=countries.choices(known),
        then=then,
        skip=True,
        paged=True,
    )


def sector(*, then: str) -> Ask:
    return Ask(
        name="sector",
        text=Text("What kind of work is it?"),
        choices=of(Sector),
        then=then,
        skip=True,
        paged=True,
    )


def how_long(*, then: str) -> Ask:
    return Ask(
        name="how_long",
        text=Text("How long has it been like this?"),
        choices=of(Duration),
        then=then,
    )


def employer(*, then: str) -> AskWords:
    return AskWords(
        name="employer",
        text=Text(
            "Who is the employer? Write the name of the person or the company, or choose Skip. "
            "It is kept apart from your words, and sealed like them."
        ),
        then=then,
        skip=True,
    )


def agent(*, then: str) -> AskWords:
    return AskWords(
        name="agent",
        text=Text(
            "Who brought you to this job? Write the name of the agent or the agency, or choose "
            "Skip."
        ),
        then=then,
        skip=True,
    )


def workplace(*, then: str) -> AskWords:
    return AskWords(
        name="workplace",
        text=Text("Where is the work? Write the place or the address, or choose Skip."),
        then=then,
        skip=True,
    )


def story(*, then: str) -> AskWords:
    return AskWords(
        name="story",
        text=Text(
            "You can say what happened: write, or send voice messages, pictures, videos or "
            "documents, then choose Done. You do not need to name anybody. Please send no "
            "pictures of people's bodies."
        ),
        then=then,
        skip=True,
        several=True,
        files=True,
    )


def wishes(*, then: str, when: tuple[When, ...] = ()) -> AskMany:
    return AskMany(
        name="wishes",
        text=Text(
            "What do you want? Choose everything that fits, then choose Done. We cannot promise "
            "it, but the organisation needs to know."
        ),
        choices=of(Wish),
        then=then,
        when=when,
        skip=True,
        paged=True,
    )


def who(*, then: str, when: tuple[When, ...] = ()) -> Ask:
    return Ask(
        name="who",
        text=Text(
            "Who may read your report? We give it to one organisation. You also allow that "
            "another one of these gets it, if the first cannot help; we cannot promise that this "
            "happens."
        ),
        choices=of(MaySee),
        then=then,
        when=when,
    )
