"""What goes into the placeholders of texts."""

from bot.domain.content import Content
from bot.domain.text import Text
from bot.engine.book import Filler
from bot.engine.place import Known
from bot.engine.said import Fill, Line
from bot.flows import cards, costs, finding, help_now, laws, offers, reading, sums
from bot.flows.summary import Summary

GO_ON = Text("Do you want to read on?")
WHAT_NOW = Text("What do you want to read now?")
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
        "summary": Summary(content),
        "draft_days": lambda _: str(content.spans.draft_days),
        "answer_days": lambda _: str(content.spans.answer_days),
        "danger_hours": lambda _: str(content.spans.danger_hours),
    }


def _item(content: Content, known: Known) -> Fill:
    item = content.costs.item(known.one("item"))
    return Line(item.text) if item else ""


def _item_source(content: Content, known: Known) -> Fill:
    item = content.costs.item(known.one("item"))
    return cards.sourced(item) if item else ""
