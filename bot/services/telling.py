"""What a worker answered, as labelled lines for the one who reads the case."""

from collections.abc import Iterator, Mapping

from bot.domain.answers import (
    AgeBand,
    Answer,
    Caseworker,
    Concerned,
    Danger,
    Duration,
    Knows,
    MaySee,
)
from bot.domain.countries import Country
from bot.domain.drafts import Draft
from bot.domain.indicators import IndicatorSet
from bot.domain.specials import Special, specials
from bot.domain.text import Text
from bot.flows.summary import ONLY_FOR_THIS
from bot.services.case_views import Told

NOT_SAID = Text("Not said")
SKIPPED = Text("Not answered")
SAID = {Answer.YES: Text("Yes"), Answer.NO: Text("No")}

ABOUT = {
    Concerned.ME: Text("The worker who reports"),
    Concerned.OTHER: Text("Somebody else, 18 or older"),
    Concerned.CHILD: Text("A child, or somebody who may be under 18; somebody else reports"),
    Concerned.SEVERAL: Text("Several people, the worker who reports among them"),
}
KNOWS = {
    Knows.AGREES: Text("They know and agree"),
    Knows.DISAGREES: Text("They know, and do not agree"),
    Knows.NO: Text("They do not know of it"),
    Knows.NOT_SAFE: Text("It was not safe to ask them"),
}
DANGER = {Danger.YES: Text("Yes"), Danger.NO: Text("No")}
AGE = {
    AgeBand.UNDER_15: Text("Under 15"),
    AgeBand.FROM_15_TO_17: Text("15 to 17"),
    AgeBand.UNDER_18: Text("Under 18"),
    AgeBand.FROM_18: Text("18 or older"),
}
CONTACT = {
    Answer.YES: Text("Yes"),
    Answer.NO: Text("No: an answer waits until they come back by themselves"),
}
RATHER = {
    Caseworker.WOMAN: Text("A woman, if possible"),
    Caseworker.MAN: Text("A man, if possible"),
}


def telling(
    draft: Draft, indicators: IndicatorSet, countries: Mapping[str, Country]
) -> tuple[Told, ...]:
    """Every answer, in the order in which it was asked."""
    return (
        *_special(draft),
        *_about(draft, countries),
        *_names(draft),
        Told(Text("What is wrong, in the worker's own choice"), _ticked(draft, indicators)),
        *_signs(draft, indicators),
        Told(Text("What the worker wants"), tuple(wish.label for wish in draft.wishes)),
        Told(Text("Who may read it"), tuple(_readers(draft))),
    )


def _readers(draft: Draft) -> Iterator[Text]:
    """As the worker read it before sending."""
    special = specials(draft.ticked)
    if special:
        yield ONLY_FOR_THIS
    if not special or draft.may_see is not MaySee.BOTH:
        yield draft.may_see.label


def _special(draft: Draft) -> Iterator[Told]:
    """First, since it says who else may know of it: nobody but organisations for this."""
    if specials(draft.ticked):
        kinds = tuple(each.label for each in Special if each in draft.ticked)
        yield Told(Text("Kind of harm, only for organisations that are there for it"), kinds)


def _about(draft: Draft, countries: Mapping[str, Country]) -> Iterator[Told]:
    country = countries.get(draft.country)
    yield from _concerned(draft)
    yield Told(Text("In danger now"), (DANGER.get(draft.danger, NOT_SAID),))
    if draft.contact in CONTACT:
        yield Told(Text("May somebody write to them in the chat"), (CONTACT[draft.contact],))
    if draft.caseworker in RATHER:
        yield Told(Text("Whom they would rather write with"), (RATHER[draft.caseworker],))
    youngest = draft.about is Concerned.SEVERAL
    label = Text("Age of the youngest") if youngest else Text("Age")
    yield Told(label, (AGE.get(draft.age, NOT_SAID),))
    yield Told(Text("Country of work"), (country.name if country else NOT_SAID,))
    yield Told(Text("Work"), (draft.sector.label if draft.sector else NOT_SAID,))
    unsaid = draft.duration is Duration.UNSAID
    yield Told(Text("For how long"), (NOT_SAID if unsaid else draft.duration.label,))


def _concerned(draft: Draft) -> Iterator[Told]:
    """Whom it is about: not the one who reports, as often as not."""
    yield Told(Text("About"), (ABOUT.get(draft.about, NOT_SAID),))
    if draft.knows in KNOWS:
        yield Told(Text("Does this person know of the report"), (KNOWS[draft.knows],))
    if draft.how_many:
        yield Told(Text("How many they are"), (Text(draft.how_many),))


def _names(draft: Draft) -> Iterator[Told]:
    """In the worker's own words; nobody has checked them."""
    for label, name in (
        (Text("Employer, as the worker names it"), draft.employer),
        (Text("Agent, as the worker names it"), draft.agent),
        (Text("Place of work, as the worker names it"), draft.workplace),
    ):
        if name:
            yield Told(label, (Text(name),))


def _ticked(draft: Draft, indicators: IndicatorSet) -> tuple[Text, ...]:
    """The signs among it; a kind of harm that few may read of is the first line, and not here."""
    ticked = tuple(each.label for each in indicators.problems() if each.id in draft.ticked)
    return ticked or (() if specials(draft.ticked) else (NOT_SAID,))


def _signs(draft: Draft, indicators: IndicatorSet) -> Iterator[Told]:
    """The questions that were put, and what was said to them."""
    for question in indicators.questions():
        if answer := draft.answers.get(question.id):
            yield Told(question.read_back, (SAID.get(answer, SKIPPED),))
