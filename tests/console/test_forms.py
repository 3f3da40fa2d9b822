"""Only our own forms do anything."""

import pytest

from tests.console.browser import Browser, Page
from tests.console.conftest import ANA, BEN, Serve, joined
from tests.console.office import PASSWORD, Office

FOREIGN = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": "https://elsewhere.example"},
    {"Origin": "http://127.0.0.1:1"},
    {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
]
OURS = [{}, {"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}, {"Origin": "null"}]


@pytest.fixture
async def waiting(ana: Browser, office: Office) -> Page:
    """A report that waits, open in front of Ana."""
    sent = await office.sent()
    return await ana.open(f"/console/reports/{sent.reference}")


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
async def test_what_another_site_sends_does_nothing(
    ana: Browser, waiting: Page, headers: dict[str, str]
) -> None:
    page = await ana.send(waiting, "/take", headers=headers)

    assert page.status == 403
    assert "another site" in page.text
    assert await is_untaken(ana, waiting)


@pytest.mark.parametrize("headers", OURS, ids=str)
async def test_what_our_page_sends_is_done(
    ana: Browser, waiting: Page, headers: dict[str, str]
) -> None:
    page = await ana.send(waiting, "/take", headers=headers)

    assert page.status == 200
    assert not await is_untaken(ana, waiting)


async def test_the_origin_of_the_page_itself_is_ours(ana: Browser, waiting: Page) -> None:
    page = await ana.send(waiting, "/take", headers={"Origin": str(ana.root.origin())})

    assert page.status == 200


@pytest.mark.parametrize("token", ["", "0" * 64, "é", "\x00"])
async def test_a_form_without_the_right_token_does_nothing(
    ana: Browser, waiting: Page, token: str
) -> None:
    page = await ana.send(waiting, "/take", token=token)

    assert page.status == 403
    assert await is_untaken(ana, waiting)


async def test_a_form_without_any_token_does_nothing(ana: Browser, waiting: Page) -> None:
    page = await ana.post(waiting.url.path + "/take", {})

    assert page.status == 403
    assert await is_untaken(ana, waiting)


async def test_the_token_of_another_session_does_nothing(
    ana: Browser, office: Office, serve: Serve, waiting: Page
) -> None:
    code = await office.colleague(of=ana.cookies()["haki-session"])
    ben = await joined((await serve(office.app()))(), code, BEN)
    token = (await ben.open(waiting.url.path)).form("/take").fields["token"]

    page = await ana.send(waiting, "/take", token=token)

    assert page.status == 403
    assert await is_untaken(ana, waiting)


async def test_signing_in_needs_the_form_that_this_browser_was_given(ana: Browser) -> None:
    ana.forget()
    page = await ana.open("/console/sign-in")
    fields = page.form("/sign-in").fields | {"name": ANA, "password": PASSWORD}
    ana.forget()

    page = await ana.post("/console/sign-in", fields)

    assert page.status == 403
    assert "cookies" in page.text
    assert ana.cookies() == {}


async def test_what_was_written_is_given_back_with_a_refusal(
    ana: Browser, office: Office, waiting: Page
) -> None:
    page = await ana.send(waiting, "/take")

    refused = await ana.send(page, "/answer", token="0", words="We <b>read</b> it.")
    assert refused.status == 403
    assert [each.text.strip() for each in refused.all("textarea")] == ["We <b>read</b> it."]
    office.clock.passes(hours=13)
    refused = await ana.send(page, "/answer", words="We read it.")

    assert refused.status == 401
    assert [each.text.strip() for each in refused.all("textarea")] == ["We read it."]
    assert refused.all("a", href="/console/sign-in")


async def test_what_another_site_wrote_is_never_shown(ana: Browser, waiting: Page) -> None:
    page = await ana.send(waiting, "/take")

    page = await ana.send(page, "/answer", headers=FOREIGN[0], words="Call this number")

    assert "Call this number" not in page.html


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("application/json", b"{}", 400),
        ("multipart/form-data; boundary=x", b"--x--", 400),
        ("text/plain", b"token=1", 400),
        ("application/x-www-form-urlencoded; charset=klingon", b"token=1", 400),
        ("application/x-www-form-urlencoded", b"token=\xff\xfe", 400),
        ("application/x-www-form-urlencoded", b"&" * 5000, 413),
        ("application/x-www-form-urlencoded", b"token=" + b"x" * (1 << 20), 413),
    ],
)
async def test_what_is_no_form_is_refused_in_a_sentence(
    ana: Browser, waiting: Page, kind: str, body: bytes, status: int
) -> None:
    page = await ana.raw(waiting.url.path + "/take", body, {"Content-Type": kind})

    assert page.status == status
    assert page.all("h1")
    assert await is_untaken(ana, waiting)


async def is_untaken(ana: Browser, page: Page) -> bool:
    return bool((await ana.open(page.url.path)).of_class("act"))
