"""What every answer carries, whatever it is."""

import logging
from pathlib import Path

import pytest

from bot.services.members import Role
from bot.settings import Settings
from bot.storage.database import Database
from tests.console.browser import Browser, Page
from tests.console.conftest import ANA, LAMPLIGHT, Serve, joined
from tests.console.office import NOTICE, Office

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
CANARY = "canary 0101 in an error"


def assert_shielded(page: Page) -> None:
    headers = page.headers
    assert headers["Content-Security-Policy"] == POLICY
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cross-Origin-Embedder-Policy"] == "require-corp"


async def test_every_page_and_every_refusal_is_shielded_and_never_stored(
    ana: Browser, office: Office
) -> None:
    sent = await office.sent()
    case = f"/console/reports/{sent.reference}"
    pages = [
        await ana.open("/console"),
        await ana.open("/console", follow=False),
        await ana.open("/console/", follow=False),
        await ana.open(case),
        await ana.open("/console/nothing"),
        await ana.open("/console/reports/2222222"),
        await ana.open("/console/sign-out"),
        await ana.post(case + "/take", {}),
        await ana.raw(case + "/take", b"x" * (2 << 20), {}),
    ]
    ana.forget()
    pages += [
        await ana.open("/console", follow=False),
        await ana.open("/console/sign-in"),
        await ana.open("/console/welcome/nothing"),
    ]

    assert [page.status for page in pages] == [
        200, 200, 303, 200, 404, 404, 405, 403, 400, 303, 200, 404
    ]  # fmt: skip
    for page in pages:
        assert_shielded(page)
        assert page.headers["Cache-Control"] == "no-store"


async def test_every_page_has_landmarks_a_heading_and_labels(ana: Browser, office: Office) -> None:
    sent = await office.sent()
    page = await ana.open(f"/console/reports/{sent.reference}")
    pages = [
        page,
        await ana.send(page, "/take"),
        await ana.open("/console"),
        await ana.open("/console/nothing"),
    ]
    ana.forget()
    pages.append(await ana.open("/console/sign-in"))
    pages.append(await ana.open(f"/console/welcome/{await office.organisation('Other')}"))

    for page in pages:
        assert page.all("html", lang="en")
        assert len(page.all("main")) == len(page.all("h1")) == len(page.all("title")) == 1
        ids = [each["id"] for each in page.elements if each["id"]]
        assert len(ids) == len(set(ids))
        labelled = {each["for"] for each in page.all("label")}
        for field in page.all("input") + page.all("textarea"):
            if field["type"] not in {"hidden", "radio", "checkbox"}:
                assert field["id"] in labelled
        described = [
            each["aria-describedby"] for each in page.elements if each["aria-describedby"]
        ]
        assert set(" ".join(described).split()) <= set(ids)


async def test_the_notice_of_a_deployment_stands_on_every_page(ana: Browser) -> None:
    for path in ("/console", "/console/sign-in", "/console/nothing"):
        assert NOTICE in (await ana.open(path)).text


async def test_what_never_changes_is_kept_by_browsers_under_an_address_of_its_own(
    ana: Browser,
) -> None:
    page = await ana.open("/console/sign-in")
    style, script, icon = (
        page.all("link", rel="stylesheet")[0]["href"],
        page.all("script")[0]["src"],
        page.all("link", rel="icon")[0]["href"],
    )

    for path, kind in ((style, "text/css"), (script, "text/javascript"), (icon, "image/svg+xml")):
        file = await ana.open(path)
        other = await ana.open(path.partition("?")[0] + "?v=other")

        assert file.headers["Content-Type"].startswith(kind)
        assert "immutable" in file.headers["Cache-Control"]
        assert other.headers["Cache-Control"] == "no-store"
        assert_shielded(file)
    assert (await ana.open("/console/static/nothing.css")).status == 404
    assert (await ana.open("/console/static/..%2Fpages.py")).status == 404


@pytest.mark.parametrize(
    ("role", "door", "case"),
    [(Role.ANALYST, "/console", 403), (Role.ORGANISER, "/console/updates", 403)],
)
async def test_who_may_not_see_cases_is_told_so_and_can_sign_out(
    office: Office, serve: Serve, role: Role, door: str, case: int
) -> None:
    new = await serve(office.app())
    ana = await joined(new(), await office.organisation(LAMPLIGHT, role=role), ANA)
    sent = await office.sent()

    assert (await ana.open("/console")).url.path == door
    page = await ana.open(f"/console/reports/{sent.reference}")
    assert page.status == case
    assert "Your role does not allow this." in page.text
    token = page.form("/sign-out").fields["token"]
    for act in ("take", "answer", "close"):
        refused = await ana.post(f"/console/reports/{sent.reference}/{act}", {"token": token})

        assert refused.status == 403
    assert (await ana.send(page, "/sign-out")).url.path == "/console/sign-in"


async def test_when_the_database_is_away_it_is_said_in_a_sentence(
    settings: Settings, worker_database: Database, serve: Serve, tmp_path: Path
) -> None:
    nowhere = Database(f"postgresql://haki_web@/none?host={tmp_path}")
    browser = (await serve(Office(settings, worker_database, nowhere).app()))()
    browser.remember({"haki-session": "A" * 43})

    page = await browser.open("/console")

    assert page.status == 503
    assert "database cannot be reached" in page.text
    assert page.headers["Retry-After"] == "60"
    assert_shielded(page)
    await nowhere.close()


async def test_a_bug_is_answered_with_a_sentence_and_logged_without_its_words(
    office: Office, serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(session: bytes) -> str:
        raise ValueError(f"{CANARY} {session!r}")

    code = await office.organisation(LAMPLIGHT)
    browser = (await serve(office.app(token=broken)))()

    with caplog.at_level(logging.DEBUG):
        page = await browser.open(f"/console/welcome/{code}")

    assert page.status == 500
    assert "Something went wrong on our side." in page.text
    assert_shielded(page)
    assert CANARY not in page.html
    assert "builtins.ValueError" in caplog.text
    assert "route=/console/welcome/{code}" in caplog.text
    for secret in (CANARY, code):
        assert secret not in caplog.text
