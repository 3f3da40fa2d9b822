"""Rights: a topic, what holds everywhere, the law of a country, and the rules behind it."""

from collections.abc import Iterator

from bot.domain.content import Content
from bot.domain.text import Text
from bot.engine.vocabulary import AnyStep, Ask, Choice, Decide, Flow
from bot.flows import choices, countries, finds, onward, reading
from bot.flows.choices import NEXT

_TOPIC = Choice("topic", "📖", Text("Another topic"))
_WHERE = Choice("where", "📍", Text("In a country"))
_AGAIN = Choice("in_country", "📍", Text("Another country"))
_RULES = Choice("conventions", "📜", Text("The rules behind it"))
_HAPPENS = (onward.HELP_NOW, onward.REPORT, onward.COSTS)


def flow(content: Content) -> Flow:
    return Flow(
        name="rights",
        renamed={"*": "topic"},
        steps=(
            _topics(content),
            *_sectors(content),
            *_cards(content, "card", "{happens}", (_WHERE, *_HAPPENS, _RULES, _TOPIC)),
            Decide(
                name="where", by="rights.country", to={"known": "laws", "unknown": "in_country"}
            ),
            _countries(content),
            *_cards(content, "law", "{happens}", (*_HAPPENS, _RULES, _AGAIN, _TOPIC)),
            *_cards(content, "convention", "{what_now}", (_WHERE, *_HAPPENS, _TOPIC)),
            *onward.calls(_HAPPENS),
        ),
    )


def _topics(content: Content) -> Ask:
    return Ask(
        name=reading.TOPIC,
        text=Text("What do you want to read about?"),
        choices=tuple(Choice(each.id, each.emoji, each.title) for each in content.topics),
        then="differs" if reading.sectors(content) else "cards",
        paged=True,
        finds=finds.topics(content),
    )


def _sectors(content: Content) -> Iterator[AnyStep]:
    """Where somebody works is asked where it makes a difference, and nowhere else."""
    if not (sectors := reading.sectors(content)):
        return
    yield Decide(name="differs", by="rights.differs", to={"yes": reading.SECTOR, "no": "cards"})
    yield Ask(
        name=reading.SECTOR,
        text=Text("What work do you do?"),
        choices=choices.of(sectors),
        then="cards",
        paged=True,
    )


def _countries(content: Content) -> Ask:
    """Any of them, also where somebody comes from: people work at home, too."""
    return Ask(
        name=reading.COUNTRY,
        text=Text("Which country do you want to read about?"),
        choices=countries.choices(content.served),
        then="laws",
        paged=True,
    )


def _cards(
    content: Content, kind: str, question: str, last: tuple[Choice, ...]
) -> Iterator[AnyStep]:
    """Cards to read one by one, and after the last of them a question."""
    counts = reading.counts(content)[kind]
    yield Decide(
        name=f"{kind}s",
        by=f"rights.{kind}s",
        to={str(count): reading.step(kind, count) for count in sorted(counts)},
    )
    for to_come in range(max(counts), reading.LAST, -1):
        yield Ask(
            name=reading.step(kind, to_come),
            text=Text(f"{{{reading.fill(kind, to_come)}}}\n\n{{go_on}}"),
            choices=(NEXT, _TOPIC),
            then={"next": reading.step(kind, to_come - 1), "topic": "topic"},
        )
    yield Ask(
        name=reading.step(kind, reading.LAST),
        text=Text(f"{{{reading.fill(kind, reading.LAST)}}}\n\n{question}"),
        choices=last,
        then=onward.then(last),
    )
