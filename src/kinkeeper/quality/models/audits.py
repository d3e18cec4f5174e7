"""Case audits: what was given to whom, what they found, and what a second person made of it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kinkeeper.access.constraints import one_of
from kinkeeper.access.record import Record
from kinkeeper.quality.kinds import Grade, Part

GRADED_AT_MOST = 300


class CaseAudit(Record):
    """An audit of one child's work, given to somebody without a line to it."""

    same_when: ClassVar[tuple[str, ...]] = ("person_id", "auditor_id", "given_on")

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    auditor = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    standard = models.ForeignKey(
        "quality.PracticeStandard", on_delete=models.PROTECT, related_name="+"
    )
    given_on = models.DateField()
    why = models.CharField(max_length=GRADED_AT_MOST, db_comment="Why this child's work")

    class Meta:
        """It says why."""

        constraints = (models.CheckConstraint(condition=~Q(why=""), name="case_audit_says_why"),)


class AuditPart(Record):
    """The grade of one part of practice, and what was found."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("audit_id", "part")
    reached_by: ClassVar[str | tuple[str, ...]] = "audit__person_id"

    audit = models.ForeignKey(CaseAudit, on_delete=models.PROTECT, related_name="parts")
    part = models.CharField(max_length=12, choices=Part)
    grade = models.CharField(max_length=20, choices=Grade)
    found = models.TextField()

    class Meta:
        """A part is graded once."""

        constraints = (
            models.UniqueConstraint(fields=("audit", "part"), name="audit_part_once"),
            one_of("audit_part_known", "part", Part.values),
            one_of("audit_part_grade_known", "grade", Grade.values),
            models.CheckConstraint(condition=~Q(found=""), name="audit_part_says_what"),
        )


class AuditResult(Record):
    """The audit as its auditor completed it."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("audit_id",)
    reached_by: ClassVar[str | tuple[str, ...]] = "audit__person_id"

    audit = models.OneToOneField(CaseAudit, on_delete=models.PROTECT, related_name="result")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    grade = models.CharField(max_length=20, choices=Grade)
    found = models.TextField()
    child_says = models.TextField(db_comment="What the child says, or why they were not asked")

    class Meta:
        """It has a grade, findings and the child."""

        constraints = (
            one_of("audit_result_grade_known", "grade", Grade.values),
            models.CheckConstraint(
                condition=~Q(found="") & ~Q(child_says=""), name="audit_result_says_what"
            ),
        )


class AuditAction(Record):
    """What the auditor would have done, by whom and until when; a task once it is moderated."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("audit_id", "what")
    reached_by: ClassVar[str | tuple[str, ...]] = "audit__person_id"

    audit = models.ForeignKey(CaseAudit, on_delete=models.PROTECT, related_name="actions")
    what = models.CharField(max_length=300)
    owner = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()

    class Meta:
        """It says what."""

        constraints = (models.CheckConstraint(condition=~Q(what=""), name="audit_action_says"),)


class AuditActionTask(Record):
    """The task that an action of an audit became."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("action_id",)
    reached_by: ClassVar[str | tuple[str, ...]] = "action__audit__person_id"

    action = models.OneToOneField(AuditAction, on_delete=models.PROTECT, related_name="became")
    task = models.OneToOneField("casefile.Task", on_delete=models.PROTECT, related_name="+")


class AuditModeration(Record):
    """What a second person made of an audit: the grade that stands, and the end of it."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("audit_id",)
    reached_by: ClassVar[str | tuple[str, ...]] = "audit__person_id"

    audit = models.OneToOneField(CaseAudit, on_delete=models.PROTECT, related_name="moderation")
    auditor_then = models.UUIDField(db_comment="Whose audit it was")
    on = models.DateField()
    grade = models.CharField(max_length=20, choices=Grade)
    why = models.TextField()

    class Meta:
        """Never by the auditor."""

        constraints = (
            one_of("audit_moderation_grade_known", "grade", Grade.values),
            models.CheckConstraint(
                condition=Q(recorded_by__isnull=False) & ~Q(recorded_by=F("auditor_then")),
                name="audit_moderated_by_another",
            ),
            models.CheckConstraint(condition=~Q(why=""), name="audit_moderation_says_why"),
        )
