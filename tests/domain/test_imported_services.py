"""What comes from other organisations is taken as it is meant, or not at all."""

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.directory import Directory
from bot.domain.hsds import Listing, NoServices, listings
from bot.domain.imported_phones import NumberUnread, dialled
from bot.domain.imported_services import Ended, Given, NotTaken, taken
from bot.domain.needs import Need
from bot.domain.parsing import MalformedContent
from bot.domain.phone_numbers import Use, Way, plain
from bot.domain.schedules import Day, Opening, Schedule
from bot.domain.trial_calls import TrialCall, with_calls_of_service
from tests.domain.listings import (
    GIVEN,
    NUMBER,
    TODAY,
    WEEK,
    imported,
    listing,
    place,
    refusal,
    service,
    term,
)


def test_a_whole_service_is_taken_with_all_that_a_card_shows() -> None:
    found = imported(
        organization={"name": "Example Aid", "website": "https://example.org/x"},
        eligibility_description="Women who\nwork in homes",
        minimum_age=18,
        cost_options=[{"amount": 0, "currency": "qar"}, {"amount": 150, "currency": "qar"}],
        assured_date="2026-10-01",
        languages=[{"code": "npi"}, {"code": "en-GB"}, {"name": "Urdu"}],
        phones=[{"number": '"+1 (202) 555-0101"', "type": "sms", "languages": [{"code": "ar"}]}],
        schedules=[WEEK],
    )

    (phone,) = found.service.phones
    assert found.left_out == ()
    assert found.service.needs == (Need.WORKERS,)
    assert found.service.organisation == "Example Aid"
    assert found.service.for_whom == "Women who work in homes (18+)"
    assert found.service.cost == "0 QAR; 150 QAR"
    assert found.service.address == "1 Main Street, Doha"
    assert found.service.languages == ("ne", "en")
    assert found.service.schedule == Schedule(
        timezone="Asia/Qatar",
        openings=(Opening(days=(Day.SU, Day.MO), opens="08:00", closes="16:00"),),
    )
    assert found.service.imported
    assert (phone.number, phone.by, phone.languages) == (
        "+1 202 555-0101",
        Way.TEXT_MESSAGE,
        ("ar",),
    )
    assert (phone.source, phone.last_checked) == (("https://example.org/x",), date(2026, 10, 1))
    assert phone.tested is None


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"service_at_locations": None}, "names a country"),
        ({"service_at_locations": [place(None)]}, "names a country"),
        ({"service_at_locations": [place("Qatar")]}, "QATAR is no code of two letters"),
        ({"service_at_locations": [place(), place("NP")]}, "it is in NP and QA"),
        ({"phones": []}, "no phone number that can be dialled"),
        ({"phones": [{"number": "ask us"}]}, "'ask us' is no phone number"),
        ({"phones": [{"number": NUMBER, "type": "fax"}]}, "is for fax"),
        ({"attributes": [term("Gardening")]}, r"what it is for \(Gardening; see `terms`"),
        ({"attributes": None}, r"what it is for \(it has none;"),
        ({"attributes": [term("shelter", link_type="eligibility")]}, "it has none"),
        ({"name": "Call 202 555 0100"}, "its name holds what may be a phone number"),
        ({"name": " \u202e "}, "it has no name"),
        ({"id": "a b"}, "its id has other signs"),
        ({"assured_date": "yesterday"}, "its assured_date is no date"),
        ({"assured_date": "2026-11-22"}, "still to come"),
    ],
)
def test_what_cannot_be_shown_truly_is_refused_with_the_reason(
    changes: dict[str, Any], why: str
) -> None:
    assert re.search(why, refusal(**changes))


def test_without_a_source_or_a_day_of_a_check_nothing_is_taken() -> None:
    bare = Given(today=TODAY, terms=GIVEN.terms)

    with pytest.raises(NotTaken, match="say `--checked`"):
        taken(listing(), bare)
    with pytest.raises(NotTaken, match="say `--source`"):
        taken(listing(assured_date="2026-01-01", url="javascript:alert(1)"), bare)


@pytest.mark.parametrize("status", ["inactive", "defunct", "temporarily closed"])
def test_who_is_not_there_any_more_is_told_from_what_is_badly_written(status: str) -> None:
    with pytest.raises(Ended, match=status):
        imported(status=status)


def test_the_numbers_nearest_to_the_service_are_taken_and_those_of_people_never() -> None:
    person = [{"name": "Somebody", "phones": [{"number": "+1 202 555 0109"}]}]
    far = {"name": "Example Aid", "phones": [{"number": "+1 202 555 0102"}]}
    near = [place(phones=[{"number": "+1 202 555 0103"}])]

    def numbers(**changes: Any) -> list[str]:
        changes = {"phones": None, "contacts": person, "organization": far} | changes
        return [each.number for each in service(**changes).phones]

    assert numbers() == ["+1 202 555 0102"]
    assert numbers(service_at_locations=near) == ["+1 202 555 0103"]
    assert numbers(service_at_locations=near, phones=[{"number": NUMBER}]) == [NUMBER]


def test_what_of_a_number_is_not_shown_is_said() -> None:
    many = [{"number": f"+1 202 555 010{digit}"} for digit in range(6)]
    found = imported(phones=[{"number": NUMBER, "extension": 100}, {"number": "?"}, *many])

    assert len(found.service.phones) == 4
    assert found.left_out == (
        f"extension 100 of {NUMBER} is not shown",
        "'?' is no phone number",
        "numbers after the fourth are left out",
    )


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("tel:+1-202-555-0100", "+1-202-555-0100"),
        ("+1.202.555.0100", "+1 202 555 0100"),
        ("+1\u00a0202\u2013555 - 0100", "+1 202-555-0100"),
        ("999", "999"),
    ],
)
def test_a_number_keeps_its_digits_however_it_is_parted(written: str, read: str) -> None:
    assert dialled(written) == read


@pytest.mark.parametrize(
    "written", ["", None, "12", "+44 (0)20 7946 0000", "0100/0101", "1-800-HELP", "٩٩٩", "9" * 21]
)
def test_what_may_be_another_number_is_none(written: str | None) -> None:
    with pytest.raises(NumberUnread):
        dialled(written)


@pytest.mark.parametrize("name", ["City Police", "Kepolisian", "الشرطة", "प्रहरी चौकी"])
def test_the_police_are_there_for_danger_alone_whatever_the_file_says(name: str) -> None:
    found = service(name=name, attributes=[term("shelter"), term("migrant workers")])

    assert found.needs == (Need.DANGER,)
    assert {each.use for each in found.phones} == {Use.POLICE}


def test_a_metropolis_is_no_police() -> None:
    assert service(name="Metropolis Aid").needs == (Need.WORKERS,)


def test_where_a_safe_place_is_is_not_shown() -> None:
    assert service(attributes=[term("Shelter")]).address == ""
    assert service(service_at_locations=[place(), place()]).address == ""


@pytest.mark.parametrize(
    "changes",
    [
        {"eligibility_description": "Workers; call 202 555 0100"},
        {"fees_description": "Ask 1300"},
        {"organization": {"name": "Line ٩٩٩"}},
        {"service_at_locations": [place()], "fees": "x" * 201},
    ],
)
def test_words_that_may_hold_a_number_are_left_out_and_that_is_said(
    changes: dict[str, Any],
) -> None:
    found = imported(**changes)

    assert len(found.left_out) == 1
    assert not found.service.for_whom
    assert not found.service.cost
    assert not found.service.organisation


@given(
    digits=st.text("0123456789", min_size=3, max_size=12),
    gap=st.sampled_from(["", " ", "-", ". ", "/"]),
    where=st.sampled_from(["eligibility_description", "fees_description", "fees"]),
)
def test_no_number_comes_in_with_words(digits: str, gap: str, where: str) -> None:
    found = service(**{where: f"Call {gap.join(digits)} now"})

    assert not found.for_whom
    assert not found.cost


@given(
    numbers=st.lists(st.from_regex(r"\+?[0-9]{3,12}", fullmatch=True), min_size=1, max_size=5),
    called=st.sets(st.integers(0, 4)),
    other=st.booleans(),
)
def test_no_imported_number_is_shown_to_the_public_without_a_test_call(
    numbers: list[str], called: set[int], *, other: bool
) -> None:
    found = service(phones=[{"number": each} for each in numbers])
    tried = [number for place, number in enumerate(numbers) if place in called]
    country = "NP" if other else "QA"
    calls = [TrialCall(country=country, number=each, on=TODAY, by="A partner") for each in tried]

    shown = Directory((with_calls_of_service(found, calls),)).shown(demonstration=False)

    public = {plain(phone.number) for each in shown.services for phone in each.phones}
    taken_ = {plain(each.number) for each in found.phones}
    assert public == (set() if other else {plain(each) for each in tried} & taken_)


@pytest.mark.parametrize("data", [[], {}, {"contents": []}, {"contents": 4}, "x", 7, None])
def test_what_holds_no_services_is_told_from_one(data: Any) -> None:
    if data == {}:
        assert listings(data) == [{}]
        return
    with pytest.raises(NoServices, match="it holds no services"):
        listings(data)


def test_a_list_a_page_and_one_service_are_all_read() -> None:
    one = {"id": "a"}

    assert listings([one]) == listings({"contents": [one], "page_number": 1}) == listings(one)


@pytest.mark.parametrize("record", [7, None, {}, {"id": 4}, {"id": "a", "name": "x", "phones": 7}])
def test_what_is_no_service_is_malformed(record: Any) -> None:
    with pytest.raises(MalformedContent):
        Listing.from_data(record, where="service 1")
