"""In danger now: the questions stop, and one thing is asked; a no to it brings no others."""

from collections.abc import Iterator

from bot.domain.answers import Caseworker, Danger
from bot.domain.specials import Special
from bot.domain.text import Text
from bot.engine.vocabulary import YES, Ask, Choice, When
from bot.flows.choices import GO_ON, YES_NO, of
from bot.flows.concerned import DANGERS, IN_DANGER, THEIR_DANGER
from bot.flows.consent import SHORT_CONSENT

NOT_IN_DANGER = tuple(When(said, YES, holds=False) for said in (SHORT_CONSENT, *DANGERS))
NOT_SPECIAL = tuple(When("problems", each, holds=False) for each in Special)
AT_EASE = (*NOT_IN_DANGER, *NOT_SPECIAL)

RATHER = (Caseworker.WOMAN, Caseworker.MAN)
CONTACT = (*YES_NO, *of(RATHER))


def danger(*, then: str, contacted: str, silent: str, stopped: str) -> Iterator[Ask]:
    """Numbers to call are in *Help now*; here nothing is asked but what a report needs.

    Whoever may be written to says in the same tap if they would rather have a woman or a man.
    """
    yield Ask(
        name="danger",
        text=Text("Are you in danger now?"),
        choices=of(Danger),
        then={"yes": "contact", "no": then, "unsaid": then},
    )
    yield Ask(
        name="danger_theirs",
        text=Text("Is anybody in danger now?"),
        choices=THEIR_DANGER,
        then={"yes": "contact", "no": then, "unsaid": then},
    )
    yield Ask(
        name="contact",
        text=Text(
            "Only call or move if you think it is safe. I am an automatic service: I cannot come "
            "or send anyone.\n\nWhat comes first from a person says only: “You have a new "
            "message.” May a person of a partner organisation write to you here?"
        ),
        choices=CONTACT,
        then={each.key: contacted for each in CONTACT} | {"no": silent},
    )
    yield Ask(
        name="no_contact",
        text=Text(
            "That is all right: nobody will write to you here. You can send a short report all "
            "the same, and come back for an answer with the number that you get then. Do you want "
            "that?"
        ),
        choices=(GO_ON, Choice("stop", "✋", Text("Stop here"))),
        then={"go_on": contacted, "stop": stopped},
    )


def who_in_danger(*, then: str) -> Ask:
    """Who it is and how old they are, in one: nothing else may make this way longer."""
    return Ask(
        name="who_in_danger",
        text=Text("Who is in danger?"),
        choices=IN_DANGER,
        then=then,
    )
