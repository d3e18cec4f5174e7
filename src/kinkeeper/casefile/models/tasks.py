"""Tasks: what somebody, or a team, is to do by a day."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kinkeeper.access.constraints import one_of
from kinkeeper.access.record import Record
from kinkeeper.access.sections import Section
from kinkeeper.casefile.kinds import OF_SECTIONS, TaskEndKind
from kinkeeper.kernel.ids import uuid7
from kinkeeper.kernel.moment import now

LONGEST_TASK = 300


class Task(Record):
    """Something to do, about a child or about none; one that changed is withdrawn and set anew."""

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    what = models.CharField(max_length=LONGEST_TASK)
    for_user = models.ForeignKey(
        "access.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    for_team = models.ForeignKey(
        "access.Team", on_delete=models.PROTECT, null=True, related_name="+"
    )
    due_on = models.DateField(null=True)
    section = models.CharField(max_length=20, blank=True, default="", choices=OF_SECTIONS)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(for_user__isnull=True) ^ Q(for_team__isnull=True),
                name="task_for_one",
            ),
            models.CheckConstraint(condition=~Q(what=""), name="task_says_what"),
            one_of("task_section_known", "section", ["", *Section]),
        )


class TaskEnd(models.Model):
    """That a task is done, or is no longer to be done; by whom, and when."""

    append_only: ClassVar[bool] = True
    reached_by: ClassVar[tuple[str, ...]] = ()

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    task = models.OneToOneField(Task, on_delete=models.PROTECT, related_name="end")
    kind = models.CharField(max_length=9, choices=TaskEndKind)
    words = models.CharField(max_length=500, blank=True, default="")
    by = models.UUIDField()
    at = models.DateTimeField(default=now, editable=False)

    class Meta:
        constraints = (one_of("task_end_kind_known", "kind", TaskEndKind.values),)
