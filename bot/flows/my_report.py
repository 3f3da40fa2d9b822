"""What came of a report: read the answer, write more, put right, say if it helped, take back."""

from collections.abc import Iterator

from bot.domain.content import Content
from bot.domain.text import Text
from bot.engine.vocabulary import END, AnyStep, Ask, AskWords, Choice, Decide, Do, Flow, Say
from bot.flows.afterwards import helped, monthly
from bot.flows.inviting import HAVE_NUMBER
from bot.flows.sharing import MANAGE, sharing
from bot.flows.unasked import WHY_NOT

COMMAND = "/read"

_WRITE = Choice("write", "✍️", Text("Write more"))
_CORRECT = Choice("correct", "✏️", Text("Correct something"))
_WITHDRAW = Choice("withdraw", "🗑️", Text("Take my report back"))
_OTHER = Choice("other", "🔀", Text("My other report"))  # only where there is one
_NUMBER = Choice("number", "🔢", Text("Use a number"))
_HELPED = Choice("helped", "💬", Text("Say if it helped"))
_LEADS_TO = {
    "write": "more_words",
    "correct": "correction",
    MANAGE.key: "manage",
    "withdraw": "sure",
    "other": "turn",
    "number": "receipt",
    "helped": "helped",
}


def flow(_: Content) -> Flow:
    return Flow(
        name="my_report",
        steps=(
            *_read(),
            *helped(read="read", ended="closed"),
            *_number(),
            *_write(),
            *_correct(),
            *sharing(check_in="monthly", then="read"),
            *monthly(then="read"),
            *_withdraw(),
        ),
    )


def _read() -> Iterator[AnyStep]:
    yield Do(
        name="read",
        effect="report.read",
        to={
            "none": "unknown",
            "waiting": "no_answer",
            "answered": "answer",
            "ended": "last_answer",
            "closed": "known_answer",
            "asks": "closing_answer",
        },
        gives=("status", "answers"),
    )
    yield Ask(
        name="unknown",
        text=Text("This chat has no report. Do you have the number of one?"),
        choices=(_NUMBER, HAVE_NUMBER),
        then={"number": "receipt", HAVE_NUMBER.key: HAVE_NUMBER.key},
    )
    yield Say(name="no_answer", text=Text("{status}\nThere is no new answer yet."), then="open")
    yield Say(name="answer", text=Text("{status}\n{answers}"), then="open")
    now = Text("What do you want to do?")
    yield from _ask("open", "what_now", now, _WRITE, _CORRECT, MANAGE, _WITHDRAW)
    yield Say(name="last_answer", text=Text("{status}\n{answers}"), then="ended")
    over = Text(
        "You cannot write more in this report; in the menu you can begin a new one. What do you "
        "want to do?"
    )
    yield from _ask("ended", "after_the_end", over, MANAGE, _WITHDRAW)
    yield Say(name="closing_answer", text=Text("{status}\n{answers}"), then="helped")
    yield Say(name="known_answer", text=Text("{status}\n{answers}"), then="closed")
    yield from _ask("closed", "after_closing", over, _HELPED, MANAGE, _WITHDRAW)
    yield Do(name="turn", effect="report.turn", to={"next": "read", "only": "only"})
    yield Say(name="only", text=Text("This chat has no other report."), then="read")


def _ask(name: str, question: str, text: Text, *choices: Choice) -> Iterator[AnyStep]:
    """The same question twice: of another report only whoever has one is told."""
    several = f"{question}_of_several"
    yield Decide(name=name, by="report.several", to={"yes": several, "no": question})
    for each, offered in ((question, choices), (several, (*choices, _OTHER))):
        shown = (*offered, _NUMBER)
        leads = {choice.key: _LEADS_TO[choice.key] for choice in shown}
        yield Ask(name=each, text=text, choices=shown, then=leads)


def _number() -> Iterator[AnyStep]:
    """From another phone or chat."""
    yield AskWords(
        name="receipt",
        text=Text("Please write the number that you got when you sent the report."),
        then="find",
    )
    yield Do(
        name="find",
        effect="report.find",
        to={
            "found": "told_here",
            "untold": "read",
            "not_found": "not_found",
            "too_many_tries": "too_many_tries",
        },
        seals=("found", "untold"),
    )
    yield from _told_here()
    yield Say(
        name="not_found",
        text=Text("There is no report with this number. Please look at each digit again."),
        then="receipt",
    )
    yield Say(
        name="too_many_tries",
        text=Text("That was not right too many times. Please wait some time, then try again."),
        then=END,
    )


def _told_here() -> Iterator[AnyStep]:
    """Nobody else's chat is told less because of it: a number can get into wrong hands."""
    yield Ask(
        name="told_here",
        text=Text(
            "Do you want a message in this chat when there is an answer? It does not say what it "
            "is about. A chat that gets these messages now still gets them, too."
        ),
        choices=(
            Choice("yes", "🔔", Text("Yes, tell me here")),
            Choice("no", "🔕", Text("No, not in this chat")),
        ),
        then="tell",
    )
    yield Do(
        name="tell",
        effect="report.tell",
        to={"told": "told", "not_told": "not_told", "quiet": "quiet", "never": "never"},
    )
    told = Text("If there is an answer, a message comes in this chat.")
    not_told = Text(
        "No message about an answer comes in this chat. You can look here yourself at any time."
    )
    yield Say(name="told", text=told, then="read")
    yield Say(name="not_told", text=not_told, then="read")
    for outcome in ("quiet", "never"):
        yield Say(name=outcome, text=WHY_NOT[outcome], then="read")


def _write() -> Iterator[AnyStep]:
    yield AskWords(
        name="more_words",
        text=Text(
            "What do you want to add? Write, or send voice messages, pictures, videos or "
            "documents, then choose Done: that sends it. Please send no pictures of people's "
            "bodies."
        ),
        then="add",
        several=True,
        files=True,
        kind="send",
    )
    yield Do(
        name="add",
        effect="report.add",
        to={"added": "added", "full": "full", "ended": "not_sent"},
        seals=("added", "full"),
    )
    yield Say(
        name="added",
        text=Text("This was added to your report. If an answer comes, you can read it here."),
        then="open",
    )
    yield Say(
        name="not_sent",
        text=Text(
            "What you wrote just now was not sent, because nobody reads this report any more. "
            "With Back you see your words again. In the menu you can begin a new report."
        ),
        then="read",
    )
    yield Say(
        name="full",
        text=Text(
            "A report can have at most 10 files, and together at most 50 MB, so your files were "
            "not added. Words that you wrote were added."
        ),
        then="open",
    )


def _correct() -> Iterator[AnyStep]:
    yield AskWords(
        name="correction",
        text=Text(
            "What was wrong in your report, and how is it right? Write it in your own words, "
            "then choose Done: that sends it. What you sent before stays, and this stands beside "
            "it as your correction."
        ),
        then="put_right",
        several=True,
        kind="send",
    )
    yield Do(
        name="put_right",
        effect="report.correct",
        to={"added": "corrected", "ended": "not_sent"},
        seals=("added",),
    )
    yield Say(
        name="corrected",
        text=Text("Your correction was added to your report."),
        then="open",
    )


def _withdraw() -> Iterator[AnyStep]:
    yield Ask(
        name="sure",
        text=Text(
            "Do you want to take this report back? Then it is deleted here, and the organisation "
            "can no longer open it. What a person has read already cannot be made unread."
        ),
        choices=(
            Choice("yes", "🗑️", Text("Yes, take it back")),
            Choice("no", "↩️", Text("No, keep it")),
        ),
        then={"yes": "withdraw", "no": "kept"},
        kind="send",
    )
    yield Say(name="kept", text=Text("Your report stays as it is."), then="read")
    yield Do(
        name="withdraw",
        effect="report.withdraw",
        to={"withdrawn": "withdrawn", "another": "another", "none": "unknown"},
        seals=("withdrawn", "another"),
    )
    yield Say(
        name="another",
        text=Text("This report was taken back, and it is deleted here. Another one stays:"),
        then="read",
    )
    yield Say(
        name="withdrawn",
        text=Text("Your report was taken back, and it is deleted here."),
        then=END,
    )
