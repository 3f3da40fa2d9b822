"""How the bot presents itself at Telegram: set where it differs, since changes are few."""

import re

from telegram import Bot, BotCommand

from bot.channels.telegram.pieces import units
from bot.services.introduction import Introduction, Words

LANGUAGE = re.compile("[a-z]{2}|")  # all that Telegram takes
LONGEST = {"name": 64, "command": 256, "description": 512, "short": 120}


async def present(bot: Bot, introduction: Introduction) -> None:
    """Compare, and set what is not so yet.  Raises TelegramError; it can be done again."""
    title = _cut(introduction.title, "name")
    if (await bot.get_my_name()).name != title:
        await bot.set_my_name(title)
    for lang, words in introduction.by_language.items():
        if LANGUAGE.fullmatch(lang):
            await _present(bot, words, lang or None)


async def _present(bot: Bot, words: Words, lang: str | None) -> None:
    commands = [
        BotCommand(name, _cut(description, "command")) for name, description in words.commands
    ]
    if list(await bot.get_my_commands(language_code=lang)) != commands:
        await bot.set_my_commands(commands, language_code=lang)
    description = _cut(words.description, "description")
    if (await bot.get_my_description(lang)).description != description:
        await bot.set_my_description(description, lang)
    short = _cut(words.short, "short")
    if (await bot.get_my_short_description(lang)).short_description != short:
        await bot.set_my_short_description(short, lang)


def _cut(text: str, what: str) -> str:
    """An operator's greeting may be longer than Telegram takes."""
    while units(text) > LONGEST[what]:
        text = text[:-1]
    return text
