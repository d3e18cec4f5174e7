"""What managers decided of a child's work."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kinkeeper.access.constraints import one_of
from kinkeeper.access.record import Record
from kinkeeper.quality.kinds import OversightKind


class Oversight(Record):
    """A decision in supervision, or a manager's own, about one child's work."""

    same_when: ClassVar[tuple[str, ...]] = ("person_id", "kind", "on")

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=11, choices=OversightKind)
    on = models.DateField()
    decided = models.TextField()
    why = models.TextField()
    late_why = models.CharField(
        max_length=300, blank=True, default="", db_comment="Why it was recorded on a later day"
    )

    class Meta:
        """It says what was decided, and why."""

        constraints = (
            one_of("oversight_kind_known", "kind", OversightKind.values),
            models.CheckConstraint(condition=~Q(decided="") & ~Q(why=""), name="oversight_says"),
        )
