"""Case audits: by somebody apart, moderated by a second person, and then never changed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from kinkeeper.access.models import Team, TeamMember
from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import may
from kinkeeper.casefile.models import Task
from kinkeeper.chronology.queries import story
from kinkeeper.kernel.errors import NotAllowed, Refused
from kinkeeper.kernel.moment import today
from kinkeeper.quality import actions, queries
from kinkeeper.quality.kinds import AuditState, Grade, OversightKind, Part
from kinkeeper.quality.models import AuditModeration, AuditPart, CaseAudit, PracticeStandard
from kinkeeper.quality.told import Decided, Found, Proposed
from kinkeeper.workforce.models import Allocation, Worker

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
PARTS = dict.fromkeys(Part, (Grade.GOOD, "What was found."))
WORSE = Grade.REQUIRES_IMPROVEMENT


def found(**changed: Any) -> Found:
    """Good in every part."""
    told: dict[str, Any] = {"on": today(), "parts": PARTS, "grade": Grade.GOOD}
    return Found(**told | {"found": "Sound.", "child_says": "She listens to me."} | changed)


@pytest.fixture
def worker(child: Any, granted: Make) -> Any:
    """The child's social worker, of a team."""
    user = granted("social_worker")
    team = Team.objects.create(name="North", service="Care")
    of = {"worker": Worker.objects.create(full_name="A Worker", user=user), "team": team}
    Allocation.objects.create(person_id=child.id, role="lead", started_on=today(), **of)
    return user


@pytest.fixture
def director(granted: Make) -> Any:
    """Who gives and moderates; the standards are published."""
    user = granted("director")
    actions.publish_standard(text="See the child alone.", changed="All of it.", by=user)
    return user


@pytest.fixture
def audit(child: Any, worker: Any, director: Any, granted: Make) -> CaseAudit:
    """An audit given to a reviewing officer who does not know the child."""
    auditor = granted("reviewing_officer")
    return actions.give_audit(child=child.id, auditor=auditor.id, why="Drawn.", by=director)


def test_nobody_with_a_line_audits(child: Any, worker: Any, director: Any, granted: Make) -> None:
    """Neither the manager of who works with the child, nor who wrote of them."""
    manager, apart = granted("team_manager"), granted("head_of_service")
    TeamMember.objects.create(user=manager, team=Team.objects.get(), kind="manager")
    told = Decided(kind=OversightKind.DECISION, on=today(), decided="Go on.", why="It helps.")
    actions.record_oversight(child=child.id, told=told, by=director)
    for user in (manager, director):
        with pytest.raises(Refused, match="without a line"):
            actions.give_audit(child=child.id, auditor=user.id, why="Drawn.", by=director)
    actions.give_audit(child=child.id, auditor=apart.id, why="Drawn.", by=director)
    assert CaseAudit.objects.get().auditor_id == apart.id


def test_the_auditor_reads_the_record_until_it_is_closed(audit: CaseAudit, director: Any) -> None:
    """And changes nothing of it; once it is moderated they reach it no longer."""
    who, child = audit.auditor, audit.person_id
    assert may(who, Permission.SEE_NARRATIVE, child)
    assert not may(who, Permission.RECORD_REVIEW, child)
    actions.complete_audit(audit=audit, found=found(), by=who)
    actions.moderate(audit=audit, grade=WORSE, why="No plan.", by=director)
    assert not may(who, Permission.SEE_RECORD, child)
    (told,) = queries.audits_of(who=director, person_id=child)
    assert (told.state, told.grade, told.stands) == (AuditState.CLOSED, Grade.GOOD, WORSE)


def test_what_it_asks_for_becomes_tasks(audit: CaseAudit, director: Any, worker: Any) -> None:
    """With the owner and the day, once a second person has moderated it."""
    actions.complete_audit(audit=audit, found=found(), by=audit.auditor)
    soon = today() + timedelta(days=7)
    told = Proposed(what="See the brother.", owner=worker.id, due_on=soon)
    actions.propose_action(audit=audit, proposed=told, by=audit.auditor)
    assert not Task.objects.exists()
    actions.moderate(audit=audit, grade=Grade.GOOD, why="Agreed.", by=director)
    task = Task.objects.get()
    assert (task.what, task.for_user_id, task.due_on) == ("See the brother.", worker.id, soon)


def test_a_closed_audit_is_never_changed(audit: CaseAudit, director: Any) -> None:
    """Not completed again, moderated again or added to; nor by the database's own hand."""
    actions.complete_audit(audit=audit, found=found(), by=audit.auditor)
    actions.moderate(audit=audit, grade=Grade.GOOD, why="Agreed.", by=director)
    later = Proposed(what="More.", owner=director.id, due_on=today())
    with pytest.raises(Refused, match="does not follow"):
        actions.propose_action(audit=audit, proposed=later, by=audit.auditor)
    with pytest.raises(Refused, match="does not follow"):
        actions.moderate(audit=audit, grade=WORSE, why="No.", by=director)
    for model in (AuditPart, AuditModeration):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            model.objects.update(grade="inadequate")


def test_nobody_moderates_their_own(child: Any, worker: Any, director: Any, granted: Make) -> None:
    """It takes a second person, and every part has its grade."""
    other = granted("director")
    audit = actions.give_audit(child=child.id, auditor=other.id, why="Drawn.", by=director)
    with pytest.raises(Refused, match="every part"):
        actions.complete_audit(audit=audit, found=found(parts={}), by=other)
    with pytest.raises(Refused, match="given to"):
        actions.complete_audit(audit=audit, found=found(), by=director)
    actions.complete_audit(audit=audit, found=found(), by=other)
    with pytest.raises(Refused, match="second person"):
        actions.moderate(audit=audit, grade=WORSE, why="No.", by=other)


def test_that_there_was_an_audit_shows_and_its_text_does_not(audit: CaseAudit, worker: Any) -> None:
    """On the child's story, to the worker; what it found is for who may read audits."""
    actions.complete_audit(audit=audit, found=found(), by=audit.auditor)
    child = audit.person_id
    told = story(who=worker, person_id=child, as_at=today())
    assert "case_audited" in {one.kind for one in told}
    (shown,) = queries.audits_of(who=worker, person_id=child)
    assert (shown.reads, shown.found, shown.grade) == (False, "", None)
    assert queries.one_audit(who=worker, audit_id=audit.id) is None


def test_a_decision_is_on_the_story(child: Any, worker: Any, director: Any) -> None:
    """Of today, or of an earlier day with the reason; a worker records none."""
    told = Decided(kind=OversightKind.SUPERVISION, on=today(), decided="See her.", why="Worried.")
    actions.record_oversight(child=child.id, told=told, by=director)
    kinds = {one.kind for one in story(who=worker, person_id=child.id, as_at=today())}
    assert "supervision_decided" in kinds
    assert queries.oversight_of(who=worker, person_id=child.id)[0].decided == "See her."
    with pytest.raises(NotAllowed):
        actions.record_oversight(child=child.id, told=told, by=worker)


def test_who_has_not_read_the_standards_is_told_to_their_manager(
    director: Any, worker: Any, granted: Make
) -> None:
    """Until they say so; and of the next version, again."""
    manager, team = granted("team_manager"), Team.objects.get()
    TeamMember.objects.create(user=manager, team=team, kind="manager")
    TeamMember.objects.create(user=worker, team=team)
    assert queries.has_not_read(who=manager) == (worker.full_name,)
    actions.acknowledge_standard(standard=PracticeStandard.objects.get(), by=worker)
    assert queries.has_not_read(who=manager) == ()
    actions.publish_standard(text="And every month.", changed="How often.", by=director)
    assert queries.has_not_read(who=manager) == (worker.full_name,)
