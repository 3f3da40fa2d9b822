"""The phrases of one language as patterns over signs: each word of a message is one sign."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from bot.domain.crisis import Crisis, CrisisPhrases
from bot.domain.phrasing import (
    ANYHOW,
    BEGIN,
    GAP,
    GAP_WORDS,
    NEAR,
    NEAR_WORDS,
    STOP,
    Element,
)
from bot.domain.spelling import END, unvowelled

OTHER = "_"  # the sign of a word that is in no phrase
FIRST = 0xF0000  # signs are characters for private use, of which there are enough here
PASSED = 3  # words between a denial and what it denies

Words = frozenset[str]
Phrase = tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Signs:
    """One sign for all words that stand in the same places of all phrases."""

    exact: Mapping[str, str]
    anyhow: Mapping[str, str]
    classes: Mapping[Words, str]

    @classmethod
    def for_(cls, sets: Collection[Words]) -> "Signs":
        places: dict[str, set[int]] = defaultdict(set)
        for number, words in enumerate(sets):
            for word in words:
                places[word].add(number)
        exact = [word for word in places if not word.startswith(ANYHOW)]
        for word, bare in zip(exact, unvowelled(exact), strict=True):
            places[word] |= places.get(ANYHOW + bare, set())
        alike = {word: frozenset(each) for word, each in places.items()}
        sign = {each: chr(FIRST + n) for n, each in enumerate(dict.fromkeys(alike.values()))}
        signs = {word: sign[each] for word, each in alike.items()}
        found: dict[int, list[str]] = defaultdict(list)
        for each, some in sign.items():
            for number in each:
                found[number].append(some)
        return cls(
            {END: END, **{word: signs[word] for word in exact}},
            {word[1:]: each for word, each in signs.items() if word.startswith(ANYHOW)},
            {words: "".join(found[number]) for number, words in enumerate(sets)},
        )

    def any_of(self, words: Words) -> str:
        return self.classes[words] if words else ""

    def read(self, spelt: list[str]) -> str:
        """One sign for each word."""
        bare = unvowelled(spelt)
        if self.anyhow.keys().isdisjoint(bare):
            return "".join([self.exact.get(word, OTHER) for word in spelt])
        return "".join(
            [
                self.exact.get(word) or self.anyhow.get(some, OTHER)
                for word, some in zip(spelt, bare, strict=True)
            ]
        )


@dataclass(frozen=True)
class Pattern:
    """One phrase, and where it can stand.

    It is looked for around each of the signs in `around`, those of its rarest word, as far as it
    can `reach`, in a message that has a sign of each of its `needs`.
    """

    lang: str
    kind: Crisis
    written: str
    needs: tuple[frozenset[str], ...]
    around: str
    reach: int
    not_meant: re.Pattern[str] | None

    @cached_property
    def found(self) -> re.Pattern[str]:
        """Made when it is first looked for: most never are, and all at once delay the start."""
        return re.compile(self.written)


class Tongue:
    """One language's phrases, read; they become patterns once all languages have their signs."""

    def __init__(self, phrases: CrisisPhrases) -> None:
        read = phrases.phrasing.read
        self._lang = phrases.lang
        self._phrases = [(k, read(p)) for k, some in phrases.phrases.items() for p in some]
        self._not_meant = [read(each) for each in phrases.not_meant]
        self._not_denied = [read(each) for each in phrases.not_denied]
        self._common = self._words(phrases, phrases.common)
        self._words_denied = self._words(phrases, phrases.denied)
        self._denied_after = self._words(phrases, phrases.denied_after)
        self._passed_over = self._words(phrases, phrases.passed_over)

    @staticmethod
    def _words(phrases: CrisisPhrases, written: str) -> Words:
        return phrases.phrasing.words(written) if written else frozenset()

    def sets(self) -> Iterator[Words]:
        """Every set of words of which one has to stand somewhere."""
        phrases = (phrase for _, phrase in self._phrases)
        for phrase in (*phrases, *self._not_meant, *self._not_denied):
            yield from _words(phrase)
        yield from (self._words_denied, self._denied_after, self._passed_over)

    def not_denials(self, signs: Signs) -> re.Pattern[str] | None:
        """Runs of words that deny nothing, though one of them does elsewhere."""
        return self._any(self._not_denied, signs)

    def patterns(self, signs: Signs) -> Iterator[Pattern]:
        often = Counter(w for _, p in self._phrases for words in _words(p) for w in words)
        not_meant = self._any(self._not_meant, signs)
        for kind, phrase in self._phrases:
            rarest = min(_words(phrase), key=lambda words: self._how_common(words, often))
            yield Pattern(
                self._lang,
                kind,
                self._before(signs) + self._body(phrase, signs) + self._after(signs),
                tuple(frozenset(signs.any_of(words)) for words in _words(phrase)),
                signs.any_of(rarest),
                _length(phrase) + 1,
                not_meant,
            )

    def _how_common(self, words: Words, often: Counter[str]) -> tuple[int, int]:
        return len(words & self._common), max(often[word] for word in words)

    def _any(self, phrases: list[Phrase], signs: Signs) -> re.Pattern[str] | None:
        return (
            re.compile("|".join(self._body(each, signs) for each in phrases)) if phrases else None
        )

    def _before(self, signs: Signs) -> str:
        denied = f"[{signs.any_of(self._words_denied)}]"
        passed = f"[{signs.any_of(self._passed_over)}]" if self._passed_over else ""
        times = range(PASSED + 1 if passed else 1)
        return "".join(f"(?<!{denied}{passed * number})" for number in times)

    def _after(self, signs: Signs) -> str:
        after, passed = signs.any_of(self._denied_after), signs.any_of(self._passed_over)
        between = f"(?![{passed}][{after}])" if after and passed else ""
        return f"(?![{after}]){between}" if after else ""

    def _body(self, phrase: Phrase, signs: Signs) -> str:
        if NEAR not in phrase:
            return "".join(self._one(each, signs) for each in phrase)
        middle = phrase.index(NEAR)
        one = self._body(phrase[:middle], signs)
        other = self._body(phrase[middle + 1 :], signs)
        between = self._gap(NEAR_WORDS, signs)
        return f"(?:{one}{between}{other}|{other}{between}{one})"

    def _gap(self, longest: int, signs: Signs) -> str:
        return f"[^{END}{signs.any_of(self._words_denied)}]{{0,{longest}}}?"

    def _one(self, element: Element, signs: Signs) -> str:
        match element:
            case str() if element == GAP:
                return self._gap(GAP_WORDS, signs)
            case str() if element == BEGIN:
                return f"(?<![^{END}])"
            case str() if element == STOP:
                return f"(?![^{END}])"
            case _:
                return f"[{signs.any_of(frozenset(element))}]"


def _length(phrase: Phrase) -> int:
    """How many words it can be at the most."""
    return len(phrase) + GAP_WORDS * phrase.count(GAP) + NEAR_WORDS * phrase.count(NEAR)


def _words(phrase: Phrase) -> list[Words]:
    return [each for each in phrase if isinstance(each, frozenset)]
