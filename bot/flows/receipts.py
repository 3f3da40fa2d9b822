"""After Send: the number of the report, and what to wait for."""

from collections.abc import Iterator

from bot.domain.text import Text
from bot.engine.vocabulary import END, AnyStep, Say


def sent() -> Iterator[AnyStep]:
    """The number, by when there should be an answer, and what to do meanwhile or without one."""
    yield receipt("receipt", then="when")
    yield Say(
        name="when",
        text=Text(
            "They should answer within {answer_days} days, but nobody can promise it. Look for an "
            "answer in “My report and answers”, on another phone with your number. If there is "
            "none by then, write again there."
        ),
        then=END,
    )
    yield receipt("receipt_in_danger", then="when_in_danger")
    yield Say(
        name="when_in_danger",
        text=Text(
            "They should answer within {danger_hours} hours, but nobody can promise it, and "
            "perhaps nobody is there now. Do not only wait: “I need help now” shows whom else to "
            "ask. Look for an answer in “My report and answers”; if there is none by then, write "
            "again there."
        ),
        then=END,
    )


def receipt(name: str, *, then: str) -> Say:
    return Say(
        name=name,
        text=Text(
            "Thank you, your report was sent to {partner}. This is your number:\n\n{receipt}\n\n"
            "Keep it now where only you see it: whoever has it can read answers and take the "
            "report back. It is not shown again, and after you close a browser only it leads back."
        ),
        then=then,
    )
