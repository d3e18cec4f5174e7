"""The figures as a file of rows, for a spreadsheet: what the page shows, and no more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kinkeeper.measures.catalogue import unit_of
from kinkeeper.measures.figures import Value
from kinkeeper.measures.queries import Series
from kinkeeper.measures.suppress import KEPT_BACK

HEADER = (
    "figure",
    "title",
    "where",
    "month",
    "as_at",
    "value",
    "unit",
    "numerator",
    "denominator",
    "not_run",
    "source",
)
BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def lines(found: Series, where: str) -> Iterator[tuple[str, ...]]:
    """A line a figure and month."""
    for values in found.values():
        for value in values:
            yield tuple(_plain(word) for word in _line(value, where))


def _line(value: Value, where: str) -> Iterable[str]:
    unit = "%" if unit_of(value.one) else "mean" if value.spread else "count"
    shown = KEPT_BACK if value.kept_back else _number(value.value)
    return (
        value.indicator,
        value.one.title,
        where,
        f"{value.month:%Y-%m}",
        value.as_at.isoformat(),
        shown,
        unit,
        KEPT_BACK if value.kept_back else _number(value.numerator),
        KEPT_BACK if value.kept_back else _number(value.denominator),
        value.why if value.closed else value.not_run,
        str(value.one.law),
    )


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}" if abs(value) < 1e5 else f"{value:.0f}"


def _plain(word: str) -> str:
    """A team's name that begins like a formula is not run as one by a spreadsheet."""
    return f"'{word}" if word.startswith(BEGINS_FORMULA) else word
