"""Services as HSDS writes them, whole but for what a test changes."""

from datetime import date
from typing import Any

import pytest

from bot.domain.directory import Service
from bot.domain.hsds import Listing
from bot.domain.imported_services import Given, NotTaken, Taken, taken
from bot.domain.needs import Need

TODAY = date(2026, 11, 21)
GIVEN = Given(
    today=TODAY,
    terms={Need.WORKERS: ("Migrant workers",), Need.SAFE_PLACE: ("shelter",)},
    source="A list of ours",
    checked=date(2026, 11, 1),
    zones={"QA": "Asia/Qatar", "GB": "Europe/London"},
)
NUMBER = "+1 202 555 0100"
WEEK = {"freq": "WEEKLY", "byday": "SU,MO", "opens_at": "08:00", "closes_at": "16:00"}


def place(country: str | None = "QA", **more: Any) -> dict[str, Any]:
    address = {"address_1": "1 Main Street", "city": "Doha", "address_type": "physical"}
    return {"location": {"addresses": [{**address, "country": country}], **more}}


def term(name: str, **more: Any) -> dict[str, Any]:
    return {"taxonomy_term": {"name": name}, **more}


def listing(**changes: Any) -> Listing:
    record: dict[str, Any] = {
        "id": "a-1",
        "name": "Example Line",
        "status": "active",
        "phones": [{"number": NUMBER}],
        "service_at_locations": [place()],
        "attributes": [term("migrant  WORKERS")],
    }
    return Listing.from_data(record | changes, where="a-1")


def imported(**changes: Any) -> Taken:
    return taken(listing(**changes), GIVEN)


def service(**changes: Any) -> Service:
    return imported(**changes).service


def refusal(**changes: Any) -> str:
    with pytest.raises(NotTaken) as refused:
        imported(**changes)
    return str(refused.value)
