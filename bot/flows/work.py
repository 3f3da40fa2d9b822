"""Where somebody works and at what, for what fits them or is counted; both can be skipped."""

from collections.abc import Iterator

from bot.domain.answers import Sector
from bot.domain.content import Content
from bot.domain.countries import Role
from bot.domain.text import Text
from bot.engine.vocabulary import Ask
from bot.flows import countries
from bot.flows.choices import of


def work(content: Content, where: Text, *, then: str) -> Iterator[Ask]:
    """`where` is what is asked of the country."""
    yield Ask(
        name="country",
        text=where,
        choices=countries.choices(countries.of(content, Role.DESTINATION)),
        then="sector",
        skip=True,
        paged=True,
    )
    yield Ask(
        name="sector",
        text=Text("What work is it?"),
        choices=of(Sector),
        then=then,
        skip=True,
        paged=True,
    )
