"""What a worker agreed to is on record, as it was asked or said."""

from typing import Any

import pytest

from bot.domain.routing import Kind
from bot.domain.specials import Special
from bot.engine.vocabulary import SKIP
from tests.services.bureau import VERSION, Bureau


async def test_what_was_agreed_to_is_on_record_with_its_words(bureau: Bureau, tables: Any) -> None:
    await bureau.staffed("Ana", Kind.UNION)

    await bureau.sent({"who": "union"}, lang="ne")

    rows = await tables.fetch(
        "SELECT kind, text_version, lang, given_at FROM consents ORDER BY kind"
    )
    assert [tuple(row) for row in rows] == [
        ("keep_and_send", VERSION, "ne", bureau.clock()),
        ("may_see_union", VERSION, "ne", bureau.clock()),
    ]


@pytest.mark.parametrize(
    ("said", "agreed"),
    [
        ({"short_consent": "yes"}, "may_see_both"),
        ({"danger": "yes"}, "may_see_both"),
        ({"age": "under_15"}, "may_see_ngo"),
        ({"age": "under_15", "danger": "yes"}, "may_see_ngo"),
    ],
)
async def test_where_it_is_not_asked_who_may_read_it_that_is_agreed_to_which_was_said(
    bureau: Bureau, tables: Any, said: dict[str, str], agreed: str
) -> None:
    """In danger "an NGO or a union", and of a child "an organisation that helps workers"."""
    await bureau.staffed("Ana", children=True)

    await bureau.sent({**said, "who": SKIP})

    assert agreed in [row["kind"] for row in await tables.fetch("SELECT kind FROM consents")]


@pytest.mark.parametrize(
    ("said", "agreed"),
    [
        ({"contact": "yes"}, True),
        ({"contact": "woman"}, True),
        ({"contact": "no"}, False),
        ({}, False),
    ],
)
async def test_that_somebody_may_write_is_agreed_to_apart_where_it_was_asked(
    bureau: Bureau, tables: Any, said: dict[str, str], *, agreed: bool
) -> None:
    await bureau.staffed("Ana")

    await bureau.sent({"danger": "yes", **said})

    kinds = [row["kind"] for row in await tables.fetch("SELECT kind FROM consents")]
    assert ("may_write" in kinds) is agreed


async def test_of_a_harm_that_few_may_read_of_nobody_else_is_agreed_to(
    bureau: Bureau, tables: Any
) -> None:
    await bureau.staffed("Ana", special=[*Special])

    await bureau.sent({"problems": ("forced_marriage",), "who": "both"})

    kinds = {row["kind"] for row in await tables.fetch("SELECT kind FROM consents")}
    assert kinds == {"keep_and_send", "may_see_special"}
