"""What a call brings: in its query, as JSON, as a form or as multipart, read alike."""

import json
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from tests.fakes.telegram.refusals import bad_request

TRUE = ("true", "yes", "1")


@dataclass(frozen=True, slots=True)
class Given:
    """A file that came in parts with a call."""

    name: str
    kind: str
    content: bytes


class Parameters:
    """The values of one call, by name; numbers and flags may come as text."""

    def __init__(self, values: dict[str, Any]) -> None:
        self.values = values

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def text(self, name: str) -> str:
        value = self.values.get(name, "")
        text = value if isinstance(value, str) else json.dumps(value)
        try:
            text.encode()
        except UnicodeEncodeError:
            raise bad_request("strings must be encoded in UTF-8") from None
        return text

    def file(self, name: str) -> Given | None:
        """One that was uploaded; an id or an address in its place is text."""
        value = self.values.get(name)
        return value if isinstance(value, Given) else None

    def number(self, name: str, default: int = 0) -> int:
        try:
            return int(self.values.get(name, default))
        except (TypeError, ValueError):
            return default

    def flag(self, name: str) -> bool:
        return str(self.values.get(name, "")).strip().lower() in TRUE

    def parsed(self, name: str) -> Any:
        """A value that is JSON inside a form, or already an object inside JSON."""
        value = self.values.get(name)
        if not isinstance(value, str) or not value:
            return value or None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name} JSON object") from None


async def parameters_of(request: web.Request) -> Parameters:
    values: dict[str, Any] = dict(request.query)
    match request.content_type:
        case "application/json":
            values |= _object(await request.read())
        case "application/x-www-form-urlencoded" | "multipart/form-data":
            form = await request.post()
            values |= {
                name: Given(value.filename, value.content_type, value.file.read())
                if isinstance(value, web.FileField)
                else value
                for name, value in form.items()
            }
    return Parameters(values)


def _object(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body or b"{}")
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise bad_request("can't parse JSON object")
    return value
