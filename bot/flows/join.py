"""Joining a group: an own report, with an own consent and receipt, where the group's is."""

from collections.abc import Iterator

from bot.domain.content import Content
from bot.domain.text import Text
from bot.engine.vocabulary import END, AnyStep, Ask, AskWords, Choice, Decide, Do, Flow, Say
from bot.flows import care, onward, questions, receipts, special
from bot.flows.choices import NEXT, NO, YES
from bot.flows.concerned import OWN_AGES
from bot.flows.consent import LIMITS
from bot.flows.danger import CONTACT
from bot.flows.inviting import HAVE_NUMBER
from bot.flows.signs import problems

_SEND = Choice("send", "📨", Text("Send"))
_CHANGE = Choice("change", "✏️", Text("Change something"))
_NOT_NOW = Choice("not_now", "⏸️", Text("Not now"))
_ELSEWHERE = (onward.REPORT, onward.HELP_NOW)


def flow(content: Content) -> Flow:
    return Flow(
        name="join",
        steps=(
            *_about(),
            *_number(),
            *_not_found(),
            *_consent(),
            *_age(),
            *_asked(content),
            *_send(),
            *_not_sent(),
        ),
    )


def _about() -> Iterator[AnyStep]:
    yield Decide(name="open", by="language.reports", to={"yes": "about", "no": "not_yet"})
    yield Say(
        name="not_yet",
        text=Text(
            "In this language you cannot send a report yet. Write /language to change the "
            "language."
        ),
        then=END,
    )
    yield Ask(
        name="about",
        text=Text(
            "Whoever sent a report for your group can give you a group number. With it you can "
            "send a report of your own to the same organisation, without your name. Do you have "
            "such a number?"
        ),
        choices=(HAVE_NUMBER, NO),
        then={HAVE_NUMBER.key: "limits", "no": END},
    )
    yield Ask(name="limits", text=LIMITS, choices=(NEXT,), then="group_number")


def _number() -> Iterator[AnyStep]:
    yield AskWords(
        name="group_number",
        text=Text("Please write the group number. It has 12 digits."),
        then="find",
    )
    yield Do(
        name="find",
        effect="group.find",
        to={
            "found": "found",
            "already": "already",
            "not_found": "not_found",
            "too_many_tries": "too_many_tries",
        },
        gives=("partner",),
        seals=("found",),
    )
    yield Say(
        name="found",
        text=Text("The report of this group is with this organisation: {partner}."),
        then="consent",
    )


def _not_found() -> Iterator[AnyStep]:
    yield Say(
        name="already",
        text=Text("You have a report in this group already. It is in “My report and answers”."),
        then=END,
    )
    yield Say(
        name="not_found",
        text=Text(
            "Nobody can join a group with this number now. Please look at each digit again. It "
            "may also have ended: then whoever gave it to you can get a new one."
        ),
        then="group_number",
    )
    yield Say(
        name="too_many_tries",
        text=Text("That was not right too many times. Please wait some time, then try again."),
        then=END,
    )


def _consent() -> Iterator[AnyStep]:
    yield Ask(
        name="consent",
        text=Text(
            "Your report is your own: the others do not see it and are not told that you joined, "
            "you do not see theirs, and you can take yours back alone. Only this organisation can "
            "open it, and it sees which reports are of one group. Do you agree that we keep your "
            "answers, and give them to this organisation when you choose Send?"
        ),
        choices=(YES, NO),
        then={"yes": "age", "no": "stopped"},
        kind="consent",
    )
    yield Say(
        name="stopped",
        text=Text(
            "That is all right: nothing was sent, and these answers are deleted. You can come "
            "back at any time."
        ),
        then=END,
    )


def _age() -> Iterator[AnyStep]:
    """A child goes the way of children, on which more is said before anything is sent."""
    yield Ask(
        name="age",
        text=Text("How old are you?"),
        choices=OWN_AGES,
        then={
            each.key: "under_age" if each.key in {"under_15", "15_17"} else "problems"
            for each in OWN_AGES
        },
    )
    yield Ask(
        name="under_age",
        text=Text(
            "Thank you for telling us. If you are under 18 there is another way to report: only "
            "an organisation that helps workers gets it, and one that protects children before "
            "any other. Do you want to go there now?"
        ),
        choices=(YES, NO),
        then={"yes": onward.REPORT.key, "no": "stopped"},
    )


def _asked(content: Content) -> Iterator[AnyStep]:
    """Of themselves alone: nothing is taken over from what another said."""
    yield problems(content.indicators, then="violence")
    yield Decide(name="violence", by="report.care", to={"yes": "care", "no": "special"})
    yield Say(name="care", text=care.THANKS, then="care_hours")
    yield Say(name="care_hours", text=care.HOURS, then="special")
    yield Decide(name="special", by="report.special", to={"yes": "who_gets_it", "no": "able"})
    yield Say(name="who_gets_it", text=special.WHO_GETS_IT, then="able")
    yield Do(
        name="able",
        effect="group.able",
        to={"able": "contact", "not_able": "not_able", "gone": "gone"},
    )
    yield Ask(
        name="contact",
        text=Text(
            "What comes first from a person says only: “You have a new message.” May a person of "
            "this organisation write to you here?"
        ),
        choices=CONTACT,
        then="story",
    )
    yield questions.story(then="wishes")
    yield questions.wishes(then="send")


def _send() -> Iterator[AnyStep]:
    yield Ask(
        name="send",
        text=Text("This is your report:\n{summary}\n\nDo you want to send it now?"),
        choices=(_SEND, _CHANGE, _NOT_NOW),
        then={"send": "submit", "change": "age", "not_now": "stopped"},
        kind="send",
    )
    yield Do(
        name="submit",
        effect="group.submit",
        to={
            "sent": "receipt",
            "sent_in_danger": "receipt_in_danger",
            "not_able": "not_able",
            "gone": "gone",
        },
        gives=("receipt", "partner"),
        seals=("sent", "sent_in_danger"),
    )
    yield from receipts.sent()


def _not_sent() -> Iterator[AnyStep]:
    yield Ask(
        name="not_able",
        text=Text(
            "The organisation of the group cannot take what you told. Nothing was sent, so nobody "
            "reads it. In a report of your own I look for an organisation that can."
        ),
        choices=(*_ELSEWHERE, _CHANGE, _NOT_NOW),
        then=onward.then(_ELSEWHERE, change="problems", not_now="stopped"),
    )
    yield Ask(
        name="gone",
        text=Text(
            "Nobody can join this group any more. Nothing was sent, so nobody reads it. You can "
            "make a report of your own."
        ),
        choices=(*_ELSEWHERE, _NOT_NOW),
        then=onward.then(_ELSEWHERE, not_now="stopped"),
    )
    yield from onward.calls(_ELSEWHERE)
