"""Updates are read for what a person did; the rest is passed over, and nothing crashes."""

import contextlib
import json
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Bot

from bot.channels.telegram.receive import Ignored, MalformedUpdate, decode, read
from bot.channels.telegram.send import TelegramSender
from bot.domain.messages import Address, Button, Incoming, Outgoing
from tests.fakes.telegram import FakeTelegram, Person
from tests.fakes.telegram.media import KINDS, PHONE, Kind

MEDIA = {
    "audio": "voice",
    "voice": "voice",
    "photo": "picture",
    "document": "document",
    "animation": "video",
    "video": "video",
    "video_note": "video",
    "contact": "contact",
    "location": "place",
}
ANA = 1_234_567


@pytest.fixture
def ana(telegram: FakeTelegram) -> Person:
    return telegram.person(chat_id=ANA, language_code="ne", started=True)


def last(telegram: FakeTelegram) -> dict[str, Any]:
    return telegram.world.updates.pending()[-1].shape


def raw(telegram: FakeTelegram) -> bytes:
    return json.dumps(last(telegram)).encode()


def said_at(person: Person) -> datetime:
    """To the second, as Telegram tells it."""
    return datetime.fromtimestamp(int(person.chat.messages[max(person.chat.messages)].at), UTC)


def message(text: str = '"hello"', **more: Any) -> bytes:
    """An update by hand, with its text as it stands in the JSON."""
    update = {
        "update_id": 5,
        "message": {"message_id": 1, "chat": {"id": ANA, "type": "private"}} | more,
    }
    return json.dumps(update).replace('"private"}', f'"private"}}, "text": {text}').encode()


def tap(data: Any, **more: Any) -> dict[str, Any]:
    tapped = {"message_id": 9, "date": 1, "chat": {"id": ANA, "type": "private"}} | more
    return {"update_id": 5, "callback_query": {"id": "7", "message": tapped, "data": data}}


async def test_words_are_read(telegram: FakeTelegram, ana: Person) -> None:
    update_id = await ana.says("/start poster7")

    expected = Incoming(
        Address("telegram", str(ANA)),
        str(update_id),
        text="/start poster7",
        own=str(max(ana.chat.messages)),
        link="poster7",
        at=said_at(ana),
        hint="ne",
    )
    assert read(raw(telegram)) == read(last(telegram)) == read(decode(raw(telegram))) == expected


async def test_a_tap_names_the_turn_it_belongs_to(
    telegram: FakeTelegram, ana: Person, bot: Bot
) -> None:
    rows = ((Button("yes:really", "1 ✅ Yes"),),)
    await TelegramSender(bot).send(str(ANA), Outgoing("Well?", "en", "ltr", 12, rows))
    update_id = await ana.taps(ana.screen[-1], "Yes")

    incoming = read(raw(telegram))

    assert incoming == Incoming(
        Address("telegram", str(ANA)),
        str(update_id),
        turn=12,
        choice="yes:really",
        message=str(ana.screen[-1].id),
        hint="ne",
    )
    assert decode(raw(telegram)).callback_query is not None


@pytest.mark.parametrize("kind", KINDS)
async def test_of_a_file_only_the_kind_is_learned(
    telegram: FakeTelegram, ana: Person, kind: Kind
) -> None:
    update_id = await ana.sends(kind)

    incoming = read(raw(telegram))

    assert isinstance(incoming, Incoming)
    assert incoming == Incoming(
        Address("telegram", str(ANA)),
        str(update_id),
        media=incoming.media,
        own=str(max(ana.chat.messages)),
        at=said_at(ana),
        hint="ne",
    )
    assert incoming.media == MEDIA.get(kind, "other")
    told = str(msgspec.structs.asdict(incoming))
    assert not any(each in told for each in ("file-", "Name", "user_", PHONE, "-160", "Question"))


async def test_words_under_a_picture_are_words(telegram: FakeTelegram, ana: Person) -> None:
    await ana.sends("photo", caption="my contract")

    incoming = read(raw(telegram))

    assert isinstance(incoming, Incoming)
    assert (incoming.media, incoming.text) == ("picture", "my contract")


@pytest.mark.parametrize(
    ("update", "reason"),
    [
        ({"update_id": 5, "poll": {"id": "1"}}, "kind"),
        ({"update_id": 5}, "kind"),
        ({"update_id": 5, "message": {"chat": {"id": 1, "type": "private"}}}, "service"),
        ({"update_id": 5, "callback_query": {"id": "7", "data": "1:a"}}, "inline"),
        (tap("1:a", chat={"id": -1, "type": "group"}), "group"),
        (tap("yes"), "not our button"),
        (tap(":yes"), "not our button"),
        (tap("1:"), "not our button"),
        (tap("-1:yes"), "not our button"),
        (tap("\u0661:yes"), "not our button"),
        (tap("1" * 10 + ":yes"), "not our button"),
        (tap(None), "not our button"),
    ],
)
def test_what_is_not_for_us_is_ignored(update: dict[str, Any], reason: str) -> None:
    assert read(update) == read(json.dumps(update).encode()) == Ignored(reason)


def test_a_message_that_telegram_forgot_cannot_be_replaced() -> None:
    incoming = read(tap("1:yes", date=0))

    assert isinstance(incoming, Incoming)
    assert incoming.message is None


@pytest.mark.parametrize("code", ["ne", "pt-br", "zh-hans", "x" * 300, "", "ne\n", 5, None])
def test_a_guess_of_the_language_is_taken_only_where_it_is_one(code: Any) -> None:
    update = {
        "update_id": 5,
        "message": {
            "chat": {"id": ANA, "type": "private"},
            "from": {"id": ANA, "language_code": code},
            "text": "hello",
        },
    }
    if isinstance(code, int):
        with pytest.raises(MalformedUpdate):
            read(update)
        return

    incoming = read(update)

    assert isinstance(incoming, Incoming)
    assert incoming.hint == (code if code in {"ne", "pt-br", "zh-hans"} else None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"\\ud800"', "\ufffd"),
        ('"a\\udc00\\ud83d\\ude00b\\ud83d"', "a\ufffd😀b\ufffd"),
        ('"a\\u0000b"', "a\ufffdb"),
        ('"\\u202eabc\\u2066"', "\u202eabc\u2066"),
        ('"' + "ن" * 50_000 + '"', "ن" * 50_000),
        ('""', ""),
    ],
    ids=["half a pair", "halves", "nul", "overrides", "50,000", "empty"],
)
def test_text_that_is_hard_to_keep_is_still_read(text: str, expected: str) -> None:
    update = message(text)

    as_bytes, as_parsed = read(update), read(json.loads(update))

    assert isinstance(as_bytes, Incoming)
    assert as_bytes == as_parsed
    assert as_bytes.text == expected


def test_a_byte_that_is_not_utf8_costs_one_character() -> None:
    incoming = read(message().replace(b"hello", b"he\xffo"))

    assert isinstance(incoming, Incoming)
    assert incoming.text == "he\ufffdo"


@pytest.mark.parametrize(
    "update",
    [
        b"",
        b"canary",
        b"[]",
        b"null",
        b'{"message": {}}',
        b'{"update_id": "canary"}',
        b'{"update_id": 1e400}',
        b'{"update_id": 5, "message": {"canary": 5}}',
        message("{}"),
        message()[:-5],
        message() + b"canary",
        message('"\\ud800"')[:-3],
        b"[" * 100_000,
        b'{"update_id": 1, "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"update_id": 1, "y": "\\ud800", "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"update_id": 1, "x": "\\ud800", "y": ' + b"1" * 10_000 + b"}",
    ],
    ids=range(16),
)
def test_what_is_no_update_is_malformed_and_not_echoed(update: bytes) -> None:
    with pytest.raises(MalformedUpdate) as malformed:
        read(update)

    assert "canary" not in f"{malformed.value!s}{malformed.value!r}"
    assert malformed.value.__context__ is malformed.value.__cause__ is None


FIELDS = st.sampled_from(
    ["update_id", "message", "callback_query", "chat", "id", "type", "text", "data", "photo"]
) | st.text(max_size=3)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(FIELDS, inner),
    max_leaves=20,
)


@given(st.binary() | JSON.map(lambda value: json.dumps(value).encode()))
def test_no_bytes_whatever_do_any_harm(update: bytes) -> None:
    with contextlib.suppress(MalformedUpdate):
        read(update)


@given(st.dictionaries(FIELDS, JSON))
def test_no_object_whatever_does_any_harm(update: dict[str, Any]) -> None:
    with contextlib.suppress(MalformedUpdate):
        read(update)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0")))
def test_every_other_text_is_read_as_it_was_written(text: str) -> None:
    incoming = read(message(json.dumps(text)))

    assert isinstance(incoming, Incoming)
    assert incoming.text == text


def test_what_people_write_is_in_no_repr(telegram: FakeTelegram) -> None:
    update = message('"canary"')

    assert "canary" not in f"{decode(update)!r} {decode(update).message!r} {read(update)!r}"
    assert str(ANA) not in repr(read(update))
