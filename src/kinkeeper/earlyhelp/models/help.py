"""Early help of a child and their family: what it began from, each step, and what the family said."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kinkeeper.access.constraints import one_of
from kinkeeper.access.record import Record
from kinkeeper.earlyhelp.kinds import Beginning, Ending, Said, Step

ONCE = (Step.ASK, Step.NAME_LEAD, Step.ASSESS, Step.AGREE_PLAN)
LAST = (Step.END, Step.HAND_UP)


class EarlyHelp(Record):
    """A time of early help. How far it has come follows from its steps.

    `episode` is the same help as the returns know it, whose dates are its own.
    """

    same_when: ClassVar[tuple[str, ...]] = ("person_id", "need_on", "began_from")

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    family_group = models.ForeignKey(
        "people.FamilyGroup", on_delete=models.PROTECT, null=True, related_name="+"
    )
    episode = models.ForeignKey(
        "frontdoor.HelpEpisode", on_delete=models.PROTECT, null=True, related_name="+"
    )
    began_from = models.CharField(max_length=10, choices=Beginning)
    contact = models.ForeignKey(
        "frontdoor.Contact", on_delete=models.PROTECT, null=True, related_name="+"
    )
    handover = models.OneToOneField(
        "earlyhelp.Handover", on_delete=models.PROTECT, null=True, related_name="began"
    )
    need_on = models.DateField(db_comment="The day the need was first known to anybody here")
    need = models.TextField(db_comment="What is needed, as it was told")

    class Meta:
        """A step down has its handover; a need is told."""

        indexes = (models.Index(fields=("person", "need_on"), name="early_help_person"),)
        constraints = (
            one_of("early_help_beginning_known", "began_from", Beginning.values),
            models.CheckConstraint(condition=~Q(need=""), name="early_help_tells_the_need"),
            models.CheckConstraint(
                condition=Q(handover__isnull=True) | Q(began_from=Beginning.STEP_DOWN),
                name="early_help_handover_of_step_down",
            ),
            models.CheckConstraint(
                condition=Q(contact__isnull=True) | Q(began_from=Beginning.CONTACT),
                name="early_help_contact_of_contact",
            ),
        )


class HelpStep(Record):
    """A step taken in early help: what, when and by whom. It is never changed."""

    append_only: ClassVar[bool] = True  # a merge leaves it where it is
    same_when: ClassVar[tuple[str, ...]] = ("early_help_id", "step", "on")
    reached_by: ClassVar[str | tuple[str, ...]] = "early_help__person_id"

    early_help = models.ForeignKey(EarlyHelp, on_delete=models.PROTECT, related_name="steps")
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    step = models.CharField(max_length=12, choices=Step)
    on = models.DateField()
    ending = models.CharField(max_length=12, choices=Ending, null=True)
    words = models.TextField(blank=True, default="")

    class Meta:
        """What happens once is recorded once; what ends has its reason."""

        constraints = (
            one_of("help_step_known", "step", Step.values),
            models.CheckConstraint(
                condition=Q(ending__isnull=True) | Q(ending__in=Ending.values),
                name="help_step_ending_known",
            ),
            models.CheckConstraint(
                condition=(Q(step__in=LAST) & Q(ending__isnull=False))
                | (~Q(step__in=LAST) & Q(ending__isnull=True)),
                name="help_step_end_says_why",
            ),
            models.UniqueConstraint(
                fields=("early_help", "step"), condition=Q(step__in=ONCE), name="help_step_once"
            ),
            models.UniqueConstraint(
                fields=("early_help",), condition=Q(step__in=LAST), name="help_step_ends_once"
            ),
        )


class Consent(Record):
    """What a family said when asked to agree: who, when, and what they were told."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("early_help_id", "said", "on")
    reached_by: ClassVar[str | tuple[str, ...]] = "early_help__person_id"

    early_help = models.ForeignKey(EarlyHelp, on_delete=models.PROTECT, related_name="consents")
    said = models.CharField(max_length=10, choices=Said)
    by_whom = models.CharField(max_length=200, db_comment="Who of the family said so")
    on = models.DateField()
    told_by = models.CharField(max_length=200, db_comment="To whom it was said")
    shared_with = models.TextField(
        blank=True, default="", db_comment="With whom they agree that it is shared"
    )

    class Meta:
        """Somebody said it to somebody."""

        constraints = (
            one_of("help_consent_said_known", "said", Said.values),
            models.CheckConstraint(condition=~Q(by_whom=""), name="help_consent_by_somebody"),
            models.CheckConstraint(condition=~Q(told_by=""), name="help_consent_to_somebody"),
        )


class GuardWaiver(Record):
    """What stood before a step and was let go, by whom and why."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("early_help_id", "guard")
    reached_by: ClassVar[str | tuple[str, ...]] = "early_help__person_id"

    early_help = models.ForeignKey(EarlyHelp, on_delete=models.PROTECT, related_name="waivers")
    guard = models.CharField(max_length=20)
    reason = models.TextField()

    class Meta:
        """Once each, and with its reason."""

        constraints = (
            models.UniqueConstraint(fields=("early_help", "guard"), name="help_guard_waived_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="help_guard_waived_why"),
        )
