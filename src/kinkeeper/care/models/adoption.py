"""A plan of adoption for a child, from decision to placement or reversal."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kinkeeper.access.constraints import ends_after_start, holds_codes
from kinkeeper.access.record import Record


class AdoptionCase(Record):
    """One decision that a child be adopted, and what came of it."""

    same_when: ClassVar[tuple[str, ...]] = ("person_id", "decision_on")
    code_sets: ClassVar[Mapping[str, str]] = {
        "placed_ceased_reason": "ssda903.REASON_PLACED_CEASED",
        "adopters_sex": "ssda903.SEX_ADOPTR",
        "adopters_legal_status": "ssda903.LS_ADOPTR",
    }

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    decision_on = models.DateField(
        db_comment="SSDA903 AD1.DATE_INT; without an AD1 row, PlacedAdoption.DATE_PLACED, its equal"
    )
    matched_on = models.DateField(null=True, db_comment="SSDA903 AD1.DATE_MATCH")
    placed_on = models.DateField(
        null=True,
        db_comment="SSDA903 PlacedAdoption.DATE_PLACED: the decision to place, not the move",
    )
    placed_ceased_on = models.DateField(
        null=True, db_comment="SSDA903 PlacedAdoption.DATE_PLACED_CEASED"
    )
    placed_ceased_reason = models.CharField(
        max_length=10, null=True, db_comment="SSDA903 PlacedAdoption.REASON_PLACED_CEASED"
    )
    by_foster_carer = models.BooleanField(null=True, db_comment="SSDA903 AD1.FOSTER_CARE")
    adopters = models.PositiveSmallIntegerField(null=True, db_comment="SSDA903 AD1.NB_ADOPTR")
    adopters_sex = models.CharField(max_length=10, null=True, db_comment="SSDA903 AD1.SEX_ADOPTR")
    adopters_legal_status = models.CharField(
        max_length=10, null=True, db_comment="SSDA903 AD1.LS_ADOPTR"
    )

    class Meta:
        """Matched after the decision; a reversal needs something to reverse."""

        indexes = (models.Index(fields=("person", "decision_on"), name="adoption_person"),)
        constraints = (
            ends_after_start("adoption_matched_after_decision", "decision_on", "matched_on"),
            models.CheckConstraint(
                condition=Q(placed_ceased_on__isnull=True)
                | Q(placed_on__isnull=False, placed_ceased_on__gte=F("placed_on")),
                name="adoption_ceased_after_placed",
            ),
            models.CheckConstraint(
                condition=Q(placed_ceased_reason__isnull=True) | Q(placed_ceased_on__isnull=False),
                name="adoption_reason_needs_reversal",
            ),
            models.CheckConstraint(
                condition=Q(adopters__in=(1, 2)), name="adoption_one_or_two_adopters"
            ),
            *holds_codes(
                "adoption", "placed_ceased_reason", "adopters_sex", "adopters_legal_status"
            ),
        )
