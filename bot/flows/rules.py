"""The decisions that flows name."""

from collections.abc import Collection

from bot.domain.answers import Concerned, Danger, Wish
from bot.domain.content import Content
from bot.domain.costs import who_should_pay
from bot.domain.routing import is_child
from bot.domain.specials import specials
from bot.engine.book import Rule
from bot.engine.place import Known
from bot.engine.vocabulary import YES
from bot.flows import care, concerned, finding, reading, special, sums
from bot.flows.consent import CONSENTS

YES_OR_NO = ("yes", "no")

_SAYS = {
    "language.known": YES_OR_NO,
    "language.checked": YES_OR_NO,
    "language.reports": YES_OR_NO,
    "report.waiting": YES_OR_NO,
    "report.several": YES_OR_NO,
    "report.kind": ("adult", "child", "danger", "special"),
    "report.kind_so_far": ("adult", "child", "danger"),
    "report.special": YES_OR_NO,
    "report.care": YES_OR_NO,
    "report.contacted": ("danger", "problem", "ready"),
    "report.who": YES_OR_NO,
    "report.more": YES_OR_NO,
    "report.agreed": YES_OR_NO,
    "report.counted": YES_OR_NO,
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
        "report.kind_so_far": _kind_so_far,
        "report.special": lambda known: _yes(is_special(known)),
        "report.care": lambda known: _yes(care.is_due(content.indicators, known)),
        "report.contacted": lambda known: _contacted(content, known),
        "report.who": lambda known: _yes(bool(known.one("who"))),
        "report.more": lambda known: _yes(_may_tell_more(known)),
        "report.agreed": lambda known: _yes(known.one(known.latest(*CONSENTS)) == YES),
        "report.counted": lambda known: _yes(wants_only_to_be_counted(known)),
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
    """How much may be asked: of a child, of danger and of a special harm, almost nothing."""
    so_far = _kind_so_far(known)
    return "special" if so_far == "adult" and is_special(known) else so_far


def _kind_so_far(known: Known) -> str:
    """The same, before anything is ticked."""
    if is_child(concerned.age(known)):
        return "child"
    return "danger" if in_danger(known) else "adult"


def _may_tell_more(known: Known) -> bool:
    """Of who is grown and not in danger, as long as the questions were not gone through."""
    gone_through = bool(known.one("how_long"))
    return report_kind(known) == "adult" and not gone_through


def wants_only_to_be_counted(known: Known) -> bool:
    """Whoever wants anything else beside it, or is in danger, wants to be answered."""
    wishes = known.many("wishes")
    return report_kind(known) == "adult" and wishes == (Wish.COUNTED,)


def _which_child(known: Known) -> str:
    others = {Concerned.CHILD: "another", Concerned.SEVERAL: "among"}
    return others.get(concerned.about(known), "me")


def is_special(known: Known) -> bool:
    """Of a kind that only an organisation for it may read."""
    return bool(specials(special.ticked(known)))


def _contacted(content: Content, known: Known) -> str:
    """Who is in danger is asked who may write to them first, and others after what is wrong."""
    if not (is_special(known) or care.told(content.indicators, known)):
        return "danger"
    return "ready" if known.one("country") else "problem"


def in_danger(known: Known) -> bool:
    return concerned.danger(known) is Danger.YES


def _yes(fact: bool) -> str:  # noqa: FBT001 - it is the whole question
    return "yes" if fact else "no"
