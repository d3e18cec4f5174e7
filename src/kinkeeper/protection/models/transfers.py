"""Children on plans who move between authorities, or stay here on the plan of another."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kinkeeper.access.constraints import ends_after_start, holds_codes, one_of
from kinkeeper.access.record import Record
from kinkeeper.protection.kinds import TakesPart, Way
from kinkeeper.protection.models.meetings_of_agencies import ConferenceBooking
from kinkeeper.protection.models.plans import Plan


class Transfer(Record):
    """That one authority told another that a child on a plan moved for good."""

    same_when: ClassVar[tuple[str, ...]] = ("person_id", "way", "notified_on")

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    episode = models.ForeignKey(
        "frontdoor.HelpEpisode", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    way = models.CharField(max_length=3, choices=Way)
    authority = models.CharField(max_length=200, db_comment="The other authority")
    plan = models.ForeignKey(
        Plan, on_delete=models.PROTECT, null=True, related_name="transfers", db_comment="Of ours"
    )
    notified_on = models.DateField()
    booking = models.OneToOneField(
        ConferenceBooking, on_delete=models.PROTECT, null=True, related_name="transfer"
    )
    received_on = models.DateField(
        null=True, db_comment="The day the receiving authority held its conference"
    )

    class Meta:
        """A child of ours moves out from our plan; one that moves in has none of ours yet."""

        indexes = (models.Index(fields=("person", "way"), name="transfer_person"),)
        constraints = (
            one_of("transfer_way_known", "way", Way.values),
            models.CheckConstraint(condition=~Q(authority=""), name="transfer_names_authority"),
            models.CheckConstraint(
                condition=(~Q(way=Way.OUT) | Q(plan__isnull=False, booking__isnull=True))
                & (~Q(way=Way.IN) | Q(plan__isnull=True)),
                name="transfer_of_whose_plan",
            ),
            ends_after_start("transfer_received_after_told", "notified_on", "received_on"),
        )


class TemporaryPlan(Record):
    """A child who lives here for a time on another authority's plan: on the list, not on our plan."""

    same_when: ClassVar[tuple[str, ...]] = ("person_id", "started_on")

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    authority = models.CharField(max_length=200)
    contact = models.CharField(max_length=200, db_comment="Whom to ring there, and the number")
    category = models.CharField(max_length=10)
    started_on = models.DateField()
    ended_on = models.DateField(null=True)
    ended_why = models.TextField(blank=True, default="")

    class Meta:
        """One at a time, and with whom to ring."""

        indexes = (models.Index(fields=("person", "started_on"), name="temporary_plan_person"),)
        constraints = (
            ends_after_start("temporary_plan_ends_after_start"),
            *holds_codes("temporary_plan", "category"),
            models.UniqueConstraint(
                fields=("person",), condition=Q(ended_on=None), name="temporary_plan_one_open"
            ),
            models.CheckConstraint(
                condition=~Q(authority="") & ~Q(contact=""), name="temporary_plan_whose"
            ),
        )


class ListEnquiry(Record):
    """An agency's question whether one named child is on the list, and what it was told."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("asked_at", "asker")

    name = models.CharField(max_length=200)
    born_on = models.DateField()
    agency = models.CharField(max_length=16, choices=TakesPart)
    asker = models.CharField(max_length=200, db_comment="Who asks, and of what")
    telephone = models.CharField(max_length=40)
    why = models.TextField()
    asked_on = models.DateField()
    asked_at = models.DateTimeField()
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    on_list = models.BooleanField()
    earlier = models.PositiveSmallIntegerField(
        db_comment="Enquiries about the same child in the year before"
    )

    class Meta:
        """Of one child, by somebody, for a reason; who is on the list is somebody known."""

        indexes = (models.Index(fields=("asked_at",), name="list_enquiry_asked"),)
        constraints = (
            one_of("list_enquiry_agency_known", "agency", TakesPart.values),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(asker="") & ~Q(why="") & ~Q(telephone=""),
                name="list_enquiry_whole",
            ),
            models.CheckConstraint(
                condition=Q(on_list=False) | Q(person__isnull=False),
                name="list_enquiry_of_somebody",
            ),
        )
