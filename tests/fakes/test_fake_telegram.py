"""The fake speaks the Bot API's protocol: python-telegram-bot cannot tell the difference."""

import aiohttp
import pytest
from telegram import Bot
from telegram.error import InvalidToken, NetworkError, RetryAfter
from telegram.request import HTTPXRequest

from tests.fakes.clocks import Hands
from tests.fakes.telegram import FakeTelegram

ANOTHER_TOKEN = "1000000002:a-well-formed-token-of-some-other-bot"


async def ask(url: str, **more: object) -> tuple[int, dict[str, object]]:
    async with aiohttp.ClientSession() as session:
        method = "GET" if not more else "POST"
        async with session.request(method, url, **more) as response:  # type: ignore[arg-type]  # any way of sending may be handed in
            return response.status, await response.json()


async def test_a_bot_learns_who_it_is(bot: Bot, telegram: FakeTelegram) -> None:
    me = await bot.get_me()

    assert me.is_bot
    assert me.id == int(telegram.token.partition(":")[0])


async def test_a_wrong_token_is_unauthorized(telegram: FakeTelegram) -> None:
    status, answer = await ask(f"{telegram.url}/bot{ANOTHER_TOKEN}/getMe")

    assert status == 401
    assert answer == {"ok": False, "error_code": 401, "description": "Unauthorized"}


async def test_what_is_no_token_at_all_is_not_found(telegram: FakeTelegram) -> None:
    status, answer = await ask(f"{telegram.url}/botnonsense/getMe")

    assert (status, answer["error_code"]) == (404, 404)


async def test_the_library_takes_both_for_a_wrong_token(telegram: FakeTelegram) -> None:
    async with HTTPXRequest() as request:
        for token in (ANOTHER_TOKEN, "nonsense"):
            bot = Bot(token, base_url=f"{telegram.url}/bot", request=request)
            with pytest.raises(InvalidToken):
                await bot.get_me()


async def test_an_unknown_method_is_not_found(telegram: FakeTelegram) -> None:
    status, _ = await ask(f"{telegram.url}/bot{telegram.token}/doNothing")

    assert status == 404


@pytest.mark.parametrize(
    "body",
    [
        {"json": {"chat_id": 500, "text": "hello"}},
        {"data": {"chat_id": "500", "text": "hello"}},
        {"data": lambda: _multipart({"chat_id": "500", "text": "hello"})},
        {"params": {"chat_id": "500", "text": "hello"}},
    ],
    ids=["json", "form", "multipart", "query"],
)
async def test_values_come_in_every_form(telegram: FakeTelegram, body: dict[str, object]) -> None:
    person = telegram.person(chat_id=500, started=True)
    given = {name: value() if callable(value) else value for name, value in body.items()}

    status, answer = await ask(f"{telegram.url}/bot{telegram.token}/SENDMESSAGE", **given)

    assert (status, answer["ok"]) == (200, True)
    assert [message.text for message in person.screen] == ["hello"]


def _multipart(fields: dict[str, str]) -> aiohttp.FormData:
    form = aiohttp.FormData(fields)
    form.add_field("extra", b"a file", filename="a.bin")
    return form


async def test_a_body_that_is_no_json_is_refused(telegram: FakeTelegram) -> None:
    status, answer = await ask(
        f"{telegram.url}/bot{telegram.token}/sendMessage",
        data=b"{",
        headers={"Content-Type": "application/json"},
    )

    assert (status, answer["ok"]) == (400, False)


async def test_the_fifth_fast_message_to_a_chat_is_refused(
    bot: Bot, telegram: FakeTelegram, clock: Hands
) -> None:
    person = telegram.person(started=True)
    for word in ("one", "two", "three", "four"):
        await bot.send_message(person.chat_id, word)

    with pytest.raises(RetryAfter) as refused:
        await bot.send_message(person.chat_id, "five")
    clock.now += 1
    await bot.send_message(person.chat_id, "six")

    assert refused.value._retry_after.total_seconds() == 1
    assert [sent.text for sent in telegram.sent] == ["one", "two", "three", "four", "six"]


async def test_the_thirty_first_message_in_a_second_is_refused(
    bot: Bot, telegram: FakeTelegram, clock: Hands
) -> None:
    people = [telegram.person(started=True) for _ in range(31)]
    for person in people[:30]:
        await bot.send_message(person.chat_id, "hello")

    with pytest.raises(RetryAfter):
        await bot.send_message(people[30].chat_id, "hello")
    clock.now += 1
    await bot.send_message(people[30].chat_id, "hello")

    assert telegram.world.limits.refused == 1
    assert len(telegram.sent) == 31


async def test_a_bad_gateway_befalls_as_many_calls_as_asked(
    bot: Bot, telegram: FakeTelegram
) -> None:
    telegram.faults.add("bad gateway", times=2)

    for _ in range(2):
        with pytest.raises(NetworkError):
            await bot.get_me()

    assert (await bot.get_me()).is_bot


async def test_a_fault_can_wait_for_one_method(bot: Bot, telegram: FakeTelegram) -> None:
    person = telegram.person(started=True)
    telegram.faults.add("server error", method="sendMessage")

    await bot.get_me()
    with pytest.raises(NetworkError):
        await bot.send_message(person.chat_id, "hello")

    assert person.screen == []


async def test_a_cut_before_delivers_nothing(bot: Bot, telegram: FakeTelegram) -> None:
    person = telegram.person(started=True)
    telegram.faults.add("cut before", method="sendMessage")

    with pytest.raises(NetworkError):
        await bot.send_message(person.chat_id, "hello")

    assert telegram.sent == []


async def test_a_cut_after_delivers_and_loses_the_answer(bot: Bot, telegram: FakeTelegram) -> None:
    person = telegram.person(started=True)
    telegram.faults.add("cut after", method="sendMessage")

    with pytest.raises(NetworkError):
        await bot.send_message(person.chat_id, "hello")

    assert [message.text for message in person.screen] == ["hello"]
    assert [(call.method, call.status) for call in telegram.calls[-1:]] == [("sendmessage", 0)]


async def test_a_flood_names_how_long_to_wait(bot: Bot, telegram: FakeTelegram) -> None:
    telegram.faults.add("flood", seconds=17)

    with pytest.raises(RetryAfter) as refused:
        await bot.get_me()

    assert refused.value._retry_after.total_seconds() == 17


async def test_the_profile_is_kept_by_language(bot: Bot) -> None:
    await bot.set_my_name("Notes")
    await bot.set_my_description("A notebook.", language_code="ne")
    await bot.set_my_commands([("start", "Begin"), ("hide", "Hide")])

    assert (await bot.get_my_name()).name == "Notes"
    assert (await bot.get_my_name(language_code="ne")).name == "Notes"
    assert (await bot.get_my_description()).description == ""
    assert (await bot.get_my_description(language_code="ne")).description == "A notebook."
    assert [command.command for command in await bot.get_my_commands()] == ["start", "hide"]
