"""Worked cases run: their tables read, the engine and the plain form asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import polars as pl

from kinkeeper.law.bundle import EVENT_SCHEMA, PERSON_SCHEMA, Bundle
from kinkeeper.law.cases import Case
from kinkeeper.law.clock import Clock
from kinkeeper.law.clocks import clock
from kinkeeper.law.derived import BIRTHDAYS, with_derived
from kinkeeper.law.engine import run
from kinkeeper.law.state import Dates, state
from tests.law.reference_engine import CHILD, LONG_AGO, Happened, Instance, run_one

COUNTED = ("step", "due_on", "plan_by", "report_due_on", "warn_on", "paused_since", "paused_days")
CLOSINGS = ("met", "ended", "superseded")


def happened(case: Case) -> list[Happened]:
    """The events of the table, numbered from one, and those that follow from them."""
    told = [_happened(n, cells) for n, cells in enumerate(Case.rows(case.events), start=1)]
    return [*told, *following(told, case.born_on)]


def following(told: list[Happened], born_on: date | None) -> list[Happened]:
    """What follows from a child's events and date of birth; a birthday that ends things is told."""
    facts = bundle({CHILD: told}, {CHILD: born_on})
    found = with_derived(facts.events, facts.people)[len(told) :]
    rows = found.filter(~found["kind"].is_in(list(BIRTHDAYS)))
    return [_follows(row) for row in rows.iter_rows(named=True)]


def clocks_of(case: Case) -> list[Clock]:
    """The clocks that the table names, each once."""
    return [clock(name) for name in dict.fromkeys(row[0] for row in Case.rows(case.instances))]


def expected(case: Case) -> dict[str, list[tuple[object, ...]]]:
    """By clock, the instances of the table."""
    found: dict[str, list[tuple[object, ...]]] = {c.id: [] for c in clocks_of(case)}
    for name, step, due, plan_by, report, became in Case.rows(case.instances):
        dates = (_day(due), _day(plan_by) or _day(due), _day(report))
        found[name].append((int(step), *dates, *_became(became)))
    return found


def by_engine(one: Clock, history: list[Happened], born_on: date | None = None) -> list[Instance]:
    """The instances the fast engine finds for one child."""
    return by_engine_all([one], {CHILD: history}, {CHILD: born_on})[one.id, CHILD]


def by_engine_all(
    clocks: list[Clock], histories: dict[str, list[Happened]], born: dict[str, date | None]
) -> dict[tuple[str, str], list[Instance]]:
    """The instances the fast engine finds for everybody at once, by clock and child."""
    found = run(tuple(clocks), bundle(histories, born)).instances
    answer: dict[tuple[str, str], list[Instance]] = {
        (c.id, child): [] for c in clocks for child in histories
    }
    for row in found.iter_rows(named=True):
        answer[row["clock"], row["child"]].append(_instance(row))
    for each in answer.values():
        each.sort(key=lambda i: (i.thread, i.step, i.anchor_on))
    return answer


def bundle(histories: dict[str, list[Happened]], born: dict[str, date | None]) -> Bundle:
    """Histories by child as the engine takes them; a thread is the child's own."""
    rows = [
        _row(place, child, e)
        for place, (child, events) in enumerate(histories.items())
        for e in events
    ]
    people = [(child, born.get(child), None) for child in histories]
    return Bundle(
        pl.DataFrame(rows, schema=EVENT_SCHEMA, orient="row"),
        pl.DataFrame(people, schema=PERSON_SCHEMA, orient="row"),
    )


def by_reference(one: Clock, case: Case) -> list[Instance]:
    """The instances the plain form finds."""
    return run_one(one, happened(case), case.born_on)


def shown(found: list[Instance]) -> list[tuple[object, ...]]:
    """Instances as the table tells them."""
    ordered = sorted(found, key=lambda i: (i.step, i.anchor_on))
    return [
        (
            i.step,
            i.due_on,
            i.plan_by,
            i.report_due_on,
            i.met_on,
            i.ended_on,
            i.superseded_on,
            i.not_run,
        )
        for i in ordered
    ]


def states(case: Case) -> Iterator[tuple[str, str]]:
    """Each state the table tells, and the one found."""
    for on, name, step, told in Case.rows(case.states):
        day, found = _day(on), by_engine(clock(name), happened(case), case.born_on)
        mine = [one for one in found if one.step == int(step)]
        assert day is not None
        assert len(mine) == 1, f"{name} has {len(mine)} instances of step {step}"
        yield told, str(state(_dates(mine[0]), day))


def _dates(found: Instance) -> Dates:
    return Dates(
        due_on=found.due_on,
        met_on=found.met_on,
        ended_on=found.ended_on,
        superseded_on=found.superseded_on,
        not_run=found.not_run or None,
    )


def _happened(number: int, cells: list[str]) -> Happened:
    on, kind, thread, *rest = cells
    key, _, under = thread.partition(" in ")
    return Happened(number, kind, _day(on), key or None, under or None, rest[0] if rest else None)


def _became(text: str) -> tuple[date | None, date | None, date | None, str]:
    """Met, ended, superseded, and why it could not be counted; two of them are parted by `;`."""
    parts = [part.strip() for part in text.split(";") if part.strip()]
    dated = {part.partition(" ")[0]: part.partition(" ")[2] for part in parts}
    days = [_day(dated.get(closing, "")) for closing in CLOSINGS]
    told = [part for part in parts if part.partition(" ")[0] not in CLOSINGS]
    return days[0], days[1], days[2], " ".join(told)


def _day(text: str) -> date | None:
    if not text or text == "not recorded":
        return None
    day = datetime.strptime(text, "%a %d %b %Y").date()  # noqa: DTZ007  a day has no zone
    assert day.strftime("%a") == text[:3], f"{text} was a {day:%A}"
    return day


def _row(place: int, child: str, e: Happened) -> tuple[object, ...]:
    number, key, under = place * 100_000 + e.event, _own(child, e.key), _own(child, e.under)
    return number, child, e.kind, key, under, e.on, None, e.detail


def _follows(row: dict[str, Any]) -> Happened:
    key, under = (row[name] and row[name].removeprefix(f"{CHILD}/") for name in ("key", "under"))
    return Happened(row["event"], row["kind"], row["on"], key, under)


def _own(child: str, thread: str | None) -> str | None:
    return None if thread is None else f"{child}/{thread}"


def _instance(row: dict[str, object]) -> Instance:
    named = {f: row[f] for f in COUNTED}
    closed = {f"{c}_on": row[f"{c}_on"] for c in CLOSINGS}
    thread = str(row["thread"]).partition("/")[2] or CHILD
    anchor, why = row["anchor_on"] or LONG_AGO, row["not_run"] or ""
    return Instance(thread=thread, anchor_on=anchor, not_run=why, **named, **closed)  # type: ignore[arg-type]
