"""Whatever is killed at whatever moment: the server stops with us, and is found again."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import asyncpg
import psutil
import pytest

from bot.storage import embedded
from bot.storage.embedded import EmbeddedUnavailable, accounts, creation, locks, places, programs
from tests.storage.embedded.conftest import Start
from tests.storage.embedded.servers import (
    ask,
    begun,
    eventually,
    guardian,
    holder,
    runs,
)

# It listens to nobody; if this test is killed too, it ends by itself and burns no core for ever.
ENDLESS = """do $$
declare until timestamptz := clock_timestamp() + interval '90 s';
begin while clock_timestamp() < until loop end loop; end $$"""


def test_the_server_stops_when_we_are_killed(home: Path) -> None:
    ours = holder(home)
    family = (ours.server, guardian(ours.server))
    ours.kill()
    assert eventually(lambda: not any(runs(pid) for pid in family))
    assert embedded.find(home) is None
    assert "database system is shut down" in (home / "postgres" / "postgres.log").read_text()


def test_the_server_stays_when_one_of_two_is_killed(home: Path, start: Start) -> None:
    first = holder(home)
    cluster = start(home)
    first.kill()
    time.sleep(0.3)
    assert ask(cluster, "select 1") == 1
    assert cluster.pid == first.server


def test_a_server_whose_starter_was_killed_a_moment_ago_can_be_used(
    home: Path, start: Start
) -> None:
    for _ in range(5):
        holder(home).kill()
        assert ask(start(home), "select 1") == 1
        embedded.stop(start(home))


def test_what_was_committed_survives_the_kill_of_everything_at_once(spoilable: Path) -> None:
    ours = holder(spoilable)
    cluster = embedded.find(spoilable)
    assert cluster is not None
    ask(cluster, "create table kept (word text)", "insert into kept values ('still here')")
    family = [psutil.Process(pid) for pid in (guardian(ours.server), ours.server)]
    family += family[1].children()
    for member in family:
        with suppress(psutil.NoSuchProcess):  # it saw another one die
            member.kill()
    ours.kill()
    again = embedded.start(spoilable)
    assert again.pid != ours.server
    try:
        assert ask(again, "select word from kept") == "still here"
    finally:
        embedded.stop(cluster)
        embedded.stop(again)


def test_a_killed_postmaster_is_replaced_while_its_backend_still_works(
    home: Path, start: Start
) -> None:
    first = start(home)

    async def work_for_ever_and_be_cut_off() -> None:
        link = await asyncpg.connect(first.url(user="postgres", database="postgres"))
        endless = asyncio.create_task(link.execute(ENDLESS))
        await asyncio.sleep(0.2)
        backend = link.get_server_pid()
        os.kill(first.pid, signal.SIGKILL)
        assert eventually(lambda: not runs(first.pid))
        second = await asyncio.to_thread(start, home)
        assert second.pid != first.pid
        assert not runs(backend)
        with pytest.raises((asyncpg.PostgresError, ConnectionError)):
            await endless

    asyncio.run(work_for_ever_and_be_cut_off())
    assert ask(start(home), "select 1") == 1


def test_a_zombie_postmaster_is_not_alive(home: Path, start: Start) -> None:
    first = start(home)
    watcher = guardian(first.pid)
    os.kill(watcher, signal.SIGSTOP)  # it cannot take note of its server's death
    try:
        assert eventually(lambda: psutil.Process(watcher).status() == psutil.STATUS_STOPPED)
        time.sleep(0.2)  # its other thread stops when it next wakes
        os.kill(first.pid, signal.SIGKILL)
        process = psutil.Process(first.pid)
        assert eventually(lambda: process.status() == psutil.STATUS_ZOMBIE)
        assert (first.data / "postmaster.pid").read_text().split()[0] == str(first.pid)
        second = start(home)
        assert process.status() == psutil.STATUS_ZOMBIE
        assert second.pid != first.pid
        assert ask(second, "select 1") == 1
    finally:
        os.kill(watcher, signal.SIGCONT)
    assert eventually(lambda: not runs(watcher))
    assert start(home).pid == second.pid
    assert ask(second, "select 1") == 1


def test_a_stale_number_that_is_somebody_elses_now_is_left_alone(home: Path, start: Start) -> None:
    first = start(home)
    stale = (first.data / "postmaster.pid").read_text()
    embedded.stop(first)
    ours = stale.replace(str(first.pid), str(os.getpid()), 1)
    (first.data / "postmaster.pid").write_text(ours)
    (first.data / ".s.PGSQL.5432.lock").write_text(ours)
    assert ask(start(home), "select 1") == 1


def test_a_server_that_other_hands_started_is_not_run_over(home: Path, start: Start) -> None:
    first = start(home)
    embedded.stop(first)
    account = accounts.of_server(first.data)
    theirs = subprocess.Popen(
        [programs.locate().postgres, "-D", creation.folder_name(first.data, account)],
        cwd=first.data,
        stderr=subprocess.DEVNULL,
        user=account.user,
        group=account.group,
        extra_groups=account.groups,
    )
    try:
        assert eventually((first.data / ".s.PGSQL.5432").exists)
        with pytest.raises(EmbeddedUnavailable, match=r"shared memory block .* is still in use"):
            start(home)
        assert theirs.poll() is None
    finally:
        theirs.send_signal(signal.SIGINT)
        theirs.wait()
    assert ask(start(home), "select 1") == 1


def test_a_server_that_is_hung_is_ended_by_stop(home: Path, start: Start) -> None:
    cluster = start(home)
    os.kill(cluster.pid, signal.SIGSTOP)
    begun_at = time.monotonic()
    embedded.stop(cluster, timeout=0.2)
    assert time.monotonic() - begun_at < 8
    assert not runs(cluster.pid)
    assert ask(start(home), "select 1") == 1


def test_a_first_start_killed_half_way_is_made_good(fresh: Path, start: Start) -> None:
    process = begun(fresh)
    assert eventually((fresh / "postgres" / "making" / "base").exists)
    process.kill()
    process.communicate()
    assert not (fresh / "postgres" / "data").exists()
    assert ask(start(fresh), "select 1") == 1


def test_an_interrupt_in_the_terminal_is_for_us_and_not_for_the_server(
    home: Path, start: Start
) -> None:
    other = holder(home)  # it is deaf to the interrupt and leads its process group
    os.killpg(other.process.pid, signal.SIGINT)
    time.sleep(0.3)
    assert runs(other.server)
    assert start(home).pid == other.server
    assert other.let_go() == 0


def test_termination_of_the_guardian_is_no_reason_to_stop(home: Path, start: Start) -> None:
    cluster = start(home)
    for blow in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        os.kill(guardian(cluster.pid), blow)
    time.sleep(0.3)
    assert ask(cluster, "select 1") == 1


if sys.platform == "linux":  # elsewhere the next start ends it

    def test_the_server_does_not_outlive_its_guardian(home: Path, start: Start) -> None:
        cluster = start(home)
        os.kill(guardian(cluster.pid), signal.SIGKILL)
        assert eventually(lambda: not runs(cluster.pid))


def test_a_server_without_guardian_is_not_joined_but_started_anew(
    home: Path, start: Start
) -> None:
    first = start(home)
    os.kill(guardian(first.pid), signal.SIGKILL)
    with locks.opened(places.at(home).guarded) as guarded:
        assert locks.shared(guarded, 5)
    second = start(home)
    assert second.pid != first.pid
    assert guardian(second.pid) != 1
    assert ask(second, "select 1") == 1
