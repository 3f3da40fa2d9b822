"""What else can be done with a diary: read it, add it up, be reminded of it, delete it."""

from collections.abc import Iterator

from bot.domain.content import Content
from bot.domain.pay import Unit
from bot.domain.text import Text
from bot.engine.vocabulary import END, AnyStep, Ask, AskWords, Choice, Do, Say
from bot.flows.diary_paper import paper
from bot.flows.unasked import WHY_NOT

_MORE = (
    Choice("read", "📖", Text("Read my days")),
    Choice("other", "📅", Text("Write another day")),
    Choice("add_up", "🧮", Text("Add up my pay")),
    Choice("remind", "🔔", Text("Remind me each day")),
    Choice("delete", "🗑️", Text("Delete something")),
    Choice("paper", "📄", Text("Get a file")),
)
_REMIND = (
    Choice("now", "🕐", Text("At this time")),
    Choice("three", "🕓", Text("Three hours later than now")),
    Choice("six", "🕖", Text("Six hours later than now")),
    Choice("ten", "🕙", Text("Ten hours later than now")),
    Choice("not", "🔕", Text("Not any more")),
)
_WEEKS = (
    Choice("older", "⏪", Text("The week before")),
    Choice("back", "↩️", Text("Back to the day")),
)
_DELETE = (
    Choice("day", "📅", Text("Only this day")),
    Choice("all", "🗑️", Text("All of my diary")),
    Choice("no", "↩️", Text("Nothing")),
)


def more(content: Content, *, day: str, gone: str) -> Iterator[AnyStep]:
    """`day` is the question that is put of each day."""
    yield Ask(
        name="more",
        text=Text("What do you want to do with your diary?"),
        choices=_MORE,
        then={
            "read": "week",
            "other": "other_day",
            "add_up": "unit",
            "paper": "paper",
            "remind": "remind_at",
            "delete": "what_goes",
        },
    )
    yield from _read(day, gone)
    yield from _other(gone)
    yield from _add_up(gone)
    yield from paper(content, more="more", gone=gone)
    yield from _remind(gone)
    yield from _delete(day, gone)


def _read(day: str, gone: str) -> Iterator[AnyStep]:
    for name, effect, none in (
        ("week", "diary.week", "nothing"),
        ("older", "diary.older", "nothing_older"),
    ):
        to = {"some": "days", "none": none, "gone": gone}
        yield Do(name=name, effect=effect, to=to, gives=("days",))
    yield Say(name="days", text=Text("{days}"), then="weeks")
    yield Ask(
        name="weeks",
        text=Text("Do you want to read on?"),
        choices=_WEEKS,
        then={"older": "older", "back": "again"},
    )
    yield Do(
        name="again",
        effect="diary.look",
        to={"there": "again_shown", "none": gone},
        gives=("day",),
    )
    yield Say(name="again_shown", text=Text("{day}"), then=day)
    yield Say(name="nothing", text=Text("Nothing is written in your diary yet."), then=day)
    yield Say(name="nothing_older", text=Text("Before that nothing is written."), then="weeks")


def _other(gone: str) -> Iterator[AnyStep]:
    yield AskWords(
        name="other_day",
        text=Text("Which day do you want to write, or change?"),
        form="date",
        then="turn",
    )
    yield Do(
        name="turn",
        effect="diary.turn",
        to={"turned": "again_shown", "not_a_day": "not_a_day", "gone": gone},
        gives=("day",),
    )
    yield Say(
        name="not_a_day",
        text=Text("I need one day, and not one that is still to come: day, month and year."),
        then="other_day",
    )


def _add_up(gone: str) -> Iterator[AnyStep]:
    yield Ask(
        name="unit",
        text=Text("How is your pay counted?"),
        choices=tuple(Choice(unit, unit.emoji, unit.label) for unit in Unit),
        then={str(unit): "rate" for unit in Unit} | {"month": "months"},
    )
    yield AskWords(
        name="months",
        text=Text("How many months are in your diary?"),
        form="number",
        then="rate",
    )
    yield AskWords(name="rate", text=Text("{rate_question}"), form="money", then="sum_up")
    yield Do(
        name="sum_up",
        effect="diary.add_up",
        to={"one": "sums", "several": "mixed", "none": "not_worked", "gone": gone},
        gives=("sums",),
    )
    yield from _sums()


def _sums() -> Iterator[AnyStep]:
    yield Say(
        name="sums",
        text=Text(
            "{sums}\n\nThis is only a sum of what you wrote. What was taken off your pay is not "
            "in it, and the law can give you more."
        ),
        then="more",
    )
    yield Say(
        name="mixed",
        text=Text(
            "In your diary there are several kinds of money, or another one than you wrote just "
            "now. I can add up only one kind."
        ),
        then="more",
    )
    yield Say(
        name="not_worked",
        text=Text("In your diary there is no day yet on which you worked."),
        then="more",
    )


def _remind(gone: str) -> Iterator[AnyStep]:
    yield Ask(
        name="remind_at",
        text=Text(
            "When shall I say hello to you each day? I say nothing of a diary, and it comes "
            "without a sound. Each time you can end it with one tap."
        ),
        choices=_REMIND,
        then="remind",
    )
    outcomes = {name: f"remind_{name}" for name in _REMINDED}
    yield Do(name="remind", effect="diary.remind", to={**outcomes, "gone": gone})
    for name, text in _REMINDED.items():
        yield Say(name=f"remind_{name}", text=text, then="more")


def _delete(day: str, gone: str) -> Iterator[AnyStep]:
    yield Ask(
        name="what_goes",
        text=Text("What do you want to delete? This cannot be undone."),
        choices=_DELETE,
        then={"day": "drop", "all": "drop", "no": day},
        kind="send",
    )
    yield Do(
        name="drop",
        effect="diary.delete",
        to={"day": "day_gone", "all": "all_gone", "gone": gone},
        gives=("day",),
        seals=("day", "all"),
    )
    yield Say(name="day_gone", text=Text("It is deleted.\n{day}"), then=day)
    yield Say(
        name="all_gone",
        text=Text("Your diary is deleted. Its number does not open anything now."),
        then=END,
    )


_REMINDED = {
    "set": Text("I will say hello each day at that time."),
    "off": Text("I will not say hello each day."),
    **WHY_NOT,
}
