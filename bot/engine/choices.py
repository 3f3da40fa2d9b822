"""What is wrong with the choices of a question: each needs a key, an emoji, and a word."""

from collections.abc import Iterator

from bot.domain.text import Text
from bot.engine.faults import Fault
from bot.engine.vocabulary import (
    CHOICES_PER_PAGE,
    SKIP,
    YES,
    Ask,
    AskMany,
    AskWords,
    Choice,
    Flow,
    Question,
)

FLAGS = range(0x1F1E6, 0x1F200)  # the letters that two by two are a flag


def choice_faults(flow: Flow) -> Iterator[Fault]:
    for step in flow.steps:
        for mend in _of(step) if isinstance(step, Ask | AskMany) else ():
            yield Fault(flow.name, step.name, mend)
        if isinstance(step, AskWords) and step.files and step.form != "words":
            mend = f"A {step.form} cannot be a file; take `files` away."
            yield Fault(flow.name, step.name, mend)
        if isinstance(step, AskWords) and step.files and not step.several:
            mend = "Files may come as several messages; say several=True, too."
            yield Fault(flow.name, step.name, mend)


def _of(step: Ask | AskMany) -> Iterator[str]:
    keys = [choice.key for choice in step.choices]
    if not keys:
        yield "A question needs choices; give it one."
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        yield f"Two choices have the key {key}; give one of them another."
    for key in keys:
        if key == SKIP or not key or key.startswith("/"):
            yield f"The key {key!r} means something else; choose another."
    if len(keys) > CHOICES_PER_PAGE and not step.paged:
        yield (
            f"It has {len(keys)} choices; make them {CHOICES_PER_PAGE}, or say paged=True where "
            "it is a list that people are to look through."
        )
    for choice in step.choices:
        yield from _signs(step, choice)
    yield from _alike(step)
    if isinstance(step, Ask):
        yield from _leads(step)


def _signs(step: Ask | AskMany, choice: Choice) -> Iterator[str]:
    """The digit comes with the page.  Languages have no emoji, since a flag is no language."""
    of_languages = isinstance(step, Ask) and step.kind == "language"
    if of_languages and choice.emoji:
        yield f"The language {choice.key} has an emoji; take it away."
    if not of_languages and not choice.emoji.strip():
        yield f"The choice {choice.key} has no emoji; give it one."
    if any(ord(each) in FLAGS for each in choice.emoji):
        yield f"The choice {choice.key} has a flag; give it another emoji."
    if not any(each.isalpha() for each in choice.label):
        yield f"The choice {choice.key} has no word; give it one that says what it is."


def _alike(step: Ask | AskMany) -> Iterator[str]:
    labels: list[Text] = [choice.label for choice in step.choices if choice.label]
    for label in sorted({label for label in labels if labels.count(label) > 1}):
        yield f"Two choices are called “{label}”; call one of them otherwise."


def _leads(step: Ask) -> Iterator[str]:
    keys = {choice.key for choice in step.choices}
    if step.kind == "consent" and YES not in keys:
        yield f"A consent is given by the key {YES}; give a choice this key."
    if isinstance(step.then, dict):
        expected = {*keys, SKIP} if step.skip or step.when else keys
        for key in sorted(expected - set(step.then)):
            yield f"The choice {key} leads nowhere; give it a target in `then`."
        for key in sorted(set(step.then) - expected):
            yield f"There is no choice {key}; take it out of `then`."


def answers_of(step: Question) -> set[str]:
    """The keys that an answer can have; none are known of words."""
    return set() if isinstance(step, AskWords) else {choice.key for choice in step.choices}
