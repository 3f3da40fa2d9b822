"""Buttons that are of no use any more go, and nobody waits for it."""

import asyncio
from typing import Any

import pytest
from telegram import Bot

from bot.channels.telegram.pacer import Pacer
from bot.channels.telegram.send import MANY, TelegramSender
from bot.domain.messages import Button, Outgoing
from bot.services.ports import BULK
from tests.fakes.patience import eventually
from tests.fakes.telegram import FakeTelegram, Person

ROWS = ((Button("yes", "1 ✅ Yes"),),)


@pytest.fixture
def ana(telegram: FakeTelegram) -> Person:
    return telegram.person(started=True)


@pytest.fixture
def sender(bot: Bot) -> TelegramSender:
    return TelegramSender(bot, Pacer())


def asks(text: str, **more: Any) -> Outgoing:
    parts: dict[str, Any] = {"turn": 7, "rows": ROWS, **more}
    return Outgoing(text, "en", "ltr", **parts)


def with_buttons(ana: Person) -> list[str | None]:
    return [message.text for message in ana.screen if message.rows]


async def sent(sender: TelegramSender, ana: Person, *said: Outgoing) -> list[str]:
    return [await sender.send(str(ana.chat_id), each) for each in said]


async def test_a_new_question_takes_the_buttons_of_the_one_before(
    sender: TelegramSender, ana: Person
) -> None:
    await sent(sender, ana, asks("one"), asks("two"), asks("three"))

    await eventually(lambda: with_buttons(ana) == ["three"])
    assert [message.text for message in ana.screen] == ["one", "two", "three"]


async def test_those_that_were_tapped_go_also_after_a_new_start(
    bot: Bot, sender: TelegramSender, ana: Person
) -> None:
    (first,) = await sent(sender, ana, asks("one"))

    await sent(TelegramSender(bot), ana, asks("two", clears=first))

    await eventually(lambda: with_buttons(ana) == ["two"])


async def test_a_message_changed_in_its_place_keeps_its_buttons(
    sender: TelegramSender, ana: Person
) -> None:
    (first,) = await sent(sender, ana, asks("one"))

    await sent(sender, ana, asks("one, again", replaces=first))
    await asyncio.sleep(0.05)

    assert with_buttons(ana) == ["one, again"]


async def test_what_comes_by_itself_leaves_the_question_its_buttons(
    sender: TelegramSender, ana: Person
) -> None:
    await sent(sender, ana, asks("question"))

    await sender.send(str(ana.chat_id), asks("notice", turn=0), lane=BULK)
    await sent(sender, ana, asks("sorry", turn=0))
    await asyncio.sleep(0.05)

    assert with_buttons(ana) == ["question", "notice", "sorry"]


async def test_a_notice_that_was_tapped_loses_its_button(
    sender: TelegramSender, ana: Person
) -> None:
    await sent(sender, ana, asks("question"))
    notice = await sender.send(str(ana.chat_id), asks("notice", turn=0), lane=BULK)

    await sent(sender, ana, asks("answer", clears=notice))

    await eventually(lambda: with_buttons(ana) == ["answer"])


async def test_other_chats_keep_theirs(
    sender: TelegramSender, ana: Person, telegram: FakeTelegram
) -> None:
    ben = telegram.person(started=True)

    await sent(sender, ana, asks("for ana"))
    await sent(sender, ben, asks("for ben"))
    await asyncio.sleep(0.05)

    assert with_buttons(ana) == ["for ana"]


@pytest.mark.parametrize("kind", ["bad gateway", "cut before", "flood", "slow"])
async def test_nobody_waits_for_it_nor_minds_that_it_fails(
    sender: TelegramSender, ana: Person, telegram: FakeTelegram, kind: Any
) -> None:
    await sent(sender, ana, asks("one"))
    telegram.faults.add(kind, method="editMessageReplyMarkup", seconds=0.3)

    async with asyncio.timeout(0.25):
        await sent(sender, ana, asks("two"))
    await sender.close(2)

    assert ana.screen[-1].text == "two"


async def test_a_chat_that_telegram_wants_to_rest_is_left_alone(
    bot: Bot, ana: Person, telegram: FakeTelegram
) -> None:
    pacer = Pacer()
    sender = TelegramSender(bot, pacer)
    (first,) = await sent(sender, ana, asks("one"))
    pacer.silence(str(ana.chat_id), 60)

    sender._put_away(str(ana.chat_id), asks("two"), "99")
    await sender.close(1)

    assert not [call for call in telegram.calls if call.method == "editmessagereplymarkup"]
    assert first


@pytest.mark.parametrize("odd", ["nonsense", "1,2", ""])
async def test_what_is_no_message_clears_nothing(
    sender: TelegramSender, ana: Person, telegram: FakeTelegram, odd: str
) -> None:
    await sent(sender, ana, asks("one", clears=odd))
    await sender.close(1)

    assert {call.method for call in telegram.calls} == {"sendmessage"}


def test_not_everybodys_buttons_are_remembered_for_ever(bot: Bot) -> None:
    sender = TelegramSender(bot)

    for number in range(MANY + 5):
        sender._put_away(str(number), asks("one"), "9")

    assert len(sender._buttons) == MANY
    assert "0" not in sender._buttons
