"""What comes late shows on a phone as a notice without a word of it, and opens with a tap."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.fakes.patience import eventually
from tests.fakes.telegram.chats import Message
from tests.whole.chats import TelegramChat, choose
from tests.whole.journeys import assert_neutral, words_of_ours
from tests.whole.running import Running
from tests.whole.towns import Town, founded
from tests.whole.workers import RECEIPT, SEND, Telling, begins, fills_in, receipt_in

LATE = 20  # seconds, in the place of the two minutes of a deployment
STORY = "My boss keeps my passport in his car."
AN_HOUR = 3600
AWAY = 10_000  # calls that fail: as many as there may be until Telegram is back
OPEN = "📨"


async def test_what_was_written_while_haki_was_down_shows_as_a_notice(home: Path) -> None:
    async with founded(home) as town:
        late, quick = await at_send(town), await at_send(town)
        await town.haki.kill(postgres_too=True)
        before = len(late.person.received)
        await late.person.says(number_of(late, SEND))
        town.telegram.world.updates.pending()[-1].shape["message"]["date"] -= AN_HOUR
        await quick.person.says(number_of(quick, SEND))
        await town.haki.start()

        await quick.hears(60)
        assert RECEIPT.search(quick.text), quick.text
        await late.hears(60)
        assert_notice(late, before)
        await choose(late, OPEN)
        receipt_in(late)
        assert len([each for each in late.person.received if is_receipt(each)]) == 1


async def test_what_could_not_be_sent_for_long_shows_as_a_notice(home: Path) -> None:
    async with founded(home) as town:
        gone, there = [await at_send(town) for _ in range(2)]
        await town.haki.end()
        await started_anew(town.haki)
        befores = [len(each.person.received) for each in (gone, there)]
        async with telegram_away(town):
            for each in (gone, there):
                await each.person.taps(each.messages[-1], SEND)
            await eventually(lambda: not town.telegram.world.updates.pending(), 30)
            await town.telegram.world.chats.bell.until(lambda: None, LATE + 4)
            await there.person.says("hello?")

        await eventually(lambda: any(is_receipt(each) for each in there.person.received), 60)
        said = [each for each in there.person.received[befores[1] :] if not each.silent]
        assert is_receipt(said[0])  # the notice may have been on its way
        await gone.hears(60)
        assert_notice(gone, befores[0])
        await choose(gone, OPEN)
        receipt_in(gone)


@asynccontextmanager
async def telegram_away(town: Town) -> AsyncIterator[None]:
    """Updates come in, and whatever is to go out is refused or cut off."""
    faults = town.telegram.faults
    faults.add("flood", times=2, method="sendMessage")
    faults.add("bad gateway", times=2, method="sendMessage")
    faults.add("cut before", times=AWAY, method="sendMessage")
    yield
    town.telegram.faults.clear()


async def started_anew(haki: Running) -> None:
    """With a short patience, so that the test need not wait for minutes."""
    config = haki.home.parent / "config"
    config.mkdir(exist_ok=True)
    (config / "default.toml").write_text(f"[replies]\nlate_after = {LATE}\n")
    haki.environment["HAKI_CONFIG"] = str(config)
    await haki.start()


async def at_send(town: Town) -> TelegramChat:
    chat = town.phone()
    await begins(chat)
    await fills_in(chat, Telling(STORY))
    return chat


def assert_notice(chat: TelegramChat, before: int) -> None:
    """It is all that came."""
    assert len(chat.person.received) == before + 1
    assert_neutral(chat, [*words_of_ours(chat), STORY])
    assert not RECEIPT.search(chat.newest)


def number_of(chat: TelegramChat, emoji: str) -> str:
    return next(label.split()[0] for _, label in chat.buttons if emoji in label)


def is_receipt(message: Message) -> bool:
    return RECEIPT.search(message.text or "") is not None
