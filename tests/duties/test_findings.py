"""Stored findings: what each check catches, the trail it leaves, and what could not be checked."""

from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import Error, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kinkeeper.access.models import Restriction, RoleGrant, User
from kinkeeper.care.models import CarePeriod, LegalStatusPeriod, Placement
from kinkeeper.chronology.save import save
from kinkeeper.duties.finding_queries import NEVER_RUN, findings, of_child, shown, tallies
from kinkeeper.duties.findings import Kept, refresh_findings
from kinkeeper.duties.models import CheckRun, Finding
from kinkeeper.duties.refresh import refresh_everybody
from kinkeeper.facts.frames import record_frames
from kinkeeper.frontdoor.models import Assessment, HelpEpisode
from kinkeeper.kernel.ids import uuid7
from kinkeeper.law.checks import CHECKS
from kinkeeper.people.models import Person, PersonIdentifier
from kinkeeper.protection.models import AbuseCategoryPeriod, Conference, Plan, Section47Enquiry
from kinkeeper.reviews.models import Review
from kinkeeper.workforce.models import Allocation, Worker

pytestmark = pytest.mark.django_db
BY = SimpleNamespace(id=uuid7())
TODAY, SPRING, JUNE = date(2026, 11, 23), date(2026, 3, 2), date(2026, 6, 1)


def held() -> None:
    """One row of every kind of record, about somebody whose case is long over and in order."""
    child = Person.objects.create(born_on=date(2000, 5, 5))
    of: dict[str, Any] = {"person": child}
    days = {"started_on": date(2015, 6, 1), "ended_on": date(2015, 7, 1)}
    case = HelpEpisode.objects.create(
        **of, referred_on=date(2015, 6, 1), closed_on=date(2015, 9, 1)
    )
    Assessment.objects.create(**of, episode=case, started_on=case.referred_on, authorised_on=JUNE)
    Section47Enquiry.objects.create(**of, episode=case, conference_needed=False, **days)
    held_on = date(2015, 6, 1)
    Conference.objects.create(**of, episode=case, kind="initial", held_on=held_on)
    plan = Plan.objects.create(**of, episode=case, kind="cp", **days)
    AbuseCategoryPeriod.objects.create(plan=plan, category="NEG", **days)
    care = CarePeriod.objects.create(**of, **days)
    LegalStatusPeriod.objects.create(**of, care_period=care, code="C2", **days)
    Placement.objects.create(**of, care_period=care, kind="U6", **days)
    Review.objects.create(**of, kind="cla", care_period=care, held_on=held_on)
    worker = Worker.objects.create(full_name="Ann Lee")
    Allocation.objects.create(**of, worker=worker, role="lead", **days)


def child(**given_: Any) -> Person:
    """A child with a date of birth and nothing else."""
    return Person.objects.create(**{"born_on": date(2023, 5, 5), **given_})


def case(person: Person, **given_: Any) -> HelpEpisode:
    """A referral, open unless told otherwise."""
    return HelpEpisode.objects.create(person=person, **{"referred_on": SPRING, **given_})


def broken(person: Person) -> set[str]:
    """The checks that find something wrong with this child's records alone."""
    refresh_findings([str(person.id)], as_at=TODAY)
    open_ = Finding.objects.filter(person=person, closed_on=None)
    return set(open_.values_list("check_id", flat=True))


def in_care(person: Person, **given_: Any) -> CarePeriod:
    """A time in care with its legal status, placement and review."""
    care = CarePeriod.objects.create(person=person, **{"started_on": JUNE, **given_})
    of: dict[str, Any] = {"person": person, "care_period": care}
    LegalStatusPeriod.objects.create(**of, code="C2", started_on=care.started_on)
    Placement.objects.create(**of, kind="U6", started_on=care.started_on)
    Review.objects.create(**of, kind="cla", held_on=care.started_on)
    led(person)
    return care


def led(person: Person) -> None:
    """A lead worker."""
    worker = Worker.objects.create(full_name="Ann Lee")
    Allocation.objects.create(person=person, worker=worker, role="lead", started_on=SPRING)


def unled(p: Person) -> None:
    case(p)


def undated(p: Person) -> None:
    Person.objects.filter(id=p.id).update(born_on=None)


def unborn(expected_on: date) -> Callable[[Person], None]:
    def told(p: Person) -> None:
        Person.objects.filter(id=p.id).update(born_on=None, expected_on=expected_on)

    return told


def at_school(reason: str | None) -> Callable[[Person], None]:
    def told(p: Person) -> None:
        Person.objects.filter(id=p.id).update(born_on=date(2015, 5, 5))
        case(p)
        led(p)
        if reason:
            PersonIdentifier.objects.create(person=p, kind="upn", unknown_reason=reason)

    return told


def two_ids(p: Person) -> None:
    for value in ("L1", "L2"):
        PersonIdentifier.objects.create(person=p, kind="la_child_id", value=value)


def died(p: Person) -> None:
    in_care(p)
    Person.objects.filter(id=p.id).update(died_on=TODAY)


def referred_too_soon(p: Person) -> None:
    case(p, referred_on=date(2022, 7, 1), closed_on=JUNE)


def assessed_after_closure(p: Person) -> None:
    closed = case(p, closed_on=JUNE)
    Assessment.objects.create(person=p, episode=closed, started_on=SPRING)


def assessed_before_referral(p: Person) -> None:
    closed = case(p, closed_on=JUNE)
    days = {"started_on": SPRING - timedelta(days=1), "authorised_on": JUNE}
    Assessment.objects.create(person=p, episode=closed, **days)


def enquiry(needed: bool | None, started_on: date = SPRING) -> Callable[[Person], None]:
    def told(p: Person) -> None:
        closed = case(p, closed_on=TODAY)
        Section47Enquiry.objects.create(
            person=p, episode=closed, started_on=started_on, conference_needed=needed
        )

    return told


def plan(category: str | None, conference: bool, closed_on: date | None) -> Callable[[Person], None]:
    def told(p: Person) -> None:
        opened = case(p, closed_on=closed_on)
        led(p)
        made = Plan.objects.create(person=p, episode=opened, kind="cp", started_on=SPRING)
        if category:
            AbuseCategoryPeriod.objects.create(plan=made, category=category, started_on=SPRING)
        if conference:
            Conference.objects.create(person=p, episode=opened, kind="initial", held_on=SPRING)

    return told


def care_without(model: type[Any]) -> Callable[[Person], None]:
    def told(p: Person) -> None:
        in_care(p)
        model.objects.filter(person=p).delete()

    return told


def care_of_an_adult(p: Person) -> None:
    Person.objects.filter(id=p.id).update(born_on=date(2008, 11, 22))
    in_care(p)
    PersonIdentifier.objects.create(person=p, kind="upn", value="A1")


def nothing_wrong(p: Person) -> None:
    in_care(p)
    plan("NEG", True, None)(p) if False else None


CASES = [
    (in_care, set()),
    (unled, {"open_without_worker"}),
    (undated, {"no_birth_or_due_date"}),
    (unborn(TODAY - timedelta(days=31)), {"birth_not_recorded"}),
    (unborn(TODAY - timedelta(days=30)), set()),
    (at_school(None), {"no_pupil_number"}),
    (at_school("UN4"), set()),
    (two_ids, {"two_child_ids"}),
    (died, {"open_after_death"}),
    (referred_too_soon, {"referred_before_conception"}),
    (assessed_after_closure, {"assessment_open_after_closure"}),
    (assessed_before_referral, {"assessment_before_referral"}),
    (enquiry(None), {"enquiry_undecided"}),
    (enquiry(needed=True), {"enquiry_undecided"}),
    (enquiry(needed=False), set()),
    (enquiry(None, date(2026, 11, 2)), set()),
    (enquiry(None, date(2026, 10, 30)), {"enquiry_undecided"}),
    (plan("NEG", conference=True, closed_on=None), set()),
    (plan(None, conference=True, closed_on=None), {"plan_without_category"}),
    (plan("NEG", conference=False, closed_on=None), {"plan_without_conference"}),
    (plan("NEG", conference=True, closed_on=JUNE), {"plan_open_after_closure"}),
    (care_without(LegalStatusPeriod), {"no_legal_status"}),
    (care_without(Placement), {"no_placement"}),
    (care_without(Review), {"never_reviewed"}),
    (care_of_an_adult, {"looked_after_at_18"}),
]


@pytest.mark.parametrize(("told", "expected"), CASES)
def test_each_check_catches_its_own(told: Callable[[Person], Any], expected: set[str]) -> None:
    """A record with one thing wrong breaks that check and no other; one in order breaks none."""
    held()
    person = child()
    told(person)
    assert broken(person) == expected


def test_every_check_is_caught_once_here() -> None:
    """No check is without a record that breaks it."""
    assert {check for _, expected in CASES for check in expected} == {c.id for c in CHECKS}


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
    identifiers = PersonIdentifier.objects.filter(value="L2")
    two_ids(person)
    refresh_findings([str(person.id)], as_at=TODAY)
    assert refresh_findings([str(person.id)], as_at=TODAY + day) == Kept(0, 0)
    identifiers.update(valid_to=TODAY)
    assert refresh_findings(as_at=TODAY + 2 * day) == Kept(0, 1)
    identifiers.update(valid_to=None)
    assert refresh_findings(as_at=TODAY + 3 * day) == Kept(1, 0)
    seen = Finding.objects.order_by("first_seen_on").values_list("first_seen_on", "closed_on")
    assert list(seen) == [(TODAY, TODAY + 2 * day), (TODAY + 3 * day, None)]


@pytest.mark.parametrize("change", [{"first_seen_on": JUNE}, {"check_id": "other"}, {"closed_on": None}])
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


TELLING = [told for told, _ in CASES if told not in (in_care,)]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(TELLING), min_size=1, max_size=6), st.booleans())
def test_one_by_one_equals_everybody(told: list[Callable[[Person], Any]], whole: bool) -> None:
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
    RoleGrant.objects.create(user=user, role=EVERYBODY, started_on=date(2020, 1, 1))
    return user


EVERYBODY = "quality_assurance"


def test_findings_of_a_child() -> None:
    """What is wrong with a child's records, errors before queries, with what to do."""
    held()
    person = child(born_on=date(2015, 5, 5))
    case(person)
    refresh_findings(as_at=TODAY)
    found = of_child(who=manager(), person_id=person.id)
    assert [f.check.id for f in found] == ["open_without_worker", "no_pupil_number"]
    assert found[0].check.do.startswith("Allocate a lead worker")
    assert not of_child(who=manager_again(), person_id=person.id, closed=True)


def manager_again() -> User:
    """The one made before."""
    return User.objects.get(username="analyst")


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
