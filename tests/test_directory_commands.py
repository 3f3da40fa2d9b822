"""`haki directory`: what others send comes in whole, and a number is shown after a test call."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.app.chance import now
from bot.app.importing import CannotImport, NoSuchService
from bot.app.trial_calls import NotCalled
from bot.cli import _parser, main
from bot.settings import Settings, read_settings

SETTINGS = read_settings({})
TODAY = now().date()
CHECKED = TODAY - timedelta(days=20)
NUMBER = "+1 202 555 0100"
ADDED = ["--source", "A list of ours", "--checked", CHECKED.isoformat()]

Type = Callable[..., int]


def record(**changes: Any) -> dict[str, Any]:
    return {
        "id": "example.line",
        "name": "Example Line",
        "status": "active",
        "phones": [{"number": NUMBER}],
        "service_at_locations": [{"location": {"addresses": [{"country": "QA"}]}}],
        "attributes": [{"taxonomy_term": {"name": "Migrant workers"}}],
        "schedules": [
            {"freq": "WEEKLY", "byday": "MO,TU", "opens_at": "09:00", "closes_at": "17:00"}
        ],
    } | changes


def run(home: Path, *typed: str) -> int:
    """As `main` does it, with settings that were read before: to read them takes long."""
    asked = _parser().parse_args(["directory", *typed])
    return asked.command(replace(SETTINGS, home=home), asked) or 0


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HAKI_HOME", str(tmp_path / "var"))
    return tmp_path / "var"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "sent.json"


@pytest.fixture
def bring(home: Path, file: Path) -> Type:
    assert not home.exists()

    def brought(data: Any, *more: str) -> int:
        file.write_text(data if isinstance(data, str) else json.dumps(data))
        return run(home, "import", str(file), *more)

    return brought


def call(*more: str, number: str = NUMBER, on: str = TODAY.isoformat()) -> int:
    return main(["directory", "call", number, "--on", on, "--by", "Example Aid", *more])


def settings(home: Path, *, public: bool) -> Settings:
    listen = {"HAKI_LISTEN": "0.0.0.0:8087"} if public else {}
    return read_settings({"HAKI_HOME": str(home), **listen})


def shown(home: Path, *, public: bool) -> set[str]:
    services = settings(home, public=public).content.directory.services
    return {phone.number for each in services for phone in each.phones}


def kept(home: Path) -> dict[str, str]:
    return {each.name: each.read_text() for each in (home / "directory").glob("*")}


def test_an_imported_number_is_shown_to_the_public_only_after_a_test_call(
    home: Path, bring: Type, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bring([record()], *ADDED, "--zones", "QA=Asia/Qatar") == 0
    assert "example.line is taken: Example Line, QA, for workers;" in capsys.readouterr().out
    assert NUMBER in shown(home, public=False)
    assert shown(home, public=True) == set()

    assert call(number="+1-202-5550100") == 0
    assert shown(home, public=True) == {NUMBER}

    assert call("--undo") == 0
    assert shown(home, public=True) == set()


def test_a_service_that_comes_again_takes_its_own_place_and_a_new_number_waits(
    home: Path, bring: Type
) -> None:
    bring([record()], *ADDED)
    first = kept(home)
    bring({"contents": [record()]}, *ADDED)
    assert kept(home) == first

    call()
    bring(record(phones=[{"number": "+1 202 555 0101"}]), *ADDED)

    assert {"+1 202 555 0101"} < shown(home, public=False)
    assert NUMBER not in shown(home, public=False)
    assert shown(home, public=True) == set()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("{", "is no JSON"),
        ("[" * 100_000, "is no JSON"),
        ([], "it holds no services"),
        ({"contents": 4}, "it holds no services"),
        ("7", "it holds no services"),
    ],
)
def test_a_malformed_file_changes_nothing_and_is_said_in_a_sentence(
    home: Path, bring: Type, data: Any, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    bring([record()], *ADDED)
    before = kept(home)
    capsys.readouterr()

    with pytest.raises(CannotImport, match=said) as refused:
        bring(data)

    assert len(str(refused.value).splitlines()) == 1
    assert capsys.readouterr().out == ""
    assert kept(home) == before


def test_a_file_that_is_not_there_or_too_large_is_said_in_a_sentence(
    home: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["directory", "import", str(file)]) == 2
    assert "cannot be read" in capsys.readouterr().err
    with file.open("wb") as large:
        large.truncate(50_000_001)
    with pytest.raises(CannotImport, match="is larger than 50 MB"):
        run(home, "import", str(file))
    assert not home.exists()


def test_what_is_refused_is_said_beside_what_is_taken(
    home: Path, bring: Type, capsys: pytest.CaptureFixture[str]
) -> None:
    sent = [record(), record(), record(id="b", phones=[]), {"id": "c"}, 7, record(id="QA.1")]

    assert bring(sent, *ADDED) == 1

    told = capsys.readouterr().out
    assert "its hours are unknown, since nobody said the time zone" in told
    assert "example.line is refused: this id was in the file before; what is there of it" in told
    assert "b is refused: it has no phone number that can be dialled." in told
    assert "c: Object missing required field `name`; it is refused." in told
    assert "service 5: it is no service; it is refused." in told
    assert "QA.1 is refused: a service of partners.yaml or of a country has this id." in told
    assert "Taken: 1. Refused: 5." in told
    assert [each["id"] for each in json.loads(kept(home)["services.json"])] == ["example.line"]


def test_who_has_ended_leaves_the_directory_and_what_is_badly_written_stays(
    home: Path, bring: Type, capsys: pytest.CaptureFixture[str]
) -> None:
    bring([record()], *ADDED)
    assert bring([record(phones=[])], *ADDED) == 1
    assert "what is there of it stays." in capsys.readouterr().out
    assert NUMBER in shown(home, public=False)

    assert bring([record(status="defunct")], *ADDED) == 1

    assert "its status is defunct, so it is taken out of the dir" in capsys.readouterr().out
    assert NUMBER not in shown(home, public=False)


def test_a_country_that_nobody_can_choose_is_said(
    bring: Type, capsys: pytest.CaptureFixture[str]
) -> None:
    there = [{"location": {"addresses": [{"country": "AQ"}]}}]

    assert bring([record(service_at_locations=there)], *ADDED) == 0
    assert "countries/AQ.yaml is not there" in capsys.readouterr().out


def test_what_was_imported_can_be_taken_out_again(home: Path, bring: Type) -> None:
    bring([record()], *ADDED)

    assert run(home, "remove", "example.line") == 0
    assert json.loads(kept(home)["services.json"]) == []
    with pytest.raises(NoSuchService, match=r"No imported service is called example\.line"):
        run(home, "remove", "example.line")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["+1 202 555 0199", "--on", TODAY.isoformat()], "No entry has +1 202 555 0199"),
        (["92727", "--on", (TODAY + timedelta(days=2)).isoformat()], "is still to come"),
        (["999", "--on", TODAY.isoformat()], "say `--country`"),
        (["999", "--on", TODAY.isoformat(), "--country", "QA", "--undo"], "is written down"),
    ],
)
def test_a_test_call_that_cannot_be_is_refused(home: Path, typed: list[str], said: str) -> None:
    with pytest.raises(NotCalled, match=re.escape(said)):
        run(home, "call", *typed, "--by", "Example Aid")

    assert not home.exists()


def test_a_number_of_several_countries_is_called_in_one_and_written_down_once(home: Path) -> None:
    typed = ("call", "999", "--country", "QA", "--on", TODAY.isoformat(), "--by", "Example Aid")

    assert run(home, *typed) == run(home, *typed) == 0

    assert len(json.loads(kept(home)["calls.json"])) == 1
    services = settings(home, public=True).content.directory.services
    assert {each.country for each in services} == {"QA"}


def test_the_list_says_what_workers_read_and_what_they_do_not(
    bring: Type, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HAKI_LISTEN", "0.0.0.0:8087")
    bring([record(fees="Free")], *ADDED, "--zones", "QA=Asia/Qatar")
    capsys.readouterr()

    assert main(["directory", "list", "--country", "QA"]) == 0
    (_, told) = capsys.readouterr().out.split("example.line  ")
    assert f"{NUMBER}: never called" in told
    assert "hours: MO,TU 09:00-17:00 (Asia/Qatar)" in told
    assert "cost: Free" in told
    assert "workers do not read it" in told

    call()
    main(["directory", "list", "--country", "QA"])
    (_, told) = capsys.readouterr().out.split("example.line  ")
    assert f"{NUMBER}: called on {TODAY}" in told
    assert "workers read it" in told
    assert main(["directory", "list", "--country", "AQ"]) == 0
    assert "There is no service of AQ." in capsys.readouterr().out


def test_the_check_says_what_is_old_never_called_or_without_hours_and_ends_with_one(
    bring: Type, capsys: pytest.CaptureFixture[str]
) -> None:
    there = [{"location": {"addresses": [{"country": "AQ"}]}}]
    old = TODAY - timedelta(days=181)
    at = {"service_at_locations": there}
    bring([record(**at, assured_date=old.isoformat())], *ADDED)
    capsys.readouterr()

    assert main(["directory", "check", "--country", "AQ"]) == 1
    told = capsys.readouterr().out
    assert f"not checked since {old}" in told
    assert f"{NUMBER} was never called" in told
    assert "no schedule" in told

    bring([record(**at)], *ADDED, "--zones", "AQ=Antarctica/Troll")
    call()
    assert main(["directory", "check", "--country", "AQ"]) == 0
    assert capsys.readouterr().out.endswith("Services: 1. With something to do: 0.\n")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--checked", "soon"], "'soon' is no day"),
        (["--zones", "QA=Here"], "is no time zone"),
    ],
)
def test_what_is_typed_is_looked_at(
    home: Path, more: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["directory", "import", "x.json", *more])

    assert said in capsys.readouterr().err
    assert not home.exists()


def test_only_who_runs_haki_can_open_what_is_kept(home: Path, bring: Type) -> None:
    bring([record()], *ADDED)

    modes = [path.stat().st_mode & 0o777 for path in (home, home / "directory")]
    assert modes == [0o700, 0o700]
    assert (home / "directory" / "services.json").stat().st_mode & 0o777 == 0o600
    assert set(kept(home)) == {"services.json"}
