"""A deployment that was started once, to be copied by whoever needs one."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.whole import deployments
from tests.whole.moments import Moments, drawn
from tests.whole.sites import Site, opened


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


@pytest.fixture
def chance(request: pytest.FixtureRequest) -> Moments:
    """When to kill; a failure shows how to have the same moments again."""
    found = drawn()
    request.node.add_report_section("call", "moments", found.again)
    return found


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def open_site(home: Path) -> AsyncIterator[Site]:
    async with opened(home) as site:
        yield site


@pytest.fixture
def site(open_site: Site) -> Iterator[Site]:
    """Telegram calls it; and not one error is in its log, nor a line of a traceback."""
    before = open_site.haki.log.stat().st_size
    yield open_site
    said = open_site.haki.log.read_text()[before:]
    assert "Traceback" not in said
    assert "ERROR" not in said
