"""Words as they are compared: one spelling for what people write in many ways.

Romanised Nepali, Bengali and Arabic have no fixed spelling, learners double letters or forget
to, and few phones write every mark.  What is compared went through here on both sides; nobody ever
reads it.
Every step takes time by the length of the text and no more.
"""

import re
import unicodedata
from string import ascii_letters, ascii_lowercase, ascii_uppercase

END = "."  # stands where a sentence ends

_LATIN = (
    ("hh", "h"),
    *((f"{letter}h", letter) for letter in "bcdgjst"),  # breathed or not: pitcha, pitchha
    ("ph", "f"),
    ("x", "c"),  # cha is written xa
    ("v", "b"),  # bhancha is written vancha
    ("z", "j"),
    ("q", "k"),
)
_NEPALI = (
    ("ँ", "ं"),
    ("ी", "ि"),
    ("ू", "ु"),
    ("ई", "इ"),
    ("ऊ", "उ"),
    ("श", "स"),
    ("ष", "स"),
    ("व", "ब"),
    ("ण", "न"),
    ("हरु", ""),  # many of them
)
_BENGALI = (
    ("\u09a1\u09bc", "র"),  # the letters of "reads" and "wears" are written for each other
    ("\u09a2\u09bc", "র"),
    ("\u09bc", ""),
    ("ঁ", ""),
    ("ী", "ি"),
    ("ূ", "ু"),
    ("ঈ", "ই"),
    ("ঊ", "উ"),
    ("শ", "স"),
    ("ষ", "স"),
    ("ণ", "ন"),
    ("ৎ", "ত"),
    ("জ্ব", "জ"),
)
_ARABIC = (
    ("أ", "ا"),
    ("إ", "ا"),
    ("آ", "ا"),
    ("ٱ", "ا"),
    ("ى", "ي"),
    ("ی", "ي"),
    ("ک", "ك"),
    ("ة", "ه"),
    ("ؤ", "و"),
    ("ئ", "ي"),
    ("ء", ""),
    (" و", " "),  # "and" is written as a part of the next word
)
_SIGNS = (
    ("’", ""),
    ("‘", ""),
    ("।", END),
    ("॥", END),
    ("؟", END),
    ("؛", END),
    ("…", END),
    ("،", " "),
)
_NOT_ASCII = (*_NEPALI, *_BENGALI, *_ARABIC, *_SIGNS)
# Of a Nepali word: of, in, from, and a sign of silence that few write; not who does it to whom.
# Of a Bengali one the vowel that is said and seldom written.
_AT_THE_END = ("् ", "को ", "का ", "कि ", "मा ", "बाट ", "देखि ", "ো ")
_CRIED = "اويهاिुेািুে"  # a word that is cried has letters without end

_ENDS = "!?;\n"
_BETWEEN = ',:()[]{}"/\\|*_~<>=+#-@$%^&\t\r'
_WITHIN = b"'`"  # dont and don't
_LOWER = bytes.maketrans(
    f"{ascii_uppercase}{_ENDS}{_BETWEEN}".encode(),
    f"{ascii_lowercase}{END * len(_ENDS)}{' ' * len(_BETWEEN)}".encode(),
)
_NOT_LATIN = bytes(set(range(256)) - set(ascii_letters.encode()))

_VOWELS = "aeiouy"
_WITHIN_WORDS = b"aeiouyw"

_DROPPED = re.compile(
    "[\u00ad\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u093c\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2069\ufe00-\ufe0f\ufeff]+|([\u2190-\u2bff\U0001f000-\U0001faff]+)"
)  # marks, joiners and directions are nothing, and pictures stand between words
_STRETCH = 64  # normalising takes time by the square of a run of marks


def words(text: str) -> list[str]:
    """The words of a text in their one spelling, and END where a sentence ends."""
    if not text.isascii():
        text = _letters(text)
    plain = text.encode("utf-8", "replace").translate(_LOWER, _WITHIN)
    text = plain.decode().replace(END, f" {END} ")
    if not text.isascii():
        text = _stripped(text)
    return (_latin(text) if plain.translate(None, _NOT_LATIN) else text).split()


def unvowelled(spelt: list[str]) -> list[str]:
    """The same words without Latin vowels, but for one at the end, where it says who is meant."""
    if not spelt:
        return []
    text = " ".join(spelt) + " "
    for vowel in _VOWELS:
        text = text.replace(f"{vowel} ", f"{vowel.upper()} ")
    return text.encode().translate(None, _WITHIN_WORDS).decode().split(" ")[:-1]


def _letters(text: str) -> str:
    """One letter for those that people write for each other, and no marks."""
    starts = range(0, len(text), _STRETCH)
    parts = [unicodedata.normalize("NFKC", text[start : start + _STRETCH]) for start in starts]
    text = f" {_DROPPED.sub(_gap, ''.join(parts))} "
    for written, same in _NOT_ASCII:
        text = text.replace(written, same)
    return _once(text, _CRIED)


def _gap(dropped: re.Match[str]) -> str:
    return " " if dropped.lastindex else ""


def _stripped(text: str) -> str:
    for ending in _AT_THE_END:
        text = text.replace(ending, " ")
    return text


def _latin(text: str) -> str:
    for written, same in _LATIN:
        text = text.replace(written, same)
    return _once(text, ascii_lowercase)


def _once(text: str, letters: str) -> str:
    for letter in letters:
        double = letter + letter
        while double in text:
            text = text.replace(double, letter)
    return text
