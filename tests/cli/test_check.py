"""`kinkeeper check` as it is typed: what it prints, what it writes, and how it ends."""

import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.small_return import HEADER, put

from kinkeeper.cli.main import cli
from kinkeeper.law.returns import beside

Check = Callable[..., Result]
STARTED = """
import sys
from kinkeeper.law.returns import ssda903
from kinkeeper.returns.reports import write
unused = {"django", "numpy", "lxml", "fastexcel", "xlsxwriter", "kinkeeper.law.returns.cin"}
print(*sorted(unused & set(sys.modules)))
"""
CENSUS = Path(__file__).resolve().parents[2] / "examples" / "cin" / "children_in_need_2025-26.xml"
SOUND = HEADER.splitlines(keepends=True)[0] + "C1,M,01/02/2012,WBRI,UN3,,\n"


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Check:
    """The command, typed in an empty folder of its own, with no directory of postcodes installed."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setattr(beside, "installed", lambda: False)
    return lambda *typed: CliRunner().invoke(cli, ["check", *map(str, typed)])


def test_errors_are_told_and_the_end_is_1(check: Check, tmp_path: Path) -> None:
    """The year and how it was known, each rule with its rows, the sums, and where the report is."""
    result = check(put(tmp_path / "2026-27"))
    assert result.exit_code == 1
    assert "SSDA903 2026-27 (2026-27: 2026-27, from the name)" in result.stdout
    assert "101        error          1 The child's sex is blank" in result.stdout
    assert "3 rows are in error; 0 more to look at." in result.stdout
    assert (
        "The report: check-ssda903-2026-27/report.html, and beside it report.xlsx," in result.stdout
    )
    assert Path("check-ssda903-2026-27/findings.csv").exists()


def test_a_return_without_errors_ends_with_0(check: Check, tmp_path: Path) -> None:
    """And says that no row is in error, and that not every rule was run."""
    result = check(put(tmp_path / "2026-27", SOUND))
    assert result.exit_code == 0
    assert "0 rows are in error" in result.stdout
    assert "0 are broken, 16 hold and 310 were not run." in result.stdout


def test_one_rule_is_broken(check: Check, tmp_path: Path) -> None:
    """The verb agrees with the number."""
    result = check(put(tmp_path / "2026-27", SOUND.replace(",M,", ",X,")))
    assert "1 is broken, 15 hold and 310 were not run." in result.stdout


def test_one_of_a_thing_is_told_as_one(check: Check, tmp_path: Path) -> None:
    """One row is, one rule is."""
    printed = check(put(tmp_path / "2026-27", SOUND.replace(",M,", ",X,"))).stdout
    assert "1 row is in error; 0 more to look at." in printed
    assert re.search(r"^1 rule: not run: ", printed, re.MULTILINE)


def test_what_was_not_run_says_why(check: Check, tmp_path: Path) -> None:
    """Each reason once, with how many rules it stops."""
    printed = check(put(tmp_path / "2026-27")).stdout
    reasons = [line for line in printed.splitlines() if ": not run: " in line]
    assert len(reasons) == len({line.partition(": ")[2] for line in reasons}) > 5
    assert any(line.endswith("rules: not run: no list of providers was given.") for line in reasons)


def test_refused(check: Check, tmp_path: Path) -> None:
    """The file, what is wrong with it, what to do; nothing is written; the end is 2."""
    folder = put(tmp_path / "2026-27", "CHILD;SEX;DOB;ETHNIC\nC1;M;01/02/2012;WBRI\n")
    result = check(folder)
    assert result.exit_code == 2
    assert (
        "Nothing was checked: 2026-27/header.csv, row 1: the columns are separated by semicolons"
        in result.stderr
    )
    assert "comma-separated" in result.stderr
    assert (result.stdout, list(Path().iterdir())) == ("", [])


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["--year", "2026-28"], "2026-28"),
        (["--year", "soon"], "soon"),
        (["--year", "2019-20"], "the first are of 2022-23"),
        (["--return", "cin"], "no census among these files"),
        (["--providers", "none.xlsx"], "none.xlsx"),
        (["--postcodes", "none.csv"], "none.csv"),
        (["--teams", "none.csv"], "none.csv"),
        (["--out", "."], "Name another"),
    ],
)
def test_what_cannot_be_done_ends_with_2(
    typed: list[str], said: str, check: Check, tmp_path: Path
) -> None:
    """Told in words, with what to do instead, and nothing is written."""
    folder = put(tmp_path / "2026-27")
    Path("mine.txt").touch()
    result = check(folder, *typed)
    assert (result.exit_code, [one.name for one in Path().iterdir()]) == (2, ["mine.txt"])
    assert said in result.stderr
    assert len(result.stderr.strip().splitlines()) >= 2


def test_a_blank_folder_is_no_folder(check: Check, tmp_path: Path) -> None:
    """It is refused: nothing is written into the folder one stands in."""
    result = check(put(tmp_path / "2026-27"), "--out", "")
    assert (result.exit_code, "--out" in result.stderr) == (2, True)
    assert not list(Path.cwd().iterdir())


def test_a_return_of_csv_files_starts_nothing_it_has_no_use_for() -> None:
    """Neither the other return, nor what reads XML and workbooks, nor the service itself."""
    told = subprocess.run(
        [sys.executable, "-c", STARTED], check=True, capture_output=True, text=True
    )
    assert told.stdout.split() == []


def test_a_path_that_is_not_there(check: Check) -> None:
    """It is named as it was typed."""
    result = check("nowhere")
    assert (result.exit_code, "nowhere: there is no such file or folder" in result.stderr) == (
        2,
        True,
    )


def test_teams(check: Check, tmp_path: Path) -> None:
    """The report says whose each child is; the columns may be anywhere, and more may stand there."""
    teams = tmp_path / "teams.csv"
    teams.write_text("WHO,TEAM,CHILD\nme, East ,c2\nme,West,c9\n", encoding="utf-8")
    check(put(tmp_path / "2026-27"), "--teams", teams, "--out", "out")
    found = json.loads(Path("out/report.json").read_text(encoding="utf-8"))["findings"]
    assert {one["team"] for one in found} == {"East"}
    teams.write_text("CHILD,WHO\nc2,me\n", encoding="utf-8")
    refused = check(tmp_path / "2026-27", "--teams", teams)
    assert (refused.exit_code, "CHILD and TEAM" in refused.stderr) == (2, True)


def test_a_child_has_one_team(check: Check, tmp_path: Path) -> None:
    """Two are refused with the row of the second; the same one twice is no fault."""
    teams = tmp_path / "teams.csv"
    teams.write_text("CHILD,TEAM\nc2,East\nC2,East\nc2,West\n", encoding="utf-8")
    refused = check(put(tmp_path / "2026-27"), "--teams", teams)
    assert (refused.exit_code, "teams.csv, row 4, TEAM" in refused.stderr) == (2, True)


def test_two_years_in_one_folder(check: Check, tmp_path: Path) -> None:
    """The newest is checked, against the one before; an older one is checked when it is named."""
    for year in ("2025-26", "2026-27"):
        put(
            tmp_path / "both" / year,
            HEADER.replace("WBRI", "APKN") if year == "2025-26" else HEADER,
        )
    newest, older = check(tmp_path / "both"), check(tmp_path / "both", "--year", "2025-26")
    assert newest.stdout.startswith("SSDA903 2026-27 (2025-26: 2025-26, from the name; 2026-27:")
    assert "204        error          1 The ethnicity is not what it was" in newest.stdout
    assert older.stdout.startswith("SSDA903 2025-26 ")
    assert "last year's return was not given" in older.stdout


def test_only_the_worst_are_printed_unless_all_are_asked_for(
    check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """How many are left out is said, and how to see them."""
    monkeypatch.setattr("kinkeeper.cli.check_summary.FEW", 1)
    folder = put(tmp_path / "2026-27")
    assert "… and 2 more rules that are broken; --all prints them." in check(folder).stdout
    assert "--all prints them" not in check(folder, "--all").stdout


def test_what_is_wrong_with_the_files_is_printed_first(check: Check, tmp_path: Path) -> None:
    """Damage, once for each kind with how often, and files that were passed by."""
    folder = put(tmp_path / "2026-27", HEADER.replace("UN3", "1E+05"))
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    printed = check(folder).stdout
    assert "2026-27/header.csv, UPN: a spreadsheet has turned a long number" in printed
    assert "powers of ten (2 times)" in printed
    assert "2026-27/notes.txt: passed by, neither XML nor CSV" in printed


def test_a_zip_is_checked_as_its_folder(check: Check, tmp_path: Path) -> None:
    """The same findings, in files told by their names in it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("2026-27/header.csv", HEADER)
    (tmp_path / "returns.zip").write_bytes(buffer.getvalue())
    result = check(tmp_path / "returns.zip", "--out", "out")
    assert (result.exit_code, "3 rows are in error" in result.stdout) == (1, True)
    assert "returns.zip/2026-27/header.csv" in Path("out/findings.csv").read_text(encoding="utf-8")


def test_a_census_is_told_from_what_it_holds(check: Check, tmp_path: Path) -> None:
    """No option is needed; what is for the other return is refused; two returns are not one."""
    census = check(CENSUS)
    assert census.stdout.startswith(f"CIN 2025-26 ({CENSUS.name}: 2025-26, from the header)")
    assert "--authority is for the SSDA903" in check(CENSUS, "--authority", "E08000025").stderr
    mixed = check(CENSUS, put(tmp_path / "2026-27"))
    assert (mixed.exit_code, "given together" in mixed.stderr) == (2, True)
