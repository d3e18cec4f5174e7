"""`kinkeeper write` as it is typed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kinkeeper.access.services import operator
from kinkeeper.cli import service
from kinkeeper.cli.main import cli
from kinkeeper.kernel import moment
from kinkeeper.returns.loading.load import load

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture
def run(db: None, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """The command on the database of the test, which holds the last year of the example."""

    @contextmanager
    def already() -> Iterator[None]:
        yield None

    monkeypatch.setattr(service, "django", already)
    load(paths=[EXAMPLES / "ssda903" / "2026-27"], by=operator())
    return lambda *words: CliRunner().invoke(cli, ["write", *words])


def test_it_writes_and_says_what(run: Callable[..., Result], tmp_path: Path) -> None:
    """The children, the rows and the fingerprint, what is in error, and how to see which."""
    out = tmp_path / "out"
    result = run("--return", "ssda903", "--year", "2026-27", "--out", str(out))
    assert result.exit_code == 0, result.output
    assert "Children: 28" in result.output
    assert "Fingerprint (SHA-256): " in result.output
    assert f"kinkeeper check {out} --return ssda903 --year 2026-27" in result.output
    assert (out / "episodes.csv").is_file()


def test_the_xml_form_says_what_it_leaves_out(run: Callable[..., Result], tmp_path: Path) -> None:
    """It has no place for social workers, and that is told."""
    words = ("--return", "ssda903", "--year", "2026-27", "--xml", "--out", str(tmp_path / "out"))
    assert "Left out: SWEpisodes: the XML form has no place for it" in run(*words).output


def test_the_dataset(run: Callable[..., Result], tmp_path: Path) -> None:
    """Its tables, and how many fields are null because nothing here holds them."""
    result = run("--return", "ssd", "--year", "2026-27", "--out", str(tmp_path / "out"))
    assert "fields that no record here holds" in result.output
    assert (tmp_path / "out" / "ssd_person.parquet").is_file()


def test_a_folder_that_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is refused before a database is reached for."""
    monkeypatch.setattr(service, "django", lambda: pytest.fail("a database was reached for"))
    (tmp_path / "mine.txt").touch()
    words = ["write", "--return", "ssda903", "--year", "2026-27", "--out", str(tmp_path)]
    result = CliRunner().invoke(cli, words)
    assert "mine.txt" in str(result.exception)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("cin", "--year", "2026-27"), "three digits"),
        (("ssd", "--year", "2026-27", "--xml"), "no XML form"),
        (("ssda903", "--year", "2027"), "not a year written as"),
        (("ssda903", "--year", "2026-27", "--authority", "330"), "--authority is for the census"),
        (("ssda903", "--year", "2026-27", "--out", ""), "--out names no folder"),
    ],
)
def test_what_cannot_be_written(
    words: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A census without its authority, a form there is not, a year that is none, a blank folder."""
    monkeypatch.setattr(service, "django", lambda: pytest.fail("a database was reached for"))
    result = CliRunner().invoke(cli, ["write", "--out", str(tmp_path / "out"), "--return", *words])
    assert said in str(result.exception)


def test_a_year_that_has_not_begun(run: Callable[..., Result], tmp_path: Path) -> None:
    """Nothing is written, and when it begins is said."""
    with moment.held(date(2026, 3, 31)):
        result = run("--return", "ssda903", "--year", "2026-27", "--out", str(tmp_path / "out"))
    assert "has not begun: it begins on 1 April 2026" in str(result.exception)
    assert not (tmp_path / "out").exists()


def test_a_year_of_which_nothing_is_recorded(run: Callable[..., Result], tmp_path: Path) -> None:
    """No files without a row in them, whatever year is typed."""
    result = run("--return", "ssda903", "--year", "1066-67", "--out", str(tmp_path / "out"))
    assert "the records tell of nobody in 1066-67" in str(result.exception)
    assert (result.exit_code != 0, (tmp_path / "out").exists()) == (True, False)
