"""Check something before or after it happens: a cost, pay, a debt."""

from bot.domain.content import Content
from bot.domain.text import Text
from bot.engine.vocabulary import Ask, Choice, Flow
from bot.flows import onward

CHOICES = (
    Choice("offer", "🤝", Text("Is a job offer fair?")),
    onward.COSTS,
    Choice("pay", "🧮", Text("Is my pay right?")),
    Choice("debt", "⛓️", Text("Can this debt end?")),
    Choice("diary_card", "✍️", Text("What to write down")),
)


def flow(_: Content) -> Flow:
    return Flow(
        name="check",
        steps=(
            Ask(
                name="check",
                text=Text("What do you want to check?"),
                choices=CHOICES,
                then=onward.then(CHOICES),
            ),
            *onward.calls(CHOICES),
        ),
    )
