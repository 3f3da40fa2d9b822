"""Is this offer fair: what they ask for, what the contract says, and the rules; no verdict."""

from collections.abc import Iterator
from itertools import pairwise

from bot.domain.content import Content
from bot.domain.countries import Role
from bot.domain.text import Text
from bot.engine.vocabulary import SKIP, Ask, AskMany, AskWords, Choice, Flow, When
from bot.flows import countries, onward
from bot.flows.choices import NEXT, OTHER
from bot.flows.onward import COSTS, REPORT, WRITE_DOWN

RECEIPTS = (
    Choice("all", "🧾", Text("For all of it")),
    Choice("some", "➗", Text("For some of it")),
    Choice("none", "❌", Text("No receipt")),
)
CONTRACTS = (
    Choice("read", "📄", Text("Yes, and I read it")),
    Choice("unread", "🔒", Text("Yes, but I cannot read it")),
    Choice("none", "❌", Text("No contract")),
)
DIFFERENCES = (
    Choice("job", "🧰", Text("The work")),
    Choice("pay", "💰", Text("The pay")),
    Choice("hours", "⏰", Text("The hours or days off")),
    Choice("place", "📍", Text("The place or the employer")),
    Choice("passport", "🛂", Text("Who keeps the passport")),
    Choice("cuts", "✂️", Text("Money taken off the pay")),
    Choice("ticket", "✈️", Text("The ticket home")),
)
_PAID = (When("asked_for", SKIP, holds=False),)
_AGAIN = Choice("again", "🔁", Text("Check another offer"))
_ON = (COSTS, WRITE_DOWN, REPORT)
CARDS = {
    "card_costs": Text("{offer_costs}"),
    "card_proof": Text("{offer_proof}"),
    "card_contract": Text("{offer_contract}"),
    "card_law_from": Text("{offer_law_from}"),
    "card_law_to": Text("{offer_law_to}"),
    "card_agency": Text("{offer_agency}"),
}


def flow(content: Content) -> Flow:
    return Flow(
        name="offer",
        steps=(
            *_where(content),
            *_asked(content),
            *_contract(),
            *_cards(),
            Ask(
                name="card_complain",
                text=Text("{offer_complain}"),
                choices=(_AGAIN, *_ON),
                then=onward.then(_ON, again="to_country"),
            ),
            *onward.calls(_ON),
        ),
    )


def _where(content: Content) -> Iterator[Ask]:
    yield Ask(
        name="to_country",
        text=Text(
            "I can show you what the rules say about a job offer. I do not say yes or no to it. "
            "In which country is the job?"
        ),
        choices=countries.choices(countries.of(content, Role.DESTINATION)),
        then="from_country",
        paged=True,
        skip=True,
    )
    yield Ask(
        name="from_country",
        text=Text("From which country would you travel?"),
        choices=countries.choices(countries.of(content, Role.ORIGIN)),
        then="asked_for",
        paged=True,
        skip=True,
    )


def _asked(content: Content) -> Iterator[AskMany | AskWords | Ask]:
    yield AskMany(
        name="asked_for",
        text=Text("What do they want you to pay for? Choose all. Skip this if they want nothing."),
        choices=(
            *(Choice(item.id, item.emoji, item.label) for item in content.costs.items),
            Choice(OTHER, "❔", Text("Something else")),
        ),
        then="how_much",
        paged=True,
        skip=True,
    )
    yield AskWords(
        name="how_much",
        text=Text("How much is it in all? Write the amount and the money, like 90 NPR."),
        form="money",
        skip=True,
        when=_PAID,
        then="receipt",
    )
    yield Ask(
        name="receipt",
        text=Text("Do they give you a receipt for it?"),
        choices=RECEIPTS,
        skip=True,
        when=_PAID,
        then="contract",
    )


def _contract() -> Iterator[Ask | AskMany]:
    yield Ask(
        name="contract",
        text=Text("Do you have a written contract?"),
        choices=CONTRACTS,
        then={"read": "differs", "unread": "card_costs", "none": "card_costs"},
    )
    yield AskMany(
        name="differs",
        text=Text(
            "What is different in the contract from what you were told? Choose all. Skip this if "
            "nothing is different."
        ),
        choices=DIFFERENCES,
        skip=True,
        paged=True,
        then="card_costs",
    )


def _cards() -> Iterator[Ask]:
    """One card after another; what was not asked for has none."""
    names = [*CARDS, "card_complain"]
    for name, following in pairwise(names):
        yield Ask(
            name=name,
            text=CARDS[name],
            choices=(NEXT,),
            then=following,
            when=_PAID if name in {"card_costs", "card_proof"} else (),
        )
