"""What becomes of two people's own facts when they are found to be one."""

from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from kinkeeper.access.carrying import carry_denials
from kinkeeper.kernel.errors import Refused
from kinkeeper.people import moving, upwards
from kinkeeper.people.keys import refresh_keys
from kinkeeper.people.models import Merge, MergedRow, Person, PersonName

FILLED: Final = (
    "sex",
    "gender_identity",
    "died_on",
    "ethnicity",
    "first_language",
    "nationality",
    "mother",
    "first_child_born_on",
)


def join(*, merge: Merge) -> None:
    """Make the two one: rows move, gaps are filled, what stands against either stands against both."""
    has_legal_name = _legal_names(merge.keep).exists()
    moved = moving.move(merge=merge)
    if has_legal_name:
        _demote_names(merge, moved)
    try:
        with transaction.atomic():
            _fill(merge)
            _lead_to_keep(merge)
    except IntegrityError as error:
        raise moving.Clashes([moving.Clash("person", str(merge.keep_id), "dates")]) from error
    _settle(merge.keep_id, merge.drop_id)


def part(*, merge: Merge) -> None:
    """Make one two again, as they were; what stood against the one now stands against both."""
    if Person.objects.filter(pk=merge.keep_id, merged_into__isnull=False).exists():
        raise Refused(
            "The record they were merged into has itself been merged since.",
            missing="the later merge undone",
            do="Undo the later merge first.",
        )
    moving.move_back(merge=merge)
    _settle(merge.keep_id, merge.drop_id)


def _lead_to_keep(merge: Merge) -> None:
    """The dropped record and all that went into it before lead to the kept one, in one step."""
    for one in (*Person.objects.filter(merged_into=merge.drop), merge.drop):
        moving.change(merge=merge, row=one, field="merged_into", value=merge.keep)


def _settle(keep: UUID, drop: UUID) -> None:
    carry_denials(keep, drop)
    refresh_keys([keep, drop])
    upwards.tell([keep, drop])


def _demote_names(merge: Merge, moved: list[MergedRow]) -> None:
    """The kept legal name stays the legal name; the other's is a name they were known by here."""
    names = [row.row_id for row in moved if row.model == PersonName._meta.label]
    for name in PersonName.objects.filter(pk__in=names, kind=PersonName.Kind.LEGAL):
        moving.change(merge=merge, row=name, field="kind", value=PersonName.Kind.FORMER.value)


def _fill(merge: Merge) -> None:
    """What the kept record does not say and the other does."""
    keep, drop = merge.keep, merge.drop
    for field in FILLED:
        if getattr(keep, field) is None and getattr(drop, field) is not None:
            moving.change(merge=merge, row=keep, field=field, value=getattr(drop, field))
    if keep.born_on is None and drop.born_on is not None:
        if keep.expected_on is not None:
            moving.change(merge=merge, row=keep, field="expected_on", value=None)
        moving.change(merge=merge, row=keep, field="born_on", value=drop.born_on)
        if drop.born_on_estimated:
            moving.change(merge=merge, row=keep, field="born_on_estimated", value=True)
    elif keep.born_on is None and keep.expected_on is None and drop.expected_on is not None:
        moving.change(merge=merge, row=keep, field="expected_on", value=drop.expected_on)


def _legal_names(person: Person) -> "QuerySet[PersonName]":
    return PersonName.objects.filter(person=person, kind=PersonName.Kind.LEGAL)
