"""The languages that are delivered, so that a new one is tested without naming it anywhere."""

from typing import Final

from bot.settings import read_settings

LANGUAGES: Final = {each.code: each for each in read_settings({}).content.languages}
DELIVERED: Final = tuple(LANGUAGES)
TRANSLATED: Final = tuple(code for code in DELIVERED if code != "en")
