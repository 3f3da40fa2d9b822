"""A long text comes in parts, and none of them twice because a later one failed."""

from collections.abc import Sequence

import pytest
from telegram import Bot

from bot.channels.telegram.pacer import Pacer
from bot.channels.telegram.send import TelegramSender
from bot.domain.messages import Outgoing
from bot.services.ports import SendFailed
from tests.fakes.telegram import FakeTelegram, Person

LONG = Outgoing("\n\n".join(f"{n}. " + "word " * 700 for n in range(4)), "en", "ltr", 1)


@pytest.fixture
def ana(telegram: FakeTelegram) -> Person:
    return telegram.person(started=True)


async def failed(sender: TelegramSender, ana: Person, sent: Sequence[str] = ()) -> SendFailed:
    with pytest.raises(SendFailed) as found:
        await sender.send(str(ana.chat_id), LONG, sent=sent)
    return found.value


@pytest.mark.parametrize("arrived", range(4))
async def test_the_rest_is_sent_where_a_part_failed(
    bot: Bot, telegram: FakeTelegram, ana: Person, arrived: int
) -> None:
    sender = TelegramSender(bot, Pacer())
    for _ in range(arrived):
        telegram.faults.add("slow", seconds=0.01)
    telegram.faults.add("bad gateway")

    first = await failed(sender, ana)
    ids = await sender.send(str(ana.chat_id), LONG, sent=first.sent)

    assert len(first.sent) == arrived
    assert [str(message.id) for message in ana.screen] == ids.split(",")
    assert [(message.text or "")[0] for message in ana.screen] == ["0", "1", "2", "3"]


async def test_what_arrived_is_remembered_over_several_failures(
    bot: Bot, telegram: FakeTelegram, ana: Person
) -> None:
    sender, sent = TelegramSender(bot, Pacer()), ()
    for number in range(3):
        telegram.faults.add("slow", seconds=0.01)
        telegram.faults.add("cut before")
        found = await failed(sender, ana, sent)
        sent = found.sent  # type: ignore[assignment]  # it grows
        assert len(sent) == number + 1

    await sender.send(str(ana.chat_id), LONG, sent=sent)

    assert len(ana.screen) == 4
