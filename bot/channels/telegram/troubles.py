"""What keeps us from Telegram: said in one line when it begins, and when it is over."""

import logging

from telegram.error import InvalidToken, NetworkError

log = logging.getLogger(__name__)

UNKNOWN = (
    "Telegram does not know the token any more: copy it from @BotFather into HAKI_TELEGRAM_TOKEN, "
    "and start again"
)


class Troubles:
    """Of one bot: what all of its ways run into at once is one line, and not one for each try."""

    def __init__(self) -> None:
        self._now = ""

    def met(self, error: Exception) -> None:
        """Something failed that will be tried again; of the error only its name may be said."""
        name = type(error).__name__
        if name == self._now:
            return
        self._now = name
        match error:
            case InvalidToken():
                log.error(UNKNOWN)
            case NetworkError():
                log.warning("Telegram cannot be reached, and is tried again and again: %s", name)
            case _:
                log.warning("Telegram is tried again and again after %s", name)

    def over(self) -> None:
        """Something went well."""
        if self._now:
            log.info("Telegram can be reached again")
            self._now = ""
