"""How fast the overview answers, with what its SQL takes beside; the figures behind it timed as well.

An invented city of the size asked for, written by the path that loads take. `--quick` has a tenth.
"""

from __future__ import annotations

import statistics
import time
from datetime import date
from typing import Any

from support.database import scratch
from support.measure import AT_MOST, Target, close, options, seconds

FIRST, LAST = date(2014, 4, 1), date(2016, 3, 31)
SIZE, QUICK_SIZE = 1.0, 0.1
REQUESTS, QUICK_REQUESTS = 60, 30
PAGES = {
    "overview": "/overview/",
    "district": "/overview/?place={district}",
    "team": "/overview/?place={team}",
    "measure": "/overview/referrals/",
    "list": "/overview/list/LA02/2016-03/",
    "teams": "/teams/",
    "board": "/teams/{team}/",
    "today": "/today/",
    "work": "/",
    "work_by_child": "/?sort=child",
    "story": "/children/{child}/",
}
PROMISED = ("overview", "district", "team", "teams", "board", "today")
TARGETS = [Target(f"{name}_p95_milliseconds", AT_MOST, 300.0) for name in PROMISED]


def fill(size: float) -> None:
    """The city, in the database."""
    from rich.progress import Progress

    from kinkeeper.access.services import operator
    from kinkeeper.city import scenario, world
    from kinkeeper.cli.city_writing import write_city
    from kinkeeper.cli.tables import as_owner
    from kinkeeper.config import environment

    made = world(scenario("birmingham-2014"), seed=1, size=size, first=FIRST, last=LAST)
    with as_owner(environment.read()), Progress(disable=True) as progress:
        write_city(made=made, by=operator(), progress=progress)


def director() -> Any:
    """A browser in which a director is signed in."""
    from django.conf import settings
    from django.test import Client

    from kinkeeper.access.models import RoleGrant, User

    settings.ALLOWED_HOSTS = ["testserver"]
    user = User.objects.create_user("director", full_name="A Director")
    RoleGrant.objects.create(user=user, role="director", started_on=FIRST)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def asked_of() -> dict[str, str]:
    """A district, a team of it, and the child who was placed most often."""
    from django.db.models import Count

    from kinkeeper.access.models import Team
    from kinkeeper.chronology.models import Event

    team = Team.objects.filter(parent__parent__isnull=False).order_by("name")[0]
    placed = Event.objects.filter(kind="placement_started").values("person_id")
    child = placed.annotate(times=Count("id")).order_by("-times", "person_id")[0]["person_id"]
    return {"district": str(team.parent_id), "team": str(team.id), "child": str(child)}


class Sql:
    """Adds up what the queries of a request take, and counts them."""

    def __init__(self) -> None:
        self.seconds, self.queries = 0.0, 0

    def __call__(self, execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        """Run one query."""
        begun = time.perf_counter()
        self.queries += 1
        try:
            return execute(sql, params, many, context)
        finally:
            self.seconds += time.perf_counter() - begun


def asked(client: Any, address: str, requests: int) -> dict[str, float]:
    """The 95th percentile of a page and of its SQL, its own processor's time, queries and weight."""
    from django.db import connection

    pages, queries, busy, size = [], [], [], 0
    sql = Sql()
    for _ in range(requests + 1):
        sql = Sql()
        with connection.execute_wrapper(sql):
            begun, worked = time.perf_counter(), time.process_time()
            answer = client.get(address, headers={"accept-encoding": "gzip"})
            busy.append(1000 * (time.process_time() - worked))
            pages.append(1000 * (time.perf_counter() - begun))
        if answer.status_code != 200:
            raise SystemExit(f"{address} answered {answer.status_code}")
        queries.append(1000 * sql.seconds)
        size = len(answer.content)
    return {
        "p95_milliseconds": _p95(pages[1:]),
        "sql_p95_milliseconds": _p95(queries[1:]),
        "processor_milliseconds": statistics.median(busy[1:]),
        "queries": float(sql.queries),
        "kilobytes": size / 1000,
    }


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def main() -> None:
    """Fill, work the figures out, ask, close."""
    said = options(__doc__ or "")
    size = QUICK_SIZE if said.quick else SIZE
    with scratch():
        from kinkeeper.kernel import moment
        from kinkeeper.measures.models import MeasureRow
        from kinkeeper.measures.refresh import refresh_measures

        moment.pin(LAST)
        figures = {"size": size, "city_seconds": seconds(lambda: fill(size))}
        figures["figures_seconds"] = seconds(refresh_measures)
        figures["rows_behind_figures"] = float(MeasureRow.objects.count())
        client, where = director(), asked_of()
        for name, address in PAGES.items():
            requests = QUICK_REQUESTS if said.quick else REQUESTS
            found = asked(client, address.format(**where), requests)
            figures |= {f"{name}_{what}": value for what, value in found.items()}
    close(figures, TARGETS, quiet=said.json)


if __name__ == "__main__":
    main()
