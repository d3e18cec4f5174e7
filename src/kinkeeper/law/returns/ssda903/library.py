"""Checks an SSDA903 from files, without a database: read, ask every rule, frames out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from kinkeeper.kernel.errors import BadInput
from kinkeeper.law.returns import beside
from kinkeeper.law.returns.authority import authority_code
from kinkeeper.law.returns.bounds import A_COUNTRY, Bounds
from kinkeeper.law.returns.checked import Checked
from kinkeeper.law.returns.given import Given
from kinkeeper.law.returns.judge import judge
from kinkeeper.law.returns.open import LeftUnread, open_paths
from kinkeeper.law.returns.problems import Problem
from kinkeeper.law.returns.providers import read_providers
from kinkeeper.law.returns.rule import FIRST_YEAR
from kinkeeper.law.returns.ssda903.checks import RULES
from kinkeeper.law.returns.ssda903.derive import prepare
from kinkeeper.law.returns.ssda903.fields import LAYOUT
from kinkeeper.law.returns.ssda903.places import plain
from kinkeeper.law.returns.ssda903.text import Texts, read_texts
from kinkeeper.law.returns.ssda903.without import without
from kinkeeper.law.returns.ssda903.years import year_label
from kinkeeper.law.returns.view import LAST

NAME: Final = "SSDA903"
_POSTCODES: Final = ("HOME_POST", "PL_POST")


@dataclass(frozen=True)
class Return:
    """The files of one or several years of an SSDA903, as the text they hold."""

    texts: Texts
    unread: tuple[LeftUnread, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """The collection years that are there, by the March they end in."""
        return tuple(sorted(self.texts.years))

    @property
    def tables(self) -> dict[str, pl.DataFrame]:
        """The tables of the newest year, each a frame of text with `_file` and `_row`."""
        return dict(self.texts.years[self.years[-1]])


def read(*paths: str | Path, year: int | None = None) -> Return:
    """Read files or folders. Raises BadInput naming the file, row and field that is at fault.

    `year` is the March the collection ends in, for files of one year that do not tell it.
    """
    opened, unread = open_paths([Path(one) for one in paths])
    texts = read_texts(opened, year=year)
    return Return(texts, (*unread, *texts.unread))


def check(
    given: Return,
    *,
    year: int | None = None,
    authority: str | None = None,
    postcodes: str | Path | None = None,
    providers: str | Path | None = None,
    most: Bounds = A_COUNTRY,
) -> Checked:
    """Ask every rule of a collection year, the newest unless one is named, with the year before it.

    `authority` is the nine-character code of the Office for National Statistics; `postcodes` a CSV
    (else the installed directory, if there is one); `providers` Ofsted's workbook or a CSV. A rule
    that lacks what it needs is *not run*, with the reason. Raises BadInput, beyond `most` too.
    """
    named = None if authority is None else authority_code(authority)
    asked = given.years[-1] if year is None else year
    _refuse(given, asked)
    places = _directory(given, asked, postcodes)
    held = Given(
        year=asked,
        tables=_tables(given.texts, asked),
        authority=named,
        postcodes=places,
        providers=read_providers(Path(providers), places) if providers else None,
        xml=asked in given.texts.xml,
        lacking=_lacking(given.texts, asked),
    )
    rules = {rule.code: rule for rule in RULES if rule.stands(asked)}
    return Checked(
        name=NAME,
        child_column="CHILD",
        layout=LAYOUT,
        given=held,
        rules=rules,
        judged=judge(rules.values(), held, prepare, without, most),
        problems=_problems(given.texts, asked),
        unread=given.unread,
        told=_told(given.texts),
    )


def _told(texts: Texts) -> str:
    """How the year of each set of files was known; what the dates deny stands first."""
    found = sorted(texts.found, key=lambda one: not one.denied)
    return "; ".join(f"{one.set_of}: {one.label}, {one.how}" for one in found)


def _refuse(given: Return, year: int) -> None:
    if year not in given.texts.years:
        there = ", ".join(year_label(one) for one in given.years)
        raise BadInput(
            f"these are the files of {there}, not of {year_label(year)}",
            do="Name the year they are for, or give the files of that year.",
        )
    if year < FIRST_YEAR:
        raise BadInput(
            f"the rules of {year_label(year)} are not known here; the first are of "
            f"{year_label(FIRST_YEAR)}",
            do="Check a later year.",
        )


def _tables(texts: Texts, year: int) -> dict[str, pl.DataFrame]:
    last = texts.years.get(year - 1, {})
    return {**texts.years[year], **{f"{name}{LAST}": rows for name, rows in last.items()}}


def _lacking(texts: Texts, year: int) -> dict[str, tuple[str, ...]]:
    last = texts.lacking.get(year - 1, {})
    now = texts.lacking.get(year, {})
    return {**now, **{f"{name}{LAST}": columns for name, columns in last.items()}}


def _problems(texts: Texts, year: int) -> tuple[Problem, ...]:
    files = {name for of in (year, year - 1) for name in texts.files.get(of, ())}
    return tuple(one for one in texts.problems if one.file in files)


def _directory(given: Return, year: int, named: str | Path | None) -> pl.DataFrame | None:
    """The directory named; else what the installed one says of the postcodes that are in use."""
    if named is not None:
        return beside.from_csv(Path(named))
    if not beside.installed():
        return None
    return beside.packaged(_in_use(given.texts, (year, year - 1)))


def _in_use(texts: Texts, years: Sequence[int]) -> list[str]:
    episodes = [texts.years.get(year, {}).get("Episodes") for year in years]
    written = [rows[name] for rows in episodes if rows is not None for name in _POSTCODES]
    if not written:
        return []
    each = pl.DataFrame({"postcode": pl.concat(written).drop_nulls().unique()})
    return each.select(plain(pl.col("postcode"))).to_series().to_list()
