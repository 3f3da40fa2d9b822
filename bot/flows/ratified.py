"""A convention as people read it: what it is, and whether a country has accepted it."""

from collections.abc import Iterator

from bot.domain.content import Content
from bot.domain.conventions import Convention, Ratification, Status
from bot.domain.countries import Country
from bot.domain.text import Text
from bot.engine.said import Fill, Line
from bot.flows import cards

HEADING = Text("{title} ({id}, {year})")
SAID = {
    Status.RATIFIED: Text("{country} has accepted this rule (has ratified it)."),
    Status.NOT_RATIFIED: Text("{country} has not accepted this rule (has not ratified it)."),
    Status.DENOUNCED: Text("{country} had accepted this rule, and took that back."),
    Status.APPLIED: Text("This rule applies in {country} by a declaration."),
}
SINCE = Text("{country} accepted this rule (ratified it) in {year}.")
UNKNOWN = Text("We do not know whether {country} has accepted this rule (has ratified it).")
UNKNOWN_THERE = Text("We do not know whether this country has accepted this rule.")
BINDS_NOBODY = Text("This is guidance, so no country has to accept it.")
WHICH = Text("Choose a country to read whether it has accepted this rule.")


def card(content: Content, convention: Convention, code: str) -> Fill:
    """The convention with its source, and what is known of the country with its own."""
    title: dict[str, Fill] = {
        "title": Line(convention.title),
        "id": convention.id,
        "year": str(convention.year),
    }
    return (
        Line(HEADING, title),
        Line(convention.text),
        cards.sourced(convention),
        *_accepted(content, convention, code),
    )


def _accepted(content: Content, convention: Convention, code: str) -> Iterator[Line]:
    country = content.countries.get(code)
    if not convention.can_be_ratified:
        yield Line(BINDS_NOBODY)
    elif not code:
        yield Line(WHICH)
    elif country is None:
        yield Line(UNKNOWN_THERE)
    elif (found := country.ratified(convention.id)) is None:
        yield Line(UNKNOWN, {"country": Line(country.name)})
    else:
        yield _said(country, found)
        yield cards.sourced(found)


def _said(country: Country, found: Ratification) -> Line:
    name = {"country": Line(country.name)}
    if found.year is not None:
        return Line(SINCE, {**name, "year": str(found.year)})
    return Line(SAID[found.status], name)
