"""The stylesheet, the script and the icon: made once, and kept by browsers until they change."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from html import escape
from pathlib import Path

from aiohttp import web

from bot.channels.webchat.parts import HOME

FOLDER = Path(__file__).parent / "static"
KINDS = {".css": "text/css", ".js": "text/javascript"}
FOR_A_YEAR = "public, max-age=31536000, immutable"
ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">'
    '<text x="50" y="84" font-size="84" text-anchor="middle">{icon}</text></svg>'
)


@dataclass(frozen=True, slots=True)
class File:
    """`version` is made from what is in it: a changed file has another address."""

    kind: str
    content: bytes
    version: str


FILES: web.AppKey[Mapping[str, File]] = web.AppKey("FILES", Mapping)


def read_files(icon: str) -> Mapping[str, File]:
    """The files of our folder, and the deployment's own icon."""
    drawn = ICON.format(icon=escape(icon)).encode()
    found = {path.name: _file(KINDS[path.suffix], path.read_bytes()) for path in FOLDER.iterdir()}
    return {**found, "icon.svg": _file("image/svg+xml", drawn)}


def address(files: Mapping[str, File], name: str) -> str:
    return f"{HOME}/static/{name}?v={files[name].version}"


async def static(request: web.Request) -> web.Response:
    file = request.app[FILES].get(request.match_info["name"])
    if file is None:
        raise web.HTTPNotFound
    response = web.Response(body=file.content, content_type=file.kind, charset="utf-8")
    if request.query.get("v") == file.version:
        response.headers["Cache-Control"] = FOR_A_YEAR
    return response


def _file(kind: str, content: bytes) -> File:
    return File(kind, content, blake2b(content, digest_size=6).hexdigest())
