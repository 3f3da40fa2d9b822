"""Where people can go on to: choices that lead into another flow, and from its end out of this."""

from collections.abc import Collection, Iterator

from bot.domain.text import Text
from bot.engine.vocabulary import END, AnyStep, Ask, Call, Choice, Decide

HELP_NOW = Choice("help_now", "🆘", Text("I need help now"))
RIGHTS = Choice("rights", "📖", Text("My rights"))
REPORT = Choice("report", "📝", Text("Report a problem"))
WHO = Choice("who_helps", "🤝", Text("Who can help"))
COSTS = Choice("costs", "🧾", Text("Who pays for a job?"))
WRITE_DOWN = Choice("write_down", "✍️", Text("What to write down"))
SURVEY = Choice("survey", "🌓", Text("How is my work?"))

_AGAIN = Choice("again", "🔁", Text("Add up once more"))
_FLOWS = {WRITE_DOWN.key: "diary_card"}  # all others are called like their flows


def then(choices: Collection[Choice], **others: str) -> dict[str, str]:
    """The targets of a question: each choice to the step that `calls` makes, or to another."""
    return {choice.key: choice.key for choice in choices} | others


def calls(choices: Collection[Choice]) -> Iterator[Call]:
    """The steps that these choices lead to."""
    for choice in choices:
        yield Call(name=choice.key, flow=_FLOWS.get(choice.key, choice.key), then=END)


def added_up(by: str, text: Text, *, again: str, choices: Collection[Choice]) -> Iterator[AnyStep]:
    """The end of a flow that adds up money; `again` is the step with which it begins anew."""
    yield Decide(name="adds_up", by=by, to={"one": "result", "several": "mixed"})
    yield Ask(
        name="result",
        text=text,
        choices=(_AGAIN, *choices),
        then={_AGAIN.key: again, **then(choices)},
    )
    yield Ask(
        name="mixed",
        text=Text(
            "I can add up only one kind of money. Please write all amounts in the same one."
        ),
        choices=(_AGAIN,),
        then={_AGAIN.key: again},
    )
    yield from calls(choices)
