"""Who pays for a job: the international rule, one cost at a time, and the law of a country."""

from collections.abc import Iterator

from bot.domain.content import Content
from bot.domain.facts import Fact
from bot.domain.text import Text
from bot.engine.vocabulary import Ask, Choice, Decide, Flow
from bot.flows import cards, countries, finds
from bot.flows.choices import NEXT, OTHER

CEILING = "fee_ceiling"

_ITEM = Choice("item", "🧾", Text("Choose a cost"))
_LAW = Choice("law", "📍", Text("The law in a country"))
_ON = (_ITEM, _LAW)
_ON_THEN = {"item": "item", "law": "law"}


def flow(content: Content) -> Flow:
    return Flow(
        name="costs",
        renamed={"rule_*": "item", "law_*": "law"},
        steps=(
            *_rules(content),
            _items(content),
            Decide(
                name="who_pays",
                by="costs.who_should_pay",
                to={
                    "employer": "employer_pays",
                    "nobody": "nobody_pays",
                    "unclear": "we_do_not_know",
                },
            ),
            *_answers(),
            *_laws(content),
        ),
    )


def facts(content: Content) -> Iterator[tuple[str, Fact]]:
    """Every card of the rule, by the name of its step."""
    for number, rule in enumerate(content.costs.rules, start=1):
        yield f"rule_{number}", rule


def _rules(content: Content) -> Iterator[Ask]:
    count = len(content.costs.rules)
    for number in range(1, count):
        yield Ask(
            name=f"rule_{number}",
            text=cards.text(f"rule_{number}", "go_on"),
            choices=(NEXT, _ITEM),
            then={"next": f"rule_{number + 1}", "item": "item"},
        )
    yield Ask(
        name=f"rule_{count}",
        text=cards.text(f"rule_{count}", "what_now"),
        choices=_ON,
        then=_ON_THEN,
    )


def _items(content: Content) -> Ask:
    return Ask(
        name="item",
        text=Text("What does somebody ask you to pay for?"),
        choices=(
            *(Choice(item.id, item.emoji, item.label) for item in content.costs.items),
            Choice(OTHER, "❔", Text("Something else")),
        ),
        then="who_pays",
        paged=True,
        finds=finds.costs(content),
    )


def _answers() -> Iterator[Ask]:
    yield Ask(
        name="employer_pays",
        text=Text(
            "{item}\n\nBy the ILO's definition the employer should pay for this, not the worker. "
            "This is international guidance, and the law of a country can be different. If it is "
            "safe, keep every receipt and message.\n\n{item_source}"
        ),
        choices=_ON,
        then=_ON_THEN,
    )
    yield Ask(
        name="nobody_pays",
        text=Text(
            "{item}\n\nBy the ILO's definition nobody should ask a worker for this, at any time. "
            "This is international guidance, and the law of a country can be different. If it is "
            "safe, keep every receipt and message.\n\n{item_source}"
        ),
        choices=_ON,
        then=_ON_THEN,
    )
    yield Ask(
        name="we_do_not_know",
        text=Text(
            "We do not know the rule for this cost. The general rule is that the employer pays "
            "for a job, not the worker. If it is safe, keep every receipt and message.\n\n"
            "{rule_1_source}"
        ),
        choices=_ON,
        then=_ON_THEN,
    )


def _laws(content: Content) -> Iterator[Ask]:
    yield Ask(
        name="law",
        text=Text("Which country do you want to read about?"),
        choices=countries.choices(content.served),
        then="law_card",
        paged=True,
    )
    yield Ask(
        name="law_card",
        text=Text("{law_card}\n\n{what_now}"),
        choices=(_LAW, _ITEM),
        then=_ON_THEN,
    )
