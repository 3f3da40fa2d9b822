"""How hard an English text is to read: the school grade of Flesch and Kincaid, measured here.

Syllables are counted by the groups of vowels of a word, without a mute e at its end.  Three things
are allowed for, since nobody can say them in another way and they make no sentence harder: a name
(of a country, an organisation, a law: a word with a capital within a sentence) counts as one
syllable, as does what fills a placeholder; a reference in brackets counts as nothing; and words of
the trade that every worker knows from their own papers count as two.
"""

import re
from collections.abc import Iterator

KNOWN = {"agency", "employer", "employers", "organisation", "organisations", "international"}
KNOWN |= {"government", "governments", "information", "recruitment", "convention", "telegram"}

_REFERENCE = re.compile(r"\s*\([^)]*(?:ILO|Article|Law|Order|Decree|report|guide)[^)]*\)")
_PLACEHOLDER = re.compile(r"\{\w+\}")
_SENTENCE = re.compile(r"[^.!?:;]+")
_WORD = re.compile(r"[A-Za-z’']+")
_VOWELS = re.compile(r"[aeiouy]+")
_MUTE = re.compile(r"(?:[^aeiouyl]e|[aeiouy]le|[^aeiouydt]ed|[^aeiouyscxzg]es)$")


def grade(text: str) -> float:
    """The grade of a whole text; a list or a heading is a sentence, too."""
    plain = _PLACEHOLDER.sub("It", _REFERENCE.sub("", text))
    sentences = [each for each in map(_words, _SENTENCE.findall(plain)) if each]
    words = [syllables for each in sentences for syllables in each]
    if not words:
        return 0.0
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(words) / len(words) - 15.59


def _words(sentence: str) -> list[int]:
    return list(_counted(_WORD.findall(sentence)))


def _counted(words: list[str]) -> Iterator[int]:
    for place, word in enumerate(words):
        named = word[0].isupper() and place > 0
        known = word.lower() in KNOWN
        yield 1 if named else min(syllables(word), 2 if known else 9)


def syllables(word: str) -> int:
    """Groups of vowels, without a mute e: made 1, table 2, wanted 2, asked 1."""
    low = re.sub(r"[’']", "", word.lower())
    groups = len(_VOWELS.findall(low))
    return max(1, groups - bool(groups > 1 and _MUTE.search(low)))
