"""Files that a browser sends: with a form and without scripts, or as the body of a call."""

import asyncio
import gzip
from collections.abc import AsyncIterator
from contextlib import suppress
from io import BytesIO
from typing import Any

import pytest
from aiohttp import ClientError, ClientResponse, FormData

from bot.domain.files import LARGEST, File
from bot.domain.messages import Address
from bot.storage.connections import connect
from tests.channels.webchat.conftest import Phones
from tests.channels.webchat.kiosk import Kiosk
from tests.channels.webchat.phones import Answered, Page, Phone
from tests.postgres import Urls

FILES = "/chat/api/files"
CONTENT = bytes(range(256)) * 2_000
NAME = "brindlewick-contract.pdf"


@pytest.fixture
async def tables(database_urls: Urls) -> AsyncIterator[Any]:
    """The owner's connection: it sees every row as it is."""
    connection = await connect(database_urls.owner)
    yield connection
    await connection.close()


@pytest.fixture
async def asked(ana: Phone) -> Phone:
    """She orders tea, and is asked for a note, which may be a file."""
    await ana.opens()
    for choice in ("en", "order", "no", "green", "/done", "/skip"):
        await ana.taps(choice)
    assert says(ana.page, "A note?")
    return ana


def says(page: Page, words: str) -> bool:
    return any(words in said for said in page.said)


async def uploads(
    phone: Phone,
    content: bytes = CONTENT,
    *,
    kind: str = "application/pdf",
    name: str = NAME,
    on: Page | None = None,
) -> Page:
    """Choose a file in the page's form, and press its button."""
    (form,) = [each for each in (on or phone.page).forms if "file" in each.fields]
    assert (form.method, form.action, list(form.fields)[-1]) == ("post", "/chat", "file")
    data = FormData({key: value for key, value in form.fields.items() if key != "file"})
    data.add_field("file", BytesIO(content), filename=name, content_type=kind)
    response = await phone.asks("POST", form.action, data=data)
    phone.page = Page(response.status, dict(response.headers), await response.text())
    return phone.page


async def calls(phone: Phone, content: Any, kind: str = "image/jpeg", **asked: str) -> Answered:
    headers = {"Content-Type": kind}
    body = BytesIO(content) if isinstance(content, bytes) else content
    response = await phone.asks("POST", FILES, params=asked, data=body, headers=headers)
    return Answered(response.status, dict(response.headers), await response.json())


async def kept(kiosk: Kiosk, phone: Phone) -> list[tuple[str, int]]:
    """What the question that stands holds of this phone's."""
    hashed = kiosk.places.chat_hash(Address("webchat", phone.token))
    async with kiosk.database.transaction() as work:
        row = await work.conversations.by_address("webchat", hashed)
    assert row is not None
    picked = kiosk.places.place(row).picked
    return [(each.kind, each.size) for each in picked if isinstance(each, File)]


@pytest.mark.parametrize(
    ("type_", "kind"),
    [
        ("application/pdf", "document"),
        ("image/jpeg", "picture"),
        ("audio/webm;codecs=opus", "voice"),
        ("VIDEO/mp4", "video"),
        ("", "document"),
    ],
)
async def test_a_form_sends_a_file_without_scripts(
    type_: str, kind: str, kiosk: Kiosk, asked: Phone
) -> None:
    page = await uploads(asked, kind=type_ or "x")

    assert page.status == 200
    assert says(page, "kept")
    assert await kept(kiosk, asked) == [(kind, len(CONTENT))]


async def test_a_call_sends_a_file(kiosk: Kiosk, asked: Phone) -> None:
    answer = await calls(asked, CONTENT, "audio/ogg", id="one")

    assert answer.status == 200
    assert answer.texts[-1].startswith("kept")
    assert await kept(kiosk, asked) == [("voice", len(CONTENT))]


async def test_the_same_call_again_is_done_once(kiosk: Kiosk, asked: Phone, tables: Any) -> None:
    for _ in range(2):
        assert (await calls(asked, CONTENT, id="one")).status == 200

    assert len(await kept(kiosk, asked)) == 1
    assert await tables.fetchval("SELECT count(*) FROM files") == 1


async def test_the_same_form_again_is_done_once_and_another_file_is_another(
    kiosk: Kiosk, asked: Phone
) -> None:
    page = asked.page
    for name in (NAME, NAME, "another.pdf"):
        await uploads(asked, name=name, on=page)

    assert len(await kept(kiosk, asked)) == 2


@pytest.mark.parametrize("way", [uploads, calls])
async def test_the_largest_file_is_taken_and_one_byte_more_is_told_so(
    way: Any, kiosk: Kiosk, asked: Phone
) -> None:
    await way(asked, bytes(LARGEST))
    assert await kept(kiosk, asked) == [(await kept(kiosk, asked))[0]]
    assert (await kept(kiosk, asked))[0][1] == LARGEST

    await asked.opens()
    await way(asked, bytes(LARGEST + 1))
    page = await asked.opens()

    assert says(page, "large")
    assert len(await kept(kiosk, asked)) == 1


async def test_what_has_no_end_is_not_read_for_ever(kiosk: Kiosk, asked: Phone) -> None:
    """Past what a browser might send by mistake it is cut off; nothing of it is kept."""
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent < 1 << 30:
            sent += 1 << 20
            yield bytes(1 << 20)

    with suppress(ClientError):
        assert (await calls(asked, endless())).status == 413
    assert sent < 200 << 20
    assert await kept(kiosk, asked) == []


async def test_nothing_is_taken_where_nobody_asked(kiosk: Kiosk, ana: Phone, tables: Any) -> None:
    await ana.opens()
    await ana.taps("en")

    page = await uploads(ana)

    assert says(page, "media")
    assert await tables.fetchval("SELECT count(*) FROM files") == 0


async def test_whoever_is_new_is_greeted(phones: Phones, tables: Any) -> None:
    answer = await calls(phones(), CONTENT)

    assert (answer.status, answer.texts) == (200, ["Language?"])
    assert await tables.fetchval("SELECT count(*) FROM files") == 0


async def test_a_button_pressed_without_a_file_shows_the_question(
    kiosk: Kiosk, asked: Phone
) -> None:
    page = await uploads(asked, b"", name="", kind="application/octet-stream")

    assert says(page, "A note?")
    assert await kept(kiosk, asked) == []


async def test_an_empty_file_did_not_arrive(kiosk: Kiosk, asked: Phone) -> None:
    assert (await calls(asked, b"")).texts[-1].startswith("lost")


async def test_a_file_that_breaks_off_can_be_sent_again_under_its_own_id(
    kiosk: Kiosk, asked: Phone, tables: Any
) -> None:
    """It counts as not sent, and what was kept of it has no key."""

    async def broken() -> AsyncIterator[bytes]:
        yield CONTENT
        await asyncio.sleep(0.05)
        raise ConnectionError

    with pytest.raises((ClientError, ConnectionError)):
        await calls(asked, broken(), id="one")
    assert await kept(kiosk, asked) == []

    assert (await calls(asked, CONTENT, id="one")).texts[-1].startswith("kept")
    assert len(await kept(kiosk, asked)) == 1
    assert await tables.fetchval("SELECT count(for_draft) FROM files") == 1


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"--x\r\n\r\n",
        b"--x--\r\n",
        b'--x\r\nContent-Disposition: form-data; name="turn"\r\n\r\nmany\r\n--x--\r\n',
        b'--x\r\nContent-Disposition: form-data; name="id"\r\n\r\n'
        + b"a" * 5_000
        + b"\r\n--x--\r\n",
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nno end',
        b"--x\r\nContent-Disposition: attachment\r\n\r\nx\r\n--x--\r\n",
        b"\xff\xfe" * 50,
        b"--x\r\nfoo",
    ],
    ids=range(9),
)
async def test_what_is_no_form_is_refused_kindly(body: bytes, asked: Phone, kiosk: Kiosk) -> None:
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    response = await asked.asks("POST", "/chat", data=body, headers=headers)

    assert response.status in {200, 400}
    assert "Traceback" not in await response.text()
    assert len(await kept(kiosk, asked)) <= 1


async def test_a_form_without_a_boundary_is_refused(asked: Phone) -> None:
    headers = {"Content-Type": "multipart/form-data"}
    response: ClientResponse = await asked.asks("POST", "/chat", data=b"x", headers=headers)

    assert response.status == 400


@pytest.mark.parametrize("query", [{"turn": "x"}, {"id": ""}, {"after": "-1"}, {"else": "1"}])
async def test_what_the_api_does_not_know_is_refused(query: dict[str, str], asked: Phone) -> None:
    assert (await calls(asked, CONTENT, **query)).status == 400


async def test_what_was_made_small_is_counted_as_it_is(kiosk: Kiosk, asked: Phone) -> None:
    """A body that says it is compressed unfolds no further than any other file may be."""
    bomb = gzip.compress(bytes(LARGEST * 2))
    headers = {"Content-Type": "image/png", "Content-Encoding": "gzip"}
    response = await asked.asks("POST", FILES, data=bomb, headers=headers)

    assert response.status in {200, 400}
    assert await kept(kiosk, asked) == []


async def test_the_name_of_a_file_is_kept_nowhere(asked: Phone, tables: Any) -> None:
    await uploads(asked)

    for row in await tables.fetch(
        "SELECT relname FROM pg_class WHERE relkind = 'r'"
        " AND relnamespace = 'public'::regnamespace"
    ):
        for found in await tables.fetch(f"SELECT t::text AS said FROM {row['relname']} t"):
            assert "brindlewick" not in found["said"]
            assert b"brindlewick".hex() not in found["said"]


async def test_another_site_cannot_send_one(asked: Phone) -> None:
    headers = {"Content-Type": "text/plain", "Sec-Fetch-Site": "cross-site"}

    assert (await asked.asks("POST", FILES, data=CONTENT, headers=headers)).status == 403
