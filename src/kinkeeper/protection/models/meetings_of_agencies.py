"""Conferences from the day they are booked: invitations, reports, what was decided, who dissented."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kinkeeper.access.constraints import ends_after_start, needs, not_both, one_of
from kinkeeper.access.record import Record
from kinkeeper.protection.kinds import ConferenceDecision, ConferenceKind, TakesPart, View
from kinkeeper.protection.models.conferences import Conference
from kinkeeper.protection.models.harm import Section47Enquiry
from kinkeeper.protection.models.plans import Plan


class ConferenceBooking(Record):
    """A conference that is booked for a day, with its chair; each date beside it is set once it is so."""

    same_when: ClassVar[tuple[str, ...]] = ("person_id", "kind", "booked_on")

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    episode = models.ForeignKey(
        "frontdoor.HelpEpisode", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    kind = models.CharField(max_length=20, choices=ConferenceKind)
    enquiry = models.ForeignKey(
        Section47Enquiry, on_delete=models.PROTECT, null=True, related_name="bookings"
    )
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, null=True, related_name="bookings")
    chair = models.ForeignKey(
        "workforce.Worker", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    booked_on = models.DateField()
    booked_for = models.DateField()
    moved_why = models.TextField(
        blank=True, default="", db_comment="Why it was moved, the last time"
    )
    report_shared_on = models.DateField(null=True, db_comment="The family has the worker's report")
    reports_in_on = models.DateField(null=True, db_comment="The last report asked for has come")
    held_on = models.DateField(null=True)
    called_off_on = models.DateField(null=True)
    called_off_why = models.TextField(blank=True, default="")
    decisions_sent_on = models.DateField(null=True)
    minutes_sent_on = models.DateField(null=True)

    class Meta:
        """What is sent after a conference is sent of one that was held; one is booked at a time."""

        indexes = (models.Index(fields=("person", "booked_for"), name="conference_booked_person"),)
        constraints = (
            one_of("conference_booking_kind_known", "kind", ConferenceKind.values),
            models.CheckConstraint(
                condition=Q(booked_for__gte=F("booked_on")), name="conference_booked_ahead"
            ),
            models.UniqueConstraint(
                fields=("person",),
                condition=Q(held_on=None, called_off_on=None),
                name="conference_booked_one_at_a_time",
            ),
            not_both("conference_held_or_called_off", "held_on", "called_off_on"),
            models.CheckConstraint(
                condition=Q(called_off_on=None) | ~Q(called_off_why=""),
                name="conference_called_off_why",
            ),
            needs("conference_decisions_of_held", "decisions_sent_on", "held_on"),
            needs("conference_minutes_of_held", "minutes_sent_on", "held_on"),
            ends_after_start("conference_decisions_after_held", "held_on", "decisions_sent_on"),
            ends_after_start("conference_minutes_after_held", "held_on", "minutes_sent_on"),
        )


class Invitation(Record):
    """An agency asked to a conference, and to report to it."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("booking_id", "agency", "name")
    reached_by: ClassVar[str | tuple[str, ...]] = "booking__person_id"

    booking = models.ForeignKey(
        ConferenceBooking, on_delete=models.PROTECT, related_name="invitations"
    )
    agency = models.CharField(max_length=16, choices=TakesPart)
    name = models.CharField(max_length=200, db_comment="Who, or what the agency is called")
    invited_on = models.DateField()

    class Meta:
        """Somebody, once."""

        constraints = (
            one_of("invitation_agency_known", "agency", TakesPart.values),
            models.CheckConstraint(condition=~Q(name=""), name="invitation_named"),
            models.UniqueConstraint(fields=("booking", "agency", "name"), name="invitation_once"),
        )


class AgencyReport(Record):
    """The report of an invited agency, on the day it reached the chair."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("invitation_id",)
    reached_by: ClassVar[str | tuple[str, ...]] = "invitation__booking__person_id"

    invitation = models.OneToOneField(Invitation, on_delete=models.PROTECT, related_name="report")
    received_on = models.DateField()


class ConferenceHeld(Record):
    """What a conference came to: it is never changed."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("booking_id",)
    reached_by: ClassVar[str | tuple[str, ...]] = "booking__person_id"

    booking = models.OneToOneField(
        ConferenceBooking, on_delete=models.PROTECT, related_name="came_to"
    )
    conference = models.OneToOneField(
        Conference, on_delete=models.PROTECT, null=True, related_name="came_to"
    )
    on = models.DateField()
    decision = models.CharField(max_length=10, choices=ConferenceDecision)
    reasons = models.TextField()
    childs_view = models.TextField(db_comment="How the child took part, or their view was sought")
    family_view = models.TextField(blank=True, default="")
    not_quorate_why = models.TextField(
        blank=True, default="", db_comment="Why the chair went ahead without a quorum"
    )

    class Meta:
        """Decided as listed, with reasons and the child's view."""

        constraints = (
            one_of("conference_decision_known", "decision", ConferenceDecision.values),
            models.CheckConstraint(
                condition=~Q(reasons="") & ~Q(childs_view=""), name="conference_decision_told"
            ),
        )


class ConferenceView(Record):
    """An agency at a conference: whether it came, and what it said to the decision."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("held_id", "agency", "name")
    reached_by: ClassVar[str | tuple[str, ...]] = "held__booking__person_id"

    held = models.ForeignKey(
        ConferenceHeld, on_delete=models.PROTECT, db_index=False, related_name="views"
    )
    agency = models.CharField(max_length=16, choices=TakesPart)
    name = models.CharField(max_length=200, blank=True, default="")
    came = models.BooleanField()
    view = models.CharField(max_length=10, choices=View)
    words = models.TextField(blank=True, default="", db_comment="Why it dissents")

    class Meta:
        """As listed; who dissents says why."""

        indexes = (models.Index(fields=("held", "agency"), name="conference_view_held"),)
        constraints = (
            one_of("conference_view_agency_known", "agency", TakesPart.values),
            one_of("conference_view_known", "view", View.values),
            models.CheckConstraint(
                condition=~Q(view=View.DISSENTS) | ~Q(words=""), name="conference_dissent_says_why"
            ),
        )
