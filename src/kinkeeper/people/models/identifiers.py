"""Numbers others know a person by."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper

from kinkeeper.access.constraints import ends_after_start, holds_codes, one_of
from kinkeeper.access.record import Record


class PersonIdentifier(Record):
    """A number somebody is known by, or the coded reason why there is none.

    `issuer` is empty for this authority and for the national numbers; a number that another
    authority, court or system gave says whose it is.
    """

    class Kind(models.TextChoices):
        LA_CHILD_ID = "la_child_id", "Local authority child ID"
        NHS = "nhs", "NHS number"
        UPN = "upn", "Unique pupil number"
        FORMER_UPN = "former_upn", "Former unique pupil number"
        ULN = "uln", "Unique learner number"
        HOME_OFFICE = "home_office", "Home Office reference"
        COURT = "court", "Court reference"
        LEGACY = "legacy", "Reference in an earlier system"

    same_when: ClassVar[tuple[str, ...]] = ("person_id", "kind", "issuer", "value")

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="identifiers"
    )
    kind = models.CharField(max_length=11, choices=Kind.choices)
    value = models.TextField(null=True, blank=True)
    issuer = models.TextField(blank=True, default="")
    unknown_reason = models.CharField(max_length=8, null=True, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            one_of(
                "identifier_kind_listed",
                "kind",
                [
                    "la_child_id",
                    "nhs",
                    "upn",
                    "former_upn",
                    "uln",
                    "home_office",
                    "court",
                    "legacy",
                ],
            ),
            ends_after_start("identifier_ends_after_start", "valid_from", "valid_to"),
            models.CheckConstraint(
                condition=Q(value__isnull=True, unknown_reason__isnull=False)
                | Q(value__isnull=False, unknown_reason__isnull=True),
                name="identifier_value_or_reason",
            ),
            models.CheckConstraint(condition=~Q(value=""), name="identifier_not_blank"),
            # A number of the health service or of this authority is one person's at a time.
            models.UniqueConstraint(
                fields=["kind", "issuer", "value"],
                condition=Q(valid_to__isnull=True, kind__in=["la_child_id", "nhs"]),
                name="identifier_is_one_persons",
            ),
            *holds_codes("identifier", "unknown_reason"),
        ]
        indexes: ClassVar = [models.Index(Upper("value"), name="identifier_value")]
