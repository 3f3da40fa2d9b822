"""How a conversation moves between flows: begin, call, end, set aside, resume, back."""

from itertools import takewhile

from bot.engine.book import Book
from bot.engine.place import Parked, Place
from bot.engine.vocabulary import NEXT


def begun(book: Book, place: Place, flow: str) -> Place:
    """A flow from its first step.  A draft that stood is kept aside, never lost."""
    place = parked(book, place)
    return place.with_(frames=(book.first(flow),), log=(), picked=(), page=0, missed=0)


def called(book: Book, place: Place, flow: str, *, aside: bool = False) -> Place:
    """Another flow on top of where the person is."""
    frames = (*place.frames, book.first(flow, aside=aside))
    return place.with_(frames=frames, picked=() if aside else place.picked, page=0, missed=0)


def ended(book: Book, place: Place) -> Place:
    """Back to the flow that called, or to the menu."""
    *outer, last = place.frames
    if not outer:
        return place.with_(frames=(book.first(book.plan.menu),), log=(), picked=())
    log = place.log
    if last.aside:
        log = tuple(entry for entry in log if len(entry.frames) <= len(outer))
    return place.with_(frames=tuple(outer), log=log, picked=(), page=0)


def parked(book: Book, place: Place) -> Place:
    """The same place, with the draft that stands in it kept aside (if anything was answered)."""
    frames = tuple(takewhile(lambda frame: not frame.aside, place.frames))
    log = tuple(entry for entry in place.log if len(entry.frames) <= len(frames))
    answered = any(book.flow(frame).draft for entry in log for frame in entry.frames)
    if not answered or not any(book.flow(frame).draft for frame in frames):
        return place
    picked = place.picked if frames == place.frames else ()
    return place.with_(parked=Parked(frames, log, picked))


def resumed(book: Book, place: Place) -> Place:
    """The draft that was kept aside goes on; the step's other way on if there is none."""
    waiting = place.parked
    if waiting is None or not book.holds(place.with_(frames=waiting.frames)):
        return book.after(place.with_(parked=None), NEXT)
    return place.with_(frames=waiting.frames, log=waiting.log, picked=waiting.picked, parked=None)


def undone(place: Place) -> Place:
    """The last answer taken back, with everything that followed from it."""
    last = place.log[-1]
    picked = last.value if isinstance(last.value, tuple) else ()
    return place.with_(frames=last.frames, log=place.log[:-1], picked=picked, page=0, missed=0)
