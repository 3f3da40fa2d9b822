"""After sexual violence: what works only for so long is said first, then who may write."""

from collections.abc import Iterator

from bot.domain.indicators import IndicatorSet, Violence
from bot.domain.specials import Special
from bot.domain.text import Text
from bot.engine.place import Known
from bot.engine.vocabulary import AnyStep, Decide, Say, When
from bot.flows import cards, special
from bot.flows.signs import PREFIX

USES = (f"{PREFIX}*", *special.USES)
LATER = {  # where it may be said later, and what goes on where it is not
    "violence_late": "ready",
    "violence_changed": "who_said",
    "special_violence": "special_changed",
}
THANKS = Text(
    "Thank you for telling this. It is not your fault, and you decide what happens next. "
    "If somebody forced you to have sex, this is urgent to know:"
)
HOURS = Text(f"{{doctor}}\n\n{{{cards.source_name('doctor')}}}")


def told(indicators: IndicatorSet, known: Known) -> bool:
    """Whether sexual violence was ticked, said yes to, or is part of a special kind of harm."""
    ticked = special.ticked(known)
    answers = {each.id: known.one(PREFIX + each.id) for each in indicators.questions()}
    return Special.SEXUAL_EXPLOITATION in ticked or indicators.sexual(answers, ticked)


def is_due(indicators: IndicatorSet, known: Known) -> bool:
    """Whoever was asked who may write to them has read it before, or was in danger."""
    return told(indicators, known) and not known.one("contact")


def not_ticked(indicators: IndicatorSet) -> tuple[When, ...]:
    """Where it was ticked, who may read it is not asked: such a report is for NGOs alone."""
    sexual = (each for each in indicators.questions() if each.violence is Violence.SEXUAL)
    return tuple(
        When("problems", problem.id, holds=False) for each in sexual for problem in each.problems
    )


def care(*, then: str, contact: str) -> Iterator[AnyStep]:
    """Before anything else is asked; also where it is said only `LATER`.

    A harm that few may read of is asked about in between, and asks the same question.
    """
    yield Decide(name="violence", by="report.care", to={"yes": "care", "no": "special"})
    for name, calm in LATER.items():
        yield Decide(name=name, by="report.care", to={"yes": "care", "no": calm})
    yield Say(
        name="care",
        text=THANKS,
        then="care_hours",
    )
    yield Say(name="care_hours", text=HOURS, then="special")
    yield Decide(name="contact_due", by="report.care", to={"yes": contact, "no": then})
