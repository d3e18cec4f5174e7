"""`kinkeeper check` of files that were damaged on their way: a clear refusal, or a whole report."""

import random
import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.cli.damaged import damaged, whole

from kinkeeper.cli import checking
from kinkeeper.cli.check import command
from kinkeeper.kernel.errors import BadInput
from kinkeeper.law.returns import beside
from kinkeeper.law.returns.checked import Checked
from kinkeeper.returns.reports.write import FORMS

CASES, CHUNK, LONGEST = 2_000, 100, 60
# What can only be said of the files together, and so names none of them.
OF_ALL = (
    "nothing to load",
    "no table of the SSDA903",
    "there is no census",
    "these are the files of",
)


@pytest.fixture(autouse=True)
def _no_directory(monkeypatch: pytest.MonkeyPatch) -> None:
    """The installed directory of postcodes is not looked at."""
    monkeypatch.setattr(beside, "installed", lambda: False)


@contextmanager
def no_hang(what: str) -> Iterator[None]:
    """Fail, with what was done, when it takes longer than anything this small may."""

    def told(_number: int, _frame: object) -> None:
        pytest.fail(f"hangs: {what}")

    earlier = signal.signal(signal.SIGALRM, told)
    signal.alarm(LONGEST)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, earlier)


def put_down(folder: Path, files: dict[str, bytes]) -> tuple[Path, ...]:
    """The files in a folder; their paths."""
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return tuple(folder / name for name in files)


def outcome(paths: tuple[Path, ...], how: str, seed: int) -> str:
    """Refused or checked; anything else fails."""
    by = random.Random(seed)  # noqa: S311  a seed, not a secret
    asked = checking.Asked(
        name=by.choice((None,) * 6 + ("ssda903", "cin")),
        year=by.choice((None, "2026-27", "2026-27")),
    )
    try:
        with no_hang(how):
            checked = checking.checked(paths, asked)
    except BadInput as refused:
        assert_clear(refused, how)
        return "refused"
    assert_whole(checked, how)
    return "checked"


def assert_clear(refused: BadInput, how: str) -> None:
    """What is wrong with which file, and what to do about it."""
    assert refused.reason, how
    assert refused.do, how
    assert refused.file or refused.reason.startswith(OF_ALL), (how, refused.reason)


def assert_whole(checked: Checked, how: str) -> None:
    """Every rule of the year is answered for, and each finding has its place."""
    assert {one.rule.code for one in checked.asked} == set(checked.rules), how
    assert sum(one.rows for one in checked.asked) == checked.findings.height, how
    assert checked.findings.filter(table="").is_empty(), how


@pytest.mark.parametrize("first", range(0, CASES, CHUNK))
def test_damaged_files_are_refused_or_checked(first: int, tmp_path: Path) -> None:
    """Never a traceback and never a hang; and both happen, so that the damage is neither slight nor total."""
    outcomes: Counter[str] = Counter()
    for seed in range(first, first + CHUNK):
        how, files = damaged(seed)
        outcomes[outcome(put_down(tmp_path / str(seed), files), how, seed)] += 1
    assert min(outcomes["refused"], outcomes["checked"]) >= CHUNK / 10


@pytest.mark.parametrize("seed", range(0, CASES, 50))
def test_the_report_is_whole_or_not_there(seed: int, tmp_path: Path) -> None:
    """The command ends with 0, 1 or 2; what it refuses leaves no folder and nothing half-written."""
    how, files = damaged(seed)
    paths, out = put_down(tmp_path / "in", files), tmp_path / "out"
    result = CliRunner().invoke(command, [*map(str, paths), "--out", str(out)])
    assert isinstance(result.exception, SystemExit | None), how
    assert result.exit_code in {0, 1, 2}, how
    written = {one.name for one in out.iterdir()} if out.exists() else set()
    assert written == (set() if result.exit_code == 2 else set(FORMS)), how
    assert {one.name for one in tmp_path.iterdir()} <= {"in", "out"}, how
    assert ("Nothing was checked:" in result.stderr) is (result.exit_code == 2), how


@pytest.mark.parametrize("name", ["csv", "xml", "cin"])
def test_what_is_not_damaged_is_checked(name: str, tmp_path: Path) -> None:
    """The files the damage is done to are sound."""
    asked = checking.Asked(year="2026-27" if name != "cin" else None)
    assert checking.checked(put_down(tmp_path / "in", whole(name)), asked).rules
