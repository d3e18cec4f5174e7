"""Writes every form of a report into one folder: all of it, or nothing."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from kinkeeper.kernel.errors import KinkeeperError
from kinkeeper.law.returns.checked import Checked
from kinkeeper.law.returns.side_by_side import side_by_side
from kinkeeper.returns.reports.excel import as_workbook
from kinkeeper.returns.reports.flat import FINDINGS_CSV, RULES_CSV, as_json, findings_csv, rules_csv
from kinkeeper.returns.reports.page import as_page
from kinkeeper.returns.writing.folder import write_for_owner

Teams = Mapping[str, str]
FORMS: Final[Mapping[str, Callable[[Checked, Teams], bytes]]] = {
    "report.html": as_page,
    "report.xlsx": as_workbook,
    FINDINGS_CSV: findings_csv,
    RULES_CSV: rules_csv,
    "report.json": as_json,
}


def write_reports(checked: Checked, folder: Path, teams: Teams) -> tuple[Path, ...]:
    """Write every form; the folder is new, or one that holds nothing but an earlier report.

    Its owner alone can read it. `teams` says which team a child is of. Raises KinkeeperError, the
    folder left as it was.
    """
    _refuse_other(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".report-") as scratch:
            made = Path(scratch) / "made"
            write_for_owner(made, _forms(checked, teams))
            _put(made, folder)
    except OSError as error:
        raise KinkeeperError(
            f"The report cannot be written to {folder}: {error.strerror}.",
            do="Name another folder with --out.",
        ) from error
    return tuple(folder / name for name in FORMS)


def _forms(checked: Checked, teams: Teams) -> dict[str, bytes]:
    """Every form by its name, two at a time: the workbook is packed without the interpreter."""
    _ = checked.asked  # what all of them tell is worked out once, before they part
    made = side_by_side(lambda form: form(checked, teams), FORMS.values())
    return dict(zip(FORMS, made, strict=True))


def _refuse_other(folder: Path) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise KinkeeperError(f"{folder} is a file, not a folder.", do="Name another with --out.")
    strange = sorted(one.name for one in folder.iterdir() if one.name not in FORMS)
    if strange:
        raise KinkeeperError(
            f"{folder} holds something that is not a report: {strange[0]}.",
            do="Name another folder with --out.",
        )


def _put(made: Path, folder: Path) -> None:
    """In one step where nothing was there before; an earlier report makes way whole."""
    if folder.exists():
        earlier = made.parent / "earlier"
        folder.rename(earlier)
    made.rename(folder)
    shutil.rmtree(made.parent / "earlier", ignore_errors=True)
