"""How much is judged at once: a return beyond it is refused in words, before it fills the memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from kinkeeper.kernel.errors import BadInput
from kinkeeper.law.returns.typed import FILE

_CHILD: Final = ("CHILD", "LAchildID")
_ONCE: Final = "Check that the files are those of one return, each given once."


@dataclass(frozen=True, slots=True)
class Bounds:
    """The most that is judged: rows of all tables, last year's too, and rows that rules point at.

    `pairs` bounds the rows of one child, which rules set beside one another: over every child, the
    square of how many rows are theirs. `lines` are those of all CSV files and `elements` those of all XML
    files, before they are read. `elsewhere` says where a larger return can be checked.
    """

    rows: int
    pairs: int
    found: int
    lines: int
    elements: int
    elsewhere: str = ""

    def refuse_rows(self, tables: Mapping[str, pl.DataFrame]) -> int:
        """BadInput naming the file with the most rows, where there are too many in all or of a child.

        Else how many pairs of rows of the same child there are.
        """
        if not tables:
            return 0
        largest = max(tables.values(), key=len)
        if (rows := sum(map(len, tables.values()))) > self.rows:
            raise BadInput(
                f"there are {rows:,} rows in all tables together, and no more than {self.rows:,} can be "
                f"worked through here; {len(largest):,} of them are in this file",
                file=_file(largest), do=f"{_ONCE} {self.elsewhere}".strip(),
            )  # fmt: skip
        pairs, most = _of_a_child(tables)
        if pairs > self.pairs:
            raise BadInput(
                f"too many rows are of the same child to be set beside one another: {most:,} of one, in "
                "all tables together",
                file=_file(largest),
                do="Look for a number that stands for many children.",
            )
        return pairs

    def refuse_found(self, by_rule: Mapping[str, int]) -> None:
        """BadInput naming the rule that is broken most, where rules point at too many rows."""
        if sum(by_rule.values()) > self.found:
            most = max(by_rule, key=lambda code: by_rule[code])
            raise BadInput(
                f"a return with so many rows at fault cannot be worked through here: more than "
                f"{self.found:,} are, {by_rule[most]:,} of them by rule {most}",
                do=f"Put right what is wrong with every row first. {self.elsewhere}".strip(),
            )

    def refuse_lines(self, lines: Mapping[str, int]) -> None:
        """BadInput naming the longest file, where the files have too many lines to be read."""
        self._refuse("lines", self.lines, lines)

    def refuse_elements(self, elements: Mapping[str, int]) -> None:
        """BadInput naming the largest file, where the files have too many elements to be read."""
        self._refuse("elements", self.elements, elements)

    def _refuse(self, what: str, most: int, counts: Mapping[str, int]) -> None:
        if sum(counts.values()) > most:
            largest = max(counts, key=lambda name: counts[name])
            raise BadInput(
                f"there are {sum(counts.values()):,} {what} in all files together, and no more than "
                f"{most:,} can be worked through here; {counts[largest]:,} of them are in this file",
                file=largest, do=f"{_ONCE} {self.elsewhere}".strip(),
            )  # fmt: skip


# An authority has fewer than 100,000 rows; England 84,000 children looked after, 400,000 in need.
AN_AUTHORITY: Final = Bounds(
    rows=500_000, pairs=100_000_000, found=200_000, lines=1_500_000, elements=5_000_000,
    elsewhere="To see what is at fault, check it with kinkeeper check, which takes more.",
)  # fmt: skip
A_COUNTRY: Final = Bounds(
    rows=20_000_000, pairs=2_000_000_000, found=5_000_000, lines=20_000_000, elements=100_000_000
)  # fmt: skip


def _file(rows: pl.DataFrame) -> str:
    return str(rows[FILE][0]) if FILE in rows.columns and not rows.is_empty() else ""


def _of_a_child(tables: Mapping[str, pl.DataFrame]) -> tuple[int, int]:
    """Over every child the square of how many rows are theirs, and the most that one has."""
    named = [
        rows.lazy().select(pl.col(name).alias("child")) for rows in tables.values() for name in _CHILD
        if name in rows.columns
    ]  # fmt: skip
    if not named:
        return 0, 0
    every = (
        pl.concat(named).drop_nulls().group_by("child").agg(pl.len().cast(pl.Int64).alias("rows"))
    )
    rows = every.collect(engine="in-memory")["rows"]
    return int((rows * rows).sum()), int(rows.max() or 0)  # type: ignore[arg-type]
