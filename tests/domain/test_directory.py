"""Who can help: nothing untested is shown to the public, and what is open comes first."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.countries import Country
from bot.domain.directory import (
    Directory,
    NoSuchNumber,
    Partners,
    Service,
    Wanted,
    services_of,
)
from bot.domain.needs import Need
from bot.domain.parsing import parsed
from bot.domain.phone_numbers import Hours, Use
from bot.domain.schedules import Open
from bot.flows.finding import needs_of
from tests.plain import plain

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)  # a Monday
PHONE: dict[str, Any] = {
    "use": "help",
    "what": "A line that does not exist",
    "number": "+1 202 555 0100",
    "certainty": "high",
    "source": ["A page"],
    "source_year": "2026",
    "last_checked": date(2026, 11, 21),
}
WEEKDAYS = {"days": ["MO", "TU", "WE", "TH", "FR"], "opens": "09:00", "closes": "17:00"}


def service(**changes: Any) -> Service:
    phone = PHONE | changes.pop("phone", {})
    base = {"id": "x", "name": "X", "country": "QA", "needs": ["workers"], "phones": [phone]}
    return parsed(base | changes, Service, where="x")


@pytest.fixture(scope="module")
def partners() -> Partners:
    return Partners.from_data(plain("partners.yaml"), where="config/partners.yaml")


@pytest.fixture(scope="module")
def delivered(partners: Partners, countries: dict[str, Country]) -> Directory:
    every = [
        each
        for code, country in countries.items()
        for each in services_of(country, [s for s in partners.services if s.country == code])
    ]
    return Directory.of(every, countries.values())


def found(directory: Directory, countries: dict[str, Country], **asked: Any) -> Iterator[Service]:
    for code in countries:
        for lang in ("en", "ne", "ar", "bn", "id"):
            yield from directory.find(Wanted(code, lang, **asked), NOON)


def test_every_number_of_every_country_is_in_the_directory_once(
    delivered: Directory, countries: dict[str, Country]
) -> None:
    numbers = [(s.country, p.number, p.what) for s in delivered.services for p in s.phones]
    known = [(c.code, p.number, p.what) for c in countries.values() for p in c.numbers]

    assert sorted(numbers) == sorted(known)
    assert len({each.id for each in delivered.services}) == len(delivered.services)


def test_outside_the_demonstration_no_untested_number_is_found_in_any_country(
    delivered: Directory, countries: dict[str, Country]
) -> None:
    public = delivered.shown(demonstration=False)

    assert list(found(public, countries)) == []
    assert list(found(delivered.shown(demonstration=True), countries)) != []


@given(
    certainty=st.sampled_from(["high", "medium", "low", "memory_verify"]),
    tested=st.none() | st.dates(),
    demonstration=st.booleans(),
)
def test_a_service_is_shown_with_the_numbers_that_may_be_shown_and_never_without_one(
    certainty: str, tested: date | None, *, demonstration: bool
) -> None:
    one = service(phone={"certainty": certainty, "tested": tested})

    shown = Directory((one,)).shown(demonstration=demonstration).services

    assert bool(shown) is (
        certainty in {"high", "medium"} and (tested is not None or demonstration)
    )
    assert all(each.phones for each in shown)


def test_after_sexual_violence_nobody_is_sent_to_the_police_by_default(
    delivered: Directory, countries: dict[str, Country]
) -> None:
    for kind in ("violence", "wish"):
        for each in found(delivered, countries, needs=needs_of(kind)):
            assert not [phone for phone in each.phones if phone.use is Use.POLICE]


def test_a_line_that_is_made_for_workers_is_found_as_help_for_workers(
    delivered: Directory,
) -> None:
    made = {
        (each.country, phone.number): each
        for each in delivered.services
        for phone in each.phones
        if "workers" in phone.what
    }

    assert {("TW", "1955"), ("KW", "24937600"), ("HK", "2157 9537")} <= set(made)
    assert all(Need.WORKERS in each.needs for each in made.values())
    shown = delivered.shown(demonstration=True)
    for code in ("TW", "KW", "IN"):
        assert shown.find(Wanted(code, "en", (Need.WORKERS,)), NOON), code


def test_what_is_open_comes_first_then_the_language_and_lines_of_home_last() -> None:
    closed = service(id="closed", schedule={"timezone": "UTC", "openings": [NIGHT]})
    unknown = service(id="unknown")
    opened = service(id="open", phone={"hours": "always"})
    spoken = service(id="spoken", phone={"hours": "always", "languages": ["ne"]})
    home = service(id="home", country="NP", phone={"hours": "always", "from_abroad": True})
    nepal = parsed(
        {"code": "NP", "name": "Nepal", "role": "origin", "languages": ["ne"], "facts": {}},
        Country,
        where="x",
    )
    directory = Directory.of([home, closed, unknown, opened, spoken], [nepal])

    in_nepali = [each.id for each in directory.find(Wanted("QA", "ne"), NOON)]
    in_arabic = [each.id for each in directory.find(Wanted("QA", "ar"), NOON)]

    assert in_nepali == ["spoken", "open", "unknown", "closed", "home"]
    assert in_arabic == ["open", "spoken", "unknown", "closed"]


@pytest.mark.parametrize("code", ["TW", "KW", "IN"])
def test_in_danger_a_line_for_workers_comes_after_the_police_and_after_violence_after_a_doctor(
    code: str, delivered: Directory
) -> None:
    shown = delivered.shown(demonstration=True)
    for kind, first in (("danger", Need.DANGER), ("violence", Need.DOCTOR)):
        fits = [first in s.needs for s in shown.find(Wanted(code, "en", needs_of(kind)), NOON)]

        assert fits[0]
        assert fits == sorted(fits, reverse=True)


NIGHT = {"days": ["SU"], "opens": "22:00", "closes": "04:00"}


@given(
    needs=st.lists(st.sampled_from(list(Need)), unique=True),
    open_only=st.booleans(),
    spoken_only=st.booleans(),
    lang=st.sampled_from(["en", "ne", "ar"]),
)
def test_what_is_found_is_what_was_asked_for(
    needs: list[Need],
    lang: str,
    *,
    open_only: bool,
    spoken_only: bool,
    delivered: Directory,
    countries: dict[str, Country],
) -> None:
    wanted = Wanted("TH", lang, tuple(needs), open_only, spoken_only)

    for each in delivered.find(wanted, NOON):
        assert not needs or set(each.needs) & set(needs)
        assert not open_only or each.open_at(NOON) is Open.YES
        assert not spoken_only or lang in each.spoken


def test_only_a_schedule_or_day_and_night_is_known_to_be_open() -> None:
    assert service(phone={"hours": "always"}).open_at(NOON) is Open.YES
    assert service(phone={"hours": Hours.OFFICE}).open_at(NOON) is Open.UNKNOWN
    assert service().open_at(NOON) is Open.UNKNOWN
    office = service(schedule={"timezone": "Asia/Qatar", "openings": [WEEKDAYS]})
    assert office.open_at(NOON) is Open.YES
    assert office.open_at(NOON + timedelta(hours=3)) is Open.NO
    assert office.open_at(None) is Open.UNKNOWN


@given(days=st.integers(0, 400))
def test_what_nobody_checked_for_half_a_year_is_stale(days: int) -> None:
    checked = date(2026, 11, 21)

    assert service().stale(checked + timedelta(days=days)) is (days > 180)


def test_a_service_that_names_a_number_that_is_not_there_is_refused(
    countries: dict[str, Country], partners: Partners
) -> None:
    with pytest.raises(NoSuchNumber) as refused:
        list(services_of(countries["MM"], partners.services[:1]))

    assert "bd.probash-bondhu names 16135, which countries/MM.yaml has not" in str(refused.value)
