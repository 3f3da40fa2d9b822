"""The answers of a conversation as the draft of a report, and what weighs in it."""

from typing import TypeVar

from bot.domain.answers import Answer, Caseworker, Duration, Knows, MaySee, Sector, Wish
from bot.domain.drafts import Draft
from bot.domain.indicators import IndicatorSet
from bot.domain.options import Option
from bot.domain.screening import Told
from bot.engine.place import Known, words_in
from bot.engine.vocabulary import SKIP
from bot.flows import care, concerned, danger, special
from bot.flows.rules import report_kind, wants_only_to_be_counted
from bot.privacy.texts import storable

SIGN = "sign_"
OTHER = "other"


def drafted(known: Known, indicators: IndicatorSet) -> Draft:
    """What was answered; what was skipped or never asked stays unsaid."""
    return Draft(
        lang=known.lang,
        may_see=_one(known, "who", MaySee, _agreed(known, indicators)),
        about=concerned.about(known),
        knows=_one(known, "knows", Knows, Knows.UNSAID),
        how_many=_said(known, "how_many"),
        danger=concerned.danger(known),
        contact=_contact(known),
        caseworker=_rather(known),
        age=concerned.age(known),
        ticked=special.ticked(known),
        answers={
            question.id: Answer(known.one(SIGN + question.id))
            for question in indicators.questions()
            if known.one(SIGN + question.id)
        },
        country=_country(known),
        sector=_sector(known),
        duration=_one(known, "how_long", Duration, Duration.UNSAID),
        employer=storable(_said(known, "employer")),
        agent=storable(_said(known, "agent")),
        workplace=storable(_said(known, "workplace")),
        story=storable("\n\n".join(_words(known))),
        wishes=tuple(Wish(key) for key in known.many("wishes")),
    )


def _agreed(known: Known, indicators: IndicatorSet) -> MaySee:
    """Who may read it where that is not asked: the screens before say so."""
    ngo = report_kind(known) == "child" or care.told(indicators, known)
    return MaySee.NGO if ngo else MaySee.BOTH


def told(draft: Draft) -> Told:
    return Told(draft.answers, draft.ticked, draft.danger, draft.age)


def _contact(known: Known) -> Answer:
    """Who would rather write with a woman or a man may be written to; who is only counted not."""
    if wants_only_to_be_counted(known):
        return Answer.NO
    said = known.one("contact", Answer.UNKNOWN)
    return Answer.YES if said in danger.RATHER else Answer(said)


def _rather(known: Known) -> Caseworker:
    said = known.one("contact")
    return Caseworker(said) if said in danger.RATHER else Caseworker.ANY


Kind = TypeVar("Kind", bound=Option)


def _one(known: Known, step: str, options: type[Kind], unsaid: Kind) -> Kind:
    key = known.one(step, SKIP)
    return unsaid if key == SKIP else options(key)


def _said(known: Known, step: str) -> str:
    said = known.one(step, SKIP)
    return "" if said == SKIP else said


def _sector(known: Known) -> Sector | None:
    key = known.one("sector", SKIP)
    return None if key == SKIP else Sector(key)


def _country(known: Known) -> str:
    key = known.one("country", SKIP)
    return "" if key in (SKIP, OTHER) else key


def _words(known: Known) -> tuple[str, ...]:
    """The story came in one message or in several."""
    value = known.answers.get("story", SKIP)
    if isinstance(value, str):
        return () if value == SKIP else (value,)
    return words_in(value)
