"""What a page shows of cases: plain values, opened for one reader and one request."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.answers import AgeBand, Sector
from bot.domain.clocks import Deadline, Step, Waiting
from bot.domain.files import FileKind
from bot.domain.referrals import Outcome, ReferralStatus
from bot.domain.risks import Risk
from bot.domain.routing import Why
from bot.domain.text import Text
from bot.services.reachable import Reachable


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A line of the queue.

    The age and the `special` kinds of harm are sealed in the report, so there are none where that
    cannot be opened; of what was
    `erased` the country, the work and the signs say nothing either.  `new_words` is how often the
    worker added something since somebody of the organisation opened it; what is `reopened` waits
    again because the worker said that it had not helped.
    """

    reference: str
    risk: Risk
    signs: tuple[Text, ...]
    lang: str
    age: AgeBand | None
    country: Text
    sector: Sector | None
    status: ReferralStatus
    taken_by: str | None
    mine: bool
    since: datetime
    deadline: Deadline | None
    waiting: Waiting
    open: bool
    erased: bool
    special: tuple[Text, ...]
    new_words: int
    reopened: bool


@dataclass(frozen=True, slots=True)
class Queue:
    """One page; under each heading, how many there are, and in how many is something new."""

    rows: tuple[QueueRow, ...]
    counts: Mapping[str, int]
    show: str
    page: int
    pages: int
    news: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Told:
    """One line of what the worker answered."""

    label: Text
    values: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that was written, and by whom; `read_at` is when the worker read an answer.

    A `correction` is the worker's, of something that they said before.
    """

    author: str
    name: str | None
    at: datetime
    text: str
    read_at: datetime | None
    correction: bool = False


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A file of the worker's; its number is its place in the order they came in."""

    number: int
    kind: FileKind
    size: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Case:
    """All of a case; `may` are the acts that are possible now."""

    row: QueueRow
    suggested: Risk
    reasons: tuple[Text, ...]
    rule_version: str
    unanswered: tuple[Text, ...]
    told: tuple[Told, ...]
    entries: tuple[Entry, ...]
    files: tuple[CaseFile, ...]
    moments: tuple[tuple[Text, datetime], ...]
    deadlines: tuple[tuple[Step, datetime, Waiting], ...]
    may: frozenset[str]
    close_reason: Text | None
    helped: Outcome | None
    why: Why
    assessed_at: datetime | None
    only_counted: bool
    group: tuple[str, ...] | None = None
    """Of one of a group the references of the others that may be read; of any other None."""
    reachable: Reachable = Reachable.NO_WAY
    """Whether the worker is told of what is written to them; of what is erased nobody asks."""
