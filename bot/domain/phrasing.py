"""How a phrase is written down, so that somebody who speaks the language can review it.

    <they> .. beat(s,ing) me/us     any word of the group "they", up to three words, then ...
    ^ help me $                     the whole sentence is this
    jump & bridge/roof              both, near each other

`a/b` is one of several words; `(a,b,)` within a word is one of several parts, which may be
nothing; `<name>` is a group, as a word or within one; `..` is up to three other words, `&` up to
six, and what stands on both sides of it may change places; `^` and `$` are where a sentence begins
and ends.  `~` stands before a word in Latin letters whose vowels are
written anyhow: `~drbni` is darabni and darrebni.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from bot.domain.spelling import END, unvowelled, words

GAP, BEGIN, STOP, NEAR = "..", "^", "$", "&"
ANYHOW = "~"
GAP_WORDS, NEAR_WORDS = 3, 6

_PART = re.compile(r"\(([^()]*)\)|<(\w+)>|([^()<>]+)")

Element = str | frozenset[str]
"""GAP, BEGIN, STOP or NEAR, or the words of which one stands there."""


@dataclass(frozen=True, slots=True)
class Phrasing:
    """Reads phrases that use these groups."""

    groups: Mapping[str, str]

    def read(self, phrase: str) -> tuple[Element, ...]:
        """Raises ValueError."""
        read = tuple(
            each if each in {GAP, BEGIN, STOP, NEAR} else self.words(each)
            for each in phrase.split()
        )
        if not any(isinstance(each, frozenset) for each in read):
            raise ValueError(f"the phrase {phrase!r} has no word")
        return read

    def words(self, written: str) -> frozenset[str]:
        """Every word that is meant, in its one spelling.  Raises ValueError."""
        meant = list(self._meant(written))
        exact = words(" ".join(each for each in meant if not each.startswith(ANYHOW)))
        anyhow = words(" ".join(each for each in meant if each.startswith(ANYHOW)))
        spelt = frozenset((*exact, *(ANYHOW + each for each in unvowelled(anyhow))))
        if not spelt or END in spelt:
            raise ValueError(f"{written!r} is no word")
        return spelt

    def _meant(self, written: str) -> Iterator[str]:
        for alternative in written.replace("/", " ").split():
            if odd := _PART.sub("", alternative):
                raise ValueError(f"{odd!r} in {alternative!r} is opened or closed, and not both")
            parts = _PART.findall(alternative)
            for chosen in product(*(self._ways(*part) for part in parts)):
                yield "".join(chosen)

    def _ways(self, listed: str, group: str, letters: str) -> list[str]:
        if letters:
            return [letters]
        if not group:
            return listed.split(",")
        if group not in self.groups:
            raise ValueError(f"there is no group {group}")
        return list(self._meant(self.groups[group]))
