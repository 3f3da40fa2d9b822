"""The eleven ILO indicators of forced labour, each with the words a worker meets."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from itertools import chain
from typing import Any, Literal, Self

import msgspec

from bot.domain.facts import Basis
from bot.domain.parsing import parsed, refuse_doubles
from bot.domain.text import Text

LONGEST_LABEL = 40  # what a button on a small phone shows on one line


class Element(StrEnum):
    """The side of the definition of forced labour that an indicator speaks for."""

    MENACE = "menace"
    INVOLUNTARINESS = "involuntariness"
    NEITHER = "neither"


class Violence(StrEnum):
    NONE = "none"
    BODILY = "bodily"
    SEXUAL = "sexual"


class Problem(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a worker ticks where we ask what is wrong: a plain word for an indicator."""

    id: str
    emoji: str
    label: Text
    locked_in: bool = False

    def __post_init__(self) -> None:
        if len(self.label) > LONGEST_LABEL:
            raise ValueError(f"the label is longer than {LONGEST_LABEL} characters")


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The one approved question, the answer that counts, and the problems that answer it.

    `plain` is the same without what is said only when it is asked.
    """

    id: str
    text: Text
    plain: Text | None = None
    counts: Literal["yes", "no"]
    problems: tuple[Problem, ...]
    violence: Violence = Violence.NONE

    def __post_init__(self) -> None:
        if not self.problems:
            raise ValueError("a question needs a problem that stands for it")

    @property
    def read_back(self) -> Text:
        return self.plain or self.text


class Indicator(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One of the eleven; `order` is its number in the ILO's list, the name is for caseworkers.

    It has one question; only violence has two, of the body and sexual, since they are answered
    and weighed apart.
    """

    id: str
    order: int
    element: Element
    grave: bool
    name: Text
    questions: tuple[Question, ...]

    def __post_init__(self) -> None:
        kinds = [question.violence for question in self.questions]
        if kinds not in ([Violence.NONE], [Violence.BODILY, Violence.SEXUAL]):
            raise ValueError("one question, or two where they are bodily, then sexual violence")

    @property
    def violent(self) -> bool:
        return self.questions[0].violence is not Violence.NONE


class IndicatorSet(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """All indicators, in the order in which a worker meets them: violence last."""

    version: str
    basis: Basis
    indicators: tuple[Indicator, ...]

    def __post_init__(self) -> None:
        refuse_doubles("indicator", (indicator.id for indicator in self.indicators))
        refuse_doubles("order", (str(indicator.order) for indicator in self.indicators))
        refuse_doubles("question", (question.id for question in self.questions()))
        refuse_doubles("problem", (problem.id for problem in self.problems()))
        refuse_doubles("emoji", (problem.emoji for problem in self.problems()))
        violent = [indicator.violent for indicator in self.indicators]
        if violent != sorted(violent):
            raise ValueError("violence is asked about last")

    @classmethod
    def from_data(cls, data: Mapping[str, Any], *, where: str) -> Self:
        """Raises MalformedContent."""
        return parsed(data, cls, where=where)

    def questions(self) -> tuple[Question, ...]:
        return tuple(chain.from_iterable(each.questions for each in self.indicators))

    def problems(self) -> tuple[Problem, ...]:
        """The list to tick, in its order."""
        return tuple(chain.from_iterable(question.problems for question in self.questions()))

    def sexual(self, answers: Mapping[str, str], ticked: Collection[str]) -> bool:
        """Whether sexual violence was told, however it was asked."""
        return any(
            answers.get(each.id) == each.counts
            or any(problem.id in ticked for problem in each.problems)
            for each in self.questions()
            if each.violence is Violence.SEXUAL
        )

    def remaining(self, ticked: Collection[str]) -> tuple[Question, ...]:
        """The questions that no ticked problem has answered yet, violence last."""
        return tuple(
            question
            for question in self.questions()
            if not any(problem.id in ticked for problem in question.problems)
        )
