"""What Telegram brings is done, once; what it leads to is said where it belongs, or nowhere."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from bot.channels.telegram.updates import MOST_TRIES
from bot.domain.unavailable import TryAgain
from bot.services.reach import PRIVATE_ONLY
from tests.channels.telegram.stall import CHANNEL, Stall
from tests.fakes.patience import eventually
from tests.fakes.telegram import Person
from tests.fakes.telegram.chats import Chat


@pytest.fixture
def ana(stall: Stall) -> Person:
    return stall.telegram.person(chat_id=7_654_321)


def said_in(stall: Stall, chat: int) -> list[str | None]:
    there = stall.telegram.world.chats.find(str(chat))
    return [each.text for each in there.messages.values() if each.from_bot]


async def test_an_album_of_five_gets_one_kind_answer(stall: Stall, ana: Person) -> None:
    await ana.says("hello")
    await stall.takes_all()
    await ana.sends_album("photo", "photo", "photo", "photo", "photo", caption="look")
    await stall.takes_all()
    await stall.is_calm()

    assert len(ana.screen) == 2
    assert (ana.screen[1].text or "").startswith("media")


async def test_every_change_of_a_message_is_heard_the_last_may_tell_of_danger(
    stall: Stall, ana: Person
) -> None:
    await ana.says("hello")
    first = next(iter(ana.chat.messages))
    await stall.takes_all()
    for words in ("hallo", "hello!", "hello there"):
        await ana.edits(first, words)
        await stall.takes_all()
    await stall.is_calm()

    assert len(ana.screen) == 4
    assert all((each.text or "").startswith("edited") for each in ana.screen[1:])


async def test_a_change_by_somebody_unknown_begins_nothing(
    stall: Stall, ana: Person, tables: Any
) -> None:
    """As after they had everything deleted."""
    await ana.says("hello")
    stall.telegram.world.updates.clear()
    await ana.edits(next(iter(ana.chat.messages)), "hallo")

    await stall.takes_all()

    assert await tables.fetchval("SELECT count(*) FROM conversations") == 0
    assert stall.counts.snapshot() == {"telegram_updates_ignored_edited": 1}


async def test_who_blocks_us_is_marked_and_who_writes_again_is_not(
    stall: Stall, ana: Person
) -> None:
    await ana.says("hello")
    await stall.takes_all()
    await stall.is_calm()
    stall.shop.clock.now = _moment(stall) - timedelta(minutes=1)
    await ana.says("hello")
    await stall.takes_all()
    await stall.is_calm()  # else the answer may be refused, and that be written after the return
    await ana.blocks()
    await stall.takes_all()
    assert await stall.unreachable(ana.chat_id) is not None

    await ana.unblocks()
    await stall.takes_all()
    assert await stall.unreachable(ana.chat_id) is None


def _moment(stall: Stall) -> Any:
    return type(stall.shop.clock.now).fromtimestamp(
        stall.telegram.world.clock(), stall.shop.clock.now.tzinfo
    )


async def test_a_refusal_marks_and_a_message_takes_the_mark_away(
    stall: Stall, ana: Person
) -> None:
    await ana.says("hello")
    ana.chat.blocked = True  # and Telegram's news of it is still on its way
    await stall.takes_all()
    await stall.is_calm()
    assert await stall.unreachable(ana.chat_id) is not None

    ana.chat.blocked = False
    await ana.says("hello again")
    await stall.takes_all()
    await stall.is_calm()

    assert await stall.unreachable(ana.chat_id) is None
    assert len(ana.screen) == 1


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (403, "Forbidden: bot was blocked by the user"),
        (403, "Forbidden: user is deactivated"),
        (403, "Forbidden: bot was kicked from the group chat"),
        (403, "Forbidden: bot can't initiate conversation with a user"),
        (400, "Bad Request: chat not found"),
        (400, "Bad Request: PEER_ID_INVALID"),
    ],
)
async def test_whoever_telegram_says_is_not_there_is_marked(
    stall: Stall, ana: Person, status: int, said: str
) -> None:
    stall.telegram.faults.refuse(status, said, method="sendMessage")
    await ana.says("hello")
    await stall.takes_all()
    await stall.is_calm()

    assert await stall.unreachable(ana.chat_id) is not None
    assert ana.screen == []


async def test_a_message_that_is_refused_for_itself_leaves_the_person_reachable(
    stall: Stall, ana: Person
) -> None:
    stall.telegram.faults.refuse(400, "Bad Request: something about the text")
    await ana.says("hello")
    await stall.takes_all()
    await stall.is_calm()

    assert await stall.unreachable(ana.chat_id) is None


async def test_a_group_is_told_one_sentence_and_then_nothing(
    stall: Stall, ana: Person, tables: Any
) -> None:
    await ana.adds_to_group(-1001)
    for words in ("hello all", "/start", "/start@fake_bot abc"):
        await ana.says_in_group(words, -1001)
    await stall.takes_all()
    await ana.adds_to_group(-1001)
    await stall.takes_all()
    await stall.is_calm()

    assert said_in(stall, -1001) == [PRIVATE_ONLY]
    assert await tables.fetchval("SELECT count(*) FROM conversations") == 0
    assert await tables.fetchval("SELECT count(*) FROM outbox") == 0


async def test_a_group_that_moved_hears_the_sentence_where_it_is_now(stall: Stall) -> None:
    stall.telegram.world.chats.add(Chat(-1001, "group", migrated_to=-1002))
    stall.telegram.world.chats.add(Chat(-1002, "supergroup", started=True))
    chat = {"id": -1001, "type": "group"}
    stall.telegram.happens("message", {"message_id": 1, "chat": chat, "migrate_to_chat_id": -1002})
    await stall.takes_all()
    await stall.is_calm()

    assert said_in(stall, -1002) == [PRIVATE_ONLY]


async def test_a_group_whose_new_id_we_learn_by_a_refusal_hears_it_there(stall: Stall) -> None:
    stall.telegram.world.chats.add(Chat(-1001, "group", migrated_to=-1002))
    stall.telegram.world.chats.add(Chat(-1002, "supergroup", started=True))
    for chat_id, kind in ((-1001, "group"), (-1002, "supergroup")):
        shape = {"message_id": 1, "chat": {"id": chat_id, "type": kind}, "text": "/start"}
        stall.telegram.happens("message", shape)
        await stall.takes_all()
        await stall.is_calm()
        assert said_in(stall, -1002) == [PRIVATE_ONLY]


@pytest.mark.parametrize("kind", ["bad gateway", "cut before", "flood"])
async def test_a_group_that_cannot_be_told_stays_untold(
    stall: Stall, ana: Person, kind: Any
) -> None:
    stall.telegram.faults.add(kind, method="sendMessage")

    await ana.adds_to_group(-1001)
    await stall.takes_all()
    await stall.is_calm()
    await ana.says_in_group("hello", -1001)
    await stall.takes_all()
    await stall.is_calm()

    assert said_in(stall, -1001) == []


async def test_a_tap_is_calmed_before_anything_is_committed(stall: Stall, ana: Person) -> None:
    released = asyncio.Event()

    async def slowly(*_: object) -> None:
        await released.wait()

    await _asks_for_a_word(stall, ana)
    stall.shop.learning = slowly
    await ana.says("chai")
    learning = asyncio.create_task(stall.takes_all())
    await asyncio.sleep(0.05)
    await ana.taps(ana.screen[-1], "Menu")
    tapped = stall.telegram.world.updates.pending()[-1].shape
    tapping = asyncio.create_task(stall.updates.take(tapped))

    await eventually(lambda: ana.answers[-1] == "")
    assert not tapping.done()

    released.set()
    await asyncio.gather(learning, tapping)


async def _asks_for_a_word(stall: Stall, ana: Person) -> None:
    for number, (words, tap) in enumerate(
        [("hello", None), (None, "English"), ("/talk", None), (None, "Yes")], start=1
    ):
        if tap is None:
            await ana.says(words or "")
        else:
            await ana.taps(ana.screen[-1], tap)
        await stall.takes_all()
        await ana.waits_for(number)
    await stall.is_calm()


async def test_an_update_that_nothing_can_be_done_with_is_let_go_after_some_tries(
    stall: Stall, ana: Person, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def fails(*_: object) -> None:
        raise RuntimeError("quoting canary")

    monkeypatch.setattr(stall.updates._inside.reach, "left", fails)
    await ana.blocks()
    update = stall.telegram.world.updates.pending()[-1].shape

    for _ in range(MOST_TRIES - 1):
        with pytest.raises(RuntimeError):
            await stall.updates.take(update)
    await stall.updates.take(update)

    assert stall.counts.snapshot() == {"telegram_updates_lost": 1}
    assert "failed 5 times: RuntimeError" in caplog.text
    assert "canary" not in caplog.text
    assert stall.updates._failed == {}


async def test_an_update_is_never_let_go_because_the_database_is_away(
    stall: Stall, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object) -> None:
        raise TryAgain("in a moment")

    monkeypatch.setattr(stall.updates._inside.reach, "left", away)
    await ana.blocks()
    update = stall.telegram.world.updates.pending()[-1].shape

    for _ in range(MOST_TRIES * 2):
        with pytest.raises(TryAgain):
            await stall.updates.take(update)


async def test_nothing_of_a_name_a_contact_or_a_place_is_kept(
    stall: Stall, ana: Person, tables: Any
) -> None:
    await ana.says("hello")
    await ana.sends("contact")
    await ana.sends("location")
    await stall.takes_all()
    await stall.is_calm()

    row = await stall.shop.row(str(ana.chat_id), CHANNEL)
    kept = repr(stall.shop.places.place(row))
    assert [(message.text or "").split("\n")[0] for message in ana.screen[1:]] == ["personal"] * 2
    assert not any(each in kept for each in ("Name", "user_", "+1202", "-160"))
