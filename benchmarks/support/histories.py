"""Invented histories: so many children, so many events, the same for the same seed."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from uuid import UUID

import polars as pl

from kinkeeper.law.bundle import EVENT_SCHEMA, PERSON_SCHEMA

FIRST, LAST = date(2012, 1, 2), date(2026, 3, 31)
Row = tuple[str, str, str, str | None, date, str | None]  # child, kind, key, under, on, detail


class Child:
    """One child's events as they are invented."""

    def __init__(self, number: int, seed: int) -> None:
        self.random = Random(seed * 1_000_003 + number)
        self.id = self.new_id()
        self.born = FIRST - timedelta(days=self.random.randrange(-1500, 4000))
        self.rows: list[Row] = []

    def new_id(self) -> str:
        """A fresh id of the right shape."""
        return str(UUID(int=self.random.getrandbits(128), version=4))

    def add(
        self, kind: str, key: str, under: str | None, on: date, detail: str | None = None
    ) -> None:
        """Add an event, unless it would lie after the last day."""
        if on <= LAST:
            self.rows.append((self.id, kind, key, under, on, detail))

    def later(self, on: date, least: int, most: int) -> date:
        """A day so many days on."""
        return on + timedelta(days=self.random.randint(least, most))

    def every(self, kind: str, key: str, under: str, span: tuple[date, date], days: int) -> None:
        """The same event again and again, about every so many days, each its own thread."""
        on = self.later(span[0], 1, days)
        while on < min(span[1], LAST):
            self.add(kind, key or self.new_id(), under, on)
            on = self.later(on, days * 2 // 3, days * 4 // 3)


def invent(child: Child) -> None:
    """A referral or several; some assessed, some on plans, some looked after."""
    on = child.later(FIRST, 0, 4000)
    for _ in range(child.random.choice((1, 1, 1, 2, 3))):
        on = _referral(child, on)
    if child.random.random() < 0.17:
        _care(child, child.later(FIRST, 0, 4200))


def _referral(child: Child, on: date) -> date:
    episode = child.new_id()
    child.add("referral_received", episode, None, on)
    if child.random.random() < 0.25:
        child.add("referral_no_further_action", episode, None, on)
        return child.later(on, 100, 900)
    assessment = child.new_id()
    child.add("assessment_started", assessment, episode, child.later(on, 0, 5))
    authorised = child.later(on, 15, 85)
    child.add("assessment_authorised", assessment, episode, authorised)
    closed = child.later(authorised, 30, 700)
    if child.random.random() < 0.4:
        _plan(child, episode, "cin", (authorised, closed), 28)
    if child.random.random() < 0.35:
        _protection(child, episode, authorised, closed)
    child.add("case_closed", episode, None, closed)
    return child.later(closed, 60, 900)


def _plan(child: Child, episode: str, kind: str, span: tuple[date, date], days: int) -> str:
    plan = child.new_id()
    child.add(f"{kind}_plan_started", plan, episode, span[0])
    child.every(f"{kind}_visit_made", "", plan, span, days)
    child.add(f"{kind}_plan_ended", plan, episode, span[1])
    return plan


def _protection(child: Child, episode: str, on: date, closed: date) -> None:
    enquiry = child.new_id()
    child.add("strategy_discussion_held", child.new_id(), episode, on)
    child.add("s47_started", enquiry, episode, on)
    conference = child.later(on, 10, 30)
    child.add("conference_initial_held", enquiry, episode, conference)
    plan = _plan(child, episode, "cp", (conference, max(closed, conference)), 14)
    child.every("conference_review_held", plan, episode, (conference, closed), 150)
    child.every("core_group_held", plan, episode, (conference, closed), 42)


def _care(child: Child, on: date) -> None:
    care, ended = child.new_id(), child.later(on, 60, 2500)
    child.add("looked_after_started", care, None, on)
    child.add("legal_status_started", child.new_id(), care, on, "V2")
    start = on
    while start < min(ended, LAST):
        placement, end = child.new_id(), min(child.later(start, 60, 1200), ended)
        child.add("placement_started", placement, care, start, "U6")
        child.add("placement_ended", placement, care, end, "U6")
        start = end
    child.every("care_review_held", "", care, (on, ended), 150)
    child.every("care_visit_made", "", care, (on, ended), 40)
    child.every("health_assessed", "", care, (on, ended), 300)
    if child.random.random() < 0.3:
        missing, gone = child.new_id(), child.later(on, 30, 60)
        child.add("missing_started", missing, None, gone, "M")
        child.add("missing_returned", missing, None, child.later(gone, 0, 4), "M")
    child.add("looked_after_ended", care, None, ended)


def histories(children: int, events: int, *, seed: int = 1) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Events (EVENT_SCHEMA, exactly `events` rows) and people (PERSON_SCHEMA) of so many children."""
    made = [Child(number, seed) for number in range(children)]
    for child in made:
        invent(child)
    while sum(len(c.rows) for c in made) < events:
        for child in made:
            invent(child)
    rows = [row for child in made for row in child.rows][:events]
    people = pl.DataFrame([(c.id, c.born, None) for c in made], schema=PERSON_SCHEMA, orient="row")
    return _frame(rows), people


def _frame(rows: list[Row]) -> pl.DataFrame:
    columns = ["child", "kind", "key", "under", "on", "detail"]
    types = {name: EVENT_SCHEMA[name] for name in columns}
    frame = pl.DataFrame(rows, schema=types, orient="row").with_row_index("event", offset=1)
    at = pl.lit(None, dtype=EVENT_SCHEMA["at"]).alias("at")
    return frame.with_columns(at).select(pl.col(n).cast(t) for n, t in EVENT_SCHEMA.items())
