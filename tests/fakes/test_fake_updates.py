"""The fake keeps updates until they are confirmed, and polls as Telegram does."""

import asyncio

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import BadRequest, Conflict

from tests.fakes.clocks import Hands
from tests.fakes.patience import eventually
from tests.fakes.telegram import FakeTelegram, Person
from tests.fakes.telegram.media import KINDS, Kind


async def asked(bot: Bot, person: Person) -> int:
    """A question with two buttons on this person's screen."""
    buttons = [
        [
            InlineKeyboardButton("1 ✅ Yes", callback_data="3:yes"),
            InlineKeyboardButton("2 ❌ No", callback_data="3:no"),
        ]
    ]
    message = await bot.send_message(
        person.chat_id, "Well?", reply_markup=InlineKeyboardMarkup(buttons)
    )
    return message.message_id


async def test_words_arrive_with_what_telegram_promises(bot: Bot, telegram: FakeTelegram) -> None:
    person = telegram.person(chat_id=77, language_code="ne")

    update_id = await person.says("/start poster7")

    (update,) = await bot.get_updates()
    assert update.update_id == update_id
    assert update.message is not None
    assert update.message.text == "/start poster7"
    assert update.message.chat.type == "private"
    assert update.message.from_user is not None
    assert (update.message.from_user.id, update.message.from_user.language_code) == (77, "ne")
    assert [(each.type, each.length) for each in update.message.entities] == [("bot_command", 6)]


async def test_updates_come_again_until_a_later_one_is_asked_for(
    bot: Bot, telegram: FakeTelegram
) -> None:
    person = telegram.person()
    first, second = await person.says("one"), await person.says("two")

    assert second == first + 1
    for _ in range(2):
        assert [update.update_id for update in await bot.get_updates()] == [first, second]
    assert [update.update_id for update in await bot.get_updates(offset=second)] == [second]
    assert [update.update_id for update in await bot.get_updates(offset=0)] == [second]
    assert await bot.get_updates(offset=second + 1) == ()


async def test_a_limit_is_kept(bot: Bot, telegram: FakeTelegram) -> None:
    person = telegram.person()
    for word in range(101):
        await person.says(str(word))

    assert len(await bot.get_updates(limit=2)) == 2
    assert len(await bot.get_updates(limit=1000)) == 100


async def test_a_negative_offset_forgets_all_but_the_last(
    bot: Bot, telegram: FakeTelegram
) -> None:
    person = telegram.person()
    await person.says("one")
    last = await person.says("two")

    assert [update.update_id for update in await bot.get_updates(offset=-1)] == [last]
    assert [update.update_id for update in await bot.get_updates()] == [last]


async def test_an_offset_of_another_numbering_loses_nothing(
    bot: Bot, telegram: FakeTelegram
) -> None:
    person = telegram.person()
    telegram.world.updates.restart_ids(at=40)
    await person.says("after a quiet week")

    updates = await bot.get_updates(offset=700_000_000)

    assert [update.update_id for update in updates] == [40]


async def test_a_long_poll_waits_for_something_to_happen(bot: Bot, telegram: FakeTelegram) -> None:
    polling = asyncio.create_task(bot.get_updates(timeout=10))
    await eventually(lambda: telegram.polled)

    update_id = await telegram.person().says("hello")

    assert [update.update_id for update in await polling] == [update_id]


async def test_a_second_poll_ends_the_first(bot: Bot, telegram: FakeTelegram) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=10))
    await eventually(lambda: telegram.polled)
    async with Bot(telegram.token, base_url=f"{telegram.url}/bot") as other:
        second = asyncio.create_task(other.get_updates(timeout=10))

        with pytest.raises(Conflict, match="terminated by other getUpdates request"):
            await first
        await telegram.person().says("hello")

        assert len(await second) == 1


async def test_who_polls_the_same_again_at_once_is_made_to_wait(bot: Bot, clock: Hands) -> None:
    loop = asyncio.get_running_loop()
    await bot.get_updates(offset=5)
    before = loop.time()

    await bot.get_updates(offset=5)
    hurried = loop.time() - before
    clock.now += 60
    before = loop.time()
    await bot.get_updates(offset=5)

    assert hurried >= 0.14  # three seconds of the fixture's 0.05
    assert loop.time() - before < hurried


async def test_only_kinds_that_were_asked_for_are_kept(bot: Bot, telegram: FakeTelegram) -> None:
    person = telegram.person()
    await bot.get_updates(allowed_updates=["message"])

    assert await person.blocks() == 0
    await person.unblocks()
    assert await person.says("hello") > 0

    (update,) = await bot.get_updates()
    assert update.message is not None


async def test_an_update_is_kept_a_day_and_a_tap_150_seconds(
    bot: Bot, telegram: FakeTelegram, clock: Hands
) -> None:
    person = telegram.person()
    await person.says("hello")
    await person.taps(await asked(bot, person), "3:yes")

    clock.now += 150
    assert [bool(update.message) for update in await bot.get_updates()] == [True]
    clock.now += 86_400
    assert await bot.get_updates() == ()


async def test_a_tap_names_its_message_and_is_answered(bot: Bot, telegram: FakeTelegram) -> None:
    person = telegram.person(started=True)
    message_id = await asked(bot, person)

    await person.taps(message_id, "Yes")

    (update,) = await bot.get_updates()
    query = update.callback_query
    assert query is not None
    assert (query.data, query.from_user.id) == ("3:yes", person.chat_id)
    assert query.message is not None
    assert query.message.message_id == message_id
    assert person.answers == [None]
    await bot.answer_callback_query(query.id, "Thank you")
    assert person.answers == ["Thank you"]


async def test_a_tap_cannot_be_answered_late(
    bot: Bot, telegram: FakeTelegram, clock: Hands
) -> None:
    person = telegram.person(started=True)
    await person.taps(await asked(bot, person), "3:no")
    (update,) = await bot.get_updates()
    assert update.callback_query is not None

    clock.now += 151

    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query(update.callback_query.id)
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query("5")


async def test_nobody_taps_what_is_not_there(bot: Bot, telegram: FakeTelegram) -> None:
    person = telegram.person(started=True)
    message_id = await asked(bot, person)

    with pytest.raises(LookupError):
        await person.taps(message_id, "Perhaps")
    await bot.delete_message(person.chat_id, message_id)
    with pytest.raises(LookupError):
        await person.taps(message_id, "Yes")


@pytest.mark.parametrize("kind", KINDS)
async def test_the_library_reads_every_kind_of_message(
    bot: Bot, telegram: FakeTelegram, kind: Kind
) -> None:
    person = telegram.person()

    await person.sends(kind, caption="see this")

    (waiting,) = telegram.world.updates.pending()
    update = Update.de_json(waiting.shape, bot)
    assert update.message is not None
    assert getattr(update.message, kind)
    assert not update.api_kwargs
    assert not update.message.api_kwargs


async def test_groups_edits_and_membership_are_updates_too(
    bot: Bot, telegram: FakeTelegram
) -> None:
    person = telegram.person()
    await person.says("tpyo")
    (mine,) = person.chat.messages
    await person.edits(mine, "typo")
    await person.says_in_group("hello all")
    await person.blocks()

    _, edited, group, blocked = await bot.get_updates()

    assert edited.edited_message is not None
    assert edited.edited_message.text == "typo"
    assert edited.edited_message.edit_date is not None
    assert group.message is not None
    assert group.message.chat.type == "group"
    assert blocked.my_chat_member is not None
    assert blocked.my_chat_member.new_chat_member.status == "kicked"


async def test_what_people_hear_comes_in_order(bot: Bot, telegram: FakeTelegram) -> None:
    person = telegram.person(started=True)
    await bot.send_message(person.chat_id, "one")
    await bot.send_message(person.chat_id, "two")

    assert [(await person.hears()).text, (await person.hears()).text] == ["one", "two"]
    assert (await person.waits_for(2)).text == "two"
    assert (await person.waits_for(lambda message: not message.rows)).text == "one"
    with pytest.raises(TimeoutError, match=r"the screen shows \['one', 'two'\]"):
        await person.hears(seconds=0.01)
