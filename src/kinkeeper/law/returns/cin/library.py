"""Checks a children in need census from its file, without a database: read, ask every rule, frames out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from kinkeeper.kernel.errors import BadInput
from kinkeeper.kernel.periods import census_year
from kinkeeper.law.returns.checked import Checked
from kinkeeper.law.returns.cin.checks import RULES
from kinkeeper.law.returns.cin.derive import given as judged_on
from kinkeeper.law.returns.cin.derive import prepare
from kinkeeper.law.returns.cin.read import CinText, read_text
from kinkeeper.law.returns.cin.streamed import read_streamed, too_large
from kinkeeper.law.returns.judge import judge
from kinkeeper.law.returns.open import LeftUnread, open_paths
from kinkeeper.law.returns.rule import FIRST_YEAR

NAME: Final = "CIN"


@dataclass(frozen=True)
class Census:
    """One census as the text its file holds."""

    text: CinText
    unread: tuple[LeftUnread, ...]

    @property
    def tables(self) -> dict[str, pl.DataFrame]:
        """Each group of the census as a frame of text, with `_file` and `_row`."""
        return dict(self.text.tables)


def read(*paths: str | Path) -> Census:
    """Read the one census among these files or folders. Raises BadInput."""
    named = [Path(one) for one in paths]
    if too_large(named):
        return Census(read_streamed(named[0]), ())
    opened, unread = open_paths(named)
    found = [file for file in opened if file.form == "xml"]
    if len(found) != 1:
        raise BadInput(
            "there is no census among these files"
            if not found
            else "there is more than one census",
            file=found[1].name if found else "",
            do="Name the XML file of one census.",
        )
    others = [LeftUnread(file.name, "not XML") for file in opened if file.form != "xml"]
    return Census(read_text(found[0]), (*unread, *others))


def check(given: Census, *, year: int | None = None) -> Checked:
    """Ask every rule of a census year: the header's, unless one is named. Raises BadInput."""
    held = judged_on(given.text, year)
    if held.year < FIRST_YEAR:
        raise BadInput(
            f"the rules of {census_year(held.year).label} are not known here",
            do=f"The first that are known are of {census_year(FIRST_YEAR).label}.",
        )
    rules = {rule.code: rule for rule in RULES if rule.stands(held.year)}
    return Checked(
        name=NAME,
        child_column="LAchildID",
        given=held,
        rules=rules,
        judged=judge(rules.values(), held, prepare),
        problems=given.text.problems,
        unread=given.unread,
        told=f"{given.text.file.name}: {held.period.label}, "
        + ("from the header" if year is None else "as said"),
    )
