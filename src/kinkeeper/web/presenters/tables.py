"""Tables of a record as they stand on a day: what is dated later is left out, what ends later runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from kinkeeper.web import words
from kinkeeper.web.parts import Cell, Column, Row, Worklist

T = TypeVar("T")


def table(caption: str, columns: Sequence[str], rows: Iterable[Row], total: str = "") -> Worklist:
    """A plain table: its columns do not sort."""
    return Worklist(caption, [Column(name) for name in columns], list(rows), total)


def row(*words_of: str | None) -> Row:
    """A row whose first cell names it; a gap is printed as one."""
    head, *rest = words_of
    return Row([Cell(head, head=True, label=False), *(Cell(one) for one in rest)])


def begun(
    found: Iterable[T], on: date, when: Callable[[T], date | None], shown: Callable[[T, date], Row]
) -> Iterator[Row]:
    """The rows that had begun by the day; what has no date of its own is kept."""
    return (shown(one, on) for one in found if (start := when(one)) is None or start <= on)


def said(value: object) -> str | None:
    """A coded value in words, or the gap."""
    return str(value) if value else None


def over(ended_on: date | None, on: date) -> bool:
    """Whether something had ended by the day."""
    return ended_on is not None and ended_on <= on


def until(ended_on: date | None, on: date, *, otherwise: str = "Now") -> str:
    """The end, once it has come."""
    return words.short_date(ended_on) if over(ended_on, on) else otherwise


def since(started_on: date, *, known: bool = True) -> str:
    """The start; where it is not known, the first day of which the record speaks."""
    return words.short_date(started_on) if known else f"On or before {words.short_date(started_on)}"
