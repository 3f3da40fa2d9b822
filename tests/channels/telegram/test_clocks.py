"""How old a message is does not hang on our clock being right."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from bot.channels.telegram.clocks import TelegramClock
from bot.domain.messages import Incoming
from bot.services.conversations import Received
from bot.services.ports import SendFailed
from tests.channels.telegram.stall import CHANNEL, Stall
from tests.fakes.telegram import FakeTelegram

NOW = datetime(2026, 11, 21, 14, 5, tzinfo=UTC)


@pytest.mark.parametrize("wrong", [timedelta(), timedelta(hours=2), -timedelta(minutes=7)])
def test_what_telegram_dates_is_put_into_our_own_time(wrong: timedelta) -> None:
    clock = TelegramClock(lambda: NOW + wrong)

    clock.heard(format_datetime(NOW, usegmt=True))

    assert clock.ours(NOW) == NOW + wrong


@pytest.mark.parametrize("date", [None, "", "soon", "Sat, 21 Nov 99999 14:05:00 GMT"])
def test_what_is_no_date_says_nothing(date: str | None) -> None:
    clock = TelegramClock(lambda: NOW)

    clock.heard(date)

    assert clock.ours(NOW) == NOW


def test_the_last_moment_that_there_is_can_be_asked_for() -> None:
    clock = TelegramClock(lambda: NOW + timedelta(days=1))
    clock.heard(format_datetime(NOW, usegmt=True))
    last = datetime.max.replace(tzinfo=UTC)

    assert clock.ours(last) == last


async def test_with_a_clock_that_is_wrong_people_are_answered_as_usual(
    telegram: FakeTelegram, stall: Stall, monkeypatch: pytest.MonkeyPatch
) -> None:
    ahead = timedelta(hours=3)
    monkeypatch.setattr(
        "bot.channels.telegram.request.TelegramClock.ours", lambda _, moment: moment + ahead
    )
    heard: list[Incoming] = []
    receive = stall.shop.conversations.receive

    async def noted(incoming: Incoming) -> Received:
        heard.append(incoming)
        return await receive(incoming)

    stall.shop.conversations.receive = noted  # type: ignore[method-assign]  # to look at it
    stall.shop.clock.now += ahead
    ana = telegram.person()
    await ana.says("hello")

    await stall.takes_all()
    await stall.is_calm()

    assert heard[0].at is not None
    assert [each.text for each in ana.received] == ["Language?"]


async def test_who_wrote_long_ago_is_not_answered_with_words(
    telegram: FakeTelegram, stall: Stall
) -> None:
    ana = telegram.person()
    await ana.says("hello")
    stall.shop.clock.passes(hours=3)

    await stall.takes_all()
    await stall.is_calm()

    assert ana.received == []
    assert (await stall.shop.row(str(ana.chat_id), CHANNEL)).late_at == stall.shop.clock()


async def test_a_message_that_is_not_wanted_any_more_is_not_sent(
    telegram: FakeTelegram, stall: Stall
) -> None:
    ana = telegram.person(started=True)
    said = stall.shop.rendering.sorry("en")

    with pytest.raises(SendFailed, match="too late"):
        await stall.sender.send(str(ana.chat_id), said, wanted=lambda: False)

    assert ana.received == []
