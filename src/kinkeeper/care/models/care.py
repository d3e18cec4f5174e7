"""Three timelines of a child looked after: the care, the legal status, the placement."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q

from kinkeeper.access.constraints import ends_after_start, holds_codes, needs, never_overlap
from kinkeeper.access.record import Record


class CarePeriod(Record):
    """An unbroken time looked after, whatever changes within it."""

    same_when: ClassVar[tuple[str, ...]] = ("person_id", "started_on")
    code_sets: ClassVar[Mapping[str, str]] = {
        "primary_need": "ssda903.CIN",
        "cease_reason": "ssda903.REC",
        "previous_permanence": "ssda903.PREV_PERM",
        "previous_permanence_la": "ssda903.LA_PERM",
    }

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    started_on = models.DateField(db_comment="SSDA903 Episodes.DECOM where RNE is S")
    start_known = models.BooleanField(
        default=True,
        db_default=True,
        db_comment="False: looked after on started_on already, since a day not known",
    )
    primary_need = models.CharField(max_length=10, null=True, db_comment="SSDA903 Episodes.CIN")
    ended_on = models.DateField(null=True, db_comment="SSDA903 Episodes.DEC where REC is not X1")
    cease_reason = models.CharField(
        max_length=10, null=True, db_comment="SSDA903 Episodes.REC, never X1"
    )
    previous_permanence = models.CharField(
        max_length=10, null=True, db_comment="SSDA903 PrevPerm.PREV_PERM"
    )
    previous_permanence_la = models.CharField(
        max_length=10, null=True, db_comment="SSDA903 PrevPerm.LA_PERM"
    )
    previous_permanence_on_text = models.CharField(
        max_length=10,
        null=True,
        db_comment="SSDA903 PrevPerm.DATE_PERM: DD/MM/YYYY, ZZ where day or month is not known",
    )

    class Meta:
        """Looked after once at a time; a reason for ceasing needs an end."""

        indexes = (models.Index(fields=("person", "started_on"), name="care_period_person"),)
        constraints = (
            ends_after_start("care_period_ends_after_start"),
            never_overlap("care_period_one_at_a_time", "person"),
            needs("care_period_reason_needs_end", "cease_reason", "ended_on"),
            models.CheckConstraint(
                condition=~Q(cease_reason="X1"), name="care_period_cease_reason_is_final"
            ),
            models.CheckConstraint(
                condition=Q(
                    previous_permanence_on_text__regex=r"^(\d\d|ZZ)/(\d\d|ZZ)/(\d{4}|ZZZZ)$"
                ),
                name="care_period_previous_permanence_on_shape",
            ),
            *holds_codes(
                "care_period",
                "primary_need",
                "cease_reason",
                "previous_permanence",
                "previous_permanence_la",
            ),
        )


class LegalStatusPeriod(Record):
    """The legal basis on which a child is looked after, while it lasts."""

    same_when: ClassVar[tuple[str, ...]] = ("person_id", "started_on")
    code_sets: ClassVar[Mapping[str, str]] = {"code": "ssda903.LS"}

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    care_period = models.ForeignKey(
        CarePeriod, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    code = models.CharField(max_length=10, db_comment="SSDA903 Episodes.LS")
    started_on = models.DateField()
    start_known = models.BooleanField(
        default=True, db_default=True, db_comment="False: in force on started_on already"
    )
    ended_on = models.DateField(null=True)

    class Meta:
        """One legal status at a time."""

        indexes = (models.Index(fields=("person", "started_on"), name="legal_status_person"),)
        constraints = (
            ends_after_start("legal_status_ends_after_start"),
            never_overlap("legal_status_one_at_a_time", "person"),
            *holds_codes("legal_status", "code"),
        )


class Placement(Record):
    """Where, and with what kind of carer, a child lives while looked after."""

    same_when: ClassVar[tuple[str, ...]] = ("person_id", "started_on")
    code_sets: ClassVar[Mapping[str, str]] = {
        "kind": "ssda903.PLACE",
        "provider_kind": "ssda903.PLACE_PROVIDER",
        "change_reason": "ssda903.REASON_PLACE_CHANGE",
    }

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    care_period = models.ForeignKey(
        CarePeriod, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    kind = models.CharField(max_length=10, null=True, db_comment="SSDA903 Episodes.PLACE")
    provider_kind = models.CharField(
        max_length=10, null=True, db_comment="SSDA903 Episodes.PLACE_PROVIDER"
    )
    postcode = models.CharField(max_length=10, null=True, db_comment="SSDA903 Episodes.PL_POST")
    home_postcode = models.CharField(
        max_length=10, null=True, db_comment="SSDA903 Episodes.HOME_POST: home on entry to care"
    )
    provider_urn = models.CharField(max_length=10, null=True, db_comment="SSDA903 Episodes.URN")
    change_reason = models.CharField(
        max_length=10,
        null=True,
        db_comment="SSDA903 Episodes.REASON_PLACE_CHANGE: why this placement ended",
    )
    same_carers = models.BooleanField(
        null=True,
        db_comment="Whether the carers came along from the placement before: SSDA903 Episodes.RNE T, U",
    )
    started_on = models.DateField()
    start_known = models.BooleanField(
        default=True, db_default=True, db_comment="False: living there on started_on already"
    )
    ended_on = models.DateField(null=True)

    class Meta:
        """One placement at a time; a reason for moving needs an end."""

        indexes = (models.Index(fields=("person", "started_on"), name="placement_person"),)
        constraints = (
            ends_after_start("placement_ends_after_start"),
            never_overlap("placement_one_at_a_time", "person"),
            needs("placement_reason_needs_end", "change_reason", "ended_on"),
            *holds_codes("placement", "kind", "provider_kind", "change_reason", "provider_urn"),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{field}__regex": r"^[A-Z]{1,3}[A-Z0-9]{0,3} ?[0-9][A-Z]{2}$"}),
                    name=f"placement_{field}_shape",
                )
                for field in ("postcode", "home_postcode")
            ),
        )
