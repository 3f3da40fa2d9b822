"""What people can choose from: a key for us, an emoji and a word for them."""

from enum import StrEnum
from typing import Self

from bot.domain.text import Text


class Option(StrEnum):
    """A list of choices; the value of each is its key."""

    emoji: str
    label: Text

    def __new__(cls, key: str, emoji: str = "", label: str = "") -> Self:
        option = str.__new__(cls, key)
        option._value_ = key
        option.emoji = emoji
        option.label = Text(label)
        return option
