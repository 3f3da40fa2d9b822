"""A worker takes the diary along: asked for, read, and in no table or file in clear."""

import re
from pathlib import Path

from tests.whole.canaries import Canaries
from tests.whole.chats import ISOLATES, Chat, PageChat, TelegramChat, choose
from tests.whole.running import LOUD
from tests.whole.towns import Town, founded
from tests.whole.workers import MENU, begins

TROUBLE = "Brindlewick gave us no water."
LINK = re.compile(r'href="(/chat/papers/[0-9]+)"')
SECRETS: dict[str, str | bytes] = {"the trouble": "Brindlewick", "the pay": "137.25 QAR"}


async def test_a_diary_is_taken_along_and_lies_nowhere_in_clear(home: Path) -> None:
    async with founded(home, *LOUD) as town:
        page, phone = await town.page(), town.phone()
        for chat in (page, phone):
            await written(chat)
            await asked_for(chat)
        (link,) = LINK.findall(page.page.html)
        status, over_the_web = await taken(page, link)
        assert status == 200
        for paper in (over_the_web, received(phone, town)):
            assert TROUBLE in paper
            assert "137.25 QAR" in paper
            assert '<section lang="ar" dir="rtl" class="alone">' in paper
            assert "This chat has no report." in paper
            assert "Files that were sent" not in paper
        canaries = Canaries.of(SECRETS)
        assert await canaries.singing_in_database(town.haki.home) == []
        await choose(page, MENU)
        assert (await taken(page, link))[0] == 410
        assert canaries.singing_in_files(town.haki.home.parent) == []


async def written(chat: Chat) -> None:
    await begins(chat)
    await chat.says("/diary")
    await choose(chat, "✅")
    await choose(chat, "💵")
    await chat.says("137.25 QAR")
    await choose(chat, "⚠️")
    await chat.says(TROUBLE)


async def asked_for(chat: Chat) -> None:
    """What it means is said before it is made."""
    await choose(chat, "➕")
    await choose(chat, "📄")
    assert "who has the phone can read it" in chat.text
    await choose(chat, "📁")
    await choose(chat, "Qatar")
    assert "Here is your file" in chat.text


async def taken(chat: PageChat, link: str) -> tuple[int, str]:
    async with chat.session.get(chat.url + link) as answer:
        return answer.status, ISOLATES.sub("", await answer.text())


def received(chat: TelegramChat, town: Town) -> str:
    """What lies on the phone: the file came before the words."""
    uploads = town.telegram.world.uploads
    (file,) = [each.content["document"] for each in chat.messages if "document" in each.content]
    assert file["file_name"].endswith(".html")
    content = uploads.at(uploads.find(file["file_id"])["file_path"])
    assert content is not None
    return ISOLATES.sub("", content.decode())
