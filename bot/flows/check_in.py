"""The hello of each month: how are you, and where to go on from there."""

from bot.domain.content import Content
from bot.domain.text import Text
from bot.engine.vocabulary import END, Ask, Call, Choice, Flow, Say
from bot.flows import onward

COMMAND = "/checkin"

_WELL = Choice("well", "🙂", Text("I am all right"))
_WRITE = Choice("my_report", "✍️", Text("Read or write something"))
_END = Choice("enough", "🔕", Text("No more of these"))


def flow(_: Content) -> Flow:
    return Flow(
        name="check_in",
        steps=(
            Ask(
                name="how",
                text=Text("How are you? What you choose here is not kept, and nobody gets it."),
                choices=(_WELL, _WRITE, onward.HELP_NOW, _END),
                then={
                    "well": "well",
                    "my_report": "my_report",
                    "help_now": "help_now",
                    "enough": "enough",
                },
            ),
            Say(name="well", text=Text("That is good to hear. Take care."), then=END),
            Call(name="my_report", flow="my_report", then=END),
            Call(name="help_now", flow="help_now", then=END),
            Call(name="enough", flow="enough", then=END),
        ),
    )
