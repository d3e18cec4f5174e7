"""What is stopped on the way from a return to our records, and why."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from kinkeeper.law.returns.problems import Problem, Stopped
from kinkeeper.law.returns.typed import FILE, ROW

CORRECT = "Correct it in the source system and load the file again."
_OPEN = date.max


@dataclass(slots=True)
class Sieve:
    """Collects what is stopped while the rows of one source table pass through."""

    table: str
    problems: list[Problem] = field(default_factory=list)
    told_later: int = 0  # rows of which a later year's files tell the same thing

    def field(
        self,
        rows: pl.DataFrame,
        bad: pl.Expr,
        *,
        column: str,
        named: str,
        reason: str,
        do: str = CORRECT,
    ) -> pl.DataFrame:
        """The rows with `column` emptied where `bad`; the rest of each row goes on."""
        lost = bad.fill_null(False) & pl.col(column).is_not_null()
        self._note(rows.filter(lost), named, reason, do, "field")
        return rows.with_columns(pl.when(~lost).then(pl.col(column)).alias(column))

    def row(
        self, rows: pl.DataFrame, bad: pl.Expr, *, named: str, reason: str, do: str = CORRECT
    ) -> pl.DataFrame:
        """The rows without those that are `bad`."""
        bad = bad.fill_null(False)
        self._note(rows.filter(bad), named, reason, do, "row")
        return rows.filter(~bad)

    def keyed(self, rows: pl.DataFrame, *columns: str) -> pl.DataFrame:
        """The rows whose key is whole; what the reading has told of a row is not told again."""
        unread = {(p.file, p.row) for p in self.problems if p.stopped == "row"}
        for column in columns:
            blank = rows.filter(pl.col(column).is_null())
            fresh = [place not in unread for place in blank.select(FILE, ROW).iter_rows()]
            why = (
                "its child has no identifier that can be read"
                if column == "child"
                else "it is empty"
            )
            self._note(
                blank.filter(pl.Series(fresh, dtype=pl.Boolean)),
                column,
                f"{why}, so the row has no place",
                CORRECT,
                "row",
            )
            rows = rows.filter(pl.col(column).is_not_null())
        return rows

    def once(
        self, rows: pl.DataFrame, *key: str, named: str, best: Sequence[str] = ()
    ) -> pl.DataFrame:
        """One row a key: the last by `best`, else the first met; the others are reported."""
        order = (
            rows.sort(*best, descending=True, nulls_last=False, maintain_order=True)
            if best
            else rows
        )
        again = ~pl.struct(key).is_first_distinct()
        self._note(
            order.filter(again),
            named,
            "the same thing is given twice; one row is used",
            "Remove the row that is wrong.",
            "row",
        )
        return order.filter(~again).sort(FILE, ROW)

    def apart(
        self,
        rows: pl.DataFrame,
        *same: str,
        named: str,
        start: str = "started_on",
        end: str = "ended_on",
    ) -> pl.DataFrame:
        """The rows of which no two alike in `same` share a day; the later of two is stopped."""
        clash = overlapping(rows, same, start, end)
        self._note(
            rows.filter(clash),
            named,
            "it overlaps an earlier one of the same child",
            CORRECT,
            "row",
        )
        return rows.filter(~clash)

    def told(self, rows: pl.DataFrame, *, named: str, reason: str, do: str) -> None:
        """Report rows that go on all the same."""
        self._note(rows, named, reason, do, "nothing")

    def _note(self, rows: pl.DataFrame, named: str, reason: str, do: str, stopped: Stopped) -> None:
        for file, row, child in rows.select(FILE, ROW, "child").iter_rows():
            self.problems.append(
                Problem(file, row, self.table, named, "", reason, do, stopped, child or "")
            )


def overlapping(rows: pl.DataFrame, same: Sequence[str], start: str, end: str) -> pl.Series:
    """Which rows share a day with an earlier kept row; a period may start the day another ends."""
    marked = rows.select(*same, start, end).with_row_index("_n")
    ends = pl.col(end).fill_null(_OPEN)
    before = ends.cum_max().shift(1).over(same, order_by=[start, "_n"])
    suspects = marked.filter((before > pl.col(start)).any().over(same))
    late = _later_of_two(suspects.sort(start, "_n"))
    return pl.Series("clash", [n in late for n in range(rows.height)], dtype=pl.Boolean)


def _later_of_two(rows: pl.DataFrame) -> set[int]:
    """Walk the few children with overlaps by start; what meets a kept period is left out."""
    late: set[int] = set()
    kept: dict[tuple[object, ...], list[tuple[date, date]]] = {}
    for n, *alike, begins, ends in rows.iter_rows():
        periods = kept.setdefault(tuple(alike), [])
        last = ends or _OPEN
        if last == begins:
            continue
        if any(a < last and begins < b for a, b in periods):
            late.add(n)
        else:
            periods.append((begins, last))
    return late


def refused_rows(problems: Iterable[Problem]) -> Counter[str]:
    """How many rows of each table were stopped whole."""
    return Counter(
        table for table, _, _ in {(p.table, p.file, p.row) for p in problems if p.stopped == "row"}
    )
