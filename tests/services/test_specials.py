"""Harm that only few may read of: sealed to who is there for it, and to nobody else."""

from typing import Any

import pytest

from bot.domain.routing import Kind
from bot.domain.specials import Special
from tests.services.bureau import Bureau

KEYS = "SELECT organisation_id FROM report_keys"


@pytest.mark.parametrize("kind", Special)
async def test_nobody_without_the_kind_gets_a_key_first_or_later(
    bureau: Bureau, tables: Any, kind: Special
) -> None:
    await bureau.staffed("Ana", children=True)
    await bureau.staffed("Ben", Kind.UNION)
    cleo = await bureau.staffed("Cleo", special=[kind])
    await bureau.staffed("Dora", special=set(Special) - {kind})

    done = await bureau.submits(await bureau.someone({"problems": (str(kind),), "who": "both"}))

    assert (done.outcome, done.fills["partner"]) == ("sent", "Cleo")
    assert [row["organisation_id"] for row in await tables.fetch(KEYS)] == [cleo.organisation_id]


@pytest.mark.parametrize("kind", Special)
@pytest.mark.parametrize("age", ["under_15", "15_17"])
async def test_such_a_report_of_a_child_goes_to_nobody_else_either(
    bureau: Bureau, tables: Any, kind: Special, age: str
) -> None:
    await bureau.staffed("Ana", children=True)
    await bureau.staffed("Ben", Kind.UNION, special=[*Special])
    asked = await bureau.someone({"age": age, "child_kind": str(kind)})

    assert (await bureau.submits(asked)).outcome == "no_special"

    cleo = await bureau.staffed("Cleo", special=[kind])
    done = await bureau.submits(asked)

    assert done.fills["partner"] == "Cleo"
    assert [row["organisation_id"] for row in await tables.fetch(KEYS)] == [cleo.organisation_id]


@pytest.mark.parametrize("said", ["none", "skip"])
async def test_a_child_who_names_no_kind_goes_to_who_protects_children(
    bureau: Bureau, said: str
) -> None:
    await bureau.staffed("Ana", children=True)

    done = await bureau.submits(await bureau.someone({"age": "under_15", "child_kind": said}))

    assert done.fills["partner"] == "Ana"


@pytest.mark.parametrize("country", ["QA", ""])
async def test_where_nobody_is_there_for_it_nothing_is_kept_and_it_is_known_before(
    bureau: Bureau, tables: Any, country: str
) -> None:
    await bureau.staffed("Ana", children=True)
    asked = await bureau.someone({"problems": ("forced_marriage",), "country": country})

    async with bureau.worker.transaction() as work:
        before = await bureau.submission.special(work, asked)

    assert before.outcome == "none"
    assert (await bureau.submits(asked)).outcome == "no_special"
    assert await tables.fetchval("SELECT count(*) FROM reports") == 0


async def test_where_somebody_is_there_for_it_that_is_known_before(bureau: Bureau) -> None:
    await bureau.staffed("Ana", special=[*Special])
    asked = await bureau.someone({"problems": ("state_imposed",)})

    async with bureau.worker.transaction() as work:
        assert (await bureau.submission.special(work, asked)).outcome == "some"


@pytest.mark.parametrize("kind", [Special.ARMED_GROUPS, Special.SEXUAL_EXPLOITATION])
async def test_a_child_and_sexual_violence_are_for_ngos_alone(bureau: Bureau, kind: str) -> None:
    await bureau.staffed("Ben", Kind.UNION, special=[*Special])

    done = await bureau.submits(await bureau.someone({"problems": (str(kind),), "who": "both"}))

    assert done.outcome == "no_special"


async def test_the_kind_is_first_in_the_case_a_sign_in_the_queue_and_nowhere_in_clear(
    bureau: Bureau, tables: Any
) -> None:
    ana = await bureau.staffed("Ana", special=[*Special])

    sent = await bureau.sent({"problems": ("state_imposed",)})

    label = Special.STATE_IMPOSED.label
    (row,) = (await bureau.cases.queue(ana)).rows
    case = await bureau.cases.open(sent.reference, ana)
    assert row.special == (label,)
    assert case.told[0].values == (label,)
    assert any(each.startswith("Kind of harm: ") for each in case.reasons)
    for table in ("reports", "referrals", "audit_events", "consents"):
        for kept in await tables.fetch(f"SELECT * FROM {table}"):
            assert "state_imposed" not in str(dict(kept))
