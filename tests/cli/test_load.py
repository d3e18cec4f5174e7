"""`kinkeeper load` as it is typed."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from kinkeeper.cli import service
from kinkeeper.cli.main import cli


def test_a_path_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is named as it was typed, before a database is reached for."""
    monkeypatch.setattr(service, "django", lambda: pytest.fail("a database was reached for"))
    missing = tmp_path / "nope"
    outcome = CliRunner().invoke(cli, ["load", str(tmp_path), str(missing)])
    assert outcome.exit_code == 1
    assert f"{missing}: there is no such file or folder" in outcome.output
