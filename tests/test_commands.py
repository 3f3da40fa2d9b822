"""What is typed after `haki` is checked before anything is made."""

from pathlib import Path

import pytest

from bot.cli import main

USUAL = ["people", "invite", "Example Aid", "--kind", "ngo", "--countries", "QA", "--languages"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["people", "invite", " ", *USUAL[3:], "en"], "a name has 1 to 100 letters"),
        ([*USUAL[:6], "qa", "--languages", "en"], "'qa' is no country"),
        ([*USUAL, "English"], "'English' is no language"),
        ([*USUAL, "en", "--origins", "Nepal"], "'Nepal' is no country"),
    ],
)
def test_an_organisation_that_no_report_would_ever_reach_is_refused(
    typed: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(typed)

    assert ended.value.code == 2
    assert said in capsys.readouterr().err


def test_an_unusable_key_file_is_said_before_a_database_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    key = tmp_path / "key"
    key.touch(mode=0o600)
    monkeypatch.setenv("HAKI_HOME", str(tmp_path / "var"))
    monkeypatch.setenv("HAKI_KEY_FILE", str(key))

    code = main(["audit", "verify"])

    assert code == 2
    assert "is no whole server key file" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == [key]


def test_a_first_key_is_told_with_its_place_and_only_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    key = tmp_path / "key"
    monkeypatch.setenv("HAKI_HOME", str(tmp_path / "var"))
    monkeypatch.setenv("HAKI_KEY_FILE", str(key))
    told = f"A new server key was made at {key}; keep a copy of it apart from the data."

    assert main(["audit", "verify"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == told
    assert main(["audit", "verify"]) == 0
    assert told not in capsys.readouterr().out

    key.unlink()
    assert main(["audit", "verify"]) == 2
    assert "is missing, and the database was sealed with it" in capsys.readouterr().err
