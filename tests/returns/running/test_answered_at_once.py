"""One finding answered for by two people at one moment, each on a check of their own: the second is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from kinkeeper.access.models import Team
from kinkeeper.access.who import Who
from kinkeeper.kernel.errors import Refused
from kinkeeper.kernel.moment import today
from kinkeeper.returns.actions import accept, assign
from kinkeeper.returns.models import Acceptance, Assignment, ReturnRun, RunFinding
from tests.returns.running.conftest import FAULTY, Check

pytestmark = pytest.mark.django_db(transaction=True)
CHECKS = 4


def press(act: Callable[[], Any], together: Barrier) -> str:
    """One press, on a connection of its own; what it is told."""
    try:
        together.wait(timeout=60)
        act()
    except Refused as refused:
        return refused.message
    finally:
        connection.close()
    return "done"


def at_once(acts: list[Callable[[], Any]]) -> list[str]:
    """All of them at one moment; what each is told."""
    together = Barrier(len(acts))
    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(lambda act: press(act, together), acts))


def test_of_many_checks_one_takes_the_acceptance(check: Check, analyst: Who) -> None:
    """Whichever is second is refused: one withdrawal is enough to take it back."""
    for _ in range(CHECKS):
        check(FAULTY)
    found = RunFinding.objects.filter(rule="101").values_list("id", flat=True)

    def accepting(one: UUID) -> Callable[[], Any]:
        return lambda: accept(finding=one, reason="So it is.", by=analyst)

    told = at_once([accepting(one) for one in found])
    assert told == sorted([*["This finding is accepted already."] * (CHECKS - 1), "done"])
    assert Acceptance.objects.count() == 1


def test_a_rule_is_given_to_one_team_at_a_time(check: Check, analyst: Who) -> None:
    """From however many checks: what came last stands, and the others have ended."""
    runs = [check(FAULTY) for _ in range(CHECKS)]
    team = Team.objects.create(name="One", service="Social care", started_on=today())

    def giving(run: ReturnRun) -> Callable[[], Any]:
        return lambda: assign(run=run, rule="101", team=team.id, by=analyst)

    assert at_once([giving(run) for run in runs]) == ["done"] * CHECKS
    assert (Assignment.objects.count(), Assignment.objects.filter(end=None).count()) == (CHECKS, 1)
