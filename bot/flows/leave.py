"""Leave: one tap, and the organisation that wrote last writes no more."""

from collections.abc import Iterator

from bot.domain.content import Content
from bot.domain.text import Text
from bot.engine.vocabulary import END, AnyStep, Ask, Choice, Do, Flow, Say
from bot.flows.choices import CLOSE

COMMAND = "/leave"


def flow(_: Content) -> Flow:
    return Flow(
        name="leave",
        steps=(
            Do(
                name="leave",
                effect="updates.leave",
                to={"left": "left", "more": "left_one", "none": "none"},
                gives=("partner", "others"),
            ),
            Say(name="none", text=Text("No organisation sends you updates."), then=END),
            Say(
                name="left",
                text=Text("You get no more updates from:\n{partner}"),
                then=END,
            ),
            Say(
                name="left_one",
                text=Text(
                    "You get no more updates from:\n{partner}\nOthers still send you some:\n"
                    "{others}"
                ),
                then="others",
            ),
            Ask(
                name="others",
                text=Text("Do you want to stop these, too?"),
                choices=(Choice("all", "🔕", Text("Stop all updates")), CLOSE),
                then={"all": "leave_all", "close": END},
            ),
            *leave_all(),
        ),
    )


def leave_all() -> Iterator[AnyStep]:
    yield Do(name="leave_all", effect="updates.leave_all", to={"left": "left_all"})
    yield Say(
        name="left_all",
        text=Text("No organisation sends you updates any more. What you reported stays as it is."),
        then=END,
    )
