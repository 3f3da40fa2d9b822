"""In danger now: the questions stop, and one thing is asked."""

from collections.abc import Iterator

from bot.domain.answers import Danger
from bot.domain.text import Text
from bot.engine.vocabulary import Ask, Choice
from bot.flows.choices import YES_NO, of


def danger(*, then: str, stopped: str) -> Iterator[Ask]:
    """No number is shown to call: none was tested."""
    yield Ask(
        name="danger",
        text=Text("Are you in danger now?"),
        choices=of(Danger),
        then={"yes": "contact", "no": then, "unsaid": then},
    )
    yield Ask(
        name="contact",
        text=Text(
            "Only call or move if you think it is safe. I am an automatic service. I cannot come "
            "or send anyone by myself.\n\nMay a person of a partner organisation write to you "
            "here?"
        ),
        choices=YES_NO,
        then={"yes": then, "no": "no_contact"},
    )
    yield Ask(
        name="no_contact",
        text=Text("That is all right: nobody will write to you. Do you want to go on?"),
        choices=(
            Choice("go_on", "📝", Text("Tell us more")),
            Choice("stop", "✋", Text("Stop here")),
        ),
        then={"go_on": then, "stop": stopped},
    )
