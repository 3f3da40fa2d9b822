"""What is taken off a phone: everything of the last two days, of both sides, and nothing else."""

import pytest
from telegram import Bot

from bot.channels.telegram.send import AT_ONCE, TelegramSender
from bot.domain.messages import Outgoing
from bot.services.ports import SendFailed
from tests.channels.telegram.stall import Stall
from tests.fakes.telegram import FakeTelegram, Person
from tests.fakes.telegram.chats import Message

A_WEEK = 7 * 86_400.0


@pytest.fixture
def sender(bot: Bot) -> TelegramSender:
    return TelegramSender(bot)


@pytest.fixture
def ana(telegram: FakeTelegram) -> Person:
    return telegram.person(started=True)


async def told(sender: TelegramSender, ana: Person, count: int) -> list[str]:
    said = Outgoing("tea", "en", "ltr", turn=1)
    return [await sender.send(str(ana.chat_id), said) for _ in range(count)]


def left(ana: Person) -> list[Message]:
    return [each for each in ana.chat.messages.values() if not each.deleted]


async def test_what_both_have_written_goes(sender: TelegramSender, ana: Person) -> None:
    await ana.says("hello")
    ids = [str(each) for each in ana.chat.messages] + await told(sender, ana, 2)

    await sender.take_back(str(ana.chat_id), ids)

    assert left(ana) == []


async def test_many_go_in_calls_of_a_hundred(
    sender: TelegramSender, ana: Person, telegram: FakeTelegram
) -> None:
    ids = await told(sender, ana, 3)
    gone = [str(number) for number in range(1_000_000, 1_000_000 + AT_ONCE)]

    await sender.take_back(str(ana.chat_id), [*gone, *ids])

    assert left(ana) == []
    assert [call.method.lower() for call in telegram.calls].count("deletemessages") == 2


async def test_one_that_is_too_old_keeps_no_other(sender: TelegramSender, ana: Person) -> None:
    ids = await told(sender, ana, 3)
    old = ana.chat.messages[int(ids[1])]
    old.at -= A_WEEK

    await sender.take_back(str(ana.chat_id), ids)

    assert left(ana) == [old]


async def test_what_is_no_id_of_telegram_is_passed_over(
    sender: TelegramSender, ana: Person, telegram: FakeTelegram
) -> None:
    await sender.take_back(str(ana.chat_id), ["", "an edit"])

    assert telegram.calls == []


async def test_what_is_cut_off_can_be_tried_again(
    sender: TelegramSender, ana: Person, telegram: FakeTelegram
) -> None:
    ids = await told(sender, ana, 1)
    telegram.faults.add("cut before", method="deleteMessages")

    with pytest.raises(SendFailed) as failed:
        await sender.take_back(str(ana.chat_id), ids)

    assert not failed.value.permanent
    await sender.take_back(str(ana.chat_id), ids)
    assert left(ana) == []


async def test_their_own_words_go_from_the_phone_with_ours(
    stall: Stall, telegram: FakeTelegram
) -> None:
    ana = telegram.person()
    await ana.says("hello")
    await ana.says("tea, please")
    await stall.takes_all()
    await stall.is_calm()

    row = await stall.shop.row(str(ana.chat_id), "telegram")
    async with stall.shop.database.transaction() as work:
        since = stall.shop.clock.now.replace(year=2000)
        shown = await work.departures.shown(row.id, number=0, since=since)
    await stall.sender.take_back(str(ana.chat_id), shown)

    assert left(ana) == []
