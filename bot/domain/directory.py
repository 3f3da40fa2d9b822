"""Who can help: services with their numbers and hours, and which of them somebody asks for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated, Any, Self

import msgspec

from bot.domain.countries import Country, CountryCode, Role
from bot.domain.needs import Need
from bot.domain.parsing import parsed, refuse_doubles
from bot.domain.phone_numbers import Digits, Hours, PhoneNumber, Use
from bot.domain.schedules import Open, Schedule
from bot.domain.text import Text

FRESH = timedelta(days=180)  # after so long without a check it is said how old it is

Id = Annotated[str, msgspec.Meta(pattern="^[A-Za-z0-9._-]{1,64}$")]
Lang = Annotated[str, msgspec.Meta(pattern="^[a-z]{2,3}$")]

_NEEDS = {
    Use.POLICE: (Need.DANGER,),
    Use.AMBULANCE: (Need.DANGER, Need.DOCTOR),
    Use.COMPLAINT: (Need.WORK,),
    Use.HELP: (Need.WORKERS,),
}


class Service(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One service that people can call, and what is known of it.

    `imported` says that its words are an organisation's own: nobody translates them.
    """

    id: Id
    organisation: str = ""
    name: Text
    country: CountryCode
    needs: Annotated[tuple[Need, ...], msgspec.Meta(min_length=1)]
    phones: Annotated[tuple[PhoneNumber, ...], msgspec.Meta(min_length=1)]
    schedule: Schedule | None = None
    languages: tuple[Lang, ...] = ()
    for_whom: Text | None = None
    cost: Text | None = None
    address: str = ""
    imported: bool = False

    def shown(self, *, demonstration: bool) -> "Service | None":
        """It with the numbers that a worker may read; None where there is none."""
        phones = tuple(each for each in self.phones if each.shown(demonstration=demonstration))
        return msgspec.structs.replace(self, phones=phones) if phones else None

    @property
    def spoken(self) -> frozenset[str]:
        """The languages in which somebody answers, as far as we know."""
        return frozenset(self.languages).union(*(each.languages for each in self.phones))

    @property
    def from_abroad(self) -> bool:
        return any(each.from_abroad for each in self.phones)

    @property
    def last_checked(self) -> date:
        """The day on which the oldest part of it was looked at."""
        return min(each.last_checked for each in self.phones)

    def stale(self, today: date) -> bool:
        return today - self.last_checked > FRESH

    def open_at(self, moment: datetime | None) -> Open:
        """Without a schedule only what is open day and night is known to be open."""
        if self.schedule is not None and moment is not None:
            return Open.YES if self.schedule.is_open(moment) else Open.NO
        always = self.schedule is None and any(p.hours is Hours.ALWAYS for p in self.phones)
        return Open.YES if always else Open.UNKNOWN


class Listed(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A service of partners.yaml: the numbers are those of its country's file, by their digits."""

    id: Id
    organisation: str = ""
    name: Text | None = None
    country: CountryCode
    numbers: Annotated[tuple[Digits, ...], msgspec.Meta(min_length=1)]
    needs: Annotated[tuple[Need, ...], msgspec.Meta(min_length=1)]
    schedule: Schedule | None = None
    for_whom: Text | None = None
    cost: Text | None = None


class Partners(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """All of partners.yaml.

    `terms`: by need, what the taxonomies of imported files call it.
    """

    version: str
    services: tuple[Listed, ...]
    terms: dict[Need, tuple[str, ...]] = {}

    def __post_init__(self) -> None:
        refuse_doubles("service", (each.id for each in self.services))

    @classmethod
    def from_data(cls, data: Mapping[str, Any], *, where: str) -> Self:
        """Raises MalformedContent."""
        return parsed(data, cls, where=where)


class NoSuchNumber(Exception):
    """A service names a number that its country does not have; the message says which."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asks for.  No needs: whatever there is."""

    country: str
    lang: str
    needs: tuple[Need, ...] = ()
    open_only: bool = False
    spoken_only: bool = False


@dataclass(frozen=True, slots=True)
class Directory:
    """Services in order; which ones fit, the most useful first.

    `homes`: the countries that workers come from, for their lines that answer from abroad.
    """

    services: tuple[Service, ...] = ()
    homes: tuple[Country, ...] = ()

    @classmethod
    def of(cls, services: Iterable[Service], countries: Iterable[Country]) -> Self:
        origins = (each for each in countries if each.role is Role.ORIGIN)
        return cls(tuple(services), tuple(origins))

    def shown(self, *, demonstration: bool) -> "Directory":
        """What a worker may read of it."""
        kept = (each.shown(demonstration=demonstration) for each in self.services)
        return Directory(tuple(each for each in kept if each is not None), self.homes)

    def find(self, wanted: Wanted, moment: datetime | None) -> list[Service]:
        """Open ones first, then those in their language; lines of home after those of here."""
        found = [each for each in self.services if self._fits(each, wanted, moment)]
        return sorted(found, key=lambda each: _order(each, wanted, moment))

    def _fits(self, each: Service, wanted: Wanted, moment: datetime | None) -> bool:
        here = each.country == wanted.country
        return (
            (here or self._is_home(each, wanted.lang))
            and (not wanted.needs or bool(set(wanted.needs) & set(each.needs)))
            and (not wanted.open_only or each.open_at(moment) is Open.YES)
            and (not wanted.spoken_only or wanted.lang in each.spoken)
        )

    def _is_home(self, each: Service, lang: str) -> bool:
        """Whether it answers calls from abroad in a country whose people speak this language."""
        tongues = {home.code: home.languages for home in self.homes}
        return each.from_abroad and lang in tongues.get(each.country, ())


def _order(each: Service, wanted: Wanted, moment: datetime | None) -> tuple[Any, ...]:
    abroad = each.country != wanted.country
    return abroad, each.open_at(moment).rank, wanted.lang not in each.spoken


def services_of(country: Country, listed: Sequence[Listed]) -> Iterator[Service]:
    """Those that are listed, and each number that none of them names.  Raises NoSuchNumber."""
    named = {number for each in listed for number in each.numbers}
    yield from (_of_listed(country, each) for each in listed)
    for place, phone in enumerate(country.numbers, start=1):
        if phone.number not in named:
            yield _of_number(country, phone, place)


def _of_listed(country: Country, each: Listed) -> Service:
    phones = tuple(phone for phone in country.numbers if phone.number in each.numbers)
    for number in each.numbers:
        if number not in {phone.number for phone in phones}:
            raise NoSuchNumber(
                f"service {each.id} names {number}, which countries/{country.code}.yaml has not"
            )
    return Service(
        id=each.id,
        organisation=each.organisation,
        name=each.name or phones[0].what,
        country=country.code,
        needs=each.needs,
        phones=phones,
        schedule=each.schedule,
        for_whom=each.for_whom,
        cost=each.cost,
    )


def _of_number(country: Country, phone: PhoneNumber, place: int) -> Service:
    return Service(
        id=f"{country.code}.{place}",
        name=phone.what,
        country=country.code,
        needs=_NEEDS[phone.use],
        phones=(phone,),
    )
