"""Contexts, and all that is written of them: every row stays as it was written."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kinkeeper.access.constraints import one_of
from kinkeeper.access.record import Record
from kinkeeper.contexts.kinds import ENDS, Came, ContextKind, Step


class Context(Record):
    """A place or a peer group where young people may come to harm. It is about no child."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("id",)
    reached_by: ClassVar[str | tuple[str, ...]] = ()

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=ContextKind)
    where = models.TextField(blank=True, default="", db_comment="Where it is, in words")

    class Meta:
        """Its kind is one of ours, and it is called something."""

        constraints = (
            one_of("context_kind_known", "kind", ContextKind.values),
            models.CheckConstraint(condition=~Q(name=""), name="context_has_name"),
        )


class ContextStep(Record):
    """It was opened, closed or opened again, and why."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("context_id", "kind", "on")
    reached_by: ClassVar[str | tuple[str, ...]] = ()

    context = models.ForeignKey(Context, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=Step)
    on = models.DateField()
    reason = models.TextField()

    class Meta:
        """Every step has its reason."""

        constraints = (
            one_of("context_step_kind_known", "kind", Step.values),
            models.CheckConstraint(condition=~Q(reason=""), name="context_step_says_why"),
        )


class ContextContact(Record):
    """What was told to the front door about the context."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("context_id", "contact_group_id")
    reached_by: ClassVar[str | tuple[str, ...]] = ()

    context = models.ForeignKey(Context, on_delete=models.PROTECT, related_name="contacts")
    contact_group = models.ForeignKey(
        "frontdoor.ContactGroup", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        """A contact is of a context once."""

        constraints = (
            models.UniqueConstraint(
                fields=("context", "contact_group"), name="context_contact_once"
            ),
        )


class ContextAssessment(Record):
    """What somebody found of a context; another one is added, and the first stays."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("context_id", "on", "written_by")
    reached_by: ClassVar[str | tuple[str, ...]] = ()

    context = models.ForeignKey(Context, on_delete=models.PROTECT, related_name="assessments")
    on = models.DateField()
    words = models.TextField()
    written_by = models.UUIDField()

    class Meta:
        """It says something."""

        constraints = (
            models.CheckConstraint(condition=~Q(words=""), name="context_assessment_says"),
        )


class ContextAuthorisation(Record):
    """Somebody other than its author stands for an assessment."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("assessment_id",)
    reached_by: ClassVar[str | tuple[str, ...]] = ()

    assessment = models.OneToOneField(
        ContextAssessment, on_delete=models.PROTECT, related_name="authorisation"
    )
    on = models.DateField()
    written_by = models.UUIDField(db_comment="Who wrote it: nobody authorises their own")
    authorised_by = models.UUIDField()

    class Meta:
        """The two are never one."""

        constraints = (
            models.CheckConstraint(
                condition=~Q(authorised_by=F("written_by")), name="context_authorised_by_another"
            ),
        )


class PlanAction(Record):
    """What is to be done about a context: by which agency, by when."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("context_id", "what", "due_on")
    reached_by: ClassVar[str | tuple[str, ...]] = ()

    context = models.ForeignKey(Context, on_delete=models.PROTECT, related_name="plan")
    what = models.TextField()
    agency = models.CharField(max_length=200, db_comment="Who does it, in words")
    due_on = models.DateField()


class PlanOutcome(Record):
    """What came of an action, the latest counting; an action ends once."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("action_id", "on", "came")
    reached_by: ClassVar[str | tuple[str, ...]] = ()

    action = models.ForeignKey(PlanAction, on_delete=models.PROTECT, related_name="outcomes")
    on = models.DateField()
    came = models.CharField(max_length=8, choices=Came)
    words = models.TextField()

    class Meta:
        """An action ends once."""

        constraints = (
            one_of("context_outcome_known", "came", Came.values),
            models.UniqueConstraint(
                fields=("action",), condition=Q(came__in=ENDS), name="context_action_ends_once"
            ),
        )


class ContextEntry(Record):
    """Something that happened there, on its day."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("context_id", "on", "words")
    reached_by: ClassVar[str | tuple[str, ...]] = ()

    context = models.ForeignKey(Context, on_delete=models.PROTECT, related_name="entries")
    on = models.DateField()
    words = models.TextField()


class ContextLink(Record):
    """A child who is of a context since a day, and why it is thought so."""

    same_when: ClassVar[tuple[str, ...]] = ("context_id", "person_id", "since")

    context = models.ForeignKey(Context, on_delete=models.PROTECT, related_name="links")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    why = models.TextField()


class ContextUnlink(Record):
    """From when a child is no longer of a context."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("link_id",)
    reached_by: ClassVar[str | tuple[str, ...]] = ("link__person_id",)

    link = models.OneToOneField(ContextLink, on_delete=models.PROTECT, related_name="end")
    until = models.DateField()
    why = models.TextField()
