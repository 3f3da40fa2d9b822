"""What no browser sends, byte by byte: answered in a line, not repeated in the log."""

import pytest

from tests.whole.sites import Site, exchanged

pytestmark = pytest.mark.asyncio(loop_scope="session")

ZIPPED = b"Content-Type: application/json\r\nContent-Encoding: gzip"
JSON = b"Content-Type: application/json"
FORM = b"Content-Type: application/x-www-form-urlencoded"
NO_HTTP = (
    b"\x16\x03\x01\x02\x00\x01",  # TLS
    b"canary",
    b"c@nary /canary HTTP/1.1",
    b"CANARY /canary HTTP/1.1",
    b"GET /canary HTTP/9.9",
    b"GET canary HTTP/1.1",
    b"GET http://[canary/ HTTP/1.1",
    b"GET http://canary:99999/ HTTP/1.1",
    b"GET / HTTP/1.1\r\n: canary",
    b"GET / HTTP/1.1\r\ncan ary: x",
    b"GET / HTTP/1.1\r\nHost: canary\r\nHost: canary",
    b"GET / HTTP/1.1\r\nCookie: chat=canary" + b"; x=canary" * 2_000,
    b"POST /chat HTTP/1.1\r\nContent-Length: canary",
    b"POST /chat HTTP/1.1\r\nTransfer-Encoding: canary\r\nContent-Length: 4",
    b"POST /chat HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\ncanary",
    b"PRI * HTTP/2.0\r\n\r\nSM",
)
ODD_HTTP = (
    b"OPTIONS * HTTP/1.1",
    b"CONNECT canary:443 HTTP/1.1",
    b"GET //canary:99999/ HTTP/1.1",
    b"GET /canary%zz?canary=%ff HTTP/1.1",
    b"GET /chat HTTP/1.1\r\nAccept-Language: canary\xff;q=x",
    b"GET /console/sign-in HTTP/1.1\r\nCookie: haki-device=canary\xff",
    b"GET /console/welcome/canary HTTP/1.1",
    b"POST /chat HTTP/1.1\r\nExpect: canary\r\nContent-Length: 0",
    b"POST /console/sign-in HTTP/1.1\r\n" + FORM + b"\r\nContent-Length: 6\r\n\r\ncanary",
    b"POST /chat/api/messages HTTP/1.1\r\n" + ZIPPED + b"\r\nContent-Length: 6\r\n\r\ncanary",
    b"POST /telegram/webhook HTTP/1.1\r\nContent-Length: 6\r\n\r\ncanary",
    b"GET /metrics HTTP/1.1\r\nAuthorization: Bearer canary",
)
UNKNOWN = (
    b"GET /chat/api/messages?after=canary HTTP/1.1",
    b"GET /chat/words/canary HTTP/1.1",
    b"POST /chat/api/files?canary=1 HTTP/1.1\r\nContent-Length: 0",
    b"POST /chat/api/messages HTTP/1.1\r\n"
    + JSON
    + b'\r\nContent-Length: 13\r\n\r\n{"canary": 1}',
    b"POST /chat/api/messages HTTP/1.1\r\n" + JSON + b"\r\nContent-Length: 6\r\n\r\ncanary",
)


async def test_what_is_no_http_at_all_is_refused_and_not_repeated_in_the_log(site: Site) -> None:
    before = await site.counts()
    for said in NO_HTTP:
        assert b" 400 " in (await exchanged(site.haki.port, said + b"\r\n\r\n")), said
    for said in ODD_HTTP:
        head, _, body = said.partition(b"\r\n\r\n")
        request = b"\r\n".join((head, b"Host: canary", b"Connection: close", b"", body))
        assert (await exchanged(site.haki.port, request)).startswith(b"HTTP/1."), said
    zipped = 1  # what is in it cannot be read either
    assert await site.rise("requests_unreadable", before) == len(NO_HTTP) + zipped
    logged = site.haki.log.read_text().casefold()
    assert "canary" not in logged
    assert "127.0.0.1" not in logged


async def test_nothing_that_was_sent_comes_back(site: Site) -> None:
    for said in (*NO_HTTP, *ODD_HTTP, *UNKNOWN):
        head, _, body = said.partition(b"\r\n\r\n")
        for host in (b"", b"\r\nHost: canary"):
            request = b"\r\n".join((head + host, b"Connection: close", b"", body))
            answer = (await exchanged(site.haki.port, request + b"\r\n\r\n")).partition(
                b"\r\n\r\n"
            )
            assert b"canary" not in answer[2].lower(), said
            assert answer[2] or b" 30" in answer[0].split(b"\r\n")[0], said


async def test_what_passes_by_every_page_is_answered_in_a_plain_sentence(site: Site) -> None:
    for said, sentence in (
        (b"canary", b"This cannot be read: it is no request of a browser."),
        (b"GET /canary HTTP/1.1", b"There is no such page."),
        (b"POST /healthz HTTP/1.1\r\nContent-Length: 0", b"This page cannot be used in this way."),
        (b"GET /metrics HTTP/1.1", b"This needs a token."),
        (b"GET /healthz HTTP/1.1\r\nExpect: canary", b"What this request expects cannot be done."),
    ):
        request = said + b"\r\nHost: canary\r\nConnection: close\r\n\r\n"
        head, _, body = (await exchanged(site.haki.port, request)).partition(b"\r\n\r\n")
        assert body == sentence + b"\n", said
        assert b"\r\nContent-Type: text/plain; charset=utf-8" in head, said


async def test_no_answer_says_which_program_gives_it(site: Site) -> None:
    plain = [f"GET {path} HTTP/1.0".encode() for path in ("/chat", "/console", "/healthz", "/no")]
    for said in (*plain, b"GET /chat/static/chat.css HTTP/1.1\r\nHost: a", *NO_HTTP, *ODD_HTTP):
        head, _, body = said.partition(b"\r\n\r\n")
        request = b"\r\n".join((head, b"Connection: close", b"", body))
        answer = await exchanged(site.haki.port, request + b"\r\n\r\n")
        assert answer.startswith(b"HTTP/1."), said
        assert b"\r\nServer:" not in answer, said
        assert b"aiohttp" not in answer, said
