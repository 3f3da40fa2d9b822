"""How a conversation moves between flows: begin, call, end, set aside, resume, back."""

import msgspec

from bot.engine.book import Book
from bot.engine.place import Frame, Parked, Place
from bot.engine.unfinished import draft_around, of_draft, put_by, without_draft, without_flow
from bot.engine.vocabulary import END, LATER, NEXT, Call, Resume, targets


def begun(book: Book, place: Place, flow: str, *, at: str = "") -> Place:
    """A flow from its first step, or `at` another.  A draft that stood is kept aside."""
    place = parked(book, place)
    return place.with_(frames=(book.first(flow, at=at),), log=(), picked=(), page=0, missed=0)


def home(book: Book, place: Place) -> Place:
    """The menu; before a language is known, the question for it."""
    return begun(book, place, _home(book, place))


def called(book: Book, place: Place, flow: str, *, at: str = "") -> Place:
    """Another flow on top of where the person is.  A draft is no part of an aside: it begins."""
    if book.programs[flow].flow.draft and _depth(place):
        return begun(book, place, flow, at=at) if place.lang else home(book, place)
    first = msgspec.structs.replace(book.first(flow, at=at), item=place.frames[-1].item)
    return place.with_(frames=(*place.frames, first), page=0, missed=0)


def called_for_each(book: Book, place: Place, call: Call) -> Place:
    """The flow for the next of several answers; past it after the last."""
    *outer, last = place.frames
    items = place.known.many(call.each)
    if last.begun >= len(items):
        done = msgspec.structs.replace(last, begun=0)
        return book.after(place.with_(frames=(*outer, done)), NEXT)
    waits = msgspec.structs.replace(last, begun=last.begun + 1)
    first = msgspec.structs.replace(book.first(call.flow, at=call.at), item=items[last.begun])
    return place.with_(frames=(*outer, waits, first), page=0, missed=0)


def commanded(book: Book, place: Place, flow: str) -> Place:
    """A flow called from anywhere: a draft begins, all else is an aside that comes back here."""
    if book.programs[flow].flow.draft:
        return begun(book, place, flow) if place.lang else home(book, place)
    for depth, frame in enumerate(place.frames):
        if frame.aside and frame.flow == flow:
            return commanded(book, _uncovered(book, place, depth), flow)
    *outer, last = place.frames
    covered = msgspec.structs.replace(last, picked=place.picked)
    frames = (*outer, covered, book.first(flow, aside=True))
    return place.with_(frames=frames, picked=(), page=0, missed=0)


def left(book: Book, place: Place) -> Place:
    """A flow that has come to its end goes back to the one that called it, or to the menu."""
    *outer, last = place.frames
    if last.step == LATER:
        return home(book, undone(book, place))
    if draft_around(book, place.frames) not in {"", draft_around(book, outer)}:
        place = without_draft(place, last.flow)
    if not outer:
        return place.with_(frames=(book.first(_home(book, place)),), log=(), picked=())
    if last.aside:
        return _over_below(book, _uncovered(book, place, len(outer)), last.flow)
    return place.with_(frames=tuple(outer), picked=(), page=0)


def _over_below(book: Book, place: Place, flow: str) -> Place:
    """What came to its end beside itself is over where it stood, too: it may be taken back now.

    A flow in which nothing is final goes on where it was.
    """
    if place.frames[-1].flow != flow or not book.programs[flow].seals:
        return place
    return place.at(END)


def parked(book: Book, place: Place) -> Place:
    """The same place, with the draft that stands in it kept aside (if anything was answered)."""
    while depth := _depth(place):
        place = _uncovered(book, place, depth)
    draft = draft_around(book, place.frames)
    answered = any(book.flow(frame).draft for entry in place.log for frame in entry.frames)
    if not draft or not answered:
        return put_by(book, place)
    others = of_draft(place, draft)
    waiting = Parked(place.frames, place.log, place.picked, others, _waits_on(book, place))
    return without_draft(place, draft).with_(parked=waiting, picked=())


def resumed(book: Book, place: Place) -> Place:
    """The draft that was kept aside goes on; the step's other way on if there is none."""
    waiting = place.parked
    if waiting is None:
        return book.after(place, NEXT)
    then = place.with_(
        frames=waiting.frames,
        log=waiting.log,
        picked=waiting.picked,
        unfinished=(*place.unfinished, *waiting.unfinished),
        parked=waiting.before,
    )
    return then if book.holds(then) else book.after(place.with_(parked=waiting.before), NEXT)


def undone(book: Book, place: Place) -> Place:
    """The last answer taken back, with everything that followed from it; or the aside closed."""
    depth = _depth(place)
    if depth and all(len(entry.frames) <= depth for entry in place.log):
        return _uncovered(book, place, depth)
    if not place.log:
        return home(book, place)
    last = place.log[-1]
    picked = last.value if isinstance(last.value, tuple) else ()
    place = put_by(book, place)
    return place.with_(frames=last.frames, log=place.log[:-1], picked=picked, page=0, missed=0)


def sealed(book: Book, place: Place) -> Place:
    """Nothing before this is undone or kept any more; what an aside covers is not its own."""
    depth = _depth(place)
    log = tuple(entry for entry in place.log if len(entry.frames) <= depth)
    draft = draft_around(book, place.frames)
    if not draft:
        return without_flow(place.with_(log=log), place.frames[-1].flow)
    return without_draft(place.with_(log=log, parked=_waits_on(book, place)), draft)


def forgotten(place: Place) -> Place:
    """Only the step that stands, and the language: not even what an aside covered."""
    last = msgspec.structs.replace(place.frames[-1], aside=False, picked=())
    return Place(lang=place.lang, turn=place.turn, frames=(last,))


def _waits_on(book: Book, place: Place) -> Parked | None:
    """The draft that waits on when the one that stands is sent or left: one not asked about.

    Who was asked whether it goes on began anew instead.
    """
    waiting = place.parked
    if waiting is None or any(_asks_about_it(book, entry.frames[-1]) for entry in place.log):
        return waiting.before if waiting else None
    return waiting.before or waiting


def _asks_about_it(book: Book, frame: Frame) -> bool:
    """Whether this question leads, if one likes, to the draft that waits."""
    steps = {step.name: step for step in book.flow(frame).steps}
    return any(isinstance(steps.get(to), Resume) for _, to in targets(steps[frame.step]))


def _home(book: Book, place: Place) -> str:
    return book.plan.menu if place.lang else book.plan.first


def _depth(place: Place) -> int:
    """How many frames the innermost aside covers; 0 where there is none."""
    return max((depth for depth, frame in enumerate(place.frames) if frame.aside), default=0)


def _uncovered(book: Book, place: Place, depth: int) -> Place:
    """What an aside covered, as it was; of the aside, what was not finished in it."""
    while (inner := _depth(place)) > depth:
        place = _uncovered(book, place, inner)
    place = put_by(book, place)
    log = tuple(entry for entry in place.log if len(entry.frames) <= depth)
    last = place.frames[depth - 1]
    frames = (*place.frames[: depth - 1], msgspec.structs.replace(last, picked=()))
    return place.with_(frames=frames, log=log, picked=last.picked, page=0, missed=0)
