"""Typing a name again and again locks nobody out of a browser in which they were signed in."""

from tests.console.browser import Browser, Page
from tests.console.conftest import ANA, BEN, LAMPLIGHT, Serve, joined
from tests.console.office import PASSWORD, Office

SIGN_IN = "/console/sign-in"
DEVICE = "haki-device"
TRIES = 8


async def out(browser: Browser) -> Page:
    """Signed out, and at the form again."""
    page = await browser.send(await browser.open("/console"), "/sign-out")
    assert page.url.path == SIGN_IN
    return page


async def locked_out(browser: Browser, name: str = ANA, tries: int = TRIES) -> Page:
    """Wrong passwords until there are too many."""
    page = await browser.open(SIGN_IN)
    for _ in range(tries):
        page = await browser.send(page, SIGN_IN, name=name, password="wrong wrong wrong")
        assert page.status == 401
    page = await browser.send(page, SIGN_IN, name=name, password=PASSWORD)
    assert page.status == 429
    return page


def device_of(browser: Browser) -> str:
    return browser.cookies()[DEVICE]


async def test_a_stranger_who_types_a_name_locks_its_owner_out_of_no_browser_of_theirs(
    office: Office, serve: Serve
) -> None:
    new = await serve(office.app())
    ana = await joined(new(), await office.organisation(LAMPLIGHT), ANA)
    page = await out(ana)

    refused = await locked_out(new())
    page = await ana.send(page, SIGN_IN, name=ANA, password=PASSWORD)

    assert "or use a browser in which you have signed in before" in refused.text
    assert page.url.path == "/console"
    await locked_out(new(), tries=0)  # and it has not set the stranger's count back


async def test_a_browser_that_is_known_has_a_count_of_its_own_and_then_that_of_all(
    office: Office, serve: Serve
) -> None:
    new = await serve(office.app())
    ana = await joined(new(), await office.organisation(LAMPLIGHT), ANA)
    await out(ana)

    await locked_out(ana, tries=2 * TRIES)
    await locked_out(new(), tries=0)

    office.clock.passes(minutes=16)
    page = await ana.send(await ana.open(SIGN_IN), SIGN_IN, name=ANA, password=PASSWORD)
    assert page.url.path == "/console"


async def test_a_browser_is_known_to_whom_it_knows_and_to_nobody_else(
    office: Office, serve: Serve
) -> None:
    new = await serve(office.app())
    ana = await joined(new(), await office.organisation(LAMPLIGHT), ANA)
    ben = await joined(new(), await office.organisation("Harbour Aid (fictional)"), BEN)
    await out(ana)

    await locked_out(ana, BEN)

    page = await ben.send(await out(ben), SIGN_IN, name=BEN, password=PASSWORD)
    assert page.url.path == "/console"


async def test_two_who_share_a_browser_are_both_known(office: Office, serve: Serve) -> None:
    new = await serve(office.app())
    shared = await joined(new(), await office.organisation(LAMPLIGHT), ANA)
    await out(shared)
    await joined(shared, await office.organisation("Harbour Aid (fictional)"), BEN)
    page = await out(shared)
    for name in (ANA, BEN):
        await locked_out(new(), name)

    for name in (ANA, BEN):
        page = await shared.send(page, SIGN_IN, name=name, password=PASSWORD)
        assert page.url.path == "/console", name
        page = await out(shared)


async def test_over_https_it_is_kept_from_scripts_other_sites_and_plain_http(
    office: Office, serve: Serve
) -> None:
    browser = (await serve(office.app(public_url="https://haki.example")))()
    code = await office.organisation(LAMPLIGHT)
    page = await browser.open(f"/console/welcome/{code}")
    browser.remember({"__Secure-haki-visit": page.set_cookies["__Secure-haki-visit"].value})

    page = await browser.send(
        page, code, follow=False, name=ANA, password=PASSWORD, again=PASSWORD
    )

    cookie = page.set_cookies[f"__Secure-{DEVICE}"]
    assert cookie["httponly"]
    assert cookie["secure"]
    assert cookie["samesite"] == "Strict"
    assert cookie["path"] == "/console"
    assert int(cookie["max-age"]) > 90 * 24 * 3600
    assert ANA not in cookie.value


async def test_a_wrong_password_makes_no_browser_known(office: Office, serve: Serve) -> None:
    new = await serve(office.app())
    await joined(new(), await office.organisation(LAMPLIGHT), ANA)
    stranger = new()

    page = await stranger.send(
        await stranger.open(SIGN_IN), SIGN_IN, name=ANA, password="wrong wrong wrong"
    )

    assert page.status == 401
    assert DEVICE not in stranger.cookies()
    assert DEVICE not in page.set_cookies


async def test_a_cookie_that_we_did_not_make_helps_nobody(office: Office, serve: Serve) -> None:
    new = await serve(office.app())
    ana = await joined(new(), await office.organisation(LAMPLIGHT), ANA)
    await out(ana)
    good, stranger = device_of(ana), new()
    await locked_out(stranger)
    until, number, proof = good.split(".")
    for forged in (
        "",
        "x",
        "~" * 4000,
        f"{until}.{number}.{'0' * 64}",
        f"{int(until) + 1}.{number}.{proof}",
        f"{until}.{'0' * 32}.{proof}",
        f"{until}.{number}.{proof[:-1]}",
        f" {good}",
        f"{good}\u0660",
    ):
        stranger.remember({DEVICE: forged})
        await locked_out(stranger, tries=0)

    stranger.remember({DEVICE: good})
    page = await stranger.send(await stranger.open(SIGN_IN), SIGN_IN, name=ANA, password=PASSWORD)
    assert page.url.path == "/console"
