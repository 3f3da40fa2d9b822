"""The answers about work, line by line, before they are counted."""

from collections.abc import Callable, Iterator, Mapping

from bot.domain.answers import Sector
from bot.domain.content import Content
from bot.domain.survey import Often, WorkQuestion
from bot.domain.text import Text
from bot.engine.place import Known
from bot.engine.said import Fill, Line
from bot.flows import countries
from bot.flows.choices import of
from bot.flows.summary import COUNTRY, SECTOR

USES = ("country", "sector", *WorkQuestion)
NONE = Text("You skipped every question.")
LINES: Mapping[WorkQuestion, Text] = {
    WorkQuestion.PAY: Text("Pay: {answer}"),
    WorkQuestion.HOURS: Text("Rest and days off: {answer}"),
    WorkQuestion.SAFETY: Text("Safe at work: {answer}"),
    WorkQuestion.RESPECT: Text("Respect: {answer}"),
    WorkQuestion.LEAVE: Text("Free to end the job: {answer}"),
    WorkQuestion.PAPERS: Text("Own papers: {answer}"),
    WorkQuestion.SPEAK: Text("Can tell somebody: {answer}"),
    WorkQuestion.OVERALL: Text("All in all: {answer}"),
}


def read_back(content: Content) -> Callable[[Known], tuple[Fill, ...]]:
    """What was skipped is not in it, since it is not counted."""
    places = {each.key: each.label for each in countries.choices(content.countries.values())}
    sectors = {each.key: each.label for each in of(Sector)}
    often = {each.key: each.label for each in of(Often)}

    def lines(known: Known) -> Iterator[Line]:
        yield from _line(COUNTRY, places.get(known.one("country")))
        yield from _line(SECTOR, sectors.get(known.one("sector")))
        for question, text in LINES.items():
            yield from _line(text, often.get(known.one(question)))

    return lambda known: tuple(lines(known)) or (Line(NONE),)


def _line(text: Text, answer: Text | None) -> Iterator[Line]:
    if answer is not None:
        yield Line(text, {"answer": Line(answer)})
