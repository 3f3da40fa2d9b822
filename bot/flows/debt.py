"""Whether a debt can end: an advance, what is cut from pay for it, and what is put on top."""

from collections.abc import Iterator

from bot.domain.content import Content
from bot.domain.text import Text
from bot.engine.vocabulary import AskWords, Flow
from bot.flows.onward import REPORT, RIGHTS, WRITE_DOWN, added_up

_ON = (
    WRITE_DOWN,
    REPORT,
    RIGHTS,
)


def flow(_: Content) -> Flow:
    return Flow(
        name="debt",
        steps=(
            *_questions(),
            *added_up(
                "debt.money",
                Text(
                    "{debt_sums}\n\nThis is only a sum of what you told me. Ask them for a paper "
                    "with every amount, if it is safe to ask."
                ),
                again="advance",
                choices=_ON,
            ),
        ),
    )


def _questions() -> Iterator[AskWords]:
    yield AskWords(
        name="advance",
        text=Text(
            "Let us look at the debt. How much was it at the beginning? Write the amount and the "
            "money, like 50 QAR."
        ),
        form="money",
        then="months",
    )
    yield AskWords(
        name="months",
        text=Text("For how many months have they taken money from your pay for it?"),
        form="number",
        then="cut",
    )
    yield AskWords(
        name="cut",
        text=Text("How much do they take each month? If nothing, write 0 and the money."),
        form="money",
        then="added",
    )
    yield AskWords(
        name="added",
        text=Text(
            "How much do they add to the debt each month, for interest, food or a room? Skip this "
            "if nothing is added."
        ),
        form="money",
        skip=True,
        then="adds_up",
    )
