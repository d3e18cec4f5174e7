"""Which columns of a record tell of which events: declared once, used for one row and for a whole load."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import polars as pl
from django.db import models

from kinkeeper.law.events import EVENTS

EVENT_COLUMNS = pl.Schema(
    {
        "person_id": pl.String(),
        "kind": pl.String(),
        "key": pl.String(),
        "under": pl.String(),
        "happened_on": pl.Date(),
        "happened_at": pl.Datetime("us", "UTC"),
        "detail": pl.String(),
    }
)


@dataclass(frozen=True)
class Announcement:
    """A column that, when it holds a date, tells of an event.

    `on`, `at`, `key`, `under` and `detail` name columns; `when` says which rows count.
    `undated_when` says for which rows the event is known to have happened on a date not recorded.
    """

    kind: str
    on: str
    at: str | None = None
    key: str = "id"
    under: str | None = None
    detail: str | None = None
    when: pl.Expr | None = None
    undated_when: pl.Expr | None = None
    child: str = "person_id"

    def __post_init__(self) -> None:
        if self.kind not in EVENTS:
            raise LookupError(f"{self.kind} is not an event kind of law/events.py")

    @property
    def columns(self) -> frozenset[str]:
        """Every column this announcement reads."""
        named = {self.on, self.at, self.key, self.under, self.detail, self.child} - {None}
        conditions = [c for c in (self.when, self.undated_when) if c is not None]
        return frozenset({c for c in named if c}.union(*(e.meta.root_names() for e in conditions)))

    def events(self, rows: pl.LazyFrame) -> pl.LazyFrame:
        """The events (EVENT_COLUMNS and the row's id as `record`) these rows tell of."""
        undated = self.undated_when if self.undated_when is not None else pl.lit(False)
        on = pl.when(undated.fill_null(False)).then(None).otherwise(pl.col(self.on))
        told = pl.col(self.on).is_not_null() | undated.fill_null(False)
        counts = told if self.when is None else told & self.when.fill_null(False)
        return rows.filter(counts).select(
            pl.col("id").alias("record"),
            pl.col(self.child).alias("person_id"),
            pl.lit(self.kind).alias("kind"),
            pl.col(self.key).alias("key"),
            _column(self.under, pl.String).alias("under"),
            on.alias("happened_on"),
            _column(self.at, pl.Datetime("us", "UTC")).alias("happened_at"),
            _column(self.detail, pl.String).alias("detail"),
        )


def _column(name: str | None, kind: pl.DataType | type[pl.DataType]) -> pl.Expr:
    return pl.col(name).cast(kind) if name else pl.lit(None, dtype=kind)


_ANNOUNCED: dict[type[models.Model], tuple[Announcement, ...]] = {}


def announces(model: type[models.Model], *announcements: Announcement) -> None:
    """Declare what rows of `model` tell of; once a model."""
    if model in _ANNOUNCED:
        raise LookupError(f"{model.__name__} has already declared what it announces")
    _ANNOUNCED[model] = announcements


def announced() -> Mapping[type[models.Model], tuple[Announcement, ...]]:
    """Every declaration, by model."""
    return MappingProxyType(_ANNOUNCED)


def events_of(model: type[models.Model], rows: pl.DataFrame) -> pl.DataFrame:
    """The events these rows of `model` tell of: `record` and EVENT_COLUMNS."""
    none = pl.DataFrame(schema={"record": pl.String, **EVENT_COLUMNS})
    if rows.is_empty():
        return none
    told = [one.events(rows.lazy()) for one in _ANNOUNCED.get(model, ())]
    return pl.concat([none.lazy(), *told]).collect()


def announced_kinds() -> frozenset[str]:
    """The event kinds that some record can provide."""
    return frozenset(a.kind for declared in _ANNOUNCED.values() for a in declared)
