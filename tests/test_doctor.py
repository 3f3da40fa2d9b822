"""`haki doctor` says what is not ready, and changes nothing by looking."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.app import doctor
from bot.app.doctor import OK, TO_DO
from bot.cli import main
from bot.engine.vocabulary import Flow, Tried
from bot.settings import read_settings
from bot.settings.keys import copy_seen, made_first, note_copy
from tests.engine.faulty import ASKED, faults

Lines = list[str]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HAKI_HOME", str(tmp_path / "var"))
    return tmp_path / "var"


def examined(capsys: pytest.CaptureFixture[str], *options: str, ends: int = 1) -> Lines:
    capsys.readouterr()
    assert main(["doctor", *options]) == ends
    return capsys.readouterr().out.splitlines()


def line(lines: Lines, beginning: str) -> str:
    (found,) = (each for each in lines if each[len(OK) + 2 :].startswith(beginning))
    return found


def test_before_the_first_start_it_says_so_and_makes_nothing(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = examined(capsys)

    assert line(lines, "There is no database yet").endswith("Start Haki once: `haki run`.")
    assert line(lines, "Faults in").startswith(OK)
    assert line(lines, "Not reviewed").startswith(TO_DO)
    assert line(lines, "Languages that are drafts").startswith(TO_DO)
    assert line(lines, "Facts past their review date: 0").startswith(OK)
    assert line(lines, "Numbers that nobody called").startswith(TO_DO)
    assert not home.exists()


def test_every_line_that_is_not_in_order_says_what_to_do(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = examined(capsys)

    assert all(each.startswith((OK, TO_DO)) for each in lines)
    assert all(each.count(". ") >= 1 for each in lines if each.startswith(TO_DO))
    assert not home.exists()


def test_of_a_running_one_it_looks_at_database_clock_key_and_staff(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["audit", "verify"]) == 0  # the first start
    lines = examined(capsys)

    assert line(lines, "The database can be reached").startswith(OK)
    assert line(lines, "The clocks here").startswith(OK)
    assert line(lines, "The server key at").startswith(OK)
    assert "Organisations that take reports: 0. Countries without one: MY QA SA" in line(
        lines, "Organisations"
    )
    assert "armed_groups. Invite one" in line(lines, "Kinds of harm that no organisation is there")
    assert line(lines, "No copy of the server key").startswith(TO_DO)

    copy = tmp_path / "copy"
    shutil.copy(home / "server.key", copy)
    assert line(examined(capsys, "--copy", str(copy)), "A copy of the server").startswith(OK)
    assert line(examined(capsys), "A copy of the server key was shown").startswith(OK)

    (home / "server.key").chmod(0o644)
    assert "chmod 600" in line(examined(capsys), "The server key:")


@pytest.mark.parametrize(
    ("shown", "said"), [("other", "is another key"), ("none", "is not there"), ("own", "itself")]
)
def test_only_a_true_copy_of_the_key_counts(
    home: Path, tmp_path: Path, shown: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    key, other = home / "server.key", tmp_path / "other"
    assert made_first(key)
    assert made_first(other)
    file = {"other": other, "none": tmp_path / "none", "own": key}[shown]

    assert main(["doctor", "--copy", str(file)]) == 2
    assert said in capsys.readouterr().err
    assert not (home / "server.key.copied").exists()


def test_a_copy_of_an_earlier_key_is_no_copy_of_this_one(home: Path, tmp_path: Path) -> None:
    key = home / "server.key"
    assert made_first(key)
    shutil.copy(key, tmp_path / "copy")
    note_copy(key, tmp_path / "copy", datetime.now(UTC).date())
    assert copy_seen(key)

    key.unlink()
    assert made_first(key)
    assert not copy_seen(key)


@pytest.mark.parametrize(("seconds", "mark"), [(0, OK), (4, OK), (-6, TO_DO), (3600, TO_DO)])
def test_clocks_that_are_apart_are_to_be_set(seconds: int, mark: str) -> None:
    here = datetime(2027, 1, 1, tzinfo=UTC)

    assert str(doctor._clock(here + timedelta(seconds=seconds), here)).startswith(mark)


def test_a_fact_that_was_checked_tomorrow_tells_of_a_wrong_clock() -> None:
    content = read_settings({}).content
    early = datetime(2020, 1, 1, tzinfo=UTC).date()

    assert any("Set its clock." in str(each) for each in doctor._facts(content, early))


# who tried a flow --------------------------------------------------------------------------------


def tried(workers: int, women: int, not_reading: int, on: str = "2027-01-31") -> Tried:
    return Tried(by="Example", on=on, workers=workers, women=women, not_reading=not_reading)


@pytest.mark.parametrize(
    ("reviews", "reviewed"),
    [
        ((), False),
        ((tried(4, 2, 1),), False),
        ((tried(5, 0, 1),), False),
        ((tried(5, 5, 0),), False),
        ((tried(5, 1, 1),), True),
        ((tried(3, 1, 0), tried(2, 0, 2)), True),
    ],
)
def test_a_flow_is_reviewed_by_five_workers_women_and_who_do_not_read_among_them(
    reviews: tuple[Tried, ...],
    reviewed: bool,  # noqa: FBT001 - it is what is asked
) -> None:
    flow = Flow(name="flow", steps=(ASKED,), reviewed_by=reviews)

    assert flow.reviewed == reviewed
    assert flow.hash == Flow(name="flow", steps=(ASKED,)).hash


@pytest.mark.parametrize(
    "wrong", [tried(2, 3, 0), tried(2, 0, 3), tried(2, -1, 0), tried(2, 1, 1, on="last week")]
)
def test_numbers_of_workers_that_cannot_be_are_a_fault(wrong: Tried) -> None:
    flow = Flow(name="flow", steps=(ASKED,), reviewed_by=(wrong,))

    assert any("reviewed_by" in fault for fault in faults(flow))
