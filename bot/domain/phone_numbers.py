"""A number to call: it is shown only after somebody called it for a test and wrote down when."""

from datetime import date
from enum import StrEnum
from typing import Annotated

import msgspec

from bot.domain.facts import Basis, Certainty
from bot.domain.text import Text

Digits = Annotated[str, msgspec.Meta(pattern=r"^\+?[0-9]+([ -][0-9]+)*$", max_length=20)]


class Use(StrEnum):
    """What a number is for."""

    POLICE = "police"
    AMBULANCE = "ambulance"
    COMPLAINT = "complaint"  # an authority
    HELP = "help"  # an organisation, or a line for people in distress


class Way(StrEnum):
    """How a number is reached."""

    CALL = "call"
    TEXT_MESSAGE = "text_message"
    APP = "app"  # which one stands in the words for workers


class Hours(StrEnum):
    """When somebody answers, by the source."""

    ALWAYS = "always"
    OFFICE = "office"
    UNKNOWN = "unknown"


class PhoneNumber(Basis, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One number, with what it rests on and the day of a partner's test call, if there was one."""

    use: Use
    what: Text
    number: Digits
    by: Way = Way.CALL
    from_abroad: bool = False
    hours: Hours = Hours.UNKNOWN
    languages: tuple[str, ...] = ()
    tested: date | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.what.strip():
            raise ValueError("what says in words for a worker who answers there")
        if self.certainty is Certainty.UNKNOWN:
            raise ValueError("a number that nobody knows is left out")

    @property
    def dialled(self) -> str:
        return plain(self.number)

    def shown(self, *, demonstration: bool) -> bool:
        """Whether a worker may read it.

        A wrong number can lead somebody in danger nowhere, or to the wrong people.  In the
        demonstration there is nobody in danger.
        """
        return self.sure and (self.tested is not None or demonstration)


def plain(number: str) -> str:
    """The digits alone, and the plus: it is the same number however it is parted."""
    return number.replace(" ", "").replace("-", "")
