"""How long duties take: everybody's from database to stored rows, the engine alone, and one child's.

The targets are for the duties that the benchmark's records can start and meet: it writes events
and no other records, so what no return brings (visits, contacts, return interviews) is not held,
and the clocks that wait for it are not run; `clocks` says how many are. The engine is timed as
well with every kind of event held. Of everybody's time `share_...` says what went into reading
events, what follows from them (`derive`), the engine, checking records (`findings`), and comparing
and writing what is stored (`store`).
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import polars as pl
from support.database import rolled_back, scratch
from support.histories import histories
from support.measure import AT_MOST, Target, close, median, options, seconds

HOW_MANY_CHILDREN, HOW_MANY_EVENTS = 12_000, 400_000
TARGETS = [
    Target("everybody_seconds", AT_MOST, 5.0),
    Target("engine_seconds", AT_MOST, 0.5),
    Target("one_child_median_milliseconds", AT_MOST, 20.0),
]


def fill(children: int, events: int) -> None:
    """Write invented people and events by the path that loads take."""
    from kinkeeper.chronology.tables import copy_in

    told, people = histories(children, events)
    stamp = {"recorded_at": pl.lit("2026-03-31 09:00:00+00"), "source": pl.lit("imported")}
    rows = people.select(
        id="child", born_on="born_on", kind=pl.lit("child"), born_on_estimated=pl.lit(False)
    )
    copy_in("people_person", rows.with_columns(**stamp))
    records = pl.Series("record_id", [str(uuid4()) for _ in range(len(told))])
    columns = {"child": "person_id", "on": "happened_on", "at": "happened_at"}
    shaped = told.drop("event").rename(columns).with_columns(records, withdrawn=pl.lit(False))
    copy_in("chronology_event", shaped.with_columns(recorded_at=stamp["recorded_at"]))


def one_child(people: list[str]) -> float:
    """The median time, in milliseconds, to refresh a child in its own transaction, duties stored."""
    from kinkeeper.duties.refresh import refresh_people

    refresh_people(people[:1])
    times = [seconds(partial(refresh_people, [person])) for person in people]
    return 1000 * statistics.median(times)


def with_events(count: int) -> list[str]:
    """Some children with about so many events."""
    from kinkeeper.chronology.tables import copy_out

    query = (
        "SELECT person_id FROM chronology_event GROUP BY 1 HAVING count(*) BETWEEN %s AND %s"
        " ORDER BY person_id LIMIT 40"
    )
    return copy_out(query, {"id": pl.String()}, [count, count + 5])["id"].to_list()


@contextmanager
def clocked(spent: dict[str, float]) -> Iterator[None]:
    """Adds to `spent` the seconds within each part of a refresh."""
    from kinkeeper.duties import refresh
    from kinkeeper.facts import bundles

    parts = {
        "derive": (bundles, "with_derived"),
        "bundle": (refresh, "bundle"),
        "engine": (refresh, "run"),
        "findings": (refresh, "refresh_findings"),
    }
    with ExitStack() as patched:
        for part, (module, name) in parts.items():
            timed = partial(_timed, getattr(module, name), spent, part)
            patched.enter_context(patch.object(module, name, timed))
        yield


def _timed(work: Callable[..., Any], spent: dict[str, float], part: str, *given: Any) -> Any:
    begun = time.perf_counter()
    found = work(*given)
    spent[part] = spent.get(part, 0.0) + time.perf_counter() - begun
    return found


def shares() -> dict[str, float]:
    """What part of the time for everybody goes where, in one run that is undone."""
    from kinkeeper.duties.refresh import refresh_everybody

    spent: dict[str, float] = {}
    with clocked(spent):
        whole = seconds(rolled_back(refresh_everybody))
    spent["read"] = spent.pop("bundle") - spent["derive"]
    spent["store"] = whole - sum(spent.values())
    return {f"share_{part}": of / whole for part, of in spent.items()}


def main() -> None:
    """Fill, measure, close."""
    asked = options(__doc__ or "")
    with scratch():
        from django.db import connection

        from kinkeeper.duties.refresh import refresh_everybody
        from kinkeeper.facts.bundles import bundle
        from kinkeeper.law.clocks import CLOCKS
        from kinkeeper.law.engine import run
        from kinkeeper.law.events import EVENTS

        fill(HOW_MANY_CHILDREN, HOW_MANY_EVENTS)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        facts = bundle()
        every = replace(facts, held=frozenset(kind.id for kind in EVENTS))
        runs = 3 if asked.quick else 5
        figures = {
            "children": float(HOW_MANY_CHILDREN),
            "events": float(HOW_MANY_EVENTS),
            "clocks": float(len(CLOCKS) - len(run(CLOCKS, facts).not_run)),
            "duties": float(len(run(CLOCKS, facts).instances)),
            "clocks_of_every_kind": float(len(CLOCKS) - len(run(CLOCKS, every).not_run)),
            "duties_of_every_kind": float(len(run(CLOCKS, every).instances)),
            "engine_seconds": median(lambda: run(CLOCKS, facts), runs=runs),
            "engine_every_kind_seconds": median(lambda: run(CLOCKS, every), runs=runs),
            "everybody_seconds": median(rolled_back(refresh_everybody), runs=runs),
            **shares(),
        }
        refresh_everybody()
        figures["everybody_unchanged_seconds"] = median(rolled_back(refresh_everybody), runs=3)
        figures["one_child_median_milliseconds"] = one_child(with_events(50))
    close(figures, TARGETS, quiet=asked.json)


if __name__ == "__main__":
    main()
