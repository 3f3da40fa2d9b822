"""What no browser and no Telegram would send: refused or ignored, counted, no error of ours."""

import asyncio
import json
from collections.abc import AsyncIterator
from io import BytesIO
from typing import Any

import pytest

from tests.fakes.patience import eventually
from tests.whole.chats import choose
from tests.whole.deployments import SECRET, browser
from tests.whole.journeys import arriving
from tests.whole.sites import GIVEN, Site, raw, update_of
from tests.whole.workers import (
    RECEIPT,
    SEND,
    Telling,
    begins,
    fills_in,
    receipt_in,
)

pytestmark = pytest.mark.asyncio(loop_scope="session")

MEGABYTE = 1 << 20

# the web chat ---------------------------------------------------------------------------------


async def pieces_of(size: int) -> AsyncIterator[bytes]:
    """A body that does not say how long it will be."""
    for _ in range(size // 1024):
        yield b" " * 1024


async def test_a_body_of_more_than_a_mebibyte_is_refused_kindly(site: Site) -> None:
    chat, page = await site.web(), await site.page()
    await begins(chat)
    await begins(page)
    large, before = json.dumps({"text": "x" * MEGABYTE}), await site.counts()
    for body in (BytesIO(large.encode()), pieces_of(MEGABYTE + 4096)):
        headers = {"Content-Type": "application/json"}
        async with chat.session.post(chat.api, data=body, headers=headers) as answer:
            assert answer.status == 413
            assert "1 MiB" in (await answer.json())["error"]
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    for path, said in (("/chat", "Please send it in shorter parts."), ("/console/sign-in", "")):
        body = BytesIO(b"text=" + b"x" * MEGABYTE)
        async with page.session.post(page.url + path, data=body, headers=form) as answer:
            assert answer.status == 413
            assert said in await answer.text()
    assert await site.rise("requests_refused_413", before) == 4
    await choose(chat, "📖")  # and the conversation goes on where it was
    await choose(page, "📖")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'"hello"',
        b"{]",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"text": 5}',
        b'{"text": "a", "choice": "b"}',
        b'{"turn": -1}',
        b'{"turn": 99999999999999999999999999}',
        b'{"turn": 1.5}',
        b'{"id": ""}',
        b'{"colour": "red"}',
        b"\xff\xfe",
        b'{"text": "\xff"}',
        b'{"choice": "' + b"k" * 201 + b'"}',
    ],
    ids=lambda body: repr(body[:24]),
)
async def test_json_that_is_not_ours_is_refused_in_a_sentence(site: Site, body: bytes) -> None:
    chat = await site.web()
    headers = {"Content-Type": "application/json"}
    async with chat.session.post(chat.api, data=body, headers=headers) as answer:
        assert answer.status == 400
        assert (await answer.json())["error"].endswith((".", ")"))


async def test_what_browsers_never_ask_for_is_refused(site: Site) -> None:
    async with browser() as session:
        for method, path, status in (
            ("POST", "/chat/api/messages", 415),  # not as JSON
            ("PUT", "/chat/api/messages", 405),
            ("GET", "/chat/api/messages?after=x", 400),
            ("GET", f"/chat/api/messages?after={'9' * 40}", 400),
            ("GET", "/chat/static/%2e%2e/%2e%2e/server.key", 404),
            ("GET", "/chat/words/xx%00", 404),
            ("GET", "/console/reports/%00", 404),
            ("GET", "/console/reports/AAAAAAA", 303),
            ("GET", "/console?page=99999999999999", 303),
            ("GET", "/console/welcome/%F0%9F%98%80", 404),
            ("GET", f"/console/welcome/{'A' * 4000}", 404),
            ("GET", "/nowhere", 404),
            ("GET", "/metrics", 401),
        ):
            url = f"{site.haki.url}{path}"
            async with session.request(method, url, allow_redirects=False) as answer:
                assert answer.status == status, path
    for header in (b"Cookie: chat=\xff\xfe; haki-session=\xff", b"Authorization: Bearer \xff"):
        assert await raw(site.haki.port, "/chat", b"", header, method="GET") == 200
        assert await raw(site.haki.port, "/metrics", b"", header, method="GET") == 401
        assert await raw(site.haki.port, "/console", b"", header, method="GET") == 303


# Telegram ---------------------------------------------------------------------------------------


async def test_whoever_does_not_know_the_secret_is_not_telegram(site: Site) -> None:
    person, before = site.telegram.person(started=True), await site.counts()
    for number, secret in enumerate((b"", b"wrong", SECRET[:-1].encode(), b"\xff\xfe\x80")):
        update = update_of(person.chat_id, 10 + number, text="hello")
        assert await site.hooked(update, secret) == 403
    assert await raw(site.haki.port, "/telegram/webhook", b"{}") == 403
    assert await raw(site.haki.port, "/telegram/webhook", b"", method="GET") == 405
    assert await site.rise("telegram_webhook_forged", before) == 5
    assert await site.rise("requests_refused_403", before) == 5
    assert person.received == []


async def test_an_update_of_more_than_a_mebibyte_is_refused(site: Site) -> None:
    person, before = site.telegram.person(started=True), await site.counts()
    large = update_of(person.chat_id, 20, text="x" * MEGABYTE)
    assert await site.hooked(large) == 413
    headers = {GIVEN: SECRET, "Content-Type": "application/json"}
    async with (
        browser() as session,
        session.post(
            f"{site.haki.url}/telegram/webhook", data=pieces_of(MEGABYTE + 4096), headers=headers
        ) as answer,
    ):
        assert answer.status == 413
    assert await site.rise("telegram_webhook_oversized", before) == 2
    assert person.received == []


@pytest.mark.parametrize(
    "update",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"update_id": "one"}',
        b'{"message": {"chat": {"id": 1, "type": "private"}, "text": "hello"}}',
        b'{"update_id": 1, "message": {"chat": {"id": "me", "type": "private"}}}',
        b'{"update_id": 1, "message": "hello"}',
        b'{"update_id": 1, "message": ' + b"[" * 100_000,
    ],
    ids=lambda update: repr(update[:40]),
)
async def test_an_update_that_cannot_be_read_is_set_aside_and_not_asked_for_again(
    site: Site, update: bytes
) -> None:
    before = await site.counts()
    assert await site.hooked(update) == 200
    assert await site.rise("telegram_updates_malformed", before) == 1


async def test_an_update_that_is_not_packed_as_it_says_is_set_aside(site: Site) -> None:
    before = await site.counts()
    headers = {GIVEN: SECRET, "Content-Encoding": "gzip"}
    url = f"{site.haki.url}/telegram/webhook"
    async with browser() as session, session.post(url, data=b"xx", headers=headers) as answer:
        assert answer.status == 200
    assert await site.rise("telegram_updates_malformed", before) == 1


async def test_an_update_that_is_not_for_us_is_counted(site: Site) -> None:
    person, before = site.telegram.person(started=True), await site.counts()
    group: dict[str, Any] = {"chat": {"id": -5, "type": "group"}}
    foreign: dict[str, Any] = {
        "id": "1",
        "data": "not ours",
        "message": {**group, "message_id": 1},
    }
    private = {"chat": {"id": person.chat_id, "type": "private"}, "message_id": 1}
    for number, update in enumerate(
        (
            {"message": {**group, "text": "hello"}},
            {"edited_message": {**group}},
            {"callback_query": foreign},
            {"callback_query": {**foreign, "message": private}},
            {"callback_query": {"id": "2", "data": "1:/menu"}},
            {"inline_query": {"id": "3", "query": "hello"}},
            {"message": private},
            {},
        )
    ):
        assert await site.hooked({"update_id": 30 + number, **update}) == 200
    after = await site.counts()
    assert sum(after.values()) - sum(before.values()) == 8
    assert person.received == []


async def test_an_update_that_comes_again_has_no_effect_again(site: Site) -> None:
    person, before = site.telegram.person(started=True), await site.counts()
    update = update_of(person.chat_id, 50, text="hello")
    assert set(await asyncio.gather(*(site.hooked(update) for _ in range(5)))) == {200}
    await person.waits_for("Please choose your language.", 30)
    assert await site.hooked(update) == 200
    assert await site.rise("telegram_updates_taken", before) == 1
    assert await site.rise("telegram_updates_repeated", before) == 5
    assert len(person.received) == 1


async def test_send_that_comes_again_sends_one_report(site: Site) -> None:
    phone, web = site.phone(), await site.web()
    for each in (phone, web):
        await begins(each)
        await fills_in(each, Telling("It comes once."))
    key = next(key for key, label in phone.buttons if SEND in label)
    chat = {"id": phone.person.chat_id, "type": "private"}
    query: dict[str, Any] = {"id": "1", "data": key, "from": {"id": 1, "is_bot": False}}
    query["message"] = {"message_id": phone.seen, "date": 1, "chat": chat}
    send = {"turn": web.turn, "choice": next(key for key, label in web.buttons if SEND in label)}
    async with arriving(site.caseworker) as new:
        again = [{"update_id": number, "callback_query": query} for number in (60, 60, 60, 61)]
        assert {await site.hooked(update) for update in again} == {200}
        for id_ in ("one", "one", "two"):
            await web.sends(**send, id=id_)
    assert len(new) == 2

    def receipts() -> list[str | None]:
        return [each.text for each in phone.person.received if RECEIPT.search(each.text or "")]

    await eventually(receipts, 10)
    await asyncio.sleep(3)  # a second one would come after a second
    assert len(receipts()) == 1


async def test_the_same_message_sent_again_gets_the_same_receipt(site: Site) -> None:
    chat = await site.web()
    await begins(chat)
    await fills_in(chat, Telling("It comes once."))
    key = next(key for key, label in chat.buttons if SEND in label)
    send, receipts = {"turn": chat.turn, "choice": key, "id": "mine"}, []
    async with arriving(site.caseworker) as new:
        for _ in range(3):
            await chat.sends(**send)
            receipts.append(receipt_in(chat))
    assert len(new) == 1
    assert len(set(receipts)) == 1
