"""Visits to children looked after and to care leavers."""

from django.db import models
from django.db.models import Q

from kinkeeper.access.constraints import one_of
from kinkeeper.care.kinds import CareVisitKind
from kinkeeper.care.models.care import CarePeriod
from kinkeeper.workforce.visited import Visited


class CareVisit(Visited):
    """A visit to a child looked after, or by a personal adviser to a care leaver."""

    care_period = models.ForeignKey(
        CarePeriod, on_delete=models.PROTECT, null=True, db_index=False, related_name="+"
    )
    kind = models.CharField(max_length=20, choices=CareVisitKind)

    class Meta(Visited.Meta):
        """A visit to a child looked after belongs to a time in care; to a care leaver, to none."""

        abstract = False
        constraints = (
            *Visited.Meta.constraints,
            one_of("carevisit_kind_known", "kind", CareVisitKind.values),
            models.CheckConstraint(
                condition=Q(kind=CareVisitKind.LOOKED_AFTER, care_period__isnull=False)
                | ~Q(kind=CareVisitKind.LOOKED_AFTER) & Q(care_period__isnull=True),
                name="carevisit_in_its_care",
            ),
        )
