"""How serious a report looks: a suggestion with its reasons for a caseworker, never a verdict."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self

import msgspec

from bot.domain.answers import AgeBand, Answer, Danger
from bot.domain.indicators import Element, Indicator, IndicatorSet, Question, Violence
from bot.domain.parsing import parsed, refuse_doubles
from bot.domain.risks import Risk
from bot.domain.specials import specials
from bot.domain.text import Text


class Reason(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Why a report has its level, in words for a caseworker."""

    id: str
    risk: Risk
    reason: Text


class Ground(Reason, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A reason, and what must be so for it to hold: everything that is named here.

    More that is wrong never makes a case less serious.  What was not said may weigh, too: nobody
    knows whether somebody is in danger who did not answer it.
    """

    danger: bool = False
    danger_unsaid: bool = False
    locked_in: bool = False
    special: bool = False
    ages: tuple[AgeBand, ...] = ()
    violence: Violence = Violence.NONE
    grave: bool = False
    elements: tuple[Element, ...] = ()
    signs: int = 0

    def __post_init__(self) -> None:
        asks = (self.danger, self.danger_unsaid, self.locked_in, self.special, self.ages)
        if not any(
            (*asks, self.violence is not Violence.NONE, self.grave, self.elements, self.signs > 0)
        ):
            raise ValueError("a ground needs a condition")


class RiskRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The rule, as data: which grounds there are, and the level where none holds."""

    version: str
    source: str
    grounds: tuple[Ground, ...]
    otherwise: Reason

    def __post_init__(self) -> None:
        refuse_doubles("ground", (reason.id for reason in self._reasons()))

    @classmethod
    def from_data(cls, data: Mapping[str, Any], *, where: str) -> Self:
        """Raises MalformedContent."""
        return parsed(data, cls, where=where)

    def reason(self, id_: str) -> Reason | None:
        """A stored reason again; None where an earlier rule gave it."""
        return next((reason for reason in self._reasons() if reason.id == id_), None)

    def _reasons(self) -> tuple[Reason, ...]:
        return (*self.grounds, self.otherwise)


@dataclass(frozen=True, slots=True)
class Told:
    """What a worker told that weighs: by question and problem, as in the indicator set."""

    answers: Mapping[str, Answer]
    ticked: Collection[str] = ()
    danger: Danger = Danger.UNSAID
    age: AgeBand = AgeBand.UNSAID


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The level, the signs in the ILO's order, why, and the signs nobody knows about yet."""

    risk: Risk
    signs: tuple[str, ...]
    reasons: tuple[Reason, ...]
    unanswered: tuple[str, ...]
    version: str


def screen(told: Told, *, indicators: IndicatorSet, rule: RiskRule) -> Suggestion:
    """Weigh what was told.  What was not answered is named; of the signs it weighs nothing."""
    seen = _Seen(told, indicators)
    held = [ground for ground in rule.grounds if seen.bears(ground)]
    risk = max((ground.risk for ground in held), key=_rank, default=rule.otherwise.risk)
    reasons = tuple(ground for ground in held if ground.risk is risk)
    return Suggestion(
        risk=risk,
        signs=_by_order(seen.signs),
        reasons=reasons or (rule.otherwise,),
        unanswered=_by_order(seen.unanswered()),
        version=f"{rule.version}/{indicators.version}",
    )


class _Seen:
    """What was told, as signs."""

    def __init__(self, told: Told, indicators: IndicatorSet) -> None:
        self._told = told
        self._indicators = indicators
        self._yes = [each for each in indicators.questions() if self._counts(each)]
        self.signs = [
            each
            for each in indicators.indicators
            if any(question in self._yes for question in each.questions)
        ]

    def bears(self, ground: Ground) -> bool:
        elements = {sign.element for sign in self.signs}
        violence = {question.violence for question in self._yes} | {Violence.NONE}
        return all(
            (
                not ground.danger or self._told.danger is Danger.YES,
                not ground.danger_unsaid or self._told.danger is Danger.UNSAID,
                not ground.locked_in or self._locked_in(),
                not ground.special or bool(specials(self._told.ticked)),
                not ground.ages or self._told.age in ground.ages,
                ground.violence in violence,
                not ground.grave or any(sign.grave for sign in self.signs),
                elements.issuperset(ground.elements),
                len(self.signs) >= ground.signs,
            )
        )

    def unanswered(self) -> Iterator[Indicator]:
        """The indicators that have no sign and lack an answer."""
        for each in self._indicators.indicators:
            if each not in self.signs and not all(map(self._answered, each.questions)):
                yield each

    def _counts(self, question: Question) -> bool:
        ticked = any(problem.id in self._told.ticked for problem in question.problems)
        return ticked or self._told.answers.get(question.id) == question.counts

    def _answered(self, question: Question) -> bool:
        return self._told.answers.get(question.id) in {Answer.YES, Answer.NO}

    def _locked_in(self) -> bool:
        return any(
            problem.locked_in and problem.id in self._told.ticked
            for problem in self._indicators.problems()
        )


def _rank(risk: Risk) -> int:
    return risk.rank


def _by_order(indicators: Collection[Indicator] | Iterator[Indicator]) -> tuple[str, ...]:
    return tuple(each.id for each in sorted(indicators, key=lambda each: each.order))
