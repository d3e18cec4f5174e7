"""Worklists: the same rule for many rows as for one, and only what the asker may see."""

from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kinkeeper.duties import queries
from kinkeeper.duties.models import Duty
from kinkeeper.duties.queries import Scope, Timing, Wanted
from kinkeeper.frontdoor.models import Contact, ContactGroup
from kinkeeper.kernel.errors import KinkeeperError
from kinkeeper.kernel.ids import uuid7
from kinkeeper.kernel.moment import today
from kinkeeper.kernel.workdays import calendar
from kinkeeper.law.state import Dates, State, state
from kinkeeper.people.models import Person

pytestmark = pytest.mark.django_db
A = date(2015, 3, 2)
NEAR = st.integers(-40, 40).map(lambda n: A + timedelta(days=n))
MAYBE = st.none() | NEAR
# What is met has not ended: the table holds no duty that is both.
ANY_DATES = st.builds(
    Dates,
    due_on=NEAR,
    met_on=MAYBE,
    ended_on=MAYBE,
    superseded_on=MAYBE,
    waived_on=MAYBE,
    waived_until=MAYBE,
    paused_since=MAYBE,
    not_run=st.sampled_from([None, "why"]),
).map(lambda dates: replace(dates, ended_on=None) if dates.met_on else dates)


def duty(person: Person, **dates: object) -> Duty:
    given = {"anchor_on": A - timedelta(days=60), "due_on": A, "calendar": "x", "clock": "icpc"}
    given["warn_on"] = calendar().subtract(dates.get("due_on", A), 5)  # type: ignore[arg-type]
    if dates.get("waived_on"):
        given |= {"waived_by": uuid7(), "waived_why": "The child declined."}
    return Duty.objects.create(
        person=person, thread=uuid7(), step=1, anchor_event=1, **{**given, **dates}
    )


@pytest.fixture
def person() -> Person:
    return Person.objects.create(kind="child", born_on=date(2010, 1, 1))


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(dates=ANY_DATES)
def test_open_on_is_the_state_asked_of_many(person: Person, dates: Dates) -> None:
    """A duty is on the list exactly when its own state is open or late."""
    row = duty(person, **asdict(dates))
    listed = Duty.objects.filter(queries.open_on(A), id=row.id).exists()
    assert listed is (state(dates, A) in (State.OPEN, State.LATE))


def test_a_duty_whose_anchor_has_not_come_is_not_owed(person: Person) -> None:
    """Nothing is due from what is still to happen."""
    row = duty(person, anchor_on=A + timedelta(days=1), due_on=A + timedelta(days=9))
    assert not Duty.objects.filter(queries.open_on(A), id=row.id).exists()


def test_a_duty_before_its_anchor_is_owed_from_the_start(person: Person) -> None:
    """Papers due three days before a booked review are owed although the review lies ahead."""
    row = duty(person, anchor_on=A + timedelta(days=10), due_on=A + timedelta(days=7))
    assert Duty.objects.filter(queries.open_on(A), id=row.id).exists()


def test_nobody_sees_what_they_may_not(person: Person, granted: object) -> None:
    """A social worker with no children has an empty list, and no duty of anybody's opens."""
    who = granted("social_worker")  # type: ignore[operator]
    row = duty(person)
    found = queries.worklist(who=who, wanted=Wanted(scope=Scope.ALL), as_at=A)
    assert (found.total, found.rows) == (0, ())
    assert queries.why(who=who, duty_id=row.id, as_at=A) is None


def test_counts_agree_with_lists(person: Person, granted: object) -> None:
    """The overdue and soon counts are the totals of those lists."""
    who = granted("director")  # type: ignore[operator]
    for days in (-9, -1, 0, 3, 30):
        duty(person, due_on=A + timedelta(days=days))
    whole = queries.worklist(who=who, wanted=Wanted(scope=Scope.ALL), as_at=A)
    for timing, count in ((Timing.OVERDUE, whole.overdue), (Timing.SOON, whole.soon)):
        part = queries.worklist(who=who, wanted=Wanted(scope=Scope.ALL, timing=timing), as_at=A)
        assert part.total == count == 2
    assert whole.total == 5
    assert [r.days_left for r in whole.rows] == [-6, -1, 0, 3, 22]


def test_each_clock_warns_in_its_own_time(person: Person, granted: object) -> None:
    """A duty of long warning is due soon while another of the same date is not yet."""
    who = granted("director")  # type: ignore[operator]
    ahead = A + timedelta(days=60)
    slow, _ = duty(person, due_on=ahead, warn_on=A), duty(person, due_on=ahead)
    found = {
        timing: queries.worklist(who=who, wanted=Wanted(Scope.ALL, timing), as_at=A).rows
        for timing in (Timing.SOON, Timing.LATER)
    }
    assert [row.duty_id for row in found[Timing.SOON]] == [slow.id]
    assert len(found[Timing.LATER]) == 1


def test_what_law_has_stopped_is_not_overdue(person: Person, granted: object) -> None:
    """A paused duty past its date is open, and comes with what is due later."""
    who = granted("director")  # type: ignore[operator]
    duty(person, due_on=A - timedelta(days=9), paused_since=A - timedelta(days=20))
    found = queries.worklist(who=who, wanted=Wanted(Scope.ALL, Timing.LATER), as_at=A)
    assert [row.state for row in found.rows] == [State.OPEN]
    assert (found.overdue, found.soon, found.total) == (0, 0, 1)


def test_a_sort_that_does_not_exist_is_refused(granted: object) -> None:
    """A mistyped address says so, and never shows another order as if it were the one asked for."""
    who = granted("director")  # type: ignore[operator]
    with pytest.raises(KinkeeperError, match="cannot be sorted"):
        queries.worklist(who=who, wanted=Wanted(sort="name; drop"), as_at=A)


def test_a_page_is_never_larger_than_the_limit(person: Person, granted: object) -> None:
    """Asking for a hundred thousand rows gives a hundred."""
    who = granted("director")  # type: ignore[operator]
    found = queries.worklist(who=who, wanted=Wanted(per_page=100_000), as_at=A)
    assert found.per_page == queries.MOST_A_PAGE


def test_an_unknown_duty_is_nothing(granted: object) -> None:
    """The same answer as for one that may not be seen."""
    assert queries.why(who=granted("director"), duty_id=UUID(int=5), as_at=A) is None  # type: ignore[operator]


@pytest.mark.parametrize(("sections", "count"), [((), 0), (("adoption",), 1)])
def test_a_duty_of_a_section_needs_it_open(
    person: Person, granted: Callable[..., Any], sections: tuple[str, ...], count: int
) -> None:
    """A review after authority to place tells of adoption: not to everybody who sees the record."""
    who = granted("director", *sections)
    row = duty(person, clock="adoption_review_unplaced_1")
    found = queries.worklist(who=who, wanted=Wanted(scope=Scope.ALL), as_at=A)
    assert found.total == count
    assert (queries.why(who=who, duty_id=row.id, as_at=A) is not None) is bool(count)


@pytest.mark.parametrize("sections", [(), ("adoption",), ("adoption", "legal_advice", "strategy")])
def test_what_is_left_out_is_said_of_every_child_alike(
    person: Person, granted: Callable[..., Any], sections: tuple[str, ...]
) -> None:
    """The sections closed to the asker, whether a duty of them is there or not."""
    who, asked = granted("director", *sections), Wanted(scope=Scope.ALL)
    before = queries.worklist(who=who, wanted=asked, as_at=A).closed
    duty(person, clock="adoption_review_unplaced_1")
    after = queries.worklist(who=who, wanted=asked, as_at=A).closed
    assert before == after == queries.left_out(who=who, person_id=person.id)
    assert not set(after) & set(sections)
    assert len(after) == 3 - len(sections)


def test_the_next_date_is_still_to_come(person: Person, granted: object) -> None:
    """However long another is overdue: that has its own line."""
    who = granted("director")  # type: ignore[operator]
    of = {"who": who, "person_id": person.id, "as_at": A}
    late = duty(person, due_on=A - timedelta(days=600))
    found = queries.next_due(**of), queries.longest_overdue(**of)
    assert found[0] is None
    assert found[1]
    assert found[1].duty_id == late.id
    duty(person, due_on=A - timedelta(days=3))
    still = duty(person, due_on=A - timedelta(days=9), paused_since=A - timedelta(days=20))
    assert queries.next_due(**of).duty_id == still.id  # type: ignore[union-attr]
    soonest = duty(person, due_on=A)
    assert queries.next_due(**of).duty_id == soonest.id  # type: ignore[union-attr]
    assert queries.longest_overdue(**of).duty_id == late.id  # type: ignore[union-attr]


def test_who_decides_on_contacts_owes_those_that_wait(person: Person, granted: object) -> None:
    """Duties of the front door, of children with a contact not decided yet; of nobody else."""
    who, on = granted("mash_decision_maker"), today()  # type: ignore[operator]
    row = contact(person, on)
    screen = duty(person, clock="contact_triage", due_on=on - timedelta(days=1))
    duty(person, clock="icpc")
    duty(Person.objects.create(kind="child"), clock="contact_triage")
    wanted = Wanted(Scope.FRONT_DOOR)
    found = queries.worklist(who=who, wanted=wanted, as_at=on)
    assert ([one.duty_id for one in found.rows], found.overdue) == ([screen.id], 1)
    row.over_on = on
    row.save()
    assert queries.worklist(who=who, wanted=wanted, as_at=on).total == 0


def contact(person: Person, on: date) -> Contact:
    """A contact about somebody, not decided yet."""
    facts = {"channel": "telephone", "reason": "missing", "received_on": on}
    group = ContactGroup.objects.create(**facts)
    return Contact.objects.create(person=person, contact_group=group, **facts)
