"""Frames of records: typed, seen as at a day, one child's or everybody's."""

from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest

from kinkeeper.care.models import CarePeriod, Placement
from kinkeeper.facts.frame_queries import FRAMES, HELD
from kinkeeper.facts.frames import record_frames, same_people
from kinkeeper.frontdoor.models import Assessment, HelpEpisode
from kinkeeper.law.check import run_checks
from kinkeeper.law.checks import CHECKS
from kinkeeper.people.models import Person, PersonIdentifier
from kinkeeper.protection.models import Section47Enquiry

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
ABSENT = {"assessments", "enquiries", "contacts", "early_help", "missing"}  # from the whole record
Whole = Any


def only(name: str, *people: str, as_at: date = TODAY) -> dict[str, Any]:
    """The single row of a frame."""
    rows = record_frames(people or None, as_at=as_at, names=[name]).frames[name]
    assert len(rows) == 1
    return rows.row(0, named=True)


def test_every_frame_is_typed_when_empty(db: None) -> None:
    """With nothing recorded every frame has its columns, and is told to be missing in words."""
    records = record_frames(as_at=TODAY)
    assert {name: frame.schema for name, frame in records.frames.items()} == {
        name: query.schema for name, query in FRAMES.items()
    }
    assert set(records.missing) == set(HELD)


def test_every_frame_is_typed_when_filled(whole: Whole) -> None:
    """A row comes through the database with the types its frame declares."""
    records = record_frames(as_at=TODAY)
    for name, frame in records.frames.items():
        assert frame.schema == FRAMES[name].schema, name
    assert {n for n in FRAMES if records.frames[n].is_empty()} == ABSENT


def test_what_is_held_is_not_missing(whole: Whole) -> None:
    """A kind of record of which there is one row anywhere is not missing."""
    assert set(record_frames(as_at=TODAY, names=[]).missing) == ABSENT


def test_children(whole: Whole) -> None:
    """A child's own facts, and whether the case is open and somebody leads it."""
    row = only("children")
    assert (row["child"], row["record"], row["as_at"]) == (whole.id, whole.id, TODAY)
    assert (row["age"], row["age_last_august"]) == (11, 11)
    assert (row["is_open"], row["has_lead_worker"]) == (True, True)
    assert (row["upns"], row["reasons_for_no_upn"], row["la_child_ids"]) == (1, 0, 1)


@pytest.mark.parametrize(
    ("born_on", "age", "last_august"),
    [
        (date(2021, 8, 31), 5, 5),
        (date(2021, 9, 1), 5, 4),
        (date(2020, 11, 24), 5, 5),
        (date(2020, 2, 29), 6, 6),
    ],
)
def test_ages(db: None, born_on: date, age: int, last_august: int) -> None:
    """Age counts birthdays passed, today and on the last day of August before it."""
    Person.objects.create(born_on=born_on)
    row = only("children")
    assert (row["age"], row["age_last_august"]) == (age, last_august)


def test_adults_are_not_children(db: None) -> None:
    """A parent on record is not a child to be checked."""
    Person.objects.create(kind="adult")
    assert record_frames(as_at=TODAY).frames["children"].is_empty()


@pytest.mark.parametrize(
    ("changes", "is_open"),
    [
        ({}, True),
        ({"closed_on": TODAY}, False),
        ({"closed_on": TODAY + timedelta(days=1)}, True),
        ({"no_further_action": True}, False),
        ({"level": "early_help"}, False),
        ({"referred_on": TODAY + timedelta(days=1)}, False),
    ],
)
def test_open_case(db: None, changes: dict[str, Any], is_open: bool) -> None:
    """A case is open from its referral until the day it closed, unless nothing was to be done."""
    child = Person.objects.create()
    HelpEpisode.objects.create(person=child, **{"referred_on": date(2026, 3, 2), **changes})
    assert only("children")["is_open"] is is_open


def test_seen_as_at_a_day(whole: Whole) -> None:
    """What began later is not there yet; what ended later has not ended."""
    whole.care.ended_on = date(2026, 9, 1)
    whole.care.save()
    before = record_frames(as_at=date(2026, 5, 31)).frames["care_periods"]
    assert before.is_empty()
    assert only("care_periods", as_at=date(2026, 8, 31))["ended_on"] is None
    assert only("care_periods", as_at=date(2026, 9, 1))["ended_on"] == date(2026, 9, 1)


def test_care_periods(whole: Whole) -> None:
    """A time in care knows its legal status, placement and review, as they stand on the day."""
    row = only("care_periods")
    assert (row["legal_status"], row["has_placement"], row["has_review"]) == ("C2", True, True)
    whole.status.ended_on = whole.placement.ended_on = TODAY
    whole.status.save()
    whole.placement.save()
    row = only("care_periods")
    assert (row["legal_status"], row["has_placement"], row["has_review"]) == (None, False, True)


def test_placements_in_the_year(whole: Whole) -> None:
    """Placements since 1 April count, one that ran into April too; temporary ones do not."""
    early = CarePeriod.objects.create(
        person=whole.child, started_on=date(2026, 1, 1), ended_on=date(2026, 5, 1)
    )
    for kind, start, end in [("U6", 1, 2), ("U6", 2, 4), ("T1", 4, 5)]:
        days = {"started_on": date(2026, start, 1), "ended_on": date(2026, end, 1)}
        Placement.objects.create(person=whole.child, care_period=early, kind=kind, **days)
    rows = record_frames(as_at=TODAY).frames["care_periods"]
    assert set(rows["placements_in_year"]) == {2}


def test_referral_knows_the_one_before(whole: Whole) -> None:
    """A referral carries the date of the child's one before; early help is not a referral."""
    later = HelpEpisode.objects.create(person=whole.child, referred_on=date(2026, 8, 3))
    HelpEpisode.objects.create(person=whole.child, level="early_help", referred_on=date(2026, 5, 1))
    rows = record_frames(as_at=TODAY).frames["referrals"].sort("referred_on")
    assert rows["previous_on"].to_list() == [None, date(2026, 3, 2)]
    assert rows["record"].to_list() == [str(whole.episode.id), str(later.id)]


def test_assessment_and_enquiry(whole: Whole) -> None:
    """An assessment carries its referral's dates, an enquiry its conference's."""
    of = {"person": whole.child, "episode": whole.episode}
    Assessment.objects.create(**of, started_on=date(2026, 3, 9))
    enquiry = Section47Enquiry.objects.create(**of, started_on=date(2026, 3, 3))
    whole.conference.enquiry = enquiry
    whole.conference.save()
    assert only("assessments")["referred_on"] == date(2026, 3, 2)
    assert only("enquiries")["conference_on"] == date(2026, 3, 20)


def test_merged_people_are_one(whole: Whole) -> None:
    """Records of somebody merged away count as those of who they are now, whoever is asked for."""
    twin = Person.objects.create(merged_into=whole.child)
    PersonIdentifier.objects.create(person=twin, kind="la_child_id", value="L2")
    for asked in ([], [whole.id], [str(twin.id)]):
        row = only("children", *asked)
        assert (row["child"], row["la_child_ids"]) == (whole.id, 2)
    assert same_people([str(twin.id)]) == {whole.id: whole.id, str(twin.id): whole.id}


def test_people_asked_for(whole: Whole) -> None:
    """Only those asked for are read; nobody is not everybody."""
    other = Person.objects.create()
    assert only("children", str(other.id))["child"] == str(other.id)
    assert record_frames([str(other.id)], as_at=TODAY).frames["plans"].is_empty()
    assert record_frames([], as_at=TODAY).frames["children"].is_empty()


def test_an_id_that_is_not_one_is_refused(db: None) -> None:
    """Nothing but an id ever becomes part of a query."""
    with pytest.raises(Exception, match="uuid"):
        record_frames(["x'); DROP TABLE people_person; --"], as_at=TODAY)


def test_every_check_can_be_asked(whole: Whole) -> None:
    """No check asks for a frame, a need or a column that facts does not know."""
    names = {name for check in CHECKS for name in (check.over, *check.needs)}
    assert names <= set(HELD)
    frames = record_frames(as_at=TODAY).frames
    records = type(record_frames(as_at=TODAY))({n: f.clear() for n, f in frames.items()})
    found = run_checks(CHECKS, records, as_at=TODAY)
    assert not found.not_run
    assert found.met == {check.id for check in CHECKS}
    assert pl.concat([found.broken]).is_empty()
