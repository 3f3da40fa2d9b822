"""A harm that few may read of: who gets it is said first, and no more is asked than in danger."""

from collections.abc import Iterator

from bot.domain.text import Text
from bot.engine.vocabulary import AnyStep, Ask, Choice, Decide, Do, Say

WHO_GETS_IT = Text(
    "Thank you for telling us. If you send this, I give it only to an organisation that is there "
    "for this kind of harm, and never to the police, the army or another office of a state. If "
    "there is none, nobody reads it, and I show you where else you can look for help."
)


def special(*, then: str, contact: str, asked: str) -> Iterator[AnyStep]:
    """After what is wrong; the question whether somebody may write is that of who is in danger.

    There it is asked before anything is ticked, and what was `asked` next goes on.  Here a no to
    it brings no other screen, so that the way stays short.
    """
    yield Decide(name="special", by="report.special", to={"yes": "who_gets_it", "no": then})
    yield Say(name="who_gets_it", text=WHO_GETS_IT, then=contact)
    yield Decide(name="contacted", by="report.special", to={"yes": then, "no": asked})
    yield Decide(name="silent", by="report.special", to={"yes": then, "no": "no_contact"})
    yield Do(
        name="there_for_this",
        effect="partners.special",
        to={"some": "story", "none": "no_special"},
    )
    yield Say(name="special_changed", text=WHO_GETS_IT, then="ready")


def nobody_special(choices: tuple[Choice, ...], then: dict[str, str]) -> Iterator[Ask]:
    """Said before any words are written, and again where it turns out only at Send."""
    text = Text(
        "At this time we have no partner organisation that is there for this and can take your "
        "report. Nothing was sent, so nobody reads it. Below you can look for help, or change "
        "something."
    )
    again = {**then, "again": "there_for_this"}
    yield Ask(name="no_special", text=text, choices=choices, then=again)
    yield Ask(name="not_special", text=text, choices=choices, then=then)
