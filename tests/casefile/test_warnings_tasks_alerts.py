"""Warnings, tasks and alerts: who sees them, what ends them, and that what was written stays."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from kinkeeper.access.models import Team, TeamMember, User
from kinkeeper.access.services import operator
from kinkeeper.casefile.actions.alerts import acknowledge
from kinkeeper.casefile.actions.tasks import TaskGiven, end_task, set_plain_task, set_task
from kinkeeper.casefile.actions.warnings import end_warning, review_warning, set_warning
from kinkeeper.casefile.alert_kinds import WARNING_OVERDUE
from kinkeeper.casefile.alerting import raise_alert
from kinkeeper.casefile.kinds import TaskEndKind, WarningKind
from kinkeeper.casefile.models import Alert, AlertAcknowledgement, Task, WarningNote
from kinkeeper.casefile.queries.alerts import alerts, unacknowledged
from kinkeeper.casefile.queries.tasks import counted, own_tasks
from kinkeeper.casefile.queries.warnings import in_force, warnings
from kinkeeper.casefile.watching import tell_overdue
from kinkeeper.kernel.errors import BadInput, NotAllowed, Refused
from kinkeeper.kernel.moment import today
from kinkeeper.people.models import Person
from tests.casefile.conftest import BEFORE, Works, restrict

pytestmark = pytest.mark.django_db
SOON = timedelta(days=30)


def warned(child: Person, by: User) -> WarningNote:
    """A warning of a dog."""
    return set_warning(
        child=child.id, kind=WarningKind.DOG, text="Bites.", review_on=today() + SOON, by=by
    )


@pytest.mark.parametrize("days", [0, 367])
def test_a_warning_is_looked_at_again_within_a_year(
    days: int, child: Person, works_with: Works
) -> None:
    """Neither today nor later than that, and the database says so too."""
    with pytest.raises(BadInput, match="within twelve months"):
        set_warning(
            child=child.id, kind=WarningKind.DOG, text="Bites.",
            review_on=today() + timedelta(days=days), by=works_with(child),
        )  # fmt: skip
    held = {"kind": "dog", "text": "Bites.", "started_on": today(), "person": child}
    with pytest.raises(DatabaseError), transaction.atomic():
        WarningNote.objects.create(**held, review_on=today() + timedelta(days=days))


def test_a_warning_is_kept_and_ended_never_rewritten(child: Person, works_with: Works) -> None:
    """Looked at again it stands until the new day; ended, it is ended for good."""
    warning = warned(child, by := works_with(child))
    later = today() + 2 * SOON
    review_warning(warning=warning, review_on=later, why="Still there.", by=by)
    assert [one[2] for one in in_force(who=by, person_id=child.id)] == [later]
    end_warning(warning=warning, why="The dog has gone.", by=by)
    assert in_force(who=by, person_id=child.id) == ()
    with pytest.raises(Refused, match="ended already"):
        end_warning(warning=warning, why="Again.", by=by)
    with pytest.raises(DatabaseError, match="kept as it was"), transaction.atomic():
        WarningNote.objects.update(text="No dog.")


def test_the_kind_of_a_warning_is_for_all_who_see_the_banner(
    child: Person, works_with: Works, granted: Works
) -> None:
    """Its words are for who may read the record: an analyst has the one without the other."""
    warned(child, works_with(child))
    analyst = granted("performance_analyst")
    assert [one[0] for one in in_force(who=analyst, person_id=child.id)] == ["Dangerous dog"]
    assert warnings(who=analyst, person_id=child.id) == ()
    assert in_force(who=granted("workforce_lead"), person_id=child.id) == ()


def test_a_warning_overdue_for_review_alerts_the_worker_once(
    child: Person, works_with: Works
) -> None:
    """Every night it is found again, and told once for each day of review that passed."""
    worker = works_with(child)
    warned(child, worker)
    late = today() + SOON + timedelta(days=1)
    assert [tell_overdue(on=one, by=operator()) for one in (today(), late, late)] == [0, 1, 1]
    assert Alert.objects.get().owner_user == worker


def alerted(child: Person, by: User, **owner: Any) -> Alert:
    """An alert about a child, for whoever owns it."""
    facts = {"kind": WARNING_OVERDUE, "once": "one", "reason": "Look.", "person_id": child.id}
    return raise_alert(**facts, by=by, **owner)  # type: ignore[arg-type]


def test_an_alert_is_acknowledged_by_whose_it_is(child: Person, works_with: Works) -> None:
    """By the team it was for, with a name and a time that stand; by nobody else."""
    one, other = works_with(child), works_with(child)
    alert = alerted(child, one, owner_team=TeamMember.objects.get(user=one).team_id)
    with pytest.raises(NotAllowed):
        acknowledge(alert=alert, by=other)
    acknowledge(alert=alert, words="I ring them.", by=one)
    (known,) = alerts(who=one, known=True)
    assert (unacknowledged(who=one), known.known[0].words) == (0, "I ring them.")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AlertAcknowledgement.objects.update(words="")


def test_a_restriction_takes_tasks_and_alerts_with_it(child: Person, works_with: Works) -> None:
    """On no list, in no count: of a record that is closed to the reader, nothing is told."""
    worker = works_with(child)
    set_task(child=child.id, given=TaskGiven(what="Ring", for_user=worker.pk), by=worker)
    set_plain_task(given=TaskGiven(what="Tidy", for_user=worker.pk), by=worker)
    alerted(child, worker, owner_user=worker.pk)
    restrict(child, worker)
    assert [one.what for one in own_tasks(who=worker)] == ["Tidy"]
    assert (counted(who=worker).open, unacknowledged(who=worker)) == (1, 0)


def test_a_task_is_for_one_who_can_see_what_it_is_about(child: Person, works_with: Works) -> None:
    """And is ended by whom it was given to, once; a colleague who was not asked cannot."""
    worker, stranger, colleague = works_with(child), works_with(), works_with(child)
    with pytest.raises(BadInput, match="may see this part"):
        set_task(child=child.id, given=TaskGiven(what="Ring", for_user=stranger.pk), by=worker)
    task = set_task(child=child.id, given=TaskGiven(what="Ring", for_user=worker.pk), by=worker)
    with pytest.raises(NotAllowed):
        end_task(task=task, kind=TaskEndKind.DONE, by=colleague)
    end_task(task=task, kind=TaskEndKind.DONE, by=worker)
    with pytest.raises(Refused, match="ended already"):
        end_task(task=task, kind=TaskEndKind.WITHDRAWN, by=worker)


def test_a_teams_task_is_everybodys_of_it(works_with: Works) -> None:
    """Until somebody leaves the team; the day they leave, it is no longer theirs."""
    worker = works_with()
    place = TeamMember.objects.get(user=worker)
    set_plain_task(given=TaskGiven(what="Tidy", for_team=place.team_id), by=worker)
    Task.objects.create(what="Older", for_team=place.team, due_on=date(2020, 1, 1))
    assert (counted(who=worker).open, counted(who=worker).overdue) == (2, 1)
    TeamMember.objects.filter(pk=place.pk).update(ended_on=today(), started_on=BEFORE)
    assert (counted(who=worker).open, Team.objects.count()) == (0, 1)
