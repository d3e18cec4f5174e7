"""When and by whom things were recorded, and what real records have: entries late, corrected, wrong."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl

from kinkeeper.city.chance import Chance
from kinkeeper.city.frames import A_DAY

# Working hours from an event to its entry: most the same day, some weeks late.
LATE_BY = {0.0: 0.1, 0.62: 6, 0.82: 30, 0.93: 120, 0.985: 500, 1.0: 1900}
# What a court decides is told by letter: half within three days, the last after fourteen weeks.
LETTER = {0.0: 2, 0.5: 72, 0.8: 240, 0.95: 700, 1.0: 2400}
ENTERED = {"care.LegalStatusPeriod": LETTER}
HAPPENED = {
    "people.Person": "met_on", "people.PersonName": "met_on", "people.PersonIdentifier": "met_on",
    "people.PersonAddress": "valid_from", "people.Disability": "met_on",
    "people.ImmigrationPeriod": "started_on", "people.Relationship": "met_on",
    "people.FamilyMember": "started_on", "frontdoor.HelpEpisode": "referred_on",
    "frontdoor.Contact": "received_on", "frontdoor.ContactGroup": "received_on",
    "frontdoor.ContactStep": "on", "frontdoor.EnquiryRequest": "sent_on",
    "frontdoor.EnquiryAnswer": "answered_on", "care.LeavingCareContact": "on_date",
}  # fmt: skip
NOT_STAMPED = ("access.Team", "partners.Agency")  # added by their verbs, when the city is written
BEFORE = 13_970  # 1 April 2008, for what has no day of its own
HOUR = 3_600_000_000  # microseconds
MORNING = 9 * HOUR


def stamp(
    chance: Chance,
    frames: dict[str, pl.DataFrame],
    met: pl.DataFrame,
    leads: pl.DataFrame,
    last: int,
) -> dict[str, pl.DataFrame]:
    """Every frame with `recorded_at` and, where a worker had the child, `recorded_by`."""
    by = leads.select("person_id", "started_on", "worker_id").sort(
        "started_on", maintain_order=True
    )
    stamped = {}
    for label, rows in frames.items():
        if label in NOT_STAMPED:
            stamped[label] = rows
            continue
        dated = _with_day(label, rows, met)
        timed = _with_moment(chance, label, dated, last)
        stamped[label] = _with_worker(timed, by).drop("_on", "_n")
    return stamped


def _with_day(label: str, rows: pl.DataFrame, met: pl.DataFrame) -> pl.DataFrame:
    """The rows with the day each is about, as `_on`, which those without a day of their own bring."""
    if "_on" in rows.columns:
        return rows.with_row_index("_n")
    named = HAPPENED.get(label) or next(
        (c for c in ("started_on", "held_on", "decision_on") if c in rows), "met_on"
    )
    numbered = rows.with_row_index("_n")
    if named == "met_on":
        return _when_met(numbered, met)
    return numbered.with_columns(_on=pl.col(named))


def _when_met(rows: pl.DataFrame, met: pl.DataFrame) -> pl.DataFrame:
    """The day the person the row is of was first known here; where it is of nobody, the first day."""
    of = next((c for c in ("person_id", "id") if c in rows.columns), None)
    if of is None:
        return rows.with_columns(_on=pl.lit(None, dtype=pl.Date))
    return rows.join(met.rename({"id": of, "on": "_on"}), on=of, how="left", maintain_order="left")


def _with_moment(chance: Chance, label: str, rows: pl.DataFrame, last: int) -> pl.DataFrame:
    n = len(rows)
    late = ENTERED.get(label, LATE_BY)
    draws = np.interp(chance.uniform(f"recorded: {label}", n), list(late), list(late.values()))
    days = rows["_on"].cast(pl.Int32).cast(pl.Int64).fill_null(BEFORE).to_numpy()
    moment = days * A_DAY * 1000 + MORNING + (draws * HOUR).astype(np.int64)
    latest = (last + 1) * A_DAY * 1000 - HOUR * 5
    return rows.with_columns(
        recorded_at=pl.Series(np.minimum(moment, latest)).cast(pl.Datetime("us", "UTC"))
    )


def _with_worker(rows: pl.DataFrame, leads: pl.DataFrame) -> pl.DataFrame:
    """Recorded by whom the row says, or the child's worker of the day; else by the service."""
    if "recorded_by" in rows.columns:
        return rows
    if "person_id" not in rows.columns or "worker_id" in rows.columns:
        return rows.with_columns(recorded_by=pl.lit(None, dtype=pl.String))
    known = leads.rename({"started_on": "_since", "worker_id": "recorded_by"})
    asked = rows.with_columns(_on=pl.col("_on").fill_null(pl.date(2008, 4, 1))).sort(
        "_on", maintain_order=True
    )
    found = asked.join_asof(known.set_sorted("_since"), left_on="_on", right_on="_since", by="person_id",
                              check_sortedness=False)  # fmt: skip
    return found.sort("_n").drop("_since", strict=False)


# --- entries that were wrong at first ------------------------------------------------------------
MISSPELT, WRONG_SOURCE, WRONG_NEED = 0.004, 0.006, 0.006


def first_entries(chance: Chance, frames: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Rows as they were first recorded, before somebody corrected them: `id` or key, and what was wrong."""
    names, episodes = frames["people.PersonName"], frames["frontdoor.HelpEpisode"]
    slips = names.filter(pl.Series(chance.uniform("slip: name", len(names)) < MISSPELT))
    spelt = pl.col("surname").str.head(3) + pl.col("surname").str.slice(4)
    sources = episodes.filter(
        pl.Series(chance.uniform("slip: source", len(episodes)) < WRONG_SOURCE)
    )
    needs = episodes.filter(pl.Series(chance.uniform("slip: need", len(episodes)) < WRONG_NEED))
    wrong = [
        sources.with_columns(referral_source=pl.lit("10")),
        needs.with_columns(primary_need=pl.lit("N0")),
    ]
    return {
        "people.PersonName": slips.with_columns(surname=spelt),
        "frontdoor.HelpEpisode": pl.concat(wrong).unique("id", keep="first", maintain_order=True),
    }
