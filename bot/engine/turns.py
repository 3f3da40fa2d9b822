"""One turn: a message is heard, the conversation goes on, something is said or to be done."""

from collections.abc import Mapping

from msgspec.structs import replace

from bot.domain.messages import Incoming
from bot.domain.text import Text
from bot.engine import finds, moves
from bot.engine.alarms import beside, offered
from bot.engine.asking import ask, line
from bot.engine.book import Book
from bot.engine.calls import CALLS_FOR_HELP, in_their_language
from bot.engine.carrying import carried, means_the_same
from bot.engine.hearing import (
    NOTHING,
    Chosen,
    Command,
    Edited,
    Found,
    Guess,
    Heard,
    Meant,
    NotMeant,
    Sent,
    Speak,
    Stale,
    Unclear,
    Words,
    hear,
)
from bot.engine.place import Entry, Known, Picked, Place, Value
from bot.engine.said import Done, Effect, Fill, Line, Said, Turn
from bot.engine.unfinished import left_behind, shown, taken_up
from bot.engine.vocabulary import (
    LEAVING,
    NEXT,
    SKIP,
    Ask,
    AskMany,
    AskWords,
    Call,
    Decide,
    Do,
    Question,
    Resume,
    Say,
    When,
)
from bot.engine.ways import HELP_NOW, can_be_done, choices, pages

STEPS_PER_TURN = 1_000  # far above any flow; a loop without a question ends here and not never


class FlowNeverAsks(Exception):
    """A flow went round without a question: it was not checked before it ran."""


def reply(book: Book, place: Place, incoming: Incoming, speak: Speak) -> Turn:
    """Answer one message.  Without a place to go on from, the conversation starts."""
    first = book.plan.alarm.first_words(incoming)
    seen, place = place.turn, carried(book, place)
    if not place.frames:
        return beside(_first(book, place, incoming), first)
    question = book.question(place)
    place = in_their_language(book, place, question, incoming)
    heard = hear(place, question, incoming, speak, book.plan.lexicon)
    if place.turn != seen and not means_the_same(heard):
        return beside(again(book, place, book.plan.phrases.stale), first)
    if heard == Command(HELP_NOW.key):
        return _command(book, place.with_(guesses=()), question, HELP_NOW.key)
    if first is not None and (heard in NOTHING or isinstance(heard, Guess)):
        place = place.with_(missed=place.missed + 1, guesses=())
        return beside(again(book, place), first)
    return beside(_heard(book, place, question, heard), first)


def _first(book: Book, place: Place, incoming: Incoming) -> Turn:
    """How a conversation starts, in the language of whoever tells of danger at once."""
    turn = _run(book, moves.begun(book, place, book.plan.first))
    if turn.effect is not None:
        return turn
    place = in_their_language(book, turn.place, book.question(turn.place), incoming)
    return replace(turn, place=place)


def resume(book: Book, turn: Turn, done: Done) -> Turn:
    """Go on after an effect, in the same turn."""
    place = turn.place.with_(kept={**turn.place.kept, **done.keeps})
    step = book.step(place)
    if isinstance(step, Do) and done.outcome in step.seals:
        place = moves.sealed(book, place)
    if done.forgets:
        place = moves.forgotten(place)
    then = _run(book, book.after(place, done.outcome), turn.said.lines, done.fills)
    return offered(then) if turn.said.offers else then  # before an effect there is no other offer


def again(book: Book, place: Place, *first: Text) -> Turn:
    """The question that stands, once more."""
    lines = tuple(Line(text) for text in first)
    return ask(book, place, book.question(place), lines)


def _heard(book: Book, place: Place, question: Question, heard: Heard) -> Turn:
    if place.guesses:
        return _guessed(book, place, question, heard)
    match heard:
        case Command(name=name):
            return _command(book, place, question, name)
        case Guess(values=values, story=story):
            unread = (book.plan.phrases.unread,) if story else ()
            return again(book, place.with_(guesses=values), *unread)
        case Chosen(keys=keys):
            return _chosen(book, place, question, keys)
        case Words(text=text):
            return _words(book, place, question, text)
        case Sent(file=file, text=text):
            return _added(book, place, (file,) if text is None else (file, text))
        case Stale():
            return again(book, place, book.plan.phrases.stale)
        case Edited():
            return again(book, place, book.plan.phrases.edited)
        case Unclear(why=why):
            return _unclear(book, place, why)
        case _:
            return again(book, place)


def _guessed(book: Book, place: Place, question: Question, heard: Heard) -> Turn:
    """A guess stands, or what may be looked for.  Any other answer is one to the question."""
    before = place.with_(guesses=())
    match heard:
        case Meant():
            return _meant(book, before, question, place.guesses[0])
        case Found(key=key):
            return _led(book, before, key)
        case NotMeant() if finds.is_find(place.guesses):
            return _unclear(book, before)
        case NotMeant():
            return again(book, place.with_(guesses=place.guesses[1:]))
        case Stale():
            return again(book, place, book.plan.phrases.stale)
        case Edited():
            return again(book, place, book.plan.phrases.edited)
        case Command(name="/again"):
            return again(book, place)
        case Command(name="/back"):
            return again(book, before)
        case _:
            return _heard(book, before, question, heard)


def _meant(book: Book, before: Place, question: Question, guess: str) -> Turn:
    """Yes, this one: the guess is what they answer."""
    if guess.startswith("/"):
        return _command(book, before, question, guess)
    if guess in {choice.key for choice in choices(question)}:
        return _chosen(book, before, question, (guess,))
    if isinstance(question, AskWords):
        return _words(book, before, question, guess)
    return again(book, before)


def _command(book: Book, place: Place, question: Question, name: str) -> Turn:
    behind = left_behind(place, question, book.plan.phrases)
    match name:
        case "/again":
            return again(book, place)
        case "/start":
            return _run(book, moves.begun(book, place, book.plan.first), behind)
        case "/menu":
            return _run(book, moves.home(book, place), behind)
        case "/back":
            return _run(book, moves.undone(book, place), behind)
        case "/more" if not isinstance(question, AskWords):
            page = (place.page + 1) % len(pages(question.choices))
            return again(book, place.with_(page=page))
        case "/skip" if question.skip and not place.picked:
            return _answered(book, place, SKIP)
        case "/done" | "/skip" if can_be_done(question):
            return _done(book, place, question)
        case "/clear" if isinstance(question, AskWords) and question.several:
            return again(book, place.with_(picked=(), missed=0), book.plan.phrases.deleted)
        case _ if flow := book.plan.commands.get(name):
            turn = _run(book, moves.commanded(book, place, flow))
            return offered(turn) if name in CALLS_FOR_HELP else turn
        case _:
            return _unclear(book, place)


def _chosen(book: Book, place: Place, question: Question, keys: tuple[str, ...]) -> Turn:
    if isinstance(question, AskMany):
        toggled = set(place.picked) ^ set(keys)
        picked = tuple(choice.key for choice in question.choices if choice.key in toggled)
        return again(book, place.with_(picked=picked, missed=0))
    if isinstance(question, Ask) and question.kind == "language":
        place = place.with_(lang=keys[0])
    return _answered(book, place, keys[0])


def _led(book: Book, place: Place, key: str) -> Turn:
    """As if somebody had given every answer on the way; as far as they are still there."""
    turn = again(book, place)
    ways = {find.key: find.way for find in finds.finds_of(book.question(place))}
    for answer in ways.get(key, ()):
        question = book.question(turn.place)
        if turn.effect is not None or answer not in {each.key for each in choices(question)}:
            break
        turn = _answered(book, turn.place, answer)
    return turn


def _words(book: Book, place: Place, question: Question, text: str) -> Turn:
    if can_be_done(question):
        return _added(book, place, (text,))
    return _answered(book, place, text)


def _added(book: Book, place: Place, pieces: Picked) -> Turn:
    place = place.with_(picked=(*place.picked, *pieces), missed=0)
    return again(book, place, book.plan.phrases.kept)


def _done(book: Book, place: Place, question: Question) -> Turn:
    if place.picked:
        return _answered(book, place, place.picked)
    if question.skip:
        return _answered(book, place, SKIP)
    return again(book, place, book.plan.phrases.at_least_one)


def _unclear(book: Book, place: Place, why: str = "unclear") -> Turn:
    """Nobody is told twice that they were not understood: they are told what else they can do.

    Before a language is chosen there is nothing else.
    """
    phrases, missed = book.plan.phrases, place.with_(missed=place.missed + 1)
    if why != "unclear":
        return again(book, missed, getattr(phrases, why))
    both = (phrases.unclear, *((phrases.unclear_again,) if place.lang else ()))
    return again(book, missed, *both[place.missed : place.missed + 1])


def _answered(book: Book, place: Place, value: Value) -> Turn:
    step = book.step(place)
    log = (*place.log, Entry(place.frames, step.name, value))
    event = value if isinstance(step, Ask) and isinstance(value, str) else NEXT
    place = book.after(place, SKIP if value == SKIP else event)
    return _run(book, place.with_(log=log, picked=(), page=0, missed=0))


def _run(
    book: Book,
    place: Place,
    lines: tuple[Line, ...] = (),
    given: Mapping[str, Fill] | None = None,
) -> Turn:
    """Go on until a question is asked or something is to be done."""
    given = given or {}
    for _ in range(STEPS_PER_TURN):
        if place.frames[-1].step in LEAVING:
            place = moves.left(book, place)
            continue
        match step := book.step(place):
            case _ if step.when and not _holds(step.when, place.known):
                place = book.after(place, SKIP)
            case Ask() | AskMany() | AskWords():
                place = taken_up(book, place.with_(turn=place.turn + 1), step)
                written = shown(place, step, book.plan.phrases)
                return ask(book, place, step, (*lines, *written))
            case Do(effect=effect):
                return Turn(place, Said(lines), Effect(effect, place.known))
            case Say(text=text):
                lines = (*lines, line(book, text, place, given))
                place = book.after(place, NEXT)
            case _:
                place = _moved(book, place, step)
    raise FlowNeverAsks(f"Flow {place.frames[-1].flow} goes round without a question.")


def _moved(book: Book, place: Place, step: Decide | Call | Resume) -> Place:
    match step:
        case Decide(by=by):
            return book.after(place, book.plan.rules[by](place.known))
        case Call() if step.each:
            return moves.called_for_each(book, place, step)
        case Call(flow=flow):
            return moves.called(book, book.after(place, NEXT), flow, at=step.at)
        case _:
            return moves.resumed(book, place)


def _holds(conditions: tuple[When, ...], known: Known) -> bool:
    return all(known.has(when.answer, when.has) == when.holds for when in conditions)
