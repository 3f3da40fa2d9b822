"""A report: from what it cannot protect to the receipt."""

from collections.abc import Iterator

from bot.domain.content import Content
from bot.domain.text import Text
from bot.engine.vocabulary import (
    END,
    LATER,
    AnyStep,
    Ask,
    Call,
    Choice,
    Decide,
    Do,
    Flow,
    Resume,
    Say,
)
from bot.flows import onward, questions, receipts
from bot.flows.care import HOURS, care, not_ticked
from bot.flows.choices import GO_ON
from bot.flows.consent import consent
from bot.flows.danger import AT_EASE, danger
from bot.flows.signs import problems, signs
from bot.flows.special import child_kind, nobody_special, special
from bot.flows.whom import age, child, others, whom

COMMAND = "/report"

_SEND = Choice("send", "📨", Text("Send"))
_MORE = Choice("more", "➕", Text("Tell more first"))
_CHANGE = Choice("change", "✏️", Text("Change something"))
_AGAIN = Choice("again", "🔁", Text("Try again"))
_NOT_NOW = Choice("not_now", "⏸️", Text("Not now"))
_ELSEWHERE = (onward.HELP_NOW, onward.WHO, onward.RIGHTS)
_NOT_SENT = (*_ELSEWHERE, _CHANGE, _AGAIN, _NOT_NOW)


def flow(content: Content) -> Flow:
    return Flow(
        name="report",
        draft=True,
        parts=("about", "whom", "problems", "country", "story", "wishes", "send_or_more"),
        renamed={"sign_*": "country"},
        steps=(
            *_open(),
            *consent(then="whom", in_danger="contact"),
            whom(mine="danger", theirs="danger_theirs"),
            *danger(then="whose_age", contacted="contacted", silent="silent", stopped="stopped"),
            *_age(),
            *_problem(content),
            *_read_back(),
            *_more(content),
            *_end(),
        ),
    )


def _open() -> Iterator[AnyStep]:
    """Whether a report can begin, or go on."""
    yield Decide(
        name="open", by="language.reports", to={"yes": "partners", "no": "information_only"}
    )
    yield Say(
        name="information_only",
        text=Text(
            "In this language you can read information, but you cannot report a problem yet. "
            "Write /language to change the language."
        ),
        then=END,
    )
    yield Do(name="partners", effect="partners.look", to={"some": "waiting", "none": "nobody"})
    yield Say(
        name="nobody",
        text=Text(
            "At this time no partner organisation takes reports, so you cannot send one. All "
            "information stays open to you."
        ),
        then=END,
    )
    yield Decide(name="waiting", by="report.waiting", to={"yes": "draft", "no": "about"})
    yield Ask(
        name="draft",
        text=Text("You began a report and did not send it. Do you want to go on with it?"),
        choices=(GO_ON, Choice("anew", "🆕", Text("Start again"))),
        then={"go_on": "resume", "anew": "about"},
    )
    yield Resume(name="resume", otherwise="about")


def _age() -> Iterator[AnyStep]:
    """Before everything else: about a child, and in danger, almost nothing is asked."""
    yield from age(then="how_much")
    yield Decide(
        name="how_much",
        by="report.kind_so_far",
        to={"adult": "knows", "child": "which_child", "danger": "country"},
    )
    yield from child(then="child_kind", stopped="stopped")
    yield from child_kind(hours=HOURS, then="country")
    yield from others(then="problems")
    yield Say(
        name="stopped",
        text=Text(
            "That is all right: nothing was sent, and these answers are deleted. You can come "
            "back at any time."
        ),
        then=END,
    )


def _problem(content: Content) -> Iterator[AnyStep]:
    """The short way: the person's own problem, where it is, their words, and what they want."""
    yield problems(content.indicators, then="violence")
    yield from care(then="country", contact="contact")
    yield from special(
        then="country", due="contact_due", contact="contact", asked="whose_age", ready="ready"
    )
    yield questions.country(content, then="kind")
    yield Decide(
        name="kind",
        by="report.kind",
        to={"adult": "story", "child": "duty_of", "danger": "story", "special": "there_for_this"},
    )
    yield Say(name="duty", text=Text("{child_duty}"), then="send")
    yield questions.story(then="wishes")
    yield questions.wishes(then="who", when=AT_EASE)
    yield questions.who(then="ready", when=(*AT_EASE, *not_ticked(content.indicators)))


def _read_back() -> Iterator[AnyStep]:
    """It can be sent now; who wants to tell more is asked more, once."""
    yield Decide(name="ready", by="report.more", to={"yes": "send_or_more", "no": "send"})
    yield _send("send_or_more", _SEND, _MORE, _CHANGE, _NOT_NOW)


def _more(content: Content) -> Iterator[AnyStep]:
    """Names that can be matched without being read, then our questions: violence last."""
    first, *others = signs(content.indicators, then="violence_late")
    yield questions.employer(then="agent")
    yield questions.agent(then="workplace")
    yield questions.workplace(then="sector")
    yield questions.sector(then="how_long")
    yield questions.how_long(then=first.name)
    yield from (first, *others)


def _send(name: str, *choices: Choice) -> Ask:
    targets = {"send": "counted", "more": "employer", "change": "change", "not_now": "not_now"}
    return Ask(
        name=name,
        text=Text("This is your report:\n{summary}\n\nDo you want to send it now?"),
        choices=choices,
        then={each.key: targets[each.key] for each in choices},
        kind="send",
    )


def _end() -> Iterator[AnyStep]:
    """Everything is read back, and nothing leaves before Send."""
    yield _send("send", _SEND, _CHANGE, _NOT_NOW)
    yield Call(name="change", flow="change", then="changed")
    yield Decide(
        name="changed",
        by="report.kind",
        to={
            "adult": "violence_changed",
            "child": "duty_of",
            "danger": "ready",
            "special": "special_violence",
        },
    )
    yield Decide(name="who_said", by="report.who", to={"yes": "ready", "no": "wishes"})
    yield Say(
        name="not_now",
        text=Text(
            "Nothing was sent. Your report waits for you here for {draft_days} days, then it is "
            "deleted."
        ),
        then=LATER,
    )
    yield Decide(name="counted", by="report.counted", to={"yes": "count", "no": "submit"})
    yield Do(
        name="submit",
        effect="report.submit",
        to={
            "sent": "receipt",
            "sent_in_danger": "receipt_in_danger",
            "no_partner": "no_partner",
            "no_country": "no_country",
            "no_special": "not_special",
        },
        gives=("receipt", "partner"),
        seals=("sent", "sent_in_danger"),
    )
    yield from receipts.sent()
    yield from _not_sent()
    yield from _count()


def _not_sent() -> Iterator[AnyStep]:
    """Nobody may take it: that nobody reads it is said, and who else can help is one tap away.

    Whoever comes back from there may send it once more, but for a no to consent meanwhile.
    """
    yield Ask(
        name="no_partner",
        text=Text(
            "At this time no partner organisation that you allow can take a report from this "
            "country. Nothing was sent, so nobody reads it. Below you can look for help and for "
            "your rights there, or change something."
        ),
        choices=_NOT_SENT,
        then=_not_sent_ways(),
    )
    yield Ask(
        name="no_country",
        text=Text(
            "Nobody could be found, because the country is not known. Nothing was sent, so nobody "
            "reads it. With “Change something” you can choose the country, and below you can look "
            "for help."
        ),
        choices=_NOT_SENT,
        then=_not_sent_ways(),
    )
    yield from nobody_special(_NOT_SENT, _not_sent_ways())
    yield from (Call(name=each.key, flow=each.key, then="agreed") for each in _ELSEWHERE)
    yield Decide(name="agreed", by="report.agreed", to={"yes": "ready", "no": END})


def _not_sent_ways() -> dict[str, str]:
    elsewhere = {each.key: each.key for each in _ELSEWHERE}
    return {"change": "change", "again": "submit", "not_now": "not_now", **elsewhere}


def _count() -> Iterator[AnyStep]:
    """Who wants no more than to be counted is told of no answer, since none is to come."""
    yield Do(
        name="count",
        effect="report.count",
        to={"counted": "receipt_counted", "no_partner": "uncounted", "no_country": "uncounted"},
        gives=("receipt", "partner"),
        seals=("counted",),
    )
    yield receipts.receipt("receipt_counted", then="when_counted")
    yield Say(
        name="when_counted",
        text=Text(
            "You want only to be counted: the organisation can read your report, and no notice "
            "comes to you. If you want help later, write it in “My report and answers”, and look "
            "there for an answer."
        ),
        then=END,
    )
    yield Say(
        name="uncounted",
        text=Text(
            "Nobody could be found who can take this report now, and nothing was sent. With "
            "“Change something” you can choose another country, or who may read it."
        ),
        then="ready",
    )
