"""The fake sends, changes, deletes and refuses messages as Telegram does."""

import aiohttp
import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, ChatMigrated, Forbidden

from tests.fakes.clocks import Hands
from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram.chats import Chat


def keyboard(*data: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(f"Label {each}", callback_data=each)] for each in data]
    )


async def test_a_message_is_seen_and_described(bot: Bot, telegram: FakeTelegram) -> None:
    person = telegram.person(started=True)

    message = await bot.send_message(
        person.chat_id,
        " hello ",
        reply_markup=keyboard("1:a"),
        disable_notification=True,
        protect_content=True,
    )

    assert (message.text, message.chat.id, message.chat.type) == (
        "hello",
        person.chat_id,
        "private",
    )
    assert message.has_protected_content
    seen = await person.waits_for("hello")
    assert seen.id == message.message_id
    assert seen.labels == [["Label 1:a"]]
    assert (seen.silent, seen.edited, seen.deleted) == (True, False, False)


async def test_html_becomes_entities(bot: Bot, telegram: FakeTelegram) -> None:
    person = telegram.person(started=True)

    message = await bot.send_message(person.chat_id, "😀 <b>bold</b> &lt;", parse_mode="HTML")

    assert message.text == "😀 bold <"
    assert [(each.type, each.offset, each.length) for each in message.entities] == [("bold", 3, 4)]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("<x>no</x>", 'Unsupported start tag "x" at byte offset 0'),
        ("é<x>", 'Unsupported start tag "x" at byte offset 2'),
        ("<b>open", 'Can\'t find end tag corresponding to start tag "b"'),
        ("shut</b>", "Unexpected end tag at byte offset 4"),
        ("<b>crossed</i>", 'Unmatched end tag at byte offset 10, expected "</b>", found "</i>"'),
    ],
)
async def test_html_that_telegram_does_not_know_is_refused(
    bot: Bot, telegram: FakeTelegram, text: str, why: str
) -> None:
    person = telegram.person(started=True)

    with pytest.raises(BadRequest) as refused:
        await bot.send_message(person.chat_id, text, parse_mode="HTML")

    assert refused.value.message == f"Can't parse entities: {why}".capitalize()


async def test_the_longest_text_has_4096_utf16_units(bot: Bot, telegram: FakeTelegram) -> None:
    person = telegram.person(started=True)

    await bot.send_message(person.chat_id, "😀" * 2048)
    with pytest.raises(BadRequest, match="Message is too long"):
        await bot.send_message(person.chat_id, "😀" * 2048 + "a")
    await bot.send_message(person.chat_id, "<b>" + "a" * 4096 + "</b>", parse_mode="HTML")

    assert len(person.screen) == 2


@pytest.mark.parametrize("text", ["", "  \n ", "<b></b>"])
async def test_an_empty_text_is_refused(bot: Bot, telegram: FakeTelegram, text: str) -> None:
    person = telegram.person(started=True)

    with pytest.raises(BadRequest, match="Message text is empty"):
        await bot.send_message(person.chat_id, text, parse_mode="HTML")


async def test_buttons_carry_1_to_64_bytes(bot: Bot, telegram: FakeTelegram) -> None:
    person = telegram.person(started=True)

    await bot.send_message(person.chat_id, "fits", reply_markup=keyboard("é" * 32))
    with pytest.raises(BadRequest, match="Button_data_invalid"):
        await bot.send_message(person.chat_id, "too long", reply_markup=keyboard("é" * 32 + "a"))
    with pytest.raises(BadRequest, match="text buttons are unallowed"):
        await bot.send_message(person.chat_id, "empty", reply_markup=keyboard(""))

    assert [message.text for message in person.screen] == ["fits"]


async def test_only_who_started_the_bot_can_be_written_to(
    bot: Bot, telegram: FakeTelegram
) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(4040, "hello")
    with pytest.raises(Forbidden, match="can't initiate conversation"):
        await bot.send_message(telegram.person().chat_id, "hello")


async def test_who_blocked_the_bot_or_left_cannot_be_written_to(
    bot: Bot, telegram: FakeTelegram
) -> None:
    ana, ben = telegram.person(started=True), telegram.person(started=True)
    await ana.blocks()
    ben.deactivates()

    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(ana.chat_id, "hello")
    with pytest.raises(Forbidden, match="user is deactivated"):
        await bot.send_message(ben.chat_id, "hello")
    await ana.unblocks()
    await bot.send_message(ana.chat_id, "hello again")

    assert [message.text for message in ana.screen] == ["hello again"]
    with pytest.raises(PermissionError):
        await ben.says("I have no account")


async def test_a_group_that_moved_says_where(bot: Bot, telegram: FakeTelegram) -> None:
    telegram.world.chats.add(Chat(-5, "group", started=True, migrated_to=-1005))

    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(-5, "hello")

    assert moved.value.new_chat_id == -1005


async def test_a_message_is_edited_once_and_not_twice_the_same(
    bot: Bot, telegram: FakeTelegram
) -> None:
    person = telegram.person(started=True)
    sent = await bot.send_message(person.chat_id, "before", reply_markup=keyboard("1:a"))

    await bot.edit_message_text("after", person.chat_id, sent.message_id)
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_text("after", person.chat_id, sent.message_id)
    await bot.edit_message_reply_markup(
        person.chat_id, sent.message_id, reply_markup=keyboard("2:b")
    )
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_reply_markup(
            person.chat_id, sent.message_id, reply_markup=keyboard("2:b")
        )

    (seen,) = person.screen
    assert (seen.text, seen.labels, seen.edited) == ("after", [["Label 2:b"]], True)


async def test_only_messages_of_the_bots_own_can_be_edited(
    bot: Bot, telegram: FakeTelegram
) -> None:
    person = telegram.person()
    await person.says("mine")
    (mine,) = person.chat.messages

    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("yours", person.chat_id, mine)
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("nobody's", person.chat_id, mine + 1)


async def test_messages_are_deleted_for_48_hours(
    bot: Bot, telegram: FakeTelegram, clock: Hands
) -> None:
    person = telegram.person(started=True)
    old = await bot.send_message(person.chat_id, "old")
    clock.now += 48 * 3600
    young = await bot.send_message(person.chat_id, "young")

    await bot.delete_message(person.chat_id, young.message_id)
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(person.chat_id, young.message_id)
    with pytest.raises(BadRequest, match="can't be deleted for everyone"):
        await bot.delete_message(person.chat_id, old.message_id)

    assert [message.text for message in person.screen] == ["old"]
    assert [message.deleted for message in person.received] == [False, True]


async def test_a_hundred_messages_are_deleted_in_one_call(
    bot: Bot, telegram: FakeTelegram
) -> None:
    person = telegram.person()
    await person.says("mine goes too")
    sent = await bot.send_message(person.chat_id, "hello")

    assert await bot.delete_messages(person.chat_id, [*person.chat.messages, 4040])
    with pytest.raises(BadRequest, match="Too many message identifiers"):
        await bot.delete_messages(person.chat_id, list(range(1, 102)))

    assert all(message.deleted for message in person.chat.messages.values())
    assert sent.message_id in person.chat.messages


async def test_half_a_surrogate_pair_is_not_utf8(bot: Bot, telegram: FakeTelegram) -> None:
    person = telegram.person(started=True)
    async with (
        aiohttp.ClientSession() as session,
        session.post(
            f"{telegram.url}/bot{telegram.token}/sendMessage",
            data=b'{"chat_id": %d, "text": "\\ud800"}' % person.chat_id,
            headers={"Content-Type": "application/json"},
        ) as response,
    ):
        answer = await response.json()

    assert answer["description"] == "Bad Request: strings must be encoded in UTF-8"


async def test_an_uploaded_document_is_described_and_can_be_fetched(
    bot: Bot, telegram: FakeTelegram
) -> None:
    person = telegram.person(started=True)

    message = await bot.send_document(person.chat_id, b"<p>tea</p>", filename="Tea.html")

    assert message.document is not None
    assert (message.document.file_name, message.document.file_size) == ("Tea.html", 10)
    (seen,) = person.screen
    assert (seen.id, seen.text) == (message.message_id, None)
    file = await bot.get_file(message.document.file_id)
    assert file.file_path is not None
    with pytest.raises(BadRequest):
        await bot.send_document(person.chat_id, b"", filename="Empty.html")
    person.chat.blocked = True
    with pytest.raises(Forbidden):
        await bot.send_document(person.chat_id, b"tea", filename="Tea.html")
