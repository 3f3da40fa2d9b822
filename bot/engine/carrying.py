"""Conversations in a version of a flow that is spoken no more go on in the one of today."""

from collections.abc import Sequence

import msgspec

from bot.engine.book import Book
from bot.engine.hearing import BOUND_TO_A_TURN, Command, Heard
from bot.engine.place import (
    Entry,
    Frame,
    Parked,
    Picked,
    Place,
    Value,
    files_in,
    words_in,
)
from bot.engine.vocabulary import SKIP, Ask, AskMany, AskWords, Question

Way = tuple[tuple[Frame, ...], tuple[Entry, ...], Picked]
"""Where somebody stands, what they answered on the way, and what they picked so far."""

ELSEWHERE = {"name", "when", "then", "kind", "finds"}  # what nobody sees of a question


def carried(book: Book, place: Place) -> Place:
    """The same place, with every step in a flow that is spoken; unchanged where all are.

    Answers go along under the names of today.  Where the question that stands is another one
    than the person saw, the turn is a new one: what they send now was not meant for it.
    """
    if place.parked is not None:
        place = place.with_(parked=_draft(book, place.parked))
    if not place.frames or book.holds(place):
        return place
    frames, log, picked = _way(book, (place.frames, place.log, place.picked))
    now = place.with_(frames=frames, log=log, picked=picked)
    if frames and _same(book.seen(place.frames[-1]), book.question(now)):
        return now
    return now.with_(turn=place.turn + 1, page=0, missed=0, guesses=())


def means_the_same(heard: Heard) -> bool:
    """Whether it was meant for no question: /menu and its like, but not *skip* or *back*."""
    return isinstance(heard, Command) and heard.name not in BOUND_TO_A_TURN


def _draft(book: Book, parked: Parked) -> Parked | None:
    """A draft that waits, and the one before it; without those that can go on nowhere."""
    before = _draft(book, parked.before) if parked.before else None
    if book.speaks(parked.frames, parked.log):
        return msgspec.structs.replace(parked, before=before)
    frames, log, picked = _way(book, (parked.frames, parked.log, parked.picked))
    return Parked(frames, log, picked, parked.unfinished, before) if frames else before


def _way(book: Book, way: Way) -> Way:
    """The way as it is today, up to where it can be gone: at worst to the last question left."""
    frames, log, picked = way
    stands = _frames(book, frames)
    answered: list[Entry] = []
    for moved in _moved(book, log, stands):
        question = book.question(Place(frames=moved.frames))
        if not _answers(question, moved.value):
            return moved.frames, tuple(answered), _left(question, moved.value)
        answered.append(moved)
    if stands:
        question = book.question(Place(frames=stands))
        return stands, tuple(answered), _left(question, picked)
    if answered:
        last = answered.pop()
        picked = last.value if isinstance(last.value, tuple) else ()
        return last.frames, tuple(answered), picked
    return (), (), ()


def _moved(book: Book, log: Sequence[Entry], stands: Sequence[Frame] | None) -> list[Entry]:
    """The answers where they are today, each to a question that it was given to.

    A successor says where to go on; it takes over an answer only where it asks in the same way
    and was not reached itself.
    """
    moved: list[Entry] = []
    reached = {tuple(stands or ())}
    for entry in reversed(log):
        frames = _frames(book, entry.frames)
        if frames is None:
            continue
        if frames[-1].step == entry.name or (frames not in reached and _asks(book, entry, frames)):
            moved.append(Entry(frames, frames[-1].step, entry.value))
        reached.add(frames)
    return moved[::-1]


def _asks(book: Book, entry: Entry, frames: Sequence[Frame]) -> bool:
    """Whether the successor asks as it was asked, as far as that is still known."""
    before = book.seen(entry.frames[-1])
    return before is None or type(before) is type(book.seen(frames[-1]))


def _frames(book: Book, frames: Sequence[Frame]) -> tuple[Frame, ...] | None:
    """These steps today, of which the last is a question; None where one of them is lost."""
    moved = [book.today(frame) for frame in frames]
    found = tuple(frame for frame in moved if frame is not None)
    if len(found) < len(frames) or not isinstance(book.seen(found[-1]), Question):
        return None
    *outer, last = found
    return (*(_kept(book, frame) for frame in outer), last)


def _kept(book: Book, frame: Frame) -> Frame:
    """What was picked when an aside was called, as far as the question still has it."""
    step = book.seen(frame)
    picked = _left(step, frame.picked) if isinstance(step, Question) else ()
    return msgspec.structs.replace(frame, picked=picked)


def _answers(question: Question, value: Value) -> bool:
    """Whether this is an answer to the question as it is today."""
    if value == SKIP:
        return question.skip or bool(question.when)
    match question:
        case Ask():
            return value in {choice.key for choice in question.choices}
        case AskMany():
            keys = {choice.key for choice in question.choices}
            return isinstance(value, tuple) and keys.issuperset(value)
        case AskWords():
            several = isinstance(value, tuple)
            return several == question.several and (question.files or not files_in(value))


def _left(question: Question, picked: Value) -> Picked:
    """What is still to be had of what was picked or written so far."""
    if isinstance(picked, str):
        return ()
    match question:
        case AskMany():
            keys = [choice.key for choice in question.choices]
            return tuple(key for key in words_in(picked) if key in keys)
        case AskWords(several=True):
            return picked if question.files else words_in(picked)
        case _:
            return ()


def _same(before: object, now: Question) -> bool:
    """Whether somebody who saw the one question can answer the other."""
    if type(before) is not type(now):
        return False
    alike = {name: getattr(now, name) for name in ELSEWHERE & {*now.__struct_fields__}}
    return bool(msgspec.structs.replace(before, **alike) == now)
