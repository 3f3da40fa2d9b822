"""The library's bot, except that it never says its token, nor what people write."""

import logging

from telegram import Bot
from telegram.error import InvalidToken

from bot.channels.telegram.request import Request

PUBLIC_API = "https://api.telegram.org"


class DiscreetBot(Bot):
    """A bot whose logs, errors and `repr` can be shown to anybody."""

    __slots__ = ()

    # The library logs the address of its calls, and at DEBUG every parameter and answer.  This
    # logger stands outside the tree of loggers, so no configuration can make it heard.
    _LOGGER = logging.Logger("unheard", level=logging.CRITICAL + 1)  # noqa: LOG001

    def __repr__(self) -> str:
        return "DiscreetBot()"

    async def initialize(self) -> None:
        """Ask Telegram who we are; the library's error for a wrong token quotes the token."""
        try:
            await super().initialize()
        except InvalidToken:
            pass
        else:
            return
        raise InvalidToken("Telegram does not know this token: look at HAKI_TELEGRAM_TOKEN.")


def open_bot(token: str, request: Request, *, api: str = PUBLIC_API) -> Bot:
    """A bot that calls through this request, on the public API or another one."""
    base = api.rstrip("/")
    return DiscreetBot(
        token,
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=request,
        get_updates_request=request,
    )
