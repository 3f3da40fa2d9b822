"""Files come over Telegram where a question takes one; whatever goes wrong, somebody is told."""

import asyncio
import logging
from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram import Bot

from bot.channels.telegram.downloads import attached
from bot.channels.telegram.pacer import Pace, Pacer
from bot.channels.telegram.polling import Polling
from bot.channels.telegram.receive import decode
from bot.channels.telegram.troubles import Troubles
from bot.domain.files import LARGEST, File
from bot.storage.database import Database
from tests.channels.telegram.stall import CHANNEL, Stall
from tests.fakes.patience import eventually
from tests.fakes.telegram import FakeTelegram, Person
from tests.fakes.telegram.faults import Kind as Fault
from tests.fakes.telegram.media import KINDS, Kind

CONTENT = bytes(range(256)) * 3_000
TAKEN = {
    "animation": "video",
    "audio": "voice",
    "document": "document",
    "photo": "picture",
    "video": "video",
    "video_note": "video",
    "voice": "voice",
}


@pytest.fixture
async def stall(
    telegram: FakeTelegram, bot: Bot, worker_database: Database
) -> AsyncIterator[Stall]:
    """In no way slowed down: nothing here is about pace."""
    stall = Stall(telegram, bot, worker_database, Pacer(Pace(burst=30)))
    yield stall
    await stall.close()


@pytest.fixture
async def ana(stall: Stall) -> Person:
    """She orders tea, and is asked for a note, which may be a file."""
    ana = stall.telegram.person(chat_id=7_654_321)
    for words in ("hello", "English", "Order tea", "no", "1", "Done", "Skip"):
        await ana.says(words)
    await stall.takes_all()
    await stall.is_calm()
    assert await stall.shop.step("7654321", CHANNEL) == "note"
    return ana


async def picked(stall: Stall) -> tuple[str | File, ...]:
    return stall.shop.places.place(await stall.shop.row("7654321", CHANNEL)).picked


async def files(stall: Stall) -> list[tuple[str, int]]:
    return [(file.kind, file.size) for file in await picked(stall) if isinstance(file, File)]


def called(stall: Stall, method: str) -> int:
    return len([call for call in stall.telegram.calls if call.method == method])


async def arrives(stall: Stall) -> None:
    await stall.takes_all()
    await stall.is_calm()


@pytest.mark.parametrize("kind", sorted(TAKEN))
async def test_each_kind_of_file_is_taken(kind: Kind, stall: Stall, ana: Person) -> None:
    await ana.sends(kind, content=CONTENT)
    await arrives(stall)

    assert await files(stall) == [(TAKEN[kind], len(CONTENT))]
    assert (ana.screen[-1].text or "").startswith("kept")


@pytest.mark.parametrize("kind", sorted({*KINDS} - {*TAKEN}))
async def test_nothing_else_is_fetched(kind: Kind, stall: Stall, ana: Person) -> None:
    await ana.sends(kind)
    await arrives(stall)

    assert await picked(stall) == ()
    assert called(stall, "getfile") == 0


async def test_where_nobody_asked_nothing_is_fetched(stall: Stall) -> None:
    ben = stall.telegram.person()
    await ben.says("hello")
    await ben.sends("voice", content=CONTENT)
    await arrives(stall)

    assert called(stall, "getfile") == called(stall, "file") == 0
    assert (ben.screen[-1].text or "").startswith("media")


async def test_words_that_come_with_it_come_along(stall: Stall, ana: Person) -> None:
    await ana.sends("photo", caption="my contract", content=CONTENT)
    await arrives(stall)

    (file, words) = await picked(stall)
    assert isinstance(file, File)
    assert words == "my contract"


async def test_every_picture_of_an_album_is_taken(stall: Stall, ana: Person) -> None:
    await ana.sends_album("photo", "photo", "video", caption="look")
    await arrives(stall)

    assert [kind for kind, _ in await files(stall)] == ["picture", "picture", "video"]


async def test_an_update_that_comes_again_is_not_fetched_again(stall: Stall, ana: Person) -> None:
    await ana.sends("voice", content=CONTENT)
    (update,) = stall.telegram.world.updates.pending()
    await stall.updates.take(update.shape)
    await stall.updates.take(update.shape)

    assert called(stall, "file") == 1
    assert len(await files(stall)) == 1


async def test_the_largest_is_taken(stall: Stall, ana: Person) -> None:
    await ana.sends("video", content=bytes(LARGEST))
    await arrives(stall)

    assert await files(stall) == [("video", LARGEST)]


@pytest.mark.parametrize("said", [True, False])
async def test_what_is_too_large_is_said_kindly(*, said: bool, stall: Stall, ana: Person) -> None:
    """Telegram says so of a file whose size it did not say before."""
    await ana.sends("video", content=b"x", size=LARGEST + 1)
    (update,) = stall.telegram.world.updates.pending()
    if not said:
        update.shape["message"]["video"].pop("file_size")
    await arrives(stall)

    assert called(stall, "getfile") == (0 if said else 1)
    assert await files(stall) == []
    assert (ana.screen[-1].text or "").startswith("large")


@pytest.mark.parametrize("fault", ["cut before", "cut after", "bad gateway", "server error"])
@pytest.mark.parametrize("method", ["getFile", "file"])
async def test_what_goes_wrong_once_is_tried_again(
    fault: Fault, method: str, stall: Stall, ana: Person
) -> None:
    stall.telegram.faults.add(fault, method=method)
    await ana.sends("voice", content=CONTENT)
    await arrives(stall)

    assert await files(stall) == [("voice", len(CONTENT))]


async def test_who_is_told_to_slow_down_does(stall: Stall, ana: Person) -> None:
    stall.telegram.faults.add("flood", method="getFile", seconds=1)
    await ana.sends("voice", content=CONTENT)
    await arrives(stall)

    assert len(await files(stall)) == 1


async def test_what_is_gone_is_said_to_be_lost_and_the_chat_goes_on(
    stall: Stall, ana: Person
) -> None:
    await ana.sends("voice", content=CONTENT)
    stall.telegram.world.uploads.forget()
    await arrives(stall)
    assert (ana.screen[-1].text or "").startswith("lost")

    await ana.says("Then in words.")
    await arrives(stall)

    assert await picked(stall) == ("Then in words.",)
    assert "telegram_updates_lost" not in stall.counts.snapshot()


async def test_what_is_sent_after_a_file_waits_for_it_and_nobody_else_does(
    stall: Stall, ana: Person
) -> None:
    ben = stall.telegram.person()
    stall.telegram.faults.add("slow", method="file", seconds=0.4)
    await ana.sends("voice", content=CONTENT)
    await ana.says("and words")
    await ben.says("hello")
    taking = [
        asyncio.create_task(stall.updates.take(each.shape))
        for each in list(stall.telegram.world.updates.pending())
    ]
    await eventually(lambda: ben.screen)
    assert await picked(stall) == ()
    assert not taking[0].done()
    await asyncio.gather(*taking)

    (file, words) = await picked(stall)
    assert isinstance(file, File)
    assert words == "and words"
    await stall.is_calm()


async def test_an_address_of_a_file_is_in_no_error_and_no_log(
    stall: Stall, ana: Person, caplog: pytest.LogCaptureFixture
) -> None:
    """It holds the token."""
    caplog.set_level(logging.DEBUG)
    stall.telegram.faults.add("cut after", method="file", times=5)
    await ana.sends("voice", content=CONTENT)
    await arrives(stall)

    assert (ana.screen[-1].text or "").startswith("lost")
    assert stall.telegram.token.partition(":")[2] not in caplog.text


def test_of_a_picture_the_largest_is_fetched() -> None:
    shape: dict[str, Any] = {"chat": {"id": 1, "type": "private"}, "message_id": 1}
    sizes = [{"file_id": "small", "file_size": 1}, {"file_id": "large", "file_size": 2}]
    message = decode({"update_id": 1, "message": shape | {"photo": sizes}}).message

    found = attached(message)

    assert found is not None
    assert found.file_id == "large"
    assert "large" not in repr(found)


async def test_a_path_leads_nowhere_but_to_a_file(telegram: FakeTelegram, bot: Bot) -> None:
    """The fake is as strict as Telegram: another token, another path, nothing."""
    for path in ("files/none.bin", "../getMe"):
        with pytest.raises(Exception, match="could not be fetched"):
            async for _ in bot.request.pieces(f"{bot.base_file_url}/{path}", 5):  # type: ignore[attr-defined]  # our own request
                pass


async def test_a_file_that_is_long_in_coming_holds_up_nobody_who_is_polled(
    stall: Stall, bot: Bot, ana: Person
) -> None:
    """Nor is it acknowledged before it is there, nor taken twice."""
    ben, polling = stall.telegram.person(), Polling(bot, stall.updates, Troubles())
    stall.telegram.faults.add("slow", method="file", times=2, seconds=5)
    running = asyncio.create_task(polling.run())
    await ana.sends("voice", content=CONTENT)
    await eventually(lambda: called(stall, "getfile"))
    await ben.says("hello")

    await eventually(lambda: ben.screen, 3)
    assert await files(stall) == []
    assert len(stall.telegram.world.updates.pending()) == 2
    await eventually(lambda: not stall.telegram.world.updates.pending(), 10)
    assert await files(stall) == [("voice", len(CONTENT))]
    await polling.stop()
    await asyncio.wait_for(running, 5)
