"""Which target the words of somebody may mean who looks for something, with slips and endings."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract_iter

from bot.domain.numerals import western
from bot.domain.search_words import SearchWords
from bot.domain.spelling import END, words

Spelt = tuple[str, ...]

SHARED = "en"  # its words are found in every language: a passport is a passport on many phones
LONG, MOST_SLIPS = 8, 2  # letters of a long word, and how many may be wrong in it
SLIPS = ((LONG, MOST_SLIPS), (5, 1), (0, 0))  # letters of a word, and how many may be wrong
VOWELS = {*"aeiouy"}
SHORTEST_STEM = 4  # letters of a word that may have an ending: passports, paspornya
LONGEST_ENDING = 4
MOST_WORDS = 40  # of a message; what is longer is a story
WORTH = 0.3  # what is worth less than this part of the best is not offered
SLIP = 2.0  # letters that a slip takes away


@dataclass(frozen=True, slots=True)
class Index:
    """The phrases of one language, as they are compared."""

    phrases: tuple[tuple[Spelt, str], ...] = ()
    beginnings: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)  # each that is in some phrase

    @classmethod
    def of(cls, each: SearchWords) -> "Index":
        beginnings = tuple(sorted((_spelt(b)[0] for b in each.beginnings), key=len, reverse=True))
        spelt = ((_spelt(p), name) for name, some in each.targets().items() for p in some)
        phrases = tuple((tuple(_bare(w, beginnings) for w in p), name) for p, name in spelt)
        return cls(phrases, beginnings, {word: word for phrase, _ in phrases for word in phrase})

    def worth(self, said: Spelt) -> Iterator[tuple[str, float]]:
        """Each phrase that is in what was said, by how many of its letters are."""
        near: dict[str, float] = {}
        for typed in {_bare(word, self.beginnings) for word in said} | set(said):
            for word, letters in self._near(typed):
                near[word] = max(near.get(word, 0), letters)
        for phrase, name in self.phrases:
            if all(near.get(word) for word in phrase):
                yield name, sum(near[word] for word in phrase)

    def _near(self, typed: str) -> Iterator[tuple[str, float]]:
        """The words that this is, but for slips or an ending."""
        for end in range(max(SHORTEST_STEM, len(typed) - LONGEST_ENDING), len(typed)):
            if typed[:end] in self.words:
                yield typed[:end], end - 1
        for word, wrong, _ in extract_iter(
            typed, self.words, scorer=OSA.distance, score_cutoff=MOST_SLIPS
        ):
            yield word, _letters(word, typed, int(wrong))


@dataclass(frozen=True, slots=True)
class Finder:
    """The search words of every language."""

    by_lang: Mapping[str, Index] = field(default_factory=dict)

    @classmethod
    def of(cls, languages: Iterable[SearchWords]) -> "Finder":
        return cls({each.lang: Index.of(each) for each in languages})

    def find(self, text: str, lang: str, wanted: Collection[str], most: int) -> tuple[str, ...]:
        """What this may look for, the likeliest first.  Nothing of it is kept."""
        said = _spelt(text)[:MOST_WORDS]
        worth: dict[str, float] = {}
        for index in (self.by_lang.get(each) for each in dict.fromkeys((lang, SHARED))):
            for name, letters in index.worth(said) if index else ():
                if name in wanted:
                    worth[name] = max(letters, worth.get(name, 0))
        enough = max(worth.values(), default=0) * WORTH
        likely = sorted(worth, key=lambda name: -worth[name])
        return tuple(name for name in likely if worth[name] >= enough)[:most]


def _spelt(text: str) -> Spelt:
    return tuple(word for word in words(western(text)) if word != END)


def _bare(word: str, beginnings: Iterable[str]) -> str:
    for each in beginnings:
        if word.startswith(each) and len(word) - len(each) >= SHORTEST_STEM - 1:
            return word.removeprefix(each)
    return word


def _letters(word: str, typed: str, wrong: int) -> float:
    """How many letters of a word were typed; none where it is another word."""
    if not wrong:
        return len(word)
    most = next(slips for letters, slips in SLIPS if len(word) >= letters)
    if wrong > most or (len(word) < LONG and _is_other(word, typed)):
        return 0
    return len(word) - SLIP * wrong


def _is_other(word: str, typed: str) -> bool:
    """In a short word another consonant makes another word: broker and brother."""
    differ = [pair for pair in zip(word, typed, strict=False) if pair[0] != pair[1]]
    return (
        word.isascii()
        and len(word) == len(typed)
        and len(differ) == 1
        and not set(differ[0]) <= VOWELS
    )
