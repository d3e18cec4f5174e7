"""200 social workers and managers at their work for five minutes: records, families, boards.

An invented city of the whole size, served by the service's own server on this machine, which runs
those who ask as well. A social worker opens their list, one of their children from it, and reads on:
the story, the details, the family. One in five is a manager, who opens the board of their team first.
Each reads every page for twenty seconds on average. `--quick` has a tenth of the city, 40 people, and
three quarters of a minute of shorter reading.
"""

from __future__ import annotations

import os
import re
import secrets
import sys
from datetime import date
from typing import Any

from overview import fill
from support.database import scratch
from support.measure import AT_MOST, Target, close, options
from support.people import Person, browser_of, figures_of, of_the_database, served, worked

LAST = date(2016, 3, 31)
PEOPLE, QUICK_PEOPLE = 200, 40
SECONDS, QUICK_SECONDS = 300.0, 45.0
READING, QUICK_READING = 20.0, 1.5  # seconds that a page is read, on average
MANAGES = 5  # one in so many is a manager
KINDS = ("board", "story", "details", "family")
TARGETS = [
    *(Target(f"{kind}_p95_milliseconds", AT_MOST, 300.0) for kind in KINDS),
    Target("errors", AT_MOST, 0.0),
]
CHILD = re.compile(rb'href="(/children/[0-9a-f-]{36}/)')


class Caseworker(Person):
    """Somebody who works with children, or manages those who do."""

    kinds = KINDS

    def __init__(self, port: int, session: str, board: str, *, reading: float, seed: int) -> None:
        super().__init__(port, session, reading=reading, seed=seed)
        self.board = board

    def once(self) -> None:
        """Their list, and one of its children."""
        if self.board:
            self.ask("board", self.board)
            self.read()
        children = sorted({one.decode() for one in CHILD.findall(self.ask(None, "/"))})
        if not children:
            return
        self.read()
        child = self.dice.choice(children)
        for kind, page in (("story", ""), ("details", "details/"), ("family", "family/")):
            self.ask(kind, f"{child}{page}")
            self.read()


def signed_in(count: int) -> list[tuple[str, str]]:
    """The browsers of those who lead most children, and of managers with the board of their team."""
    from django.db.models import Count

    from kinkeeper.access.models import RoleGrant, Team, TeamMember, User
    from kinkeeper.workforce.models import Allocation, Worker

    led = Allocation.objects.filter(role="lead", ended_on=None)
    workers = led.values("worker").annotate(n=Count("id")).order_by("-n", "worker")
    teams = list(led.values_list("team", flat=True).distinct().order_by("team"))
    ids, made = iter(list(workers.values_list("worker", flat=True))), []
    for number in range(count):
        manages = number % MANAGES == 0
        user = User.objects.create_user(f"caseworker-{number}", full_name=f"Case Worker {number}")
        role = "team_manager" if manages else "social_worker"
        RoleGrant.objects.create(user=user, role=role, started_on=LAST)
        team = Team.objects.get(pk=teams[number % len(teams)])
        if manages:
            TeamMember.objects.create(user=user, team=team, kind="manager", started_on=LAST)
        else:
            Worker.objects.filter(pk=next(ids)).update(user=user)
        made.append((browser_of(user), f"/teams/{team.pk}/" if manages else ""))
    return made


def main() -> None:
    """Fill, serve, ask, close."""
    said = options(__doc__ or "")
    os.environ["KINKEEPER_SECRET_KEY"] = secrets.token_urlsafe(48)
    size, count, seconds, reading = (
        (0.1, QUICK_PEOPLE, QUICK_SECONDS, QUICK_READING)
        if said.quick
        else (1.0, PEOPLE, SECONDS, READING)
    )
    with scratch():
        from kinkeeper.kernel import moment
        from kinkeeper.measures.refresh import refresh_measures

        moment.pin(LAST)
        fill(size)
        refresh_measures()
        browsers = signed_in(count)
        with served(LAST) as port:
            before = of_the_database()
            people = [
                Caseworker(port, session, board, reading=reading, seed=seed)
                for seed, (session, board) in enumerate(browsers)
            ]
            worked(people, seconds=seconds)
            for line in sorted({line for one in people for line in one.errors})[:5]:
                print(line, file=sys.stderr)
            figures: dict[str, Any] = figures_of(people, of_the_database() - before)
    close({"size": size, "people": float(count), **figures}, TARGETS, quiet=said.json)


if __name__ == "__main__":
    main()
