"""The installed directory of postcodes is unpacked once, and kept where it can be."""

from pathlib import Path

import polars as pl
import pytest

from kinkeeper.law.returns import postcodes

pytestmark = pytest.mark.skipif(not postcodes.installed(), reason="the directory is an extra")
WANTED = ["Z9", "B11AA", "B11BB", "ÉX", ""]


def forget() -> None:
    """As a new process begins: nothing in memory."""
    postcodes.of_letter.cache_clear()
    postcodes.of_few.cache_clear()


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test's own, and nothing in memory."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    forget()
    return tmp_path


def kept(cache: Path) -> list[str]:
    """The files of the cache."""
    return sorted(path.name for path in cache.rglob("*") if path.is_file())


def test_only_postcodes_that_are_there_are_found(cache: Path) -> None:
    """What is no postcode is no error; one letter was unpacked, and nothing half-written is left."""
    found = postcodes.packaged(WANTED)
    assert found["postcode"].to_list() == ["B11AA", "B11BB"]
    assert found.schema == postcodes.POSTCODES
    assert kept(cache) == ["B.parquet", "Z.parquet"]


def test_what_is_kept_is_what_was_unpacked(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second process finds the same without unpacking anything."""
    first = postcodes.packaged(WANTED)
    forget()
    monkeypatch.setattr(postcodes, "_unpacked", None)
    assert postcodes.packaged(WANTED).equals(first)


@pytest.mark.parametrize("content", [b"", b"PAR1 damaged", b"PAR1" * 100])
def test_a_damaged_cache_is_made_again(cache: Path, content: bytes) -> None:
    """Whatever stands in it, the answer is the directory's, and the cache is mended."""
    first = postcodes.packaged(WANTED)
    (path,) = cache.rglob("B.parquet")
    path.write_bytes(content)
    forget()
    assert postcodes.packaged(WANTED).equals(first)
    assert pl.read_parquet(path).schema == postcodes.POSTCODES


def test_a_cache_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home that is read-only, or a file where the folder would be, is no error."""
    (tmp_path / "file").write_text("here", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert len(postcodes.packaged(WANTED)) == 2
