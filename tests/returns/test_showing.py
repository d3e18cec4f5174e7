"""What people see of a load: the command's words and numbers, and the page's."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.apps import apps

from kinkeeper.access.who import Who
from kinkeeper.cli import load as load_command
from kinkeeper.cli.load_report import as_text
from kinkeeper.returns import queries
from kinkeeper.returns.loading.report import Report

Loading = Callable[..., Report]
Run = Callable[..., Result]


@pytest.fixture
def run(db: None, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `kinkeeper load` on the database of this test."""

    @contextmanager
    def here() -> Iterator[None]:
        yield

    monkeypatch.setattr("kinkeeper.cli.service.django", here)
    return lambda *arguments: CliRunner().invoke(load_command.command, [str(a) for a in arguments])


def test_the_command(run: Run, examples: Path) -> None:
    """The report on screen says what was read, what became of it and what to look at; the end is 0."""
    result = run(examples / "cin")
    assert result.exit_code == 0
    for said in ("Children in need census", "Referrals", "CPPendDate", "row 115, child C000000003"):
        assert said in result.stdout


def test_json(run: Run, examples: Path) -> None:
    """With --json the report is one JSON object and nothing else, with every finding's place."""
    result = run(examples / "cin", "--json")
    report = json.loads(result.stdout)
    tables = {table["name"]: table for table in report["tables"]}
    nothing_lost = {"refused": 0, "fields_stopped": 0, "told_later": 0}
    assert tables["Children"] == {"name": "Children", "read": 50, **nothing_lost}
    assert report["new"] == sum(record["new"] for record in report["records"])
    assert [(f["row"], f["field"], f["stopped"]) for f in report["findings"]] == [
        (115, "CPPendDate", "field")
    ]


@pytest.mark.parametrize("flag", [[], ["--json"]])
def test_refused(flag: list[str], run: Run, tmp_path: Path) -> None:
    """A refusal names the file and what to do, on the error stream or as JSON; the end is 1."""
    path = tmp_path / "header.csv"
    path.write_bytes(b"PK\x03\x04")
    result = run(path, *flag)
    said = json.loads(result.stdout) if flag else {"file": result.stderr, "do": result.stderr}
    assert result.exit_code == 1
    assert "header.csv" in said["file"]
    assert "Unzip it first" in said["do"]


def test_a_database_behind_this_release(
    run: Run, examples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where tables are missing the command says which command makes them."""
    monkeypatch.setattr("kinkeeper.cli.tables.pending", lambda: 3)
    result = run(examples / "cin")
    assert "Run: kinkeeper migrate" in str(getattr(result.exception, "do", ""))


def test_findings_are_shortened(loading: Loading, examples: Path) -> None:
    """Of many findings alike the first are shown and the rest counted, unless all are asked for."""
    report = loading(examples / "ssda903" / "2024-25")
    short, long = as_text(report, everything=False), as_text(report, everything=True)
    assert "more like it (all of them with --all)" in short
    assert long.count(" row ") >= len(report.findings)


def test_the_pages(loading: Loading, examples: Path, analyst: Who) -> None:
    """A stored load tells the page what the report told the terminal."""
    report = loading(examples / "cin")
    (line,) = queries.recent_loads(who=analyst)
    one = queries.one_load(who=analyst, load_id=report.load_id)
    assert one is not None
    assert (line.new, line.read, line.files) == (report.new, report.read, "Children in need census")
    assert one.files[0].year == "2025-26"
    assert {count.name: count.new for count in one.records}["Referrals"] == 63
    assert one.findings_by_kind == (("field", 1),)


def test_findings_in_words(loading: Loading, examples: Path, analyst: Who) -> None:
    """A finding says where it is, what was wrong, what was done and what to do."""
    report = loading(examples / "cin")
    rows = list(queries.findings(who=analyst, load_id=report.load_id))
    (finding,) = queries.shown(who=analyst, rows=rows)
    assert (finding.row, finding.where, finding.child) == (
        115,
        "ChildProtectionPlans CPPendDate",
        "C000000003",
    )
    assert finding.reason.startswith("The plan ends before it starts")
    assert finding.done == "The field was left empty; the rest of the row was loaded."


def test_who_may_see_loads(loading: Loading, examples: Path) -> None:
    """Loads are shown to those who may see them and to nobody else."""
    report = loading(examples / "cin")
    user: Any = apps.get_model("access.User")
    nobody = user.objects.create_user("nobody", full_name="No Body")
    assert queries.recent_loads(who=nobody) == ()
    assert queries.one_load(who=nobody, load_id=report.load_id) is None
    assert not queries.findings(who=nobody, load_id=report.load_id).exists()
