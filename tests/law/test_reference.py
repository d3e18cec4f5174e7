"""The reference pages tell what is declared, and the command keeps them current."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kinkeeper.cli.docs import docs
from kinkeeper.kernel.errors import KinkeeperError
from kinkeeper.law.clocks import CLOCKS
from kinkeeper.law.events import EVENTS
from kinkeeper.law.reference import pages
from kinkeeper.law.sources import SOURCES

CLOCK_PAGE = pages()["clocks.md"]


def of(name: str, page: str = CLOCK_PAGE) -> str:
    """What a page says of one clock."""
    return page.partition(f'<a id="{name}"></a>')[2].partition("\n### ")[0]


def test_every_clock_kind_and_source_is_told() -> None:
    """Nothing declared is left out of the manual."""
    assert all(of(c.id).startswith(c.title) for c in CLOCKS)
    assert all(f"`{kind.id}`" in pages()["events.md"] for kind in EVENTS)
    assert all(source.title in pages()["sources.md"] for source in SOURCES)


@pytest.mark.parametrize("mark", ["K", "N"])
def test_what_is_unverified_says_so(mark: str) -> None:
    """A clock recalled or unsourced is marked, in words, where it is described."""
    marked = [c for c in CLOCKS if c.check == mark]
    assert marked
    assert all("unverified" in of(c.id) for c in marked)


def test_what_was_read_is_not_called_unverified() -> None:
    """The mark is worth something: it is not on everything."""
    assert not any("unverified" in of(c.id) for c in CLOCKS if c.check in {"T", "S"})


def test_versions_are_dated() -> None:
    """A rule that changed shows each version with its first day."""
    assert "From 1 July 2013: 12 working days after<br>From 22 April 2014: 18" in of("cmh")
    assert "From 15 April 2013: no longer owed" in of("core_assessment_hist")


def test_status_follows_what_records_hold() -> None:
    """A clock waits until some record tells what it starts and is met with."""
    assert "| Status | Running |" in of("review_first")
    bare = pages(frozenset({"looked_after_started"}))["clocks.md"]
    assert "No record here holds “looked-after review held”" in of("review_first", bare)
    assert "starts it" in of("icpc", bare)


def test_what_no_return_brings_is_told() -> None:
    """A clock of visits runs only where visits are recorded, and its status says so."""
    assert "| Status | Running, once recorded here" in of("cp_visit")
    assert "| recorded here |" in pages()["events.md"]


def test_the_command_writes_then_finds_nothing_stale(tmp_path: Path) -> None:
    """Pages just written are current; one that was changed by hand is not."""
    assert CliRunner().invoke(docs, ["--into", str(tmp_path)]).exit_code == 0
    assert CliRunner().invoke(docs, ["--check", "--into", str(tmp_path)]).exit_code == 0
    (tmp_path / "clocks.md").write_text("by hand", encoding="utf-8")
    outcome = CliRunner().invoke(docs, ["--check", "--into", str(tmp_path)])
    assert isinstance(outcome.exception, KinkeeperError)
    assert "clocks.md" in outcome.exception.message


def test_the_pages_of_this_checkout_are_current() -> None:
    """What the repository shows is what it declares."""
    folder = Path(__file__).resolve().parents[2] / "docs" / "reference"
    stale = [n for n, text in pages().items() if (folder / n).read_text(encoding="utf-8") != text]
    assert stale == []
