"""Send: sealed to exactly those who may read it, with consents, a way back and a receipt."""

from typing import Any
from uuid import UUID

import pytest

from bot.app.chance import SystemChance
from bot.domain.drafts import Draft
from bot.domain.indicators import Violence
from bot.domain.routing import Kind
from bot.engine.said import Done
from bot.engine.vocabulary import SKIP
from bot.privacy.pairs import SecretKey, open_with, unwrap
from bot.privacy.receipts import Receipt
from bot.privacy.sealed import CannotOpen
from bot.services import wheres
from bot.services.members import Caseworker
from bot.services.submission import REFERENCE_LENGTH, REFERENCE_LETTERS
from tests.console.office import STORY
from tests.services.bureau import Bureau

WORDS = STORY.encode()
KEYS = "SELECT * FROM report_keys ORDER BY organisation_id"


def opened(row: Any, by: Caseworker) -> SecretKey:
    """The report's secret, as a member of an organisation opens it."""
    (key,) = by.keys.values()
    where = wheres.report_key(row["report_id"], row["organisation_id"])
    return unwrap(row["wrapped"], key, where)


async def draft_of(tables: Any, secret: SecretKey) -> Draft:
    row = await tables.fetchrow("SELECT id, facts FROM reports")
    return Draft.from_bytes(open_with(secret, row["facts"], wheres.facts(row["id"])))


async def story_of(tables: Any, secret: SecretKey) -> bytes:
    row = await tables.fetchrow("SELECT id, sealed FROM entries")
    return open_with(secret, row["sealed"], wheres.entry(row["id"]))


async def offered(tables: Any) -> set[UUID]:
    return {row["organisation_id"] for row in await tables.fetch(KEYS)}


async def test_each_organisation_that_is_allowed_opens_it_and_no_other(
    bureau: Bureau, tables: Any
) -> None:
    ana = await bureau.staffed("Ana")
    ben = await bureau.staffed("Ben", Kind.UNION)

    await bureau.sent({"who": "ngo"})

    (row,) = await tables.fetch(KEYS)
    assert row["organisation_id"] == ana.organisation_id
    secret = opened(row, ana)
    assert await story_of(tables, secret) == WORDS
    draft = await draft_of(tables, secret)
    assert (draft.country, draft.story) == ("QA", "")  # the story is an entry, and there once
    with pytest.raises(CannotOpen):
        opened(row, ben)


async def test_one_organisations_key_opens_its_own_row_only(bureau: Bureau, tables: Any) -> None:
    members = [await bureau.staffed("Ana"), await bureau.staffed("Ben")]

    await bureau.sent()

    rows = {row["organisation_id"]: row for row in await tables.fetch(KEYS)}
    secrets = [opened(rows[one.organisation_id], one) for one in members]
    assert secrets[0].raw == secrets[1].raw
    for one, other in (members, members[::-1]):
        with pytest.raises(CannotOpen):
            opened(rows[one.organisation_id], other)


async def test_only_the_first_has_it_and_the_next_have_a_key_that_lies_still(
    bureau: Bureau, tables: Any
) -> None:
    await bureau.staffed("Ana", speaks="ne")
    ben = await bureau.staffed("Ben", speaks="en")

    sent = await bureau.sent()

    released = {row["organisation_id"] for row in await tables.fetch(KEYS) if row["released_at"]}
    (referral,) = await tables.fetch("SELECT * FROM referrals")
    assert released == {ben.organisation_id} == {referral["organisation_id"]}
    assert len(await tables.fetch(KEYS)) == 2
    assert referral["status"] == "queued"
    assert (await bureau.cases.queue(ben)).rows[0].reference == sent.reference


async def test_the_words_are_nowhere_in_clear(bureau: Bureau, tables: Any) -> None:
    await bureau.staffed("Ana")

    await bureau.sent()

    for table in ("reports", "entries", "report_keys", "referrals", "audit_events", "consents"):
        for row in await tables.fetch(f"SELECT * FROM {table}"):
            for value in row.values():
                kept = value if isinstance(value, bytes) else str(value).encode()
                assert b"passport" not in kept
                assert WORDS not in kept


async def test_the_first_thing_on_record_is_that_it_was_sent(bureau: Bureau, tables: Any) -> None:
    ana = await bureau.staffed("Ana")
    done = await bureau.submits(await bureau.someone())

    event = await tables.fetchrow("SELECT * FROM audit_events WHERE actor_kind = 'worker'")
    assert (event["act"], event["actor_id"]) == ("report.submitted", None)
    assert (event["subject_id"], event["organisation_id"]) == (
        UUID(done.keeps["report"][0]),
        ana.organisation_id,
    )


@pytest.mark.parametrize(("contact", "way"), [("yes", True), ("", True), ("no", False)])
async def test_who_said_that_nobody_may_write_to_them_has_no_way_back(
    bureau: Bureau, tables: Any, contact: str, *, way: bool
) -> None:
    await bureau.staffed("Ana")

    await bureau.sent({"danger": "yes"} | ({"contact": contact} if contact else {}))

    assert (await tables.fetchval("SELECT route FROM reports") is not None) == way


async def test_what_the_worker_gets_is_a_receipt_and_a_name(bureau: Bureau) -> None:
    await bureau.staffed("Ana")

    done = await bureau.submits(await bureau.someone())

    assert done.outcome == "sent"
    receipt = str(done.fills["receipt"])
    assert Receipt.read(receipt).shown() == receipt
    assert done.fills["partner"] == "Ana"


@pytest.mark.parametrize("said", [{"danger": "yes"}, {"short_consent": "yes"}])
@pytest.mark.parametrize("contact", ["yes", "no"])
async def test_who_said_that_they_are_in_danger_is_told_what_holds_for_danger(
    bureau: Bureau, said: dict[str, str], contact: str
) -> None:
    await bureau.staffed("Ana")

    assert (await bureau.submits(await bureau.someone(said))).outcome == "sent_in_danger"
    calm = await bureau.submits(await bureau.someone({"danger": "no", "contact": contact}))
    assert calm.outcome == "sent"


@pytest.mark.parametrize("who", ["union", "both"])
async def test_with_nobody_to_take_it_nothing_is_kept(
    bureau: Bureau, tables: Any, who: str
) -> None:
    await bureau.organisation("Nobody has come yet")  # nobody is there who could open it
    if who == "union":
        await bureau.staffed("Ana")

    done = await bureau.submits(await bureau.someone({"who": who}))

    assert done == Done("no_partner")
    assert await tables.fetchval("SELECT count(*) FROM reports") == 0
    assert await tables.fetchval("SELECT count(*) FROM entries") == 0


CHILDREN = (
    {"age": "15_17"},
    {"age": "under_15"},
    {"whom": "child", "age": "18_plus"},  # the age of the one who reports was never theirs
    {"whom": "child", "child_age": "unsaid"},
    {"whom": "several", "youngest": "15_17"},
    {"short_consent": "yes", "who_in_danger": "me_under_18", "age": ""},
    {"short_consent": "yes", "who_in_danger": "child"},
)


@pytest.mark.parametrize("said", CHILDREN)
async def test_a_childs_report_goes_to_ngos_alone(
    bureau: Bureau, tables: Any, said: dict[str, str]
) -> None:
    ana, _ = await bureau.staffed("Ana"), await bureau.staffed("Ben", Kind.UNION)

    await bureau.sent(said)

    assert await offered(tables) == {ana.organisation_id}


@pytest.mark.parametrize("by", ["the answer", "the problem"])
async def test_a_report_with_sexual_violence_goes_to_ngos_alone(
    bureau: Bureau, tables: Any, by: str
) -> None:
    ana, _ = await bureau.staffed("Ana"), await bureau.staffed("Ben", Kind.UNION)
    sexual = [q for q in bureau.content.indicators.questions() if q.violence is Violence.SEXUAL]
    answers = {f"sign_{question.id}": str(question.counts) for question in sexual}
    ticked = {"problems": tuple(each.id for question in sexual for each in question.problems)}

    await bureau.sent(answers if by == "the answer" else ticked)

    assert answers
    assert await offered(tables) == {ana.organisation_id}


@pytest.mark.parametrize("said", CHILDREN)
async def test_a_child_goes_to_who_is_there_for_children(
    bureau: Bureau, tables: Any, said: dict[str, str]
) -> None:
    await bureau.staffed("Ana")
    ben = await bureau.staffed("Ben", children=True)

    await bureau.sent(said)

    assert await offered(tables) == {ben.organisation_id}


async def test_a_child_who_allows_unions_only_is_given_to_nobody(bureau: Bureau) -> None:
    await bureau.staffed("Ana")
    await bureau.staffed("Ben", Kind.UNION)

    done = await bureau.submits(await bureau.someone({"age": "under_15", "who": "union"}))

    assert done.outcome == "no_partner"


async def test_a_grown_persons_report_goes_to_whom_they_chose(bureau: Bureau, tables: Any) -> None:
    ana, ben = await bureau.staffed("Ana"), await bureau.staffed("Ben", Kind.UNION)

    await bureau.sent({"who": "both"})

    assert await offered(tables) == {ana.organisation_id, ben.organisation_id}


async def test_a_story_of_several_messages_is_one_in_their_order(
    bureau: Bureau, tables: Any
) -> None:
    ana = await bureau.staffed("Ana")

    await bureau.sent({"story": ("first", "second\0")})

    (row,) = await tables.fetch(KEYS)
    assert await story_of(tables, opened(row, ana)) == b"first\n\nsecond"


async def test_who_told_no_story_has_no_entry(bureau: Bureau, tables: Any) -> None:
    await bureau.staffed("Ana")

    await bureau.sent({"story": SKIP})

    assert await tables.fetchval("SELECT count(*) FROM entries") == 0


async def test_of_the_day_statistics_get_the_week(bureau: Bureau, tables: Any) -> None:
    await bureau.staffed("Ana")

    await bureau.sent()

    week = await tables.fetchval("SELECT week FROM reports")
    assert (week.weekday(), 0 <= (bureau.clock().date() - week).days < 7) == (0, True)


async def test_no_two_reports_have_one_reference(bureau: Bureau) -> None:
    await bureau.staffed("Ana")

    references = {(await bureau.sent()).reference for _ in range(5)}

    assert len(references) == 5
    for reference in references:
        assert len(reference) == REFERENCE_LENGTH
        assert set(reference) <= set(REFERENCE_LETTERS)


class Stuck(SystemChance):
    """Chance that always draws the first letter."""

    def below(self, limit: int) -> int:
        return 0 if limit == len(REFERENCE_LETTERS) else super().below(limit)


async def test_a_reference_that_is_taken_files_nothing_twice(bureau: Bureau, tables: Any) -> None:
    """The step fails as a whole: the worker is told, and Send draws anew."""
    await bureau.staffed("Ana")
    stuck = bureau.submission_with(Stuck())
    await bureau.submits(await bureau.someone(), stuck)

    with pytest.raises(Exception, match="reports_reference_key"):
        await bureau.submits(await bureau.someone(), stuck)

    assert await tables.fetchval("SELECT count(*) FROM reports") == 1
    assert await tables.fetchval("SELECT count(*) FROM report_keys") == 1
