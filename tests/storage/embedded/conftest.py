"""A home with a short path, and servers that do not outlive their test."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.storage import embedded
from bot.storage.embedded import Cluster

Start = Callable[[Path], Cluster]


@pytest.fixture
def fresh() -> Iterator[Path]:
    """A home that is not there yet."""
    folder = Path(tempfile.mkdtemp(prefix="haki-"))
    yield folder / "home"
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def shared() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="haki-"))
    embedded.stop(embedded.start(folder, fsync=False))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def home(shared: Path) -> Path:
    """A home that had servers before; leave its files whole and no table behind."""
    (shared / "postgres" / "postgres.log").unlink(missing_ok=True)
    return shared


@pytest.fixture
def spoilable(fresh: Path, shared: Path) -> Path:
    """A home that had servers before, for tests that damage it."""
    shutil.copytree(shared, fresh)
    return fresh


@pytest.fixture
def start() -> Iterator[Start]:
    """Start servers without fsync, and let go of them at the end."""
    clusters = []

    def started(where: Path) -> Cluster:
        clusters.append(embedded.start(where, fsync=False))
        return clusters[-1]

    yield started
    for cluster in clusters:
        embedded.stop(cluster)
