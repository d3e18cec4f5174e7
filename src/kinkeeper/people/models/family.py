"""Who belongs to whom."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kinkeeper.access.constraints import ends_after_start, one_of
from kinkeeper.access.record import Record
from kinkeeper.people.family_kinds import Confidence, RelationshipKind


class Relationship(Record):
    """`person` is `kind` `other`: Ada is mother of Ben. `no_contact` is a ruling, not a habit.

    One recorded by `mistake` is ended and told nowhere; that it was recorded stays.
    """

    Kind = RelationshipKind

    same_when: ClassVar[tuple[str, ...]] = ("person_id", "other_id", "kind", "started_on")
    reached_by: ClassVar[str | tuple[str, ...]] = ("person_id", "other_id")
    said_twice_is_left: ClassVar[bool] = True  # by a merge, when both had the same relation

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="relationships"
    )
    other = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="relationships_of_others"
    )
    kind = models.CharField(max_length=27, choices=Kind.choices)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    no_contact = models.BooleanField(default=False)
    confidence = models.CharField(
        max_length=7, choices=Confidence, default="", db_default="", blank=True
    )
    told_by = models.CharField(
        max_length=200, default="", db_default="", blank=True, db_comment="Who said so, or what"
    )
    mistake = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(person=F("other")), name="relationship_takes_two"),
            one_of("relationship_confidence_listed", "confidence", ["", *Confidence.values]),
            models.CheckConstraint(
                condition=Q(mistake=False) | Q(ended_on__isnull=False),
                name="relationship_mistake_is_ended",
            ),
            one_of("relationship_kind_listed", "kind", RelationshipKind.values),
            ends_after_start("relationship_ends_after_start"),
            models.UniqueConstraint(
                fields=["person", "other", "kind"],
                condition=Q(ended_on__isnull=True),
                name="relationship_open_once",
            ),
        ]


class FamilyGroup(Record):
    """People who live together, are family, or are brothers and sisters to be kept together."""

    class Kind(models.TextChoices):
        HOUSEHOLD = "household", "Household"
        FAMILY = "family", "Family"
        SIBLING_GROUP = "sibling_group", "Sibling group"

    same_when: ClassVar[tuple[str, ...]] = ("id",)
    reached_by: ClassVar[str | tuple[str, ...]] = ()  # nobody's by itself: its members are

    kind = models.CharField(max_length=13, choices=Kind.choices, default=Kind.FAMILY)
    label = models.TextField(blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            one_of("family_kind_listed", "kind", ["household", "family", "sibling_group"]),
        ]


class FamilyMember(Record):
    """Somebody belonging to a family group from one date to another."""

    same_when: ClassVar[tuple[str, ...]] = ("group_id", "person_id", "started_on")
    said_twice_is_left: ClassVar[bool] = True  # by a merge, when both were in the group

    group = models.ForeignKey(
        "people.FamilyGroup", on_delete=models.PROTECT, related_name="members"
    )
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="families")
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            ends_after_start("family_member_ends_after_start"),
            models.UniqueConstraint(
                fields=["group", "person"],
                condition=Q(ended_on__isnull=True),
                name="family_member_open_once",
            ),
        ]
