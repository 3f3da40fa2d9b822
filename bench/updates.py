"""What Telegram hands over when somebody writes: raw bytes, with all that it usually says."""

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

FIRST_CHAT = 7_000_000_000
AHEAD = (
    7_200  # seconds: they are written long before they are sent, and to an old one no reply comes
)


@dataclass(frozen=True, slots=True)
class Walk:
    """One person's messages of a round, in order."""

    chat: str
    updates: tuple[bytes, ...]


class Crowd:
    """New people for every round; no update has a number that was there before."""

    def __init__(self, walks: Sequence[Sequence[str]]) -> None:
        self._walks = walks
        self._chats = count(FIRST_CHAT)
        self._numbers = count(1)

    def walks(self) -> list[Walk]:
        """The same words as in every other round, from people who never wrote before."""
        return [self._walk(next(self._chats), words) for words in self._walks]

    def _walk(self, chat: int, words: Sequence[str]) -> Walk:
        return Walk(str(chat), tuple(self._written(chat, words)))

    def _written(self, chat: int, words: Sequence[str]) -> Iterator[bytes]:
        for place, text in enumerate(words, start=1):
            yield update(next(self._numbers), chat, 2 * place, text)


def update(number: int, chat: int, message: int, text: str) -> bytes:
    """One message in a private chat."""
    names = {"first_name": "Example", "last_name": "Person", "username": "example_person"}
    said: dict[str, object] = {
        "message_id": message,
        "from": {"id": chat, "is_bot": False, **names, "language_code": "en"},
        "chat": {"id": chat, **names, "type": "private"},
        "date": int(time.time()) + AHEAD,
        "text": text,
    }
    if text.startswith("/"):
        said["entities"] = [{"offset": 0, "length": len(text), "type": "bot_command"}]
    return json.dumps({"update_id": number, "message": said}, ensure_ascii=False).encode()
