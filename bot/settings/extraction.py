"""The words of config/ for translators: what pybabel calls for each of its files."""

from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import BinaryIO

from bot.domain.text import Text, texts_in
from bot.settings.files import ConfigFiles
from bot.settings.kinds import KINDS, made

Found = tuple[int, None, Text, list[str]]


def words(file: BinaryIO, *_: object, **__: object) -> Iterator[Found]:
    """Every text of one file, as pybabel takes it: line, function, text, comments.

    What else pybabel hands in (keywords, tags of comments, options) is for files with code.
    """
    path = Path(file.name)
    for kind, pattern in KINDS.items():
        folder = path.parents[pattern.count("/")]
        name = path.relative_to(folder).as_posix()
        if fnmatchcase(name, pattern):
            (document,) = ConfigFiles([folder], list(KINDS.values())).read(name)
            yield from ((1, None, text, []) for text in texts_in(made(document, kind)))
