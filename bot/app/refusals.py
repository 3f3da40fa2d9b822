"""Everything that can keep Haki from starting, each with a sentence that says what to do."""

from bot.app.drawing import CannotDraw
from bot.app.fact_reports import NoSuchCountry
from bot.app.importing import CannotImport, NoSuchService
from bot.app.languages import LanguageUnknown
from bot.app.linking import NoSuchWay, NotWritten
from bot.app.trial_calls import NotCalled
from bot.domain.unavailable import TryAgain
from bot.engine.faults import FlowsAreFaulty
from bot.i18n import CatalogUnreadable
from bot.services.audit import ChainIsBroken
from bot.services.links import NoSuchLink
from bot.services.organisations import OrganisationExists
from bot.settings import SettingsUnusable
from bot.storage.database import DatabaseUnavailable
from bot.storage.embedded import EmbeddedUnavailable
from bot.storage.roles import RoleUnusable

REFUSALS = (
    CannotDraw,
    CannotImport,
    SettingsUnusable,
    EmbeddedUnavailable,
    DatabaseUnavailable,
    RoleUnusable,
    CatalogUnreadable,
    FlowsAreFaulty,
    LanguageUnknown,
    ChainIsBroken,
    OrganisationExists,
    NoSuchCountry,
    NoSuchLink,
    NoSuchService,
    NoSuchWay,
    NotCalled,
    NotWritten,
    TryAgain,
)
