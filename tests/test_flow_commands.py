"""`haki flows` and `haki play`, as they are typed: nothing else has to be there."""

import io
import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bot import cli
from bot.app import checking, drawing, released
from bot.channels.terminal.render import FROM_THE_RIGHT
from bot.cli import main
from bot.engine.faults import Fault
from bot.flows.plan import plan
from bot.settings import read_settings
from tests.languages import DELIVERED


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


# check -------------------------------------------------------------------------------------------


def test_flows_without_a_fault_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["flows", "check"]) == 0
    assert capsys.readouterr().out.endswith(" languages, no faults.\n")


def test_a_fault_is_a_line_with_its_file_its_step_and_how_to_mend_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "released.json").write_text('{"report": ["age", "older"], "rights": ["gone"]}')
    monkeypatch.setattr(released, "RELEASED", tmp_path / "released.json")

    assert main(["flows", "check"]) == 2
    first, *lines = capsys.readouterr().err.splitlines()
    assert first == "haki: The flows have faults:"
    assert lines[0].startswith("bot/flows/report.py: step older: People may stand at this step")
    gone = "bot/flows/rights.py: step gone:"  # there a pattern names its successor
    assert not any(line.startswith(gone) for line in lines)


def test_a_flow_without_a_transcript_is_found(tmp_path: Path) -> None:
    today = plan(read_settings({}).content)
    for flow in today.flows:
        (tmp_path / flow.name).mkdir()
        (tmp_path / flow.name / "some.txt").touch()
    (tmp_path / "help" / "some.txt").unlink()

    assert list(checking.unplayed(today, tmp_path)) == [
        Fault(
            "help",
            "",
            "This flow has no transcript; write one in tests/flows/transcripts/help/.",
        )
    ]


def test_where_the_tests_are_not_that_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(checking, "TRANSCRIPTS", Path("not/there"))

    assert main(["flows", "check"]) == 0
    assert "only where the tests are" in capsys.readouterr().out


def test_a_translation_with_other_placeholders_or_too_long_is_found(tmp_path: Path) -> None:
    catalog, odd = tmp_path / "haki.po", "{days}, {draft_days}"
    kept = "Nothing was sent. Your report waits for you here for {draft_days} days, then it is "
    catalog.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        f'msgid "{kept}deleted."\nmsgstr "कति {{days}} दिन?"\n\n'
        'msgid "How old are you?"\nmsgstr "क। ख। ग। घ।"\n\n'
        'msgid "Somewhere {else}"\nmsgstr "अरू"\n',
        "utf-8",
    )

    found = [
        str(each) for each in checking.mistranslated(plan(read_settings({}).content), catalog)
    ]

    braces = "has not the same words in braces as the English; correct"
    assert found == [
        f"{catalog}: step not_now: The translation of “{kept}deleted.” {braces} {odd}.",
        f"{catalog}: step age: The text has 4 sentences; say it in 3.",
        f"{catalog}: The translation of “Somewhere {{else}}” {braces} {{else}}.",
    ]


# draw --------------------------------------------------------------------------------------------


def test_flows_are_drawn_where_the_documentation_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(drawing, "DRAWINGS", tmp_path / "flows")
    shutil.copy(released.RELEASED, tmp_path / "released.json")
    for module in (released, drawing):
        monkeypatch.setattr(module, "RELEASED", tmp_path / "released.json")

    assert main(["flows", "draw"]) == 0
    assert f"are drawn in {tmp_path / 'flows'}" in capsys.readouterr().out
    drawn = {file.name for file in (tmp_path / "flows").iterdir()}
    assert {"report.md", "report.svg", "menu.md", "menu.svg"} <= drawn
    assert "flowchart TD" in (tmp_path / "flows" / "report.md").read_text("utf-8")


def test_sheets_in_another_language_go_into_a_folder_that_is_named(tmp_path: Path) -> None:
    before = released.RELEASED.read_bytes()

    assert main(["flows", "draw", "--lang", "ar", "--to", str(tmp_path / "new")]) == 0
    assert {file.suffix for file in (tmp_path / "new").iterdir()} == {".svg"}
    menu = ET.parse(tmp_path / "new" / "menu.svg").getroot()
    assert "المحادثة" in "".join(menu.itertext())
    assert released.RELEASED.read_bytes() == before


def test_another_language_without_a_folder_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["flows", "draw", "--lang", "ne"])

    assert ended.value.code == 2
    assert "say --to FOLDER" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()

    assert main(["flows", "draw", "--to", str(tmp_path / "file" / "folder")]) == 2
    assert capsys.readouterr().err.endswith("; say --to and a folder that can.\n")


# play --------------------------------------------------------------------------------------------


def test_who_plays_is_asked_for_a_language_and_says_how_an_effect_goes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, "1", "3", "perhaps", "2")

    assert main(["play"]) == 0
    out = capsys.readouterr().out
    assert "[1 English] [2 नेपाली] [3 العربية]" in out
    assert "  ~ partners.look: Look whether an organisation takes reports now.\n" in out
    assert "    How does it go?  1 some  2 none\n> perhaps\n    Please choose one:" in out
    assert "At this time no partner organisation takes reports" in out
    assert "| at:" not in out


def test_who_leaves_while_an_effect_waits_just_leaves(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, "3")

    assert main(["play", "--lang", "ne"]) == 0
    assert "How does it go?" in capsys.readouterr().out


def test_the_state_is_shown_to_who_asks_for_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, "3", "some", "[next]")

    assert main(["play", "--lang", "en", "--state"]) == 0
    out = capsys.readouterr().out
    assert "     | at: menu.end > report.limits (turn 3)\n" in out
    assert "     | answers: menu = report, about = next\n" in out


def test_a_language_that_is_read_from_the_right_is_shown_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, "(voice)")

    assert main(["play", "--lang", "ar"]) == 0
    assert f"{FROM_THE_RIGHT}bot: " in capsys.readouterr().out


@pytest.mark.parametrize("command", [["play"], ["flows", "draw", "--to", "nowhere"]])
def test_a_language_that_nobody_speaks_here_is_refused(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command, "--lang", "xx"]) == 2
    assert capsys.readouterr().err == (
        f"haki: There is no language 'xx' here; choose one of {', '.join(DELIVERED)}.\n"
    )


def test_ctrl_c_ends_without_a_complaint(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "input", interrupted, raising=False)

    assert main(["play", "--lang", "en"]) == 0
    assert capsys.readouterr().err == ""
