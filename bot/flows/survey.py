"""How is my work: eight short questions whose answers are counted, and kept of nobody."""

from collections.abc import Iterator
from itertools import pairwise

from bot.domain.content import Content
from bot.domain.survey import Often, WorkQuestion
from bot.domain.text import Text
from bot.engine.vocabulary import END, AnyStep, Ask, Choice, Do, Flow, Say
from bot.flows import onward
from bot.flows.choices import CLOSE, GO_ON, of
from bot.flows.unasked import WHY_NOT
from bot.flows.work import work

COMMAND = "/survey"

_COUNT = "send_survey"
_SEND = (
    Choice("send", "📨", Text("Send")),
    Choice("no", "❌", Text("No, throw them away")),
)
_REMIND = Choice("remind", "👋", Text("Say hello in three months"))
_ON = (onward.HELP_NOW, onward.REPORT)
_REMINDERS = (
    Choice("yes", "👋", Text("Yes, every three months")),
    Choice("no", "🔕", Text("No, or no more")),
)
_REMINDED = {
    "set": Text("I will say hello every three months."),
    "off": Text("I will not say hello every three months."),
    **WHY_NOT,
}


def flow(content: Content) -> Flow:
    return Flow(
        name="survey",
        steps=(*_look(), *_about(content), *_questions(), *_send(), *_after(), *_remind()),
    )


def _look() -> Iterator[AnyStep]:
    yield Do(
        name="look",
        effect="survey.look",
        to={"open": "about", "before": "before", "nobody": "nobody"},
    )
    yield Say(
        name="nobody",
        text=Text("No organisation asks how your work is at this time."),
        then=END,
    )


def _about(content: Content) -> Iterator[AnyStep]:
    yield Say(
        name="about",
        text=Text(
            "Here are eight short questions about your work. This is no report, and nobody "
            "will answer you."
        ),
        then="begin",
    )
    yield Ask(
        name="begin",
        text=Text(
            "We only count the answers. Unions and other organisations that work with us can "
            "see how many people chose what, where at least 11 answered, but not who. Of you we "
            "keep only that this chat answered in these three months."
        ),
        choices=(GO_ON, CLOSE),
        then={"go_on": "country", "close": END},
    )
    first = next(iter(WorkQuestion))
    yield from work(content, Text("In which country do you work now?"), then=str(first))


def _questions() -> Iterator[AnyStep]:
    names = [*map(str, WorkQuestion), _COUNT]
    for question, (name, then) in zip(WorkQuestion, pairwise(names), strict=True):
        yield Ask(name=name, text=question.label, choices=of(Often), then=then, skip=True)


def _send() -> Iterator[AnyStep]:
    yield Ask(
        name=_COUNT,
        text=Text(
            "{survey_answers}\n\nDo you want to send this to be counted? After that nobody can "
            "take it back, because nobody can tell which answers are yours."
        ),
        choices=_SEND,
        then={"send": "count", "no": "thrown_away"},
        kind="send",
    )
    yield Do(
        name="count",
        effect="survey.count",
        to={"counted": "counted", "nothing": "nothing", "before": "before"},
        seals=("counted",),
    )
    yield Say(
        name="counted",
        text=Text(
            "Thank you. Your answers are counted, and we have not kept them with this chat."
        ),
        then="after",
    )
    yield Say(
        name="before",
        text=Text(
            "This chat has answered already in these three months. Each chat is counted once in "
            "three months."
        ),
        then="after",
    )
    yield Say(
        name="nothing",
        text=Text("You skipped every question, so nothing was counted."),
        then="after",
    )
    yield Say(name="thrown_away", text=Text("Nothing was sent or counted."), then="after")


def _after() -> Iterator[AnyStep]:
    yield Ask(
        name="after",
        text=Text(
            "Is something wrong at work? Nobody sees that from these answers: choose what you "
            "need here."
        ),
        choices=(*_ON, _REMIND, CLOSE),
        then={**onward.then(_ON), "remind": "each_quarter", "close": END},
    )
    yield from onward.calls(_ON)


def _remind() -> Iterator[AnyStep]:
    yield Ask(
        name="each_quarter",
        text=Text(
            "Do you want me to say hello every three months, so that you can answer again? It "
            "does not say what it is about, and comes without a sound. Each time you can end it "
            "with one tap."
        ),
        choices=_REMINDERS,
        then="set_reminder",
    )
    outcomes = {name: f"reminder_{name}" for name in _REMINDED}
    yield Do(name="set_reminder", effect="survey.remind", to=outcomes)
    for name, text in _REMINDED.items():
        yield Say(name=f"reminder_{name}", text=text, then=END)
