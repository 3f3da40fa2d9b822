"""Come back later: a greeting after a while, for whoever wants one."""

from bot.domain.content import Content
from bot.domain.text import Text
from bot.engine.vocabulary import END, Ask, Choice, Do, Flow, Say
from bot.flows.unasked import WHY_NOT

COMMAND = "/later"

REMIND = (
    Choice("hours", "🕒", Text("In 3 hours")),
    Choice("tomorrow", "🌤️", Text("Tomorrow at this time")),
    Choice("week", "📅", Text("In a week")),
    Choice("not", "🔕", Text("Not at all")),
)
_SET = {
    "set": Text(
        "I will say hello then, or as soon as the hours begin in which you want messages."
    ),
    "off": Text("I will not say hello."),
    **WHY_NOT,
}


def flow(_: Content) -> Flow:
    return Flow(
        name="later",
        steps=(
            Ask(
                name="remind",
                text=Text("When shall I say hello to you? I will not say what it is about."),
                choices=REMIND,
                then="choose",
            ),
            Do(
                name="choose",
                effect="later.set",
                to={outcome: outcome for outcome in _SET},
            ),
            *(Say(name=outcome, text=text, then=END) for outcome, text in _SET.items()),
        ),
    )
