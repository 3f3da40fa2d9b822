"""Is this really us: how to check this chat and people, and what to do about an impostor."""

from collections.abc import Iterator

from bot.domain.content import Content
from bot.domain.text import Text
from bot.engine.vocabulary import END, AnyStep, Ask, Choice, Flow, Say
from bot.flows.choices import CLOSE
from bot.flows.tell import TELL, tell

COMMAND = "/check"

_CHAT = Choice("chat", "💬", Text("This chat"))
_PERSON = Choice("person", "🧑", Text("A person who wrote to me"))
_IMPOSTOR = Choice("impostor", "🚨", Text("Somebody used our name"))
_GIVEN = (
    Choice("code", "🔑", Text("A code or a password")),
    Choice("money", "💸", Text("Money")),
    Choice("passport", "🛂", Text("A picture of my passport")),
    Choice("nothing", "❌", Text("Nothing of these")),
)


def flow(content: Content) -> Flow:
    return Flow(
        name="really_us",
        steps=(
            Ask(
                name="really_us",
                text=Text(
                    "We never ask for money, codes, passwords or pictures of your passport. Who "
                    "does so in our name is not us. What do you want to check?"
                ),
                choices=(_CHAT, _PERSON, _IMPOSTOR, CLOSE),
                then={"chat": "chat", "person": "person", "impostor": "impostor", "close": END},
            ),
            _screen("chat", _listed() if content.names.addresses else _not_listed()),
            _screen(
                "person",
                Text(
                    "An organiser or a helper never needs your money, codes, passwords or "
                    "passport pictures. We have no sign yet by which you can check a person "
                    "here. Ask their organisation, in the way that it publishes and not in the "
                    "way that the person gave you."
                ),
            ),
            *_impostor(),
            *tell(otherwise="report_it"),
        ),
    )


def _listed() -> Text:
    return Text(
        "You find us here and nowhere else:\n{addresses}\n\nCompare each letter with what is on "
        "your phone. If it is not the same, it is not us."
    )


def _not_listed() -> Text:
    return Text(
        "Compare the name of this chat, letter by letter, with what an organisation that you "
        "trust has published. If it is not the same, it is not us. Whoever runs this service "
        "has not given us a list of its names to show here."
    )


def _screen(name: str, text: Text) -> Ask:
    return Ask(
        name=name,
        text=text,
        choices=(_IMPOSTOR, CLOSE),
        then={"impostor": "impostor", "close": END},
    )


def _impostor() -> Iterator[AnyStep]:
    yield Ask(
        name="impostor",
        text=Text(
            "Thank you for telling this. It is not your fault. If it is safe, stop answering them "
            "and keep their messages.\n\nWhat did you give them?"
        ),
        choices=_GIVEN,
        then={**{given.key: given.key for given in _GIVEN}, "nothing": "report_it"},
    )
    yield Say(
        name="code",
        text=Text(
            "If it is safe, change the code or the password now. In that app, sign out all other "
            "devices."
        ),
        then="report_it",
    )
    yield Say(
        name="money",
        text=Text(
            "Tell your bank or the mobile money service at once. Nobody can promise you that the "
            "money comes back."
        ),
        then="report_it",
    )
    yield Say(
        name="passport",
        text=Text("We tell no embassy and no authority of it unless you say yes to that."),
        then="report_it",
    )
    yield Ask(
        name="report_it",
        text=Text(
            "You can tell a partner organisation in a report, in your own words. Do you want to "
            "begin one?"
        ),
        choices=(TELL, CLOSE),
        then={"tell": "tell", "close": END},
    )
