"""The menu: where everything begins, and where 0 leads."""

from bot.domain.content import Content
from bot.domain.text import Text
from bot.engine.vocabulary import Ask, Choice, Flow
from bot.flows import finds, onward

CHOICES = (
    onward.HELP_NOW,
    onward.RIGHTS,
    onward.REPORT,
    Choice("check", "🧮", Text("Check a job or my pay")),
    Choice("my_report", "📬", Text("My report and answers")),
    Choice("more", "➕", Text("More")),
)


def flow(content: Content) -> Flow:
    return Flow(
        name="menu",
        steps=(
            Ask(
                name="menu",
                text=Text("What would you like to do?"),
                choices=CHOICES,
                then=onward.then(CHOICES),
                finds=finds.everywhere(content, CHOICES),
            ),
            *onward.calls(CHOICES),
        ),
    )
