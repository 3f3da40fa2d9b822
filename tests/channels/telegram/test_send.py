"""What is sent to a chat arrives as it is meant to; what cannot arrive says why."""

import pytest
from telegram import Bot

from bot.channels.telegram.bots import open_bot
from bot.channels.telegram.request import Request
from bot.channels.telegram.send import GONE_FOR_GOOD, TelegramSender
from bot.domain.messages import Button, Outgoing, Paper
from bot.services.ports import Sender, SendFailed
from tests.fakes.telegram import FakeTelegram, Person
from tests.fakes.telegram.chats import Chat
from tests.fakes.telegram.faults import Kind

ROWS = ((Button("yes", "1 ✅ नेपाली"), Button("no", "2 ❌ لا")), (Button("/menu", "0 🏠 Menu"),))


@pytest.fixture
def sender(bot: Bot) -> Sender:
    return TelegramSender(bot)


@pytest.fixture
def ana(telegram: FakeTelegram) -> Person:
    return telegram.person(started=True)


def saying(text: str, **more: object) -> Outgoing:
    return Outgoing(text, "en", "ltr", turn=7, **more)  # type: ignore[arg-type]  # any field may be handed in


async def failure(sender: Sender, chat: int | str, outgoing: Outgoing) -> SendFailed:
    with pytest.raises(SendFailed) as failed:
        await sender.send(str(chat), outgoing)
    assert failed.value.__context__ is failed.value.__cause__ is None
    assert str(chat) not in f"{failed.value} {failed.value!r}"
    return failed.value


async def test_text_and_buttons_arrive(sender: Sender, ana: Person) -> None:
    message_id = await sender.send(str(ana.chat_id), saying("<b>शुभ</b> *دن*", rows=ROWS))

    (seen,) = ana.screen
    assert str(seen.id) == message_id
    assert seen.text == "<b>शुभ</b> *دن*"
    assert seen.labels == [["1 ✅ नेपाली", "2 ❌ لا"], ["0 🏠 Menu"]]
    data = [button["callback_data"] for row in seen.rows for button in row]
    assert data == ["7:yes", "7:no", "7:/menu"]
    assert (seen.silent, seen.protected) == (False, False)


async def test_links_show_no_preview(sender: Sender, ana: Person, telegram: FakeTelegram) -> None:
    await sender.send(str(ana.chat_id), saying("See https://example.org"))

    sent = telegram.calls[-1].parameters
    assert sent["link_preview_options"] == {"is_disabled": True}
    assert "parse_mode" not in sent
    assert "reply_markup" not in sent


async def test_what_the_bot_starts_by_itself_makes_no_sound(sender: Sender, ana: Person) -> None:
    await sender.send(str(ana.chat_id), saying("hello", silent=True))

    assert ana.screen[0].silent


async def test_a_long_text_comes_in_pieces_with_the_buttons_last(
    sender: Sender, ana: Person
) -> None:
    text = "\n\n".join(f"{number}. " + "word " * 400 for number in range(5))

    message_ids = await sender.send(str(ana.chat_id), saying(text, rows=ROWS))

    assert message_ids == ",".join(str(message.id) for message in ana.screen)
    assert len(ana.screen) == 3
    assert " ".join(message.text or "" for message in ana.screen).split() == text.split()
    assert [bool(message.rows) for message in ana.screen] == [False, False, True]


async def test_who_blocked_us_is_not_written_to_again(sender: Sender, ana: Person) -> None:
    await ana.blocks()

    failed = await failure(sender, ana.chat_id, saying("hello"))

    assert (failed.permanent, failed.retry_after, failed.reason) == (True, None, "blocked")
    assert failed.gone


@pytest.mark.parametrize(
    ("chat", "reason"),
    [
        (Chat(81, deactivated=True), "deactivated"),
        (Chat(82), "never started"),
        (Chat(-83, "group", blocked=True), "removed from the group"),
        (Chat(-84, "group", migrated_to=-1084), "the group moved"),
    ],
)
async def test_a_chat_that_is_gone_is_gone_for_good(
    sender: Sender, telegram: FakeTelegram, chat: Chat, reason: str
) -> None:
    telegram.world.chats.add(chat)

    failed = await failure(sender, chat.id, saying("hello"))

    assert (failed.permanent, failed.gone, failed.reason) == (True, True, reason)
    assert failed.moved_to == (str(chat.migrated_to) if chat.migrated_to else None)


@pytest.mark.parametrize("said", sorted(GONE_FOR_GOOD))
@pytest.mark.parametrize("status", [400, 403])
async def test_every_way_in_which_telegram_says_that_nobody_is_there(
    telegram: FakeTelegram, bot: Bot, ana: Person, said: str, status: int
) -> None:
    telegram.faults.refuse(status, said.upper() if "_" in said else f"Why: {said} here")

    failed = await failure(TelegramSender(bot), ana.chat_id, saying("hello"))

    assert (failed.gone, failed.reason) == (True, GONE_FOR_GOOD[said])


async def test_what_is_forbidden_for_a_reason_unknown_so_far_reaches_nobody(
    telegram: FakeTelegram, bot: Bot, ana: Person
) -> None:
    telegram.faults.refuse(403, "Forbidden: something new")

    failed = await failure(TelegramSender(bot), ana.chat_id, saying("hello"))

    assert (failed.permanent, failed.gone, failed.reason) == (True, True, "refused")


@pytest.mark.parametrize("chat", ["4040", "nonsense"])
async def test_a_chat_that_never_was_is_gone_for_good(sender: Sender, chat: str) -> None:
    failed = await failure(sender, chat, saying("hello"))

    assert (failed.permanent, failed.reason) == (True, "no such chat")


@pytest.mark.parametrize(
    "outgoing",
    [saying(" "), saying("key", rows=((Button("k" * 63, "Label"),),))],
    ids=["empty text", "too long a key"],
)
async def test_a_message_that_telegram_refuses_is_not_tried_again(
    sender: Sender, ana: Person, outgoing: Outgoing
) -> None:
    failed = await failure(sender, ana.chat_id, outgoing)

    assert (failed.permanent, failed.gone, failed.reason) == (True, False, "refused")


async def test_being_asked_to_slow_down_is_handed_up(
    sender: Sender, ana: Person, telegram: FakeTelegram
) -> None:
    telegram.faults.add("flood", seconds=17)

    failed = await failure(sender, ana.chat_id, saying("hello"))

    assert (failed.permanent, failed.retry_after) == (False, 17)


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("bad gateway", "no connection"),
        ("server error", "no connection"),
        ("cut before", "no connection"),
        ("cut after", "no connection"),
        ("slow", "no answer in time"),
    ],
)
async def test_what_may_pass_may_be_tried_again(
    sender: Sender, ana: Person, telegram: FakeTelegram, kind: Kind, reason: str
) -> None:
    telegram.faults.add(kind)

    failed = await failure(sender, ana.chat_id, saying("hello"))

    assert (failed.permanent, failed.retry_after, failed.reason) == (False, None, reason)
    assert len(ana.screen) == (1 if kind == "cut after" else 0)


async def test_a_token_that_is_not_known_costs_no_message(
    telegram: FakeTelegram, ana: Person, request_: Request
) -> None:
    bot = open_bot("1000000002:well-formed-but-of-some-other-bot", request_, api=telegram.url)

    failed = await failure(TelegramSender(bot), ana.chat_id, saying("hello"))

    assert (failed.permanent, failed.reason) == (False, "the token is not known")


async def test_a_message_takes_the_place_of_another(sender: Sender, ana: Person) -> None:
    first = await sender.send(str(ana.chat_id), saying("☐ this", rows=ROWS))

    again = await sender.send(str(ana.chat_id), saying("☑ this", rows=ROWS, replaces=first))
    same = await sender.send(str(ana.chat_id), saying("☑ this", rows=ROWS, replaces=first))

    assert first == again == same
    assert [(message.text, message.edited) for message in ana.screen] == [("☑ this", True)]
    assert ana.screen[0].rows


@pytest.mark.parametrize("replaced", ["4040", "1,2", "nonsense", "\u0665"])
async def test_what_cannot_be_replaced_is_followed(
    sender: Sender, ana: Person, replaced: str
) -> None:
    sent = await sender.send(str(ana.chat_id), saying("hello", replaces=replaced))

    assert [str(message.id) for message in ana.screen] == [sent]


async def test_a_long_text_replaces_nothing(sender: Sender, ana: Person) -> None:
    first = await sender.send(str(ana.chat_id), saying("short"))

    await sender.send(str(ana.chat_id), saying("word " * 1000, replaces=first))

    assert len(ana.screen) == 3
    assert ana.screen[0].text == "short"


async def test_a_replacement_can_fail_like_any_message(
    sender: Sender, ana: Person, telegram: FakeTelegram
) -> None:
    first = await sender.send(str(ana.chat_id), saying("short"))
    telegram.faults.add("flood", seconds=3)

    failed = await failure(sender, ana.chat_id, saying("other", replaces=first))

    assert (failed.permanent, failed.retry_after) == (False, 3)


PAPER = Paper("Tea.html", "<!doctype html><p>\u0928\u092e\u0938\u094d\u0924\u0947</p>")


async def test_a_file_comes_before_the_words_under_its_own_name(
    sender: Sender, ana: Person, telegram: FakeTelegram
) -> None:
    ids = await sender.send(str(ana.chat_id), saying("Here it is.", rows=ROWS, paper=PAPER))

    file, words = ana.screen
    assert ids == f"{file.id},{words.id}"  # so that Hide takes both off the screen
    assert words.text == "Here it is."
    assert words.rows
    about = file.content["document"]
    assert (about["file_name"], about["mime_type"]) == ("Tea.html", "text/html")
    path = telegram.world.uploads.find(about["file_id"])["file_path"]
    assert telegram.world.uploads.at(path) == PAPER.page.encode()


async def test_a_file_that_arrived_is_not_sent_again_with_its_words(
    sender: Sender, ana: Person, telegram: FakeTelegram
) -> None:
    telegram.faults.add("bad gateway", method="sendMessage")
    said = saying("Here it is.", paper=PAPER)
    failed = await failure(sender, ana.chat_id, said)
    assert len(failed.sent) == 1

    await sender.send(str(ana.chat_id), said, sent=failed.sent)

    assert [each.text for each in ana.screen] == [None, "Here it is."]


async def test_what_comes_with_a_file_takes_no_earlier_message_s_place(
    sender: Sender, ana: Person
) -> None:
    earlier = await sender.send(str(ana.chat_id), saying("Earlier."))

    await sender.send(str(ana.chat_id), saying("Here.", paper=PAPER, replaces=earlier))

    assert [each.text for each in ana.screen] == ["Earlier.", None, "Here."]


async def test_who_blocked_us_gets_no_file_and_no_error_quotes_it(
    sender: Sender, ana: Person
) -> None:
    ana.chat.blocked = True

    failed = await failure(sender, ana.chat_id, saying("Here.", paper=PAPER))

    assert (failed.reason, failed.gone) == ("blocked", True)
    assert "Tea" not in repr(saying("Here.", paper=PAPER))
