"""What a paper for its worker says, part by part: a letter, the diary, what was sent when."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.diary import Day, totals, weeks
from bot.domain.files import FileKind
from bot.domain.moments import stamp
from bot.domain.text import Text
from bot.engine.said import Fill, Line
from bot.flows.sums import BASIC, MISSING
from bot.services.contents import Described
from bot.services.diary_words import NO_HOURS, SPAN, shown_week, span, summed

BLANK = "." * 40  # for what somebody writes by hand

LETTER = Text("Letter")
TO = Text("To: {blank}")
FROM = Text("From: {blank}")
WHERE = Text("Place and date: {blank}")
WROTE = Text("I wrote down my work days from {first} to {last}.")
ADDS_UP = Text("By what I wrote down, my pay comes to this:")
LESS = Text("What was agreed, less what was paid: {sum}")
ASK = Text("Please compare this with your records and tell me in writing what you find.")
ASK_PAY = Text("If pay is missing, please pay it.")
NO_CLAIM = Text("These are my own notes. They are a question, and they accuse nobody.")
SIGNED = Text("Name and signature: {blank}")

READ_FIRST = Text(
    "Read the letter before you give it to anybody. Write the names by hand where the dots are."
)
IN_ENGLISH = Text(
    "The letter is in English. Either we do not have a language of this country, or you did not "
    "name a country."
)
NOT_ADDED_UP = Text(
    "The letter does not say what your pay comes to. For that, choose “Add up my pay” in the "
    "diary, and then ask for the letter again."
)
UNCHECKED = Text(
    "Nobody has checked this translation of the letter yet. Ask somebody who reads it before you "
    "use it."
)

DIARY = Text("Work diary")
MADE = Text(
    "Made on {date}. It holds what one person wrote in a diary, and nobody has checked it."
)
ALL_DAYS = Text("All days together")
STEP_BY_STEP = Text("Pay, step by step")
ONLY_A_SUM = Text("This is only a sum of what was written. What was taken off is not in it.")
SENT_WHEN = Text("Reports and answers of this chat")
SENT = Text("A report was sent: {moment}")
ANSWERED = Text("An answer was written: {moment}")
NONE_SENT = Text("This chat has no report.")
FILES_SENT = Text("Files that were sent with reports")
KINDS: Mapping[FileKind, Text] = {
    "voice": Text("A voice message"),
    "picture": Text("A picture"),
    "video": Text("A video"),
    "document": Text("A document"),
}
FILE = Text("{kind}, sent on {moment}. Size in bytes: {size}.")
FINGERPRINT = Text("Fingerprint: {fingerprint}")
WHAT_FOR = Text(
    "A fingerprint shows if a file is still the one that came to us. An app can change a picture "
    "when it sends it, so the file on your phone can have another one."
)
WHERE_TO = Text("Where to complain, and until when")
NO_DEADLINE = Text(
    "We do not know until when you have to complain. Please ask an organisation soon."
)


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and its lines, in one language.

    A `note` is for the worker and is not printed; who prints gets a letter `alone` on its sheet.
    """

    title: Text
    lines: tuple[Line, ...]
    lang: str
    notes: tuple[Line, ...] = ()
    alone: bool = False


def letter(days: Sequence[Day], sums: Sequence[Line]) -> tuple[Line, ...]:
    """To whoever owes an answer, from the worker's numbers alone: no name, claim or accusation."""
    return tuple(_letter(days, sums))


def diary(days: Sequence[Day]) -> tuple[Line, ...]:
    """Every day, week by week, and what each week comes to."""
    return tuple(line for week in weeks(days) for line in (span(SPAN, week), *shown_week(week)))


def together(days: Sequence[Day]) -> tuple[Line, ...]:
    """All of them, and what that leaves out."""
    without = totals(days).without_hours
    return (*summed(days), *((Line(NO_HOURS, {"days": str(without)}),) if without else ()))


def sent_when(sent: Sequence[datetime], answered: Sequence[datetime]) -> tuple[Line, ...]:
    """The moments alone: no number that opens a report, and no word of it."""
    moments = [(at, SENT) for at in sent] + [(at, ANSWERED) for at in answered]
    found = sorted(moments, key=lambda each: each[0])
    return tuple(Line(text, {"moment": stamp(at)}) for at, text in found) or (Line(NONE_SENT),)


def files_sent(files: Sequence[tuple[datetime, Described]]) -> tuple[Line, ...]:
    """Enough to know one again, and nothing of what is in it."""
    return (*(line for at, file in files for line in _file(at, file)), Line(WHAT_FOR))


def _file(at: datetime, file: Described) -> Iterator[Line]:
    kind, size = Line(KINDS[file.kind]), str(file.size)
    yield Line(FILE, {"kind": kind, "moment": stamp(at), "size": size})
    if file.fingerprint:
        yield Line(FINGERPRINT, {"fingerprint": f"{file.fingerprint} (SHA-256)"})


def _letter(days: Sequence[Day], sums: Sequence[Line]) -> Iterator[Line]:
    blank: dict[str, Fill] = {"blank": BLANK}
    yield from (Line(TO, blank), Line(FROM, blank), Line(WHERE, blank))
    yield span(WROTE, days)
    yield from together(days)
    yield from _missing(sums)
    yield from (Line(ASK), Line(ASK_PAY), Line(NO_CLAIM), Line(SIGNED, blank))


def _missing(sums: Sequence[Line]) -> Iterator[Line]:
    """In words to somebody else: the others speak to the worker.  Nothing, where nothing is."""
    found = {each.text: each for each in sums}
    if MISSING in found:
        yield Line(ADDS_UP)
        yield from (found[each] for each in BASIC.values() if each in found)
        yield Line(LESS, {"sum": found[MISSING].fills["sum"]})
