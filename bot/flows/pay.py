"""Is my pay right: what was agreed and what came, added up step by step, without a verdict."""

from collections.abc import Iterator

from bot.domain.content import Content
from bot.domain.pay import Unit
from bot.domain.text import Text
from bot.engine.vocabulary import SKIP, Ask, AskWords, Choice, Flow, When
from bot.flows.onward import REPORT, RIGHTS, WRITE_DOWN, added_up

_ON = (
    WRITE_DOWN,
    Choice("debt", "⛓️", Text("I owe them money")),
    REPORT,
    RIGHTS,
)


def flow(_: Content) -> Flow:
    return Flow(
        name="pay",
        steps=(
            _unit(),
            *_agreed(),
            *_came(),
            *added_up(
                "pay.money",
                Text(
                    "{pay_sums}\n\nThis is only a sum of what you told me. The law can give you "
                    "more, and I do not keep these numbers as a report."
                ),
                again="unit",
                choices=_ON,
            ),
        ),
    )


def _unit() -> Ask:
    return Ask(
        name="unit",
        text=Text("Let us add up your pay. How is your pay counted?"),
        choices=tuple(Choice(unit, unit.emoji, unit.label) for unit in Unit),
        then=dict.fromkeys(Unit, "rate"),
    )


def _agreed() -> Iterator[AskWords]:
    yield AskWords(
        name="rate",
        text=Text("{rate_question}"),
        form="money",
        then="units",
    )
    yield AskWords(
        name="units",
        text=Text("{units_question}"),
        form="number",
        then="extra_hours",
    )
    yield AskWords(
        name="extra_hours",
        text=Text("How many extra hours did you work in that time, that are not counted yet?"),
        form="number",
        skip=True,
        then="extra_rate",
    )
    yield AskWords(
        name="extra_rate",
        text=Text("How much were you told you get for one extra hour?"),
        form="money",
        skip=True,
        when=(When("extra_hours", SKIP, holds=False),),
        then="taken",
    )


def _came() -> Iterator[AskWords]:
    yield AskWords(
        name="taken",
        text=Text(
            "How much was taken off your pay in that time, for food, a room, an advance or "
            "anything else?"
        ),
        form="money",
        skip=True,
        then="got",
    )
    yield AskWords(
        name="got",
        text=Text(
            "How much money did you really get for all of that time? If you got nothing, write 0 "
            "and the money, like 0 QAR."
        ),
        form="money",
        then="adds_up",
    )
