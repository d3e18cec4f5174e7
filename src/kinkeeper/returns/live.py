"""A return asked of the records themselves: what would be written today, judged before it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import polars as pl

from kinkeeper.facts.recorded import recorded
from kinkeeper.kernel.errors import BadInput
from kinkeeper.law.returns import beside
from kinkeeper.law.returns.bounds import A_COUNTRY, Bounds
from kinkeeper.law.returns.checked import Checked
from kinkeeper.law.returns.cin import checks as cin_checks
from kinkeeper.law.returns.cin import derive as cin_derive
from kinkeeper.law.returns.cin import fields as cin_fields
from kinkeeper.law.returns.cin.returned import census_tables
from kinkeeper.law.returns.cin.write import header_of
from kinkeeper.law.returns.cin.write import text_tables as census_text
from kinkeeper.law.returns.given import Given
from kinkeeper.law.returns.judge import judge
from kinkeeper.law.returns.recorded import Recorded
from kinkeeper.law.returns.rule import FIRST_YEAR, Rule
from kinkeeper.law.returns.ssda903 import checks as ssda903_checks
from kinkeeper.law.returns.ssda903 import derive as ssda903_derive
from kinkeeper.law.returns.ssda903 import fields as ssda903_fields
from kinkeeper.law.returns.ssda903.places import plain
from kinkeeper.law.returns.ssda903.returned import ssda903_tables
from kinkeeper.law.returns.ssda903.write import text_tables
from kinkeeper.law.returns.ssda903.years import year_label
from kinkeeper.law.returns.typed import FILE, ROW
from kinkeeper.law.returns.view import LAST

RECORDS: Final = "the records"
_POSTCODES: Final = ("HOME_POST", "PL_POST")


def live_given(
    collection: str,
    year: int,
    *,
    authority: str | None = None,
    providers: pl.DataFrame | None = None,
    held: Recorded | None = None,
) -> Given:
    """A collection year as it would be written from the records, to be judged. Raises BadInput.

    An SSDA903 has the year before beside it. `authority` is as `Given` has it; `held` the records,
    where they are at hand already.
    """
    if year < FIRST_YEAR:
        raise BadInput(
            f"the rules of {year_label(year)} are not known here", do="Check a later year."
        )
    records = recorded() if held is None else held
    if collection == "cin":
        return _cin(records, year, authority)
    return _ssda903(records, year, authority, providers)


def live_checked(collection: str, year: int, *, given: Given, most: Bounds = A_COUNTRY) -> Checked:
    """Every rule of the year, asked of what `live_given` gave."""
    name, child, layout, every, prepare = _ASKED[collection]
    rules: Mapping[str, Rule] = {rule.code: rule for rule in every if rule.stands(year)}
    return Checked(
        name=name,
        child_column=child,
        layout=layout,
        given=given,
        rules=rules,
        judged=judge(rules.values(), given, prepare, most=most),
        told=f"{RECORDS}: {year_label(year)}, as said",
    )


_ASKED: Final = {
    "ssda903": ("SSDA903", "CHILD", ssda903_fields.LAYOUT, ssda903_checks.RULES, ssda903_derive.prepare),
    "cin": ("CIN", "LAchildID", cin_fields.LAYOUT, cin_checks.RULES, cin_derive.prepare),
}  # fmt: skip


def _ssda903(
    records: Recorded, year: int, authority: str | None, providers: pl.DataFrame | None
) -> Given:
    now, before = (
        text_tables(ssda903_tables(records, year=of), year=of) for of in (year, year - 1)
    )
    tables = {name: _placed(rows) for name, rows in now.items()}
    tables |= {f"{name}{LAST}": _placed(rows) for name, rows in before.items()}
    return Given(year, tables, authority=authority, providers=providers, postcodes=_places(tables))


def _places(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame | None:
    """What the installed directory says of the postcodes in use; None without one."""
    if not beside.installed():
        return None
    episodes = [rows for name, rows in tables.items() if name.startswith("Episodes")]
    used = [rows.select(plain(pl.col(one))).to_series() for rows in episodes for one in _POSTCODES]
    return beside.packaged(sorted(pl.concat(used).drop_nulls().unique().to_list()))


def _cin(records: Recorded, year: int, authority: str | None) -> Given:
    tables = census_text(census_tables(records, year=year))
    placed = {name: _placed(rows) for name, rows in tables.items()}
    header = header_of(year=year, authority=authority or "")
    return Given(year, {"Header": _placed(header), **placed}, authority=authority, xml=True)


def _placed(rows: pl.DataFrame) -> pl.DataFrame:
    """With the place each row would have among the records returned."""
    row = pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias(ROW)
    return rows.with_columns(pl.lit(RECORDS).alias(FILE), row)
