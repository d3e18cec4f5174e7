"""Writes the city's forms of practice: rows that are signed, not loaded, so they have a way of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import polars as pl
from django.apps import apps

from kinkeeper.chronology.tables import copy_in
from kinkeeper.city import World
from kinkeeper.city.forms import FORM, forms

TABLES: Final = ("Paper", "Answer", "Submission", "PaperStep")


def write_forms(made: World) -> dict[str, int]:
    """The forms of the world's last months, under the version published here; how many rows of each."""
    version = _version()
    rows = {label: frame for label, frame in _frames(made).items() if len(frame)}
    for name in TABLES:
        label = f"practice.{name}"
        if label in rows:
            frame = rows[label]
            told = frame.with_columns(form_version_id=pl.lit(version)) if name == "Paper" else frame
            copy_in(apps.get_model(label)._meta.db_table, _in_utc(told))
    return {label: len(frame) for label, frame in rows.items()}


def _frames(made: World) -> Mapping[str, pl.DataFrame]:
    return forms(made.frames, seed=made.seed, last=made.last)


def _version() -> str:
    """The newest version of the form that stands in this database."""
    model: Any = apps.get_model("practice.FormVersion")
    kept = model.objects.filter(form=FORM)
    return str(kept.order_by("-version").values_list("id", flat=True)[0])


def _in_utc(rows: pl.DataFrame) -> pl.DataFrame:
    times = [name for name, kind in rows.schema.items() if isinstance(kind, pl.Datetime)]
    return rows.with_columns(pl.col(name).dt.convert_time_zone("UTC") for name in times)
