"""Waiving a duty: who may, of what, and that one child and everybody still agree."""

from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from kinkeeper.access.models import AuditEntry, Team, TeamMember, User
from kinkeeper.access.permissions import Permission
from kinkeeper.access.roles import ROLES
from kinkeeper.care.models import CarePeriod
from kinkeeper.chronology.save import save
from kinkeeper.duties import queries
from kinkeeper.duties.actions import waive
from kinkeeper.duties.models import Duty, Waiver
from kinkeeper.duties.refresh import refresh_everybody
from kinkeeper.duties.waiving import STANDING
from kinkeeper.facts.bundles import bundle
from kinkeeper.frontdoor.models import HelpEpisode
from kinkeeper.kernel import moment
from kinkeeper.kernel.errors import BadInput, NotAllowed, Refused
from kinkeeper.kernel.ids import uuid7
from kinkeeper.law.clocks import CLOCKS
from kinkeeper.law.engine import run
from kinkeeper.law.state import State
from kinkeeper.people.models import Person
from kinkeeper.workforce.models import Allocation, Worker

pytestmark = pytest.mark.django_db
BY = SimpleNamespace(id=uuid7())
TODAY, CAME = date(2026, 11, 23), date(2026, 11, 9)
LATEST = date(2027, 1, 7)  # 20 working days after 7 December, the day the first review is due


@pytest.fixture(autouse=True)
def pinned() -> Any:
    """A Monday two weeks after a child came into care."""
    with moment.held(TODAY):
        yield


@pytest.fixture
def child() -> Person:
    """A child looked after since 9 November."""
    person = Person(kind="child", born_on=date(2014, 5, 1))
    save(person, by=BY)
    save(CarePeriod(person=person, started_on=CAME, start_known=True), by=BY)
    return person


@pytest.fixture
def officer(child: Person, granted: Callable[..., User]) -> User:
    """The child's reviewing officer."""
    return with_child(granted("reviewing_officer"), child, "iro")


def with_child(user: User, child: Person, role: str) -> User:
    """Somebody allocated to a child."""
    team = Team.objects.create(name=str(user.id), service="Care", started_on=CAME)
    TeamMember.objects.create(user=user, team=team, kind="manager", started_on=CAME)
    worker = Worker.objects.create(full_name=user.full_name, user=user)
    Allocation.objects.create(person=child, worker=worker, team=team, role=role, started_on=CAME)
    return user


def duty(clock: str = "review_first") -> Duty:
    return Duty.objects.get(clock=clock)


def put_off(officer: User, **changed: Any) -> Waiver:
    """The first review put off by a week, with some of it changed."""
    said = {"on": TODAY, "until": date(2026, 12, 11), "why": "Waiting for the health report."}
    return waive(duty=duty(), by=officer, **{**said, **changed})


def test_a_waiver_is_kept_shown_and_audited(child: Person, officer: User) -> None:
    """Who, when, why: on the duty, in the table, and in the audit, in one transaction."""
    waiver = put_off(officer)
    one = duty()
    assert (one.waived_on, one.waived_until) == (TODAY, date(2026, 12, 11))
    assert (one.waived_by, one.waived_why) == (officer.id, "Waiting for the health report.")
    (entry,) = AuditEntry.objects.filter(verb="duties.waive")
    assert (entry.actor_id, entry.person_id, entry.subject_id) == (
        officer.id,
        child.id,
        str(waiver.id),
    )
    assert "health" not in str(entry.details)


def test_what_is_waived_is_on_no_list_until_it_is_owed_again(child: Person, officer: User) -> None:
    """Put off to 11 December, it is late from the day after."""
    put_off(officer)
    listed = {
        day: [o.state for o in queries.of_child(who=officer, person_id=child.id, as_at=day)
              if o.clock.id == "review_first"]
        for day in (date(2026, 12, 11), date(2026, 12, 12))
    }  # fmt: skip
    assert list(listed.values()) == [[State.WAIVED], [State.LATE]]
    late = Duty.objects.filter(queries.open_on(date(2026, 12, 12)), clock="review_first")
    assert late.exists()
    assert not Duty.objects.filter(queries.open_on(TODAY), clock="review_first").exists()


def test_what_law_lets_nobody_waive_is_refused(child: Person, officer: User) -> None:
    """In words that say so."""
    with pytest.raises(Refused, match="lets anybody waive") as refused:
        waive(duty=referral_of(child), on=TODAY, why="Busy", by=officer)
    assert refused.value.who_can_waive == "nobody"
    assert not Waiver.objects.exists()


def test_a_role_not_named_is_refused_and_told_who_can(
    child: Person, granted: Callable[..., User]
) -> None:
    """A team manager may waive a health assessment, and not put off a review."""
    manager = with_child(granted("team_manager"), child, "lead")
    with pytest.raises(Refused, match="only by a reviewing officer") as refused:
        put_off(manager)
    assert "a reviewing officer" in refused.value.who_can_waive
    assert not Waiver.objects.exists()


def test_a_role_without_the_permission_is_not_allowed(
    child: Person, granted: Callable[..., User]
) -> None:
    """A social worker waives nothing, and the attempt is in the audit."""
    worker = with_child(granted("social_worker"), child, "lead")
    with pytest.raises(NotAllowed):
        put_off(worker)
    assert AuditEntry.objects.filter(verb="refused", actor_id=worker.id).exists()


@pytest.mark.parametrize("role", ["lead", "co_worker", "personal_adviser"])
def test_who_works_with_the_child_puts_off_no_review(
    child: Person, granted: Callable[..., User], role: str
) -> None:
    """Though they hold the role of a reviewing officer: of this child they are none."""
    with pytest.raises(Refused, match=r"only by a reviewing officer .* of this child"):
        put_off(with_child(granted("reviewing_officer"), child, role))
    assert not Waiver.objects.exists()


@pytest.mark.parametrize("stands", ["works", "manages"])
def test_an_officer_who_is_also_in_the_work_is_not_independent(
    child: Person, officer: User, granted: Callable[..., User], stands: str
) -> None:
    """Who reviews the child and works with them too, or manages somebody who does, is refused."""
    Worker.objects.update(full_name="Officer")
    own = Allocation.objects.get(worker__user=officer)
    worker = own.worker if stands == "works" else Worker.objects.create(full_name="Lead")
    team = Team.objects.create(name="Elsewhere", service="Care", started_on=CAME)
    where = own.team if stands == "manages" else team
    Allocation.objects.create(person=child, worker=worker, team=where, role="lead", started_on=CAME)
    with pytest.raises(Refused, match="neither works with them nor manages"):
        put_off(officer)


def test_a_manager_outside_the_line_waives_nothing(
    child: Person, granted: Callable[..., User]
) -> None:
    """Who manages the team of the reviewing officer alone is in no line over the child's work."""
    manager = with_child(granted("team_manager"), child, "iro")
    iha = duty()
    iha.id, iha.clock = uuid7(), "iha"
    iha.save()
    with pytest.raises(Refused, match="who manages somebody who works with this child"):
        waive(duty=iha, on=TODAY, why="She said no.", by=manager)


def test_an_officer_of_another_child_is_not_allowed(
    child: Person, granted: Callable[..., User]
) -> None:
    """The role is not enough: the child must be theirs."""
    with pytest.raises(NotAllowed):
        put_off(granted("reviewing_officer"))


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"on": TODAY + timedelta(days=1)}, "decided between"),
        ({"on": CAME - timedelta(days=1)}, "decided between"),
        ({"until": None}, "no later than 7 January 2027"),
        ({"until": LATEST + timedelta(days=1)}, "no later than 7 January 2027"),
        ({"until": TODAY}, "after the decision"),
        ({"why": "  "}, "say why"),
        ({"why": "x" * 501}, "500 characters"),
    ],
)
def test_what_cannot_stand_is_refused(officer: User, changed: dict[str, Any], says: str) -> None:
    """The days lie within what law allows, and a reason is given."""
    with pytest.raises(BadInput, match=says):
        put_off(officer, **changed)
    assert not Waiver.objects.exists()


def test_a_duty_is_put_off_once(officer: User) -> None:
    """Past the day it was put off to it is late, and stays so."""
    put_off(officer, until=TODAY + timedelta(days=1))
    with moment.held(date(2026, 12, 20)), pytest.raises(Refused, match="put off once"):
        put_off(officer, until=date(2026, 12, 30))


def test_a_closed_duty_has_nothing_to_waive(officer: User) -> None:
    """It is not open, and the words say so."""
    Duty.objects.filter(clock="review_first").update(met_on=TODAY, ended_on=None)
    with pytest.raises(Refused, match="not open"):
        put_off(officer)


def test_a_waiver_cannot_be_changed_or_taken_out(officer: User) -> None:
    """Whoever asks."""
    put_off(officer)
    for change in (lambda: Waiver.objects.update(why="x"), lambda: Waiver.objects.all().delete()):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()


def test_one_by_one_equals_all_at_once(officer: User) -> None:
    """The night's run over everybody finds the waiver that the child's own refresh stored."""
    put_off(officer)
    done = refresh_everybody()
    assert (done.added, done.changed, done.removed) == (0, 0, 0)
    Duty.objects.all().delete()
    refresh_everybody()
    assert duty().waived_by == officer.id


def test_as_known_before_the_waiver_there_was_none(officer: User) -> None:
    """What managers saw that day is what was known that day."""
    before = moment.now()
    put_off(officer)
    known = {at: run(CLOCKS, bundle(known_at=at)).instances for at in (before, None)}
    stands = {at: found["waived_on"].drop_nulls().len() for at, found in known.items()}
    assert stands == {before: 0, None: 1}


def test_a_merged_childs_waiver_goes_with_the_duty(child: Person, officer: User) -> None:
    """The duties are the kept person's, and what was waived of them is."""
    put_off(officer)
    keep = Person.objects.create(kind="child", born_on=date(2014, 5, 1))
    Person.objects.filter(id=child.id).update(merged_into=keep)
    refresh_everybody()
    assert (duty().person_id, duty().waived_by) == (keep.id, officer.id)


def test_what_is_waived_for_good_is_put_off_to_no_day(
    child: Person, granted: Callable[..., User]
) -> None:
    """A first health assessment that the child refuses: no record here holds one yet, so one is put."""
    manager = with_child(granted("team_manager"), child, "lead")
    iha = duty()
    iha.id, iha.clock = uuid7(), "iha"
    iha.save()
    with pytest.raises(BadInput, match="for good"):
        waive(duty=iha, on=TODAY, until=LATEST, why="She said no.", by=manager)
    assert waive(duty=iha, on=TODAY, why="She said no.", by=manager).waived_until is None


def test_the_roles_that_law_names_hold_the_permission() -> None:
    """Neither more nor fewer: the registry of clocks and that of roles agree."""
    named = {role for clock in CLOCKS if clock.waivable for role in clock.waivable.by}
    holding = {role.name for role in ROLES.values() if Permission.WAIVE_DUTY in role.permits}
    assert named == holding == set(STANDING)


def referral_of(child: Person) -> Duty:
    """The assessment owed from a referral of the day the child came into care."""
    save(HelpEpisode(person=child, level="cin", referred_on=CAME), by=BY)
    return duty("assessment_complete")
