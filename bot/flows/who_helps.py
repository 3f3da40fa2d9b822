"""Who can help: a need, a country, and then the numbers one by one, what is open now first."""

from collections.abc import Iterator

from bot.domain.content import Content
from bot.domain.needs import Need
from bot.domain.text import Text
from bot.engine.vocabulary import END, AnyStep, Ask, Choice, Decide, Do, Flow
from bot.flows import countries, finding, onward
from bot.flows.choices import CLOSE, NEXT, of
from bot.flows.tell import TELL, tell

COMMAND = "/who"
WHERE = "where"  # who already said what it is about begins here

_ALL = Choice(finding.ALL, "📋", Text("Everything that there is"))
_PREVIOUS = Choice(finding.PREVIOUS, "◀️", Text("The one before"))
_WHICH = Choice("which", "🔎", Text("Only some of them"))
_NEED = Choice("need", "🔁", Text("Look for something else"))
_COUNTRY = Choice("in_country", "📍", Text("Another country"))
_OTHERWISE = (_WHICH, _NEED, _COUNTRY, onward.RIGHTS, TELL, CLOSE)
_SOME = (
    Choice(finding.OPEN, "🕐", Text("Open now")),
    Choice(finding.MINE, "🗣️", Text("In my language")),
    Choice(finding.BOTH, "✅", Text("Both: open, and in my language")),
    _ALL,
)


def flow(content: Content) -> Flow:
    return Flow(
        name="who_helps",
        steps=(
            Ask(
                name="need",
                text=Text("What do you look for?"),
                choices=(*of(need for need in Need if need is not Need.TALK), _ALL),
                then=WHERE,
            ),
            Decide(name=WHERE, by="who.country", to={"known": "look", "unknown": "in_country"}),
            countries.where(content, then="look"),
            Do(name="look", effect="clock.look", to={"looked": "found"}),
            Decide(
                name="found",
                by="who.found",
                to={"none": "none", "one": "one", "several": "service"},
            ),
            *_found(),
            *onward.calls((onward.RIGHTS,)),
            *tell(otherwise=WHERE),
        ),
    )


def _found() -> Iterator[AnyStep]:
    yield Ask(
        name="service",
        text=Text("{service_card}\n\n{service_place} What do you want to do now?"),
        choices=(NEXT, _PREVIOUS, _WHICH, _NEED, _COUNTRY, CLOSE),
        then={
            "next": "look",
            "previous": "look",
            "which": "which",
            "need": "need",
            "in_country": "in_country",
            "close": END,
        },
    )
    yield Ask(
        name="one",
        text=Text(
            "{service_card}\n\nThis is the only one that we can show for this. What do you want "
            "to do now?"
        ),
        choices=_OTHERWISE,
        then=_ways(),
    )
    yield Ask(
        name="none",
        text=Text("{nothing_found}\n\n{whom_to_ask}\n\nWhat do you want to do now?"),
        choices=_OTHERWISE,
        then=_ways(),
    )
    yield Ask(
        name="which",
        text=Text("Which of them do you want to see?"),
        choices=_SOME,
        then="look",
    )


def _ways() -> dict[str, str]:
    return {
        "which": "which",
        "need": "need",
        "in_country": "in_country",
        "rights": "rights",
        "tell": "tell",
        "close": END,
    }
