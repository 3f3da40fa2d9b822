"""The worker's side of the survey: answered once in three months, counted, and kept of nobody."""

from bot.domain.survey import Often, WorkQuestion, quarter_of
from bot.engine.said import Done
from bot.services.effects import Asked
from bot.services.timers import A_QUARTER, SURVEY, Timers
from bot.storage.database import Work
from bot.storage.surveys import NewAnswers

ANSWERED = "survey"  # what the chat keeps: the first day of the quarter in which it answered
ANSWERS = frozenset(map(str, Often))


class Surveys:
    """Each method is an effect, named after what it does."""

    def __init__(self, timers: Timers, *, demonstration: bool) -> None:
        self._timers = timers
        self._demonstration = demonstration

    async def look(self, work: Work, asked: Asked) -> Done:
        """`nobody` where no organisation sends news, so that none asks; `before`, else `open`."""
        if not await work.subscriptions.senders(demonstration=self._demonstration):
            return Done("nobody")
        return Done("before" if _answered(asked) else "open")

    async def count(self, work: Work, asked: Asked) -> Done:
        """`counted`; `nothing` where all was skipped, `before` where it was counted already."""
        if _answered(asked):
            return Done("before")
        given = [(str(each), asked.known.one(each)) for each in WorkQuestion]
        answers = [(question, answer) for question, answer in given if answer in ANSWERS]
        if not answers:
            return Done("nothing")
        quarter = quarter_of(asked.now)
        new = NewAnswers(quarter, _said(asked, "country"), _said(asked, "sector"), answers)
        await work.surveys.count(new)
        return Done("counted", keeps={ANSWERED: (quarter.isoformat(),)})

    async def remind(self, work: Work, asked: Asked) -> Done:
        """A neutral hello every three months, or none any more."""
        wanted = asked.known.has("each_quarter", "yes")
        return await self._timers.chosen(work, asked, SURVEY, A_QUARTER if wanted else None)


def _answered(asked: Asked) -> bool:
    return quarter_of(asked.now).isoformat() in asked.known.kept.get(ANSWERED, ())


def _said(asked: Asked, step: str) -> str:
    """The answer, or nothing where it was skipped."""
    answer = asked.known.one(step)
    return "" if answer == "skip" else answer
