"""What a worker answered, as labelled lines for the one who reads the case."""

from collections.abc import Iterator, Mapping

from bot.domain.answers import AgeBand, Answer, Danger, Duration
from bot.domain.countries import Country
from bot.domain.drafts import Draft
from bot.domain.indicators import IndicatorSet
from bot.domain.text import Text
from bot.services.case_views import Told

NOT_SAID = Text("Not said")
SKIPPED = Text("Not answered")
SAID = {Answer.YES: Text("Yes"), Answer.NO: Text("No")}

CONTACT = {
    Answer.YES: Text("Yes"),
    Answer.NO: Text("No: an answer waits until they come back by themselves"),
}


def telling(
    draft: Draft, indicators: IndicatorSet, countries: Mapping[str, Country]
) -> tuple[Told, ...]:
    """Every answer, in the order in which it was asked."""
    return (
        *_about(draft, countries),
        Told(Text("What is wrong, in the worker's own choice"), _ticked(draft, indicators)),
        *_signs(draft, indicators),
        Told(Text("What the worker wants"), tuple(wish.label for wish in draft.wishes)),
        Told(Text("Who may read it"), (draft.may_see.label,)),
    )


def _about(draft: Draft, countries: Mapping[str, Country]) -> Iterator[Told]:
    country = countries.get(draft.country)
    yield Told(Text("In danger now"), (_said(draft.danger, Danger.UNSAID),))
    if draft.contact in CONTACT:
        yield Told(Text("May somebody write to them in the chat"), (CONTACT[draft.contact],))
    yield Told(Text("Age"), (_said(draft.age, AgeBand.UNSAID),))
    yield Told(Text("Country of work"), (country.name if country else NOT_SAID,))
    yield Told(Text("Work"), (draft.sector.label if draft.sector else NOT_SAID,))
    yield Told(Text("For how long"), (_said(draft.duration, Duration.UNSAID),))


def _said(option: Danger | AgeBand | Duration, unsaid: Danger | AgeBand | Duration) -> Text:
    return NOT_SAID if option is unsaid else option.label


def _ticked(draft: Draft, indicators: IndicatorSet) -> tuple[Text, ...]:
    return tuple(
        problem.label for problem in indicators.problems() if problem.id in draft.ticked
    ) or (NOT_SAID,)


def _signs(draft: Draft, indicators: IndicatorSet) -> Iterator[Told]:
    """The questions that were put, and what was said to them."""
    for question in indicators.questions():
        if answer := draft.answers.get(question.id):
            yield Told(question.text, (SAID.get(answer, SKIPPED),))
