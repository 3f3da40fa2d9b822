"""The embedded server starts, is found, shared and stopped."""

import os
import resource
import stat
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest
import sqlalchemy
from sqlalchemy.ext.asyncio import create_async_engine

from bot.storage import embedded
from bot.storage.embedded import Cluster, EmbeddedUnavailable, programs
from tests.storage.embedded.conftest import Start
from tests.storage.embedded.servers import ROOT, ask, guardian, holder, runs


def test_what_was_committed_is_there_after_stop_and_start(fresh: Path) -> None:
    first = embedded.start(fresh)
    ask(first, "create table kept (word text)", "insert into kept values ('still here')")
    embedded.stop(first)
    begun = time.monotonic()
    second = embedded.start(fresh)
    took = time.monotonic() - begun
    try:
        assert ask(second, "select word from kept") == "still here"
        assert ask(second, "show fsync") == "on"
        assert ask(second, "show synchronous_commit") == "on"
        assert took < 5
    finally:
        embedded.stop(second)


def test_stop_leaves_no_process_and_may_be_called_twice(home: Path, start: Start) -> None:
    cluster = start(home)
    family = [cluster.pid, guardian(cluster.pid)]
    family += [child.pid for child in psutil.Process(cluster.pid).children()]
    assert all(runs(pid) for pid in family)
    embedded.stop(cluster)
    embedded.stop(cluster)
    assert not any(runs(pid) for pid in family)


def test_a_server_that_is_not_there_is_not_found_and_nothing_is_made(fresh: Path) -> None:
    assert embedded.find(fresh) is None
    assert not fresh.exists()


def test_a_stopped_server_is_not_found(home: Path, start: Start) -> None:
    embedded.stop(start(home))
    assert embedded.find(home) is None


def test_the_last_to_let_go_stops_the_server(home: Path, start: Start) -> None:
    cluster = start(home)
    found = embedded.find(home)
    assert found == cluster
    embedded.stop(cluster)
    assert ask(found, "select 1") == 1
    embedded.stop(found)
    assert not runs(cluster.pid)


def test_another_process_shares_the_server(home: Path, start: Start) -> None:
    other = holder(home)
    ours = start(home)
    assert ours.pid == other.server
    assert other.let_go() == 0
    assert ask(ours, "select 1") == 1
    embedded.stop(ours)
    assert not runs(ours.pid)


def test_two_that_start_at_once_share_one_server(fresh: Path, start: Start) -> None:
    with ThreadPoolExecutor() as threads:
        one, two = threads.map(start, [fresh, fresh])
    assert one == two
    assert ask(one, "select 1") == 1


async def test_its_address_serves_sqlalchemy_too(home: Path, start: Start) -> None:
    address = start(home).url(user="postgres", database="postgres")
    engine = create_async_engine(address.replace("postgresql:", "postgresql+asyncpg:"))
    async with engine.connect() as link:
        assert await link.scalar(sqlalchemy.text("select current_user")) == "postgres"
    await engine.dispose()


def test_an_address_quotes_what_has_a_meaning_there(fresh: Path) -> None:
    with (fresh.parent / "lock").open("ab", buffering=0) as hold:
        cluster = Cluster(fresh, Path("/run/haki-1"), "postgres", 1, hold)
        address = cluster.url(user="a/b", database="c?d", password="e@f:g")
    assert address == "postgresql://a%2Fb:e%40f%3Ag@/c%3Fd?host=/run/haki-1&port=5432"


@pytest.mark.parametrize("name", ["long" * 30, "with, comma: and space", "नेपाली"])
def test_any_home_has_a_private_socket(spoilable: Path, start: Start, name: str) -> None:
    home = spoilable.rename(spoilable.parent / name)
    cluster = start(home)
    assert ask(cluster, "select 1") == 1
    found = cluster.socket_folder.lstat()
    assert stat.S_ISDIR(found.st_mode)
    assert stat.S_IMODE(found.st_mode) == 0o700
    assert found.st_uid == cluster.data.stat().st_uid
    assert not cluster.socket_folder.is_relative_to(home)
    embedded.stop(cluster)
    assert not cluster.socket_folder.exists()


def test_a_socket_folder_that_somebody_else_made_is_refused(spoilable: Path, start: Start) -> None:
    home = spoilable.rename(spoilable.parent / ("long" * 30))
    cluster = start(home)
    embedded.stop(cluster)
    (home / "trap").mkdir()
    cluster.socket_folder.symlink_to(home / "trap")
    try:
        with pytest.raises(EmbeddedUnavailable, match="made by somebody else"):
            start(home)
        assert list((home / "trap").iterdir()) == []
    finally:
        cluster.socket_folder.unlink()


def test_a_second_address_in_use_does_not_disturb(
    home: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPORT", "1")
    monkeypatch.setenv("PGHOST", "/nowhere")
    monkeypatch.setenv("PGDATA", "/nowhere")
    assert ask(start(home), "select 1") == 1


def test_a_folder_of_another_version_is_left_alone(spoilable: Path, start: Start) -> None:
    cluster = start(spoilable)
    embedded.stop(cluster)
    (cluster.data / "PG_VERSION").write_text("17\n")
    with pytest.raises(EmbeddedUnavailable, match="made by PostgreSQL 17 and this Haki brings 18"):
        start(spoilable)
    assert (cluster.data / "base").is_dir()


def test_a_home_that_cannot_be_made_is_said_in_a_sentence(fresh: Path, start: Start) -> None:
    fresh.write_text("a file")
    with pytest.raises(EmbeddedUnavailable, match="set HAKI_HOME to a folder"):
        start(fresh)


def test_a_link_in_place_of_the_folder_is_refused(fresh: Path, start: Start) -> None:
    (fresh / "elsewhere").mkdir(parents=True)
    (fresh / "postgres").symlink_to(fresh / "elsewhere")
    with pytest.raises(EmbeddedUnavailable, match="not a folder of its own"):
        start(fresh)
    assert list((fresh / "elsewhere").iterdir()) == []


def test_a_first_start_that_fails_leaves_nothing_half_made(fresh: Path, start: Start) -> None:
    code = f"""
import resource, signal
from pathlib import Path
from bot.storage import embedded
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, {resource.RLIM_INFINITY}))
try:
    embedded.start(Path({str(fresh)!r}))
except embedded.EmbeddedUnavailable as error:
    print(error)
"""
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "File too large" in run.stdout
    assert run.stdout.count("\n") == 1
    assert {path.suffix for path in (fresh / "postgres").iterdir()} == {".lock"}
    assert ask(start(fresh), "select 1") == 1


def test_a_machine_without_the_wheel_is_told_what_to_do(
    fresh: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(programs, "WHEEL", "there_is_no_such_wheel")
    with pytest.raises(
        EmbeddedUnavailable, match="install that package, or set HAKI_DATABASE_URL"
    ):
        start(fresh)
    assert not fresh.exists()


def test_windows_is_told_what_to_do(fresh: Path) -> None:
    with pytest.MonkeyPatch.context() as windows:
        windows.setattr(sys, "platform", "win32")
        with pytest.raises(EmbeddedUnavailable, match="on Windows yet"):
            embedded.start(fresh)
    assert not fresh.exists()


def test_a_full_disk_has_its_own_sentence() -> None:
    said = "initdb: error: could not write to file: No space left on device\nremoving contents\n"
    error = embedded.unavailable.NotStarted.because("/srv/haki", said)
    assert str(error).startswith("The disk that holds /srv/haki is full")


def test_why_it_did_not_start_is_in_the_sentence(spoilable: Path, start: Start) -> None:
    cluster = start(spoilable)
    embedded.stop(cluster)
    (cluster.data / "global" / "pg_control").unlink()
    with pytest.raises(EmbeddedUnavailable, match=r"could not (find|open).*pg_control"):
        start(spoilable)


def test_a_long_log_is_set_aside(spoilable: Path, start: Start) -> None:
    embedded.stop(start(spoilable))
    log = spoilable / "postgres" / "postgres.log"
    log.write_bytes(b"x" * (1 << 20) + b"x")
    start(spoilable)
    assert b"x" * 100 not in log.read_bytes()
    assert log.with_suffix(".log.1").stat().st_size == (1 << 20) + 1


def test_a_restored_folder_that_root_owns_or_all_may_read_is_put_right(
    spoilable: Path, start: Start
) -> None:
    cluster = start(spoilable)
    embedded.stop(cluster)
    cluster.data.chmod(0o755)
    for path in (cluster.data, *cluster.data.rglob("*")):
        os.chown(path, os.geteuid(), os.getegid(), follow_symlinks=False)
    again = start(spoilable)
    assert ask(again, "select 1") == 1
    assert stat.S_IMODE(again.data.stat().st_mode) == 0o700


def test_no_port_is_open(home: Path, start: Start) -> None:
    cluster = start(home)
    *_, socket_folder, first_address, _, _ = (
        (cluster.data / "postmaster.pid").read_text().splitlines()
    )
    assert (socket_folder, first_address) == (".", "")
    assert ask(cluster, "show listen_addresses") == ""
    assert ask(cluster, "select inet_server_port()") is None
