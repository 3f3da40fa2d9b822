"""Help now: what somebody in danger can do; nothing is asked but what to show."""

from collections.abc import Iterator, Mapping

from bot.domain.content import Content
from bot.domain.facts import Fact
from bot.domain.help_now import HelpNow
from bot.domain.text import Text
from bot.engine.vocabulary import END, Ask, Choice, Flow
from bot.flows import cards
from bot.flows.choices import CLOSE, NEXT, NO, YES
from bot.flows.consent import SHORT_CONSENT
from bot.flows.tell import TELL, tell

COMMAND = "/sos"

_KINDS = (
    Choice("danger", "🆘", Text("I am in danger")),
    Choice("wish", "💙", Text("I think of dying")),
    Choice("violence", "🛑", Text("Someone forces or touches me")),
    Choice("child", "🧒", Text("A child is in danger")),
    Choice("pictures", "📷", Text("Threats with pictures of me")),
)
_PEOPLE = Choice("people", "🤝", Text("Whom I can ask"))
_DOCTOR = Choice("doctor", "🩺", Text("A doctor"))
_SAFE = Choice("danger", "🛟", Text("To be safe"))
_UNSAID = Choice("unsaid", "🤐", Text("I do not want to say"))


def flow(content: Content) -> Flow:
    help_now = content.help_now
    return Flow(
        name="help_now",
        steps=(
            Ask(
                name="kind",
                text=Text("Choose what is nearest to it. You do not have to tell more."),
                choices=(*_KINDS, CLOSE),
                then={**{kind.key: kind.key for kind in _KINDS}, "close": END},
            ),
            *_danger(help_now),
            *_wish(help_now),
            *_violence(help_now),
            *_child(help_now),
            *_pictures(help_now),
            *tell(otherwise="kind", at=SHORT_CONSENT),
        ),
    )


def facts(content: Content) -> Iterator[tuple[str, Fact]]:
    """What is shown with its source: a time limit that somebody may have to tell a doctor."""
    yield "doctor", content.help_now.screens["doctor"]


def _danger(help_now: HelpNow) -> Iterator[Ask]:
    yield _last("danger", help_now.screen("danger"), {_PEOPLE: "people"})
    yield _last("people", help_now.screen("people"), {})


def _wish(help_now: HelpNow) -> Iterator[Ask]:
    yield Ask(
        name="wish",
        text=help_now.screen("wish"),
        choices=(YES, NO, _UNSAID),
        then={"yes": "wish_yes", "no": "wish_no", "unsaid": "wish_yes"},
    )
    yield _last("wish_yes", help_now.screen("wish_yes"), {_PEOPLE: "people"})
    yield _last("wish_no", help_now.screen("wish_no"), {_PEOPLE: "people"})


def _violence(help_now: HelpNow) -> Iterator[Ask]:
    ways = {_DOCTOR: "doctor", _SAFE: "danger", _PEOPLE: "people"}
    yield _last("violence", help_now.screen("violence"), ways)
    yield _first("doctor", cards.text("doctor", "go_on"), "police")
    yield _last("police", help_now.screen("police"), {_PEOPLE: "people"})


def _child(help_now: HelpNow) -> Iterator[Ask]:
    yield Ask(
        name="child",
        text=help_now.screen("child"),
        choices=(YES, NO, _UNSAID),
        then={"yes": "protection", "no": "child_danger", "unsaid": "child_danger"},
    )
    yield _first("child_danger", help_now.screen("danger"), "protection")
    yield _last("protection", help_now.screen("protection"), {_PEOPLE: "people"})


def _pictures(help_now: HelpNow) -> Iterator[Ask]:
    yield _first("pictures", help_now.screen("pictures"), "proof")
    yield _first("proof", help_now.screen("proof"), "taken_down")
    yield _last("taken_down", help_now.screen("taken_down"), {_PEOPLE: "people"})


def _first(name: str, text: Text, then: str) -> Ask:
    return Ask(name=name, text=text, choices=(NEXT, CLOSE), then={"next": then, "close": END})


def _last(name: str, text: Text, ways: Mapping[Choice, str]) -> Ask:
    """A screen that goes on to others, to an organisation, or back to where the person was."""
    targets = {choice.key: target for choice, target in ways.items()}
    return Ask(
        name=name,
        text=text,
        choices=(*ways, TELL, CLOSE),
        then={**targets, "tell": "tell", "close": END},
    )
