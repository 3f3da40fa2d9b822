"""When the bot may write by itself: at any time, by day, or only when it was written to."""

from bot.domain.content import Content
from bot.domain.hours import May, PartOfDay
from bot.domain.text import Text
from bot.engine.vocabulary import END, Ask, Choice, Do, Flow, Say

COMMAND = "/hours"

MAY = (
    Choice(May.ANY, "🕐", Text("At any time")),
    Choice(May.DAY, "☀️", Text("Only by day")),
    Choice(May.NEVER, "🔕", Text("Only when I write first")),
)
CLOCK = (
    Choice(PartOfDay.NIGHT, "🌑", Text("Midnight: 0 to 4")),
    Choice(PartOfDay.EARLY, "🌅", Text("Dawn: 4 to 8")),
    Choice(PartOfDay.MORNING, "☕", Text("Morning: 8 to 12")),
    Choice(PartOfDay.NOON, "☀️", Text("Afternoon: 12 to 16")),
    Choice(PartOfDay.AFTERNOON, "🌇", Text("Evening: 16 to 20")),
    Choice(PartOfDay.EVENING, "🌙", Text("Night: 20 to 24")),
)


def flow(_: Content) -> Flow:
    return Flow(
        name="hours",
        steps=(
            Ask(
                name="may_write",
                text=Text("When may I write to you first? It comes without a sound."),
                choices=MAY,
                then={May.ANY: "choose", May.DAY: "clock", May.NEVER: "choose"},
            ),
            Ask(
                name="clock",
                text=Text("Which part of the day is it now, where you are?"),
                choices=CLOCK,
                then="choose",
            ),
            Do(name="choose", effect="hours.choose", to={"kept": "kept"}),
            Say(
                name="kept",
                text=Text("I will keep to that. You can change it at any time: write /hours."),
                then=END,
            ),
        ),
    )
