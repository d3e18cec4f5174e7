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
from kinkeeper.law.reference.examples import MARK
from kinkeeper.law.reference.returns import DOCUMENTED
from kinkeeper.law.sources import SOURCES

PAGES = pages()
CLOCK_PAGE = PAGES["clocks.md"]


def of(name: str, page: str = CLOCK_PAGE) -> str:
    """What a page says of one clock."""
    return page.partition(f'<a id="{name}"></a>')[2].partition("\n### ")[0]


def test_every_clock_kind_and_source_is_told() -> None:
    """Nothing declared is left out of the manual."""
    assert all(of(c.id).startswith(c.title) for c in CLOCKS)
    assert all(f"`{kind.id}`" in PAGES["events.md"] for kind in EVENTS)
    assert all(source.title in PAGES["sources.md"] for source in SOURCES)


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
    assert "| recorded here |" in PAGES["events.md"]


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
    stale = [n for n, text in PAGES.items() if (folder / n).read_text(encoding="utf-8") != text]
    assert stale == []


def test_every_rule_of_a_return_is_told_in_full() -> None:
    """What is wrong, what to do, the reading, how the open tool differs, and both examples."""
    for of in DOCUMENTED:
        page = PAGES[f"{of.id}-rules.md"]
        for rule in of.rules:
            told = page.partition(f'<a id="{of.anchor(rule)}"></a>')[2].partition("\n### ")[0]
            words = (rule.says, rule.do, rule.reading, rule.differs, rule.idle, "| Lets through |")
            assert all(one in told for one in words), rule.code
            assert (
                ("| Stops |" in told) is (MARK in told or not rule.pointed) is not bool(rule.idle)
            )


def test_every_difference_is_listed_and_counted() -> None:
    """The page of differences has each rule that says how it differs, and no other."""
    for of in DOCUMENTED:
        told = PAGES["differences.md"].partition(f'<a id="{of.id}"></a>')[2].partition("\n## ")[0]
        differing = [rule for rule in of.rules if rule.differs]
        links = {f"| [{rule.code}]({of.id}-rules.md#{of.anchor(rule)}) |" for rule in differing}
        assert {
            f"{line.split(') |')[0]}) |" for line in told.splitlines() if "| [" in line
        } == links
        assert f" {len({rule.code for rule in differing})} differ." in told


def test_every_field_says_what_it_holds() -> None:
    """Each can be reached by its table and name; what is in a list leads to the list."""
    for of in DOCUMENTED:
        page = PAGES[f"{of.id}-fields.md"]
        for table in of.tables:
            assert all(f'<a id="{table.id}.{name}"></a>' in page for name in of.names(table.id))
    assert "[Legal status](codes.md#ssda903.LS)" in PAGES["ssda903-fields.md"]
    assert "`^(UN[1-7]\\|[A-Z]" in PAGES["ssda903-fields.md"]
