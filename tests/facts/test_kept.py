"""What no return brings is waited for until somebody records it, and counts from that day."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest

from kinkeeper.care.models import CarePeriod, CareVisit, Placement
from kinkeeper.chronology.save import save, save_rows
from kinkeeper.facts.bundles import bundle, held_kinds, recordable_kinds
from kinkeeper.facts.kept import KEPT, kept_from
from kinkeeper.kernel.moment import today
from kinkeeper.law.clocks import clock
from kinkeeper.law.engine import run
from kinkeeper.law.events import UNRETURNED
from kinkeeper.law.returns.windows import WINDOWS
from kinkeeper.people.models import Person

Make = Callable[..., Any]
pytestmark = pytest.mark.django_db
LONG_AGO, SPRING = date(2019, 5, 1), date(2026, 3, 2)


def visited(child: Person, care: CarePeriod, on: date, by: Any) -> CareVisit:
    """A visit typed today."""
    visit = CareVisit(person=child, care_period=care, kind="cla", held_on=on, seen=True)
    save(visit, by=by)
    return visit


@pytest.fixture
def care(make: Make, child: Person) -> CarePeriod:
    """A child looked after since spring."""
    found: CarePeriod = make(CarePeriod, started_on=SPRING)
    return found


def place(by: Any, child: Person, care: CarePeriod, on: date) -> None:
    """A placement, saved so that it is announced."""
    save(Placement(person=child, care_period=care, kind="U4", started_on=on), by=by)


def first_week(child: Person) -> list[dict[str, Any]]:
    """The duties of a visit in a placement's first week."""
    facts = bundle([str(child.id)])
    return run((clock("visit_first_week"),), facts).instances.to_dicts()


def test_a_table_without_rows_tells_of_nothing(
    child: Person, care: CarePeriod, granted: Make
) -> None:
    """With no visit ever recorded a placement is not called unvisited."""
    place(granted("director"), child, care, SPRING)
    assert not held_kinds() & UNRETURNED
    assert first_week(child) == []


def test_what_people_type_counts_from_the_day_they_began(
    child: Person, care: CarePeriod, granted: Make
) -> None:
    """A visit of years ago, typed today, makes nothing late that happened before today."""
    by = granted("director")
    place(by, child, care, SPRING)
    visited(child, care, LONG_AGO, by)
    assert kept_from() == dict.fromkeys(("care_visit_made", "visit_alone_recorded"), today())
    (one,) = first_week(child)
    assert "before the first day" in one["not_run"]
    assert "cp_visit_made" not in held_kinds()


def test_what_was_loaded_whole_counts_from_its_first_day(
    child: Person, care: CarePeriod, granted: Make
) -> None:
    """A placement after the first visit loaded is late without one, and met with one."""
    rows = [
        (str(child.id), "cla", on, False, True, str(care.id))
        for on in (SPRING, SPRING + timedelta(40))
    ]
    names = ["person_id", "kind", "held_on", "attempted", "seen", "care_period_id"]
    by = granted("director")
    save_rows(CareVisit, pl.DataFrame(rows, schema=names, orient="row"), by=by, load_id=None)
    assert kept_from()["care_visit_made"] == SPRING
    place(by, child, care, SPRING + timedelta(38))
    (one, *_) = first_week(child)
    assert (one["met_on"], one["not_run"]) == (SPRING + timedelta(40), None)


def test_what_is_kept_can_be_recorded_and_comes_in_no_return() -> None:
    """Each kind listed is announced by some record, and no return's window names it."""
    assert {kind for kept in KEPT for kind in kept.kinds} == UNRETURNED
    assert recordable_kinds() >= UNRETURNED
    assert not UNRETURNED & {kind for window in WINDOWS for kind in window.kinds}


def test_a_pathway_follows_a_merge(child: Person, granted: Make, make: Make) -> None:
    """What was recorded of the same young person under another record is on one pathway."""
    other = make(Person, born_on=child.born_on)
    save(
        CareVisit(person=other, kind="leaving_care", held_on=SPRING, seen=True),
        by=granted("director"),
    )
    Person.objects.filter(id=other.id).update(merged_into=child)
    for people in (None, [str(child.id)]):
        found = bundle(people).events
        (made,) = found.filter(found["kind"] == "adviser_visit_made").to_dicts()
        assert made["key"] == made["child"] == str(child.id)
