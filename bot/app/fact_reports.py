"""`haki facts report`: what partners have to do about the facts, by country."""

import csv
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO

from bot.domain.content import Content
from bot.domain.facts import Basis
from bot.domain.gaps import Gap, Lack, Review
from bot.settings import Settings

EVERYWHERE = "Of no country"
COLUMNS = ("country", "lack", "field", "detail")


class NoSuchCountry(Exception):
    """There are no facts of this country at all; the message says where they would be."""

    def __init__(self, code: str) -> None:
        super().__init__(f"There is no config/countries/{code}.yaml; write one, or name another.")


@dataclass(frozen=True, slots=True)
class Wish:
    """Of which country, empty for all and what is of none; and as text or csv."""

    country: str
    form: str


def report(settings: Settings, wish: Wish, today: date, say: Callable[[str], None]) -> None:
    """Raises NoSuchCountry."""
    content = settings.content
    if wish.country and wish.country not in content.countries:
        raise NoSuchCountry(wish.country)
    found = _gaps(content, wish.country, today)
    names = {code: str(content.countries[code].name) for code in found if code}
    lines = _csv(found) if wish.form == "csv" else _text(found, names)
    for line in lines:
        say(line)


def _gaps(content: Content, only: str, today: date) -> dict[str, list[Gap]]:
    """By country; under no code what is of none."""
    review = Review(content.fact_kinds, content.conventions, today)
    chosen = [only] if only else list(content.countries)
    found = {code: review.of_country(content.countries[code]) for code in chosen}
    return found if only else {**found, "": review.of_all(_cards(content))}


def gaps_of_all(content: Content, today: date) -> list[Gap]:
    """Everything that is to be done, of whichever country."""
    return [gap for gaps in _gaps(content, "", today).values() for gap in gaps]


def _cards(content: Content) -> Iterator[tuple[str, Basis]]:
    """What rests on something and is of no country."""
    for topic in content.topics:
        for number, card in enumerate(topic.cards, start=1):
            yield f"topic {topic.id} {number}", card
    for number, rule in enumerate(content.costs.rules, start=1):
        yield f"rule of costs {number}", rule
    for item in content.costs.items:
        yield f"cost {item.id}", item
    for kind, fact in content.help_now.first.items():
        yield f"first words {kind}", fact
    for name, fact in content.help_now.screens.items():
        yield f"help now {name}", fact


def _text(found: Mapping[str, Sequence[Gap]], names: Mapping[str, str]) -> Iterator[str]:
    counted = Counter(gap.lack for gaps in found.values() for gap in gaps)
    yield f"Countries: {len(names)}"
    for lack in Lack:
        yield f"{lack.label}: {counted[lack]}"
    for code, gaps in found.items():
        yield ""
        yield f"{code} {names[code]}: {len(gaps)}" if code else f"{EVERYWHERE}: {len(gaps)}"
        yield from _of_country(gaps)


def _of_country(gaps: Sequence[Gap]) -> Iterator[str]:
    for lack in Lack:
        of_lack = [gap for gap in gaps if gap.lack is lack]
        bare = [gap.field for gap in of_lack if not gap.detail]
        if of_lack:
            yield f"  {lack.label}"
        if bare:
            yield f"    {', '.join(bare)}"
        yield from (f"    {gap.field}: {gap.detail}" for gap in of_lack if gap.detail)


def _csv(found: Mapping[str, Sequence[Gap]]) -> Iterator[str]:
    written = StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(gap for gaps in found.values() for gap in gaps)
    yield written.getvalue().rstrip("\n")
