"""Whether danger is in somebody's words: matched in memory, and nothing of it is kept."""

from collections import defaultdict
from collections.abc import Iterable

from bot.domain.crisis import Crisis, CrisisPhrases
from bot.domain.spelling import END, words
from bot.domain.tongues import OTHER, Pattern, Signs, Tongue

SENTENCE = 40  # words on both sides among which something else may be meant
MOST = 2_000  # places looked at in one message: so the time it takes has a bound

SERIOUSNESS = {kind: number for number, kind in enumerate(Crisis)}


class Dangers:
    """All phrases of all languages, since people mix them.

    Each word of a message becomes one sign, and each phrase a pattern of a few signs.  So it costs
    no time how many spellings a word has.  They are made ready when somebody listens, once.
    """

    def __init__(self, files: Iterable[CrisisPhrases] = ()) -> None:
        self._files = tuple(files)
        self._ears: Ears | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Dangers) and other._files == self._files

    def __hash__(self) -> int:
        return hash(tuple((each.lang, each.version) for each in self._files))

    def listening(self) -> "Ears":
        """Ready, so that the first message need not wait."""
        if self._ears is None:
            self._ears = Ears(self._files)
        return self._ears

    def heard(self, text: str) -> Crisis | None:
        """The most serious kind of danger in these words."""
        return self.listening().heard(text)

    def language_of(self, text: str) -> str | None:
        """The one language in which danger is in these words; None where it is in several."""
        return self.listening().language_of(text)


class Ears:
    """The phrases as patterns over signs."""

    def __init__(self, files: Iterable[CrisisPhrases]) -> None:
        tongues = [Tongue(each) for each in files]
        self._signs = Signs.for_({each for tongue in tongues for each in tongue.sets()})
        runs = (tongue.not_denials(self._signs) for tongue in tongues)
        self._not_denials = [run for run in runs if run is not None]
        patterns = (each for tongue in tongues for each in tongue.patterns(self._signs))
        self._around = _by_sign(patterns)

    def heard(self, text: str) -> Crisis | None:
        signs, spots = self._spots(text)
        worst: Crisis | None = None
        for spot, patterns in spots:
            for pattern in patterns:
                if worst is not None and SERIOUSNESS[pattern.kind] >= SERIOUSNESS[worst]:
                    break
                if _stands(pattern, signs, spot):
                    worst = pattern.kind
        return worst

    def language_of(self, text: str) -> str | None:
        signs, spots = self._spots(text)
        langs = {
            pattern.lang
            for spot, patterns in spots
            for pattern in patterns
            if _stands(pattern, signs, spot)
        }
        return langs.pop() if len(langs) == 1 else None

    def _spots(self, text: str) -> tuple[str, list[tuple[int, list[Pattern]]]]:
        """The message as signs, and where in it which phrases may stand."""
        signs = self._signs.read(words(text))
        around = self._possible(set(signs))
        if not around:
            return signs, []
        for run in self._not_denials:
            signs = run.sub(lambda found: OTHER * len(found[0]), signs)
        spots = [(spot, around[sign]) for spot, sign in enumerate(signs) if sign in around]
        return signs, spots[:MOST]

    def _possible(self, present: set[str]) -> dict[str, list[Pattern]]:
        """The phrases of which every word is somewhere in the message, by sign."""
        around = {
            sign: [
                pattern
                for pattern in self._around[sign]
                if not any(present.isdisjoint(need) for need in pattern.needs)
            ]
            for sign in present & self._around.keys()
        }
        return {sign: patterns for sign, patterns in around.items() if patterns}


def _by_sign(patterns: Iterable[Pattern]) -> dict[str, list[Pattern]]:
    """The patterns to look for around each sign, the most serious first."""
    found: dict[str, list[Pattern]] = defaultdict(list)
    for pattern in sorted(patterns, key=lambda each: SERIOUSNESS[each.kind]):
        for sign in pattern.around:
            found[sign].append(pattern)
    return dict(found)


def _stands(pattern: Pattern, signs: str, spot: int) -> bool:
    """Whether the phrase is there, and nothing in its sentence says that it is not meant."""
    start, stop = max(0, spot - pattern.reach), spot + pattern.reach + 1
    match = pattern.found.search(signs, start, stop)
    if match is None or pattern.not_meant is None:
        return match is not None
    begin = max(signs.rfind(END, 0, match.start()) + 1, match.start() - SENTENCE)
    end = signs.find(END, match.end())
    stop = min(len(signs) if end < 0 else end, match.end() + SENTENCE)
    return pattern.not_meant.search(signs, begin, stop) is None
