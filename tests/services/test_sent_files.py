"""At Send the keys of files go to the report, and from then on only its readers open them."""

from dataclasses import replace
from hashlib import sha256
from typing import Any

import msgspec
import pytest

from bot.domain.files import MOST, File, FileKind
from bot.engine.said import Done
from bot.privacy.sealed import CannotOpen
from bot.services import wheres
from bot.services.case_files import CaseFiles, NoSuchFile
from bot.services.contents import Contents, Described
from bot.services.departures import Departures
from bot.services.effects import Asked
from bot.services.members import Caseworker
from bot.services.outgoing_files import FilesGone
from bot.services.routes import Routes
from tests.console.office import Sent
from tests.files import kept
from tests.services.bureau import Bureau

VOICE, PICTURE = b"her own voice " * 9_000, b"a page of it"


@pytest.fixture
async def ana(bureau: Bureau) -> Caseworker:
    return await bureau.staffed("Lamplight Aid (fictional)")


async def holds(bureau: Bureau, asked: Asked, content: bytes, kind: FileKind = "voice") -> File:
    async with bureau.worker.transaction() as work:
        return await kept(work, bureau.keys, asked.conversation_id, bureau.clock(), content, kind)


def saying(asked: Asked, **answers: Any) -> Asked:
    known = msgspec.structs.replace(asked.known, answers={**asked.known.answers, **answers})
    return replace(asked, known=known)


async def sent(bureau: Bureau, *contents: bytes) -> Sent:
    """Somebody's report with these voice messages, and a few words."""
    asked = await bureau.someone()
    files = [await holds(bureau, asked, content) for content in contents]
    asked = saying(asked, story=("Listen.", *files))
    done = await bureau.submits(asked)
    report = await bureau.report(done)
    known = msgspec.structs.replace(asked.known, kept=done.keeps)
    return Sent(report.reference, replace(asked, known=known))


async def adds(bureau: Bureau, asked: Asked, *more: str | File) -> Done:
    async with bureau.worker.transaction() as work:
        return await bureau.reports.add(work, saying(asked, more_words=more))


async def read(bureau: Bureau, by: Caseworker, reference: str, number: int) -> bytes:
    opened = await CaseFiles(bureau.web, bureau.clock, bureau.chance).open(reference, number, by)
    return b"".join([piece async for piece in opened.pieces()])


async def test_a_file_goes_with_the_report_to_who_may_read_it(
    bureau: Bureau, ana: Caseworker
) -> None:
    report = await sent(bureau, VOICE, PICTURE)

    case = await bureau.cases.open(report.reference, ana)

    assert [(file.number, file.kind, file.size) for file in case.files] == [
        (1, "voice", len(VOICE)),
        (2, "voice", len(PICTURE)),
    ]
    assert [entry.text for entry in case.entries] == ["Listen."]
    assert await read(bureau, ana, report.reference, 1) == VOICE
    assert await read(bureau, ana, report.reference, 2) == PICTURE


async def test_the_server_opens_none_of_it_any_more(
    bureau: Bureau, ana: Caseworker, tables: Any
) -> None:
    await sent(bureau, VOICE)

    row = await tables.fetchrow("SELECT * FROM files")

    assert (row["conversation_id"], row["for_draft"]) == (None, None)
    with pytest.raises(CannotOpen):
        bureau.keys.open(row["sealed"], wheres.file_of_draft(row["id"]))


async def test_a_report_of_a_voice_alone_can_be_sent(bureau: Bureau, ana: Caseworker) -> None:
    asked = await bureau.someone()
    file = await holds(bureau, asked, VOICE)
    done = await bureau.submits(saying(asked, story=(file,)))

    reference = (await bureau.report(done)).reference

    case = await bureau.cases.open(reference, ana)
    assert (case.entries, len(case.files)) == ((), 1)


async def test_nobody_elses_file_goes_with_a_report(bureau: Bureau, ana: Caseworker) -> None:
    """Whatever a place says."""
    another, asked = await bureau.someone(), await bureau.someone()
    file = await holds(bureau, another, VOICE)

    with pytest.raises(FilesGone):
        await bureau.submits(saying(asked, story=(file,)))


async def test_what_is_not_there_is_not_said_to_be_sent(
    bureau: Bureau, ana: Caseworker, tables: Any
) -> None:
    asked = await bureau.someone()
    file = await holds(bureau, asked, VOICE)
    async with bureau.worker.transaction() as work:
        await work.files.drop([file.id])

    with pytest.raises(FilesGone):
        await bureau.submits(saying(asked, story=(file,)))
    assert await tables.fetchval("SELECT count(*) FROM reports") == 0


async def test_a_second_message_can_carry_one_too(bureau: Bureau, ana: Caseworker) -> None:
    report = await sent(bureau, VOICE)
    bureau.clock.passes(hours=1)
    later = replace(report.asked, now=bureau.clock())
    file = await holds(bureau, later, PICTURE, "picture")

    assert (await adds(bureau, later, "And this.", file)).outcome == "added"

    case = await bureau.cases.open(report.reference, ana)
    assert [entry.text for entry in case.entries] == ["Listen.", "And this."]
    assert [file.kind for file in case.files] == ["voice", "picture"]
    assert await read(bureau, ana, report.reference, 2) == PICTURE


async def test_a_full_report_takes_words_and_no_more_files(
    bureau: Bureau, ana: Caseworker
) -> None:
    report = await sent(bureau, *[b"x"] * MOST)
    file = await holds(bureau, report.asked, PICTURE)

    assert (await adds(bureau, report.asked, "And this.", file)).outcome == "full"

    case = await bureau.cases.open(report.reference, ana)
    assert [entry.text for entry in case.entries] == ["Listen.", "And this."]
    assert len(case.files) == MOST


async def test_a_file_alone_is_new_and_one_that_was_not_added_is_not(
    bureau: Bureau, ana: Caseworker, tables: Any
) -> None:
    new = "SELECT new_words FROM referrals"
    report = await sent(bureau, VOICE)
    file = await holds(bureau, report.asked, PICTURE)
    assert (await adds(bureau, report.asked, file)).outcome == "added"
    assert await tables.fetchval(new) == 1

    more = [await holds(bureau, report.asked, b"x") for _ in range(MOST)]
    assert (await adds(bureau, report.asked, *more)).outcome == "full"

    assert await tables.fetchval(new) == 1


async def test_a_file_that_is_added_alone_leaves_no_empty_words(
    bureau: Bureau, ana: Caseworker
) -> None:
    report = await sent(bureau)
    file = await holds(bureau, report.asked, PICTURE)

    await adds(bureau, report.asked, file)

    case = await bureau.cases.open(report.reference, ana)
    assert [entry.text for entry in case.entries] == ["Listen."]
    assert len(case.files) == 1


async def test_taking_back_deletes_every_chunk_at_once(
    bureau: Bureau, ana: Caseworker, tables: Any
) -> None:
    report = await sent(bureau, VOICE)
    other = await sent(bureau, PICTURE)
    await bureau.takes_back(report.asked)

    assert await tables.fetchval("SELECT count(*) FROM files") == 1
    assert await tables.fetchval("SELECT count(DISTINCT file_id) FROM file_chunks") == 1
    with pytest.raises(NoSuchFile):
        await read(bureau, ana, report.reference, 1)
    assert await read(bureau, ana, other.reference, 1) == PICTURE


async def test_another_organisation_finds_no_file(bureau: Bureau, ana: Caseworker) -> None:
    report = await sent(bureau, VOICE)
    stranger = await bureau.staffed("Harbour Aid (fictional)")

    with pytest.raises(NoSuchFile):
        await read(bureau, stranger, report.reference, 1)


async def test_a_row_that_took_anothers_place_does_not_open(
    bureau: Bureau, ana: Caseworker, tables: Any
) -> None:
    """Neither its key nor its chunks."""
    report = await sent(bureau, VOICE, VOICE)
    await tables.execute("UPDATE files f SET sealed = o.sealed FROM files o WHERE o.id <> f.id")
    with pytest.raises(CannotOpen):
        await bureau.cases.open(report.reference, ana)


async def known(bureau: Bureau, asked: Asked) -> list[Described]:
    async with bureau.worker.transaction() as work:
        return [file for _, file in await bureau.reports.files(work, asked)]


async def test_the_chat_still_knows_what_was_sent_and_opens_none_of_it(
    bureau: Bureau, ana: Caseworker, tables: Any
) -> None:
    report = await sent(bureau, VOICE)
    file = await holds(bureau, report.asked, PICTURE, "picture")
    await adds(bureau, report.asked, file)

    assert await known(bureau, report.asked) == [
        Described("voice", len(VOICE), sha256(VOICE).hexdigest()),
        Described("picture", len(PICTURE), sha256(PICTURE).hexdigest()),
    ]
    assert await known(bureau, await bureau.someone()) == []
    for row in await tables.fetch("SELECT id, for_worker FROM files"):
        opened = bureau.keys.open(row["for_worker"], wheres.file_for_worker(row["id"]))
        assert set(msgspec.json.decode(opened)) == {"kind", "size", "fingerprint"}


async def test_it_knows_no_more_once_the_report_is_taken_back_or_the_chat_deleted(
    bureau: Bureau, ana: Caseworker, tables: Any
) -> None:
    report, other = await sent(bureau, VOICE), await sent(bureau, PICTURE)
    await bureau.takes_back(report.asked)
    async with bureau.worker.transaction() as work:
        await Departures(keys=bureau.keys, routes=Routes(bureau.keys, bureau.chance)).erase(
            work, other.asked
        )

    assert await known(bureau, report.asked) == await known(bureau, other.asked) == []
    assert await tables.fetchval("SELECT count(for_worker) FROM files") == 0
    assert await read(bureau, ana, other.reference, 1) == PICTURE


def test_a_draft_that_is_older_than_fingerprints_is_read_as_it_was() -> None:
    older = msgspec.json.encode({"key": b"k" * 32, "kind": "voice", "size": 1})

    assert Contents.from_bytes(older).described == Described("voice", 1, "")
