"""Placements with adopters that were told as any other, before they had words of their own."""

from datetime import UTC, date, datetime
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.db.models import Exists, OuterRef

from kinkeeper.care.models import CarePeriod, Placement
from kinkeeper.chronology.models import Event
from kinkeeper.chronology.save import save
from kinkeeper.kernel.ids import uuid7
from kinkeeper.people.models import Person

pytestmark = pytest.mark.django_db
BY = SimpleNamespace(id=uuid7())
THEN = datetime(2025, 7, 1, 9, 30, tzinfo=UTC)
BEGAN, ENDED = date(2015, 3, 2), date(2015, 9, 1)
MIGRATION = import_module("kinkeeper.care.migrations.0004_placements_with_adopters").Migration


@pytest.mark.parametrize("known", [True, False], ids=["day known", "day not recorded"])
def test_once_migrated_they_tell_what_is_told_now(known: bool) -> None:
    """The same stands, as of when it was first told; nothing is taken out, nor corrected twice."""
    before, now = (_placement(kind="A6", start_known=known) for _ in range(2))
    _tell_as_any(before)
    save(now, by=BY)
    _migrate()
    assert _standing(before) == _standing(now)
    assert set(Event.objects.filter(record_id=before.pk).values_list("recorded_at")) == {(THEN,)}
    held = Event.objects.count()
    _migrate()
    assert Event.objects.count() == held


def test_what_other_placements_told_stands() -> None:
    """A foster placement begins and ends in the words it did."""
    foster = _placement(kind="U4")
    save(foster, by=BY)
    told = _standing(foster)
    _migrate()
    assert _standing(foster) == told
    assert [kind for kind, *_ in told] == ["placement_ended", "placement_started"]


def _placement(**told: Any) -> Placement:
    child = Person.objects.create(kind="child", born_on=date(2012, 5, 1))
    period = CarePeriod.objects.create(person=child, started_on=BEGAN)
    return Placement(person=child, care_period=period, started_on=BEGAN, ended_on=ENDED, **told)


def _tell_as_any(one: Placement) -> None:
    """What such a placement told before: its own words only where its day was known."""
    one.save()
    began = BEGAN if one.start_known else None
    told = [("placement_started", began, "A6"), ("placement_ended", ENDED, "A6")]
    told += [("placed_with_adopters", began, "")] if began else []
    same = {"person_id": one.person_id, "key": one.pk, "under": one.care_period_id}
    for kind, on, code in told:
        known = {"record_id": one.pk, "recorded_at": THEN, "recorded_by": BY.id}
        Event.objects.create(kind=kind, happened_on=on, detail=code or None, **same, **known)


def _standing(one: Placement) -> list[tuple[Any, ...]]:
    """What stands of it, each on the threads of its own placement and care."""
    corrected = Exists(Event.objects.filter(corrects_id=OuterRef("pk")))
    same = {"record_id": one.pk, "key": one.pk, "under": one.care_period_id, "recorded_by": BY.id}
    rows = Event.objects.filter(~corrected, withdrawn=False, **same).order_by("kind")
    return list(rows.values_list("kind", "happened_on", "happened_at", "detail"))


def _migrate() -> None:
    for operation in MIGRATION.operations:
        with connection.cursor() as cursor:
            for statement in operation.sql:
                cursor.execute(statement)
