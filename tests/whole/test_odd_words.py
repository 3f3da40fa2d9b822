"""Words that no keyboard has: kept, read back and shown without harm, or refused kindly."""

from functools import partial

import pytest

from tests.whole.chats import PageChat, choose
from tests.whole.journeys import arriving
from tests.whole.sites import Site
from tests.whole.workers import (
    DONE,
    Telling,
    asks_for_words,
    begins,
    fills_in,
    goes_on,
    sends,
)

pytestmark = pytest.mark.asyncio(loop_scope="session")

LONG = "x" * 50_000
ODD = [  # what is sent, and what is shown of it
    (LONG, LONG),
    ("before\0after", "after"),
    ("half \ud83d of an emoji", "of an emoji"),
    ("\u202eeman s'ssob ym\u202d is he", "is he"),
    ("This is a letter: a" + "\u0301" * 20_000, "This is a letter: "),
    ("<script>alert(1)</script>{{ 7 * 7 }}", "<script>alert(1)</script>{{ 7 * 7 }}"),
    ("\r\n'; DROP TABLE reports; --\x1b[2J\x07", "'; DROP TABLE reports; --"),
    ("\U0001f468\u200d\U0001f469\u200d\U0001f467 and \U000e0041", "and"),
]
HARMFUL = ("\0", "\u202e", "\u202d", "<script>alert")
CONTROLS = ("\x1b", "\x07", "\u0301" * 31)  # whoever typed them may see them, nobody else
CASES = [
    (channel, *each)
    for each in ODD
    for channel in ("web", "page", "telegram")
    if channel != "page" or "\ud83d" not in each[0]  # which no form can hold
]


@pytest.mark.parametrize(
    ("channel", "words", "shown"),
    CASES,
    ids=[f"{channel} {words[:9]!r}" for channel, words, _ in CASES],
)
async def test_odd_words_are_kept_and_shown_without_harm(
    site: Site, channel: str, words: str, shown: str
) -> None:
    chat = await site.chat(channel)
    await begins(chat)
    await fills_in(chat, Telling(words))
    assert shown[:900] in chat.text
    sent = chat.page.html if isinstance(chat, PageChat) else chat.text.replace("<script", "")
    assert not [harm for harm in HARMFUL if harm in sent]
    async with arriving(site.caseworker) as new:
        await sends(chat)
    page = await site.caseworker.opens(new[0][0])
    assert page.status == 200
    assert " ".join(shown.split()) in page.text
    assert not [harm for harm in (*HARMFUL, *CONTROLS) if harm in page.html]


async def test_words_that_are_too_long_are_refused_kindly_and_may_be_sent_in_parts(
    site: Site,
) -> None:
    for channel in ("web", "page", "telegram"):
        chat = await site.chat(channel)
        await begins(chat)
        await goes_on(chat, Telling(""), partial(asks_for_words, chat))
        await chat.says("x" * 60_001)
        assert "This message is too long for me. Please send it in shorter parts." in chat.text
        for _ in range(2):
            await chat.says("x" * 30_000)
        await choose(chat, DONE)
        assert "✈️" in str(chat.buttons)
