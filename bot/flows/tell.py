"""From anywhere to a report, where an organisation takes one; else a plain word."""

from collections.abc import Iterator

from bot.domain.text import Text
from bot.engine.vocabulary import END, AnyStep, Call, Choice, Decide, Do, Say

TELL = Choice("tell", "📨", Text("Tell an organisation"))


def tell(*, otherwise: str, at: str = "") -> Iterator[AnyStep]:
    """Nothing is asked or kept here: the report begins with its own consent, or `at` a shorter."""
    yield Decide(
        name="tell", by="language.reports", to={"yes": "partners", "no": "not_in_language"}
    )
    yield Say(
        name="not_in_language",
        text=Text(
            "In this language you cannot send a report yet. Write /language to change the "
            "language."
        ),
        then=otherwise,
    )
    yield Do(name="partners", effect="partners.look", to={"some": "report", "none": "nobody"})
    yield Say(
        name="nobody",
        text=Text(
            "At this time no partner organisation takes reports, so nobody would read it. What "
            "you read here stays open to you."
        ),
        then=otherwise,
    )
    yield Call(name="report", flow="report", at=at, then=END)
