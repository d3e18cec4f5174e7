"""Which return the files are of, and what the options say of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kinkeeper.kernel.errors import BadInput
from kinkeeper.kernel.periods import collection_year
from kinkeeper.law.returns.open import open_file, open_paths, too_large
from kinkeeper.law.returns.tables import read_sheet
from kinkeeper.law.returns.typed import ROW

if TYPE_CHECKING:
    from kinkeeper.law.returns.checked import Checked


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the options of the command say."""

    name: str | None = None
    year: str | None = None
    authority: str | None = None
    postcodes: Path | None = None
    providers: Path | None = None
    teams: Path | None = None

    @property
    def ends(self) -> int | None:
        """The March the year written as 2026-27 ends in. Raises KinkeeperError."""
        return None if self.year is None else collection_year.labelled(self.year).end.year

    @property
    def only_ssda903(self) -> dict[str, Any]:
        """What a census has no use for, where it was given."""
        given = {
            "authority": self.authority,
            "postcodes": self.postcodes,
            "providers": self.providers,
        }
        return {name: value for name, value in given.items() if value is not None}


def checked(paths: tuple[Path, ...], asked: Asked) -> Checked:
    """Read the files and ask every rule. Raises BadInput."""
    told = asked.name or _told(paths)
    if told == "ssda903":
        from kinkeeper.law.returns import ssda903

        given = ssda903.read(*paths, year=asked.ends)
        return ssda903.check(given, year=asked.ends, **asked.only_ssda903)
    from kinkeeper.law.returns import cin

    if strange := next(iter(asked.only_ssda903), None):
        raise BadInput(f"--{strange} is for the SSDA903", do="Leave it out for a census.")
    return cin.check(cin.read(*paths, year=asked.ends), year=asked.ends)


def teams(path: Path | None) -> Mapping[str, str]:
    """The team of each child. Raises BadInput where a column is missing or a child has two."""
    if path is None:
        return {}
    sheet = read_sheet(open_file(path))
    if not {"CHILD", "TEAM"} <= set(sheet.columns):
        raise BadInput("the columns CHILD and TEAM are needed", file=path.name, row=1,
                       do="Give a CSV with one child and one team a line.")  # fmt: skip
    of: dict[str, str] = {}
    for row, child, team in sheet.texts.select(ROW, "CHILD", "TEAM").iter_rows():
        whose, theirs = child.strip().upper(), team.strip()
        if whose and of.setdefault(whose, theirs) != theirs:
            raise BadInput("this child is given to another team above", file=path.name, row=row,
                           field="TEAM", do="Name one team for each child.")  # fmt: skip
    return of


def _told(paths: tuple[Path, ...]) -> str:
    """Which return these files are of, by what they hold."""
    if too_large(paths):
        return "cin"
    files, _ = open_paths(paths)
    census = [file for file in files if file.is_census]
    if len(census) == len(files):
        return "cin"
    if not census:
        return "ssda903"
    raise BadInput(
        "a census and other files are given together", file=census[0].name,
        do="Check one return at a time, or say which with --return.",
    )  # fmt: skip
