"""What we read of a service as HSDS 3 writes it; everything else in a file is passed over."""

from collections.abc import Mapping
from typing import Any

import msgspec

from bot.domain.parsing import MalformedContent, parsed


class NoServices(Exception):
    """A file has no services as HSDS writes them; the message says what it should hold."""


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Whatever is not known may be left out, or be null."""


class Language(Record, frozen=True, kw_only=True):
    code: str | None = None
    name: str | None = None


class Phone(Record, frozen=True, kw_only=True):
    number: str | None = None
    extension: int | float | str | None = None
    type: str | None = None
    languages: tuple[Language, ...] | None = None


class Timing(Record, frozen=True, kw_only=True):
    """One row of `schedules`: a rule as in iCalendar, with the hours of each of its days."""

    valid_from: str | None = None
    valid_to: str | None = None
    dtstart: str | None = None
    until: str | None = None
    timezone: int | float | str | None = None
    count: int | float | None = None
    freq: str | None = None
    interval: int | float | None = None
    byday: str | None = None
    byweekno: str | None = None
    bymonthday: str | None = None
    byyearday: str | None = None
    opens_at: str | None = None
    closes_at: str | None = None


class Address(Record, frozen=True, kw_only=True):
    address_1: str | None = None
    address_2: str | None = None
    city: str | None = None
    country: str | None = None
    address_type: str | None = None


class Location(Record, frozen=True, kw_only=True):
    addresses: tuple[Address, ...] | None = None
    phones: tuple[Phone, ...] | None = None
    schedules: tuple[Timing, ...] | None = None


class Place(Record, frozen=True, kw_only=True):
    """One of `service_at_locations`: what holds for this service there, and the location."""

    phones: tuple[Phone, ...] | None = None
    schedules: tuple[Timing, ...] | None = None
    location: Location | None = None

    @property
    def there(self) -> Location:
        """The location; without one, nothing is known of it."""
        return self.location or Location()


class CostOption(Record, frozen=True, kw_only=True):
    valid_from: str | None = None
    valid_to: str | None = None
    option: str | None = None
    currency: str | None = None
    amount: int | float | None = None
    amount_description: str | None = None


class Term(Record, frozen=True, kw_only=True):
    code: str | None = None
    name: str | None = None


class Attribute(Record, frozen=True, kw_only=True):
    """A word of some taxonomy; `link_type` says of what, as of whom the service is for."""

    link_type: str | None = None
    taxonomy_term: Term | None = None


class Organisation(Record, frozen=True, kw_only=True):
    name: str | None = None
    website: str | None = None
    phones: tuple[Phone, ...] | None = None


class Listing(Record, frozen=True, kw_only=True):
    """One service.  Named contacts are people, and are not read."""

    id: str
    name: str
    status: str | None = None
    url: str | None = None
    alert: str | None = None
    fees_description: str | None = None
    fees: str | None = None
    eligibility_description: str | None = None
    minimum_age: int | float | None = None
    maximum_age: int | float | None = None
    assured_date: str | None = None
    phones: tuple[Phone, ...] | None = None
    schedules: tuple[Timing, ...] | None = None
    languages: tuple[Language, ...] | None = None
    locations: tuple[Location, ...] | None = None
    service_at_locations: tuple[Place, ...] | None = None
    organization: Organisation | None = None
    cost_options: tuple[CostOption, ...] | None = None
    attributes: tuple[Attribute, ...] | None = None

    @classmethod
    def from_data(cls, data: Any, *, where: str) -> "Listing":
        """Raises MalformedContent."""
        if not isinstance(data, Mapping):
            raise MalformedContent(where, "it is no service")
        return parsed(data, cls, where=where)

    @property
    def run_by(self) -> Organisation:
        """Who runs it; without one, nothing is known of them."""
        return self.organization or Organisation()

    @property
    def places(self) -> tuple[Place, ...]:
        bare = tuple(Place(location=each) for each in self.locations or ())
        return (*(self.service_at_locations or ()), *bare)


def listings(data: Any) -> list[Any]:
    """The services of a list, of a page with `contents`, or the one there is.

    Raises NoServices.
    """
    found = data
    if isinstance(data, Mapping):
        found = data.get("contents", [data])
    if not isinstance(found, list) or not found:
        raise NoServices("it holds no services: a list of them, a page with `contents`, or one")
    return found
