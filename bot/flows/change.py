"""One answer of a report, given anew before it is sent."""

from bot.domain.content import Content
from bot.domain.text import Text
from bot.engine.vocabulary import CHOICES_PER_PAGE, END, Ask, Choice, Decide, Flow
from bot.flows import questions
from bot.flows.care import HOURS
from bot.flows.signs import problems
from bot.flows.special import OF_A_CHILD, child_kind

CHOICES = (
    Choice("problems", "🧩", Text("What is wrong")),
    Choice("country", "📍", Text("The country")),
    Choice("sector", "🔧", Text("My work")),
    Choice("story", "✍️", Text("My own words")),
    Choice("wishes", "🎯", Text("What I want")),
    Choice("who", "👥", Text("Who may read it")),
    Choice("employer", "🏢", Text("Names of employer, agent, place")),
)
IN_DANGER = tuple(each for each in CHOICES if each.key in {"country", "story", "who"})
SPECIAL = (CHOICES[0], *IN_DANGER)
OF_CHILDREN = (Choice(OF_A_CHILD, CHOICES[0].emoji, CHOICES[0].label), CHOICES[1])


def flow(content: Content) -> Flow:
    return Flow(
        name="change",
        draft=True,
        steps=(
            Decide(
                name="kind",
                by="report.kind",
                to={
                    "adult": "change",
                    "child": "change_child",
                    "danger": "change_few",
                    "special": "change_special",
                },
            ),
            _what("change", CHOICES),
            _what("change_few", IN_DANGER),
            _what("change_special", SPECIAL),
            _what("change_child", OF_CHILDREN),
            problems(content.indicators, then=END),
            *child_kind(hours=HOURS, then=END),
            questions.country(content, then=END),
            questions.sector(then=END),
            questions.employer(then="agent"),
            questions.agent(then="workplace"),
            questions.workplace(then=END),
            questions.story(then=END),
            questions.wishes(then=END),
            questions.who(then=END),
        ),
    )


def _what(name: str, choices: tuple[Choice, ...]) -> Ask:
    return Ask(
        name=name,
        text=Text("What do you want to change?"),
        choices=choices,
        then={choice.key: choice.key for choice in choices},
        paged=len(choices) > CHOICES_PER_PAGE,
    )
