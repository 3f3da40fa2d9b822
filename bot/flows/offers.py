"""What is said of a job offer: the rule for each cost, the law where it is known, what to keep."""

from collections.abc import Iterator

from bot.domain.content import Content
from bot.domain.costs import Payer, who_should_pay
from bot.domain.text import Text
from bot.engine.book import Filler
from bot.engine.place import Known
from bot.engine.said import Fill, Line
from bot.engine.vocabulary import SKIP
from bot.flows import cards, laws, offer

PAYERS = {
    Payer.EMPLOYER: Text("The employer should pay, by the ILO's definition:"),
    Payer.NOBODY: Text("Nobody should ask you for this, by the ILO's definition:"),
    Payer.UNCLEAR: Text("We do not know the rule for this:"),
}
ELSE = Text("Something else")
GUIDANCE = Text("This is international guidance, and the law of a country can be different.")

AMOUNT = Text("They ask for {amount} in all.")
RECEIPTS = {
    "all": Text("Keep every receipt, or a picture of it."),
    "some": Text("Ask for a receipt for the rest too, if it is safe. Keep pictures of all."),
    "none": Text(
        "Ask for a receipt each time, if it is safe. If there is none, write down the day, the "
        "amount, who took it and who saw it."
    ),
}
CONTRACTS = {
    "read": Text("Keep the contract, or pictures of every page, where nobody takes it from you."),
    "unread": Text(
        "Ask somebody you trust to read the contract to you before you sign. Keep pictures of "
        "every page."
    ),
    "none": Text(
        "Ask for a written contract in a language you read, before you pay or travel. Keep the "
        "messages in which they tell you about the job."
    ),
}
DIFFERENT = Text("This is different from what you were told:")
ASK_AGAIN = Text("You can ask why, and ask for what you were told in writing.")
UNKNOWN = {
    "fee_ceiling": Text("We do not know the law on these costs in this country: {country}."),
    "licence_registry": Text(
        "We do not know where to look up agencies of this country: {country}."
    ),
    "complaint_channel": Text("We do not know where to complain in this country: {country}."),
}
NOT_SAID = {
    "fee_ceiling": Text("You did not say the country, so I cannot show its law."),
    "licence_registry": Text(
        "You did not say from which country you travel, so I cannot show where to look up an "
        "agency."
    ),
    "complaint_channel": Text(
        "You did not say from which country you travel, so I cannot show where to complain."
    ),
}
FROM = ("from_country",)
USES = {
    "offer_costs": ("asked_for",),
    "offer_proof": ("how_much", "receipt"),
    "offer_contract": ("contract", "differs"),
    "offer_law_from": FROM,
    "offer_law_to": ("to_country",),
    "offer_agency": FROM,
    "offer_complain": FROM,
}


def fills(content: Content) -> dict[str, Filler]:
    """Every fill of the cards, by its name."""
    return {
        "offer_costs": lambda known: tuple(_costs(content, known)),
        "offer_proof": lambda known: tuple(_proof(known)),
        "offer_contract": lambda known: tuple(_contract(known)),
        "offer_law_from": lambda known: _fact(content, known.one("from_country"), "fee_ceiling"),
        "offer_law_to": lambda known: _fact(content, known.one("to_country"), "fee_ceiling"),
        "offer_agency": lambda known: _fact(
            content, known.one("from_country"), "licence_registry"
        ),
        "offer_complain": lambda known: _fact(
            content, known.one("from_country"), "complaint_channel"
        ),
    }


def _costs(content: Content, known: Known) -> Iterator[Line]:
    """What they ask for, under who should pay it."""
    asked = [content.costs.item(key) for key in known.many("asked_for")]
    for payer, heading in PAYERS.items():
        of_payer = [item for item in asked if who_should_pay(item) is payer]
        if of_payer:
            yield Line(heading)
            yield from (Line(item.label if item else ELSE) for item in of_payer)
    if asked:
        yield Line(GUIDANCE)
        yield cards.sourced(content.costs.rules[0])


def _proof(known: Known) -> Iterator[Line]:
    if (amount := known.one("how_much")) not in {"", SKIP}:
        yield Line(AMOUNT, {"amount": amount})
    yield Line(RECEIPTS.get(known.one("receipt"), RECEIPTS["none"]))


def _contract(known: Known) -> Iterator[Line]:
    labels = {choice.key: choice.label for choice in offer.DIFFERENCES}
    if different := known.many("differs"):
        yield Line(DIFFERENT)
        yield from (Line(labels[key]) for key in different)
        yield Line(ASK_AGAIN)
    yield Line(CONTRACTS[known.one("contract", "none")])


def _fact(content: Content, code: str, id_: str) -> Fill:
    """The fact with its source; or that we do not know it."""
    country = content.countries.get(code)
    if country is None:
        return Line(NOT_SAID[id_] if code in {"", SKIP} else laws.NOT_OURS)
    fact = country.shown(id_)
    if fact is None:
        return Line(UNKNOWN[id_], {"country": Line(country.name)})
    return laws.card(fact)
