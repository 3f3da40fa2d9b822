"""A report goes out and the answer comes back: on each channel, in each language, from outside."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
import pytest_asyncio

from tests.fakes.patience import eventually
from tests.fakes.telegram import FakeTelegram
from tests.languages import LANGUAGES
from tests.whole.caseworkers import Caseworker
from tests.whole.chats import TelegramChat, choose, offered
from tests.whole.deployments import browser, copied, public
from tests.whole.journeys import (
    ANSWERS,
    STORIES,
    answered,
    arriving,
    assert_neutral,
    closed,
    reported,
    words_of_ours,
    written_more,
)
from tests.whole.towns import Town, founded
from tests.whole.workers import MENU, OWN_NAMES, Telling, begins, comes_back, files, onward

pytestmark = pytest.mark.asyncio(loop_scope="module")

ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
DEVANAGARI = str.maketrans("0123456789", "०१२३४५६७८९")
BENGALI = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def town(home: Path) -> AsyncIterator[Town]:
    """Telegram is polled."""
    async with founded(home) as town:
        yield town


async def test_three_taps_lead_to_the_first_useful_card(town: Town) -> None:
    for lang, own_name in OWN_NAMES.items():
        for channel in ("web", "page", "telegram"):
            chat = await town.chat(channel)
            await chat.opens()
            for tap in (own_name, "📖", "🛂"):
                await choose(chat, tap)
            assert "ILO Indicators of Forced Labour" in chat.text, (lang, channel, chat.text)


async def test_three_taps_lead_to_what_helps_now(town: Town) -> None:
    for lang, own_name in OWN_NAMES.items():
        for channel in ("web", "page", "telegram"):
            chat = await town.chat(channel)
            await chat.opens()
            for tap in (own_name, "🆘", "🆘"):
                await choose(chat, tap)
            assert offered(chat, "🤝", "📨"), (
                lang,
                channel,
                chat.text,
            )  # whom to ask, and to tell


@pytest.mark.parametrize("lang", ["en", "ne", "ar"])
@pytest.mark.parametrize("channel", ["web", "page", "telegram"])
async def test_a_report_goes_out_and_the_answer_comes_back(
    town: Town, channel: str, lang: str
) -> None:
    chat = await town.chat(channel)
    reference = await reported(chat, town.staff[0], lang)
    await answered(chat, town.staff[0], reference, lang)
    await written_more(chat, town.staff[0], reference, lang)
    await closed(chat, town.staff[0], reference)


async def test_the_web_chat_says_which_way_its_words_run(town: Town) -> None:
    for lang, language in LANGUAGES.items():
        chat = await town.web()
        await begins(chat, lang)
        assert {(each["lang"], each["dir"]) for each in chat.messages} == {(lang, language.dir)}


async def test_what_is_taken_back_is_erased(town: Town) -> None:
    chat, caseworker = await town.web(), town.staff[0]
    reference = await reported(chat, caseworker, "en")
    await caseworker.takes(reference)
    assert STORIES["en"] in (await caseworker.opens(reference)).text
    await choose(chat, MENU)
    await choose(chat, "📬")
    await choose(chat, "🗑️")
    assert STORIES["en"] in (await caseworker.opens(reference)).text  # it was only asked
    await choose(chat, "🗑️")
    page = await caseworker.opens(reference)
    assert STORIES["en"] not in page.text
    assert "The worker took this report back" in page.text
    assert not [form for form in page.forms if form.action.endswith(("/answer", "/close"))]
    await choose(chat, "📬")
    assert offered(chat, "🔢")
    assert not offered(chat, "🗑️")


async def test_other_organisations_see_nothing_of_it(town: Town) -> None:
    """Not even the union that the worker allowed, as long as nobody released it to them."""
    reference = await reported(await town.web(), town.staff[0], "en")
    for stranger in town.staff[1:]:
        assert (await stranger.opens(reference)).status == 404
        everything = [await stranger.queue(show) for show in ("waiting", "mine", "open", "closed")]
        assert not any(reference in queue for queue in everything)
        token = (await stranger.looks("/console")).form("/sign-out").fields["token"]
        acts = {"take": {}, "answer": {"words": "It is ours."}, "close": {"reason": "helped"}}
        for act, fields in acts.items():
            url = f"{stranger.url}/console/reports/{reference}/{act}"
            async with stranger.session.post(url, data={"token": token, **fields}) as answer:
                assert answer.status == 404, act
    page = await town.staff[0].opens(reference)
    assert "Nobody has taken this report yet." in page.text
    assert "Nothing was written" not in page.text
    assert "It is ours." not in page.text


async def test_whoever_is_not_signed_in_sees_no_report(town: Town) -> None:
    reference = await reported(await town.web(), town.staff[0], "en")
    async with browser() as session:
        anybody = Caseworker(town.haki.url, session, town.staff[0].name)
        page = await anybody.opens(reference)
        assert page.path.startswith("/console/sign-in")
        assert reference not in page.text
        assert (await anybody.signs_in("not the password of anybody")).status == 401
        assert (await anybody.signs_in()).path == "/console"
        assert STORIES["en"] in (await anybody.opens(reference)).text


@pytest.mark.parametrize(
    ("lang", "script"),
    [("ar", ARABIC_INDIC), ("ne", DEVANAGARI), ("bn", BENGALI)],
    ids=["arabic", "devanagari", "bengali"],
)
async def test_a_receipt_typed_elsewhere_in_ones_own_digits_finds_the_answer(
    town: Town, lang: str, script: dict[int, int]
) -> None:
    first, caseworker = town.phone(), town.staff[0]
    await begins(first, lang)
    async with arriving(caseworker) as new:
        receipt = await files(first, Telling(STORIES[lang], lang))
    reference = new[0][0]
    await caseworker.takes(reference)
    await caseworker.answers(reference, ANSWERS[lang])
    await first.hears()
    elsewhere = await town.web()
    await begins(elsewhere, lang)
    await comes_back(elsewhere, receipt.translate(script), told_here="🔔")
    assert ANSWERS[lang] in elsewhere.text
    await caseworker.answers(reference, f"{ANSWERS[lang]} 2")
    await elsewhere.hears()
    await first.hears()  # whoever has the number takes nothing from the first chat
    assert_neutral(first, [*words_of_ours(first), ANSWERS[lang], reference])
    await choose(elsewhere, "📨")
    assert f"{ANSWERS[lang]} 2" in elsewhere.text


async def test_who_does_not_want_to_be_told_in_another_chat_reads_there_and_is_not(
    town: Town,
) -> None:
    first, other, caseworker = town.phone(), town.phone(), town.staff[0]
    await begins(first)
    async with arriving(caseworker) as new:
        receipt = await files(first, Telling(STORIES["en"]))
    reference = new[0][0]
    await caseworker.takes(reference)
    await begins(other)
    await comes_back(other, receipt)
    heard = len(other.person.received)
    await caseworker.answers(reference, ANSWERS["en"])
    await first.hears()
    await choose(first, "📨")
    assert ANSWERS["en"] in first.text
    assert len(other.person.received) == heard
    await choose(other, MENU)
    await choose(other, "📬")
    assert ANSWERS["en"] in other.text


async def test_a_wrong_number_finds_nothing_and_may_not_be_tried_for_ever(town: Town) -> None:
    first, thief = await town.web(), await town.web()
    await begins(first)
    receipt = await files(first, Telling(STORIES["en"]))
    wrong = receipt[:-6] + f"{(int(receipt[-6]) + 1) % 10}" + receipt[-5:]
    await begins(thief)
    await comes_back(thief, wrong)
    for _ in range(5):
        assert "There is no report with this number." in thief.text
        assert STORIES["en"] not in thief.text
        await thief.says(wrong)
    assert "too many times" in thief.text
    await choose(thief, MENU)
    await comes_back(thief, receipt)
    assert not offered(thief, "🗑️")  # not now, not even with the right one


async def test_telegram_may_call_instead_of_being_polled(home: Path) -> None:
    """A deployment for real people: nothing of the demonstration takes their reports."""
    async with AsyncExitStack() as stack:
        telegram = await stack.enter_async_context(FakeTelegram(pace=None))
        folder = stack.enter_context(copied(home))
        haki, code = await stack.enter_async_context(public(telegram, folder))
        caseworker = Caseworker(haki.url, await stack.enter_async_context(browser()))
        await caseworker.joins(code)
        await eventually(lambda: telegram.world.webhook.hook, 30)
        for lang in ("en", "ne"):
            chat = TelegramChat(telegram.person())
            reference = await reported(chat, caseworker, lang)
            await answered(chat, caseworker, reference, lang)
        unreviewed = TelegramChat(telegram.person())
        await begins(unreviewed, "ar")
        await choose(unreviewed, "📝")
        assert not offered(unreviewed, onward("ar"))  # nobody has approved what would be agreed to
        assert not [call for call in telegram.calls if call.method == "getupdates"]
        await haki.end()
        del haki.environment["HAKI_PUBLIC_URL"]
        await haki.start()
        await begins(TelegramChat(telegram.person()))  # polled from now on, and not called
