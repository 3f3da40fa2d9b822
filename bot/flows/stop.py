"""Stop: nothing comes by itself any more; what was begun and what was sent stays."""

from bot.domain.content import Content
from bot.domain.text import Text
from bot.engine.vocabulary import END, Ask, Call, Choice, Do, Flow, Say
from bot.flows.choices import CLOSE

COMMAND = "/stop"

_AGAIN = Choice("again", "🔔", Text("Write to me again"))
_DELETE = Choice("delete", "🗑️", Text("Delete what you have"))


def flow(_: Content) -> Flow:
    return Flow(
        name="stop",
        steps=(
            Do(name="stop", effect="chat.stop", to={"stopped": "stopped"}),
            Ask(
                name="stopped",
                text=Text(
                    "From now on nothing comes to you by itself: you hear from us only when you "
                    "write. What you began and what you sent stays as it is. To change this, "
                    "write /stop again and choose “Write to me again”."
                ),
                choices=(CLOSE, _AGAIN, _DELETE),
                then={"close": END, "again": "resume", "delete": "delete"},
            ),
            Do(name="resume", effect="chat.resume", to={"resumed": "resumed"}),
            Say(
                name="resumed",
                text=Text(
                    "You get a short message again when there is something to read. It does not "
                    "say what it is."
                ),
                then=END,
            ),
            Call(name="delete", flow="delete", then=END),
        ),
    )
