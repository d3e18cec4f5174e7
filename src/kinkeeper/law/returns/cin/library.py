"""Checks a children in need census from its file, without a database: read, ask every rule, frames out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from kinkeeper.kernel.errors import BadInput
from kinkeeper.kernel.periods import census_year
from kinkeeper.law.returns.bounds import A_COUNTRY, Bounds
from kinkeeper.law.returns.checked import Checked
from kinkeeper.law.returns.cin.checks import RULES
from kinkeeper.law.returns.cin.derive import given as judged_on
from kinkeeper.law.returns.cin.derive import prepare
from kinkeeper.law.returns.cin.fields import LAYOUT
from kinkeeper.law.returns.cin.read import CinText, read_text
from kinkeeper.law.returns.cin.streamed import read_streamed
from kinkeeper.law.returns.damage import not_utf8
from kinkeeper.law.returns.judge import judge
from kinkeeper.law.returns.open import LeftUnread, Opened, open_paths, too_large
from kinkeeper.law.returns.rule import FIRST_YEAR

NAME: Final = "CIN"
_YEAR: Final = re.compile(r"<(?:Year|ReferenceDate)>\s*([12][0-9]{3})")
_HEAD: Final = 20_000  # characters


@dataclass(frozen=True)
class Census:
    """One census as the text its file holds."""

    text: CinText
    unread: tuple[LeftUnread, ...]

    @property
    def tables(self) -> dict[str, pl.DataFrame]:
        """Each group of the census as a frame of text, with `_file` and `_row`."""
        return dict(self.text.tables)


def read(*paths: str | Path, year: int | None = None) -> Census:
    """Read the one census among these files or folders, or of several that of `year`. Raises BadInput."""
    named = [Path(one) for one in paths]
    if too_large(named):
        return Census(read_streamed(named[0]), ())
    opened, unread = open_paths(named)
    found = [file for file in opened if file.form == "xml"]
    censuses = [file for file in found if file.is_census] or found[:1]
    one = censuses[0] if len(censuses) == 1 else _of_year(censuses, year)
    others = [LeftUnread(file.name, _why_not(file)) for file in opened if file is not one]
    return Census(read_text(one), (*unread, *others))


def _of_year(censuses: Sequence[Opened], year: int | None) -> Opened:
    """Of several the one of the year, by its header. Raises BadInput where there is none, or two."""
    if not censuses:
        raise BadInput(
            "there is no census among these files", file="", do="Name the XML file of one census."
        )
    if year is None:
        latest = max(_year_told(file) or FIRST_YEAR for file in censuses)
        _refuse_unknown(latest)
        raise BadInput(
            "there is more than one census",
            file=censuses[1].name,
            do=f"Say which year is to be checked, as --year {census_year(latest).label}, or name the "
            "file of one census.",
        )
    found = [file for file in censuses if _year_told(file) == year]
    if len(found) == 1:
        return found[0]
    how_many = "more than one" if found else "none"
    raise BadInput(
        f"of these censuses {how_many} is of {census_year(year).label}",
        file=(found or censuses)[-1].name,
        do="Name the XML file of one census.",
    )


def _year_told(file: Opened) -> int | None:
    """The year in the header, which stands at the head of the file."""
    told = _YEAR.search(file.text, 0, _HEAD)
    return int(told[1]) if told else None


def _why_not(file: Opened) -> str:
    """Why a file beside the census is not read."""
    if file.is_census:
        told = _year_told(file)
        return f"the census of {census_year(told).label}" if told else "another census"
    return "not a census" if file.form == "xml" else "not XML"


def check(given: Census, *, year: int | None = None, most: Bounds = A_COUNTRY) -> Checked:
    """Ask every rule of a census year: the header's, unless one is named. BadInput beyond `most` too."""
    held = judged_on(given.text, year)
    _refuse_unknown(held.year)
    rules = {rule.code: rule for rule in RULES if rule.stands(held.year)}
    return Checked(
        name=NAME,
        child_column="LAchildID",
        layout=LAYOUT,
        given=held,
        rules=rules,
        judged=judge(rules.values(), held, prepare, most=most),
        problems=(*not_utf8(given.text.file), *given.text.problems),
        unread=given.unread,
        told=f"{given.text.file.name}: {held.period.label}, {_how(given.text, year)}",
    )


def _refuse_unknown(year: int) -> None:
    if year < FIRST_YEAR:
        raise BadInput(
            f"the rules of {census_year(year).label} are not known here",
            do=f"The first that are known are of {census_year(FIRST_YEAR).label}.",
        )


def _how(text: CinText, year: int | None) -> str:
    """How the year was known, and what the header says where it denies it."""
    if year is None:
        return "from the header"
    told = text.header.get("Year", "")
    if told in ("", str(year)) or not told.isascii() or not told.isdigit() or len(told) != 4:
        return "as said"
    return f"as said, though its header is of {census_year(int(told)).label}"
