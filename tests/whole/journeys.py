"""What goes on between a worker and a caseworker, and what must be seen on the way."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.whole.caseworkers import Caseworker
from tests.whole.chats import Chat, TelegramChat, WebChat, choose, offered
from tests.whole.workers import DONE, MENU, OWN_NAMES, Telling, begins, fills_in, sends

STORIES = {
    "id": "Paspor saya ada di mobil majikan.",
    "en": "My boss keeps my passport in his car.",
    "ne": "मेरो राहदानी साहूको गाडीमा छ।",
    "ar": "جواز سفري في سيارة صاحب العمل.",
    "bn": "আমার পাসপোর্ট মালিকের গাড়িতে আছে।",
}
ANSWERS = {
    "id": "Sudah kami baca. Apakah Anda tahu namanya?",
    "en": "We have read it. Do you know his name?",
    "ne": "हामीले पढ्यौं। उसको नाम थाहा छ?",
    "ar": "قرأنا ما كتبت. هل تعرف اسمه؟",
    "bn": "আমরা পড়েছি। তার নাম কি জানেন?",
}


@asynccontextmanager
async def arriving(caseworker: Caseworker) -> AsyncIterator[list[tuple[str, str]]]:
    """What is new in the queue after the block: references, and what their rows say."""
    before = await caseworker.queue()
    new: list[tuple[str, str]] = []
    yield new
    new += [each for each in (await caseworker.queue()).items() if each[0] not in before]


def words_of_ours(chat: Chat) -> list[str]:
    """The words of the menu for a report and its answers: none may be in a notice."""
    labels = " ".join(label for _, label in chat.buttons if "📝" in label or "📬" in label)
    return [word.casefold() for word in labels.split() if len(word) > 3]


async def reported(chat: Chat, caseworker: Caseworker, lang: str) -> str:
    """From the first word to a row of the queue; the reference in it."""
    await begins(chat, lang)
    async with arriving(caseworker) as nothing_yet:
        await fills_in(chat, Telling(STORIES[lang], lang))
        assert STORIES[lang] in chat.text  # what would be sent is read back
    assert not nothing_yet
    async with arriving(caseworker) as new:
        await sends(chat)
    ((reference, row),) = new
    for shown in (
        "🟠 High",
        "Retention of identity documents",
        OWN_NAMES[lang],
        "18 or older",
        "Qatar",
        "Building and construction",
        "On time Acknowledge: in 2 h",
    ):
        assert shown in row, row
    assert STORIES[lang] not in row
    return reference


async def answered(chat: Chat, caseworker: Caseworker, reference: str, lang: str) -> None:
    """From the queue to the answer on the worker's screen."""
    ours = words_of_ours(chat)
    page = await caseworker.opens(reference)
    assert STORIES[lang] in page.text
    assert "A triage suggestion, not a finding" in page.text
    page = await caseworker.takes(reference)
    assert "This report is yours now." in page.text
    page = await caseworker.answers(reference, ANSWERS[lang])
    assert "Your answer is kept." in page.text
    assert "not read yet" in page.text
    await chat.hears()
    assert_neutral(chat, [*ours, ANSWERS[lang], STORIES[lang], reference])
    await choose(chat, "📨")
    assert ANSWERS[lang] in chat.text
    assert "not read yet" not in (await caseworker.opens(reference)).text


def assert_neutral(chat: Chat, words: list[str]) -> None:
    """The notice has one button, comes without a sound, and says nothing of what it is about."""
    assert not [word for word in words if word.casefold() in chat.newest.casefold()], chat.newest
    assert [label for _, label in chat.buttons if "📨" in label] == [chat.buttons[0][1]]
    if isinstance(chat, TelegramChat):
        assert len(chat.buttons) == 1
        assert chat.messages[-1].silent
    if isinstance(chat, WebChat):
        assert len(chat.messages) == len(chat.buttons) == 1


async def written_more(chat: Chat, caseworker: Caseworker, reference: str, lang: str) -> None:
    """What the worker adds is in the case, once they said that it is all."""
    more = f"{STORIES[lang]} 2"
    await choose(chat, "✍️")
    await chat.says(more)
    assert more not in (await caseworker.opens(reference)).text
    await choose(chat, DONE)
    assert more in (await caseworker.opens(reference)).text


async def closed(chat: Chat, caseworker: Caseworker, reference: str) -> None:
    """Not without a reason; the worker is told, sees it, and then nothing more can be added."""
    ours = words_of_ours(chat)
    page = await caseworker.closes(reference, "")
    assert page.status == 422
    assert "Choose why the report is closed." in page.text
    assert reference in await caseworker.queue("mine")
    page = await caseworker.closes(reference, "helped")
    assert "This report is closed: The worker was helped." in page.text
    assert reference in await caseworker.queue("closed")
    await chat.hears()
    assert_neutral(chat, [*ours, reference])
    await choose(chat, "📨")
    assert not offered(chat, "✍️")
    assert "The worker saw that it is closed" in (await caseworker.opens(reference)).text
    await choose(chat, MENU)
    await choose(chat, "📬")
    assert not offered(chat, "✍️")
