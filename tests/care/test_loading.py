"""Timelines that arrive year by year, a file at a time."""

from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl

from kinkeeper.care.models import CarePeriod, Placement
from kinkeeper.chronology.models import Event
from kinkeeper.chronology.save import save_rows

D1, D2 = date(2025, 1, 1), date(2025, 6, 1)


def _load(care: CarePeriod, by: Any, *spells: tuple[date, date | None]) -> None:
    rows = pl.DataFrame(
        [
            {
                "person_id": str(care.person_id),
                "care_period_id": str(care.id),
                "kind": "U4",
                "started_on": start,
                "ended_on": end,
            }
            for start, end in spells
        ],
        schema_overrides={"ended_on": pl.Date},
    )
    save_rows(Placement, rows, by=by, load_id=None)


def test_a_later_file_ends_one_placement_and_starts_the_next(
    make: Callable[..., Any], granted: Callable[..., Any]
) -> None:
    """The placement left open by one year's file is ended by the next year's, which adds another."""
    care, by = make(CarePeriod, started_on=D1), granted("service_account")
    _load(care, by, (D1, None))
    _load(care, by, (D1, D2), (D2, None))
    spells = Placement.objects.order_by("started_on").values_list("started_on", "ended_on")
    assert list(spells) == [(D1, D2), (D2, None)]


def test_a_start_not_known_is_told_without_a_date(
    make: Callable[..., Any], granted: Callable[..., Any]
) -> None:
    """A child looked after since a day not known has started, on a date not recorded."""
    by, person = granted("service_account"), make(Placement).person
    row = {"person_id": str(person.id), "started_on": D2, "start_known": False}
    CarePeriod.objects.update(ended_on=D1)
    save_rows(CarePeriod, pl.DataFrame([row]), by=by, load_id=None)
    event = Event.objects.get(kind="looked_after_started")
    assert event.happened_on is None
