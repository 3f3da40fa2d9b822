"""The menu: where everything begins, and where 0 leads."""

from bot.domain.content import Content
from bot.domain.text import Text
from bot.engine.vocabulary import END, Ask, Call, Choice, Flow

CHOICES = (
    Choice("help_now", "🆘", Text("I need help now")),
    Choice("rights", "📖", Text("My rights")),
    Choice("report", "📝", Text("Report a problem")),
    Choice("check", "🧮", Text("Check a job or my pay")),
    Choice("my_report", "📬", Text("My report and answers")),
    Choice("help", "❔", Text("How this works")),
)


def flow(_: Content) -> Flow:
    return Flow(
        name="menu",
        steps=(
            Ask(
                name="menu",
                text=Text("What would you like to do?"),
                choices=CHOICES,
                then={choice.key: choice.key for choice in CHOICES},
            ),
            *(Call(name=choice.key, flow=choice.key, then=END) for choice in CHOICES),
        ),
    )
