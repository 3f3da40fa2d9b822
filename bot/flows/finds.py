"""What can be looked for by words: topics, costs, and what else the menu leads to."""

from collections.abc import Iterator
from typing import get_args

from bot.domain.content import Content
from bot.domain.search_words import Goal, target
from bot.engine.vocabulary import Choice, Find
from bot.flows import check, more, onward
from bot.flows.help import CHOICES as OF_HELP
from bot.flows.help import ENDS

Way = tuple[str, ...]

_TO_TOPICS: Way = (onward.RIGHTS.key,)
_TO_COSTS: Way = ("check", onward.COSTS.key, "item")


def everywhere(content: Content, menu: tuple[Choice, ...]) -> tuple[Find, ...]:
    """All that the menu leads to and that may have search words."""
    return (
        *topics(content, _TO_TOPICS),
        *_ways(menu),
        *costs(content, _TO_COSTS),
    )


def topics(content: Content, way: Way = ()) -> tuple[Find, ...]:
    return tuple(
        Find(target("topic", each.id), each.emoji, each.title, (*way, each.id))
        for each in content.topics
    )


def costs(content: Content, way: Way = ()) -> tuple[Find, ...]:
    return tuple(
        Find(target("cost", each.id), each.emoji, each.label, (*way, each.id))
        for each in content.costs.items
    )


def _ways(menu: tuple[Choice, ...]) -> Iterator[Find]:
    """Each once, by the shortest way."""
    pages: dict[Way, tuple[Choice, ...]] = {
        (): menu,
        ("check",): check.CHOICES,
        ("more",): more.CHOICES,
        ("more", "help"): OF_HELP,
        ("more", "help", "leaving"): ENDS,
    }
    found = {each.key: (each, way) for way, page in reversed(pages.items()) for each in page}
    for key, (each, way) in found.items():
        if key in get_args(Goal):
            told = each is onward.REPORT
            yield Find(target("way", key), each.emoji, each.label, (*way, key), told)
