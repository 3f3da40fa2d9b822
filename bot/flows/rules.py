"""The decisions that flows name."""

from collections.abc import Collection

from bot.domain.answers import Concerned, Danger
from bot.domain.content import Content
from bot.domain.costs import who_should_pay
from bot.domain.routing import is_child
from bot.engine.book import Rule
from bot.engine.place import Known
from bot.flows import concerned, finding, reading, sums

YES_OR_NO = ("yes", "no")

_SAYS = {
    "language.known": YES_OR_NO,
    "language.checked": YES_OR_NO,
    "language.reports": YES_OR_NO,
    "report.waiting": YES_OR_NO,
    "report.several": YES_OR_NO,
    "report.kind": ("adult", "child", "danger"),
    "report.about": tuple(map(str, Concerned)),
    "report.child": ("me", "another", "among"),
    "costs.who_should_pay": ("employer", "nobody", "unclear"),
    "pay.money": ("one", "several"),
    "debt.money": ("one", "several"),
}


def says(content: Content) -> dict[str, Collection[str]]:
    """What each rule can say."""
    return {**_SAYS, **finding.SAYS, **reading.says(content)}


def rules(content: Content) -> dict[str, Rule]:
    """Every rule by its name.  A name keeps its meaning: stored flows go on by it."""
    drafts = {language.code for language in content.languages if language.draft}
    return {
        "language.known": lambda known: _yes(bool(known.lang)),
        "language.checked": lambda known: _yes(known.lang not in drafts),
        "language.reports": lambda known: _yes(known.lang in content.report_languages),
        "report.waiting": lambda known: _yes(known.parked),
        "report.several": lambda known: _yes(len(known.kept.get("report", ())) > 1),
        "report.kind": report_kind,
        "report.about": lambda known: str(concerned.about(known)),
        "report.child": _which_child,
        "costs.who_should_pay": lambda known: str(
            who_should_pay(content.costs.item(known.one("item")))
        ),
        **reading.rules(content),
        **finding.rules(content),
        "pay.money": lambda known: sums.money(known, sums.PAY_MONEY),
        "debt.money": lambda known: sums.money(known, sums.DEBT_MONEY),
    }


def report_kind(known: Known) -> str:
    """How much may be asked: about a child, and about danger, almost nothing."""
    if is_child(concerned.age(known)):
        return "child"
    return "danger" if in_danger(known) else "adult"


def _which_child(known: Known) -> str:
    others = {Concerned.CHILD: "another", Concerned.SEVERAL: "among"}
    return others.get(concerned.about(known), "me")


def in_danger(known: Known) -> bool:
    return concerned.danger(known) is Danger.YES


def _yes(fact: bool) -> str:  # noqa: FBT001 - it is the whole question
    return "yes" if fact else "no"
