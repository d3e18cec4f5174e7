"""Bundles: what is known of a child now, and what was known on an earlier day."""

from datetime import UTC, date, datetime

import pytest

from kinkeeper.chronology.models import Event
from kinkeeper.facts.bundles import bundle
from kinkeeper.kernel.ids import uuid7
from kinkeeper.law.clocks import clock
from kinkeeper.law.engine import run
from kinkeeper.people.models import Person

pytestmark = pytest.mark.django_db
ENTERED = datetime(2015, 3, 20, 9, tzinfo=UTC)
BEFORE = datetime(2015, 3, 10, 9, tzinfo=UTC)


@pytest.fixture
def person() -> Person:
    """A child referred on 19 December 2014, whose assessment of 26 February was entered on 20 March."""
    child = Person.objects.create(kind="child", born_on=date(2010, 1, 1))
    episode = uuid7()
    told = [
        (
            "referral_received",
            episode,
            None,
            date(2014, 12, 19),
            datetime(2014, 12, 19, 9, tzinfo=UTC),
        ),
        ("assessment_authorised", uuid7(), episode, date(2015, 2, 26), ENTERED),
    ]
    for kind, key, under, on, recorded_at in told:
        Event.objects.create(
            person=child,
            record_id=uuid7(),
            kind=kind,
            key=key,
            under=under,
            happened_on=on,
            recorded_at=recorded_at,
        )
    return child


@pytest.mark.parametrize("everybody", [False, True])
@pytest.mark.parametrize(("known_at", "met_on"), [(None, date(2015, 2, 26)), (BEFORE, None)])
def test_what_we_knew_that_day(
    person: Person, known_at: datetime | None, met_on: date | None, everybody: bool
) -> None:
    """Timeliness is judged on the event's date; before it was entered nobody knew of it."""
    facts = bundle(None if everybody else [str(person.id)], known_at=known_at)
    (one,) = run((clock("assessment_complete"),), facts).instances.to_dicts()
    assert (one["due_on"], one["met_on"]) == (date(2015, 2, 25), met_on)


def test_a_correction_is_known_from_when_it_was_made(person: Person) -> None:
    """Before it, the day first told stands."""
    first = Event.objects.get(kind="referral_received")
    Event.objects.create(
        person=person,
        record_id=first.record_id,
        kind=first.kind,
        key=first.key,
        happened_on=date(2014, 12, 22),
        recorded_at=ENTERED,
        corrects=first,
    )
    then, now = (_referred(person, at) for at in (BEFORE, None))
    assert (then, now) == (date(2014, 12, 19), date(2014, 12, 22))


def _referred(person: Person, known_at: datetime | None) -> date:
    events = bundle([str(person.id)], known_at=known_at).events
    found: date = events.filter(events["kind"] == "referral_received")["on"].item()
    return found
