"""Who has a report, and who may write: one organisation more, one less, no message, a hello."""

from collections.abc import Iterator

from bot.domain.text import Text
from bot.engine.vocabulary import AnyStep, Ask, Choice, Do, Say
from bot.flows.inviting import HAVE_NUMBER, inviting

MANAGE = Choice("manage", "👥", Text("Who has it, and messages"))
_WHAT = (
    Choice("allow", "➕", Text("Allow another organisation")),
    Choice("stop", "✂️", Text("Stop an organisation")),
    Choice("silence", "🤫", Text("No answers to this chat")),
    Choice("check_in", "👋", Text("A hello each month")),
    Choice("group", "👪", Text("Let others join")),
    HAVE_NUMBER,
)
_YES = Choice("yes", "✅", Text("Yes, this one"))
_NEXT = Choice("next", "🔀", Text("Show the next one"))
_NO = Choice("no", "↩️", Text("No, change nothing"))


def sharing(*, check_in: str, then: str) -> Iterator[AnyStep]:
    """`then` is what the report is spoken of with again."""
    yield Ask(
        name="manage",
        text=Text("What do you want to change?"),
        choices=_WHAT,
        then={
            "allow": "offer",
            "stop": "having",
            "silence": "sure_silence",
            "check_in": check_in,
            "group": "group",
            HAVE_NUMBER.key: HAVE_NUMBER.key,
        },
    )
    yield from _allow(then)
    yield from _stop(then)
    yield from _silence(then)
    yield from inviting(then)
    yield Say(
        name="not_shared",
        text=Text("That is not possible any more, so nothing was changed."),
        then=then,
    )


def _allow(then: str) -> Iterator[AnyStep]:
    some = {"some": "could", "none": "nobody_else"}
    yield Do(name="offer", effect="share.offer", to=some, gives=("partner",))
    yield Say(
        name="nobody_else",
        text=Text(
            "Nobody else can get it now: no other organisation that you agreed to when you sent "
            "it takes reports for this country. In a new report you can choose others."
        ),
        then=then,
    )
    yield Say(
        name="could", text=Text("This organisation could have it, too: {partner}."), then="allow"
    )
    yield Ask(
        name="allow",
        text=Text(
            "If you allow it, they can read all of your report: answers, story, files, and what "
            "was and will be written in it. Do you want that?"
        ),
        choices=(_YES, _NEXT, _NO),
        then={"yes": "give", "next": "offer", "no": then},
        kind="send",
    )
    yield Do(
        name="give",
        effect="share.give",
        to={"given": "given", "gone": "not_shared"},
        seals=("given",),
    )
    yield Say(name="given", text=Text("This organisation has your report now, too."), then=then)


def _stop(then: str) -> Iterator[AnyStep]:
    some = {"some": "has_it", "none": "nobody_has_it"}
    yield Do(name="having", effect="share.having", to=some, gives=("partner",))
    yield Say(
        name="nobody_has_it",
        text=Text("No organisation works on this report now, so there is nothing to stop."),
        then=then,
    )
    yield Say(name="has_it", text=Text("This organisation has it: {partner}."), then="sure_stop")
    yield Ask(
        name="sure_stop",
        text=Text(
            "If you stop them, they cannot open your report any more. What a person has read "
            "already cannot be made unread, and if nobody else has it, nobody works on it. Do you "
            "want to stop them?"
        ),
        choices=(_YES, _NEXT, _NO),
        then={"yes": "stop", "next": "having", "no": then},
        kind="send",
    )
    yield Do(
        name="stop",
        effect="share.stop",
        to={"stopped": "stopped", "gone": "not_shared"},
        seals=("stopped",),
    )
    yield Say(name="stopped", text=Text("They cannot open your report any more."), then=then)


def _silence(then: str) -> Iterator[AnyStep]:
    yield Ask(
        name="sure_silence",
        text=Text(
            "Then no message tells you that there is an answer. Answers wait here in “My report "
            "and answers”. Do you want that?"
        ),
        choices=(Choice("yes", "🤫", Text("Yes, no messages")), _NO),
        then={"yes": "silence", "no": then},
        kind="send",
    )
    yield Do(
        name="silence",
        effect="share.silence",
        to={"silent": "silent", "gone": "not_shared"},
        seals=("silent",),
    )
    yield Say(
        name="silent",
        text=Text("From now on no message tells you of an answer. Look here when you like."),
        then=then,
    )
