"""A deployment that was started once, to be copied by whoever needs one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.whole import deployments


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The home of a demonstration whose invitations nobody has used; do not start it: copy it."""
    base = tmp_path_factory.getbasetemp()
    return deployments.settled(base if worker_id == "master" else base.parent)


@pytest.fixture
def folder() -> Iterator[Path]:
    """Empty, with a short path, gone after the test."""
    with deployments.folder() as found:
        yield found
