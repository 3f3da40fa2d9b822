"""Come back later: a greeting after a while, for whoever wants one."""

from bot.domain.content import Content
from bot.domain.text import Text
from bot.engine.vocabulary import END, Ask, Choice, Do, Flow, Say

COMMAND = "/later"

REMIND = (
    Choice("hours", "🕒", Text("In 3 hours")),
    Choice("tomorrow", "🌤️", Text("Tomorrow at this time")),
    Choice("week", "📅", Text("In a week")),
    Choice("not", "🔕", Text("Not at all")),
)


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
                to={
                    "set": "set",
                    "off": "off",
                    "never": "never",
                    "quiet": "quiet",
                    "no_way": "no_way",
                },
            ),
            Say(name="set", text=Text("I will say hello then."), then=END),
            Say(name="off", text=Text("I will not say hello."), then=END),
            Say(
                name="never",
                text=Text("You chose that I do not write first. To change that, write /hours."),
                then=END,
            ),
            Say(
                name="quiet",
                text=Text("You chose that nothing comes by itself. To change that, write /stop."),
                then=END,
            ),
            Say(
                name="no_way",
                text=Text("I cannot write to you here. Please come back when you like."),
                then=END,
            ),
        ),
    )
