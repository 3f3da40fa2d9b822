"""The embedded server keeps others out, and what people wrote out of its log."""

import os
import pwd
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import asyncpg
import psutil
import pytest

from bot.storage import embedded
from bot.storage.embedded import Cluster, EmbeddedUnavailable, programs
from tests.storage.embedded.conftest import Start
from tests.storage.embedded.servers import ask, eventually

CANARY = "the-canary-sings"
FAILING = (
    f"select '{CANARY}'::int",
    f"selec '{CANARY}'",
    f"insert into words values ('{CANARY}')",
    "insert into words values (null)",
    f"do $$ begin raise exception '{CANARY}'; end $$",
    f"do $$ begin raise warning '{CANARY}'; perform '{CANARY}'::date; end $$",
    f"select pg_sleep(10) /* {CANARY} */",
)


def log_of(cluster: Cluster) -> str:
    return (cluster.data.parent / "postgres.log").read_text()


def test_no_word_of_a_failing_statement_is_in_the_log(home: Path, start: Start) -> None:
    cluster = start(home)
    before = (
        "set statement_timeout = 200",
        "create temp table words (word text primary key)",
        f"insert into words values ('{CANARY}')",
    )
    for statement in FAILING:
        with pytest.raises(asyncpg.PostgresError):
            ask(cluster, *before, statement)
    assert "ready to accept connections" in log_of(cluster)
    assert CANARY not in log_of(cluster)


def test_no_word_of_a_killed_statement_is_in_the_log(home: Path, start: Start) -> None:
    cluster = start(home)
    # The log of a crash would name the statement that was running.
    with pytest.raises((asyncpg.PostgresError, ConnectionError)):
        ask(cluster, f"copy (select '{CANARY}') to program 'kill -9 $PPID'", "select 1")
    assert eventually(lambda: "was terminated by signal 9" in log_of(cluster))
    assert eventually(lambda: log_of(cluster).count("ready to accept connections") == 2)
    assert CANARY not in log_of(cluster)


def test_the_folders_are_private_and_their_parents_as_they_were(fresh: Path, start: Start) -> None:
    fresh.mkdir()
    fresh.chmod(0o755)
    fresh.parent.chmod(0o711)
    cluster = start(fresh)
    assert stat.S_IMODE(fresh.parent.stat().st_mode) == 0o711
    assert stat.S_IMODE(fresh.stat().st_mode) == 0o755
    assert stat.S_IMODE((fresh / "postgres").stat().st_mode) == 0o700
    for path in (fresh / "postgres").rglob("*"):
        kind = path.lstat().st_mode
        assert stat.S_IMODE(kind) & 0o077 == 0, path
    assert cluster.socket_folder.is_relative_to(fresh)


def test_nobody_is_trusted_and_only_the_one_who_runs_haki_and_root_are_let_in(
    home: Path, start: Start
) -> None:
    cluster = start(home)
    rules = "select string_agg(type || ' ' || auth_method, ', ') from pg_hba_file_rules"
    guests = "select array_agg(sys_name) from pg_ident_file_mappings where error is null"
    ours = {pwd.getpwuid(os.geteuid()).pw_name, "root"}
    assert ask(cluster, rules) == "local peer"
    assert set(ask(cluster, guests)) == ours
    assert ask(cluster, "show password_encryption") == "scram-sha-256"


def test_the_server_learns_none_of_our_secrets(
    home: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HAKI_TELEGRAM_TOKEN", CANARY)
    cluster = start(home)
    told = ask(
        cluster,
        "create temp table told (line text)",
        "copy told from program 'env'",
        "select string_agg(line, ' ') from told",
    )
    assert "TZ=UTC" in told
    assert CANARY not in told


STRANGER = """
import os, socket, sys
folder, uid = sys.argv[1], int(sys.argv[2])
os.chdir(folder)
os.setgroups([]); os.setgid(uid); os.setuid(uid)
link = socket.socket(socket.AF_UNIX)
try:
    link.connect(".s.PGSQL.5432")
except PermissionError:
    print("no way to the socket")
    sys.exit()
hello = b"\\0\\3\\0\\0user\\0postgres\\0database\\0postgres\\0\\0"
link.sendall((len(hello) + 4).to_bytes(4, "big") + hello)
print(link.recv(4096).replace(b"\\0", b" ").decode())
"""

if os.geteuid() == 0:  # only root can become a stranger

    def stranger(cluster: Cluster) -> str:
        command = [sys.executable, "-c", STRANGER, str(cluster.socket_folder), "65534"]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    def test_another_user_finds_no_way_to_the_socket(home: Path, start: Start) -> None:
        assert stranger(start(home)) == "no way to the socket\n"

    def test_another_user_is_refused_even_at_an_open_socket(home: Path, start: Start) -> None:
        cluster = start(home)
        cluster.data.chmod(0o711)
        (cluster.data / ".s.PGSQL.5432").chmod(0o777)
        assert "Peer authentication failed" in stranger(cluster)

    def test_root_lends_the_server_an_account_that_is_nobodys(home: Path, start: Start) -> None:
        uid = start(home).data.stat().st_uid
        assert uid != 0
        with pytest.raises(KeyError):
            pwd.getpwuid(uid)

    def test_root_may_have_installed_haki_where_nobody_else_may_look(
        spoilable: Path, start: Start, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        closed, shelf = spoilable.parent / "closed", spoilable.parent / "shelf"
        closed.mkdir(mode=0o700)
        shelf.mkdir()
        spoilable.parent.chmod(0o711)
        wheel = programs.locate()
        for part in ("bin", "lib", "share"):
            shutil.copytree(wheel.wheel / part, programs.Programs(closed).wheel / part)
        monkeypatch.setattr(programs, "locate", lambda: programs.Programs(closed))
        monkeypatch.setattr(programs, "SHELVES", (closed, shelf))
        for _ in range(2):
            cluster = start(spoilable)
            assert Path(psutil.Process(cluster.pid).exe()).is_relative_to(shelf)
            assert ask(cluster, "do $$ begin perform 1; end $$", "select 1") == 1
            embedded.stop(cluster)
        assert len(list(shelf.iterdir())) == 1
        assert stat.S_IMODE(closed.stat().st_mode) == 0o700

    def test_root_with_no_place_for_the_programs_is_told_so(
        spoilable: Path, start: Start, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        closed = spoilable.parent / "closed"
        closed.mkdir(mode=0o700)
        for part in ("bin", "share"):
            wheel = programs.locate().wheel
            shutil.copytree(wheel / part, programs.Programs(closed).wheel / part)
        monkeypatch.setattr(programs, "locate", lambda: programs.Programs(closed))
        monkeypatch.setattr(programs, "SHELVES", (closed,))
        with pytest.raises(EmbeddedUnavailable, match="install it in one that all may enter"):
            start(spoilable)
