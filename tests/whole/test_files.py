"""Files from a worker's phone to a caseworker's disk: on each channel, unreadable on the way."""

import asyncio
from pathlib import Path

import pytest
from aiohttp import FormData

from tests.fakes.patience import eventually
from tests.whole.chats import Chat, PageChat, TelegramChat, WebChat, choose, offered
from tests.whole.journeys import arriving
from tests.whole.running import LOUD
from tests.whole.test_nothing_readable import CHAT_ID, Search
from tests.whole.towns import Town, founded
from tests.whole.workers import (
    DONE,
    SEND,
    Telling,
    answers_until,
    asks_for_words,
    begins,
    goes_on,
    sends,
)

VOICE = b"Farthingale said it aloud. " * 20_000  # three chunks
NAME = "Gossamer-contract.pdf"
NOTHING = Telling("")
PATH = "/console/reports/{}/files/1"


async def gives(chat: Chat, content: bytes, caption: str | None = None) -> None:
    """Send a voice message, as somebody with this channel does."""
    match chat:
        case TelegramChat():
            await chat.person.sends("voice", caption, content=content)
            await chat.hears()
        case WebChat():
            asked = {"turn": str(chat.turn), "id": "a-file"}
            headers = {"Content-Type": "audio/webm"}
            url = f"{chat.url}/chat/api/files"
            async with chat.session.post(url, params=asked, data=content, headers=headers) as got:
                assert got.status == 200, await got.text()
                chat.turn, chat.messages = (await got.json()).values()
        case PageChat():
            form = next(form for form in chat.page.forms if "file" in form.fields)
            data = FormData({k: v for k, v in form.fields.items() if k != "file"})
            data.add_field("file", content, filename=NAME, content_type="audio/ogg")
            async with chat.session.post(chat.url + form.action, data=data) as got:
                assert got.status == 200
            await chat.opens()


async def at_the_story(chat: Chat) -> None:
    await begins(chat)
    await goes_on(chat, NOTHING, lambda: asks_for_words(chat))


async def read_back(chat: Chat) -> None:
    """From the story, with what was sent, to Send."""
    await choose(chat, DONE)
    await answers_until(chat, NOTHING, lambda: offered(chat, SEND))


async def saved(town: Town, reference: str) -> bytes:
    async with town.staff[0].session.get(town.haki.url + PATH.format(reference)) as got:
        assert got.status == 200
        return await got.read()


@pytest.mark.parametrize("channel", ["telegram", "web", "page"])
async def test_a_voice_message_goes_from_the_phone_to_the_caseworker(
    channel: str, home: Path
) -> None:
    async with founded(home) as town:
        chat = await town.chat(channel)
        await at_the_story(chat)
        await gives(chat, VOICE)
        await read_back(chat)
        assert "Voice messages: 1" in chat.text
        async with arriving(town.staff[0]) as new:
            await sends(chat)
        (reference, _), *_ = new
        page = await town.staff[0].opens(reference)
        assert "Voice message 540 kB" in " ".join(page.text.split())
        assert await saved(town, reference) == VOICE


async def test_no_byte_of_a_file_nor_its_name_can_be_found_again(home: Path) -> None:
    async with founded(home, *LOUD) as town:
        search = Search(town)
        search.known |= {"what is said": "Farthingale", "the name": "Gossamer"}
        phone, page = TelegramChat(town.telegram.person(chat_id=CHAT_ID)), await town.page()
        for chat in (phone, page):
            await at_the_story(chat)
            await gives(chat, VOICE)
        await search.finds_nothing("files of drafts")
        async with arriving(town.staff[0]) as new:
            for chat in (phone, page):
                await read_back(chat)
                await sends(chat)
        assert len(new) == 2
        for reference, _ in new:
            assert await saved(town, reference) == VOICE
        await search.finds_nothing("files of reports")
        town.telegram.faults.add("cut after", method="file", times=5)
        await choose(phone, "📬")
        await choose(phone, "✍️")
        await gives(phone, VOICE)
        assert "did not arrive" in phone.text
        search.known |= {"the bot's token": town.telegram.token.partition(":")[2]}
        search.silent.clear()
        await search.finds_nothing("a file that was cut")
        await town.haki.end()


async def test_a_file_on_its_way_survives_kill_9_or_is_asked_for_again(home: Path) -> None:
    """Telegram still has it: nothing was acknowledged before the turn was committed."""
    async with founded(home) as town:
        chat = town.phone()
        await at_the_story(chat)
        for moment in ("getFile", "file"):
            town.telegram.faults.add("slow", method=moment, seconds=2)
            calls = len(town.telegram.calls)
            await chat.person.sends("voice", content=VOICE)
            await eventually(lambda before=calls: _fetching(town, before), 20)  # type: ignore[misc]  # of this round
            await asyncio.sleep(0.2)
            await town.haki.kill()
            await town.haki.start()
            await chat.hears()
        await read_back(chat)
        assert "Voice messages: 2" in chat.text
        async with arriving(town.staff[0]) as new:
            await sends(chat)
        assert await saved(town, new[0][0]) == VOICE


def _fetching(town: Town, before: int) -> bool:
    """Whether the program has begun to ask for a file, or for where it lies."""
    waiting = town.telegram.world.updates.pending()
    asked = [call.method for call in town.telegram.calls[before:]]
    return bool(waiting) and "getupdates" in asked
