"""Files that people sent: a bot asks where one lies, and may fetch it there for an hour."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.fakes.telegram.refusals import bad_request

LARGEST = 20 * 1024 * 1024  # what a bot may fetch; people send each other up to 2 GB
LASTS = 3_600.0  # seconds that a path is good for, at least
WRONG = "wrong file_id or the file is temporarily unavailable"
USUAL = bytes(range(256)) * 2  # of a file that a test gave no content


@dataclass(frozen=True, slots=True)
class Upload:
    content: bytes
    size: int  # more than there is of it, where a test has no use for so many bytes


@dataclass(frozen=True, slots=True)
class Path:
    content: bytes
    until: float


class Uploads:
    """All that was ever sent to this bot."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._files: dict[str, Upload] = {}
        self._paths: dict[str, Path] = {}

    def put(self, shape: dict[str, Any], content: bytes, size: int | None = None) -> None:
        """Give the file (of a picture, its largest size) that a message has this content."""
        for kind, found in shape.items():
            for each in found[-1:] if isinstance(found, list) else [found]:
                if isinstance(each, dict) and "file_id" in each:
                    self._keep(kind, each, Upload(content, size or len(content)))

    def _keep(self, kind: str, each: dict[str, Any], upload: Upload) -> None:
        number = len(self._files) + 1
        each |= {
            "file_id": f"{kind}-{number}",
            "file_unique_id": f"unique-{number}",
            "file_size": upload.size,
        }
        self._files[each["file_id"]] = upload

    def forget(self) -> None:
        """Nothing of what was sent can be fetched any more."""
        self._files.clear()
        self._paths.clear()

    def find(self, file_id: str) -> dict[str, Any]:
        """What getFile answers."""
        usual = Upload(USUAL, len(USUAL)) if file_id.startswith("file-") else None
        upload = self._files.get(file_id, usual)
        if upload is None:
            raise bad_request(WRONG)
        if upload.size > LARGEST:
            raise bad_request("file is too big")
        path = f"files/file_{len(self._paths)}.bin"
        self._paths[path] = Path(upload.content, self._clock() + LASTS)
        return {
            "file_id": file_id,
            "file_unique_id": f"unique {file_id}",
            "file_size": upload.size,
            "file_path": path,
        }

    def at(self, path: str) -> bytes | None:
        found = self._paths.get(path)
        return found.content if found is not None and self._clock() < found.until else None
