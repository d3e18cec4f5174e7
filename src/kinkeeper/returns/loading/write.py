"""Writes rows model by model, each finding the rows it belongs to, and keeps count."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import polars as pl

from kinkeeper.chronology.save import save_rows
from kinkeeper.chronology.tables import column_types
from kinkeeper.law.returns.problems import Problem
from kinkeeper.returns.loading.continuing import continue_stored
from kinkeeper.returns.loading.redated import redate_stored
from kinkeeper.returns.loading.rows import CHILD, ORDER, Link, Rows
from kinkeeper.returns.loading.sieve import Sieve
from kinkeeper.returns.loading.stored import keep_apart, model_of

BLANK_KEEPS = {
    "care.CarePeriod": (
        "primary_need", "previous_permanence", "previous_permanence_la", "previous_permanence_on_text",
    ),
    "protection.Plan": ("conference_id",),
    "care.Placement": ("home_postcode", "same_carers"),
    "care.AdoptionCase": (
        "matched_on", "by_foster_carer", "adopters", "adopters_sex", "adopters_legal_status", "placed_on",
    ),
}  # fmt: skip
"""Columns of which a return is silent when it was told in an earlier year."""


class Writer:
    """One load on its way into the database."""

    def __init__(self, *, people: pl.DataFrame, by: Any, load_id: UUID) -> None:
        self.people = people.select(CHILD, "person_id")
        self.by, self.load_id = by, load_id
        self.saved: dict[str, pl.DataFrame] = {}
        self.counts: dict[str, tuple[int, int, int]] = {}
        self.problems: list[Problem] = []
        self._moved_care: pl.DataFrame | None = None

    def write(self, built: Sequence[Rows]) -> None:
        """Every model in its order."""
        for label in ORDER:
            parts = [
                self._linked(label, rows)
                for rows in built
                if rows.model == label and not rows.frame.is_empty()
            ]
            if parts:
                self._save(label, pl.concat(parts, how="diagonal_relaxed"))

    def write_people(self, rows: pl.DataFrame) -> None:
        """The people themselves, before anything that is about them."""
        self._save("people.Person", rows)

    def _linked(self, label: str, rows: Rows) -> pl.DataFrame:
        """The rows with their person and with the ids of what they belong to; impossible ones stopped."""
        sieve = Sieve(rows.table)
        frame = rows.frame.join(self.people, on=CHILD, how="left", maintain_order="left")
        frame = sieve.row(
            frame,
            pl.col("person_id").is_null(),
            named="CHILD",
            reason="no child is known by this identifier",
            do="Load the return that holds the child first.",
        )
        frame = self._where_care_began(frame)
        for link in ORDER[label]:
            frame = self._with_id(frame, link, sieve)
        if "started_on" in frame.columns and "start_known" in frame.columns:
            frame = continue_stored(label, frame, sieve, by=self.by)
            self._note_moved_care(label, frame)
        redate_stored(label, frame, sieve, by=self.by)
        key = [c for c in model_of(label).same_when if c in frame.columns]
        frame = sieve.row(
            frame,
            ~pl.struct(key).is_first_distinct(),
            named=rows.table,
            reason="the same record is told twice, once under another identifier of the child",
            do="Keep one identifier for the child in the source system.",
        )
        frame = keep_apart(label, frame, sieve)
        self.problems += sieve.problems
        return frame

    def _with_id(self, rows: pl.DataFrame, link: Link, sieve: Sieve) -> pl.DataFrame:
        keys = [link.prefix + column for column in link.by]
        if not set(keys) <= set(rows.columns):
            return rows.with_columns(pl.lit(None, dtype=pl.String).alias(link.column))
        target = self.saved.get(link.model)
        if target is None:
            target = pl.DataFrame(
                schema={"id": pl.String, "person_id": pl.String}
                | {c: rows.schema[link.prefix + c] for c in link.by}
            )
        shared = [c for c in ("person_id",) if c in target.columns]
        theirs = target.select(
            *shared,
            pl.col("id").alias(link.column),
            *(pl.col(c).alias(link.prefix + c) for c in link.by),
        )
        found = rows.join(theirs, on=[*shared, *keys], how="left", maintain_order="left").drop(keys)
        if not link.required:
            return found
        return sieve.row(
            found,
            pl.col(link.column).is_null(),
            named=link.prefix.removesuffix("."),
            reason="what it belongs to was stopped",
            do="See the finding about that row.",
        )

    def _where_care_began(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Rows of a care period that continues a recorded one point at the start recorded."""
        if self._moved_care is None or "care_period.started_on" not in rows.columns:
            return rows
        moved = rows.join(
            self._moved_care,
            on=["person_id", "care_period.started_on"],
            how="left",
            maintain_order="left",
        )
        return moved.with_columns(
            pl.coalesce("_now", "care_period.started_on").alias("care_period.started_on")
        ).drop("_now")

    def _note_moved_care(self, label: str, rows: pl.DataFrame) -> None:
        if label == "care.CarePeriod":
            moved = rows.filter(pl.col("_was") != pl.col("started_on"))
            self._moved_care = moved.select(
                "person_id",
                pl.col("_was").alias("care_period.started_on"),
                pl.col("started_on").alias("_now"),
            )

    def _save(self, label: str, rows: pl.DataFrame) -> None:
        model = model_of(label)
        columns = [c for c in column_types(model) if c in rows.columns]
        keeps = BLANK_KEEPS.get(label, ())
        saved = save_rows(
            model,
            rows.select(columns),
            by=self.by,
            load_id=self.load_id,
            blank_keeps=[c for c in keeps if c in columns],
        )
        self.saved[label] = saved.rows
        self.counts[label] = (saved.new, saved.changed, saved.unchanged)
