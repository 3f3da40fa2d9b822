"""Words for people: plain English, put into somebody's language only at the edge."""

from collections.abc import Iterator, Mapping
from typing import Any, NewType, get_args, get_type_hints

import msgspec

Text = NewType("Text", str)


def texts_in(content: object) -> Iterator[Text]:
    """Every text of a piece of content, found by the type of its fields: what a catalog needs."""
    if isinstance(content, msgspec.Struct):
        hints = get_type_hints(type(content))
        for name in content.__struct_fields__:
            yield from _texts_of(getattr(content, name), hints[name])
    elif isinstance(content, Mapping):
        for value in content.values():
            yield from texts_in(value)
    elif isinstance(content, tuple):
        for value in content:
            yield from texts_in(value)


def _texts_of(value: Any, hint: Any) -> Iterator[Text]:
    if hint is not Text and Text not in get_args(hint):
        yield from texts_in(value)
    elif isinstance(value, str):
        yield Text(value)
    else:
        yield from value or ()
