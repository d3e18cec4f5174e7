"""Agencies beside the authority, and who of them may come in."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from kinkeeper.access.constraints import ends_after_start, never_overlap, one_of
from kinkeeper.kernel.ids import uuid7
from kinkeeper.kernel.moment import now, today
from kinkeeper.partners.kinds import AgencyKind


class Dated(models.Model):
    """Something that holds from a day until a day: on its last day it holds no longer."""

    reached_by: ClassVar[tuple[str, ...]] = ()

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    started_on = models.DateField(default=today)
    ended_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField(default=now, editable=False)
    recorded_by = models.UUIDField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True


class Agency(Dated):
    """An agency that tells of children and is asked about them; `domains` are those of its e-mail."""

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=AgencyKind)
    domains = ArrayField(models.CharField(max_length=253), default=list, blank=True)
    telephone = models.CharField(max_length=30, blank=True, default="")

    class Meta:
        ordering = ("name",)
        constraints = (
            ends_after_start("agency_ends_after_start"),
            one_of("agency_kind", "kind", AgencyKind.values),
            models.CheckConstraint(condition=~Q(name=""), name="agency_has_a_name"),
            models.UniqueConstraint(
                Lower("name"), condition=Q(ended_on__isnull=True), name="agency_one_open_of_a_name"
            ),
        )


class AgencyMember(Dated):
    """Somebody of an agency who may come in for it, and for no other at the same time."""

    user = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="members")

    class Meta:
        constraints = (
            ends_after_start("agency_member_ends_after_start"),
            never_overlap("agency_member_of_one_at_a_time", "user"),
            models.CheckConstraint(
                condition=Q(recorded_by__isnull=True) | ~Q(recorded_by=models.F("user")),
                name="agency_member_never_by_oneself",
            ),
        )
