"""What people wrote, and where they can be reached, can be read nowhere: a search by the byte."""

import base64
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.whole.canaries import Canaries, needles
from tests.whole.caseworkers import PASSWORD, Caseworker
from tests.whole.chats import Chat, TelegramChat, WebChat, choose
from tests.whole.deployments import browser
from tests.whole.journeys import arriving
from tests.whole.running import LOUD
from tests.whole.towns import Town, founded
from tests.whole.workers import DONE, MENU, Telling, begins, fills_in, sends

CHAT_ID = 7_391_825_046
PHONE = "+12025550147"  # of a range that is kept for fiction
STORY = f"Brindlewick took my passport; call me on {PHONE} or 202 555 0147."
NEPALI = "ब्रिन्डलविकले मेरो राहदानी लग्यो।"
ANSWER = "Tattersall will meet you at the harbour."
MORE = "Quillfeather has the key of my room."
WRONG_PASSWORD = "the password that somebody mistyped"
CANARIES: dict[str, str | bytes] = {
    "the story": "Brindlewick",
    "the story in Nepali": "ब्रिन्डलविकले",
    "the phone number": "12025550147",
    "the phone number as spoken": "202 555 0147",
    "the answer": "Tattersall",
    "more words": "Quillfeather",
    "the chat id": str(CHAT_ID),
    "the password": PASSWORD,
    "a wrong password": WRONG_PASSWORD,
}
THERE = {"an organisation": "Example Aid Qatar (fictional)"}  # which is no secret


@dataclass
class Search:
    """Everything of one deployment that bytes could be in."""

    town: Town
    known: dict[str, str | bytes] = field(default_factory=lambda: dict(CANARIES))
    silent: set[bytes] = field(default_factory=set)

    async def finds_nothing(self, stage: str) -> None:
        canaries = Canaries.of(self.known, self.silent)
        in_tables = await canaries.singing_in_database(self.town.haki.home)
        in_files = canaries.singing_in_files(self.town.haki.home.parent)
        assert not in_tables + in_files, f"{stage}: {in_tables + in_files}"

    def must_not_find_token(self, what: str, token: str) -> None:
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        self.known |= {what: token, f"{what}, raw": raw}

    def must_not_find_receipt(self, what: str, receipt: str) -> None:
        digits = receipt.replace(" ", "")
        self.known |= {what: receipt, f"{what}, digits": digits, f"{what}, secret": digits[7:-1]}


async def test_no_word_can_be_found_again(home: Path) -> None:
    async with founded(home, *LOUD) as town:
        search = Search(town)
        search.known |= {"the bot's token": town.telegram.token.partition(":")[2]}
        phone = TelegramChat(town.telegram.person(chat_id=CHAT_ID))
        web = await town.web()
        await draft(phone, Telling(NEPALI, "ne"))
        await draft(web, Telling(STORY))
        search.must_not_find_token("the worker's session", web.token)
        search.must_not_find_token("the caseworker's session", town.staff[0].token)
        await search.finds_nothing("a draft")
        references = await sent(search, phone, web)
        await search.finds_nothing("a report")
        for reference in references:
            await town.staff[0].takes(reference)
            await town.staff[0].answers(reference, ANSWER)
        await phone.hears()
        await web.hears()
        await search.finds_nothing("an answer")
        for chat in (phone, web):
            await read_and_written_more(chat)
        assert MORE in (await town.staff[0].opens(references[0])).text
        await search.finds_nothing("read")
        await gone_wrong(town, phone, web)
        await town.staff[0].answers(references[0], ANSWER)  # to whoever has blocked us
        search.silent.clear()  # everything once more, for all that is known by now
        await search.finds_nothing("gone wrong")
        await taken_back(web)
        await town.haki.end()
        folder = town.haki.home.parent
        assert "was refused: blocked" in town.haki.log.read_text()
        assert Canaries.of(search.known, search.silent).singing_in_files(folder) == []
        assert Canaries.of(THERE).singing_in_files(folder)  # the search does find


async def draft(chat: Chat, telling: Telling) -> None:
    await begins(chat, telling.lang)
    await fills_in(chat, telling)


async def sent(search: Search, *chats: Chat) -> list[str]:
    """The references of what they sent."""
    async with arriving(search.town.staff[0]) as new:
        for number, chat in enumerate(chats):
            search.must_not_find_receipt(f"receipt {number}", await sends(chat))
    assert len(new) == len(chats)
    return [reference for reference, _ in new]


async def read_and_written_more(chat: Chat) -> None:
    await choose(chat, "📨")
    assert ANSWER in chat.text
    await choose(chat, "✍️")
    await chat.says(MORE)
    await choose(chat, DONE)


async def taken_back(chat: Chat) -> None:
    await choose(chat, MENU)
    await choose(chat, "📬")
    await choose(chat, "🗑️")
    await choose(chat, "🗑️")


async def gone_wrong(town: Town, phone: TelegramChat, web: WebChat) -> None:
    """What makes programs talkative: errors on each way in, on each way out, and below."""
    faults = town.telegram.faults
    faults.add("bad gateway", method="sendMessage")
    faults.add("flood", method="sendMessage")
    faults.add("cut before", method="getUpdates")
    await phone.says(f"{STORY} \ud83d")  # half of an emoji
    shape = {"message_id": STORY, "chat": {"id": CHAT_ID, "type": "private"}, "text": 5}
    town.telegram.happens("message", shape)
    phone.person.chat.blocked = True  # and Telegram has not told us yet
    for body in (f'{{"text": "{STORY}"', f'{{"{STORY}": 1}}', f'{{"choice": "{STORY}" * 9}}'):
        async with web.session.post(web.api, data=body) as answer:
            assert answer.status in {400, 415}
    async with web.session.get(web.api, params={"after": STORY}) as answer:
        assert answer.status == 400
    async with browser() as session:
        somebody = Caseworker(town.haki.url, session, "Caseworker 1")
        assert (await somebody.signs_in(WRONG_PASSWORD)).status == 401
        assert (await somebody.looks(f"/console/reports/{CHAT_ID}")).status in {200, 404}


async def test_not_even_where_the_database_goes_away(home: Path) -> None:
    """It is killed under what somebody writes, and then the whole service."""
    async with founded(home, *LOUD) as town:
        search = Search(town)
        web = await town.web()
        await draft(web, Telling(STORY))
        for process in town.haki.postgres():
            process.kill()
        async with web.session.post(web.api, json={"text": STORY}) as answer:
            assert answer.status == 503
        await town.haki.kill()
        await town.haki.start()
        await search.finds_nothing("the database went away")
        await web.says(MORE)
        await search.finds_nothing("it is back")


@pytest.mark.parametrize("word", [STORY, NEPALI, str(CHAT_ID), PASSWORD])
def test_the_search_finds_each_way_to_write_a_word_down(word: str, folder: Path) -> None:
    """Between bytes that are no text, and in a file's name."""
    canaries = Canaries.of({"it": word})
    assert canaries.singing_in_files(folder) == []
    for number, needle in enumerate(needles(word)):
        (folder / str(number)).write_bytes(b"\xff\0" + needle + b"\0\xff")
        assert canaries.singing_in_files(folder) == [f"it in {number}"]
        (folder / str(number)).unlink()
    for before in range(3):
        inside = base64.b64encode(b"x" * before + word.encode() + b"yz")
        assert canaries.singing_in(inside) == {"it"}
