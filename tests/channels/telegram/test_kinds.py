"""Whatever Telegram can bring has a decided answer: each kind of update and of message."""

import inspect
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from telegram import Message

from bot.channels.telegram.receive import Ignored, InGroup, Left, Returned, read
from bot.channels.telegram.shapes import KINDS
from bot.channels.telegram.updates import WANTED
from bot.domain.messages import Address, Incoming
from tests.fakes.telegram import FakeTelegram, Person

ANA = 1_234_567
HERE = Address("telegram", str(ANA))
GROUP = -100_200_300

# Of everything that the library knows of a message: what we read, what tells of somebody's own
# words or of how they are shown, and Telegram's news, which asks nothing of us.
READ = {
    "chat",
    "message_id",
    "date",
    "edit_date",
    "from_user",
    "text",
    "caption",
    "media_group_id",
}
BESIDE = {
    *("entities", "caption_entities", "link_preview_options", "effect_id"),
    *("reply_to_message", "external_reply", "quote", "reply_to_story", "forward_origin"),
    *("reply_to_checklist_task_id", "reply_to_poll_option_id", "via_bot", "sender_chat"),
    *("author_signature", "has_protected_content", "is_automatic_forward", "is_topic_message"),
    *("message_thread_id", "has_media_spoiler", "show_caption_above_media", "is_from_offline"),
    *("sender_boost_count", "sender_business_bot", "business_connection_id", "paid_star_count"),
    *("is_paid_post", "direct_messages_topic", "suggested_post_info", "sender_tag"),
    *("guest_bot_caller_user", "guest_bot_caller_chat", "guest_query_id", "reply_markup"),
    *("self", "api_kwargs"),
}
NEWS = {
    *("new_chat_members", "left_chat_member", "new_chat_title", "new_chat_photo"),
    *("delete_chat_photo", "group_chat_created", "supergroup_chat_created"),
    *("channel_chat_created", "migrate_to_chat_id", "migrate_from_chat_id", "pinned_message"),
    *("successful_payment", "refunded_payment", "connected_website", "passport_data"),
    *("proximity_alert_triggered", "video_chat_started", "video_chat_ended"),
    *("video_chat_participants_invited", "video_chat_scheduled", "web_app_data"),
    *("message_auto_delete_timer_changed", "forum_topic_created", "forum_topic_closed"),
    *("forum_topic_reopened", "forum_topic_edited", "general_forum_topic_hidden"),
    *("general_forum_topic_unhidden", "write_access_allowed", "chat_shared", "users_shared"),
    *("giveaway_completed", "giveaway_created", "boost_added", "chat_background_set"),
    *("gift", "unique_gift", "gift_upgrade_sent", "paid_message_price_changed"),
    *("direct_message_price_changed", "checklist_tasks_done", "checklist_tasks_added"),
    *("suggested_post_declined", "suggested_post_paid", "suggested_post_refunded"),
    *("suggested_post_approved", "suggested_post_approval_failed", "chat_owner_changed"),
    *("chat_owner_left", "poll_option_added", "poll_option_deleted", "managed_bot_created"),
}


@pytest.fixture
def ana(telegram: FakeTelegram) -> Person:
    return telegram.person(chat_id=ANA, language_code="ne", started=True)


def last(telegram: FakeTelegram) -> Any:
    return read(json.dumps(telegram.world.updates.pending()[-1].shape).encode())


def private(**parts: Any) -> dict[str, Any]:
    chat = {"id": ANA, "type": "private"}
    return {"update_id": 5, "message": {"message_id": 1, "date": 1, "chat": chat} | parts}


def changed(status: str, chat_type: str, chat: int = ANA) -> dict[str, Any]:
    member = {"status": status, "user": {"id": 1, "is_bot": True}}
    change = {
        "chat": {"id": chat, "type": chat_type},
        "from": {"id": ANA, "language_code": "ar"},
        "date": 1_800_000_000,
        "old_chat_member": member,
        "new_chat_member": member,
    }
    return {"update_id": 5, "my_chat_member": change}


def test_every_part_of_a_message_that_there_is_has_a_place_here() -> None:
    """A new version of the library, and so of Telegram's protocol, makes us decide."""
    there = set(inspect.signature(Message.__init__).parameters)
    kinds = {name for name, _ in KINDS}

    assert READ & BESIDE & NEWS == kinds & (READ | BESIDE | NEWS) == set()
    assert there - READ - BESIDE - NEWS - kinds == set()
    assert (READ | BESIDE | NEWS | kinds) - there == set()


def test_only_what_is_answered_is_asked_for() -> None:
    assert WANTED == ("message", "edited_message", "callback_query", "my_chat_member")


@pytest.mark.parametrize("name", sorted(NEWS))
def test_telegrams_own_news_asks_nothing_of_us(name: str) -> None:
    news: Any = {"anything": 1} if name != "migrate_to_chat_id" else 5

    assert read(private(**{name: news})) == Ignored("service")


@pytest.mark.parametrize(("name", "kind"), KINDS)
def test_everything_else_without_words_is_something_that_was_sent(name: str, kind: str) -> None:
    content: Any = [{"file_id": "f"}] if name == "photo" else {"file_id": "f"}

    incoming = read(private(**{name: content}))

    assert isinstance(incoming, Incoming)
    assert (incoming.media, incoming.text) == (kind, None)


def test_a_place_with_a_name_is_a_place() -> None:
    found = read(private(venue={"title": "t"}, location={"latitude": 0.0, "longitude": 0.0}))

    assert isinstance(found, Incoming)
    assert found.media == "place"


@pytest.mark.parametrize(
    "beside",
    [
        {"forward_origin": {"type": "hidden_user", "sender_user_name": "canary"}},
        {"reply_to_message": {"message_id": 9, "text": "canary", "photo": [{}]}},
        {"quote": {"text": "canary", "position": 0}},
        {"external_reply": {"origin": {"type": "user"}, "photo": [{"file_id": "canary"}]}},
        {"via_bot": {"id": 4, "is_bot": True, "username": "canary"}},
        {"reply_to_story": {"id": 4, "chat": {"id": 7, "title": "canary"}}},
    ],
    ids=lambda beside: next(iter(beside)),
)
def test_words_count_as_ones_own_whatever_they_are_an_answer_to(beside: dict[str, Any]) -> None:
    """A forwarded threat is how people show what was written to them; who wrote it is not read."""
    assert read(private(text="pay first", **beside)) == Incoming(
        HERE, "5", text="pay first", own="1", at=datetime.fromtimestamp(1, UTC)
    )


def test_another_bot_is_not_answered() -> None:
    bot = {"id": 7, "is_bot": True, "first_name": "Bot"}

    assert read(private(text="hello", **{"from": bot})) == Ignored("bot")


async def test_an_album_has_one_name(telegram: FakeTelegram, ana: Person) -> None:
    await ana.sends_album("photo", "photo", "video", caption="my contract")

    found = [read(each.shape) for each in telegram.world.updates.pending()]

    assert [each.media for each in found if isinstance(each, Incoming)] == [
        "picture",
        "picture",
        "video",
    ]
    assert len({each.album for each in found if isinstance(each, Incoming)}) == 1
    assert isinstance(found[0], Incoming)
    assert found[0].album
    assert found[0].text == "my contract"


async def test_changed_words_are_told_from_new_ones(telegram: FakeTelegram, ana: Person) -> None:
    await ana.says("tpyo")
    number = next(iter(ana.chat.messages))
    await ana.edits(number, "typo")
    once = last(telegram)
    await ana.edits(number, "typed")

    assert once.at is not None
    assert (once.address, once.text, once.edited) == (HERE, "typo", True)
    assert last(telegram).text == "typed"
    assert last(telegram).external_id != once.external_id  # a later change may tell of danger


def test_changed_words_under_a_picture_are_changed_words() -> None:
    update = private(caption="mended", photo=[{}])
    found = read({"update_id": 5, "edited_message": update["message"]})

    assert isinstance(found, Incoming)
    assert (found.text, found.edited, found.media) == ("mended", True, None)


@pytest.mark.parametrize("parts", [{"location": {"latitude": 1.0}}, {"photo": [{}]}, {}])
def test_what_changes_by_itself_is_no_change_of_words(parts: dict[str, Any]) -> None:
    message = private(**parts)["message"]

    assert read({"update_id": 5, "edited_message": message}) == Ignored("edited")


def test_changed_words_in_a_group_are_passed_over() -> None:
    message = {"message_id": 1, "chat": {"id": GROUP, "type": "group"}, "text": "hello"}

    assert read({"update_id": 5, "edited_message": message}) == Ignored("edited")


async def test_blocking_and_coming_back_are_read(telegram: FakeTelegram, ana: Person) -> None:
    await ana.blocks()
    left = last(telegram)
    await ana.unblocks()

    assert isinstance(left, Left)
    assert left.address == HERE
    assert last(telegram) == Returned(HERE)


def test_the_moment_of_blocking_is_read() -> None:
    moment = datetime(2027, 1, 15, 8, 0, tzinfo=UTC)

    assert read(changed("kicked", "private")) == Left(HERE, moment)


@pytest.mark.parametrize("date", [-5, 10**18])
def test_a_moment_that_cannot_be_does_no_harm(date: int) -> None:
    update = changed("kicked", "private")
    update["my_chat_member"]["date"] = date

    assert isinstance(read(update), Left)


@pytest.mark.parametrize("status", ["member", "administrator", "restricted"])
@pytest.mark.parametrize("kind", ["group", "supergroup"])
def test_being_put_into_a_group_is_read(status: str, kind: str) -> None:
    assert read(changed(status, kind, GROUP)) == InGroup(str(GROUP), hint="ar")


@pytest.mark.parametrize("status", ["left", "kicked"])
def test_being_taken_out_of_a_group_asks_nothing(status: str) -> None:
    assert read(changed(status, "supergroup", GROUP)) == Ignored("membership")


@pytest.mark.parametrize("status", ["member", "administrator", "left"])
def test_in_a_channel_nothing_is_ever_said(status: str) -> None:
    assert isinstance(read(changed(status, "channel", GROUP)), Ignored)
    post = {"message_id": 1, "chat": {"id": GROUP, "type": "channel"}, "text": "hello"}
    assert read({"update_id": 5, "channel_post": post}) == Ignored("kind")
    assert read({"update_id": 5, "message": post}) == Ignored("group")


async def test_words_in_a_group_are_not_read(telegram: FakeTelegram, ana: Person) -> None:
    await ana.says_in_group("canary")

    found = last(telegram)

    assert found == InGroup("-1001", hint="ne")
    assert "canary" not in str(found)
    assert "-1001" not in repr(found)


def test_a_group_that_moves_has_two_names() -> None:
    message = {
        "message_id": 1,
        "chat": {"id": -5, "type": "group"},
        "migrate_to_chat_id": GROUP,
    }

    assert read({"update_id": 5, "message": message}) == InGroup("-5", str(GROUP))


@pytest.mark.parametrize(
    "kind",
    [
        *("inline_query", "chosen_inline_result", "channel_post", "edited_channel_post"),
        *("shipping_query", "pre_checkout_query", "poll", "poll_answer", "chat_member"),
        *("chat_join_request", "message_reaction", "message_reaction_count", "chat_boost"),
        *("business_message", "business_connection", "purchased_paid_media"),
    ],
)
def test_kinds_of_updates_that_we_do_not_ask_for_are_passed_over(kind: str) -> None:
    assert read({"update_id": 5, kind: {"id": "1"}}) == Ignored("kind")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("/start abc_D-9", "abc_D-9"),
        ("/start@some_bot abc", "abc"),
        ("/start  abc \n", "abc"),
        ("/start", None),
        ("/start " + "a" * 64, "a" * 64),
        ("/start " + "a" * 65, None),
        ("/start two words", None),
        ("/start अक", None),
        ("/started abc", None),
        ("start abc", None),
    ],
)
def test_the_code_of_a_poster_is_read(text: str, code: str | None) -> None:
    found = read(private(text=text))

    assert isinstance(found, Incoming)
    assert (found.link, found.text) == (code, text)
