"""Whom a report is about, how old they are, and whether anybody is in danger: however asked."""

from bot.domain.answers import AgeBand, Concerned, Danger
from bot.domain.text import Text
from bot.engine.place import Known
from bot.engine.vocabulary import YES, Choice
from bot.flows.choices import of
from bot.flows.consent import SHORT_CONSENT

ASKED = {Concerned.CHILD: "child_age", Concerned.SEVERAL: "youngest"}  # else the own age
DANGERS = ("danger", "danger_theirs")
USES = (SHORT_CONSENT, *DANGERS, "whom", "who_in_danger", "age", *ASKED.values())

ALL_ADULTS = "several_adults"
WHOM = (
    *(each for each in of(Concerned) if each.key not in {Concerned.SEVERAL, Concerned.UNSAID}),
    Choice(Concerned.SEVERAL, "👪", Text("We are several, and one may be under 18")),
    Choice(ALL_ADULTS, "👥", Text("Several of us, all 18 or older")),
)
ME_UNDER_18 = "me_under_18"
IN_DANGER = (
    Choice("me", "🙂", Text("I am, and I am 18 or older")),
    Choice(ME_UNDER_18, "🧑", Text("I am, and I am under 18")),
    *(each for each in WHOM if each.key in {Concerned.OTHER, Concerned.CHILD}),
    Choice("unsaid", "🤐", AgeBand.UNSAID.label),
)
OWN_AGES = tuple(each for each in of(AgeBand) if each.key != AgeBand.UNDER_18)
_UNKNOWN = Choice("unsaid", "🤷", Text("I do not know"))
CHILD_AGES = (
    Choice("under_15", "🧒", Text("Under 15")),
    Choice("15_17", "🧑", Text("15, 16 or 17")),
    _UNKNOWN,
)
THEIR_AGES = (*CHILD_AGES[:2], Choice("18_plus", "👤", Text("18 or older")), _UNKNOWN)
SOMEBODY = Text("Yes, somebody is in danger now")
THEIR_DANGER = (
    Choice("yes", "🆘", SOMEBODY),
    Choice("no", "✅", Text("No, nobody is in danger now")),
    _UNKNOWN,
)


_SAID_WITH_AGE = {ME_UNDER_18: Concerned.ME, ALL_ADULTS: Concerned.SEVERAL}


def about(known: Known) -> Concerned:
    """Unsaid also where it was not asked yet."""
    said = known.one("whom") or known.one("who_in_danger") or Concerned.UNSAID
    return _SAID_WITH_AGE.get(said) or Concerned(said)


def age(known: Known) -> AgeBand:
    """Of whom it is about; of several, that of the youngest.  What was chosen tells it, too."""
    whom = about(known)
    if whom is Concerned.OTHER or known.has("whom", ALL_ADULTS):
        return AgeBand.FROM_18
    said = AgeBand(known.one(ASKED.get(whom, "age")) or _said_in_danger(known))
    at_most = AgeBand.UNDER_18 if whom is Concerned.CHILD else AgeBand.UNSAID
    return at_most if said is AgeBand.UNSAID else said


def _said_in_danger(known: Known) -> AgeBand:
    """Who says on one screen that they are in danger, and how old they are."""
    ages = {"me": AgeBand.FROM_18, ME_UNDER_18: AgeBand.UNDER_18}
    return ages.get(known.one("who_in_danger"), AgeBand.UNSAID)


def danger(known: Known) -> Danger:
    """Said on the first screen, which leads to the short consent, or when it was asked."""
    if known.has(SHORT_CONSENT, YES) or _said(known, Danger.YES):
        return Danger.YES
    return Danger.NO if _said(known, Danger.NO) else Danger.UNSAID


def _said(known: Known, danger: Danger) -> bool:
    """A screen of *Help now* has the same name, and answers of its own."""
    return any(known.has(each, danger) for each in DANGERS)
