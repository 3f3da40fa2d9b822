"""A fact as people read it: its words, where they are from, and when somebody looked."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from bot.domain.facts import Basis, Fact
from bot.domain.text import Text
from bot.engine.book import Filler
from bot.engine.said import Fill, Line

SOURCE = Text("Source: {source}. Last checked: {date}.")
SOURCE_WITH_YEAR = Text("Source: {source} ({year}). Last checked: {date}.")
UNDATED = "undated"


def text(name: str, question: str) -> Text:
    """The words of a card, its source, and a question; each comes from the fill of that name."""
    return Text(f"{{{name}}}\n\n{{{source_name(name)}}}\n\n{{{question}}}")


def source_name(name: str) -> str:
    return f"{name}_source"


def fills(cards: Iterable[tuple[str, Fact]]) -> dict[str, Filler]:
    """What the texts of these cards need, whatever was answered."""
    found: dict[str, Filler] = {}
    for name, fact in cards:
        found[name] = _always(Line(fact.text or Text("")))
        found[source_name(name)] = _always(sourced(fact))
    return found


def sourced(basis: Basis) -> Line:
    """Where something is from, short enough for a small screen: of an address only the site."""
    sites = ", ".join(dict.fromkeys(_site(source) for source in basis.source))
    year, date = basis.source_year, basis.last_checked.isoformat()
    if year == UNDATED or year in sites:
        return Line(SOURCE, {"source": sites, "date": date})
    return Line(SOURCE_WITH_YEAR, {"source": sites, "year": year, "date": date})


def _site(source: str) -> str:
    return urlsplit(source).netloc.removeprefix("www.") or source


def _always(fill: Fill) -> Filler:
    return lambda _: fill
