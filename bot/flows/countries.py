"""The countries to choose from, and the one we know nothing about."""

from collections.abc import Iterable

from bot.domain.content import Content
from bot.domain.countries import Country, Role
from bot.domain.text import Text
from bot.engine.place import Known
from bot.engine.vocabulary import SKIP, Choice
from bot.flows.choices import OTHER

NAMED = ("in_country", "country")  # the questions in which somebody names one


def named(known: Known) -> str:
    """The one that was named last, in whatever was asked; empty where none was."""
    last = known.latest(*NAMED)
    code = known.one(last) if last else SKIP
    return "" if code == SKIP else code


def of(content: Content, role: Role) -> tuple[Country, ...]:
    """Where workers come from, or where they work."""
    return tuple(each for each in content.served if each.role is role)


def choices(countries: Iterable[Country]) -> tuple[Choice, ...]:
    """No flags: a flag on a screen says from afar what the chat is about."""
    known = (Choice(country.code, "📍", country.name) for country in countries)
    return (*known, Choice(OTHER, "🌍", Text("Another country")))
