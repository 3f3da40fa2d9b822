"""What is shown before anything was said is harmless, in every language."""

import re

import pytest

from bot.app.house import book
from bot.domain.content import Names
from bot.domain.text import Text
from bot.i18n import LOCALES, Catalogs
from bot.services.introduction import ALWAYS, COMMANDS, Introduction, introduction
from bot.services.rendering import Rendering
from bot.settings import Settings

# What an employer who looks at the phone should not read there.
TELLING = re.compile(
    "right|report|union|complain|labou?r|employ|boss|abuse|help now|danger|traffick|case|law",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def ours(settings: Settings) -> Introduction:
    content = settings.content
    rendering = Rendering(Catalogs.load(LOCALES, content.languages))
    codes = [language.code for language in content.languages]
    return introduction(content.names, codes, book(settings).plan.commands, rendering)


def test_there_are_words_for_everybody_and_in_each_language(
    ours: Introduction, settings: Settings
) -> None:
    assert list(ours.by_language) == ["", *(each.code for each in settings.content.languages)]
    assert ours.by_language[""] == ours.by_language["en"]
    words = {each.description for each in ours.by_language.values()}
    assert len(words) == len(settings.content.languages)


def test_the_words_tell_nothing(ours: Introduction) -> None:
    words = ours.by_language[""]
    shown = [ours.title, words.description, words.short, *dict(words.commands).values()]

    assert [each for each in shown if TELLING.search(each)] == []


def test_only_commands_that_there_are_are_offered(ours: Introduction, settings: Settings) -> None:
    known = {*ALWAYS, *book(settings).plan.commands}

    offered = [f"/{name}" for name, _ in ours.by_language[""].commands]

    assert set(offered) == known & set(COMMANDS)
    assert {"/start", "/menu", "/language", "/help", "/privacy", "/back"} <= set(offered)
    assert "/report" not in offered


def test_a_command_that_nobody_has_is_not_offered(settings: Settings) -> None:
    names = Names("Title", "🌤️", Text("Good day"), "https://example.org/")

    made = introduction(names, ["en"], ["/hide"], Rendering(Catalogs({}, {})))

    words = made.by_language["en"]
    assert [name for name, _ in words.commands] == ["menu", "back", "hide", "start"]
    assert (words.short, words.description.split("\n")[0]) == ("Good day", "Good day")
