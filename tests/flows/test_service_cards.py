"""The card of a service: who calls a number knows when the police answer it, too."""

from collections.abc import Iterator
from dataclasses import replace

import msgspec
import pytest

from bot.domain.content import Content
from bot.domain.directory import Service
from bot.domain.phone_numbers import Use
from bot.engine.said import Fill, Line
from bot.flows.service_cards import ALSO_POLICE, POLICE, card
from tests.flows.contents import delivered

CONTENT = delivered()
SERVICES = CONTENT.directory.services


def texts(content: Content, service: Service) -> list[str]:
    return list(_flat(card(content, service, service.country, None)))


def _flat(fill: Fill) -> Iterator[str]:
    if isinstance(fill, tuple):
        for each in fill:
            yield from _flat(each)
    elif isinstance(fill, Line):
        yield fill.text
    else:
        yield fill


def of_police(code: str) -> set[str]:
    return {each.number for each in CONTENT.countries[code].numbers if each.use is Use.POLICE}


@pytest.mark.parametrize("service", SERVICES, ids=[each.id for each in SERVICES])
def test_a_number_that_is_also_the_police_says_so_and_no_other_does(service: Service) -> None:
    shared = [
        each
        for each in service.phones
        if each.use is not Use.POLICE and each.number in of_police(service.country)
    ]
    said = texts(CONTENT, service)

    assert said.count(ALSO_POLICE) == len(shared)
    assert (POLICE in said) == bool(
        shared or any(each.use is Use.POLICE for each in service.phones)
    )


def test_in_several_countries_the_ambulance_is_the_police() -> None:
    known = {each.country for each in SERVICES if ALSO_POLICE in texts(CONTENT, each)}

    assert {"QA", "BH", "MY", "KW", "JO", "OM", "HK", "BD", "PH"} <= known
    assert not {"TW", "SG", "TH", "LB", "SA"} & known


def test_it_is_the_same_number_however_it_is_written() -> None:
    (ambulance,) = (
        each for each in SERVICES if each.country == "QA" and each.phones[0].use is Use.AMBULANCE
    )
    (phone,) = ambulance.phones
    apart = msgspec.structs.replace(phone, number="9-9 9")
    imported = msgspec.structs.replace(ambulance, phones=(apart,), imported=True)

    assert ALSO_POLICE in texts(CONTENT, imported)
    assert ALSO_POLICE not in texts(replace(CONTENT, countries={}), imported)
