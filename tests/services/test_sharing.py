"""Who has a report is the worker's to say: one more of those agreed to, one less, no way back."""

from dataclasses import replace
from typing import Any

import msgspec
import pytest

from bot.domain.referrals import ReferralStatus
from bot.domain.routing import Kind
from bot.engine.said import Done
from bot.services.cases import NoSuchCase
from bot.services.effects import Asked
from bot.services.members import Caseworker
from bot.services.reachable import Reachable
from bot.services.routes import Routes
from bot.services.sharing import Sharing
from tests.console.office import STORY, Sent
from tests.services.bureau import VERSION, Bureau


class Worker:
    """The one who sent a report, in the chat of it."""

    def __init__(self, bureau: Bureau, sent: Sent) -> None:
        self._bureau, self._asked = bureau, sent.asked
        self._kept = dict(sent.asked.known.kept)
        self._sharing = Sharing(
            reports=bureau.reports,
            routes=Routes(bureau.keys, bureau.chance),
            chance=bureau.chance,
            consent_version=VERSION,
        )

    @property
    def asked(self) -> Asked:
        known = msgspec.structs.replace(self._asked.known, kept=self._kept)
        return replace(self._asked, known=known, now=self._bureau.clock())

    async def does(self, what: str) -> Done:
        async with self._bureau.worker.transaction() as work:
            done: Done = await getattr(self._sharing, what)(work, self.asked)
        self._kept |= done.keeps
        return done


@pytest.fixture
async def ana(bureau: Bureau) -> Caseworker:
    return await bureau.staffed("Ana")


@pytest.fixture
async def ben(bureau: Bureau, ana: Caseworker) -> Caseworker:
    """Of another organisation, to which reports go after Ana's."""
    assert ana.name
    return await bureau.staffed("Ben", Kind.UNION)


async def test_another_organisation_reads_it_only_after_the_worker_allowed_it(
    bureau: Bureau, ana: Caseworker, ben: Caseworker, tables: Any
) -> None:
    sent = await bureau.sent()
    worker = Worker(bureau, sent)
    with pytest.raises(NoSuchCase):
        await bureau.cases.open(sent.reference, ben)
    offered = await worker.does("offer")
    assert (offered.outcome, offered.fills) == ("some", {"partner": "Ben"})
    with pytest.raises(NoSuchCase):
        await bureau.cases.open(sent.reference, ben)

    assert (await worker.does("give")).outcome == "given"

    case = await bureau.cases.open(sent.reference, ben)
    assert [entry.text for entry in case.entries] == [STORY]
    assert (await bureau.cases.open(sent.reference, ana)).told
    assert (await worker.does("offer")).outcome == "none"
    assert (await worker.does("give")).outcome == "gone"
    kinds = await tables.fetch("SELECT kind FROM consents")
    assert f"shared_with_{ben.organisation_id}" in [each["kind"] for each in kinds]
    acts = await tables.fetch("SELECT act FROM audit_events WHERE actor_kind = 'worker'")
    assert "report.shared" in [each["act"] for each in acts]


async def test_nobody_is_offered_whom_the_worker_did_not_agree_to(
    bureau: Bureau, ana: Caseworker, ben: Caseworker
) -> None:
    assert (ana.name, ben.name) == ("Ana", "Ben")
    worker = Worker(bureau, await bureau.sent({"who": "ngo"}))

    assert (await worker.does("offer")).outcome == "none"
    assert (await worker.does("give")).outcome == "gone"


async def test_nobody_is_offered_who_takes_no_reports_any_more(
    bureau: Bureau, ben: Caseworker, tables: Any
) -> None:
    worker = Worker(bureau, await bureau.sent())
    assert (await worker.does("offer")).outcome == "some"
    await tables.execute("UPDATE members SET removed_at = now() WHERE id = $1", ben.member_id)

    assert (await worker.does("give")).outcome == "gone"
    assert (await worker.does("offer")).outcome == "none"


async def test_who_is_stopped_cannot_open_a_word_and_others_can(
    bureau: Bureau, ana: Caseworker, ben: Caseworker, tables: Any
) -> None:
    sent = await bureau.sent()
    worker = Worker(bureau, sent)
    await worker.does("offer")
    await worker.does("give")
    named = await worker.does("having")
    while named.fills["partner"] != "Ana":
        named = await worker.does("having")

    assert (await worker.does("stop")).outcome == "stopped"

    case = await bureau.cases.open(sent.reference, ana)
    assert (case.row.status, case.entries, case.told) == (ReferralStatus.REVOKED, (), ())
    assert not case.may
    wrapped = "SELECT wrapped FROM report_keys WHERE organisation_id = $1"
    assert await tables.fetchval(wrapped, ana.organisation_id) is None
    assert (await bureau.cases.open(sent.reference, ben)).entries
    assert (await bureau.adds(worker.asked, "more")).outcome == "added"
    assert (await worker.does("stop")).outcome == "gone"


async def test_where_nobody_has_it_any_more_nobody_is_said_to(
    bureau: Bureau, ana: Caseworker
) -> None:
    sent = await bureau.sent()
    worker = Worker(bureau, sent)
    await worker.does("having")
    await worker.does("stop")

    assert ana.name
    assert (await worker.does("having")).outcome == "none"
    assert (await bureau.adds(worker.asked, "more")).outcome == "ended"
    assert (await bureau.reads(worker.asked)).outcome == "ended"


async def test_who_wants_no_messages_has_no_way_back_and_still_reads_the_answer(
    bureau: Bureau, ana: Caseworker
) -> None:
    sent = await bureau.sent()
    worker = Worker(bureau, sent)

    for _ in range(2):
        assert (await worker.does("silence")).outcome == "silent"

    await bureau.cases.take(sent.reference, ana)
    await bureau.cases.answer(sent.reference, "words", ana)
    case = await bureau.cases.open(sent.reference, ana)
    assert case.reachable is Reachable.NO_WAY
    assert (await bureau.reads(worker.asked)).outcome == "answered"
