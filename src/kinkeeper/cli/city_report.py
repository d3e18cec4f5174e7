"""What a city came to, for the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import polars as pl

from kinkeeper.city import World

if TYPE_CHECKING:
    from kinkeeper.cli.city_writing import Written

COLUMN = 34
SHORT_BREAKS = ("V3", "V4")


def as_text(made: World, written: Written) -> str:
    """Children, referrals, plans, children looked after, workers and duties, a line each."""
    lines = [f"{what:<{COLUMN}} {count:>9,}" for what, count in _counts(made)]
    lines.append(f"{'Duties':<{COLUMN}} {written.duties:>9,}")
    lines.append(f"{'Records in all':<{COLUMN}} {sum(written.rows.values()):>9,}")
    lines += fault_counts(made)
    lines.append(
        f"{made.scenario.title}, seed {made.seed}, size {made.size:g}; everybody is invented."
    )
    return "\n".join([*lines, ""])


def fault_counts(made: World) -> list[str]:
    """The faults that were put in on purpose, a line each with how many people have it."""
    return [f"  {fault:<{COLUMN - 2}} {count:>9,}" for fault, count in _faults(made)]


def _counts(made: World) -> Iterator[tuple[str, int]]:
    frames, open_now = made.frames, pl.col("ended_on").is_null()
    referred = pl.col("referred_on") >= made.first
    plans = frames["protection.Plan"]
    yield "Children", len(frames["people.Person"].filter(pl.col("kind") == "child"))
    yield "Adults of their families", len(frames["people.Person"].filter(pl.col("kind") == "adult"))
    yield (
        f"Referrals since {made.first:%-d %B %Y}",
        len(frames["frontdoor.HelpEpisode"].filter(referred)),
    )
    yield "On a child protection plan", len(plans.filter(open_now & (pl.col("kind") == "cp")))
    yield "Looked after", len(_looked_after(made).filter(open_now))
    yield "Workers in post", frames["workforce.Employment"].filter(open_now)["worker_id"].n_unique()


def _looked_after(made: World) -> pl.DataFrame:
    """Times in care but for series of short breaks, which no count of children looked after holds."""
    breaks = made.frames["care.LegalStatusPeriod"].filter(pl.col("code").is_in(SHORT_BREAKS))
    return made.frames["care.CarePeriod"].join(
        breaks.select(id="care_period_id"), on="id", how="anti"
    )


def _faults(made: World) -> Iterator[tuple[str, int]]:
    counts = made.faults.group_by("fault").len().sort("fault")
    yield from ((str(fault), int(count)) for fault, count in counts.iter_rows())
