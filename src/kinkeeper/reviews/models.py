"""Reviews: of children looked after, and of child protection plans."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q

from kinkeeper.access.constraints import holds_codes, one_of
from kinkeeper.access.record import Record
from kinkeeper.reviews.kinds import ReviewKind


class Review(Record):
    """A review that was held."""

    same_when: ClassVar[tuple[str, ...]] = ("person_id", "kind", "held_on")
    code_sets: ClassVar[Mapping[str, str]] = {"participation": "ssda903.REVIEW_CODE"}

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    kind = models.CharField(max_length=20, choices=ReviewKind)
    plan = models.ForeignKey(
        "protection.Plan", on_delete=models.PROTECT, null=True, db_index=False, related_name="+"
    )
    episode = models.ForeignKey(
        "frontdoor.HelpEpisode",
        on_delete=models.PROTECT,
        null=True,
        db_index=False,
        related_name="+",
        db_comment="The episode of the plan under review",
    )
    care_period = models.ForeignKey(
        "care.CarePeriod", on_delete=models.PROTECT, null=True, db_index=False, related_name="+"
    )
    held_on = models.DateField(db_comment="SSDA903 Reviews.REVIEW, CIN Reviews.CPPreviewDate")
    participation = models.CharField(
        max_length=10, null=True, db_comment="SSDA903 Reviews.REVIEW_CODE"
    )

    class Meta:
        """A review is of the thing its kind says."""

        indexes = (models.Index(fields=("person", "held_on"), name="review_person"),)
        constraints = (
            one_of("review_kind_known", "kind", ReviewKind.values),
            *holds_codes("review", "participation"),
            models.CheckConstraint(
                condition=~Q(kind=ReviewKind.LOOKED_AFTER)
                | Q(plan__isnull=True, episode__isnull=True),
                name="review_looked_after_has_no_plan",
            ),
            models.CheckConstraint(
                condition=~Q(kind=ReviewKind.CHILD_PROTECTION)
                | Q(care_period__isnull=True, participation__isnull=True),
                name="review_protection_has_no_care",
            ),
        )
