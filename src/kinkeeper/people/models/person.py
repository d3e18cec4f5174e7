"""A person: born, not yet born, or dead; child or adult."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast, Right

from kinkeeper.access.constraints import ends_after_start, holds_codes, not_both, one_of
from kinkeeper.access.record import Record


class Person(Record):
    """Somebody we know of. What is not known is null; who is not yet born has `expected_on`."""

    class Kind(models.TextChoices):
        CHILD = "child", "Child"
        ADULT = "adult", "Adult"

    same_when: ClassVar[tuple[str, ...]] = ("id",)
    reached_by: ClassVar[str | tuple[str, ...]] = "id"

    kind = models.CharField(max_length=5, choices=Kind.choices, default=Kind.CHILD)
    sex = models.CharField(max_length=2, null=True, blank=True)
    gender_identity = models.CharField(max_length=20, null=True, blank=True)
    born_on = models.DateField(null=True, blank=True, db_index=True)
    born_on_estimated = models.BooleanField(default=False)
    expected_on = models.DateField(null=True, blank=True, db_index=True)
    died_on = models.DateField(null=True, blank=True)
    ethnicity = models.CharField(max_length=8, null=True, blank=True)
    first_language = models.CharField(max_length=8, null=True, blank=True)
    nationality = models.CharField(max_length=8, null=True, blank=True)
    mother = models.BooleanField(null=True, blank=True, help_text="Has a child of her own")
    first_child_born_on = models.DateField(null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from"
    )

    class Meta:
        constraints: ClassVar = [
            one_of("person_kind_listed", "kind", ["child", "adult"]),
            not_both("person_born_or_expected", "born_on", "expected_on"),
            ends_after_start("person_dies_after_birth", "born_on", "died_on"),
            ends_after_start("person_own_child_is_younger", "born_on", "first_child_born_on"),
            models.CheckConstraint(
                condition=Q(expected_on__isnull=True) | Q(kind="child"),
                name="person_expected_is_child",
            ),
            models.CheckConstraint(
                condition=Q(born_on_estimated=False) | Q(born_on__isnull=False),
                name="person_estimate_has_date",
            ),
            models.CheckConstraint(
                condition=~Q(merged_into=F("id")), name="person_not_merged_into_self"
            ),
            *holds_codes("person", "sex", "ethnicity"),
        ]
        indexes: ClassVar = [
            # The short reference is made of these digits: see people.references.
            models.Index(Right(Cast("id", models.TextField()), 12), name="person_reference"),
        ]
