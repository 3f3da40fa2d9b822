"""What an imported service is there for, by the words that its taxonomy has for it."""

import re
from collections.abc import Iterator, Mapping

from bot.domain.hsds import Listing
from bot.domain.needs import Need

POLICE = re.compile(
    r"\b(police|polic[ií]a|polisi|kepolisian|polizia|polis\b|pulis\b|law enforcement)"
    r"|شرطة|পুলিশ|पुलिस|प्रहरी"
)
OF_PEOPLE = ("eligib", "audience", "target")  # a term for whom it is, and not for what

Terms = Mapping[Need, tuple[str, ...]]


class NeedsUnknown(Exception):
    """None of its words is one of ours; the message says which it has."""


def needs_of(listing: Listing, terms: Terms) -> tuple[Need, ...]:
    """In the order of ours.  Of the police, danger alone: nobody is sent there for more.

    Raises NeedsUnknown.
    """
    if is_police(listing):
        return (Need.DANGER,)
    said = list(_words(listing))
    known = {_plain(word): need for need, words in terms.items() for word in words}
    found = {known[each] for each in map(_plain, said) if each in known}
    if not found:
        named = ", ".join(dict.fromkeys(said)) or "it has none"
        raise NeedsUnknown(f"no term says what it is for ({named}; see `terms` in partners.yaml)")
    return tuple(need for need in Need if need in found)


def is_police(listing: Listing) -> bool:
    """By every name that it has: after sexual violence nobody is led there by default."""
    names = [*_words(listing), listing.name, listing.run_by.name or ""]
    return any(POLICE.search(_plain(name)) for name in names)


def _words(listing: Listing) -> Iterator[str]:
    for each in listing.attributes or ():
        of_people = any(word in (each.link_type or "").lower() for word in OF_PEOPLE)
        term = each.taxonomy_term
        if term is not None and not of_people:
            yield from filter(None, (term.name, term.code))


def _plain(word: str) -> str:
    return " ".join(word.replace("_", " ").casefold().split())
