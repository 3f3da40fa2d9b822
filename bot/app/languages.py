"""A language that somebody asks for by its code."""

from bot.domain.content import Language
from bot.settings import Settings


class LanguageUnknown(Exception):
    """Nobody speaks this here; the message names the languages that there are."""


def language(settings: Settings, code: str) -> Language:
    """Raises LanguageUnknown."""
    known = {each.code: each for each in settings.content.languages}
    if code not in known:
        raise LanguageUnknown(
            f"There is no language {code!r} here; choose one of {', '.join(known)}."
        )
    return known[code]
