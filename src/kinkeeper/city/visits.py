"""Visits to children: in assessments and enquiries, on plans and in care; and child in need plans."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from kinkeeper.city.care_records import NEVER
from kinkeeper.city.chance import Bools, Ints, Pick, Points, runs, spread
from kinkeeper.city.days import NONE, financial_year, is_working, open_day, working_after
from kinkeeper.city.frames import chosen, dates, frame, new_ids, until
from kinkeeper.city.ledger import IN_NEED, NO_ACTION, Ledger
from kinkeeper.city.people import People

# Days from one visit to the next: in the time set, and beyond it.
CIN_EVERY, CIN_LATE = {0.0: 18, 0.5: 26, 1.0: 28.9}, {0.0: 30, 0.7: 42, 1.0: 75}
CP_EVERY, CP_LATE = {0.0: 7, 0.4: 12, 1.0: 14.9}, {0.0: 15, 0.7: 20, 1.0: 36}
CARE_EVERY, CARE_LATE = {0.0: 28, 0.5: 39, 1.0: 42.9}, {0.0: 44, 0.7: 55, 1.0: 95}
PLANNED = 0.62  # of children in need who have a plan of their own
NOT_SEEN = Pick({"not_in": 0.5, "refused": 0.15, "away": 0.15, "asleep": 0.06, "in_hospital": 0.02,
                 "missing": 0.02, "other": 0.1})  # fmt: skip
NOT_ALONE = Pick({"age": 0.6, "declined": 0.25, "unsafe": 0.03, "disability": 0.05, "other": 0.07})


@dataclass(frozen=True)
class Spans:
    """Stretches of work during which a child is to be visited."""

    owner: Ints  # the episode, plan or care
    child: Ints
    start: Ints
    end: Ints


def child_in_need_spans(ledger: Ledger, last: int) -> Spans:
    """From the assessment to closure, but not while a protection plan or care took its place."""
    table = ledger.episodes
    n = len(table)
    closed = np.where(table["closed_on"] == NONE, NEVER, table["closed_on"])
    on_plan, off_plan = _bounds(ledger.plans["episode"], ledger.plans["started_on"],
                                ledger.plans["ended_on"], n)  # fmt: skip
    in_care, out_of_care = _bounds(ledger.cares["episode"], ledger.cares["started_on"],
                                   ledger.cares["ended_on"], n)  # fmt: skip
    wait = ledger.chance.among("cin plan: wait", n, 8)
    has = (table["outcome"] == IN_NEED) & (ledger.chance.uniform("cin plan", n) < PLANNED)
    first = np.where(has, working_after(np.maximum(table["authorised_on"], 0), wait), NEVER)
    spans = [(first, np.minimum(closed, np.minimum(on_plan, in_care)))]
    spans.append(
        (
            np.where(on_plan < NEVER, off_plan, NEVER),
            np.minimum(closed, np.where(in_care < NEVER, np.maximum(in_care, off_plan), NEVER)),
        )
    )
    spans[1] = (
        np.where((in_care < NEVER) & (in_care <= spans[1][0]), NEVER, spans[1][0]),
        spans[1][1],
    )
    spans.append((np.where(in_care < NEVER, np.maximum(out_of_care, np.where(on_plan < NEVER, off_plan, 0)),
                           NEVER), closed))  # fmt: skip
    rows = [(np.flatnonzero((s < e) & (s <= last)), s, e) for s, e in spans]
    owner = np.concatenate([these for these, _, _ in rows]).astype(np.int64)
    start = np.concatenate([s[these] for these, s, _ in rows])
    end = np.concatenate([e[these] for these, _, e in rows])
    return Spans(owner, table["child"][owner], start, end)


def _bounds(owner: Ints, started: Ints, ended: Ints, n: int) -> tuple[Ints, Ints]:
    """For each episode the first start and the last end of what it holds; NEVER where there is none."""
    first, final = np.full(n, NEVER, dtype=np.int64), np.full(n, NONE, dtype=np.int64)
    np.minimum.at(first, owner, started)
    np.maximum.at(final, owner, np.where(ended == NONE, NEVER, ended))
    return first, np.where(first == NEVER, NEVER, final)


def child_in_need_plans(
    ledger: Ledger, people: People, spans: Spans, episodes: pl.Series, last: int
) -> pl.DataFrame:
    """A plan for each stretch."""
    ended = np.where(spans.end >= NEVER, NONE, spans.end)
    return frame(
        id=new_ids(ledger.chance, "protection.Plan: cin", spans.start),
        person_id=people.ids.gather(spans.child),
        episode_id=episodes.gather(spans.owner),
        conference_id=None,
        kind="cin",
        started_on=dates(spans.start),
        ended_on=dates(until(ended, last)),
        previous_plans=pl.Series([None] * len(ended), dtype=pl.Int64),
    )


def repeated(
    ledger: Ledger,
    concern: str,
    spans: Spans,
    every: Points,
    late: Points,
    *,
    bounds: tuple[int, int],
) -> tuple[Ints, Ints]:
    """Visits over stretches: the place of each visit's stretch, and its day, weekends mostly left out."""
    first, last = bounds
    start, stop = np.maximum(spans.start, first), np.minimum(spans.end, last + 1)
    shortest = max(int(every[0.5] if 0.5 in every else every[0.4]) - 4, 5)
    counts = np.maximum((stop - start) // shortest + 2, 0)
    counts[stop <= start] = 0
    owner, place = runs(counts)
    draws = ledger.chance.uniform(f"{concern}: gap", len(owner))
    year = financial_year(start[owner] + place * shortest)
    on_time = ledger.chance.uniform(f"{concern}: on time", len(owner)) < _on_time(ledger, year)
    gaps = np.where(on_time, spread(draws, every), spread(draws, late))
    fresh = (place == 0) & (spans.start[owner] < first)
    gaps[fresh] = (gaps[fresh] * draws[fresh]).astype(np.int64)
    sums = np.cumsum(gaps)
    begins = np.cumsum(counts) - counts
    before = (sums - gaps)[np.minimum(begins, max(len(sums) - 1, 0))] if len(sums) else sums
    on = start[owner] + sums - before[owner]
    closed = ~is_working(on) & (ledger.chance.uniform(f"{concern}: weekend", len(on)) < 0.85)
    on = np.where(closed, open_day(on), on)
    kept = on < stop[owner]
    return _once(owner[kept], on[kept])


def _on_time(ledger: Ledger, year: Ints) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    share = np.empty(len(year), dtype=np.float64)
    for one in np.unique(year):
        share[year == one] = ledger.scenario.in_year("visits_on_time", int(one)) / 100
    return share


def _once(owner: Ints, on: Ints) -> tuple[Ints, Ints]:
    """No stretch has two visits on one day."""
    order = np.lexsort((on, owner))
    owner, on = owner[order], on[order]
    same = np.zeros(len(owner), dtype=np.bool_)
    same[1:] = (owner[1:] == owner[:-1]) & (on[1:] == on[:-1])
    return owner[~same], on[~same]


def seen(ledger: Ledger, concern: str, on: Ints, child: Ints) -> dict[str, pl.Series]:
    """Whether the child was seen, and alone: as often in all years, less often when very young."""
    n, chance = len(on), ledger.chance
    draws = chance.uniform(f"{concern}: seen", n)
    was, attempted = draws < 0.94, draws > 0.965
    small = on - ledger.children["born_on"][child] < 3 * 365
    alone = was & (chance.uniform(f"{concern}: alone", n) < np.where(small, 0.2, 0.78))
    together = was & ~alone
    told = together & (chance.uniform(f"{concern}: told", n) < 0.8)
    why_not_alone = np.where(small, 0, NOT_ALONE.at(chance.uniform(f"{concern}: not alone", n)))
    why_not = NOT_SEEN.at(chance.uniform(f"{concern}: not seen", n))
    bedroom = chance.uniform(f"{concern}: bedroom", n) < 0.55
    return {
        "attempted": pl.Series(attempted),
        "seen": pl.Series(was),
        "seen_alone": _where(was, alone),
        "not_alone_reason": chosen(np.where(told, why_not_alone, NONE), NOT_ALONE.things),
        "bedroom_seen": _where(was, bedroom),
        "not_seen_reason": chosen(np.where(was, NONE, why_not), NOT_SEEN.things),
    }


def _where(known: Bools, value: Bools) -> pl.Series:
    """Yes or no where it is known."""
    told = pl.DataFrame({"k": known, "v": value})
    return told.select(pl.when("k").then("v").alias("x"))["x"]


def visit_rows(
    ledger: Ledger, people: People, kind: str, on: Ints, child: Ints, *, episode: pl.Series,
    plan: pl.Series,
) -> pl.DataFrame:  # fmt: skip
    """Visits of a kind as records."""
    return frame(
        id=new_ids(ledger.chance, f"protection.Visit: {kind}", on),
        person_id=people.ids.gather(child),
        episode_id=episode,
        plan_id=plan,
        kind=kind,
        held_on=dates(on),
        **seen(ledger, f"visit {kind}", on, child),
    )


def to_assess(
    ledger: Ledger, people: People, episodes: pl.Series, bounds: tuple[int, int]
) -> pl.DataFrame:
    """The child is seen soon after an assessment begins."""
    table, chance = ledger.episodes, ledger.chance
    waits = chance.drawn("visit assessment: wait", len(table), {0.0: 0, 0.5: 4, 0.85: 9, 1.0: 25})
    on = working_after(np.maximum(table["assessed_from"], 0), waits)
    stop = np.where(table["authorised_on"] == NONE, NEVER, table["authorised_on"])
    these = np.flatnonzero(
        (table["outcome"] != NO_ACTION) & (on >= bounds[0]) & (on <= bounds[1]) & (on <= stop)
    )
    nothing = pl.Series([None] * len(these), dtype=pl.String)
    return visit_rows(ledger, people, "assessment", on[these], table["child"][these],
                      episode=episodes.gather(these), plan=nothing)  # fmt: skip


def to_enquire(
    ledger: Ledger, people: People, episodes: pl.Series, bounds: tuple[int, int]
) -> pl.DataFrame:
    """The child is seen the same day or the next, mostly."""
    table = ledger.enquiries
    waits = ledger.chance.drawn(
        "visit s47: wait", len(table), {0.0: 0, 0.6: 1.0, 0.85: 2.0, 1.0: 6}
    )
    on = working_after(table["held_on"], waits)
    these = np.flatnonzero((on >= bounds[0]) & (on <= bounds[1]))
    nothing = pl.Series([None] * len(these), dtype=pl.String)
    return visit_rows(ledger, people, "s47", on[these], table["child"][these],
                      episode=episodes.gather(table["episode"][these]), plan=nothing)  # fmt: skip


def in_need(
    ledger: Ledger, people: People, spans: Spans, plans: pl.DataFrame, bounds: tuple[int, int]
) -> pl.DataFrame:
    """Visits on child in need plans."""
    owner, on = repeated(ledger, "visit cin", spans, CIN_EVERY, CIN_LATE, bounds=bounds)
    return visit_rows(ledger, people, "cin", on, spans.child[owner],
                      episode=plans["episode_id"].gather(owner), plan=plans["id"].gather(owner))  # fmt: skip


def protected(
    ledger: Ledger, people: People, plans: pl.DataFrame, bounds: tuple[int, int]
) -> pl.DataFrame:
    """Visits on child protection plans; `plans` are all of the ledger's."""
    table = ledger.plans
    ended = np.where(table["ended_on"] == NONE, NEVER, table["ended_on"])
    spans = Spans(np.arange(len(table)), table["child"], table["started_on"], ended)
    owner, on = repeated(ledger, "visit cp", spans, CP_EVERY, CP_LATE, bounds=bounds)
    return visit_rows(ledger, people, "cp", on, spans.child[owner],
                      episode=plans["episode_id"].gather(owner), plan=plans["id"].gather(owner))  # fmt: skip


def looked_after(
    ledger: Ledger,
    people: People,
    cares: pl.Series,
    placements: pl.DataFrame,
    bounds: tuple[int, int],
) -> pl.DataFrame:
    """A visit in the first week of each placement, then every six weeks."""
    spans = _placement_spans(people, placements)
    owner, on = repeated(ledger, "visit cla", spans, CARE_EVERY, CARE_LATE, bounds=bounds)
    week = ledger.chance.drawn("visit cla: first", len(spans.start), {0.0: 0, 0.8: 7.9, 1.0: 20})
    first = open_day(spans.start + week)
    soon = np.flatnonzero((first >= bounds[0]) & (first <= np.minimum(spans.end - 1, bounds[1])))
    care = spans.owner[np.concatenate([owner, soon])]
    child = spans.child[np.concatenate([owner, soon])]
    days = np.concatenate([on, first[soon]])
    child, days, care = _unique_days(child, days, care)
    return frame(
        id=new_ids(ledger.chance, "care.CareVisit", days),
        person_id=people.ids.gather(child),
        care_period_id=cares.gather(care),
        kind="cla",
        held_on=dates(days),
        **seen(ledger, "visit cla", days, child),
    )


def _unique_days(child: Ints, days: Ints, care: Ints) -> tuple[Ints, Ints, Ints]:
    order = np.lexsort((days, child))
    child, days, care = child[order], days[order], care[order]
    again = np.zeros(len(child), dtype=np.bool_)
    again[1:] = (child[1:] == child[:-1]) & (days[1:] == days[:-1])
    return child[~again], days[~again], care[~again]


def _placement_spans(people: People, placements: pl.DataFrame) -> Spans:
    place = pl.DataFrame({"person_id": people.ids, "child": np.arange(len(people.ids))})
    told = placements.join(place, on="person_id", how="left", maintain_order="left")
    days = told.select(
        pl.col("started_on", "ended_on").cast(pl.Int32).cast(pl.Int64), "child", "care"
    )
    end = days["ended_on"].fill_null(NEVER).to_numpy()
    return Spans(
        days["care"].to_numpy(), days["child"].to_numpy(), days["started_on"].to_numpy(), end
    )
