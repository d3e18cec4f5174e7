"""Who and what else is in somebody's life: people and places without a record of their own."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kinkeeper.access.constraints import ends_after_start, one_of
from kinkeeper.access.record import Record
from kinkeeper.people.family_kinds import EcomapKind, Strength, Way


class EcomapTie(Record):
    """A tie of somebody to a person or a service, from one day to another. One changed is a new one."""

    same_when: ClassVar[tuple[str, ...]] = ("person_id", "name", "started_on")
    said_twice_is_left: ClassVar[bool] = True  # by a merge, when both had the same tie

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200, db_comment="Who or what, as the child would say it")
    kind = models.CharField(max_length=9, choices=EcomapKind)
    strength = models.CharField(max_length=8, choices=Strength)
    way = models.CharField(max_length=10, choices=Way)
    started_on = models.DateField(db_comment="Since when it is so, or was told to be so")
    ended_on = models.DateField(null=True)

    class Meta:
        """Named, of the listed kinds, and open once under a name."""

        constraints = (
            ends_after_start("ecomap_tie_ends_after_start"),
            one_of("ecomap_tie_kind_listed", "kind", EcomapKind.values),
            one_of("ecomap_tie_strength_listed", "strength", Strength.values),
            one_of("ecomap_tie_way_listed", "way", Way.values),
            models.CheckConstraint(condition=~Q(name=""), name="ecomap_tie_named"),
            models.UniqueConstraint(
                fields=("person", "name"),
                condition=Q(ended_on__isnull=True),
                name="ecomap_tie_open_once",
            ),
        )
