"""Coming in and going out."""

import pytest

from tests.console.browser import Browser
from tests.console.conftest import ANA, LAMPLIGHT, Serve, joined
from tests.console.office import PASSWORD, Office

SIGN_IN = "/console/sign-in"


async def test_somebody_who_is_invited_chooses_a_name_and_a_password_and_is_in(
    office: Office, serve: Serve
) -> None:
    browser = (await serve(office.app()))()
    code = await office.organisation(LAMPLIGHT)

    page = await browser.open(f"/console/welcome/{code}")
    assert LAMPLIGHT in page.text
    assert "coordinator" in page.text
    page = await browser.send(page, code, name=ANA, password=PASSWORD, again=PASSWORD)

    assert page.url.path == "/console"
    assert LAMPLIGHT in page.text
    assert ANA in page.text


async def test_an_invitation_is_used_once(office: Office, serve: Serve) -> None:
    new = await serve(office.app())
    code = await office.organisation(LAMPLIGHT)
    await joined(new(), code, ANA)

    page = await new().open(f"/console/welcome/{code}")

    assert page.status == 404
    assert "ask the people who run this service: only they make invitations" in page.text
    assert "person who invited" not in page.text
    assert page.all("a", href=SIGN_IN)


async def test_an_invitation_that_is_too_old_is_refused(office: Office, serve: Serve) -> None:
    browser = (await serve(office.app()))()
    code = await office.organisation(LAMPLIGHT)
    office.clock.passes(days=15)

    page = await browser.open(f"/console/welcome/{code}")

    assert page.status == 404


async def test_what_is_no_invitation_is_refused_kindly(office: Office, serve: Serve) -> None:
    browser = (await serve(office.app()))()

    for code in ("nothing", "AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA", "%00", "..%2F..", "x" * 2000):
        page = await browser.open(f"/console/welcome/{code}")

        assert page.status == 404, code
        assert "invitation" in page.text or "no such page" in page.text


async def test_a_name_or_password_that_will_not_do_is_said_and_the_name_stays(
    office: Office, serve: Serve
) -> None:
    browser = (await serve(office.app()))()
    code = await office.organisation(LAMPLIGHT)
    page = await browser.open(f"/console/welcome/{code}")

    page = await browser.send(page, code, name=ANA, password="short", again="short")
    assert (page.status, "at least 12 characters" in page.text) == (422, True)
    assert page.form(code).fields["name"] == ANA
    page = await browser.send(page, code, name=ANA, password=PASSWORD, again=PASSWORD + "!")
    assert (page.status, "not the same" in page.text) == (422, True)
    page = await browser.send(page, code, name="A", password=PASSWORD, again=PASSWORD)
    assert (page.status, "2 to 40" in page.text) == (422, True)
    page = await browser.send(page, code, name=ANA, password="long " * 300, again="long " * 300)
    assert (page.status, "too long" in page.text) == (422, True)
    page = await browser.send(page, code, name=ANA, password=PASSWORD, again=PASSWORD)
    assert page.status == 200


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("aaaaaaaaaaaa", "at least 6 different ones"),
        ("123456789012", "a row such as 123456"),
        ("lamplight2026", "your name or that of your organisation"),
        ("Password2026!", "the most used ones"),
    ],
)
async def test_a_password_that_is_guessed_first_is_refused_with_what_to_do(
    office: Office, serve: Serve, password: str, says: str
) -> None:
    browser = (await serve(office.app()))()
    code = await office.organisation(LAMPLIGHT)
    page = await browser.open(f"/console/welcome/{code}")
    assert "At least 12 characters, 6 of them different" in page.text

    page = await browser.send(page, code, name=ANA, password=password, again=password)

    assert page.status == 422
    (problem,) = page.of_class("problem")
    assert says in problem.text
    assert page.all("input", id="password")[0]["aria-invalid"] == "true"
    assert password not in page.html
    page = await browser.send(page, code, name=ANA, password=PASSWORD, again=PASSWORD)
    assert page.url.path == "/console"


async def test_a_name_that_somebody_has_is_refused_whatever_its_case(
    ana: Browser, office: Office, serve: Serve
) -> None:
    other = (await serve(office.app()))()
    code = await office.organisation("Harbour Aid (fictional)")
    page = await other.open(f"/console/welcome/{code}")

    page = await other.send(page, code, name=ANA.upper(), password=PASSWORD, again=PASSWORD)

    assert page.status == 422
    assert "already" in page.text
    assert ana.cookies()


async def test_somebody_signs_in_again_and_gets_where_they_wanted_to_go(
    ana: Browser, office: Office
) -> None:
    sent = await office.sent()
    ana.forget()

    page = await ana.open(f"/console/reports/{sent.reference}")
    assert page.url.path == SIGN_IN
    page = await ana.send(page, SIGN_IN, name=ANA, password=PASSWORD)

    assert page.status == 200
    assert page.url.path == f"/console/reports/{sent.reference}"


async def test_a_wrong_password_and_a_wrong_name_look_the_same(ana: Browser) -> None:
    ana.forget()
    page = await ana.open(SIGN_IN)

    wrong_password = await ana.send(page, SIGN_IN, name=ANA, password="another one, wrong")
    wrong_name = await ana.send(page, SIGN_IN, name="Nobody", password=PASSWORD)

    for page in (wrong_password, wrong_name):
        assert page.status == 401
        assert "The name or the password is wrong." in page.text
    assert wrong_password.form(SIGN_IN).fields["name"] == ANA
    assert "another one" not in wrong_password.html
    assert "haki-session" not in ana.cookies()


async def test_strange_names_are_only_wrong(ana: Browser) -> None:
    ana.forget()
    page = await ana.open(SIGN_IN)

    for name in ("\x00", "a\x00b", "\u202eanA", "x" * 50_000, "' OR 1=1 --", "<script>"):
        page = await ana.send(page, SIGN_IN, name=name, password=PASSWORD)

        assert page.status == 401, name[:20]
        assert "<script>" not in page.html


async def test_too_many_tries_are_told_to_wait_and_how_long(ana: Browser, office: Office) -> None:
    ana.forget()
    page = await ana.open(SIGN_IN)
    for _ in range(8):
        page = await ana.send(page, SIGN_IN, name=ANA, password="wrong wrong wrong")
        assert page.status == 401

    page = await ana.send(page, SIGN_IN, name=ANA, password=PASSWORD)
    assert page.status == 429
    assert "Wait 15 minutes" in page.text
    assert page.headers["Retry-After"] == "900"
    office.clock.passes(minutes=16)
    page = await ana.send(page, SIGN_IN, name=ANA, password=PASSWORD)

    assert page.url.path == "/console"


async def test_who_signs_out_is_out_even_with_the_old_cookie(
    ana: Browser, office: Office, serve: Serve
) -> None:
    page = await ana.open("/console")
    old = ana.cookies()["haki-session"]

    page = await ana.send(page, "/sign-out")

    assert page.url.path == SIGN_IN
    assert "haki-session" not in ana.cookies()
    ana.remember({"haki-session": old})
    assert (await ana.open("/console")).url.path == SIGN_IN


async def test_a_session_ends_by_itself(ana: Browser, office: Office) -> None:
    office.clock.passes(hours=13)

    assert (await ana.open("/console")).url.path == SIGN_IN


async def test_a_cookie_that_is_none_of_ours_is_nobody(ana: Browser) -> None:
    for value in ("", "x", "A" * 43, "\u00e9" * 5, "a" * 4000):
        ana.forget()
        ana.remember({"haki-session": value})

        assert (await ana.open("/console")).url.path == SIGN_IN, value


async def test_after_signing_in_nobody_is_sent_elsewhere(ana: Browser) -> None:
    for path in (
        "https://elsewhere.example/",
        "//elsewhere.example",
        "/console/../chat",
        "/chat",
        "/console\\..",
        "/consolex",
        "/console/%2e%2e",
        "/console\r\nX: y",
    ):
        ana.forget()
        page = await ana.open(SIGN_IN)
        fields = page.form(SIGN_IN).fields | {"next": path, "name": ANA, "password": PASSWORD}

        page = await ana.post(SIGN_IN, fields)

        assert page.url.path == "/console", path


async def test_the_cookie_is_kept_from_scripts_other_sites_and_other_pages(
    office: Office, serve: Serve
) -> None:
    browser = (await serve(office.app(public_url="https://haki.example")))()
    code = await office.organisation(LAMPLIGHT)
    page = await browser.open(f"/console/welcome/{code}")
    browser.remember({"__Secure-haki-visit": page.set_cookies["__Secure-haki-visit"].value})

    page = await browser.send(
        page, code, follow=False, name=ANA, password=PASSWORD, again=PASSWORD
    )

    assert page.status == 303
    cookie = page.set_cookies["__Secure-haki-session"]
    assert cookie["httponly"]
    assert cookie["secure"]
    assert cookie["samesite"] == "Strict"
    assert cookie["path"] == "/console"
    assert cookie["max-age"] == str(12 * 3600)
    assert not cookie["domain"]


async def test_nobody_is_sent_to_a_colleague_who_cannot_invite(ana: Browser) -> None:
    queue = await ana.open("/console")
    assert not [each for each in queue.all("a") + queue.all("form") if "invit" in str(each)]
    ana.forget()

    page = await ana.open(SIGN_IN)

    assert "asks the people who run this service: only they make invitations" in page.text
    assert "can then never be opened again, by anybody" in page.text
    assert "colleague" not in page.text
