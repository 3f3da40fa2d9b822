"""A folder of settings that a test may lay over the real one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.settings import Settings, read_settings

Lay = Callable[[str, str | bytes], Path]
Read = Callable[..., Settings]


@pytest.fixture
def upper(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    return folder


@pytest.fixture
def lay(upper: Path) -> Lay:
    """Writes a file into the folder laid over."""

    def laid(name: str, content: str | bytes) -> Path:
        file = upper / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return file

    return laid


@pytest.fixture
def read(upper: Path) -> Read:
    """Reads the real settings, with that folder laid over them."""

    def reading(**variables: str) -> Settings:
        return read_settings({"HAKI_CONFIG": str(upper), **variables})

    return reading
