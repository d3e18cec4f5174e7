"""Stored duties: kept up one child at a time, and equal to everybody's worked out at once."""

from datetime import date, timedelta
from types import SimpleNamespace

import polars as pl
import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kinkeeper.chronology.save import save, save_rows
from kinkeeper.duties.models import Duty, FullRefresh
from kinkeeper.duties.queries import not_run
from kinkeeper.duties.refresh import refresh_everybody, refresh_people
from kinkeeper.frontdoor.models import Assessment, HelpEpisode
from kinkeeper.kernel.ids import uuid7
from kinkeeper.people.models import Person

pytestmark = pytest.mark.django_db
BY = SimpleNamespace(id=uuid7())
DAYS = st.integers(0, 900).map(lambda n: date(2014, 1, 6) + timedelta(days=n))


def child() -> Person:
    person = Person(kind="child", born_on=date(2010, 5, 1))
    save(person, by=BY)
    return person


def referral(person: Person, on: date = date(2014, 3, 3)) -> HelpEpisode:
    episode = HelpEpisode(person=person, level="cin", referred_on=on)
    save(episode, by=BY)
    return episode


def assessment(episode: HelpEpisode, authorised_on: date | None) -> Assessment:
    begun = Assessment(
        person=episode.person,
        episode=episode,
        kind="c_and_f",
        started_on=episode.referred_on,
        authorised_on=authorised_on,
    )
    save(begun, by=BY)
    return begun


def stored() -> list[tuple[object, ...]]:
    fields = [f.attname for f in Duty._meta.concrete_fields if f.attname != "id"]
    return sorted(Duty.objects.values_list(*fields), key=str)


def test_saving_an_event_stores_its_duties() -> None:
    """A referral of 3 March 2014 is owed an assessment by 8 May, as soon as it is saved."""
    referral(child())
    assert Duty.objects.get(clock="assessment_complete").due_on == date(2014, 5, 8)


def test_meeting_a_duty_is_stored_in_the_same_transaction() -> None:
    """Undone together, or kept together."""
    episode = referral(child())
    with transaction.atomic():
        assessment(episode, date(2014, 5, 7))
        assert Duty.objects.get(clock="assessment_complete").met_on == date(2014, 5, 7)
        transaction.set_rollback(True)
    assert Duty.objects.get(clock="assessment_complete").met_on is None


def test_a_correction_changes_the_duty_and_keeps_its_id() -> None:
    """A link to the duty still opens it."""
    begun = assessment(referral(child()), date(2014, 5, 7))
    before = Duty.objects.get(clock="assessment_complete").id
    begun.authorised_on = date(2014, 5, 9)
    save(begun, by=BY)
    after = Duty.objects.get(clock="assessment_complete")
    assert (after.id, after.met_on) == (before, date(2014, 5, 9))


def test_refreshing_everybody_again_changes_nothing() -> None:
    """The second full refresh finds no difference: those kept up one by one were right."""
    assessment(referral(child()), None)
    first, second = refresh_everybody(), refresh_everybody()
    assert (first.added, first.changed, first.removed) == (0, 0, 0)
    assert second.duties == Duty.objects.count()
    assert (first.rules_changed, second.rules_changed) == (False, False)


def test_a_difference_is_reported() -> None:
    """A stored duty that nobody keeps up is found, put right and counted."""
    referral(child())
    Duty.objects.filter(clock="assessment_complete").update(due_on=date(2020, 1, 1))
    assert refresh_everybody().changed == 1
    assert FullRefresh.objects.count() == 1
    assert Duty.objects.get(clock="assessment_complete").due_on == date(2014, 5, 8)


def test_a_clock_that_cannot_run_says_why() -> None:
    """No records of visits are kept yet: nothing is late, and the reason is told from the start."""
    assert "No record here holds" in not_run()["cp_visit"]
    assert not Duty.objects.filter(clock="cp_visit").exists()


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.integers(0, 3), DAYS, st.integers(0, 120)), min_size=1, max_size=12))
def test_one_by_one_equals_all_at_once(told: list[tuple[int, date, int]]) -> None:
    """Whatever is saved in whatever order, the stored duties are those of a full refresh."""
    with transaction.atomic():
        children = [child() for _ in range(4)]
        for who, on, days in {(w, on): (w, on, d) for w, on, d in told}.values():
            assessment(referral(children[who], on), on + timedelta(days=days) if days else None)
        one_by_one = stored()
        Duty.objects.all().delete()
        refresh_everybody()
        assert stored() == one_by_one
        transaction.set_rollback(True)


def test_a_merged_child_has_the_duties_of_both() -> None:
    """Events stay where they were written; the duties are the kept person's."""
    keep, drop = child(), child()
    referral(keep)
    referral(drop, date(2015, 3, 3))
    Person.objects.filter(id=drop.id).update(merged_into=keep)
    refresh_people([str(keep.id), str(drop.id)])
    owners = set(
        Duty.objects.filter(clock="assessment_complete").values_list("person_id", flat=True)
    )
    assert owners == {keep.id}
    assert Duty.objects.filter(clock="assessment_complete").count() == 2


def test_many_at_once_are_refreshed_as_one() -> None:
    """A load tells of hundreds of people; the result is the same."""
    person = child()
    rows = pl.DataFrame(
        [{"person_id": str(person.id), "level": "cin", "referred_on": date(2014, 3, 3)}]
    )
    save_rows(HelpEpisode, rows, by=BY, load_id=None)
    refresh_people([str(person.id), *(str(uuid7()) for _ in range(600))])
    assert Duty.objects.filter(clock="assessment_complete").count() == 1
