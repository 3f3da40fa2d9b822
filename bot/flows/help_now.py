"""Help now: what somebody in danger can do, and who is there; nothing else is asked."""

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from bot.domain.content import Content
from bot.domain.facts import Fact
from bot.domain.help_now import HelpNow
from bot.domain.text import Text
from bot.engine.vocabulary import END, AnyStep, Ask, Call, Choice, Decide, Flow
from bot.flows import cards, countries, onward, who_helps
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
_PEOPLE = Choice("people", "🤝", Text("Whom I can call or ask"))
_DOCTOR = Choice("doctor", "🩺", Text("A doctor"))
_SAFE = Choice("danger", "🛟", Text("To be safe"))
_LEAVING = Choice("leaving", "🚪", Text("What leaving may cost"))
_PLAN = Choice("plan", "📝", Text("A plan to be safer"))
_POLICE = Choice("police", "👮", Text("Before the police"))
_PERSON = replace(TELL, label=Text("A person of an organisation"))
_UNSAID = Choice("unsaid", "🤐", Text("I do not want to say"))


def flow(content: Content) -> Flow:
    help_now = content.help_now
    return Flow(
        name="help_now",
        renamed={"wish_yes": "wish", "wish_no": "wish"},
        steps=(
            Ask(
                name="kind",
                text=Text("Choose what is nearest to it. You do not have to tell more."),
                choices=(*_KINDS, CLOSE),
                then={**{kind.key: kind.key for kind in _KINDS}, "close": END},
            ),
            *_danger(help_now),
            *_leaving(content),
            *_wish(help_now),
            *_violence(help_now),
            *_child(help_now),
            *_pictures(help_now),
            Call(name="people", flow=onward.WHO.key, at=who_helps.WHERE, then=END),
            *tell(otherwise="kind", at=SHORT_CONSENT),
        ),
    )


def facts(content: Content) -> Iterator[tuple[str, Fact]]:
    """What is shown with its source: what works for so long only, and what is advised."""
    for name in ("doctor", "plan", "things"):
        yield name, content.help_now.screens[name]


def _danger(help_now: HelpNow) -> Iterator[Ask]:
    """Who is there comes first; leaving is named as what it may cost, and is never advised."""
    ways = {_PEOPLE: "people", _PLAN: "plan", _LEAVING: "leaving"}
    yield _last("danger", help_now.screen("danger"), ways)
    yield _first("plan", cards.text("plan", "go_on"), "things")
    yield _last("things", cards.text("things", "now_what"), {_PEOPLE: "people"})


def _leaving(content: Content) -> Iterator[AnyStep]:
    yield Decide(
        name="leaving", by="who.country", to={"known": "leaving_there", "unknown": "in_country"}
    )
    yield countries.where(content, then="leaving_there")
    yield _last("leaving_there", Text("{leaving_card}\n\n{now_what}"), {_PEOPLE: "people"})


def _wish(help_now: HelpNow) -> Iterator[Ask]:
    """They said it already: nothing more is asked of it."""
    yield Ask(
        name="wish",
        text=help_now.screen("wish"),
        choices=(_PEOPLE, _PERSON, CLOSE),
        then={"people": "people", "tell": "tell", "close": END},
    )


def _violence(help_now: HelpNow) -> Iterator[Ask]:
    """What cannot wait comes first; the police are named only as what to know before them."""
    ways = {_DOCTOR: "doctor", _SAFE: "danger", _PEOPLE: "people"}
    yield _last("violence", help_now.screen("violence"), ways)
    yield _first("doctor", cards.text("doctor", "go_on"), "care")
    yield _last("care", help_now.screen("police"), {_PEOPLE: "people", _POLICE: "police"})
    yield _last("police", Text("{police_card}\n\n{now_what}"), {_PEOPLE: "people"})


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
