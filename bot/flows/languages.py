"""The languages to choose from: each by its own name, in its own script, without a flag."""

from bot.domain.content import Content
from bot.domain.text import Text
from bot.engine.vocabulary import Ask, Choice, Say

QUESTION = Text("Please choose your language.")
DRAFT = Text(
    "This translation is new, and nobody who speaks the language has checked it yet. It can have "
    "mistakes. Write /language at any time to choose English."
)


def ask(content: Content, *, then: str) -> Ask:
    """The question, as a step that start and language have in common."""
    choices = tuple(Choice(each.code, "", Text(each.own_name)) for each in content.languages)
    return Ask(
        name="language", text=QUESTION, choices=choices, then=then, kind="language", paged=True
    )


def notice(*, then: str) -> Say:
    """What is said of a translation that is a draft."""
    return Say(name="draft_translation", text=DRAFT, then=then)
