"""The stylesheet, the script and the icon: read once, and kept by browsers until they change."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from aiohttp import web

from bot.console.parts import HOME

FOLDER = Path(__file__).parent / "static"
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
FOR_A_YEAR = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class File:
    """`version` is made from what is in it: a changed file has another address."""

    kind: str
    content: bytes
    version: str


FILES: web.AppKey[Mapping[str, File]] = web.AppKey("FILES", Mapping)


def read_files(folder: Path = FOLDER) -> Mapping[str, File]:
    return {path.name: _file(path) for path in folder.iterdir()}


def address(files: Mapping[str, File], name: str) -> str:
    return f"{HOME}/static/{name}?v={files[name].version}"


def _file(path: Path) -> File:
    content = path.read_bytes()
    return File(KINDS[path.suffix], content, blake2b(content, digest_size=6).hexdigest())
