"""Everything a deployment speaks with: languages, names, signs, costs, countries and topics."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.conventions import Conventions
from bot.domain.costs import RecruitmentCosts
from bot.domain.countries import Country
from bot.domain.dangers import Dangers
from bot.domain.directory import Directory
from bot.domain.fact_kinds import FactKinds
from bot.domain.help_now import HelpNow
from bot.domain.indicators import IndicatorSet
from bot.domain.messages import Direction
from bot.domain.operational_indicators import OperationalIndicators
from bot.domain.search_words import SearchWords
from bot.domain.spoken import Spoken
from bot.domain.text import Text
from bot.domain.topics import Topic


@dataclass(frozen=True, slots=True)
class Language:
    """A language that a worker can choose.

    A draft is a translation that nobody who grew up with the language has approved yet: it is
    served with a notice that says so.
    """

    code: str
    own_name: str
    dir: Direction
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """What a worker's phone shows of us: harmless words, since others may look at it too.

    `leave_to` is the site of somebody else that a browser shows at once instead of ours.
    """

    title: str
    icon: str
    greeting: Text
    leave_to: str
    addresses: tuple[str, ...] = ()  # where this service is, as its organisations publish it


@dataclass(frozen=True, slots=True)
class Spans:
    """What workers are told: until what was not sent is gone, and by when an answer is owed."""

    draft_days: int
    answer_days: int
    danger_hours: int  # the same, of whoever is in danger


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What flows are made from.  Languages, topics and `served` come in the order to be shown.

    `directory` has what a worker of this deployment may read, and nothing else.

    `countries` are all that we have facts about, `served` those that a worker can choose.
    In a language that is not among `report_languages` there is information and no reporting:
    consent that was not understood is no consent.
    """

    indicators: IndicatorSet
    operational: OperationalIndicators
    costs: RecruitmentCosts
    countries: Mapping[str, Country]
    served: tuple[Country, ...]
    fact_kinds: FactKinds
    conventions: Conventions
    topics: tuple[Topic, ...]
    languages: tuple[Language, ...]
    report_languages: frozenset[str]
    names: Names
    spans: Spans
    help_now: HelpNow
    words: tuple[Spoken, ...] = ()
    search: tuple[SearchWords, ...] = ()
    dangers: Dangers = field(default_factory=Dangers)
    directory: Directory = field(default_factory=Directory)
