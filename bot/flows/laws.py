"""What the law of a country says, with its source; or plainly that we do not know."""

from bot.domain.content import Content
from bot.domain.countries import Country
from bot.domain.facts import Fact
from bot.domain.text import Text
from bot.domain.topics import Topic
from bot.engine.said import Fill, Line
from bot.flows import cards

NOT_OURS = Text(
    "We have no checked information on this for this country yet. We do not know what the local "
    "law says."
)
NO_LAW = Text("We do not know what the local law says on this: {topic}.")


def law(content: Content, code: str, id_: str) -> Fill:
    """A fact of a country."""
    country = content.countries.get(code)
    fact = country.shown(id_) if country else None
    return Line(NOT_OURS) if fact is None else card(fact)


def card(fact: Fact) -> tuple[Fill, ...]:
    """The words, and where they are from."""
    return Line(fact.text or Text("")), cards.sourced(fact)


def of(country: Country | None, topic: Topic) -> list[Fill]:
    """The cards of a country on a topic: whatever is known, or that we know nothing."""
    facts = topic.known_of(country)
    if not facts:
        return [_named(country, (Line(NOT_OURS),), NOT_OURS)]
    first, *others = (_named(country, card(fact), fact.text or "") for fact in facts)
    if topic.says_law_of(country):
        return [first, *others]
    return [(Line(NO_LAW, {"topic": Line(topic.title)}), first), *others]


def _named(country: Country | None, said: tuple[Fill, ...], text: str) -> Fill:
    """With the country above it, where the words do not name it."""
    if country is None or country.name in text:
        return said
    return Line(country.name), *said
