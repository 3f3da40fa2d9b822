"""Rights: a topic, what holds everywhere, and what the law of a country says."""

from collections.abc import Iterator

from bot.domain.content import Content
from bot.domain.countries import Country, Role
from bot.domain.facts import Fact
from bot.domain.text import Text
from bot.domain.topics import Topic
from bot.engine.vocabulary import Ask, Choice, Flow
from bot.flows import cards, countries
from bot.flows.choices import NEXT, OTHER

_WHERE = Choice("where", "📍", Text("In a country"))
_TOPIC = Choice("topic", "📖", Text("Another topic"))
_AGAIN = Choice("again", "📍", Text("Another country"))


def flow(content: Content) -> Flow:
    return Flow(
        name="rights",
        renamed={"*": "topic"},
        steps=(
            _topics(content),
            *(step for topic in content.topics for step in _steps(content, topic)),
        ),
    )


def facts(content: Content) -> Iterator[tuple[str, Fact]]:
    """Every card, by the name of its step."""
    for topic in content.topics:
        for number, fact in enumerate(topic.cards, start=1):
            yield f"{topic.id}_{number}", fact
        for country in _destinations(content):
            for number, fact in enumerate(_shown(topic, country), start=1):
                yield f"{topic.id}_{country.code}_{number}", fact


def _topics(content: Content) -> Ask:
    choices = tuple(Choice(topic.id, topic.emoji, topic.title) for topic in content.topics)
    return Ask(
        name="topic",
        text=Text("What do you want to read about?"),
        choices=choices,
        then={topic.id: f"{topic.id}_1" for topic in content.topics},
        paged=True,
    )


def _steps(content: Content, topic: Topic) -> Iterator[Ask]:
    where = f"{topic.id}_where"
    last = (_WHERE, _TOPIC)
    yield from _cards(topic.id, len(topic.cards), last, {"where": where, "topic": "topic"})
    known = [country for country in _destinations(content) if _shown(topic, country)]
    nothing = f"{topic.id}_nothing"
    first = {country.code: f"{topic.id}_{country.code}_1" for country in known}
    yield Ask(
        name=where,
        text=Text("In which country do you work?"),
        choices=countries.choices(_destinations(content)),
        then={
            **{country.code: nothing for country in _destinations(content)},
            **first,
            OTHER: nothing,
        },
        paged=True,
    )
    on = {"again": where, "topic": "topic"}
    for country in known:
        name = f"{topic.id}_{country.code}"
        yield from _cards(name, len(_shown(topic, country)), (_AGAIN, _TOPIC), on)
    yield Ask(
        name=nothing,
        text=Text(
            "We have no checked information on this for this country yet. What do you want to do?"
        ),
        choices=(_AGAIN, _TOPIC),
        then=on,
    )


def _cards(name: str, count: int, last: tuple[Choice, ...], then: dict[str, str]) -> Iterator[Ask]:
    """Cards to read one by one, and after the last of them a choice."""
    for number in range(1, count):
        yield Ask(
            name=f"{name}_{number}",
            text=cards.text(f"{name}_{number}", "go_on"),
            choices=(NEXT, _TOPIC),
            then={"next": f"{name}_{number + 1}", "topic": "topic"},
        )
    yield Ask(
        name=f"{name}_{count}",
        text=cards.text(f"{name}_{count}", "what_now"),
        choices=last,
        then=then,
    )


def _destinations(content: Content) -> tuple[Country, ...]:
    return countries.of(content, Role.DESTINATION)


def _shown(topic: Topic, country: Country) -> list[Fact]:
    """Only what is certain enough, with its source and date."""
    return [fact for id_ in topic.facts if (fact := country.shown(id_)) is not None]
