"""Files of a case: taken as they are by who may open it, shown by nobody, and on the record."""

from typing import Any

import aiohttp
import pytest

from bot.domain.files import LARGEST
from bot.services.case_files import Opened
from bot.services.members import Role
from bot.storage.connections import connect
from bot.storage.database import Database
from tests.console.browser import Browser
from tests.console.conftest import BEN, HARBOUR, Serve, joined
from tests.console.office import Office
from tests.postgres import Urls

VOICE = b"<script>alert(1)</script>" * 100
PICTURE = bytes(range(256)) * 2_000  # two chunks


async def test_a_file_is_listed_and_taken_as_it_was_sent(ana: Browser, office: Office) -> None:
    sent = await office.sent(files={"voice": VOICE, "picture": PICTURE})

    page = await ana.open(f"/console/reports/{sent.reference}")
    links = [each for each in page.all("a") if "/files/" in each["href"]]

    assert [each.text for each in links] == ["Voice message", "Picture"]
    assert "2 kB" in page.text
    assert "512 kB" in page.text
    assert "neither checked nor cleaned" in page.text
    assert [(await ana.take(each["href"]))[1] for each in links] == [VOICE, PICTURE]


async def test_a_browser_can_only_save_it(ana: Browser, office: Office) -> None:
    sent = await office.sent(files={"document": VOICE})

    response, _ = await ana.take(f"/console/reports/{sent.reference}/files/1")

    headers = response.headers
    assert response.status == 200
    assert headers["Content-Type"] == "application/octet-stream"
    assert headers["Content-Disposition"] == f'attachment; filename="{sent.reference}-1.bin"'
    assert headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Content-Length"] == str(len(VOICE))


async def test_each_time_is_on_the_record(
    ana: Browser, office: Office, database_urls: Urls
) -> None:
    sent = await office.sent(files={"voice": VOICE})
    for _ in range(2):
        await ana.take(f"/console/reports/{sent.reference}/files/1")

    connection = await connect(database_urls.owner)
    found: Any = await connection.fetch(
        "SELECT e.detail::text AS detail, f.id::text AS file FROM audit_events e, files f"
        " WHERE e.act = 'file.taken' AND e.subject_id = f.report_id"
    )
    await connection.close()

    assert len(found) == 2
    assert all(row["file"] in row["detail"] for row in found)


async def test_who_may_not_open_the_case_gets_no_file(
    ana: Browser, office: Office, serve: Serve
) -> None:
    sent = await office.sent(files={"voice": VOICE})
    path = f"/console/reports/{sent.reference}/files/1"
    new = await serve(office.app())
    stranger = await joined(new(), await office.organisation(HARBOUR), BEN)
    code = await office.colleague(ana.cookies()["haki-session"], Role.ANALYST)
    analyst = await joined(new(), code, "Cleo")

    for who, status in ((stranger, 404), (analyst, 403), (new(), 303)):
        response, body = await who.take(path)
        assert response.status == status
        assert VOICE[:10] not in body
    assert (await ana.take(path))[1] == VOICE


@pytest.mark.parametrize("number", ["0", "2", "01", "-1", "99999", "x"])
async def test_there_is_no_other_file(number: str, ana: Browser, office: Office) -> None:
    sent = await office.sent(files={"voice": VOICE})

    response, _ = await ana.take(f"/console/reports/{sent.reference}/files/{number}")

    assert response.status == 404


async def test_what_was_taken_back_is_not_there(ana: Browser, office: Office) -> None:
    sent = await office.sent(files={"voice": VOICE})
    await office.take_back(sent)

    response, _ = await ana.take(f"/console/reports/{sent.reference}/files/1")

    assert response.status == 404
    assert "/files/" not in (await ana.open(f"/console/reports/{sent.reference}")).html


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE file_chunks SET number = 5 - number",
        "UPDATE file_chunks SET sealed = overlay(sealed placing '\\x00' from 60)",
        "DELETE FROM file_chunks WHERE number = 2",
    ],
)
async def test_a_file_that_was_altered_does_not_arrive_whole(
    harm: str, ana: Browser, office: Office, database_urls: Urls
) -> None:
    """There is no half of it that could be taken for all."""
    sent = await office.sent(files={"picture": PICTURE * 2})
    connection = await connect(database_urls.owner)
    await connection.execute("SET session_replication_role = replica")
    await connection.execute("ALTER TABLE file_chunks DROP CONSTRAINT file_chunks_pkey")
    await connection.execute(harm)
    await connection.close()

    with pytest.raises(aiohttp.ClientError):
        await ana.take(f"/console/reports/{sent.reference}/files/1")


async def test_the_largest_file_is_never_in_memory_as_a_whole(
    office: Office, ana: Browser, web_database: Database
) -> None:
    """Each piece is a chunk, and the one before it is gone."""
    sent = await office.sent(files={"video": b"v" * LARGEST})
    by = await office.console().people.who(ana.cookies()["haki-session"])

    found = await office.console().files.open(sent.reference, 1, by)
    assert isinstance(found, Opened)
    pieces = [len(piece) async for piece in found.pieces()]

    assert max(pieces) == 256 << 10
    assert sum(pieces) == LARGEST
