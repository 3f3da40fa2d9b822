"""The words that are understood without being on a button: yes and no, stop, help and others."""

from collections.abc import Mapping, Sequence
from typing import Literal, get_args

from bot.domain.comparison import drawn_in
from bot.domain.search_words import SearchWords
from bot.domain.spoken import Spoken
from bot.engine.finder import Finder
from bot.engine.forms import Forms

SHARED = "en"  # its yes and no are understood in every language that does not use them otherwise

YesOrNo = Literal["yes", "no", "perhaps"]


class Lexicon:
    """The words of every language, as they are compared."""

    def __init__(
        self, languages: Sequence[Spoken] = (), search: Sequence[SearchWords] = ()
    ) -> None:
        self.forms = Forms(languages)
        self.finder = Finder.of(search)
        meanings = {each.lang: dict(each.meanings()) for each in languages}
        self._commands = {
            word: meaning
            for words in meanings.values()
            for word, meaning in words.items()
            if meaning.startswith("/")
        }
        self._languages = {
            lang: {word for word, meaning in words.items() if meaning.startswith("/")}
            for lang, words in meanings.items()
        }
        shared = meanings.get(SHARED, {})
        self._yes_or_no = {lang: _of({**shared, **words}) for lang, words in meanings.items()}
        self._shared = _of(shared)

    def command(self, said: str) -> str | None:
        """The command that a whole message is, in whatever language it was written."""
        return self._commands.get(said) or self._commands.get(drawn_in(said))

    def language_of(self, said: str) -> str | None:
        """The one language in which a whole message is a command; None where several know it."""
        of = [lang for lang, words in self._languages.items() if said in words]
        return of[0] if len(of) == 1 else None

    def yes_or_no(self, said: str, lang: str) -> YesOrNo | None:
        words = self._yes_or_no.get(lang, self._shared)
        return words.get(said) or words.get(drawn_in(said))


def _of(words: Mapping[str, str]) -> dict[str, YesOrNo]:
    kinds: tuple[YesOrNo, ...] = get_args(YesOrNo)
    return {word: kind for word, meaning in words.items() for kind in kinds if kind == meaning}
