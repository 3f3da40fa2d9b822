"""The chat as a page, on a phone without JavaScript."""

import re

import pytest

from bot.storage.database import Database
from tests.channels.webchat.conftest import Phones, Serve
from tests.channels.webchat.kiosk import NAMES, POISON, Kiosk
from tests.channels.webchat.phones import Page, Phone

TELLTALE = re.compile(
    r"haki|right|union|complain|report|labou?r|worker|migrant|rescue|حق|شكوى|نقاب|अधिकार",
    re.IGNORECASE,
)
AWAY = "postgresql://haki_worker@127.0.0.1:1/haki"


async def at_a_word(phone: Phone) -> Page:
    """Where the tea shop asks for something in one's own words."""
    await phone.opens()
    for choice in ("en", "talk", "yes"):
        await phone.taps(choice)
    return phone.page


async def test_a_whole_conversation_goes_on_by_forms(ana: Phone, kiosk: Kiosk) -> None:
    await ana.opens()
    assert ana.page.said[0] == "Language?"
    assert ana.page.buttons == {"en": "1 English", "ar": "2 العربية"}

    await ana.taps("en")
    assert ana.page.said[0] == "What now?"
    await ana.taps("talk")
    await ana.types("yes")
    assert ana.page.said[0] == "Your word for tea?"
    await ana.types("warm & <b>sweet</b>\r\nand hot")

    assert ana.page.said[0] == "More of it?"
    assert kiosk.learnt == ["warm & <b>sweet</b>\nand hot"]


async def test_a_sent_form_is_answered_by_a_redirect(ana: Phone) -> None:
    await ana.opens()
    form = ana.page.form_of("en")

    response = await ana.asks(
        "POST", "/chat", data={**form.fields, "choice": "en"}, allow_redirects=False
    )

    assert response.status == 303
    assert response.headers["Location"] == "/chat"


async def test_a_page_that_is_loaded_again_shows_the_same(ana: Phone) -> None:
    await ana.opens()
    first = await ana.taps("en")

    again = await ana.opens()

    assert (again.said, again.buttons) == (first.said, first.buttons)


async def test_a_page_shows_the_question_also_when_it_was_acknowledged(ana: Phone) -> None:
    await ana.opens()
    await ana.taps("en")
    last = int(ana.page.box.fields["after"])
    await ana.posts()
    await ana.fetches(after=last)

    assert (await ana.opens()).said[0] == "What now?"


async def test_a_double_tap_counts_once(ana: Phone) -> None:
    await ana.opens()
    page = await ana.taps("en")
    await ana.taps("order", on=page)
    await ana.taps("yes")
    page = ana.page

    await ana.taps("mint", on=page)
    await ana.taps("mint", on=page)

    assert "☑️" in ana.page.buttons["mint"]


async def test_words_sent_twice_from_one_page_count_once(ana: Phone, kiosk: Kiosk) -> None:
    page = await at_a_word(ana)

    await ana.types("warm", on=page)
    await ana.types("warm", on=page)

    assert kiosk.learnt == ["warm"]


async def test_another_button_of_the_same_page_still_counts(ana: Phone) -> None:
    await ana.opens()
    await ana.taps("en")
    await ana.taps("order")
    page = await ana.taps("yes")

    await ana.taps("mint", on=page)
    await ana.taps("green", on=page)

    assert "☑️" in ana.page.buttons["mint"]
    assert "☑️" in ana.page.buttons["green"]


async def test_a_button_of_an_earlier_page_answers_no_other_question(ana: Phone) -> None:
    await ana.opens()
    earlier = await ana.taps("en")
    await ana.taps("talk")

    page = await ana.taps("order", on=earlier)

    unseen, stale, *_ = page.said
    assert (unseen, stale) == ("Tea is old.\n\nMore of it?", "stale\n\nMore of it?")
    assert [form.buttons.keys() >= {"yes", "no"} for form in page.forms] == [True, False, False]


async def test_a_notice_stays_until_a_page_that_showed_it_went_on(
    ana: Phone, kiosk: Kiosk
) -> None:
    await ana.opens()
    before = await ana.taps("en")
    await kiosk.tells(ana.token, "Something came.")

    await ana.taps("talk", on=before)
    assert "Something came." in ana.page.said
    await ana.taps("no")
    assert "Something came." not in ana.page.said


async def test_the_page_has_the_direction_and_the_words_of_the_language(ana: Phone) -> None:
    await ana.opens()
    page = await ana.taps("ar")

    assert page.all("html") == [{"lang": "ar", "dir": "rtl"}]
    assert page.all("article")[0]["dir"] == "rtl"
    assert page.all("textarea")[0]["placeholder"] == "اكتب هنا"


async def test_a_page_that_changes_language_in_place_can_ask_for_its_words(ana: Phone) -> None:
    response = await ana.asks("GET", "/chat/words/ar")

    assert (await response.json())["send"] == "إرسال"


async def test_nothing_on_the_first_screen_says_what_this_is_for(ana: Phone) -> None:
    page = await ana.opens()
    files = [each["href"] for each in page.all("link")] + [
        each["src"] for each in page.all("script")
    ]
    files += [each["data-voice"] for each in page.all("form") if "data-voice" in each]
    shown = [page.html, *[await (await ana.asks("GET", file)).text() for file in files]]

    assert len(files) == 5  # the recorder comes later, where a file is asked for
    for text in shown:
        assert not TELLTALE.search(text), TELLTALE.search(text)
    assert f"<title>{NAMES.title}</title>" in page.html
    assert any(NAMES.icon in text for text in shown[1:])


async def test_the_first_screen_is_light_and_needs_nobody_else(ana: Phone) -> None:
    page = await ana.opens()
    files = [each["href"] for each in page.all("link")] + [
        each["src"] for each in page.all("script")
    ]
    bodies = [page.html.encode(), *[await (await ana.asks("GET", file)).read() for file in files]]

    assert sum(map(len, bodies)) < 30_000
    assert all(file.startswith("/chat/static/") for file in files)
    elsewhere = re.findall(r"""(src|href|action)=["']?((?:https?:)?//[^"' >]*)""", page.html)
    assert elsewhere == [("href", NAMES.leave_to)]


async def test_it_can_be_left_for_another_site_without_a_script(ana: Phone) -> None:
    for page in (await ana.opens(), await ana.taps("en"), await ana.opens("/chat/nowhere")):
        (link,) = [each for each in page.all("a") if each["href"] == NAMES.leave_to]
        assert link["rel"] == "noreferrer"
        assert "target" not in link


async def test_nothing_is_drawn_that_a_careful_browser_does_not_draw(ana: Phone) -> None:
    page = await ana.opens()
    style = await (await ana.asks("GET", page.all("link")[1]["href"])).text()

    assert not {"svg", "img", "canvas", "iframe", "math", "object"} & {tag for tag, _ in page.tags}
    assert not re.search(r"url\(|@font-face|@import", style)


async def test_the_page_runs_and_styles_nothing_inline(ana: Phone) -> None:
    page = await ana.opens()

    assert not page.all("style")
    assert all("src" in script for script in page.all("script"))
    odd = [name for _, each in page.tags for name in each if name == "style" or name[:2] == "on"]
    assert odd == []


# trouble -----------------------------------------------------------------------------------------


async def test_while_the_database_is_away_the_page_keeps_what_was_typed(
    ana: Phone, phones: Phones, serve: Serve, kiosk: Kiosk
) -> None:
    page = await at_a_word(ana)
    away = (await serve(Kiosk(Database(AWAY)).app()))()

    broken = await away.types("<b>a long & careful story</b>", on=page)

    assert broken.status == 503
    assert int(broken.headers["Retry-After"]) > 0
    assert "Nothing is lost" in broken.said[0]
    assert broken.box.fields == {**page.box.fields, "text": "<b>a long & careful story</b>"}
    assert "<b>" not in broken.html
    await ana.types(broken.box.fields["text"], on=broken)
    assert kiosk.learnt == ["<b>a long & careful story</b>"]


async def test_while_the_database_is_away_a_tap_can_be_tried_again(
    ana: Phone, serve: Serve
) -> None:
    await ana.opens()
    page = await ana.taps("en")
    away = (await serve(Kiosk(Database(AWAY)).app()))()

    broken = await away.taps("talk", on=page)

    assert broken.status == 503
    assert broken.buttons == {"talk": "Try again"}
    await ana.taps("talk", on=broken)
    assert ana.page.said[0] == "Tea is old.\n\nMore of it?"


async def test_while_the_database_is_away_the_page_says_so(serve: Serve) -> None:
    away = (await serve(Kiosk(Database(AWAY)).app()))()

    page = await away.opens()

    assert page.status == 503
    assert {"class": "choice", "href": "/chat"} in page.all("a")


async def test_what_no_try_gets_through_is_said_to_be_so_and_the_question_stays(
    ana: Phone, kiosk: Kiosk, caplog: pytest.LogCaptureFixture
) -> None:
    await at_a_word(ana)

    await ana.types(POISON)

    question, sorry, *_ = ana.page.said
    assert question == "Your word for tea?"
    assert "Something went wrong on our side" in sorry
    assert POISON not in caplog.text
    await ana.types("warm")
    assert kiosk.learnt == ["warm"]
    assert ana.page.said[0] == "More of it?"


async def test_an_unknown_page_leads_back(ana: Phone) -> None:
    page = await ana.opens("/chat/nowhere")

    assert page.status == 404
    assert {"class": "choice", "href": "/chat"} in page.all("a")


async def test_a_slash_too_many_does_no_harm(ana: Phone) -> None:
    assert (await ana.opens("/chat/")).said[0] == "Language?"
