"""Which organisation is offered a report, and why: never one that the worker did not allow."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

import msgspec

from bot.domain.answers import AgeBand, MaySee
from bot.domain.specials import Special
from bot.domain.text import Text

WORLDWIDE = "*"  # among the countries of an organisation: all of them
UNSAID = ""  # the country of a report that does not say it
ELSEWHERE = "elsewhere"  # and of one from a country that we have nothing about


class Kind(StrEnum):
    NGO = "ngo"
    UNION = "union"


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """An organisation that may take reports.

    `countries` are those of work that it covers.  `origins` are those whose workers it is there
    for, none meaning everyone: a union that names some stands in the country of origin.
    `special` are the kinds of harm it is there for.  No partner is a body of a state: there are
    NGOs and unions, and no other kind.
    """

    id: UUID
    name: str
    kind: Kind
    countries: frozenset[str]
    languages: frozenset[str]
    origins: frozenset[str] = frozenset()
    takes_reports: bool = True
    child_protection: bool = False
    sends_updates: bool = False
    special: frozenset[Special] = frozenset()

    def covers(self, country: str) -> bool:
        """An NGO may ask where the worker is; a union that is the wrong one may do harm."""
        asks_where = country == UNSAID and self.kind is Kind.NGO
        return asks_where or bool(self.countries & {country, WORLDWIDE})

    @property
    def stands_there(self) -> bool:
        """Whether it is of the country of work itself, and neither of origin nor global."""
        return not self.origins and WORLDWIDE not in self.countries


class Why(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The reason, for the worker and the caseworker; fills are codes that the edge names."""

    text: Text
    fills: dict[str, str]


SPEAKS_AND_COVERS = Text("This organisation speaks {language} and covers {country}.")
COVERS = Text("This organisation covers {country}. We do not know if it speaks {language}.")
SPEAKS = Text("This organisation speaks {language}. The worker did not say the country: ask.")
NEITHER = Text("The country is not said. We do not know if this organisation speaks {language}.")
EVERYWHERE = Text("This organisation covers every country. The one of work is not on our list.")
NOBODY = Text("No organisation that you allow takes reports from {country}.")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a report asks of an organisation, and whom the worker allows."""

    country: str
    lang: str
    may_see: MaySee
    child: bool = False
    perhaps_child: bool = False  # in danger, or of a special kind, and the age is not said
    sexual_violence: bool = False
    special: frozenset[Special] = frozenset()  # kinds of harm that not everybody may read
    unions_barred: bool = False  # the law there bars migrants from unions


@dataclass(frozen=True, slots=True)
class Routed:
    """Who is first, who may be next if the worker agrees to it, and why the first is first."""

    first: Partner | None
    fallbacks: tuple[Partner, ...]
    why: Why


def is_child(age: AgeBand) -> bool:
    return age in {AgeBand.UNDER_15, AgeBand.FROM_15_TO_17, AgeBand.UNDER_18}


def route(wanted: Wanted, partners: Iterable[Partner]) -> Routed:
    """The organisations that may take a report, the best first.

    A child's report, and one with sexual violence, goes to NGOs alone, a child's to those with
    child protection if there are any; where the worker allows only unions that is nobody, and
    the worker is to be asked again.  Who may be a child comes to them first, and to others if
    the worker allows no NGO.  A union of a country that bars migrants from unions is not
    offered, since to be seen with it may harm the worker; a union of origin or a global one is.
    A report of a special kind goes only to those that are there for all of its kinds.
    """
    able = [partner for partner in partners if _may_take(partner, wanted)]
    if wanted.child:
        able = [partner for partner in able if partner.child_protection] or able
    ordered = sorted(able, key=lambda partner: _rank(partner, wanted))
    first = ordered[0] if ordered else None
    return Routed(first, tuple(ordered[1:]), _why(first, wanted))


def _may_take(partner: Partner, wanted: Wanted) -> bool:
    return (
        partner.takes_reports
        and partner.covers(wanted.country)
        and partner.kind in _kinds(wanted)
        and wanted.special <= partner.special
        and not (wanted.unions_barred and partner.kind is Kind.UNION and partner.stands_there)
    )


def _kinds(wanted: Wanted) -> Collection[Kind]:
    allowed = {
        MaySee.NGO: {Kind.NGO},
        MaySee.UNION: {Kind.UNION},
        MaySee.BOTH: {Kind.NGO, Kind.UNION},
    }[wanted.may_see]
    return allowed - {Kind.UNION} if wanted.child or wanted.sexual_violence else allowed


def _rank(partner: Partner, wanted: Wanted) -> tuple[bool, bool, bool, str]:
    """Lower is earlier."""
    no_child_protection = wanted.perhaps_child and not partner.child_protection
    a_union = wanted.perhaps_child and partner.kind is Kind.UNION
    return no_child_protection, a_union, _mute(partner, wanted), str(partner.id)


def _mute(partner: Partner, wanted: Wanted) -> bool:
    return wanted.lang not in partner.languages


def _why(first: Partner | None, wanted: Wanted) -> Why:
    if first is None:
        return Why(NOBODY, {"country": wanted.country})
    text = _fitting(wanted.country, mute=_mute(first, wanted))
    return Why(text, {"language": wanted.lang, "country": wanted.country})


def _fitting(country: str, *, mute: bool) -> Text:
    if country == UNSAID:
        return NEITHER if mute else SPEAKS
    if country == ELSEWHERE:
        return EVERYWHERE
    return COVERS if mute else SPEAKS_AND_COVERS
