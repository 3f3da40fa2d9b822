"""Workers who have never seen the code: they read what is offered, and find it by its pictures."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.domain.text import Text
from bot.i18n import LOCALES, Catalogs
from tests.languages import LANGUAGES
from tests.whole.chats import Chat, choose, offered

WORDS = Catalogs.load(LOCALES, LANGUAGES.values())
OWN_NAMES = {code: language.own_name for code, language in LANGUAGES.items()}
RECEIPT = re.compile(r"\d{4}(?: \d{4}){3,4}")
SEND, MENU, SKIP, DONE = "📨", "🏠", "⏭️", "✔️"
WAYS = (SKIP, MENU)
MOST_QUESTIONS = 60


@dataclass(frozen=True)
class Telling:
    """What somebody wants to report, and where they work."""

    story: str
    lang: str = "en"
    country: str = "Qatar"


# What marks a question, and what somebody with a kept passport taps there, thing after thing.
SCRIPT: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("🔒", "✅", "❌"), ("✅",)),  # do you agree?
    (("🆘", "✅"), ("✅",)),  # not in danger now
    (("🙂", "👤"), ("🙂",)),  # about themselves
    (("👤", "🧒"), ("👤",)),  # an adult
    (("🛂", "⏰"), ("🛂", DONE)),  # what is wrong
    (("✅", "❌", SKIP), (SKIP,)),  # a sign: yes, no, skip
    (("🏗️", "🏭"), ("🏗️",)),  # what kind of work
    (("🌱", "🗓️"), ("🗓️",)),  # how long
    (("🩺", "✈️"), ("💰", DONE)),  # what do you want
    (("🤝", "👥"), ("👥",)),  # who may read it
)


def onward(lang: str) -> str:
    """The arrow that leads on, which is the way that lines run."""
    return "➡️" if LANGUAGES[lang].dir == "ltr" else "⬅️"


def backward(lang: str) -> str:
    return "⬅️" if LANGUAGES[lang].dir == "ltr" else "➡️"


async def begins(chat: Chat, lang: str = "en") -> None:
    """From nothing to the menu."""
    await chat.opens()
    await choose(chat, OWN_NAMES[lang])


async def fills_in(chat: Chat, telling: Telling) -> None:
    """From the menu to the read-back, with Send before one's thumb."""
    await goes_on(chat, telling, lambda: offered(chat, SEND))


async def goes_on(chat: Chat, telling: Telling, reached: Callable[[], bool]) -> None:
    """From the menu, question after question, until it is so."""
    await choose(chat, "📝")
    await answers_until(chat, telling, reached)


async def answers_until(chat: Chat, telling: Telling, reached: Callable[[], bool]) -> None:
    """From any question of a report."""
    for _ in range(MOST_QUESTIONS):
        if reached():
            return
        await _answers(chat, telling)
    raise AssertionError(f"no end of questions: {chat.text}")


def asks_for_words(chat: Chat, lang: str = "en") -> bool:
    """Whether nothing can be tapped but ways out."""
    ways = (backward(lang), *WAYS)
    return not any(all(way not in label for way in ways) for _, label in chat.buttons)


async def sends(chat: Chat) -> str:
    """Tap Send; the receipt."""
    await choose(chat, SEND)
    return receipt_in(chat)


async def files(chat: Chat, telling: Telling) -> str:
    """All of it, from the menu to the receipt."""
    await fills_in(chat, telling)
    return await sends(chat)


def receipt_in(chat: Chat) -> str:
    found = RECEIPT.search(chat.text)
    assert found, chat.text
    return found[0]


async def comes_back(chat: Chat, receipt: str, told_here: str = "🔕") -> None:
    """From the menu of another chat to the report, by the number of its receipt.

    Who may be told is asked whether this chat is to be, too.
    """
    await choose(chat, "📬")
    if not offered(chat, "🔢"):
        raise AssertionError(f"no way to use a number: {chat.text}")
    await choose(chat, "🔢")
    await chat.says(receipt)
    if offered(chat, told_here):
        await choose(chat, told_here)


async def _answers(chat: Chat, telling: Telling) -> None:
    if offered(chat, "📍"):
        await choose(chat, WORDS.speak(telling.lang)(Text(telling.country)))
        return
    if offered(chat, onward(telling.lang)):  # what to know before
        await choose(chat, onward(telling.lang))
        return
    for marks, taps in SCRIPT:
        if offered(chat, *marks):
            for each in taps:
                await choose(chat, each)
            return
    if asks_for_words(chat, telling.lang):
        await chat.says(telling.story)
    else:
        await choose(chat, DONE)
