"""Alerts: what somebody has to know of at once, and who said that they do."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kinkeeper.access.constraints import one_of
from kinkeeper.access.sections import Section
from kinkeeper.casefile.alert_kinds import LONGEST_NAME
from kinkeeper.casefile.kinds import OF_SECTIONS
from kinkeeper.kernel.ids import uuid7
from kinkeeper.kernel.moment import now


class Alert(models.Model):
    """Its owner is one user or one team; `reason` is the service's own words and names nobody."""

    reached_by: ClassVar[str] = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=LONGEST_NAME)
    once = models.CharField(max_length=120, unique=True, help_text="The same thing alerts once")
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    section = models.CharField(max_length=20, blank=True, default="", choices=OF_SECTIONS)
    owner_user = models.ForeignKey(
        "access.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    owner_team = models.ForeignKey(
        "access.Team", on_delete=models.PROTECT, null=True, related_name="+"
    )
    reason = models.CharField(max_length=200)
    raised_by = models.UUIDField()
    raised_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(owner_user__isnull=True) ^ Q(owner_team__isnull=True),
                name="alert_has_one_owner",
            ),
            one_of("alert_section_known", "section", ["", *Section]),
        )


class AlertAcknowledgement(models.Model):
    """That somebody whose alert it is said that they know, and what they do about it."""

    append_only: ClassVar[bool] = True
    reached_by: ClassVar[tuple[str, ...]] = ()

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    alert = models.ForeignKey(Alert, on_delete=models.PROTECT, related_name="acknowledgements")
    by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=500, blank=True, default="")
    at = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering = ("at",)
        constraints = (
            models.UniqueConstraint(fields=("alert", "by"), name="alert_acknowledged_once_by_each"),
        )
