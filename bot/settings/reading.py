"""All settings, read once when the program starts."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import timedelta
from itertools import chain
from pathlib import Path

from bot.domain.clocks import Clocks
from bot.domain.content import Content
from bot.domain.directory import Directory, Partners
from bot.domain.passwords import PasswordRule
from bot.domain.screening import RiskRule
from bot.settings.content import content_of
from bot.settings.countries import countries_of
from bot.settings.directory import called, directory_of
from bot.settings.environment import Environment, read_environment
from bot.settings.files import ConfigFiles
from bot.settings.kept import kept_in
from bot.settings.kinds import KINDS, one
from bot.settings.listing import Line, listed_environment, listed_files
from bot.settings.names import Defaults
from bot.settings.retention import Retention

CONFIG = Path(__file__).parents[2] / "config"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings(Environment):
    """What the environment and config/ say together."""

    content: Content = field(repr=False)
    directory: Directory = field(repr=False)
    """Also what no worker may read yet; flows are made from `content` alone."""
    partners: Partners = field(repr=False)
    clocks: Clocks = field(repr=False)
    risk_rule: RiskRule = field(repr=False)
    password_rule: PasswordRule = field(repr=False)
    retention: Retention
    late_after: timedelta
    lines: tuple[Line, ...] = field(repr=False)

    def listing(self) -> list[Line]:
        """Every setting: its name, what it is set to with secrets masked, and where."""
        return list(self.lines)


def read_settings(environ: Mapping[str, str], *, config: Path = CONFIG) -> Settings:
    """Raises SettingsUnusable."""
    environment = read_environment(environ)
    upper = [] if environment.config is None else [environment.config]
    files = ConfigFiles([config, *upper], list(KINDS.values()))
    documents = {kind: files.read(pattern) for kind, pattern in KINDS.items()}
    kept = kept_in(environment.home)
    countries = called(countries_of(documents), kept)
    directory = directory_of(documents, countries, kept)
    return Settings(
        **{each.name: getattr(environment, each.name) for each in fields(environment)},
        content=content_of(
            documents,
            countries,
            directory,
            demonstration=environment.demonstration_allowed,
        ),
        directory=directory,
        partners=one(documents, Partners),
        clocks=one(documents, Clocks),
        risk_rule=one(documents, RiskRule),
        password_rule=one(documents, PasswordRule),
        retention=one(documents, Retention),
        late_after=timedelta(seconds=one(documents, Defaults).replies.late_after),
        lines=(
            *listed_environment(environment, environ),
            *listed_files(chain.from_iterable(documents.values())),
        ),
    )
