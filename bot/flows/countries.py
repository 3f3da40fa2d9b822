"""The countries to choose from, and the one we know nothing about."""

from collections.abc import Iterable

from bot.domain.content import Content
from bot.domain.countries import Country, Role
from bot.domain.text import Text
from bot.engine.vocabulary import Choice
from bot.flows.choices import OTHER


def of(content: Content, role: Role) -> tuple[Country, ...]:
    """Where workers come from, or where they work."""
    return tuple(each for each in content.served if each.role is role)


def choices(countries: Iterable[Country]) -> tuple[Choice, ...]:
    """No flags: a flag on a screen says from afar what the chat is about."""
    known = (Choice(country.code, "📍", country.name) for country in countries)
    return (*known, Choice(OTHER, "🌍", Text("Another country")))
