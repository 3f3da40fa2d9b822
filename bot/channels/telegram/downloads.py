"""Files that people sent over Telegram: found in their message, and fetched piece by piece."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any, cast
from urllib.parse import quote

from telegram import Bot
from telegram.error import BadRequest, TelegramError

from bot.channels.telegram.request import Request, SlowDown
from bot.channels.telegram.shapes import Attached, Message
from bot.domain.files import LARGEST
from bot.services.incoming_files import Fetch, TooLarge
from bot.services.ports import NotFetched

NAMES = (
    *("voice", "audio", "photo", "live_photo", "animation", "document", "video", "video_note"),
)
LONGEST = 60.0  # seconds for one file
LONGEST_PAUSE = 10.0  # seconds that Telegram may ask us to wait, so that somebody has an answer


def attached(message: Message | None) -> Attached | None:
    """What can be fetched; of a picture the largest of its sizes, which is the last."""
    for name in NAMES if message is not None else ():
        found = getattr(message, name)
        if isinstance(found, list):
            found = found[-1] if found else None
        if found is not None and found.file_id:
            return found if isinstance(found, Attached) else None
    return None


class Downloads:
    """One bot's way to files; the addresses that they lie at hold its token, and stay here."""

    def __init__(self, bot: Bot) -> None:
        """Of a bot that calls over our own request, as all of ours do."""
        self._bot = bot
        self._request = cast("Request", bot.request)

    def of(self, file: Attached) -> Fetch:
        async def pieces() -> AsyncGenerator[bytes]:
            if file.file_size > LARGEST:
                raise TooLarge(TooLarge.__doc__)
            address = await self._address(file.file_id)
            try:
                async with aclosing(self._request.pieces(address, LONGEST)) as found:
                    async for piece in found:
                        yield piece
            except TelegramError:
                raise NotFetched(NotFetched.__doc__) from None

        return pieces

    async def _address(self, file_id: str) -> str:
        """Where the file lies for the next hour.  Raises TooLarge, NotFetched."""
        try:
            found: Any = await self._bot.do_api_request("getfile", api_kwargs={"file_id": file_id})
        except SlowDown as error:
            await asyncio.sleep(min(error.retry_after, LONGEST_PAUSE))
            found = {}
        except BadRequest as error:
            if "too big" in error.message.casefold():
                raise TooLarge(TooLarge.__doc__) from None
            found = {}
        except TelegramError:
            found = {}
        if path := found.get("file_path"):
            return f"{self._bot.base_file_url}/{quote(path)}"
        raise NotFetched(NotFetched.__doc__)
