"""A test call: a partner called a number, and somebody who can help answered."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated

import msgspec

from bot.domain.countries import Country, CountryCode
from bot.domain.directory import Service
from bot.domain.phone_numbers import Digits, PhoneNumber, plain


class TrialCall(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Which number, when, and which organisation called it."""

    country: CountryCode
    number: Digits
    on: date
    by: Annotated[str, msgspec.Meta(min_length=1, max_length=100)]

    def of(self, country: str, phone: PhoneNumber) -> bool:
        return self.country == country and plain(self.number) == phone.dialled


def with_calls_of_country(country: Country, calls: Sequence[TrialCall]) -> Country:
    """The country with the day of the last test call at each of its numbers."""
    numbers = tuple(_called(country.code, each, calls) for each in country.numbers)
    return msgspec.structs.replace(country, numbers=numbers)


def with_calls_of_service(service: Service, calls: Sequence[TrialCall]) -> Service:
    phones = tuple(_called(service.country, each, calls) for each in service.phones)
    return msgspec.structs.replace(service, phones=phones)


def _called(code: str, phone: PhoneNumber, calls: Iterable[TrialCall]) -> PhoneNumber:
    days = [call.on for call in calls if call.of(code, phone)]
    if phone.tested is not None:
        days.append(phone.tested)
    return msgspec.structs.replace(phone, tested=max(days)) if days else phone
