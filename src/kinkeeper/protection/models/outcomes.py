"""How a section 47 enquiry began, what it found, and what the agencies said to it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kinkeeper.access.constraints import one_of
from kinkeeper.access.record import Record
from kinkeeper.protection.kinds import EnquiryResult, TakesPart
from kinkeeper.protection.models.harm import Section47Enquiry


class EnquiryLead(Record):
    """The social worker who leads an enquiry from its start, and whether the police share in it."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("enquiry_id",)
    reached_by: ClassVar[str | tuple[str, ...]] = "enquiry__person_id"

    enquiry = models.OneToOneField(Section47Enquiry, on_delete=models.PROTECT, related_name="led")
    worker = models.ForeignKey(
        "workforce.Worker", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    joint = models.BooleanField()


class EnquiryOutcome(Record):
    """What a section 47 enquiry found, on whose authority (who recorded it), and why."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("enquiry_id",)
    reached_by: ClassVar[str | tuple[str, ...]] = "enquiry__person_id"

    enquiry = models.OneToOneField(
        Section47Enquiry, on_delete=models.PROTECT, related_name="outcome"
    )
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    episode = models.ForeignKey(
        "frontdoor.HelpEpisode", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    on = models.DateField()
    result = models.CharField(max_length=20, choices=EnquiryResult)
    reason = models.TextField()
    account = models.TextField(db_comment="What the child told, or how it was sought")
    feedback = models.TextField(db_comment="When and how the family was told")

    class Meta:
        """As listed, with a reason and the child's account."""

        constraints = (
            one_of("enquiry_result_known", "result", EnquiryResult.values),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(account="") & ~Q(feedback=""),
                name="enquiry_outcome_told",
            ),
        )


class EnquiryView(Record):
    """What an agency said to having no conference."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("outcome_id", "agency")
    reached_by: ClassVar[str | tuple[str, ...]] = "outcome__enquiry__person_id"

    outcome = models.ForeignKey(EnquiryOutcome, on_delete=models.PROTECT, related_name="views")
    agency = models.CharField(max_length=16, choices=TakesPart)
    asks_for_conference = models.BooleanField()
    words = models.TextField(blank=True, default="")

    class Meta:
        """Each agency once."""

        constraints = (
            one_of("enquiry_view_agency_known", "agency", TakesPart.values),
            models.UniqueConstraint(fields=("outcome", "agency"), name="enquiry_view_once"),
        )
