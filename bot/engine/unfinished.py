"""What was written or ticked at a question that was left without an answer: put by, not lost."""

from collections.abc import Sequence

from bot.engine.book import Book, Phrases
from bot.engine.place import Frame, Picked, Place, Unfinished, files_in, words_in
from bot.engine.said import Line
from bot.engine.successors import successor
from bot.engine.vocabulary import AskMany, AskWords, Question

SHOWN = 1_000  # characters of what is still here: enough to know it again


def put_by(book: Book, place: Place) -> Place:
    """The same place, with what was picked in it kept for when its question is asked again."""
    if not place.picked:
        return place
    frame = place.frames[-1]
    draft = draft_around(book, place.frames)
    new = Unfinished(draft, frame.flow, frame.step, place.picked, frame.item)
    return place.with_(picked=(), unfinished=(*place.unfinished, new))


def taken_up(book: Book, place: Place, question: Question) -> Place:
    """The question is asked again: what was put by for it is there."""
    if not place.unfinished:
        return place
    frame = place.frames[-1]
    draft, flow = draft_around(book, place.frames), book.flow(frame)
    found = [
        each
        for each in place.unfinished
        if (each.draft, each.flow, each.item) == (draft, frame.flow, frame.item)
        and frame.step in {each.step, successor(flow, each.step)}
    ]
    if not found:
        return place
    picked = (*place.picked, *(part for each in found for part in each.picked))
    others = tuple(each for each in place.unfinished if each not in found)
    return place.with_(picked=_still(question, picked), unfinished=others)


def of_draft(place: Place, draft: str) -> tuple[Unfinished, ...]:
    return tuple(each for each in place.unfinished if each.draft == draft)


def without_draft(place: Place, draft: str) -> Place:
    """A draft that was sent, or is not gone on with, leaves nothing behind."""
    return place.with_(unfinished=tuple(e for e in place.unfinished if e.draft != draft))


def without_flow(place: Place, flow: str) -> Place:
    """The same for a flow that is no part of a draft."""
    others = (each for each in place.unfinished if each.draft or each.flow != flow)
    return place.with_(unfinished=tuple(others))


def draft_around(book: Book, frames: Sequence[Frame]) -> str:
    """The draft that these frames are a part of; nothing that an aside covers counts."""
    aside = max((depth for depth, frame in enumerate(frames) if frame.aside), default=0)
    drafts = (frame.flow for frame in frames[aside:] if book.flow(frame).draft)
    return next(drafts, "")


def left_behind(place: Place, question: Question, phrases: Phrases) -> tuple[Line, ...]:
    """Who leaves words or files behind is told that they went to nobody, and are not lost."""
    if not isinstance(question, AskWords) or not place.picked:
        return ()
    return (Line(phrases.left_behind),)


def shown(place: Place, question: Question, phrases: Phrases) -> tuple[Line, ...]:
    """What was written and sent so far, where a question for words is asked anew."""
    if not isinstance(question, AskWords):
        return ()
    words = "\n".join(words_in(place.picked))
    cut = words if len(words) <= SHOWN else f"{words[:SHOWN]} …"
    written = (Line(phrases.still_here, {"words": cut}),) if words else ()
    files = len(files_in(place.picked))
    return (*written, *((Line(phrases.files_here, {"count": str(files)}),) if files else ()))


def _still(question: Question, picked: Picked) -> Picked:
    """What can still be answered so: choices may have changed meanwhile."""
    if isinstance(question, AskMany):
        return tuple(each.key for each in question.choices if each.key in picked)
    if not isinstance(question, AskWords) or not question.several:
        return ()
    return picked if question.files else words_in(picked)
