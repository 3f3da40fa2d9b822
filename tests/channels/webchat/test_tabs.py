"""Several tabs of one browser: what came of a message is shown, whichever of them asked for it."""

import asyncio
from dataclasses import replace

import pytest
from aiohttp import ClientResponse

from bot.domain.text import Text
from bot.engine.vocabulary import END, Ask, AskWords, Do, Flow, Say
from bot.storage.database import Database
from tests.channels.webchat.kiosk import POISON, SHOP, Kiosk
from tests.channels.webchat.phones import Page, Phone
from tests.engine.teashop import YES_NO

ROUNDS = 10
THANKS = "Thanks."
USES = {"order.submit": ("note",), "word.learn": ("word",)}
ORDER = Flow(
    name="order",
    draft=True,
    steps=(
        Ask(
            name="send",
            text=Text("Send?"),
            choices=YES_NO,
            then={"yes": "submit", "no": "note"},
            kind="send",
        ),
        AskWords(name="note", text=Text("A note?"), then=END, several=True),
        Do(name="submit", effect="order.submit", to={"taken": "thanks", "closed": "thanks"}),
        Say(name="thanks", text=Text("Thanks."), then=END),
    ),
)


@pytest.fixture
def kiosk(worker_database: Database) -> Kiosk:
    """A quick one: whoever orders is asked whether to send."""
    flows = [ORDER if flow.name == "order" else flow for flow in SHOP.flows]
    return Kiosk(worker_database, plan=replace(SHOP, flows=flows, uses=USES, sends=()))


async def opened(phone: Phone) -> Page:
    """The page as one more tab shows it."""
    return await read(await phone.asks("GET", "/chat"))


async def read(response: ClientResponse) -> Page:
    return Page(response.status, {}, await response.text())


async def posted(phone: Phone, page: Page, choice: str) -> None:
    """A tap on a page that is closed before the answer comes."""
    form = page.form_of(choice)
    data = {**form.fields, "choice": choice}
    response = await phone.asks("POST", "/chat", data=data, allow_redirects=False)
    assert response.status == 303


async def tapped(phone: Phone, page: Page, choice: str) -> Page:
    form = page.form_of(choice)
    return await read(await phone.asks("POST", "/chat", data={**form.fields, "choice": choice}))


async def at_the_menu(phone: Phone) -> Page:
    await phone.opens()
    return await phone.taps("en")


def thanked(page: Page) -> bool:
    return any(THANKS in said for said in page.said)


async def test_two_tabs_that_send_at_once_both_show_that_it_was_sent(ana: Phone) -> None:
    await at_the_menu(ana)
    for _ in range(ROUNDS):
        tabs = await ana.taps("order"), await opened(ana)

        pages = await asyncio.gather(*(tapped(ana, page, "yes") for page in tabs))

        again = await ana.opens()
        assert [thanked(page) for page in (*pages, again)] == [True, True, True]
        assert "yes" not in again.buttons
        await ana.taps("/menu")
        assert not thanked(ana.page)


async def test_two_tabs_that_send_and_are_closed_leave_the_receipt_for_the_next(
    ana: Phone,
) -> None:
    await at_the_menu(ana)
    for _ in range(ROUNDS):
        tabs = await ana.taps("order"), await opened(ana)

        await asyncio.gather(*(posted(ana, page, "yes") for page in tabs))

        assert thanked(await ana.opens())
        assert thanked(await opened(ana))
        await ana.taps("/menu")


async def test_a_page_that_is_loaded_while_another_sends_shows_the_receipt_at_last(
    ana: Phone,
) -> None:
    await at_the_menu(ana)
    for _ in range(ROUNDS):
        page = await ana.taps("order")

        _, between, _ = await asyncio.gather(
            posted(ana, page, "yes"), opened(ana), tapped(ana, page, "yes")
        )

        if "yes" in between.buttons:
            between = await tapped(ana, between, "yes")
        assert thanked(between)
        assert thanked(await ana.opens())
        await ana.taps("/menu")


async def test_two_programs_that_send_at_once_are_both_answered_with_the_receipt(
    ana: Phone,
) -> None:
    await at_the_menu(ana)
    for round_ in range(ROUNDS):
        page = await ana.taps("order")
        asked = {"turn": int(page.form_of("yes").fields["turn"]), "choice": "yes"}
        after = int(page.box.fields["after"])

        answers = await asyncio.gather(
            ana.posts(id=f"a{round_}", after=after, **asked), ana.posts(id=f"b{round_}", **asked)
        )

        assert all(THANKS in answer.texts[0] for answer in answers)
        assert len({answer.turn for answer in answers}) == 1
        assert THANKS in (await ana.fetches(after=after)).texts[0]
        await ana.opens()
        await ana.taps("/menu")


async def test_what_the_sender_had_is_gone_and_what_came_meanwhile_stays(
    ana: Phone, kiosk: Kiosk
) -> None:
    earlier = await at_the_menu(ana)
    await ana.taps("talk")
    notice = await kiosk.tells(ana.token, "Something came.")

    page = await tapped(ana, earlier, "/menu")

    assert page.said[:-1] == ["Tea is old.\n\nMore of it?", "Something came.", "What now?"]
    assert "no" not in page.buttons
    assert {"talk", "order"} <= page.buttons.keys()
    answer = await ana.posts(after=notice, text="zzz")
    assert answer.texts == ["What now?", "unclear\n\nWhat now?"]


async def test_a_notice_that_comes_before_a_reply_is_not_acknowledged_with_it(
    ana: Phone, kiosk: Kiosk
) -> None:
    await ana.posts()
    await kiosk.tells(ana.token, "Something came.")

    answer = await ana.posts(choice="en")

    assert answer.texts == ["Something came.", "What now?"]
    assert answer.turn == 2
    assert (await ana.posts(after=answer.last, text="zzz")).texts == ["unclear\n\nWhat now?"]


async def test_asking_what_there_is_repeats_what_nobody_acknowledged(ana: Phone) -> None:
    await at_the_menu(ana)
    page = await ana.taps("order")
    await posted(ana, page, "yes")

    first, second = await ana.posts(), await ana.posts()

    assert THANKS in first.texts[0]
    assert second.body == first.body
    assert (await ana.fetches(after=first.last - 1)).body == first.body


async def test_fifty_stale_taps_are_one_line_more(ana: Phone) -> None:
    await at_the_menu(ana)
    page = await ana.taps("order")
    tabs = [await opened(ana) for _ in range(50)]
    await posted(ana, page, "yes")

    for tab in tabs:
        await posted(ana, tab, "yes")

    again = await ana.opens()
    assert [THANKS in said for said in again.said[:-1]] == [True, False]
    assert len(again.html) < 5_000


async def test_fifty_ways_to_the_menu_are_one_menu(ana: Phone) -> None:
    await at_the_menu(ana)
    await ana.taps("talk")
    tabs = [await opened(ana) for _ in range(50)]

    await asyncio.gather(*(posted(ana, tab, "/menu") for tab in tabs))

    assert (await ana.opens()).said[:-1] == ["What now?"]


async def test_a_message_that_no_try_gets_through_is_regretted_once_for_all(ana: Phone) -> None:
    await at_the_menu(ana)
    await ana.taps("talk")
    page = await ana.taps("yes")

    for _ in range(5):
        await ana.types(POISON, on=page)
        page = ana.page

    assert page.said[0] == "Your word for tea?"
    assert len(page.said) == 3
    assert "Something went wrong on our side" in page.said[1]


async def test_words_written_in_two_tabs_at_once_are_both_kept_and_one_says_so(
    ana: Phone,
) -> None:
    await at_the_menu(ana)
    await ana.taps("order")
    await ana.taps("no")
    tabs = ana.page, await opened(ana)

    await asyncio.gather(
        *(ana.types(text, on=page) for text, page in zip(("warm", "sweet"), tabs, strict=True))
    )

    page = await ana.opens()
    assert page.said[:-1] == ["kept\n\nA note?"]
    assert "/done" in page.buttons


async def test_what_is_too_long_in_one_tab_is_said_beside_what_the_other_was_told(
    ana: Phone,
) -> None:
    await at_the_menu(ana)
    await ana.taps("order")
    await ana.taps("no")
    first, second = ana.page, await opened(ana)
    data = {**first.box.fields, "text": "a" * 60_001}

    await ana.asks("POST", "/chat", data=data, allow_redirects=False)
    await ana.types("sweet", on=second)

    told = [said.partition("\n")[0] for said in ana.page.said[:-1]]
    assert told == ["long", "kept"]
