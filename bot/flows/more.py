"""More: what is needed less often than what stands in the menu."""

from bot.domain.content import Content
from bot.domain.text import Text
from bot.engine.vocabulary import Ask, Choice, Flow
from bot.flows import onward

CHOICES = (
    onward.WHO,
    Choice("updates", "📣", Text("News from a union")),
    Choice("language", "🌐", Text("Change language")),
    Choice("really_us", "🔎", Text("Is this really us?")),
    Choice("help", "❔", Text("How this works")),
    Choice("diary", "📔", Text("My work diary")),
)


def flow(_: Content) -> Flow:
    return Flow(
        name="more",
        steps=(
            Ask(
                name="more",
                text=Text("What else would you like to do?"),
                choices=CHOICES,
                then=onward.then(CHOICES),
            ),
            *onward.calls(CHOICES),
        ),
    )
