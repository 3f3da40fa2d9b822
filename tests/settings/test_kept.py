"""What is kept of the directory is as Haki wrote it, or Haki does not start."""

from pathlib import Path

import pytest

from bot.settings import SettingsUnusable
from bot.settings.kept import Kept, kept_in


@pytest.mark.parametrize("name", ["services.json", "calls.json"])
def test_a_file_that_somebody_else_wrote_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "directory").mkdir()
    (tmp_path / "directory" / name).write_text('[{"id": 4}]')

    with pytest.raises(SettingsUnusable, match=f"{name} is not as `haki directory` wrote it"):
        kept_in(tmp_path)


def test_where_nothing_was_kept_there_is_nothing(tmp_path: Path) -> None:
    assert kept_in(tmp_path) == Kept()
