"""What a deployment may change comes in as plain data; here it becomes ours, or is refused."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

import msgspec

Kind = TypeVar("Kind")

_INDEX = re.compile(r"\[(\d+)\]")


class MalformedContent(Exception):
    """A file of content does not hold what it should; the message names the file and the place."""

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(f"{where}: {problem}")


def parsed(data: Mapping[str, Any], kind: type[Kind], *, where: str) -> Kind:
    """The data of a file as `kind`; unknown keys are refused.  Raises MalformedContent."""
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        raise MalformedContent(where, _in_words(str(error))) from None


def refuse_doubles(what: str, values: Iterable[str]) -> None:
    """What is named twice would be taken for one: raises ValueError."""
    doubles = sorted(value for value, times in Counter(values).items() if times > 1)
    if doubles:
        raise ValueError(f"{what} {', '.join(doubles)} is there twice")


def _in_words(message: str) -> str:
    """Says the place first, as a person counts: ``facts 3, risk: Expected ...``."""
    what, _, path = message.partition(" - at `$")
    place = _INDEX.sub(lambda index: f" {int(index[1]) + 1}", path.rstrip("`")).strip(" .")
    return f"{place.replace('.', ', ')}: {what}" if place else what
