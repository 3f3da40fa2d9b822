"""Somebody who reads of their rights, screen by screen, and what the files of config/ say."""

from collections.abc import Iterator

from bot.domain.messages import Address, Incoming
from bot.engine.place import Place
from bot.engine.turns import reply
from tests.flows.player import spoken, translations
from tests.flows.test_walks import BOOK, CONTENT, asked
from tests.plain import plain

Data = dict[str, object]

TOPICS = [topic.id for topic in CONTENT.topics]
SERVED = [country.code for country in CONTENT.served]
SURE = ("high", "medium")
MOST_CARDS = 10  # more than any topic has: then something goes round


def data(name: str) -> Data:
    """A file of config/ as anybody reads it, without our own reading of it."""
    found: Data = plain(name)
    return found


TOPIC = {id_: data(f"topics/{id_}.yaml") for id_ in TOPICS}
COUNTRY = {code: data(f"countries/{code}.yaml") for code in SERVED}
CONVENTION = {each["id"]: each for each in data("conventions.yaml")["conventions"]}  # type: ignore[attr-defined]  # it is a list of tables


class Reader:
    """Somebody who taps, and what stands on the screen."""

    def __init__(self, lang: str = "en") -> None:
        self.place = Place(lang=lang)
        self.screen = ""
        self.taps = 0
        self._speak = translations()(lang)
        self._hears(Incoming(Address("test", "1"), "1", text="/menu"))

    def taps_on(self, *keys: str) -> "Reader":
        for key in keys:
            offered = {offer.key for row in self.offers for offer in row}
            while key not in offered:
                self._tap("/more")
                offered = {offer.key for row in self.offers for offer in row}
            self._tap(key)
        return self

    def opens(self, topic: str, sector: str = "other") -> "Reader":
        """A topic, after the question for the sector where it is asked."""
        self.taps_on("rights", topic)
        return self.taps_on(sector) if asked(self.place)[1] == "in_sector" else self

    def reads(self, kind: str) -> Iterator[str]:
        """Card after card, to the last."""
        for _ in range(MOST_CARDS):
            yield self.screen
            assert asked(self.place)[1].startswith(f"{kind}_")
            if asked(self.place)[1] == f"{kind}_last":
                return
            self.taps_on("next")
        raise AssertionError("The cards go round.")

    def _tap(self, key: str) -> None:
        self.taps += 1
        assert self.taps < 100
        self._hears(
            Incoming(Address("test", "1"), str(self.taps), turn=self.place.turn, choice=key)
        )

    def _hears(self, incoming: Incoming) -> None:
        turn = reply(BOOK, self.place, incoming, self._speak)
        assert turn.effect is None
        self.place, self.offers = turn.place, turn.said.offers
        self.screen = "\n".join(spoken(line, self._speak) for line in turn.said.lines)


def flat(text: str) -> str:
    return " ".join(text.split())


def has(screen: str, fact: Data) -> bool:
    """Whether the screen holds the words of a fact, every source, its year and the day."""
    sources = [site(each) for each in fact["source"]]  # type: ignore[attr-defined]  # a list
    year = str(fact["source_year"])
    return (
        flat(str(fact["text"])) in flat(screen)
        and all(source in screen for source in sources)
        and (year == "undated" or year in screen)
        and f"Last checked: {fact['last_checked']}." in screen
    )


def site(source: str) -> str:
    return source.split("/")[2].removeprefix("www.") if "://" in source else source


def cards_of(topic: str, sector: str = "other") -> list[Data]:
    """The cards that somebody of this sector is to read."""
    cards: list[Data] = TOPIC[topic]["cards"]  # type: ignore[assignment]  # a list of tables
    return [card for card in cards if card.get("sector", sector) == sector]


def known_of(topic: str, code: str) -> list[Data]:
    facts = COUNTRY[code]["facts"]
    wanted = [facts.get(name) for name in TOPIC[topic]["facts"]]  # type: ignore[attr-defined]  # tables
    return [each for each in wanted if each and each["certainty"] in SURE and each.get("text")]
