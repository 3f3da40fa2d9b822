"""What is read on a topic: cards that come from the answers, counted down to the last one.

A step knows how many cards are to come after it, not which topic or country it is about: so a few
steps serve any number of topics and countries.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from bot.domain.answers import Sector
from bot.domain.content import Content
from bot.domain.text import Text
from bot.domain.topics import Topic
from bot.engine.book import Filler, Rule
from bot.engine.place import Known
from bot.engine.said import Fill, Line
from bot.flows import countries, laws, ratified

TOPIC, COUNTRY, SECTOR = "topic", "in_country", "in_sector"
USES = {
    "card": (TOPIC, SECTOR),
    "law": (TOPIC, *countries.NAMED),
    "convention": (TOPIC, *countries.NAMED),
}
LAST = 1
FOR = Text("This is for: {sector}.")

Cards = Callable[[Known], Sequence[Fill]]


def counts(content: Content) -> dict[str, set[int]]:
    """Of each kind of card, how many there can be in a row."""
    topics = content.topics
    known = (len(topic.known_of(country)) for topic in topics for country in content.served)
    return {
        "card": _counted(
            len(cards)
            for topic in topics
            for cards in (topic.cards, *(topic.cards_for(each) for each in sectors(content)))
        ),
        "law": _counted(known),
        "convention": _counted(len(topic.conventions) for topic in topics),
    }


def sectors(content: Content) -> tuple[Sector, ...]:
    """Those for which some topic has cards of their own, and all the others; or none at all."""
    named = {card.sector for topic in content.topics for card in topic.cards}
    found = tuple(sector for sector in Sector if sector in named)
    return (*found, Sector.OTHER) if found else ()


def step(kind: str, to_come: int) -> str:
    """The name of the step that shows a card, by how many of its kind are to be read."""
    return f"{kind}_last" if to_come == LAST else f"{kind}_{to_come}"


def fill(kind: str, to_come: int) -> str:
    return f"rights_{step(kind, to_come)}"


def says(content: Content) -> dict[str, Collection[str]]:
    """What the rules can say: how many cards there are, and whether the country is known."""
    numbers = {_rule(kind): {str(n) for n in each} for kind, each in counts(content).items()}
    return {**numbers, "rights.country": ("known", "unknown"), "rights.differs": ("yes", "no")}


def rules(content: Content) -> dict[str, Rule]:
    return {
        **{_rule(kind): _number_of(cards) for kind, cards in _cards(content).items()},
        "rights.country": lambda known: "known" if countries.named(known) else "unknown",
        "rights.differs": lambda known: "yes" if _topic(content, known).differs else "no",
    }


def fills(content: Content) -> dict[str, Filler]:
    """What each step shows."""
    cards = _cards(content)
    return {fill(kind, number): _to_come(cards[kind], number) for kind, number in _steps(content)}


def uses(content: Content) -> dict[str, Collection[str]]:
    """The answers that these rules and fills look at."""
    return {
        **{_rule(kind): answers for kind, answers in USES.items()},
        **{fill(kind, number): USES[kind] for kind, number in _steps(content)},
        "rights.country": countries.NAMED,
        "rights.differs": (TOPIC,),
    }


def _steps(content: Content) -> Iterator[tuple[str, int]]:
    for kind, each in counts(content).items():
        yield from ((kind, number) for number in range(LAST, max(each) + 1))


def _cards(content: Content) -> dict[str, Cards]:
    """Of each kind, the cards that somebody who answered so is to read; at least one."""
    return {
        "card": lambda known: list(_of_sector(content, known)),
        "law": lambda known: laws.of(countries.there(content, known), _topic(content, known)),
        "convention": lambda known: [
            ratified.card(content, each, countries.named(known))
            for each in content.conventions.of(_topic(content, known).conventions)
        ],
    }


def _of_sector(content: Content, known: Known) -> Iterator[Fill]:
    """The cards of a topic, each that is for one sector under its name; who was not asked: all."""
    topic, sector = _topic(content, known), known.one(SECTOR)
    for card in topic.cards_for(sector) if sector else topic.cards:
        above = () if card.sector is None else (Line(FOR, {"sector": Line(card.sector.label)}),)
        yield (*above, *laws.card(card))


def _number_of(cards: Cards) -> Rule:
    return lambda known: str(len(cards(known)))


def _to_come(cards: Cards, number: int) -> Filler:
    """The card after which so many are read; who never came this way sees the first."""
    return lambda known: cards(known)[-number:][0]


def _topic(content: Content, known: Known) -> Topic:
    """The topic that was chosen; who comes here otherwise reads the first."""
    chosen = known.one(TOPIC)
    return next((each for each in content.topics if each.id == chosen), content.topics[0])


def _rule(kind: str) -> str:
    return f"rights.{kind}s"


def _counted(numbers: Iterable[int]) -> set[int]:
    """Nothing is one card, too: it says that we do not know."""
    return {LAST, *(number for number in numbers if number)}
