"""Enough: what came again and again ends; one tap, and nothing is asked."""

from bot.domain.content import Content
from bot.domain.text import Text
from bot.engine.vocabulary import END, Do, Flow, Say

COMMAND = "/enough"


def flow(_: Content) -> Flow:
    return Flow(
        name="enough",
        steps=(
            Do(name="finish", effect="timers.end", to={"ended": "ended"}),
            Say(
                name="ended",
                text=Text("It has ended. I will not write that again."),
                then=END,
            ),
        ),
    )
