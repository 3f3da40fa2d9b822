"""The server key file: made once, read from then on, and refused where it cannot be trusted."""

import os
from pathlib import Path

import pytest

from bot.privacy.server import ServerKeys
from bot.settings import SettingsUnusable
from bot.settings.keys import made_first, server_keys


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "home" / "server.key"


@pytest.fixture
def made(file: Path) -> Path:
    assert made_first(file)
    return file


def refusal(file: Path, *, new_database: bool = False) -> str:
    with pytest.raises(SettingsUnusable) as refused:
        _ = (new_database and made_first(file)) or server_keys(file)
    return str(refused.value).replace(str(file), "FILE")


def test_the_first_start_makes_a_key_that_later_starts_find(file: Path) -> None:
    assert made_first(file)

    assert server_keys(file).fingerprint() == server_keys(file).fingerprint()


def test_a_key_that_is_there_is_never_made_anew(made: Path) -> None:
    before = made.read_bytes()

    assert not made_first(made)

    assert made.read_bytes() == before


def test_nobody_but_its_owner_can_read_the_key_or_look_into_its_folder(made: Path) -> None:
    assert made.stat().st_mode & 0o777 == 0o600
    assert made.parent.stat().st_mode & 0o777 == 0o700


def test_nothing_is_left_beside_the_key(made: Path) -> None:
    assert list(made.parent.iterdir()) == [made]


def test_the_key_is_on_the_disk_before_its_name_and_the_name_before_its_use(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[bool, bool]] = []
    fsync = os.fsync

    def noted(descriptor: int) -> None:
        seen.append((file.exists(), Path(f"/proc/self/fd/{descriptor}").resolve().is_dir()))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", noted)
    made_first(file)

    assert seen == [(False, False), (True, True)]


def test_of_two_first_starts_both_use_the_key_of_the_faster(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = os.link

    def beaten(*names: str) -> None:
        file.write_text(faster.dump())
        file.chmod(0o600)
        link(*names)

    faster = ServerKeys.new()
    monkeypatch.setattr(os, "link", beaten)

    assert not made_first(file)
    assert server_keys(file).fingerprint() == faster.fingerprint()
    assert list(file.parent.iterdir()) == [file]


def test_a_database_without_its_key_is_refused_and_no_other_key_is_made(file: Path) -> None:
    assert refusal(file) == (
        "FILE is missing, and the database was sealed with it; put it back from your backup, "
        "or name it with HAKI_KEY_FILE."
    )
    assert not file.parent.exists()


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o660, 0o644, 0o601])
def test_a_key_that_others_can_open_is_refused(made: Path, mode: int) -> None:
    made.chmod(mode)

    assert refusal(made) == "FILE is open to others than its owner; run `chmod 600 FILE`."


@pytest.mark.parametrize(
    "content", [b"", b"rubbish", b"\xff\xfe", b"key 1 00 00\n", b"#" * 99_999]
)
def test_a_file_that_holds_no_key_is_refused_and_kept_as_it_is(made: Path, content: bytes) -> None:
    made.write_bytes(content)

    assert refusal(made, new_database=True) == (
        "FILE is no whole server key file; put it back from your backup."
    )
    assert made.read_bytes() == content


def test_a_key_that_lost_its_end_is_refused(made: Path) -> None:
    made.write_bytes(made.read_bytes()[:-5])

    assert "is no whole server key file" in refusal(made)


def test_no_refusal_quotes_the_key(made: Path) -> None:
    key = made.read_text().split()[-1]
    made.write_text(f"key 1 0000000000000000 {key}")

    with pytest.raises(SettingsUnusable) as refused:
        server_keys(made)

    assert key not in str(refused.value)
    assert refused.value.__suppress_context__


def test_a_folder_and_a_pipe_in_place_of_the_key_are_refused(file: Path) -> None:
    file.mkdir(parents=True)
    assert refusal(file) == "FILE is a folder; name the server key file in it."

    file.rmdir()
    os.mkfifo(file, 0o600)
    assert refusal(file) == "FILE is no ordinary file; name the server key file."


def test_a_link_to_nowhere_is_not_taken_for_a_first_start(file: Path) -> None:
    file.parent.mkdir()
    file.symlink_to(file.parent / "gone")

    assert refusal(file, new_database=True) == (
        "FILE cannot be read (No such file or directory); let the one who runs Haki read it."
    )


def test_a_key_cannot_be_made_below_a_file(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")

    assert refusal(tmp_path / "taken" / "server.key", new_database=True) == (
        "FILE cannot be made (File exists); let the one who runs Haki write there."
    )
