"""What a person meant: a tap, a digit in any script, a word of the label, or a command."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from bot.domain.comparison import compared
from bot.domain.files import File, room_beside
from bot.domain.messages import Incoming
from bot.domain.text import Text
from bot.engine import finds
from bot.engine.forms import NotOfThisForm
from bot.engine.guesses import guess
from bot.engine.labels import named
from bot.engine.lexicon import Lexicon
from bot.engine.place import Place, files_in, words_in
from bot.engine.vocabulary import NO, YES, Ask, AskWords, Form, Question
from bot.engine.ways import MEANT, OTHER, choices, digit_of, takes_files, ways
from bot.privacy.receipts import is_like_one

Speak = Callable[[Text], str]

BOUND_TO_A_TURN = {"/back", "/skip", "/done", "/more", "/clear"}  # a second tap must not act twice
WHERE_OFFERED = {"/skip", "/done"}  # elsewhere these words say nothing
AGAIN = "/again"  # a greeting or thanks: the question is put again
COMMAND = re.compile(r"(/\w+)(?:@\w+)?(?:\s|$)")  # what only begins like one is words
LONGEST_LABEL = 200  # characters; what is longer is no answer but a story
UNREAD = "unread"
LONGEST_WORDS = 60_000  # characters in one answer, all its messages together


@dataclass(frozen=True, slots=True)
class Command:
    """/menu and its like: the same in every state."""

    name: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """One or several answers of the question asked."""

    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """An answer in the person's own words."""

    text: str


@dataclass(frozen=True, slots=True)
class Sent:
    """A file, with the words that came with it."""

    file: File
    text: str | None


@dataclass(frozen=True, slots=True)
class Stale:
    """A tap on a question that has passed."""


@dataclass(frozen=True, slots=True)
class Edited:
    """An earlier message was changed, which answers nothing."""


@dataclass(frozen=True, slots=True)
class Guess:
    """Almost an answer: the person is asked whether it is this one, or else the next.

    `story`: so many words may be meant for a person, too.
    """

    values: tuple[str, ...]
    story: bool = False


@dataclass(frozen=True, slots=True)
class Meant:
    """Yes, what was guessed is meant."""


@dataclass(frozen=True, slots=True)
class NotMeant:
    """No, it is not."""


@dataclass(frozen=True, slots=True)
class Found:
    """One of those that were offered to somebody who looks for something."""

    key: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """Not an answer to this question: `why` names the phrase that says so."""

    why: str = "unclear"


NOTHING = (Unclear(), Unclear(UNREAD))

Heard = (
    Command | Chosen | Words | Sent | Stale | Edited | Guess | Meant | NotMeant | Found | Unclear
)


def hear(
    place: Place,
    question: Question | None,
    incoming: Incoming,
    speak: Speak,
    lexicon: Lexicon,
) -> Heard:
    """What was meant, given the question that stands."""
    if incoming.choice is not None:
        return _tapped(place, question, incoming)
    if incoming.edited:
        return Edited()
    if incoming.media:
        return _sent(place, question, incoming)
    if incoming.text is None:
        return Command(AGAIN)
    typed = incoming.text.strip()
    if not typed:
        return Unclear()
    if command := COMMAND.match(typed):
        return Command(command[1].lower())
    if choices(question) and is_like_one(typed):
        return Unclear("receipt")
    return _typed(place, question, incoming.text, speak, lexicon)


def _tapped(place: Place, question: Question | None, incoming: Incoming) -> Heard:
    key = incoming.choice or ""
    of_another_turn = incoming.turn is not None and incoming.turn != place.turn
    if key.startswith((MEANT.key, OTHER.key, finds.FOUND)):
        return _of_guess(place, key) if not of_another_turn else Stale()
    if key.startswith("/"):
        return Stale() if of_another_turn and key in BOUND_TO_A_TURN else Command(key)
    if of_another_turn:
        return Stale()
    known = {choice.key for choice in choices(question)}
    return Chosen((key,)) if key in known else Unclear()


def _sent(place: Place, question: Question | None, incoming: Incoming) -> Heard:
    """What is no file of ours is not an answer to any question."""
    if incoming.media in {"contact", "place"}:
        return Unclear("personal")
    if not takes_files(question):
        return Unclear("media")
    if incoming.media == "other":
        return Unclear("other")
    room = room_beside(files_in(place.picked))
    file, words = incoming.file, (incoming.text or "").strip()
    if room <= 0 or (file is not None and file.size > room):
        return Unclear("many")
    if file is None:
        return Unclear(incoming.not_kept or "lost")
    if not _fits(place, words):
        return Unclear("long")
    return Sent(file, words or None)


def _fits(place: Place, words: str) -> bool:
    return sum(map(len, words_in(place.picked))) + len(words) <= LONGEST_WORDS


def _of_guess(place: Place, key: str) -> Heard:
    """A tap on an earlier guess confirms no later one."""
    way, _, value = key.partition(":")
    if way == finds.FOUND:
        return _of_finds(place, value)
    if value not in place.guesses[:1]:
        return Stale()
    return Meant() if way == MEANT.key else NotMeant()


def _of_finds(place: Place, key: str) -> Heard:
    if not finds.is_find(place.guesses):
        return Stale()
    if key == finds.NONE.key:
        return NotMeant()
    return Found(key) if f"{finds.FIND}{key}" in place.guesses else Stale()


def _typed(
    place: Place, question: Question | None, text: str, speak: Speak, lexicon: Lexicon
) -> Heard:
    """A label of the question is never taken for anything else, whatever it is called."""
    if len(text) > LONGEST_LABEL:
        return _in_words(place, question, text, lexicon)
    if place.guesses and (heard := _to_guess(place, question, text, speak, lexicon)):
        return heard
    found = named(question, place.page, text, speak)
    if found is not None and found.whole:
        return Chosen(found.keys)
    said = compared(text)
    offered = {way.key: way for way in ways(question, written=bool(place.picked))}
    for way in offered.values():
        label, digit = compared(speak(way.label)), digit_of(way, question)
        if said in {digit, label, f"{digit} {label}"}:
            return Command(way.key)
    if answer := _yes_or_no(place, question, said, speak, lexicon):
        return Chosen((answer,))
    command = lexicon.command(said)
    if command is not None and _counts(command, question, offered):
        return Command(command)
    if found is not None:
        return Chosen(found.keys)
    if guesses := _guesses(place, question, text, speak, lexicon):
        return Guess(guesses, finds.is_find(guesses) and finds.is_story(text))
    return _in_words(place, question, text, lexicon)


def _guesses(
    place: Place, question: Question | None, text: str, speak: Speak, lexicon: Lexicon
) -> tuple[str, ...]:
    """An answer with a slip; or else what somebody may look for who writes so."""
    if not choices(question):
        return ()
    offered = ways(question, written=bool(place.picked))
    near = guess(question, tuple(offered), compared(text), speak)
    return (near,) if near else finds.guessed(question, place.lang, text, lexicon.finder)


def _counts(command: str, question: Question | None, offered: Collection[str]) -> bool:
    """Whether a word of this command means it here; a greeting may be how a story begins."""
    if command == AGAIN:
        return not (isinstance(question, AskWords) and question.several)
    return command in offered or command not in WHERE_OFFERED


def _to_guess(
    place: Place, question: Question | None, text: str, speak: Speak, lexicon: Lexicon
) -> Heard | None:
    if question is None or not finds.is_find(place.guesses):
        return _yes_or_no_to_guess(place, text, speak, lexicon)
    key = finds.chosen(question, place.guesses, text, speak)
    if key is None:
        meant = lexicon.yes_or_no(compared(text), place.lang)
        only = finds.only(place.guesses) if meant in {"yes", "perhaps"} else None
        key = finds.NONE.key if meant == "no" else only
    return None if key is None else _of_finds(place, key)


def _yes_or_no_to_guess(place: Place, text: str, speak: Speak, lexicon: Lexicon) -> Heard | None:
    said = compared(text)
    meant = lexicon.yes_or_no(said, place.lang)
    if said in {MEANT.digit, compared(speak(MEANT.label))} or meant in {"yes", "perhaps"}:
        return Meant()
    if said in {OTHER.digit, compared(speak(OTHER.label))} or meant == "no":
        return NotMeant()
    return None


def _yes_or_no(
    place: Place, question: Question | None, said: str, speak: Speak, lexicon: Lexicon
) -> str | None:
    """Yes and no in other words than the label's, where the question has both."""
    known = {choice.key: choice for choice in choices(question)}
    if not isinstance(question, Ask) or not {YES, NO} <= set(known):
        return None
    meant = lexicon.yes_or_no(said, place.lang)
    if meant != "perhaps":
        return meant
    bare = lexicon.yes_or_no(compared(speak(known[YES].label)), place.lang) == YES
    return YES if bare and question.kind == "answer" else None


def _in_words(place: Place, question: Question | None, text: str, lexicon: Lexicon) -> Heard:
    if not isinstance(question, AskWords):
        return Unclear(UNREAD) if _goes_nowhere(question, text) else Unclear()
    if question.form != "words":
        return _in_form(question.form, text, lexicon)
    return Words(text) if _fits(place, text) else Unclear("long")


def _goes_nowhere(question: Question | None, text: str) -> bool:
    """Words for a person where somebody only chooses where to go on to."""
    return bool(finds.finds_of(question)) and finds.is_story(text)


def _in_form(form: Form, text: str, lexicon: Lexicon) -> Heard:
    """A number, a date, money: what can be read in two ways is asked about."""
    try:
        found = lexicon.forms.readings(form, text)
    except NotOfThisForm as error:
        return Unclear(error.why)
    return Words(found[0]) if len(found) == 1 else Guess(found)
