"""What looks at which answers: each rule, fill and effect, by its name."""

from collections.abc import Collection

from bot.domain.content import Content
from bot.flows import (
    care,
    concerned,
    finding,
    offers,
    reading,
    special,
    sums,
    survey_answers,
)
from bot.flows.consent import CONSENTS
from bot.flows.signs import PREFIX

_KIND = (*concerned.USES, *special.USES)
_ABOUT = ("whom", "who_in_danger")
_REPORT = (
    *concerned.USES,
    "knows",
    "how_many",
    "contact",
    *special.USES,
    f"{PREFIX}*",
    "country",
    "sector",
    "how_long",
    "employer",
    "agent",
    "workplace",
    "story",
    "wishes",
    "who",
)

_JOINING = ("age", "problems", "contact", "story", "wishes")

_USES = {
    **offers.USES,
    **finding.USES,
    "report.kind": _KIND,
    "report.kind_so_far": concerned.USES,
    "report.special": special.USES,
    "report.care": (*care.USES, "contact"),
    "report.contacted": (*care.USES, "country"),
    "report.who": ("who",),
    "report.agreed": CONSENTS,
    "report.more": (*(each for each in _KIND if each != "child_age"), "how_long"),
    "report.about": _ABOUT,
    "report.child": _ABOUT,
    "report.counted": (*_KIND, "wishes"),
    "partners.special": _REPORT,
    "report.submit": _REPORT,
    "report.count": _REPORT,
    "child_duty": ("country",),
    "summary": _REPORT,
    "group.begin": ("how_many_others",),
    "group.find": ("group_number",),
    "group.able": _JOINING,
    "group.submit": _JOINING,
    "report.find": ("receipt",),
    "report.tell": ("told_here",),
    "report.add": ("more_words",),
    "report.correct": ("correction",),
    "report.judge": ("helped",),
    "hours.choose": ("may_write", "clock"),
    "later.set": ("remind",),
    "checkin.set": ("monthly",),
    "survey.count": survey_answers.USES,
    "survey_answers": survey_answers.USES,
    "survey.remind": ("each_quarter",),
    "diary.find": ("diary_number",),
    "diary.hours": ("hours_worked",),
    "diary.paid": ("money_paid",),
    "diary.trouble": ("went_wrong",),
    "diary.turn": ("other_day",),
    "diary.add_up": ("unit", "rate", "months"),
    "diary.paper": ("paper", "letter_country", "unit", "rate", "months"),
    "diary.remind": ("remind_at",),
    "diary.delete": ("what_goes",),
    "updates.offer": ("country",),
    "updates.join": ("country", "sector", "topics", "on_screen"),
    "pay.money": sums.PAY_MONEY,
    "rate_question": ("unit",),
    "units_question": ("unit",),
    "pay_sums": sums.PAY,
    "debt.money": sums.DEBT_MONEY,
    "debt_sums": sums.DEBT,
    "costs.who_should_pay": ("item",),
    "item": ("item",),
    "item_source": ("item",),
    "law_card": ("law",),
}


def uses(content: Content) -> dict[str, Collection[str]]:
    """The answers by the name of what looks at them."""
    return {**_USES, **reading.uses(content)}
