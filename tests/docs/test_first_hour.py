"""The tutorials say what happens: their figures are those of the example files."""

import re
from datetime import date
from pathlib import Path

import pytest

from kinkeeper.access.invented import PASSWORD
from kinkeeper.access.queries import who_named
from kinkeeper.access.services import operator
from kinkeeper.cli import example_authority
from kinkeeper.cli.load_report import as_text
from kinkeeper.duties.queries import Scope, Wanted, not_run, worklist
from kinkeeper.returns.loading.load import load
from kinkeeper.returns.queries import recent_loads

TODAY = date(2026, 3, 31)
TUTORIALS = Path(__file__).resolve().parents[2] / "docs" / "tutorials"
EXAMPLES = example_authority.EXAMPLES
NEXT_YEAR = (EXAMPLES / "ssda903" / "2026-27", EXAMPLES / "names.csv")
SEED = re.compile(r"sed 's/(.+)/(.+)/' (\S+) >")

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("examples")]


def page(name: str) -> str:
    """A tutorial as one line."""
    return " ".join((TUTORIALS / name).read_text(encoding="utf-8").split())


def said(*paths: Path) -> str:
    """The last sentence of the report of a load, without its time."""
    text = " ".join(as_text(load(paths=paths, by=operator()), everything=False).split())
    return re.sub(r" [\d.]+ seconds\.$", "", text[text.rindex("Loaded:") :])


def open_duties(username: str, scope: Scope) -> tuple[int, int]:
    """How many open duties a list shows on the demonstration's day, and how many are overdue."""
    owing = worklist(who=who_named(username), wanted=Wanted(scope=scope), as_at=TODAY)
    return owing.total, owing.overdue


def test_the_analysts_list_and_report_are_as_told() -> None:
    """What the analyst is told to see is what the examples give."""
    text, (first,) = page("analysts-first-hour.md"), recent_loads(who=operator())
    total, overdue = open_duties("performance-analyst", Scope.ALL)
    assert f"{total} open duties and {overdue} of them is overdue" in text
    assert f"{first.read:,} rows were read and {first.new:,} records made" in text
    assert f"{first.refused} rows were refused, {first.fields_stopped} field was left" in text
    assert f"**{len(not_run())} duties of law" in text


def mended(into: Path) -> Path:
    """The census, corrected as the analyst is told to correct it."""
    found = SEED.search((TUTORIALS / "analysts-first-hour.md").read_text(encoding="utf-8"))
    assert found is not None
    was, is_now, census = found.groups()
    whole = (EXAMPLES.parent / census).read_text(encoding="utf-8")
    into.write_text(whole.replace(was, is_now), encoding="utf-8")
    return into


def test_the_mended_census_loads_as_told(tmp_path: Path) -> None:
    """Mending a date takes the late duty off the list."""
    text = page("analysts-first-hour.md")
    assert said(mended(tmp_path / "mended.xml")) in text
    total, overdue = open_duties("performance-analyst", Scope.ALL)
    assert (f"{total} open, none overdue" in text, overdue) == (True, 0)


def test_the_next_year_loads_twice_as_told() -> None:
    """The next year loads, and loads again without a change."""
    text = page("analysts-first-hour.md")
    assert [said(*NEXT_YEAR) in text, said(*NEXT_YEAR) in text] == [True, True]


def test_the_managers_list_is_as_told() -> None:
    """What the manager is told to see is what the examples give."""
    total, overdue = open_duties("team-manager", Scope.TEAM)
    text = page("managers-first-morning.md")
    assert f"{total} duties, {overdue} of them overdue" in text
    assert PASSWORD in page("analysts-first-hour.md")
