"""The deeper assessment of a case, by the operational indicators: looked at, and filled in."""

from collections.abc import Mapping

from aiohttp import web

from bot.console.cases import CASE, CLOSED_ALREADY, TAKE_IT_FIRST, to_case
from bot.console.pages import page
from bot.console.parts import CONSOLE, FORM, HOME, WHO
from bot.console.permissions import May
from bot.console.problems import Problem
from bot.console.web import Routes
from bot.domain.answers import Answer
from bot.domain.assessments import Result, Why
from bot.domain.operational_indicators import Element, Person, Phase, Strength
from bot.domain.referrals import AlreadyClosed, NotTaken
from bot.domain.text import Text
from bot.services.assessments import FilledInMeanwhile, Sheet
from bot.services.cases import NoSuchCase

routes = Routes()

ASSESSMENT = CASE + "/assessment"

MEANWHILE = Text(
    "Somebody else has filled this in since you opened the page, and nothing of yours was kept. "
    "What they marked is in the result below, what you marked is in the form. If you keep it "
    "now, yours is the one that counts."
)
WHOSE_LIST = Text("Choose first for whom it is: the lists for adults and for children differ.")

PERSONS: Mapping[Person, Text] = {
    Person.ADULT: Text("18 or older"),
    Person.CHILD: Text("Under 18"),
}
ANSWERS: Mapping[Answer, Text] = {
    Answer.YES: Text("Yes"),
    Answer.NO: Text("No"),
    Answer.UNKNOWN: Text("Not known"),
}
STRENGTHS: Mapping[Strength, Text] = {
    Strength.STRONG: Text("strong"),
    Strength.MEDIUM: Text("medium"),
    Strength.WEAK: Text("weak"),
}
PHASES: Mapping[Phase, Text] = {
    Phase.RECRUITMENT: Text("At recruitment and on the way: mark what happened then."),
    Phase.DESTINATION: Text("At the place of work: mark what happens or happened there."),
}
ELEMENTS: Mapping[Element, Text] = {
    Element.MEANS: Text("A means was used"),
    Element.PURPOSE: Text("Exploitation"),
}
RESULTS: Mapping[Result, tuple[str, Text]] = {
    Result.POSITIVE: ("●", Text("Positive")),
    Result.NEGATIVE: ("○", Text("Negative")),
    Result.INCOMPLETE: ("◌", Text("Incomplete")),
}
BECAUSE: Mapping[Why, Text] = {
    Why.TWO_STRONG: Text("Because two or more strong indicators are there."),
    Why.STRONG_AND_ANOTHER: Text("Because a strong one and one more are there."),
    Why.THREE_MEDIUM: Text("Because three or more medium indicators are there."),
    Why.TWO_MEDIUM_AND_WEAK: Text("Because two medium indicators and a weak one are there."),
}


@routes.page(ASSESSMENT, may=May.SEE_CASE)
async def assessment(request: web.Request) -> web.StreamResponse:
    sheet = await _opened(request)
    person = _person(request.query.get("person", "")) or _whose(sheet)
    answers = sheet.filled.assessment.answers if sheet.filled else {}
    return _page(request, sheet, person, answers, done="kept" in request.query)


@routes.action(ASSESSMENT, may=May.ASSESS)
async def fill(request: web.Request) -> web.StreamResponse:
    reference, form = request.match_info["reference"], request[FORM]
    person, answers = _person(form.get("person", "")), _marked(request)
    if person is None:
        sheet = await _opened(request)
        return _page(request, sheet, None, answers, problem=WHOSE_LIST, status=422)
    try:
        await request.app[CONSOLE].assessments.fill(
            reference, person, answers, request[WHO], after=form.get("after", "")
        )
    except NoSuchCase:
        raise web.HTTPNotFound from None
    except NotTaken:
        raise Problem(409, TAKE_IT_FIRST, to_case(reference)) from None
    except AlreadyClosed:
        raise Problem(409, CLOSED_ALREADY, to_case(reference)) from None
    except FilledInMeanwhile:
        sheet = await _opened(request)
        return _page(request, sheet, person, answers, problem=MEANWHILE, status=409)
    raise web.HTTPSeeOther(f"{HOME}/reports/{reference}/assessment?kept")


async def _opened(request: web.Request) -> Sheet:
    console = request.app[CONSOLE]
    try:
        return await console.assessments.open(request.match_info["reference"], request[WHO])
    except NoSuchCase:
        raise web.HTTPNotFound from None


def _page(
    request: web.Request,
    sheet: Sheet,
    person: Person | None,
    answers: Mapping[str, Answer],
    *,
    problem: Text | None = None,
    status: int = 200,
    done: bool = False,
) -> web.Response:
    content = request.app[CONSOLE].content
    return page(
        request,
        "assessment.html",
        status=status,
        sheet=sheet,
        person=person,
        answers=answers,
        problem=problem,
        done=done,
        list=content.operational,
        names={each.id: each.name for each in content.indicators.indicators},
        persons=PERSONS,
        choices=ANSWERS,
        strengths=STRENGTHS,
        phases=PHASES,
        elements=ELEMENTS,
        results=RESULTS,
        because=BECAUSE,
    )


def _whose(sheet: Sheet) -> Person | None:
    """As it was filled in, else as the report has the age."""
    return sheet.filled.assessment.person if sheet.filled else sheet.person


def _person(given: str) -> Person | None:
    return Person(given) if given in set(Person) else None


def _marked(request: web.Request) -> dict[str, Answer]:
    """What the form has under the name of an indicator; anything else is not known."""
    indicators = request.app[CONSOLE].content.operational
    form, said = request[FORM], set(ANSWERS)
    return {
        each.id: Answer(form[each.id])
        for dimension in indicators.dimensions
        for each in dimension.indicators
        if form.get(each.id) in said
    }
