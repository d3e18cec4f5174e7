"""Records made before what they tell of was announced: their events are found, once."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from kinkeeper.access import audit
from kinkeeper.access.models import AuditEntry
from kinkeeper.access.services import operator
from kinkeeper.chronology.backfill import backfill
from kinkeeper.chronology.models import Event, Revision
from kinkeeper.chronology.save import save
from kinkeeper.duties.models import Duty
from kinkeeper.duties.refresh import refresh_everybody
from kinkeeper.frontdoor.models import HelpEpisode
from kinkeeper.kernel.ids import uuid7
from kinkeeper.people.models import Person

pytestmark = pytest.mark.django_db
BY, LOAD = SimpleNamespace(id=uuid7()), uuid7()
THEN = datetime(2025, 7, 1, 9, 30, tzinfo=UTC)


def child() -> Person:
    return Person.objects.create(kind="child", born_on=date(2010, 5, 1))


def untold(**facts: object) -> HelpEpisode:
    """A referral written before referrals told of anything."""
    given = {"level": "cin", "referred_on": date(2014, 3, 3), "recorded_at": THEN, **facts}
    return HelpEpisode.objects.create(person=child(), **given)


def test_an_untold_record_tells_its_events() -> None:
    """As of when the record itself was made, by whom, and in which load."""
    record = untold(closed_on=date(2014, 6, 2), recorded_by=BY.id, load_id=LOAD)
    assert backfill(by=operator()) == {"case_closed": 1, "referral_received": 1}
    event = Event.objects.get(kind="referral_received")
    assert (event.record_id, event.key, event.person_id) == (record.id, record.id, record.person_id)
    assert (event.happened_on, event.recorded_at) == (date(2014, 3, 3), THEN)
    assert (event.recorded_by, event.load_id, event.corrects_id) == (BY.id, LOAD, None)


def test_again_it_finds_nothing() -> None:
    """Nor does it where every record was saved as it should be."""
    save(HelpEpisode(person=child(), level="cin", referred_on=date(2014, 3, 3)), by=BY)
    untold()
    assert sum(backfill(by=operator()).values()) == 1
    entries = AuditEntry.objects.count()
    assert backfill(by=operator()) == {}
    assert (Event.objects.count(), AuditEntry.objects.count()) == (2, entries)


def test_it_is_what_saving_would_have_told() -> None:
    """The same event, whichever way it came."""
    facts = {"level": "cin", "referred_on": date(2014, 3, 3), "closed_on": date(2014, 6, 2)}
    save(HelpEpisode(person=child(), **facts), by=BY)
    untold(**facts)
    backfill(by=operator())
    columns = ("kind", "happened_on", "happened_at", "detail", "corrects_id", "withdrawn")
    assert Event.objects.values(*columns).distinct().count() == 2
    assert Event.objects.count() == 4


def test_what_was_changed_since_became_known_with_the_change() -> None:
    """A closing written later was not known when the referral was."""
    record, later = untold(closed_on=date(2014, 6, 2), load_id=LOAD), THEN.replace(month=9)
    for at in (later.replace(month=8), later):
        Revision.objects.create(
            entity="frontdoor.HelpEpisode", entity_id=record.id, field="closed_on", at=at, by=BY.id
        )
    backfill(by=operator())
    told = Event.objects.order_by("kind").values_list(
        "kind", "recorded_at", "recorded_by", "load_id"
    )
    assert list(told) == [
        ("case_closed", later, BY.id, None),
        ("referral_received", THEN, None, LOAD),
    ]


def test_what_was_withdrawn_is_not_told_again() -> None:
    """A date taken away stays away."""
    record = HelpEpisode(
        person=child(), level="cin", referred_on=date(2014, 3, 3), closed_on=date(2014, 6, 2)
    )
    save(record, by=BY)
    record.closed_on = None
    save(record, by=BY)
    assert backfill(by=operator()) == {}


def test_duties_follow_at_once_and_it_is_in_the_audit() -> None:
    """The child's duties are counted from what was found; the audit holds how much that was."""
    untold()
    backfill(by=operator())
    assert Duty.objects.filter(clock="assessment_complete").count() == 1
    assert refresh_everybody().added == 0
    entry = AuditEntry.objects.get(verb="chronology.backfill")
    assert entry.details == {"referral_received": 1}
    assert audit.verify().whole
