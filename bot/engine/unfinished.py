"""What was written or ticked at a question that was left without an answer: put by, not lost."""

from collections.abc import Sequence

from bot.domain.text import Text
from bot.engine.book import Book
from bot.engine.place import Frame, Place, Unfinished
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
    new = Unfinished(draft, frame.flow, frame.step, place.picked)
    return place.with_(picked=(), unfinished=(*place.unfinished, new))


def taken_up(book: Book, place: Place, question: Question) -> Place:
    """The question is asked again: what was put by for it is there."""
    frame = place.frames[-1]
    draft, flow = draft_around(book, place.frames), book.flow(frame)
    found = [
        each
        for each in place.unfinished
        if (each.draft, each.flow) == (draft, frame.flow)
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


def shown(place: Place, question: Question, text: Text) -> tuple[Line, ...]:
    """What was written so far, where a question for words is asked anew."""
    if not isinstance(question, AskWords) or not place.picked:
        return ()
    words = "\n".join(place.picked)
    cut = words if len(words) <= SHOWN else f"{words[:SHOWN]} …"
    return (Line(text, {"words": cut}),)


def _still(question: Question, picked: tuple[str, ...]) -> tuple[str, ...]:
    """What can still be answered so: choices may have changed meanwhile."""
    if isinstance(question, AskMany):
        return tuple(each.key for each in question.choices if each.key in picked)
    return picked if isinstance(question, AskWords) and question.several else ()
