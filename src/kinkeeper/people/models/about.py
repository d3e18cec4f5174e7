"""Where somebody lives, what disables them, and their standing with the Home Office."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kinkeeper.access.constraints import ends_after_start, holds_codes, one_of
from kinkeeper.access.record import Record

POSTCODE_SHAPE = r"^[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}$"


class PersonAddress(Record):
    """Where somebody lives or may be written to. A protected one never leaves the record."""

    class Kind(models.TextChoices):
        HOME = "home", "Home"
        PLACEMENT = "placement", "Placement"
        SAFE = "safe", "Safe address"
        CORRESPONDENCE = "correspondence", "For letters"

    same_when: ClassVar[tuple[str, ...]] = ("person_id", "kind", "valid_from")

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="addresses")
    kind = models.CharField(max_length=14, choices=Kind.choices, default=Kind.HOME)
    lines = models.TextField(blank=True, default="")
    postcode = models.CharField(max_length=8, null=True, blank=True, db_index=True)
    la_code = models.CharField(max_length=9, null=True, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    protected = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            one_of("address_kind_listed", "kind", ["home", "placement", "safe", "correspondence"]),
            ends_after_start("address_ends_after_start", "valid_from", "valid_to"),
            models.CheckConstraint(
                condition=~Q(lines="") | Q(postcode__isnull=False), name="address_not_empty"
            ),
            models.CheckConstraint(
                condition=Q(postcode__regex=POSTCODE_SHAPE), name="address_postcode_shape"
            ),
            models.CheckConstraint(
                condition=~Q(kind="safe") | Q(protected=True), name="address_safe_is_protected"
            ),
        ]


class Disability(Record):
    """A disability code; `NONE` is a row of its own, for asked and answered is not unknown."""

    same_when: ClassVar[tuple[str, ...]] = ("person_id", "code", "valid_from")

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="disabilities"
    )
    code = models.CharField(max_length=8)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "disabilities"
        constraints: ClassVar = [
            ends_after_start("disability_ends_after_start", "valid_from", "valid_to"),
            *holds_codes("disability", "code"),
        ]


class ImmigrationPeriod(Record):
    """A time with one immigration status, such as UASC: asylum-seeking without a parent."""

    same_when: ClassVar[tuple[str, ...]] = ("person_id", "status", "started_on")

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="immigration_periods"
    )
    status = models.CharField(max_length=8)
    claimed_on = models.DateField(null=True, blank=True)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            ends_after_start("immigration_ends_after_start"),
            models.CheckConstraint(
                condition=Q(ended_on__gte=F("claimed_on")), name="immigration_ends_after_claim"
            ),
            *holds_codes("immigration", "status"),
        ]
