"""A harm that few may read of: who gets it is said first, and no more is asked than in danger."""

from collections.abc import Iterator

from bot.domain.specials import Special, specials
from bot.domain.text import Text
from bot.engine.finds import NONE
from bot.engine.place import Known
from bot.engine.vocabulary import AnyStep, Ask, Choice, Decide, Do, Say, When

WHO_GETS_IT = Text(
    "Thank you for telling us. If you send this, I give it only to an organisation that is there "
    "for this kind of harm, and never to the police, the army or another office of a state. If "
    "there is none, nobody reads it, and I show you where else you can look for help."
)

OF_A_CHILD = "child_kind"  # a child is not asked what is wrong, only which of these it is
USES = ("problems", OF_A_CHILD)

_LABELS = {
    Special.ARMED_GROUPS: Text("An armed group"),
    Special.SEXUAL_EXPLOITATION: Text("Sex for money or things"),
    Special.FORCED_MARRIAGE: Text("Marriage"),
    Special.STATE_IMPOSED: Special.STATE_IMPOSED.label,
}
OF_CHILDREN = tuple(Choice(each, each.emoji, label) for each, label in _LABELS.items())


def ticked(known: Known) -> tuple[str, ...]:
    """What is wrong, in the order in which it was chosen; of a child at most the kind of harm."""
    return (*known.many("problems"), *specials((known.one(OF_A_CHILD),)))


def child_kind(*, hours: Text, then: str) -> Iterator[AnyStep]:
    """One question more, since without it such a report went to whoever takes children's."""
    yield Ask(
        name=OF_A_CHILD,
        text=Text(
            "Is it about one of these? I ask because then only an organisation that is there for "
            "it may get the report. You do not have to say."
        ),
        choices=(*OF_CHILDREN, NONE),
        then={each.key: "child_hours" for each in OF_CHILDREN} | {NONE.key: then, "skip": then},
        skip=True,
    )
    yield Say(
        name="child_hours",
        text=hours,
        then="child_special",
        when=(When(OF_A_CHILD, Special.SEXUAL_EXPLOITATION),),
    )
    yield Say(name="child_special", text=WHO_GETS_IT, then=then)


def special(*, then: str, due: str, contact: str, asked: str, ready: str) -> Iterator[AnyStep]:
    """After what is wrong; the question whether somebody may write is that of who is in danger.

    There it is asked before anything is ticked, and what was `asked` next goes on.  Here a no to
    it brings no other screen, so that the way stays short.  `due` is whoever else it is asked of.
    """
    yield Decide(name="special", by="report.special", to={"yes": "who_gets_it", "no": due})
    yield Say(name="who_gets_it", text=WHO_GETS_IT, then=contact)
    after = {"problem": then, "ready": ready}
    yield Decide(name="contacted", by="report.contacted", to={**after, "danger": asked})
    yield Decide(name="silent", by="report.contacted", to={**after, "danger": "no_contact"})
    yield from _there()
    yield Say(name="special_changed", text=WHO_GETS_IT, then=ready)


def _there() -> Iterator[AnyStep]:
    """Whether anybody is there for it, before any words; about a child what must be told of it."""
    yield Decide(name="duty_of", by="report.special", to={"yes": "there_for_child", "no": "duty"})
    for name, some in (("there_for_child", "duty"), ("there_for_this", "special_duty")):
        to = {"some": some, "none": "no_special"}
        yield Do(name=name, effect="partners.special", to=to)
    yield Say(
        name="special_duty",
        text=Text("{child_duty}"),
        then="story",
        when=(When("problems", Special.ARMED_GROUPS),),
    )


def nobody_special(choices: tuple[Choice, ...], then: dict[str, str]) -> Iterator[Ask]:
    """Said before any words are written, and again where it turns out only at Send.

    Of whom the directory knows are offices of a state, too: who has reasons to fear them is told.
    """
    text = Text(
        "At this time we have no partner organisation that is there for this and can take your "
        "report. Nothing was sent, so nobody reads it. Below you can look for help (numbers there "
        "may belong to the police or another office of the state), or change something."
    )
    again = {**then, "again": "kind"}
    yield Ask(name="no_special", text=text, choices=choices, then=again)
    yield Ask(name="not_special", text=text, choices=choices, then=then)
