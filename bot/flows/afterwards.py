"""What follows a report: did it help, and a hello each month for whoever wants one."""

from collections.abc import Iterator

from bot.domain.referrals import Outcome
from bot.domain.text import Text
from bot.engine.vocabulary import AnyStep, Ask, Choice, Do, Say
from bot.flows.unasked import WHY_NOT

_JUDGED = (
    Choice(Outcome.SOLVED, "✅", Text("Yes, it is solved")),
    Choice(Outcome.PARTLY, "➗", Text("In part")),
    Choice(Outcome.NOT_SOLVED, "❌", Text("No, open it again")),
    Choice("later", "⏸️", Text("Later")),
)
_MONTHLY = (
    Choice("yes", "👋", Text("Yes, each month")),
    Choice("no", "🔕", Text("No, or no more")),
)


def helped(*, read: str, ended: str) -> Iterator[AnyStep]:
    """After the work on a report has ended; what did not help is open again."""
    yield Ask(
        name="helped",
        text=Text(
            "Did this help you? The organisation sees what you say. With “No, open it again” your "
            "report is back in their list, and they see that you still need help."
        ),
        choices=_JUDGED,
        then={**dict.fromkeys(Outcome, "judge"), "later": ended},
        kind="send",
    )
    yield Do(
        name="judge",
        effect="report.judge",
        to={"kept": "thanks", "reopened": "reopened", "nobody": "nobody_there", "gone": read},
        seals=("kept", "reopened", "nobody"),
    )
    yield Say(
        name="thanks",
        text=Text("Thank you. If it gets worse again, come back and choose “Say if it helped”."),
        then=ended,
    )
    yield Say(
        name="reopened",
        text=Text("Your report is open again. With “Write more” you can say what is still wrong."),
        then=read,
    )
    yield Say(
        name="nobody_there",
        text=Text(
            "What you said is kept. But this organisation takes no reports now, so it could not "
            "be opened again. In the menu you can begin a new report."
        ),
        then=ended,
    )


def monthly(*, then: str) -> Iterator[AnyStep]:
    """A hello that says nothing of a report, and that one tap ends."""
    yield Ask(
        name="monthly",
        text=Text(
            "Do you want me to say hello each month and ask how you are? It says nothing of a "
            "report, and comes without a sound. Each time you can end it with one tap."
        ),
        choices=_MONTHLY,
        then={"yes": "say_hello", "no": "say_hello"},
    )
    yield Do(
        name="say_hello",
        effect="checkin.set",
        to={outcome: f"hello_{outcome}" for outcome in _HELLO},
    )
    for outcome, text in _HELLO.items():
        yield Say(name=f"hello_{outcome}", text=text, then=then)


_HELLO = {
    "set": Text("I will say hello each month."),
    "off": Text("I will not say hello each month."),
    **WHY_NOT,
}
