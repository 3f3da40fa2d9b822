"""How work is, as many answered it: a plain table for each country, by quarter."""

from datetime import date

from aiohttp import web

from bot.console.pages import page
from bot.console.parts import CONSOLE, WHO
from bot.console.permissions import May
from bot.console.web import Routes
from bot.domain.answers import Sector
from bot.domain.broadcasts import SMALLEST
from bot.domain.survey import Often, WorkQuestion
from bot.domain.text import Text
from bot.flows.choices import OTHER

routes = Routes()

NO_COUNTRY = Text("Country not said")
NO_WORK = Text("work not said")
ELSEWHERE = Text("Another country")


@routes.page("/survey", may=May.SEE_SURVEY)
async def survey(request: web.Request) -> web.StreamResponse:
    console = request.app[CONSOLE]
    found = await console.survey.look(request[WHO], _wanted(request))
    countries = {code: each.name for code, each in console.content.countries.items()}
    return page(
        request,
        "survey.html",
        survey=found,
        questions=tuple(WorkQuestion),
        answers=tuple(Often),
        countries={**countries, OTHER: ELSEWHERE, "": NO_COUNTRY},
        sectors={**{str(each): each.label for each in Sector}, "": NO_WORK},
        smallest=SMALLEST,
    )


def _wanted(request: web.Request) -> date | None:
    """The quarter in the address; None where there is none, or something that is no day."""
    try:
        return date.fromisoformat(request.query.get("quarter", ""))
    except ValueError:
        return None
