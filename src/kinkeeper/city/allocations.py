"""Which worker has which family, from month to month; then child by child."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import polars as pl

from kinkeeper.city.care_records import NEVER
from kinkeeper.city.chance import Ints, Pick
from kinkeeper.city.days import NONE, Month, day, months, working_after
from kinkeeper.city.ledger import NO_ACTION, Ledger
from kinkeeper.city.rows import Rows
from kinkeeper.city.staff import LOAD_OF_NEW, NEW, Staff

MOVES = 0.012  # of families, those who are given another worker in a month for the service's own reasons
WAITS = 8  # times the share unallocated: of new families, those who wait for a worker
REASONS = ("LEFTRL", "MANAGE", "TSPROC", "ABSENC", "FCONTA")  # why a worker came to a family
LEFT, FIRST = 0, 4
OTHERWISE = Pick({1: 0.5, 2: 0.3, 3: 0.2})


def _stays() -> Rows:
    return Rows("family", "job", "from_on", "to_on", "reason")


@dataclass
class Desk:
    """Who has which family just now."""

    stay: Ints  # for each family its open stay, or NONE
    open_until: Ints  # for each family the last day it is open, NEVER while it is
    count: Ints  # for each family its children
    load: Ints  # for each job the children it holds
    stays: Rows = field(default_factory=_stays)


def allocate(ledger: Ledger, staff: Staff, last: int) -> Rows:
    """Each family that is open has one worker at a time, in its district, the least burdened first."""
    desk = Desk(
        stay=np.full(len(ledger.families), NONE, dtype=np.int64),
        open_until=np.full(len(ledger.families), NONE, dtype=np.int64),
        count=ledger.families["children"],
        load=np.zeros(len(staff.jobs), dtype=np.int64),
    )
    openings = _openings(ledger, last)
    start = day(ledger.scenario.first)
    _begin(
        ledger, staff, desk, openings.filter(pl.col("from_on") < start), Month(-1, start - 1, start)
    )
    for month in months(ledger.scenario.first, ledger.scenario.last):
        if month.first > last:
            break
        _finish(desk, month.first)
        _hand_on(ledger, staff, desk, month)
        new = openings.filter(pl.col("from_on").is_between(month.first, month.last))
        _begin(ledger, staff, desk, new, month)
    _finish(desk, last + 400)
    return desk.stays


def _openings(ledger: Ledger, last: int) -> pl.DataFrame:
    """Each unbroken time for which some child of a family was open: family, from, until."""
    table = ledger.episodes
    these = np.flatnonzero(table["outcome"] != NO_ACTION)
    closed = np.where(table["closed_on"][these] == NONE, NEVER, table["closed_on"][these])
    told = pl.DataFrame({
        "family": ledger.children["family"][table["child"][these]],
        "from_on": table["referred_on"][these], "until": closed,
    }).sort("family", "from_on")  # fmt: skip
    before = pl.col("until").cum_max().shift(1).over("family")
    fresh = before.is_null() | (pl.col("from_on") > before)
    runs = told.with_columns(run=fresh.cast(pl.Int64).cum_sum())
    found = runs.group_by("run", maintain_order=True).agg(
        pl.col("family").first(), pl.col("from_on").min(), pl.col("until").max()
    )
    return found.filter(pl.col("from_on") <= last).sort("from_on", "family")


def _begin(ledger: Ledger, staff: Staff, desk: Desk, new: pl.DataFrame, month: Month) -> None:
    """Families that come in this month; a few wait for want of workers."""
    if not len(new):
        return
    families = new["family"].to_numpy()
    share = ledger.scenario.on("unallocated", month.first) / 100 * WAITS
    if month.number < 0:
        share = share / WAITS
    n, chance = len(families), ledger.chance
    long = chance.uniform("allocation: waits", n) < share
    wait = np.where(
        long, 8 + chance.among("allocation: wait", n, 22), chance.among("allocation: soon", n, 3)
    )
    from_ = new["from_on"].to_numpy()
    begins = working_after(np.maximum(from_, month.first if month.number >= 0 else from_), wait)
    begins = np.where(long & (month.number < 0), month.after + wait, begins)
    until = new["until"].to_numpy()
    desk.open_until[families] = until
    kept = begins < until
    came = np.full(int(kept.sum()), FIRST, dtype=np.int64)
    _give(ledger, staff, desk, families[kept], np.minimum(begins, until)[kept], came, month)


def _give(
    ledger: Ledger, staff: Staff, desk: Desk, families: Ints, begins: Ints, reason: Ints,
    month: Month,
) -> None:  # fmt: skip
    """To the worker of the district with least to do, counting what each can carry."""
    jobs = _workers(staff, month)
    district = ledger.families["district"][families]
    for one in range(ledger.districts):
        mine = np.flatnonzero(district == one)
        ours = jobs[staff.posts["district"][staff.jobs["post"][jobs]] == one]
        if not len(mine) or not len(ours):
            continue
        chosen = _least(desk, staff, ours, len(mine))
        added = desk.stays.add(
            len(mine),
            family=families[mine],
            job=chosen,
            from_on=begins[mine],
            to_on=NONE,
            reason=reason[mine],
        )
        desk.stay[families[mine]] = added
        np.add.at(desk.load, chosen, desk.count[families[mine]])


def _workers(staff: Staff, month: Month) -> Ints:
    """The jobs with cases that last through the month and began in time to be given one."""
    jobs, posts = staff.jobs, staff.posts
    here = (jobs["ended_on"] == NONE) | (jobs["ended_on"] >= month.after)
    here &= (jobs["started_on"] <= month.first) | (month.number < 0)
    here &= jobs["started_on"] < month.after
    return np.flatnonzero(here & (posts["case_holding"][jobs["post"]] == 1)).astype(np.int64)


def _least(desk: Desk, staff: Staff, jobs: Ints, count: int) -> Ints:
    """For so many families a worker each, so that burdens even out."""
    carries = (
        staff.jobs["fte"][jobs] / 100 * np.where(staff.jobs["grade"][jobs] == NEW, LOAD_OF_NEW, 1.0)
    )
    each = max(1, round(float(desk.count.mean())))
    rounds = np.arange(count)[:, None] * each
    burden = ((desk.load[jobs][None, :] + rounds) / carries[None, :]).ravel()
    order = np.argsort(burden, kind="stable")[:count]
    return jobs[order % len(jobs)]


def _finish(desk: Desk, before: int) -> None:
    """Stays whose family has closed end on its last day."""
    held = np.flatnonzero(desk.stay != NONE)
    done = held[desk.open_until[held] < before]
    stays = desk.stay[done]
    desk.stays["to_on"][stays] = desk.open_until[done]
    np.subtract.at(desk.load, desk.stays["job"][stays], desk.count[done])
    desk.stay[done] = NONE


def _hand_on(ledger: Ledger, staff: Staff, desk: Desk, month: Month) -> None:
    """Families of workers who leave this month, and a few others, get another worker."""
    held = np.flatnonzero(desk.stay != NONE)
    job = desk.stays["job"][desk.stay[held]]
    left = staff.jobs["ended_on"][job]
    leaves = (left != NONE) & (left < month.after)
    moves = ~leaves & (ledger.chance.uniform("allocation: moves", len(held)) < MOVES)
    moves &= desk.stays["from_on"][desk.stay[held]] < month.first - 30
    any_day = working_after(month.first + ledger.chance.among("allocation: move", len(held), 24), 1)
    on = np.where(leaves, left, np.minimum(any_day, month.last))
    why = np.array(OTHERWISE.things)[
        OTHERWISE.at(ledger.chance.uniform("allocation: why", len(held)))
    ]
    chosen = (leaves | moves) & (desk.open_until[held] > on)
    _part(desk, held[chosen], on[chosen])
    came = np.where(leaves, LEFT, why)[chosen]
    _give(ledger, staff, desk, held[chosen], on[chosen], came, month)


def _part(desk: Desk, families: Ints, on: Ints) -> None:
    stays = desk.stay[families]
    desk.stays["to_on"][stays] = np.maximum(on, desk.stays["from_on"][stays])
    np.subtract.at(desk.load, desk.stays["job"][stays], desk.count[families])
    desk.stay[families] = NONE
