"""Members of a group: each with a receipt, a consent and a way out of their own."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.routing import Kind
from bot.domain.specials import Special
from bot.engine.place import Value
from bot.engine.said import Done
from bot.services.cases import NoSuchCase
from bot.services.group_numbers import LASTS, MOST
from bot.services.members import Caseworker
from bot.services.routes import Routes
from bot.services.sharing import Sharing
from tests.console.office import Sent
from tests.services.bureau import VERSION, Bureau
from tests.services.membership import MINE, Chat, joined, member


@pytest.fixture
async def ana(bureau: Bureau) -> Caseworker:
    return await bureau.staffed("Ana")


@pytest.fixture
async def ben(bureau: Bureau, ana: Caseworker) -> Caseworker:
    assert ana.name
    return await bureau.staffed("Ben", Kind.UNION)


@pytest.fixture
async def first(bureau: Bureau, ana: Caseworker) -> tuple[Sent, Chat]:
    assert ana.name
    sent = await bureau.sent({"whom": "several_adults"})
    return sent, Chat(bureau, sent.asked)


async def test_a_member_has_a_report_and_a_receipt_of_their_own(
    bureau: Bureau, ana: Caseworker, ben: Caseworker, first: tuple[Sent, Chat], tables: Any
) -> None:
    sent, chat = first
    theirs, done = await joined(bureau, await chat.invites())

    assert (done.outcome, done.fills["partner"]) == ("sent", "Ana")
    receipt = done.fills["receipt"]
    assert isinstance(receipt, str)
    mine = await bureau.report(done)
    elsewhere = await bureau.someone({})
    assert (await bureau.types(elsewhere, receipt)).keeps["report"] == (str(mine.id),)
    case = await bureau.cases.open(mine.reference, ana)
    assert [entry.text for entry in case.entries] == [MINE]
    assert case.group == (sent.reference,)
    assert (await bureau.cases.open(sent.reference, ana)).group == (mine.reference,)
    with pytest.raises(NoSuchCase):
        await bureau.cases.open(mine.reference, ben)
    keys = await tables.fetch(
        "SELECT organisation_id FROM report_keys WHERE report_id = $1", mine.id
    )
    assert [row[0] for row in keys] == [ana.organisation_id], "no key lies there for anybody else"
    kinds = await tables.fetch("SELECT kind FROM consents WHERE report_id = $1", mine.id)
    assert {row[0] for row in kinds} == {"keep_and_send", "may_see_group", "may_write"}
    assert theirs.kept["group"] == ()


async def test_it_can_be_given_to_nobody_else_later(
    bureau: Bureau, ben: Caseworker, first: tuple[Sent, Chat]
) -> None:
    assert ben.name
    theirs, _ = await joined(bureau, await first[1].invites())
    sharing = Sharing(
        reports=bureau.reports,
        routes=Routes(bureau.keys, bureau.chance),
        chance=bureau.chance,
        consent_version=VERSION,
    )

    async with bureau.worker.transaction() as work:
        assert (await sharing.offer(work, theirs.asked)).outcome == "none"


async def test_only_what_they_ticked_themselves_weighs(
    bureau: Bureau, ana: Caseworker, first: tuple[Sent, Chat], tables: Any
) -> None:
    _, done = await joined(bureau, await first[1].invites())

    mine = await bureau.report(done)
    assert "retention_identity_documents" not in mine.signs
    case = await bureau.cases.open(mine.reference, ana)
    assert case.unanswered
    assert await tables.fetchval("SELECT country FROM reports WHERE id = $1", mine.id) == "QA"


async def test_each_is_taken_back_alone(
    bureau: Bureau, ana: Caseworker, first: tuple[Sent, Chat], tables: Any
) -> None:
    sent, chat = first
    number = await chat.invites()
    one, done = await joined(bureau, number)
    _, other = await joined(bureau, number)

    assert (await bureau.takes_back(one.asked)).outcome == "withdrawn"

    left = (await bureau.report(other)).reference
    assert (await bureau.cases.open(sent.reference, ana)).group == (left,)
    assert (await bureau.report(done)).group_id is None
    assert (await bureau.takes_back(chat.asked)).outcome == "withdrawn"
    case = await bureau.cases.open(left, ana)
    assert ([entry.text for entry in case.entries], case.group) == ([MINE], ())
    assert await tables.fetchval("SELECT count(*) FROM group_numbers") == 0
    assert (await (await member(bureau)).types(number)).outcome == "not_found"


async def test_no_more_join_than_were_said(bureau: Bureau, first: tuple[Sent, Chat]) -> None:
    number = await first[1].invites(2)
    chats = [await member(bureau) for _ in range(3)]
    assert [(await chat.types(number)).outcome for chat in chats] == ["found"] * 3

    sent = await asyncio.gather(*(chat.does("submit") for chat in chats))

    assert sorted(done.outcome for done in sent) == ["gone", "sent", "sent"]


async def test_a_number_that_never_was_one_that_ended_and_a_full_one_are_answered_alike(
    bureau: Bureau, first: tuple[Sent, Chat]
) -> None:
    chat = first[1]
    full = await chat.invites(1)
    await joined(bureau, full)
    assert (await chat.does("look")).outcome == "works", "who gave it away is not told"
    assert (await chat.types(full)).outcome == "already"
    answers = [await (await member(bureau)).types(full)]
    replaced = await chat.invites()
    ended = await chat.invites()
    answers.append(await (await member(bureau)).types(replaced))
    assert (await chat.does("end")).outcome == "ended"
    answers.append(await (await member(bureau)).types(ended))
    late = await chat.invites()
    bureau.clock.passes(seconds=LASTS / timedelta(seconds=1))
    answers.extend([await (await member(bureau)).types(each) for each in (late, "4444", "no")])

    assert answers == [Done("not_found")] * 6


async def test_nobody_finds_one_by_guessing(bureau: Bureau, first: tuple[Sent, Chat]) -> None:
    number = await first[1].invites()
    chat = await member(bureau)
    for _ in range(5):
        assert (await chat.types("1234 5678 9012")).outcome == "not_found"

    assert (await chat.types(number)).outcome == "too_many_tries"
    bureau.clock.passes(hours=1, seconds=1)
    assert (await chat.types(number)).outcome == "found"


async def test_where_nobody_works_on_the_report_nobody_joins(
    bureau: Bureau, ana: Caseworker, first: tuple[Sent, Chat], tables: Any
) -> None:
    number = await first[1].invites()
    chat = await member(bureau)
    await chat.types(number)
    await tables.execute("UPDATE members SET removed_at = now() WHERE id = $1", ana.member_id)

    assert (await chat.does("able")).outcome == "gone"
    assert (await chat.does("submit")).outcome == "gone"
    assert (await (await member(bureau)).types(number)).outcome == "not_found"
    assert await tables.fetchval("SELECT count(*) FROM reports") == 1


@pytest.mark.parametrize(
    "said",
    [
        {"age": "15_17"},
        {"problems": (str(Special.ARMED_GROUPS),)},
        {"problems": (str(Special.FORCED_MARRIAGE),)},
        {"problems": ("sexual_violence",)},
    ],
)
async def test_what_the_organisation_may_not_read_is_not_sent_to_it(
    bureau: Bureau, tables: Any, said: dict[str, Value]
) -> None:
    await bureau.staffed("Ben", Kind.UNION)
    sent = await bureau.sent({"who": "union"})
    number = await Chat(bureau, sent.asked).invites()
    chat = await member(bureau, **said)
    await chat.types(number)

    assert (await chat.does("able")).outcome == "not_able"
    assert (await chat.does("submit")).outcome == "not_able"
    assert await tables.fetchval("SELECT count(*) FROM reports") == 1
    assert await tables.fetchval("SELECT places FROM group_numbers") == 3


async def test_who_joined_gives_out_no_number_and_joins_only_once(
    bureau: Bureau, first: tuple[Sent, Chat]
) -> None:
    number = await first[1].invites()
    theirs, _ = await joined(bureau, number)

    assert (await theirs.does("look")).outcome == "not_here"
    assert (await theirs.does("begin")).outcome == "gone"
    assert (await theirs.types(number)).outcome == "already"
    assert (await first[1].types(number)).outcome == "already"


async def test_a_number_is_for_some_people(first: tuple[Sent, Chat]) -> None:
    chat = first[1]
    for people in ("0", str(MOST + 1), "1.5"):
        chat.says(how_many_others=people)
        assert (await chat.does("begin")).outcome == "not_so_many"
    assert (await chat.does("look")).outcome == "none"
    await chat.invites(MOST)
    assert (await chat.does("look")).outcome == "works"


async def test_who_says_that_nobody_may_write_is_not_written_to(
    bureau: Bureau, first: tuple[Sent, Chat], tables: Any
) -> None:
    _, done = await joined(bureau, await first[1].invites(), contact="no")

    route = "SELECT route FROM reports WHERE id = $1"
    assert await tables.fetchval(route, (await bureau.report(done)).id) is None


async def test_the_number_is_kept_nowhere(
    bureau: Bureau, first: tuple[Sent, Chat], tables: Any
) -> None:
    """A search by the byte through every row, also for what a member wrote."""
    number = await first[1].invites()
    await joined(bureau, number)
    digits = number.replace(" ", "")
    needles = [number, digits, digits.encode().hex(), MINE, MINE.encode().hex()]
    names = await tables.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")

    rows = [
        str(row[0])
        for (name,) in names
        for row in await tables.fetch(f"SELECT t::text FROM {name} t")
    ]

    assert len(rows) > 10
    assert not [needle for needle in needles if any(needle in row for row in rows)]
