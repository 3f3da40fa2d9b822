"""The signs that are still to be asked about: one approved question each, violence last."""

from collections.abc import Iterator

from bot.domain.indicators import IndicatorSet
from bot.domain.specials import Special
from bot.domain.text import Text
from bot.engine.vocabulary import Ask, AskMany, Choice, When
from bot.flows.choices import YES_NO, of

PREFIX = "sign_"


def problems(indicators: IndicatorSet, *, then: str) -> AskMany:
    """The plain problems, in the person's own choice, and the harm that few may read of, last."""
    plain = tuple(Choice(each.id, each.emoji, each.label) for each in indicators.problems())
    return AskMany(
        name="problems",
        text=Text("What is wrong? Choose everything that fits, then choose Done."),
        choices=(*plain, *of(Special)),
        then=then,
        skip=True,
        paged=True,
    )


def signs(indicators: IndicatorSet, *, then: str) -> Iterator[Ask]:
    """A question whose problem was chosen is answered already, and not asked."""
    questions = indicators.questions()
    names = [PREFIX + question.id for question in questions]
    for question, name, following in zip(questions, names, [*names[1:], then], strict=True):
        yield Ask(
            name=name,
            text=question.text,
            choices=YES_NO,
            then=following,
            skip=True,
            when=tuple(When("problems", each.id, holds=False) for each in question.problems),
        )
