"""Where a report goes: by country, language and what the worker allowed, and never beyond that."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.answers import AgeBand, MaySee
from bot.domain.routing import ELSEWHERE, UNSAID, WORLDWIDE, Kind, Partner, Wanted, is_child, route
from bot.domain.specials import Special

QATAR = Wanted(country="QA", lang="ne", may_see=MaySee.BOTH)


def partner(number: int, kind: Kind, **changes: object) -> Partner:
    plain = Partner(
        id=UUID(int=number),
        name=f"Organisation {number}",
        kind=kind,
        countries=frozenset({"QA"}),
        languages=frozenset({"ne", "en"}),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # a table of any field


NGO = partner(1, Kind.NGO)
UNION = partner(2, Kind.UNION)
ORIGIN_UNION = partner(3, Kind.UNION, origins=frozenset({"NP"}))
GLOBAL_UNION = partner(4, Kind.UNION, countries=frozenset({WORLDWIDE}))
CHILD_NGO = partner(5, Kind.NGO, child_protection=True)
EVERYBODY = (NGO, UNION, ORIGIN_UNION, GLOBAL_UNION, CHILD_NGO)


def offered(wanted: Wanted, *partners: Partner) -> list[int]:
    routed = route(wanted, partners)
    first = [routed.first] if routed.first else []
    return [each.id.int for each in (*first, *routed.fallbacks)]


def test_who_speaks_the_language_comes_first_and_says_so() -> None:
    english_only = replace(NGO, languages=frozenset({"en"}))

    routed = route(QATAR, [english_only, CHILD_NGO])

    assert routed.first == CHILD_NGO
    assert routed.fallbacks == (english_only,)
    assert routed.why.text == "This organisation speaks {language} and covers {country}."
    assert routed.why.fills == {"language": "ne", "country": "QA"}


def test_who_does_not_speak_the_language_is_better_than_nobody_and_says_so() -> None:
    routed = route(replace(QATAR, lang="ar"), [NGO])

    assert routed.first == NGO
    assert "We do not know if it speaks {language}." in routed.why.text


@pytest.mark.parametrize(
    "nobody",
    [
        replace(NGO, takes_reports=False),
        replace(NGO, countries=frozenset({"MY"})),
        replace(NGO, countries=frozenset()),
    ],
)
def test_who_takes_no_reports_or_covers_another_country_is_not_offered(nobody: Partner) -> None:
    routed = route(QATAR, [nobody])

    assert routed.first is None
    assert routed.fallbacks == ()
    assert routed.why.text == "No organisation that you allow takes reports from {country}."
    assert routed.why.fills == {"country": "QA"}


@pytest.mark.parametrize(
    ("may_see", "ids"),
    [(MaySee.NGO, [1, 5]), (MaySee.UNION, [2, 3, 4]), (MaySee.BOTH, [1, 2, 3, 4, 5])],
)
def test_only_whom_the_worker_allows_is_offered(may_see: MaySee, ids: list[int]) -> None:
    assert offered(replace(QATAR, may_see=may_see), *EVERYBODY) == ids


def test_where_unions_are_barred_only_those_of_origin_or_of_the_world_are_offered() -> None:
    barred = replace(QATAR, may_see=MaySee.UNION, unions_barred=True)

    assert offered(barred, *EVERYBODY) == [3, 4]
    assert offered(replace(barred, may_see=MaySee.NGO), *EVERYBODY) == [1, 5]


def test_a_childs_report_goes_to_child_protection_alone() -> None:
    child = replace(QATAR, child=True)

    assert offered(child, *EVERYBODY) == [5]
    assert offered(child, NGO, UNION, ORIGIN_UNION) == [1]
    assert offered(replace(child, may_see=MaySee.UNION), *EVERYBODY) == []


def test_who_is_in_danger_and_may_be_a_child_comes_to_child_protection_first() -> None:
    perhaps = replace(QATAR, perhaps_child=True)

    assert offered(perhaps, *EVERYBODY) == [5, 1, 2, 3, 4]
    assert offered(replace(perhaps, may_see=MaySee.UNION), *EVERYBODY) == [2, 3, 4]


def test_who_did_not_say_the_country_comes_to_an_ngo_that_can_ask_or_to_a_global_union() -> None:
    unsaid = replace(QATAR, country=UNSAID)

    assert offered(unsaid, *EVERYBODY) == [1, 4, 5]
    assert offered(replace(unsaid, child=True), *EVERYBODY) == [5]
    assert offered(replace(unsaid, may_see=MaySee.UNION), NGO, UNION) == []


def test_a_country_that_nobody_knows_is_only_for_who_covers_every_country() -> None:
    everywhere = replace(NGO, countries=frozenset({WORLDWIDE}))

    assert offered(replace(QATAR, country=ELSEWHERE), everywhere, UNION, GLOBAL_UNION) == [1, 4]


@pytest.mark.parametrize(
    ("country", "lang", "why"),
    [
        (UNSAID, "ne", "speaks {language}. The worker did not say the country"),
        (UNSAID, "ar", "We do not know if this organisation speaks {language}."),
        (ELSEWHERE, "ne", "This organisation covers every country."),
    ],
)
def test_why_never_claims_a_country_that_was_not_said(country: str, lang: str, why: str) -> None:
    everywhere = replace(NGO, countries=frozenset({WORLDWIDE}))

    routed = route(replace(QATAR, country=country, lang=lang), [everywhere])

    assert why in routed.why.text


def test_a_report_with_sexual_violence_goes_to_ngos_alone() -> None:
    violence = replace(QATAR, sexual_violence=True)

    assert offered(violence, *EVERYBODY) == [1, 5]
    assert offered(replace(violence, may_see=MaySee.UNION), *EVERYBODY) == []


@pytest.mark.parametrize("kind", Special)
def test_a_special_kind_of_harm_goes_only_to_who_is_there_for_it(kind: Special) -> None:
    special = replace(QATAR, special=frozenset({kind}))
    able = partner(6, Kind.NGO, special=frozenset({kind}))
    union = partner(7, Kind.UNION, special=frozenset(Special))
    others = partner(8, Kind.NGO, special=frozenset(Special) - {kind})

    assert offered(special, *EVERYBODY, others) == []
    assert offered(special, *EVERYBODY, others, able, union) == [6, 7]
    assert offered(QATAR, NGO, able) == [1, 6]  # who is there for it takes every other report, too


def test_a_report_of_two_special_kinds_goes_to_who_is_there_for_both() -> None:
    both = {Special.STATE_IMPOSED, Special.FORCED_MARRIAGE}
    one = partner(6, Kind.NGO, special=frozenset({Special.STATE_IMPOSED}))
    able = partner(7, Kind.NGO, special=frozenset(both))

    assert offered(replace(QATAR, special=frozenset(both)), one, able) == [7]


@pytest.mark.parametrize(
    ("age", "child"),
    [
        (AgeBand.UNDER_15, True),
        (AgeBand.FROM_15_TO_17, True),
        (AgeBand.UNDER_18, True),
        (AgeBand.FROM_18, False),
        (AgeBand.UNSAID, False),
    ],
)
def test_under_18_is_a_child(age: AgeBand, *, child: bool) -> None:
    assert is_child(age) is child


PARTNERS = st.lists(
    st.builds(
        Partner,
        id=st.integers(0, 1_000_000).map(lambda number: UUID(int=number)),
        name=st.just("Organisation"),
        kind=st.sampled_from(Kind),
        countries=st.frozensets(st.sampled_from(["QA", "MY", WORLDWIDE])),
        languages=st.frozensets(st.sampled_from(["en", "ne", "ar"])),
        origins=st.frozensets(st.sampled_from(["NP", "BD"])),
        takes_reports=st.booleans(),
        child_protection=st.booleans(),
        special=st.frozensets(st.sampled_from(Special)),
    ),
    unique_by=lambda each: each.id,
)
WANTED = st.builds(
    Wanted,
    country=st.sampled_from(["QA", "MY", UNSAID, ELSEWHERE]),
    lang=st.sampled_from(["en", "ne"]),
    may_see=st.sampled_from(MaySee),
    child=st.booleans(),
    perhaps_child=st.booleans(),
    sexual_violence=st.booleans(),
    unions_barred=st.booleans(),
    special=st.frozensets(st.sampled_from(Special)),
)


@given(wanted=WANTED, partners=PARTNERS)
def test_nobody_is_offered_beyond_what_was_allowed_and_nobody_twice(
    wanted: Wanted, partners: list[Partner]
) -> None:
    routed = route(wanted, partners)
    offers = [each for each in (routed.first, *routed.fallbacks) if each]

    assert len({each.id for each in offers}) == len(offers)
    for each in offers:
        assert each.takes_reports
        assert each.covers(wanted.country)
        assert wanted.special <= each.special
        assert wanted.may_see in {MaySee.BOTH, each.kind.value}
        assert each.kind is Kind.NGO or not (wanted.child or wanted.sexual_violence)


@given(wanted=WANTED, partners=PARTNERS)
def test_the_order_of_the_list_does_not_matter(wanted: Wanted, partners: list[Partner]) -> None:
    assert route(wanted, partners) == route(wanted, partners[::-1])
