"""Stored findings: the trail they leave, what could not be checked, and who may see them."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import Error, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kinkeeper.access.models import Restriction, RoleGrant, User
from kinkeeper.care.models import Placement
from kinkeeper.chronology.save import save
from kinkeeper.duties.finding_queries import NEVER_RUN, NOT_OPEN, findings, of_child, shown, tallies
from kinkeeper.duties.findings import Kept, refresh_findings
from kinkeeper.duties.models import CheckRun, Finding
from kinkeeper.duties.refresh import refresh_everybody
from kinkeeper.facts.frames import record_frames
from kinkeeper.frontdoor.models import HelpEpisode
from kinkeeper.kernel.ids import uuid7
from kinkeeper.law.checks import CHECKS
from kinkeeper.people.models import Person, PersonIdentifier
from kinkeeper.workforce.models import Allocation
from tests.duties.test_checks import broken
from tests.duties.told import (
    CASES,
    JUNE,
    SPRING,
    TODAY,
    Told,
    case,
    child,
    held,
    in_care,
    led,
    two_ids,
)

pytestmark = pytest.mark.django_db
BY = SimpleNamespace(id=uuid7())


def test_records_in_order_break_nothing() -> None:
    """Of records in order every check has run and found nothing."""
    held()
    assert refresh_findings(as_at=TODAY) == Kept(0, 0)
    assert not CheckRun.objects.exclude(not_run=None).exists()
    assert CheckRun.objects.filter(run_on=TODAY).count() == len(CHECKS)


def test_the_trail() -> None:
    """A finding keeps the day it was first seen, is closed when put right, and returns as new."""
    held()
    person, day = child(), timedelta(days=1)
    identifiers = PersonIdentifier.objects.filter(value__startswith="L2")
    two_ids(person)
    refresh_findings([str(person.id)], as_at=TODAY)
    assert refresh_findings([str(person.id)], as_at=TODAY + day) == Kept(0, 0)
    identifiers.update(valid_to=TODAY)
    assert refresh_findings(as_at=TODAY + 2 * day) == Kept(0, 1)
    identifiers.update(valid_to=None)
    assert refresh_findings(as_at=TODAY + 3 * day) == Kept(1, 0)
    seen = Finding.objects.order_by("first_seen_on").values_list("first_seen_on", "closed_on")
    assert list(seen) == [(TODAY, TODAY + 2 * day), (TODAY + 3 * day, None)]


@pytest.mark.parametrize(
    "change", [{"first_seen_on": JUNE}, {"check_id": "other"}, {"closed_on": None}]
)
def test_the_trail_is_never_changed(change: dict[str, Any]) -> None:
    """The database lets a finding be opened and closed and refuses every other change."""
    finding = Finding.objects.create(
        person=child(), check_id="two_child_ids", record=uuid7(), first_seen_on=TODAY
    )
    with pytest.raises(Error, match="opened and closed"), transaction.atomic():
        Finding.objects.filter(id=finding.id).update(**change)
    with pytest.raises(Error, match="opened and closed"), transaction.atomic():
        finding.delete()


def test_not_run_is_stored_with_its_reason() -> None:
    """With no worker recorded anywhere, nobody is said to lack one: the check was not run."""
    person = child()
    case(person)
    assert "open_without_worker" not in broken(person)
    assert CheckRun.objects.get(check_id="open_without_worker").not_run == (
        "No worker has been recorded with any child."
    )


def test_the_first_record_of_a_kind_asks_everybody() -> None:
    """When one child gets a worker, all the others are seen to have none, at once."""
    others, person = [child(), child()], child()
    for one in (*others, person):
        case(one)
    refresh_findings(as_at=TODAY)
    led(person)
    refresh_findings([str(person.id)], as_at=TODAY)
    found = Finding.objects.filter(check_id="open_without_worker", closed_on=None)
    assert set(found.values_list("person_id", flat=True)) == {one.id for one in others}


def test_what_is_not_run_closes_nothing() -> None:
    """A finding whose check can no longer be run stays: nobody has seen it put right."""
    person = child()
    case(person)
    led(person)
    lost = child()
    case(lost)
    assert broken(lost) == {"open_without_worker"}
    Allocation.objects.all().delete()
    assert broken(lost) == {"open_without_worker"}


def test_a_check_taken_away_closes_its_findings() -> None:
    """Findings of a check that is no more are closed by the next refresh, and not shown."""
    held()
    person = child()
    old = Finding.objects.create(
        person=person, check_id="gone", record=person.id, first_seen_on=JUNE
    )
    refresh_findings(as_at=TODAY)
    old.refresh_from_db()
    assert old.closed_on == TODAY


def test_saving_an_event_stores_its_findings() -> None:
    """A referral saved with nobody leading it is found in the same transaction."""
    held()
    refresh_everybody()
    person = child()
    with transaction.atomic():
        save(HelpEpisode(person=person, referred_on=SPRING), by=BY)
        assert Finding.objects.filter(person=person, check_id="open_without_worker").exists()
        transaction.set_rollback(True)
    assert not Finding.objects.filter(person=person).exists()


def test_merged_findings_are_those_of_who_they_are_now() -> None:
    """After a merge what was found of the one dropped is closed; the kept one has both's."""
    held()
    keep, drop = child(), child()
    for one in (keep, drop):
        PersonIdentifier.objects.create(person=one, kind="la_child_id", value=str(one.id))
    case(drop)
    assert broken(drop) == {"open_without_worker"}
    Person.objects.filter(id=drop.id).update(merged_into=keep)
    assert broken(keep) == {"open_without_worker", "two_child_ids"}
    assert not Finding.objects.filter(person=drop, closed_on=None).exists()


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(st.sampled_from([told for told, _ in CASES]), min_size=1, max_size=6), st.booleans()
)
def test_one_by_one_equals_everybody(told: list[Told], whole: bool) -> None:
    """Whatever is recorded of whom, findings child by child are those of everybody at once."""
    with transaction.atomic():
        if whole:
            held()
        for one in told:
            one(child())
        for person in Person.objects.values_list("id", flat=True):
            refresh_findings([str(person)], as_at=TODAY)
        assert refresh_findings(as_at=TODAY) == Kept(0, 0)
        transaction.set_rollback(True)


def manager() -> User:
    """Somebody who reads every record."""
    user = User.objects.create_user("analyst", full_name="Sam Okoro")
    RoleGrant.objects.create(user=user, role="performance_analyst", started_on=date(2020, 1, 1))
    return user


def test_findings_of_a_child() -> None:
    """What is wrong with a child's records, errors before queries, with what to do."""
    held()
    person = child(born_on=date(2015, 5, 5))
    case(person)
    refresh_findings(as_at=TODAY)
    who = manager()
    found = of_child(who=who, person_id=person.id)
    assert [f.check.id for f in found] == ["open_without_worker", "no_pupil_number"]
    assert found[0].check.do.startswith("Allocate a lead worker")
    assert not of_child(who=who, person_id=person.id, closed=True)


def test_only_what_the_asker_may_see() -> None:
    """A restricted child's findings are in no list and no count of who is kept out."""
    held()
    person, other = child(), child()
    for one in (person, other):
        case(one)
    refresh_findings(as_at=TODAY)
    who = manager()
    Restriction.objects.create(
        person_id=person.id, reason="danger", review_on=TODAY + timedelta(days=30), set_by=who
    )
    assert [shown(row).person_id for row in findings(who=who)] == [other.id]
    assert not of_child(who=who, person_id=person.id)
    assert {t.findings for t in tallies(who=who) if t.check.id == "open_without_worker"} == {1}


def test_tallies_never_say_none_where_nothing_was_asked() -> None:
    """Before the first run, and without the records, a check has no number but a reason."""
    who = manager()
    assert {(t.findings, t.not_run) for t in tallies(who=who)} == {(None, NEVER_RUN)}
    child()
    refresh_findings(as_at=TODAY)
    by_check = {t.check.id: t for t in tallies(who=who)}
    assert by_check["two_child_ids"].findings == 0
    assert by_check["no_placement"].findings is None
    assert by_check["no_placement"].not_run == (
        "No child looked after has been recorded or loaded."
    )


def test_a_check_whose_silence_would_tell_of_adoption_needs_it_open() -> None:
    """Neither its findings nor their number: who is on no such list would be known by it."""
    held()
    in_care(person := child())
    Placement.objects.filter(person_id=person.id).delete()
    refresh_findings(as_at=TODAY)
    who = User.objects.create_user("d", full_name="Di Rector")
    RoleGrant.objects.create(user=who, role="director", started_on=JUNE)
    told = {t.check.id: t.not_run for t in tallies(who=who)}
    assert told["no_placement"] == NOT_OPEN
    assert "no_placement" not in [f.check.id for f in of_child(who=who, person_id=person.id)]
    RoleGrant.objects.create(user=who, role="director", section="adoption", started_on=JUNE)
    assert "no_placement" in [f.check.id for f in of_child(who=who, person_id=person.id)]


def test_frames_of_one_are_rows_of_all() -> None:
    """The frames of one child are exactly that child's rows in the frames of everybody."""
    held()
    person = child()
    in_care(person)
    case(person)
    everybody = record_frames(as_at=TODAY).frames
    for name, mine in record_frames([str(person.id)], as_at=TODAY).frames.items():
        rows = everybody[name].filter(child=str(person.id))
        assert mine.sort("record").equals(rows.sort("record")), name
