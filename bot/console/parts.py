"""What the console's pages are made with: handed in once, found by typed keys."""

from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import web
from multidict import MultiMapping

from bot.domain.content import Content
from bot.domain.text import Text
from bot.domain.unavailable import TryAgain
from bot.engine.hearing import Speak
from bot.services.assessments import Assessments
from bot.services.broadcasts import Broadcasts
from bot.services.case_files import CaseFiles
from bot.services.cases import Cases
from bot.services.members import Caseworker
from bot.services.organisations import Organisations
from bot.services.people import People
from bot.services.ports import Chance, Clock
from bot.services.survey_counts import SurveyCounts

HOME = "/console"

Token = Callable[[bytes], str]
"""A form's token for a session: a keyed hash, so that who knows one cannot make another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Console:
    """Everything the console is given by the one who puts the parts together.

    `unavailable` is what a service raises while its database cannot be reached; `notice` stands
    above every page, such as that this is a demonstration.
    """

    people: People
    cases: Cases
    assessments: Assessments
    broadcasts: Broadcasts
    survey: SurveyCounts
    organisations: Organisations
    files: CaseFiles
    clock: Clock
    speak: Speak
    content: Content
    chance: Chance
    token: Token
    public_url: str = ""
    unavailable: tuple[type[Exception], ...] = (TryAgain,)
    notice: Text | None = None

    @property
    def secure(self) -> bool:
        return self.public_url.startswith("https://")


CONSOLE = web.AppKey("CONSOLE", Console)
WHO = web.RequestKey("WHO", Caseworker)
FORM: web.RequestKey[MultiMapping[str]] = web.RequestKey("FORM", MultiMapping)
