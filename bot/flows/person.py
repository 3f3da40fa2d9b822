"""A person: who wants one is told the truth of it, and can begin a report."""

from bot.domain.content import Content
from bot.domain.text import Text
from bot.engine.vocabulary import END, Ask, Call, Decide, Do, Flow, Say
from bot.flows.choices import CLOSE
from bot.flows.onward import REPORT

COMMAND = "/person"


def flow(_: Content) -> Flow:
    return Flow(
        name="person",
        steps=(
            Decide(name="open", by="language.reports", to={"yes": "partners", "no": "nobody"}),
            Do(name="partners", effect="partners.look", to={"some": "person", "none": "nobody"}),
            Ask(
                name="person",
                text=Text(
                    "Here a program answers. A person of a partner organisation can read what you "
                    "send in a report, and answer in this chat. Do you want to begin one?"
                ),
                choices=(REPORT, CLOSE),
                then={"report": "report", "close": END},
            ),
            Call(name="report", flow="report", then=END),
            Say(
                name="nobody",
                text=Text(
                    "Here a program answers, and at this time nobody takes reports in this "
                    "language. All information stays open to you. Write /language to change the "
                    "language."
                ),
                then=END,
            ),
        ),
    )
