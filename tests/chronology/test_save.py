"""Saving: one row or many, with the trail and the events, in one transaction."""

from datetime import date
from types import SimpleNamespace

import polars as pl
import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from kinkeeper.chronology.models import Event, Revision
from kinkeeper.chronology.save import save, save_rows
from kinkeeper.frontdoor.models import HelpEpisode
from kinkeeper.kernel.ids import uuid7
from kinkeeper.people.models import Person

pytestmark = pytest.mark.django_db
BY = SimpleNamespace(id=uuid7())


def child() -> Person:
    person = Person(kind="child", born_on=date(2010, 5, 1))
    save(person, by=BY)
    return person


def referrals(person: Person, **columns: object) -> pl.DataFrame:
    given = {
        "person_id": str(person.id),
        "level": "cin",
        "referred_on": date(2014, 3, 3),
        **columns,
    }
    types = {"closed_on": pl.Date(), "referral_source": pl.String()}
    return pl.DataFrame([given], schema_overrides={k: v for k, v in types.items() if k in given})


def test_new_rows_tell_their_events() -> None:
    """A loaded referral leaves a row and the event it tells of, known by the row."""
    saved = save_rows(HelpEpisode, referrals(child()), by=BY, load_id=None)
    event = Event.objects.get(kind="referral_received")
    assert (saved.new, saved.changed, saved.unchanged) == (1, 0, 0)
    assert (event.happened_on, str(event.record_id)) == (date(2014, 3, 3), saved.rows["id"][0])


def test_the_same_rows_again_change_nothing() -> None:
    """Loading twice leaves one row, one event and no revision."""
    person = child()
    save_rows(HelpEpisode, referrals(person), by=BY, load_id=None)
    again = save_rows(HelpEpisode, referrals(person), by=BY, load_id=None)
    assert (again.new, again.changed, again.unchanged) == (0, 0, 1)
    assert Event.objects.count() == 1
    assert not Revision.objects.exists()


def test_a_changed_value_keeps_the_old_one() -> None:
    """The trail says what it was, what it became and in which load."""
    person, load = child(), uuid7()
    save_rows(HelpEpisode, referrals(person, referral_source="2A"), by=BY, load_id=None)
    saved = save_rows(HelpEpisode, referrals(person, referral_source="5C"), by=BY, load_id=load)
    revision = Revision.objects.get()
    assert saved.changed == 1
    assert (revision.field, revision.old, revision.new, revision.load_id) == (
        "referral_source",
        "2A",
        "5C",
        load,
    )


def test_a_changed_date_corrects_its_event_and_keeps_it() -> None:
    """The first event stands in the table; the second names it."""
    person = child()
    for day in (1, 9):
        save_rows(HelpEpisode, referrals(person, closed_on=date(2014, 6, day)), by=BY, load_id=None)
    first, second = Event.objects.filter(kind="case_closed").order_by("id")
    assert second.corrects == first
    assert (first.happened_on.day, second.happened_on.day) == (1, 9)  # type: ignore[union-attr]


def test_a_date_taken_away_withdraws_its_event() -> None:
    """A closure that never was is withdrawn, not deleted."""
    person = child()
    save_rows(HelpEpisode, referrals(person, closed_on=date(2014, 6, 1)), by=BY, load_id=None)
    save_rows(HelpEpisode, referrals(person, closed_on=None), by=BY, load_id=None)
    assert (
        Event.objects.filter(kind="case_closed", withdrawn=True, corrects__isnull=False).count()
        == 1
    )


def test_blank_may_mean_the_file_does_not_say() -> None:
    """A column a file cannot know never erases what another file gave."""
    person = child()
    save_rows(HelpEpisode, referrals(person, referral_source="2A"), by=BY, load_id=None)
    blank = referrals(person, referral_source=None)
    saved = save_rows(HelpEpisode, blank, by=BY, load_id=None, blank_keeps=("referral_source",))
    assert saved.unchanged == 1
    assert HelpEpisode.objects.get().referral_source == "2A"


def test_one_record_saved_twice_leaves_its_trail() -> None:
    """A typed correction is revised and corrected just as a loaded one is."""
    episode = HelpEpisode(person=child(), level="cin", referred_on=date(2014, 3, 3))
    save(episode, by=BY)
    episode.referred_on = date(2014, 3, 4)
    save(episode, by=BY)
    assert Revision.objects.get(field="referred_on").old == "2014-03-03"
    assert Event.objects.filter(corrects__isnull=False).get().happened_on == date(2014, 3, 4)


@pytest.mark.parametrize(
    "statement", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"]
)
@pytest.mark.parametrize("table", ["chronology_event", "chronology_revision"])
def test_events_and_revisions_are_never_taken_out(table: str, statement: str) -> None:
    """Not by the owner of the table either."""
    save_rows(HelpEpisode, referrals(child()), by=BY, load_id=None)
    save_rows(
        HelpEpisode, referrals(Person.objects.get(), referral_source="2A"), by=BY, load_id=None
    )
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))
    assert Revision.objects.exists()


def test_a_correction_names_an_event_that_is_there() -> None:
    """The database holds it, though the events are kept by year."""
    person = child()
    save_rows(HelpEpisode, referrals(person), by=BY, load_id=None)
    first = Event.objects.get()
    told = {"person": person, "kind": "case_closed", "record_id": uuid7(), "happened_on": None}
    Event.objects.create(**told, corrects=first, recorded_at=first.recorded_at.replace(year=2005))
    with pytest.raises(IntegrityError, match="is not there"), transaction.atomic():
        Event.objects.create(**told, corrects_id=first.pk + 999)
