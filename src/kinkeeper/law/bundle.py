"""Bundles: named, typed, immutable frames that hold one child or everybody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

import polars as pl

from kinkeeper.law.events import EVENTS

EVENT_SCHEMA = pl.Schema(
    {
        "event": pl.Int64(),  # the event's id; negative for a derived event
        "child": pl.String(),
        "kind": pl.String(),
        "key": pl.String(),
        "under": pl.String(),
        "on": pl.Date(),  # null: it happened, and when is not recorded
        "at": pl.Datetime("us", "UTC"),  # null: only the day is known
        "detail": pl.String(),
    }
)
PERSON_SCHEMA = pl.Schema({"child": pl.String(), "born_on": pl.Date(), "died_on": pl.Date()})

WAIVER_SCHEMA = pl.Schema(
    {
        "child": pl.String(),
        "clock": pl.String(),
        "thread": pl.String(),
        "step": pl.Int32(),
        "anchor_event": pl.Int64(),
        "waived_on": pl.Date(),
        "waived_until": pl.Date(),  # null: for good
        "waived_by": pl.String(),
        "waived_why": pl.String(),
    }
)


@dataclass(frozen=True)
class Bundle:
    """What declarations run over.

    `events`: EVENT_SCHEMA, one row an event as known at the moment asked about.
    `people`: PERSON_SCHEMA, one row a child. `held`: the event kinds that some record can provide;
    a clock that nothing held can meet is *not run*, never late. `covered_from`: by event kind, the
    first day the records speak of; what a kind not named there did not record did not happen.
    `waivers`: WAIVER_SCHEMA, one row a waived duty at most, as known at that moment.
    """

    events: pl.DataFrame
    people: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=PERSON_SCHEMA))
    held: frozenset[str] = frozenset(k.id for k in EVENTS)
    covered_from: Mapping[str, date] = field(default_factory=lambda: MappingProxyType({}))
    waivers: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=WAIVER_SCHEMA))

    def __post_init__(self) -> None:
        if self.events.schema != EVENT_SCHEMA:
            raise TypeError(f"events must be {EVENT_SCHEMA}, not {self.events.schema}")
        if self.people.schema != PERSON_SCHEMA:
            raise TypeError(f"people must be {PERSON_SCHEMA}, not {self.people.schema}")
        if self.waivers.schema != WAIVER_SCHEMA:
            raise TypeError(f"waivers must be {WAIVER_SCHEMA}, not {self.waivers.schema}")
