"""Handing a family over between social care and early help: offered, answered, and met about."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kinkeeper.access.constraints import one_of
from kinkeeper.access.record import Record
from kinkeeper.earlyhelp.kinds import Answer, Direction


class Handover(Record):
    """A step up or a step down that was decided and offered to who is to receive it.

    A step down is of the `episode` that is to close; a step up, of the `early_help` that is to end.
    """

    same_when: ClassVar[tuple[str, ...]] = ("person_id", "direction", "decided_on")

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    direction = models.CharField(max_length=4, choices=Direction)
    episode = models.ForeignKey(
        "frontdoor.HelpEpisode", on_delete=models.PROTECT, null=True, related_name="+"
    )
    early_help = models.ForeignKey(
        "earlyhelp.EarlyHelp", on_delete=models.PROTECT, null=True, related_name="handovers"
    )
    decided_on = models.DateField()
    reason = models.TextField()
    to_team = models.ForeignKey(
        "access.Team", on_delete=models.PROTECT, null=True, db_index=False, related_name="+"
    )
    to_user = models.ForeignKey(
        "access.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    lead_name = models.CharField(max_length=200, blank=True, default="", db_comment="The new lead")
    lead_agency = models.CharField(max_length=200, blank=True, default="")
    lead_telephone = models.CharField(max_length=40, blank=True, default="")
    family_agrees = models.BooleanField(null=True)
    family_by = models.CharField(max_length=200, blank=True, default="", db_comment="Who agreed")
    offered_by = models.UUIDField()

    class Meta:
        """Down from an episode, up from early help; offered to somebody, for a reason."""

        indexes = (models.Index(fields=("person", "decided_on"), name="handover_person"),)
        constraints = (
            one_of("handover_direction_known", "direction", Direction.values),
            models.CheckConstraint(condition=~Q(reason=""), name="handover_says_why"),
            models.CheckConstraint(
                condition=Q(direction=Direction.UP, early_help__isnull=False, episode__isnull=True)
                | Q(direction=Direction.DOWN, episode__isnull=False, early_help__isnull=True),
                name="handover_of_what_it_hands_over",
            ),
            models.CheckConstraint(
                condition=Q(to_team__isnull=False) | Q(to_user__isnull=False),
                name="handover_to_somebody",
            ),
        )


class HandoverAnswer(Record):
    """What the receiver said, or that it was taken back: once."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("handover_id",)
    reached_by: ClassVar[str | tuple[str, ...]] = "handover__person_id"

    handover = models.OneToOneField(Handover, on_delete=models.PROTECT, related_name="answer")
    answer = models.CharField(max_length=10, choices=Answer)
    on = models.DateField()
    reason = models.TextField(blank=True, default="")
    offered_by = models.UUIDField(db_comment="Who offered it: nobody answers their own")

    class Meta:
        """Nobody answers what they offered; what is not accepted has its reason."""

        constraints = (
            one_of("handover_answer_known", "answer", Answer.values),
            models.CheckConstraint(
                condition=Q(answer=Answer.WITHDRAWN)
                | (Q(recorded_by__isnull=False) & ~Q(recorded_by=F("offered_by"))),
                name="handover_answered_by_another",
            ),
            models.CheckConstraint(
                condition=Q(answer=Answer.ACCEPTED) | ~Q(reason=""), name="handover_refused_why"
            ),
        )


class HandoverMeeting(Record):
    """The meeting at which family, outgoing worker and new lead handed over."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("handover_id",)
    reached_by: ClassVar[str | tuple[str, ...]] = "handover__person_id"

    handover = models.OneToOneField(Handover, on_delete=models.PROTECT, related_name="meeting")
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    episode = models.ForeignKey(
        "frontdoor.HelpEpisode",
        on_delete=models.PROTECT,
        null=True,
        db_index=False,
        related_name="+",
    )
    held_on = models.DateField()
    came = models.TextField(db_comment="Who came, of the family and of the agencies")
    family_came = models.BooleanField()
    family_absent_why = models.TextField(blank=True, default="")

    class Meta:
        """Without the family, the reason is told."""

        constraints = (
            models.CheckConstraint(condition=~Q(came=""), name="handover_meeting_who_came"),
            models.CheckConstraint(
                condition=Q(family_came=True) | ~Q(family_absent_why=""),
                name="handover_meeting_why_without_family",
            ),
        )
