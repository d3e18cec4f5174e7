"""Visits to children in an episode, or under a plan."""

from django.db import models

from kinkeeper.access.constraints import one_of
from kinkeeper.protection.kinds import PlanKind, VisitKind
from kinkeeper.protection.models.plans import Plan
from kinkeeper.workforce.visited import Visited


class Visit(Visited):
    """A visit to a child who is not looked after, or besides being so: in an episode, under a plan."""

    episode = models.ForeignKey(
        "frontdoor.HelpEpisode", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    plan = models.ForeignKey(
        Plan, on_delete=models.PROTECT, null=True, db_index=False, related_name="+"
    )
    kind = models.CharField(max_length=20, choices=VisitKind)

    class Meta(Visited.Meta):
        """A visit under a plan names it; no other does."""

        abstract = False
        constraints = (
            *Visited.Meta.constraints,
            one_of("visit_kind_known", "kind", VisitKind.values),
            models.CheckConstraint(
                condition=models.Q(kind__in=sorted(PlanKind.values), plan__isnull=False)
                | ~models.Q(kind__in=sorted(PlanKind.values)) & models.Q(plan__isnull=True),
                name="visit_under_its_plan",
            ),
        )
