"""A census larger than what is opened whole is read as it streams, and means the same."""

from pathlib import Path

import pytest

from kinkeeper.kernel.errors import BadInput
from kinkeeper.law.returns import cin
from kinkeeper.law.returns import open as opening
from tests.law.returns.conftest import Write, census_of
from tests.law.returns.test_plain import CHILD, NOT_PLAIN


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is over a hundred bytes is large."""
    monkeypatch.setattr(opening, "MOST_BYTES", 100)


def test_it_means_the_same(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows, lines and fingerprint."""
    path = write("census.xml", census_of(CHILD * 3))
    whole = cin.read(path)
    monkeypatch.setattr(opening, "MOST_BYTES", 100)
    large = cin.read(path)
    assert large.text.file.text != whole.text.file.text
    assert large.text.file.sha256 == whole.text.file.sha256
    assert all(large.tables[name].equals(rows) for name, rows in whole.tables.items())


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("what", NOT_PLAIN)
def test_what_is_not_plain_is_refused(write: Write, what: str) -> None:
    """By name, with what may be wrong."""
    with pytest.raises(BadInput, match="not a plain, whole census"):
        cin.read(write("census.xml", census_of(NOT_PLAIN[what])))


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("end", [10, 200, 400])
def test_a_file_cut_short_is_refused(write: Write, end: int) -> None:
    """Wherever it breaks off."""
    with pytest.raises(BadInput):
        cin.read(write("census.xml", census_of(CHILD * 3)[:-end]))


@pytest.mark.usefixtures("small")
def test_text_in_another_encoding_is_refused(tmp_path: Path) -> None:
    """A large file is read in UTF-8 alone."""
    path = tmp_path / "census.xml"
    path.write_bytes(census_of(CHILD.replace("A1", "é" * 60)).encode("windows-1252"))
    with pytest.raises(BadInput, match="not UTF-8"):
        cin.read(path)
