"""A story shows what the asker may read, and says what it leaves out."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from kinkeeper.access.sections import Section
from kinkeeper.chronology.models import Event
from kinkeeper.chronology.queries import closed_sections, happenings, later, story
from kinkeeper.kernel.ids import uuid7
from kinkeeper.people.models import Person

pytestmark = pytest.mark.django_db
A = date(2026, 3, 31)
Granted = Callable[..., Any]


@pytest.fixture
def person() -> Person:
    return Person.objects.create(kind="child", born_on=date(2015, 1, 1))


def event(person: Person, kind: str, on: date | None, **more: Any) -> Event:
    return Event.objects.create(
        person=person, kind=kind, key=uuid7(), record_id=uuid7(), happened_on=on, **more
    )


def test_newest_first_and_undated_last(person: Person, granted: Granted) -> None:
    """What happened on a date not recorded is told, after the rest."""
    for on in (date(2025, 1, 1), None, date(2026, 1, 1), date(2026, 4, 1)):
        event(person, "referral_received", on)
    who = granted("director")
    shown = [one.on for one in story(who=who, person_id=person.id, as_at=A)]
    assert shown == [date(2026, 1, 1), date(2025, 1, 1), None]
    assert later(who=who, person_id=person.id, as_at=A) == 1


def test_a_corrected_event_is_told_as_corrected(person: Person, granted: Granted) -> None:
    """The first telling stays in the table and out of the story."""
    first = event(person, "referral_received", date(2025, 1, 1))
    event(person, "referral_received", date(2025, 1, 2), corrects=first)
    (shown,) = story(who=granted("director"), person_id=person.id, as_at=A)
    assert shown.on == date(2025, 1, 2)


@pytest.mark.parametrize(("sections", "told"), [((), 0), (("strategy",), 1)])
def test_a_section_is_told_of_only_where_it_is_open(
    person: Person, granted: Granted, sections: tuple[str, ...], told: int
) -> None:
    """A strategy discussion is not in the story of everybody who sees the record."""
    kept = event(person, "strategy_discussion_held", date(2025, 1, 1))
    who = granted("director", *sections)
    assert len(story(who=who, person_id=person.id, as_at=A)) == told
    assert len(happenings(who=who, event_ids=[kept.pk])) == told
    assert (Section.STRATEGY in closed_sections(who=who, person_id=person.id)) is not bool(told)


def test_a_code_of_a_closed_section_is_not_read_out(person: Person, granted: Granted) -> None:
    """A placement for adoption is left out whole; that care ended is told, and not that by adoption."""
    placed = event(person, "placement_started", date(2025, 1, 1), detail="A5")
    event(person, "looked_after_ended", date(2025, 1, 2), detail="E11")
    who = granted("director")
    (shown,) = story(who=who, person_id=person.id, as_at=A)
    assert (shown.kind, shown.detail) == ("looked_after_ended", None)
    assert not happenings(who=who, event_ids=[placed.pk])


def test_nobody_unrelated_reads_a_story(person: Person, granted: Granted) -> None:
    """A social worker without the child reads nothing of it."""
    event(person, "referral_received", date(2025, 1, 1))
    assert story(who=granted("social_worker"), person_id=person.id, as_at=A) == ()
