"""What the engine said, in someone's language: the last step before a channel."""

import re

import msgspec

from bot.domain.messages import Button, Direction, Outgoing, Paper
from bot.domain.text import Text
from bot.engine.hearing import Speak
from bot.engine.said import Fill, Line, Offer, Said
from bot.engine.ways import MENU
from bot.i18n import Catalogs
from bot.privacy.texts import isolated

SORRY = Text(
    "Something went wrong on our side, and we could not use your last message. What you answered "
    "before is still there. Please try again, or choose Menu."
)
# No app mirrors these with the text around them: where lines run to the left, on is to the left.
_MIRRORED = str.maketrans("⬅➡↩↪", "➡⬅↪↩")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


class Rendering:
    """Puts lines and buttons into a person's language; holds nobody's state."""

    def __init__(self, catalogs: Catalogs) -> None:
        self._catalogs = catalogs

    def speak(self, lang: str) -> Speak:
        return self._catalogs.speak(lang)

    def direction(self, lang: str) -> Direction:
        return self._catalogs.direction(lang)

    def outgoing(
        self,
        said: Said,
        lang: str,
        *,
        replaces: str | None = None,
        clears: str | None = None,
        paper: Paper | None = None,
    ) -> Outgoing:
        """One message: its paragraphs, then the buttons."""
        speak = self._catalogs.speak(lang)
        direction = self._catalogs.direction(lang or "en")
        return Outgoing(
            text="\n\n".join([line(each, speak) for each in said.lines]),
            lang=lang or "en",
            dir=direction,
            turn=said.turn,
            rows=tuple(
                [tuple([_button(each, speak, direction) for each in row]) for row in said.offers]
            ),
            replaces=None if said.hides else replaces,
            clears=clears,
            hides=said.hides,
            files=said.files,
            paper=paper,
        )

    def unasked(self, text: str, lang: str, *buttons: Button) -> Outgoing:
        """What comes by itself: without a sound, and it belongs to no question."""
        return Outgoing(
            text=text,
            lang=lang or "en",
            dir=self._catalogs.direction(lang),
            turn=0,
            rows=tuple((button,) for button in buttons),
            silent=True,
        )

    def sorry(self, lang: str) -> Outgoing:
        """What is said where something of ours broke; the way to the menu is open."""
        return self.outgoing(Said((Line(SORRY),), ((MENU,),)), lang)


def line(said: Line, speak: Speak) -> str:
    """A text in someone's language, with what goes into its placeholders."""
    words = speak(said.text)
    if "{" not in words:
        return words
    return _PLACEHOLDER.sub(lambda found: _filled(said.fills[found[1]], speak), words)


def _filled(fill: Fill, speak: Speak) -> str:
    """People's and sources' own words keep their direction to themselves."""
    match fill:
        case str():
            return isolated(fill)
        case Line():
            return line(fill, speak)
        case _:
            return "\n".join(_filled(each, speak) for each in fill)


def _button(offer: Offer, speak: Speak, direction: Direction) -> Button:
    picture = offer.emoji if direction == "ltr" else offer.emoji.translate(_MIRRORED)
    words = [offer.digit, picture, speak(offer.label)]
    return Button(offer.key, " ".join(filter(None, words)))


def packed(outgoing: Outgoing) -> bytes:
    """A message as it waits to be sent; the caller seals it."""
    return msgspec.json.encode(outgoing)


def unpacked(data: bytes) -> Outgoing:
    return msgspec.json.decode(data, type=Outgoing)
