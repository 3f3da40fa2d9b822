"""The JSON API: sent, answered, waited for, acknowledged."""

import asyncio
from itertools import pairwise

import pytest

from bot.channels.webchat.parts import CHANNEL
from bot.domain.messages import Address
from tests.channels.webchat.conftest import Phones, Serve
from tests.channels.webchat.kiosk import POISON, Kiosk
from tests.channels.webchat.phones import API, Answered, Phone


async def at_the_menu(phone: Phone) -> Answered:
    await phone.posts()
    return await phone.posts(choice="en")


async def at_a_word(phone: Phone) -> Answered:
    """Where the tea shop asks for something in one's own words."""
    await at_the_menu(phone)
    await phone.posts(choice="talk")
    return await phone.posts(choice="yes")


async def waiting_at(kiosk: Kiosk, phone: Phone) -> list[bytes]:
    """What the database still holds for a phone."""
    async with kiosk.database.transaction() as work:
        address = Address(CHANNEL, phone.token)
        row = await work.conversations.by_address(CHANNEL, kiosk.places.chat_hash(address))
        assert row is not None
        return [each.payload for each in await work.outbox.waiting_for(row.id, 0)]


async def test_nothing_sent_starts_and_the_answer_has_the_promised_shape(ana: Phone) -> None:
    answer = await ana.posts()

    (message,) = answer.body["messages"]
    assert answer.status == 200
    assert answer.body == {
        "turn": 1,
        "messages": [
            {
                "id": message["id"],
                "text": "Language?",
                "lang": "en",
                "dir": "ltr",
                "choices": [
                    {"key": "en", "label": "1 English"},
                    {"key": "ar", "label": "2 العربية"},
                ],
            }
        ],
    }
    assert isinstance(message["id"], int)


async def test_a_choice_of_this_turn_goes_on(ana: Phone) -> None:
    first = await ana.posts()

    second = await ana.posts(id="a", turn=first.turn, choice="en")

    assert second.texts == ["What now?"]
    assert second.turn == 2


async def test_nothing_sent_later_shows_the_question_again(ana: Phone) -> None:
    asked = await at_the_menu(ana)

    again = await ana.posts()

    assert (again.turn, again.texts, again.choices) == (asked.turn, asked.texts, asked.choices)


async def test_the_answer_is_in_the_language_that_was_chosen(ana: Phone) -> None:
    await ana.posts()

    (message,) = (await ana.posts(text="٢")).body["messages"]

    assert (message["text"], message["lang"], message["dir"]) == ("ماذا الآن؟", "ar", "rtl")


async def test_ids_of_messages_grow(ana: Phone) -> None:
    ids = [(await ana.posts(text="zzz")).last for _ in range(5)]

    assert all(earlier < later for earlier, later in pairwise(ids))


async def test_two_phones_have_two_conversations(phones: Phones) -> None:
    ana, ben = phones(), phones()
    await at_the_menu(ana)

    assert (await ben.posts()).texts == ["Language?"]
    assert ana.token != ben.token


# sent twice -------------------------------------------------------------------------------------


async def test_what_is_sent_twice_under_one_id_is_done_once(ana: Phone, kiosk: Kiosk) -> None:
    asked = await at_a_word(ana)

    first = await ana.posts(id="mine", turn=asked.turn, text="warm")
    second = await ana.posts(id="mine", turn=asked.turn, text="warm")

    assert second.body == first.body
    assert kiosk.learnt == ["warm"]


async def test_what_is_sent_twice_at_the_same_moment_is_done_once(
    ana: Phone, kiosk: Kiosk
) -> None:
    asked = await at_a_word(ana)

    answers = await asyncio.gather(
        *(ana.posts(id="mine", turn=asked.turn, text="warm") for _ in range(8))
    )

    assert all(answer.body == answers[0].body for answer in answers)
    assert kiosk.learnt == ["warm"]


async def test_without_an_id_each_is_a_message_of_its_own(ana: Phone) -> None:
    await at_the_menu(ana)

    first, second = await ana.posts(text="zzz"), await ana.posts(text="zzz")

    assert first.texts == ["unclear\n\nWhat now?"]
    assert second.texts == ["unclear again\n\nWhat now?"]


async def test_two_people_may_use_the_same_id(phones: Phones) -> None:
    ana, ben = phones(), phones()
    await ana.posts(id="1")

    assert (await ben.posts(id="1")).texts == ["Language?"]


async def test_a_stale_tap_gets_the_question_that_stands(ana: Phone, kiosk: Kiosk) -> None:
    earlier = await at_the_menu(ana)
    await ana.posts(choice="talk", turn=earlier.turn)

    stale = await ana.posts(choice="order", turn=earlier.turn)

    assert stale.texts == ["Tea is old.\n\nMore of it?", "stale\n\nMore of it?"]
    assert stale.turn == (earlier.turn or 0) + 1
    assert [bool(each["choices"]) for each in stale.body["messages"]] == [False, True]


# waited for -------------------------------------------------------------------------------------


async def test_what_is_there_comes_at_once(ana: Phone) -> None:
    answer = await ana.posts()

    async with asyncio.timeout(2):
        assert (await ana.fetches()).body == answer.body


async def test_a_wait_ends_with_what_comes_later(ana: Phone, kiosk: Kiosk) -> None:
    last = (await ana.posts()).last
    waiting = asyncio.create_task(ana.fetches(after=last))
    await asyncio.sleep(0.3)
    assert not waiting.done()

    id_ = await kiosk.tells(ana.token, "Something came.")

    async with asyncio.timeout(2):
        came = await waiting
    assert came.texts == ["Something came."]
    assert (came.last, came.turn, came.choices) == (id_, None, ["/talk"])


async def test_a_wait_ends_with_the_reply_to_another_tab(ana: Phone) -> None:
    last = (await ana.posts()).last
    waiting = asyncio.create_task(ana.fetches(after=last))
    await asyncio.sleep(0.3)

    reply = await ana.posts(choice="en")

    async with asyncio.timeout(2):
        assert (await waiting).body == reply.body


async def test_a_wait_for_nothing_ends_with_nothing(kiosk: Kiosk, serve: Serve) -> None:
    ana = (await serve(kiosk.app(longest_wait=0.2)))()
    last = (await ana.posts()).last

    assert (await ana.fetches(after=last)).body == {"turn": None, "messages": []}


async def test_somebody_unknown_waits_for_nothing(ana: Phone) -> None:
    async with asyncio.timeout(2):
        assert (await ana.fetches()).body == {"turn": None, "messages": []}


async def test_nobody_waits_while_the_server_stops(kiosk: Kiosk, serve: Serve) -> None:
    app = kiosk.app(longest_wait=30)
    ana = (await serve(app))()
    last = (await ana.posts()).last
    waiting = asyncio.create_task(ana.fetches(after=last))
    await asyncio.sleep(0.3)

    await app.shutdown()

    async with asyncio.timeout(2):
        assert (await waiting).texts == []


async def test_to_look_takes_nothing_away_and_to_go_on_does(ana: Phone, kiosk: Kiosk) -> None:
    last = (await ana.posts()).last
    notice = await kiosk.tells(ana.token, "Something came.")
    for after in (last, notice - 1, 0):
        await ana.fetches(after=after)

    assert len(await waiting_at(kiosk, ana)) == 2
    await ana.posts(after=last, choice="en")

    assert (await ana.fetches()).texts == ["Something came.", "What now?"]
    assert len(await waiting_at(kiosk, ana)) == 2


async def test_only_the_reply_to_the_newest_message_waits(ana: Phone, kiosk: Kiosk) -> None:
    for _ in range(5):
        await ana.posts()

    assert len(await waiting_at(kiosk, ana)) == 1


# trouble ----------------------------------------------------------------------------------------


async def test_a_message_that_no_try_gets_through_is_said_to_be_so(
    ana: Phone, kiosk: Kiosk, caplog: pytest.LogCaptureFixture
) -> None:
    asked = await at_a_word(ana)

    sorry = await ana.posts(text=POISON, turn=asked.turn)

    assert (sorry.status, sorry.turn, sorry.choices) == (200, None, ["/menu"])
    assert "Something went wrong on our side" in sorry.texts[0]
    assert (await ana.posts(text="warm", turn=asked.turn)).turn is not None
    assert kiosk.learnt == ["warm"]
    assert POISON not in caplog.text
    assert ana.token not in caplog.text


async def test_while_the_service_stops_the_client_is_asked_to_send_again(
    ana: Phone, kiosk: Kiosk
) -> None:
    await ana.posts()
    await kiosk.conversations.close()

    refused = await ana.posts(choice="en")

    assert refused.status == 503
    assert int(refused.headers["Retry-After"]) > 0
    assert set(refused.body) == {"error"}


async def test_a_wait_that_is_asked_for_wrongly_is_refused(ana: Phone) -> None:
    for after in ("x", "-1", "1.5", "", "9" * 20, "१"):
        response = await ana.asks("GET", API, params={"after": after})

        assert response.status == 400
        assert set(await response.json()) == {"error"}
