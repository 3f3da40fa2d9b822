"""The countries to choose from, and the one we know nothing about."""

from collections.abc import Iterable

from bot.domain.content import Content
from bot.domain.countries import Country, Role
from bot.domain.text import Text
from bot.engine.place import Known
from bot.engine.vocabulary import SKIP, Ask, Choice
from bot.flows.choices import OTHER

NAMED = ("in_country", "country")  # the questions in which somebody names one


def named(known: Known) -> str:
    """The one that was named last, in whatever was asked; empty where none was."""
    last = known.latest(*NAMED)
    code = known.one(last) if last else SKIP
    return "" if code == SKIP else code


def there(content: Content, known: Known) -> Country | None:
    """What we know of that one; None where nothing is, or none was named."""
    return content.countries.get(named(known))


def where(content: Content, *, then: str) -> Ask:
    """Where somebody is, of the countries that can be chosen here."""
    return Ask(
        name="in_country",
        text=Text("In which country are you?"),
        choices=choices(content.served),
        then=then,
        paged=True,
    )


def of(content: Content, role: Role) -> tuple[Country, ...]:
    """Where workers come from, or where they work."""
    return tuple(each for each in content.served if each.role is role)


def choices(countries: Iterable[Country]) -> tuple[Choice, ...]:
    """No flags: a flag on a screen says from afar what the chat is about."""
    known = (Choice(country.code, "📍", country.name) for country in countries)
    return (*known, Choice(OTHER, "🌍", Text("Another country")))
