"""What goes into the placeholders of texts."""

from bot.domain.content import Content
from bot.domain.text import Text
from bot.engine.book import Filler
from bot.engine.place import Known
from bot.engine.said import Fill, Line
from bot.flows import (
    cards,
    costs,
    finding,
    help_now,
    laws,
    offers,
    reading,
    sums,
    survey_answers,
)
from bot.flows.summary import Summary

GO_ON = Text("Do you want to read on?")
WHAT_NOW = Text("What do you want to read now?")
NO_DUTY_KNOWN = Text(
    "We do not know what the law of this country makes an organisation tell the government about "
    "somebody under 18. If you do not want that anything is told, do not send this. “I need help "
    "now” in the menu shows whom else to ask."
)
NOW_WHAT = Text("What do you want to do now?")
HAPPENS = Text("Does this happen to you?")


def fills(content: Content) -> dict[str, Filler]:
    """Every fill by its name."""
    return {
        **reading.fills(content),
        **cards.fills(costs.facts(content)),
        **offers.fills(content),
        **cards.fills(help_now.facts(content)),
        **finding.fills(content),
        "whom_to_ask": lambda _: Line(content.help_now.screen("people")),
        "addresses": lambda _: content.names.addresses,
        "now_what": lambda _: Line(NOW_WHAT),
        "go_on": lambda _: Line(GO_ON),
        "what_now": lambda _: Line(WHAT_NOW),
        "happens": lambda _: Line(HAPPENS),
        "item": lambda known: _item(content, known),
        "law_card": lambda known: laws.law(content, known.one("law"), costs.CEILING),
        "item_source": lambda known: _item_source(content, known),
        "rate_question": lambda known: sums.question(known, sums.RATE),
        "units_question": lambda known: sums.question(known, sums.UNITS),
        "pay_sums": sums.pay,
        "debt_sums": sums.debt,
        "child_duty": lambda known: _child_duty(content, known),
        "summary": Summary(content),
        "survey_answers": survey_answers.read_back(content),
        "draft_days": lambda _: str(content.spans.draft_days),
        "answer_days": lambda _: str(content.spans.answer_days),
        "danger_hours": lambda _: str(content.spans.danger_hours),
    }


def _child_duty(content: Content, known: Known) -> Fill:
    """What must be told by law about a child, said before it is sent; mostly nobody knows."""
    country = content.countries.get(known.one("country"))
    fact = country.shown("mandatory_child_abuse_reporting") if country else None
    return Line(NO_DUTY_KNOWN) if fact is None else laws.card(fact)


def _item(content: Content, known: Known) -> Fill:
    item = content.costs.item(known.one("item"))
    return Line(item.text) if item else ""


def _item_source(content: Content, known: Known) -> Fill:
    item = content.costs.item(known.one("item"))
    return cards.sourced(item) if item else ""
