"""What a checked return is written as: all of it or nothing, and harmless whatever it holds."""

import csv
import io
import json
import re
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import fastexcel
import polars as pl
import pytest

from kinkeeper.kernel.errors import KinkeeperError
from kinkeeper.law.returns import ssda903
from kinkeeper.law.returns.checked import Checked
from kinkeeper.returns.reports import write
from kinkeeper.returns.reports.excel import as_workbook
from kinkeeper.returns.reports.flat import findings_csv, rules_csv
from kinkeeper.returns.reports.page import as_page
from kinkeeper.returns.reports.write import FORMS, write_reports
from tests.small_return import EVIL, HEADER, put

TEAMS = {"C2": "=cmd|' /C calc'!A1"}
Check = Callable[..., Checked]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """The small return, or one with another header, checked."""
    return lambda header=HEADER: ssda903.check(ssda903.read(put(tmp_path / "2026-27", header)))


def lines(content: bytes) -> list[dict[str, str]]:
    """A CSV as a spreadsheet reads it."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def no_space(*_: Any) -> bytes:
    """A form for which there is no space left."""
    raise OSError(28, "No space left on device")


def test_every_form_is_written(check: Check, tmp_path: Path) -> None:
    """A page, a workbook, CSV and JSON, in the order in which they are told of."""
    written = write_reports(check(), tmp_path / "a" / "out", {})
    assert [one.name for one in written] == list(FORMS)
    assert all(one.stat().st_size for one in written)
    assert {one.name for one in (tmp_path / "a").iterdir()} == {"out"}


def test_nobody_else_can_read_it(check: Check, tmp_path: Path) -> None:
    """Neither the folder nor any file, also where an earlier report was open to all."""
    (tmp_path / "out").mkdir(mode=0o755)
    written = write_reports(check(), tmp_path / "out", {})
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o700
    assert {stat.S_IMODE(one.stat().st_mode) for one in written} == {0o600}


def test_an_earlier_report_makes_way(check: Check, tmp_path: Path) -> None:
    """Whole: nothing of it is left beside the new one."""
    first = write_reports(check(), tmp_path / "out", {})[0].read_bytes()
    second = write_reports(check(HEADER.replace("C2", "C3")), tmp_path / "out", {})[0].read_bytes()
    assert (b'"C2"' in first, b'"C2"' in second, b'"C3"' in second) == (True, False, True)
    assert {one.name for one in tmp_path.iterdir()} == {"2026-27", "out"}


@pytest.mark.parametrize("form", FORMS)
def test_a_form_that_fails_leaves_all_as_it_was(
    form: str, check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No half-written folder; the report before it stands."""
    kept = {one: one.read_bytes() for one in write_reports(check(), tmp_path / "out", {})}
    monkeypatch.setattr(write, "FORMS", {**FORMS, form: no_space})
    for folder in (tmp_path / "out", tmp_path / "new"):
        with pytest.raises(KinkeeperError, match="No space left") as failed:
            write_reports(check(), folder, {})
        assert "--out" in failed.value.do
    assert {one: one.read_bytes() for one in (tmp_path / "out").iterdir()} == kept
    assert {one.name for one in tmp_path.iterdir()} == {"2026-27", "out"}


def test_a_folder_of_other_things_is_left_alone(check: Check, tmp_path: Path) -> None:
    """It is named, with what is in it; so is a file in the place of the folder."""
    with pytest.raises(KinkeeperError, match=r"not a report: header\.csv"):
        write_reports(check(), tmp_path / "2026-27", {})
    with pytest.raises(KinkeeperError, match="is a file"):
        write_reports(check(), tmp_path / "2026-27" / "header.csv", {})


def test_no_value_can_act_as_a_formula(check: Check) -> None:
    """Neither in a CSV opened in a spreadsheet, nor in the workbook."""
    evil = HEADER.replace("C2,", "@SUM(1),").replace("C1,M", "-1,X")
    found = lines(findings_csv(check(evil), TEAMS | {"-1": "+1"}))
    texts = {value for line in found for value in line.values() if value}
    assert not [one for one in texts if one[0] in "=+-@\t\r"]
    assert {"'-1", "'@SUM(1)", "'+1"} <= texts
    book = fastexcel.read_excel(as_workbook(check(evil), TEAMS))
    header = book.load_sheet("Header", dtypes="string").to_polars()
    assert header["Child"].to_list() == ["-1", "@SUM(1)", "@SUM(1)", "@SUM(1)"]


def test_a_csv_reads_as_utf_8_in_excel(check: Check) -> None:
    """It has the mark that says so; the team stands beside the child."""
    content = findings_csv(check(), {"C2": "Équipe"})
    assert content.startswith(b"\xef\xbb\xbf")
    assert {line["team"] for line in lines(content)} == {"Équipe"}


def test_rules_that_were_not_run_are_in_every_form(check: Check) -> None:
    """With the reason; never as rules that hold."""
    checked = check()
    why = "Not run: the table Episodes was not given."
    (line,) = (one for one in lines(rules_csv(checked, {})) if one["rule"] == "141")
    assert (line["outcome"], line["not_run"]) == ("not run", why)
    assert why in as_page(checked, {}).decode()
    told = {one["rule"]: one for one in json.loads(FORMS["report.json"](checked, {}))["rules"]}
    assert (told["141"]["outcome"], told["141"]["not_run"]) == ("not run", why)
    sheet = fastexcel.read_excel(as_workbook(checked, {})).load_sheet("Rules").to_polars()
    assert (
        why in sheet.filter(pl.col("Rule").cast(pl.String) == "141")["Why it was not run"].to_list()
    )


def test_the_workbook_has_a_sheet_for_each_family(check: Check) -> None:
    """And one of rules, whose codes lead to their rows."""
    book = fastexcel.read_excel(as_workbook(check(), {}))
    assert book.sheet_names == ["Rules", "Header", "Files"]
    assert book.load_sheet("Header").to_polars()["Rule"].cast(pl.String).to_list() == [
        "101",
        "102",
        "103",
    ]


def test_what_a_file_holds_cannot_end_the_script(check: Check) -> None:
    """An identifier that looks like the end of a script is text."""
    page = as_page(check(HEADER.replace("C2,", f"{EVIL},")), {EVIL: EVIL}).decode()
    assert EVIL not in page
    assert page.count("</script>") == 2
    assert "\\u003c/SCRIPT>" in page


def test_every_field_at_fault_is_defined_in_the_page(check: Check) -> None:
    """With its codes; each link leads to a place in the page, and a rule's to its own words."""
    page = as_page(check(), {}).decode()
    led_to = set(re.findall(r'href="#([^"]+)"', page))
    assert {"field-Header.SEX", "field-Header.DOB", "field-Header.ETHNIC"} <= led_to
    assert {one for one in led_to if f'id="{one}"' not in page} == set()
    assert re.search(r'id="field-Header.SEX".*a code: Sex.*<strong>M</strong> Male', page)
    assert {"rule-101", "rule-141"} <= set(re.findall(r'id="([^"]+)"', page))


def test_the_page_asks_for_nothing(check: Check) -> None:
    """It holds all it needs: no address of another file, no import."""
    page = as_page(check(), {}).decode()
    assert not [
        sign for sign in ("http:", "https:", "src=", "<link", "@import", "url(") if sign in page
    ]
