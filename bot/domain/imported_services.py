"""A service of an HSDS file as one of ours, or why not: what is not known is left out."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from msgspec.structs import replace

from bot.domain.directory import Service
from bot.domain.facts import Certainty
from bot.domain.hsds import Listing, Phone
from bot.domain.imported_hours import HoursUnread, read_hours
from bot.domain.imported_needs import NeedsUnknown, Terms, is_police, needs_of
from bot.domain.imported_phones import (
    MOST,
    NumberUnread,
    codes_of,
    dialled,
    phones_of,
    way_of,
)
from bot.domain.imported_terms import cost_of, whom_of
from bot.domain.imported_words import WordsUnfit, fit, fit_address
from bot.domain.needs import Need
from bot.domain.phone_numbers import PhoneNumber, Use, plain
from bot.domain.schedules import Schedule
from bot.domain.text import Text

LONGEST_NAME = 100
_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_COUNTRY = re.compile(r"[A-Z]{2}")


class NotTaken(Exception):
    """A service is not imported; the message says why."""


class Ended(NotTaken):
    """Nobody is there any more, by the file: it leaves the directory, if it is in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What is known besides the file, and holds where the file says nothing."""

    today: date
    terms: Terms
    source: str = ""
    checked: date | None = None
    zones: Mapping[str, str] = field(default_factory=dict)
    """The time zone of the hours, by country."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The service, and what of it was left out, each in a few words."""

    service: Service
    left_out: tuple[str, ...] = ()


def taken(listing: Listing, given: Given) -> Taken:
    """Raises NotTaken, and Ended."""
    _see_active(listing)
    left_out: list[str] = []
    country, name = _country(listing), _name(listing)
    needs = _needs(listing, given)
    service = Service(
        id=listing.id,
        organisation=_unless_unfit(lambda: _run_by(listing), "who runs it", left_out),
        name=Text(name),
        country=country,
        needs=needs,
        phones=_phones(listing, _basis(listing, name, given), left_out),
        schedule=_hours(listing, given, country, left_out),
        languages=codes_of(listing.languages or ()),
        for_whom=_text(_unless_unfit(lambda: whom_of(listing), "whom it is for", left_out)),
        cost=_text(_unless_unfit(lambda: cost_of(listing, given.today), "its cost", left_out)),
        address=_unless_unfit(lambda: _address(listing, needs), "its address", left_out),
        imported=True,
    )
    if listing.alert:
        left_out.append("its alert is not shown")
    return Taken(service, tuple(left_out))


def _see_active(listing: Listing) -> None:
    if not _ID.fullmatch(listing.id):
        raise NotTaken("its id has other signs than letters, digits, dots and hyphens, or over 64")
    if listing.status not in (None, "", "active"):
        raise Ended(f"its status is {listing.status}")


def _country(listing: Listing) -> str:
    addresses = [each for place in listing.places for each in place.there.addresses or ()]
    found = sorted({(each.country or "").strip().upper() for each in addresses} - {""})
    if not found:
        raise NotTaken("no address of its places names a country")
    if len(found) > 1:
        raise NotTaken(f"it is in {' and '.join(found)}; write one entry for each country")
    if not _COUNTRY.fullmatch(found[0]):
        raise NotTaken(f"its country {found[0]} is no code of two letters, as QA")
    return found[0]


def _name(listing: Listing) -> str:
    try:
        name = fit(listing.name, longest=LONGEST_NAME)
    except WordsUnfit as unfit:
        raise NotTaken(f"its name {unfit}") from None
    if not name:
        raise NotTaken("it has no name")
    return name


def _needs(listing: Listing, given: Given) -> tuple[Need, ...]:
    try:
        return needs_of(listing, given.terms)
    except NeedsUnknown as unknown:
        raise NotTaken(str(unknown)) from None


def _run_by(listing: Listing) -> str:
    return fit(listing.run_by.name, longest=LONGEST_NAME)


def _basis(listing: Listing, name: str, given: Given) -> PhoneNumber:
    """All of a number but its digits.  That it is right only a test call can tell."""
    checked, source = _checked(listing, given), _source(listing, given)
    return PhoneNumber(
        use=Use.POLICE if is_police(listing) else Use.HELP,
        what=Text(name),
        number="0",
        certainty=Certainty.MEDIUM,
        source=(source,),
        source_year=str(checked.year),
        last_checked=checked,
    )


def _checked(listing: Listing, given: Given) -> date:
    try:
        written = listing.assured_date
        checked = date.fromisoformat(written[:10]) if written else given.checked
    except ValueError:
        raise NotTaken("its assured_date is no date as 2026-11-21") from None
    if checked is None:
        raise NotTaken("nothing says when it was checked; say `--checked`")
    if checked > given.today:
        raise NotTaken(f"it was checked on {checked}, which is still to come")
    return checked


def _source(listing: Listing, given: Given) -> str:
    for each in (listing.url, listing.run_by.website):
        if each and _is_site(each.strip()):
            return each.strip()
    if not given.source:
        raise NotTaken("nothing says where this is from; say `--source`")
    return given.source


def _is_site(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and address.isprintable()


def _phones(listing: Listing, basis: PhoneNumber, left_out: list[str]) -> tuple[PhoneNumber, ...]:
    """Of the nearest to the service that has any: other numbers may be of other services."""
    unread: list[str] = []
    for phones in phones_of(listing):
        found = _read(phones, basis, unread)
        if found:
            left_out.extend(unread)
            left_out.extend(["numbers after the fourth are left out"] if len(found) > MOST else [])
            return found[:MOST]
    raise NotTaken("; ".join(["it has no phone number that can be dialled", *unread]))


def _read(
    phones: Sequence[Phone], basis: PhoneNumber, unread: list[str]
) -> tuple[PhoneNumber, ...]:
    found: dict[str, PhoneNumber] = {}
    for each in phones:
        try:
            number, way = dialled(each.number), way_of(each)
        except NumberUnread as problem:
            unread.append(str(problem))
            continue
        if each.extension:
            unread.append(f"extension {each.extension} of {number} is not shown")
        spoken = codes_of(each.languages or ())
        found.setdefault(plain(number), replace(basis, number=number, by=way, languages=spoken))
    return tuple(found.values())


def _hours(listing: Listing, given: Given, country: str, left_out: list[str]) -> Schedule | None:
    """Its own, or those of the one place that it has."""
    timings = listing.schedules or ()
    if not timings and len(listing.places) == 1:
        (place,) = listing.places
        timings = place.schedules or place.there.schedules or ()
    try:
        return read_hours(timings, given.zones.get(country), given.today)
    except HoursUnread as problem:
        left_out.append(f"its hours are unknown, since {problem}")
        return None


def _address(listing: Listing, needs: tuple[Need, ...]) -> str:
    """Of several places none; and whoever looks for somebody may read where it is safe."""
    if len(listing.places) != 1 or Need.SAFE_PLACE in needs:
        return ""
    for each in listing.places[0].there.addresses or ():
        if each.address_type in (None, "physical"):
            parts = (each.address_1, each.address_2, each.city)
            return fit_address(", ".join(filter(None, parts)))
    return ""


def _unless_unfit(read: Callable[[], str], what: str, left_out: list[str]) -> str:
    try:
        return read()
    except WordsUnfit as unfit:
        left_out.append(f"{what} {unfit}, and is left out")
        return ""


def _text(words: str) -> Text | None:
    return Text(words) if words else None
