"""A caseworker's words for what has other words, or a code, elsewhere."""

from collections.abc import Mapping

from bot.domain.answers import AgeBand
from bot.domain.content import Content, Language
from bot.domain.files import FileKind
from bot.domain.routing import Why
from bot.domain.text import Text
from bot.engine.hearing import Speak
from bot.services.members import Role
from bot.services.reachable import Reachable

A_MEGABYTE = 1_000_000
ISOLATE, END = "\u2068", "\u2069"  # so that a name written from right to left moves nothing else

AGES: Mapping[AgeBand, Text] = {
    AgeBand.UNDER_15: Text("Under 15"),
    AgeBand.FROM_15_TO_17: Text("15 to 17"),
    AgeBand.UNDER_18: Text("Under 18"),
    AgeBand.FROM_18: Text("18 or older"),
    AgeBand.UNSAID: Text("Age not said"),
}
FILE_KINDS: Mapping[FileKind, Text] = {
    "voice": Text("Voice message"),
    "picture": Text("Picture"),
    "video": Text("Video"),
    "document": Text("Document"),
}
REACHABLE: Mapping[Reachable, Text] = {
    Reachable.AT_ONCE: Text(
        "The worker gets a notice that there is something to read. It does not mention a report."
    ),
    Reachable.IN_THEIR_HOURS: Text(
        "In the hours that the worker chose they get a notice that there is something to read. It "
        "does not mention a report."
    ),
    Reachable.ON_LOOKING: Text(
        "It will be there when the worker is in the web chat. Nothing is sent to their phone, so "
        "before that they are not told."
    ),
    Reachable.WANTS_NOTHING: Text(
        "The worker chose to get no notices. It will be there when they look; they are not told."
    ),
    Reachable.AWAY: Text(
        "The worker's chat cannot be reached now; perhaps they blocked it. It will be there when "
        "they look; they are not told."
    ),
    Reachable.NO_WAY: Text(
        "No chat may be written to: the worker did not want it, or deleted the chat. It will be "
        "there when they come with their number; they are not told."
    ),
}
TOLD = frozenset({Reachable.AT_ONCE, Reachable.IN_THEIR_HOURS})
ROLES: Mapping[Role, Text] = {
    Role.CASEWORKER: Text("caseworker"),
    Role.COORDINATOR: Text("coordinator"),
    Role.ANALYST: Text("analyst"),
    Role.ORGANISER: Text("organiser"),
}


def languages(content: Content) -> Mapping[str, Language]:
    return {language.code: language for language in content.languages}


def size(length: int, speak: Speak) -> str:
    """Rounded, since nobody needs it to the byte."""
    if length < A_MEGABYTE:
        return speak(Text("{size} kB")).format(size=max(1, round(length / 1_000)))
    return speak(Text("{size} MB")).format(size=round(length / A_MEGABYTE, 1))


def reason(why: Why, content: Content, speak: Speak) -> str:
    """Why a report came here; a code that nobody named stays a code."""
    named = {code: language.own_name for code, language in languages(content).items()}
    country = why.fills.get("country", "")
    if country in content.countries:
        named[country] = speak(content.countries[country].name)
    fills = {key: f"{ISOLATE}{named.get(code, code)}{END}" for key, code in why.fills.items()}
    return speak(why.text).format_map(fills)
