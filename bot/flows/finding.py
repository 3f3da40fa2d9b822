"""Who can help, as rules and fills: from the answers, and from when somebody last looked."""

from collections.abc import Collection
from datetime import datetime

from bot.domain.content import Content
from bot.domain.directory import Service, Wanted
from bot.domain.needs import Need
from bot.domain.text import Text
from bot.engine.book import Filler, Rule
from bot.engine.place import Known
from bot.engine.said import Fill, Line
from bot.engine.vocabulary import NEXT
from bot.flows import countries, laws
from bot.flows.service_cards import card

ALL, OPEN, MINE, BOTH = "all", "open", "mine", "both"
PREVIOUS = "previous"
NOW = "now"  # what the chat keeps: when somebody last looked who is there
LEAVING = "leaving_risk"
POLICE = "survivor_prosecution"

COUNTRY = countries.NAMED
NEED = ("need", "kind")
FOUND = (*COUNTRY, *NEED, "which")
SHOWN = (*FOUND, "service")

USES: dict[str, Collection[str]] = {
    "who.country": COUNTRY,
    "who.found": FOUND,
    "service_card": SHOWN,
    "service_place": SHOWN,
    "nothing_found": COUNTRY,
    "leaving_card": COUNTRY,
    "police_card": COUNTRY,
}
SAYS = {"who.country": ("known", "unknown"), "who.found": ("none", "one", "several")}

PLACE = Text("This is number {number} of {count}.")
NOTHING = Text("For this we have no number in this country that we may show: {country}.")
NOTHING_THERE = Text("We have no numbers of this country.")
LEAVING_UNKNOWN = Text("We do not know what holds for this in this country: {country}.")
NO_LINE = Text("We know of no line there that is made for this. This is what there is.")
POLICE_UNKNOWN = Text(
    "We do not know what the police of this country do with people who tell them this. An "
    "organisation that you trust may know it."
)


def rules(content: Content) -> dict[str, Rule]:
    return {
        "who.country": lambda known: "known" if countries.named(known) else "unknown",
        "who.found": lambda known: _number_of(found(content, known)),
    }


def fills(content: Content) -> dict[str, Filler]:
    return {
        "service_card": lambda known: _card(content, known),
        "service_place": lambda known: _place(content, known),
        "nothing_found": lambda known: _nothing(content, known),
        "leaving_card": lambda known: _leaving(content, known),
        "police_card": lambda known: _police(content, known),
    }


def found(content: Content, known: Known) -> list[Service]:
    which = known.one("which") if known.latest("which", *COUNTRY, *NEED) == "which" else ALL
    wanted = Wanted(
        country=countries.named(known),
        lang=known.lang,
        needs=_needs(known),
        open_only=which in {OPEN, BOTH},
        spoken_only=which in {MINE, BOTH},
    )
    return content.directory.find(wanted, moment(known))


def moment(known: Known) -> datetime | None:
    """When somebody last looked; None where no clock was there."""
    (*_, shown) = known.kept.get(NOW, ("",))
    return datetime.fromisoformat(shown) if shown else None


def _needs(known: Known) -> tuple[Need, ...]:
    """What was asked for last; who comes from *Help now* said it there."""
    last = known.latest(*NEED)
    chosen = known.one(last) if last else ALL
    if last == "kind":
        return needs_of(chosen)
    return () if chosen == ALL else (Need(chosen),)


def needs_of(kind: str) -> tuple[Need, ...]:
    """What somebody who chose this in *Help now* looks for.

    After sexual violence nobody is sent to the police by default, and who thinks of dying gets
    somebody to talk to and a doctor.
    """
    return {
        "danger": (Need.DANGER, Need.SAFE_PLACE, Need.WORKERS),
        "wish": (Need.TALK, Need.DOCTOR),
        "violence": (Need.DOCTOR, Need.SAFE_PLACE, Need.TALK, Need.WORKERS),
        "child": (Need.DANGER, Need.SAFE_PLACE, Need.WORKERS),
        "pictures": (Need.TALK, Need.WORKERS),
    }[kind]


def _number_of(services: Collection[Service]) -> str:
    return {0: "none", 1: "one"}.get(len(services), "several")


def _at(known: Known, services: Collection[Service]) -> int:
    """Which one is read: after the last of them comes the first."""
    turned = known.in_a_row("service", NEXT, PREVIOUS)
    return (turned.count(NEXT) - turned.count(PREVIOUS)) % max(len(services), 1)


def _card(content: Content, known: Known) -> Fill:
    services = found(content, known)
    at = _at(known, services)
    if not services:  # an answer from before other numbers were there
        return _nothing(content, known)
    said = card(content, services[at], countries.named(known), moment(known))
    wanted = _needs(known)
    lines = Need.TALK in wanted and any(Need.TALK in each.needs for each in services)
    return (Line(NO_LINE), said) if Need.TALK in wanted[:1] and not lines else said


def _place(content: Content, known: Known) -> Line:
    services = found(content, known)
    return Line(PLACE, {"number": str(_at(known, services) + 1), "count": str(len(services))})


def _nothing(content: Content, known: Known) -> Line:
    named = countries.there(content, known)
    return Line(NOTHING, {"country": Line(named.name)}) if named else Line(NOTHING_THERE)


def _leaving(content: Content, known: Known) -> Fill:
    named = countries.there(content, known)
    fact = named.shown(LEAVING) if named else None
    if fact is not None:
        return laws.card(fact)
    anywhere = laws.card(content.help_now.screens["leaving"])
    return (Line(LEAVING_UNKNOWN, {"country": Line(named.name)}), *anywhere) if named else anywhere


def _police(content: Content, known: Known) -> Fill:
    """What is known of a survivor who goes to them, or else of a worker who left."""
    named = countries.there(content, known)
    facts = [named.shown(POLICE), named.shown(LEAVING)] if named else []
    fact = next((each for each in facts if each is not None), None)
    return Line(POLICE_UNKNOWN) if fact is None else laws.card(fact)
