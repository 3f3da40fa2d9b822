"""An update that waited behind a neutral notice: read it, go on from it, or stop them."""

from bot.domain.content import Content
from bot.domain.text import Text
from bot.engine.vocabulary import END, Ask, Call, Choice, Do, Flow, Say
from bot.flows import onward
from bot.flows.choices import CLOSE

COMMAND = "/news"

_LEAVE = Choice("leave", "🔕", Text("Stop these messages"))
_ON = (onward.HELP_NOW, onward.RIGHTS, onward.REPORT, onward.SURVEY)


def flow(_: Content) -> Flow:
    return Flow(
        name="news",
        steps=(
            Do(
                name="read",
                effect="updates.read",
                to={"some": "update", "none": "nothing"},
                gives=("partner", "words"),
            ),
            Say(name="nothing", text=Text("There is no update here."), then=END),
            Say(name="update", text=Text("{partner} writes to you:\n\n{words}"), then="after"),
            Ask(
                name="after",
                text=Text("What do you want to do?"),
                choices=(*_ON, _LEAVE, CLOSE),
                then={**onward.then(_ON), "leave": "leave", "close": END},
            ),
            *onward.calls(_ON),
            Call(name="leave", flow="leave", then=END),
        ),
    )
