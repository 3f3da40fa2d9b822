"""The stylesheet, the script and the icon: made once, and kept by browsers until they change."""

import gzip
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
    """`version` is made from what is in it: a changed file has another address.

    Only what everybody may read is `packed`: of a page the length would tell what is in it.
    """

    kind: str
    content: bytes
    packed: bytes
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
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    body = file.packed if packed else file.content
    response = web.Response(body=body, content_type=file.kind, charset="utf-8")
    response.headers["Vary"] = "Accept-Encoding"
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    if request.query.get("v") == file.version:
        response.headers["Cache-Control"] = FOR_A_YEAR
    return response


def _file(kind: str, content: bytes) -> File:
    version = blake2b(content, digest_size=6).hexdigest()
    return File(kind, content, gzip.compress(content, mtime=0), version)
