"""How a conversation moves between flows: begin, call, end, set aside, resume, back."""

import msgspec

from bot.engine.book import Book
from bot.engine.place import Parked, Place
from bot.engine.vocabulary import LATER, NEXT


def begun(book: Book, place: Place, flow: str) -> Place:
    """A flow from its first step.  A draft that stood is kept aside, never lost."""
    place = parked(book, place)
    return place.with_(frames=(book.first(flow),), log=(), picked=(), page=0, missed=0)


def home(book: Book, place: Place) -> Place:
    """The menu; before a language is known, the question for it."""
    return begun(book, place, _home(book, place))


def called(book: Book, place: Place, flow: str) -> Place:
    """Another flow on top of where the person is."""
    return place.with_(frames=(*place.frames, book.first(flow)), page=0, missed=0)


def commanded(book: Book, place: Place, flow: str) -> Place:
    """A flow called from anywhere: a draft begins, all else is an aside that comes back here."""
    if book.programs[flow].flow.draft:
        return begun(book, place, flow) if place.lang else home(book, place)
    for depth, frame in enumerate(place.frames):
        if frame.aside and frame.flow == flow:
            return commanded(book, _uncovered(place, depth), flow)
    *outer, last = place.frames
    covered = msgspec.structs.replace(last, picked=place.picked)
    frames = (*outer, covered, book.first(flow, aside=True))
    return place.with_(frames=frames, picked=(), page=0, missed=0)


def left(book: Book, place: Place) -> Place:
    """A flow that has come to its end goes back to the one that called it, or to the menu."""
    *outer, last = place.frames
    if last.step == LATER:
        return home(book, undone(book, place))
    if not outer:
        return place.with_(frames=(book.first(_home(book, place)),), log=(), picked=())
    if last.aside:
        return _uncovered(place, len(outer))
    return place.with_(frames=tuple(outer), picked=(), page=0)


def parked(book: Book, place: Place) -> Place:
    """The same place, with the draft that stands in it kept aside (if anything was answered)."""
    while depth := _depth(place):
        place = _uncovered(place, depth)
    if not any(book.flow(frame).draft for frame in place.frames):
        return place
    if not any(book.flow(frame).draft for entry in place.log for frame in entry.frames):
        return place
    return place.with_(parked=Parked(place.frames, place.log, place.picked))


def resumed(book: Book, place: Place) -> Place:
    """The draft that was kept aside goes on; the step's other way on if there is none."""
    waiting = place.parked
    if waiting is None:
        return book.after(place, NEXT)
    then = place.with_(frames=waiting.frames, log=waiting.log, picked=waiting.picked, parked=None)
    return then if book.holds(then) else book.after(place.with_(parked=None), NEXT)


def undone(book: Book, place: Place) -> Place:
    """The last answer taken back, with everything that followed from it; or the aside closed."""
    depth = _depth(place)
    if depth and all(len(entry.frames) <= depth for entry in place.log):
        return _uncovered(place, depth)
    if not place.log:
        return home(book, place)
    last = place.log[-1]
    picked = last.value if isinstance(last.value, tuple) else ()
    return place.with_(frames=last.frames, log=place.log[:-1], picked=picked, page=0, missed=0)


def sealed(book: Book, place: Place) -> Place:
    """Nothing before this is undone or kept any more; what an aside covers is not its own."""
    depth = _depth(place)
    log = tuple(entry for entry in place.log if len(entry.frames) <= depth)
    draft = book.flow(place.frames[-1]).draft
    return place.with_(log=log, parked=None if draft else place.parked)


def _home(book: Book, place: Place) -> str:
    return book.plan.menu if place.lang else book.plan.first


def _depth(place: Place) -> int:
    """How many frames the innermost aside covers; 0 where there is none."""
    return max((depth for depth, frame in enumerate(place.frames) if frame.aside), default=0)


def _uncovered(place: Place, depth: int) -> Place:
    """What an aside covered, as it was, and nothing of the aside."""
    log = tuple(entry for entry in place.log if len(entry.frames) <= depth)
    last = place.frames[depth - 1]
    frames = (*place.frames[: depth - 1], msgspec.structs.replace(last, picked=()))
    return place.with_(frames=frames, log=log, picked=last.picked, page=0, missed=0)
