"""One answer of a report, given anew before it is sent."""

from bot.domain.content import Content
from bot.domain.text import Text
from bot.engine.vocabulary import END, Ask, Choice, Decide, Flow
from bot.flows import questions
from bot.flows.signs import problems

CHOICES = (
    Choice("problems", "🧩", Text("What is wrong")),
    Choice("country", "📍", Text("The country")),
    Choice("sector", "🔧", Text("My work")),
    Choice("story", "✍️", Text("My own words")),
    Choice("wishes", "🎯", Text("What I want")),
    Choice("who", "👥", Text("Who may read it")),
)


def flow(content: Content) -> Flow:
    return Flow(
        name="change",
        draft=True,
        steps=(
            Decide(
                name="kind",
                by="report.kind",
                to={"adult": "change", "child": "country", "danger": "country"},
            ),
            Ask(
                name="change",
                text=Text("What do you want to change?"),
                choices=CHOICES,
                then={choice.key: choice.key for choice in CHOICES},
            ),
            problems(content.indicators, then=END),
            questions.country(content, then=END),
            questions.sector(then=END),
            questions.story(then=END),
            questions.wishes(then=END),
            questions.who(then=END),
        ),
    )
