"""What somebody may look for who wrote words that are no answer: they choose before it counts."""

from collections.abc import Callable, Iterator

from bot.domain.text import Text
from bot.engine.finder import Finder
from bot.engine.labels import named
from bot.engine.said import Offer
from bot.engine.vocabulary import END, Ask, Choice, Find, Question

FIND = "find:"  # what a guess begins with that is something to find
FOUND = "/found"  # what a tap on it begins with
STORY = 5  # words; who looks for something mostly writes fewer
MOST = 3  # that are offered at once
NONE = Choice("none", "❌", Text("None of these"))


def finds_of(question: Question | None) -> tuple[Find, ...]:
    return question.finds if isinstance(question, Ask) else ()


def is_story(text: str) -> bool:
    """Whether so many words may be meant for a person."""
    return len(text.split()) >= STORY


def guessed(question: Question | None, lang: str, said: str, finder: Finder) -> tuple[str, ...]:
    """What these words may look for, as guesses."""
    every = finds_of(question)
    found = finder.find(said, lang, {find.key for find in every}, MOST) if every else ()
    told = [find.key for find in every if find.for_stories] if found and is_story(said) else ()
    return tuple(f"{FIND}{key}" for key in dict.fromkeys((*found, *told)))


def listed(question: Question, guesses: tuple[str, ...]) -> tuple[Choice, ...]:
    """What is offered, and a way to say that it is none of it."""
    known = {f"{FIND}{find.key}": find for find in finds_of(question)}
    found = (known[guess] for guess in guesses if guess in known)
    return (*(Choice(find.key, find.emoji, find.label) for find in found), NONE)


def offered(question: Question, guesses: tuple[str, ...]) -> Iterator[Offer]:
    for number, each in enumerate(listed(question, guesses), start=1):
        yield Offer(f"{FOUND}:{each.key}", str(number), each.emoji, each.label)


def chosen(
    question: Question, guesses: tuple[str, ...], text: str, speak: Callable[[Text], str]
) -> str | None:
    """Which of those that are offered was written, or that it is none of them."""
    shown = listed(question, guesses)
    found = named(Ask(name=FOUND, text=Text(""), choices=shown, then=END), 0, text, speak)
    return None if found is None else found.keys[0]


def only(guesses: tuple[str, ...]) -> str | None:
    """What is meant by *yes*, where one thing was offered."""
    return guesses[0].removeprefix(FIND) if len(guesses) == 1 else None


def is_find(guesses: tuple[str, ...]) -> bool:
    return bool(guesses) and guesses[0].startswith(FIND)
