"""Hide: what was said goes from the screen at once, and harmless words stay."""

from bot.domain.content import Content
from bot.domain.text import Text
from bot.engine.vocabulary import END, Ask, Flow
from bot.flows.choices import CLOSE, GO_ON

COMMAND = "/hide"


def flow(content: Content) -> Flow:
    """What this cannot undo is said one tap on: the first screen is for whoever looks on."""
    return Flow(
        name="hide",
        steps=(
            Ask(
                name="hidden",
                text=content.names.greeting,
                choices=(GO_ON,),
                then={"go_on": "limits"},
                hides=True,
            ),
            Ask(
                name="limits",
                text=Text(
                    "What was written here in the last two days is taken away, as far as we can. "
                    "What is older can still be there, and the company of a chat app may keep "
                    "everything. To clear the rest, delete this chat in the menu of your app, or "
                    "close this page."
                ),
                choices=(CLOSE,),
                then={"close": END},
            ),
        ),
    )
