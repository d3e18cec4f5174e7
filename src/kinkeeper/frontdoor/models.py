"""Contacts, episodes of help and the assessments made in them."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from kinkeeper.access.constraints import (
    both_or_neither,
    ends_after_start,
    happens_on_its_day,
    holds_codes,
    needs,
    one_of,
)
from kinkeeper.access.record import Record
from kinkeeper.access.roles import ROLES
from kinkeeper.frontdoor.kinds import (
    LEADS_TO_EPISODE,
    AssessmentKind,
    Channel,
    ContactOutcome,
    ContactReason,
    HelpLevel,
    Rating,
)
from kinkeeper.kernel.ids import uuid7


class HelpEpisode(Record):
    """A child's time with the service, from referral to closure."""

    same_when: ClassVar[tuple[str, ...]] = ("person_id", "level", "referred_on")
    code_sets: ClassVar[Mapping[str, str]] = {
        "referral_source": "cin.referral_source",
        "primary_need": "cin.primary_need_code",
        "closure_reason": "cin.reason_for_closure",
    }

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    level = models.CharField(max_length=20, choices=HelpLevel, default=HelpLevel.CHILD_IN_NEED)
    referred_on = models.DateField(db_comment="CIN CINdetails.CINreferralDate")
    referral_source = models.CharField(
        max_length=10, null=True, db_comment="CIN CINdetails.ReferralSource"
    )
    primary_need = models.CharField(
        max_length=10, null=True, db_comment="CIN CINdetails.PrimaryNeedCode"
    )
    no_further_action = models.BooleanField(null=True, db_comment="CIN CINdetails.ReferralNFA")
    closed_on = models.DateField(null=True, db_comment="CIN CINdetails.CINclosureDate")
    closure_reason = models.CharField(
        max_length=10, null=True, db_comment="CIN CINdetails.ReasonForClosure"
    )

    class Meta:
        """A reason for closing belongs to a closed episode."""

        indexes = (
            models.Index(fields=("person", "referred_on"), name="help_episode_person"),
            models.Index(
                fields=("person",),
                condition=models.Q(closed_on__isnull=True),
                name="help_episode_open",
            ),
        )
        constraints = (
            ends_after_start("help_episode_closes_after_referral", "referred_on", "closed_on"),
            one_of("help_episode_level_known", "level", HelpLevel.values),
            needs("help_episode_reason_needs_closure", "closure_reason", "closed_on"),
            *holds_codes("help_episode", "referral_source", "primary_need", "closure_reason"),
        )


class Assessment(Record):
    """One assessment of one child, from start to authorisation."""

    same_when: ClassVar[tuple[str, ...]] = ("person_id", "kind", "started_on")

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    episode = models.ForeignKey(
        HelpEpisode, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    kind = models.CharField(
        max_length=20, choices=AssessmentKind, default=AssessmentKind.CHILD_AND_FAMILY
    )
    started_on = models.DateField(db_comment="CIN Assessments.AssessmentActualStartDate")
    internal_review_on = models.DateField(
        null=True, db_comment="CIN Assessments.AssessmentInternalReviewDate"
    )
    authorised_on = models.DateField(
        null=True, db_comment="CIN Assessments.AssessmentAuthorisationDate"
    )

    class Meta:
        """Reviewed and authorised after it started."""

        indexes = (models.Index(fields=("person", "started_on"), name="assessment_person"),)
        constraints = (
            ends_after_start("assessment_authorised_after_start", end="authorised_on"),
            one_of("assessment_kind_known", "kind", AssessmentKind.values),
        )


class AssessmentFactor(Record):
    """Something an assessment found to matter for the child."""

    same_when: ClassVar[tuple[str, ...]] = ("assessment_id", "code")
    reached_by: ClassVar[str | tuple[str, ...]] = "assessment__person_id"
    code_sets: ClassVar[Mapping[str, str]] = {"code": "cin.assessment_factors"}

    assessment = models.ForeignKey(
        Assessment, on_delete=models.PROTECT, db_index=False, related_name="factors"
    )
    code = models.CharField(max_length=10, db_comment="CIN Assessments.AssessmentFactors")

    class Meta:
        """A factor is listed once an assessment."""

        constraints = (
            models.UniqueConstraint(fields=("assessment", "code"), name="assessment_factor_once"),
            *holds_codes("assessment_factor", "code"),
        )


class Contact(Record):
    """Somebody got in touch about a child; of several children at once, one row each.

    It is not a referral: that is the episode it may lead to.
    """

    same_when: ClassVar[tuple[str, ...]] = ("person_id", "contact_group")
    code_sets: ClassVar[Mapping[str, str]] = {"referral_source": "cin.referral_source"}

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    contact_group = models.UUIDField(
        default=uuid7, db_comment="The same for each child of one contact"
    )
    received_on = models.DateField()
    received_at = models.DateTimeField(null=True, db_comment="Null: only the day is known")
    referral_source = models.CharField(
        max_length=10, null=True, db_comment="Who made it, as CIN CINdetails.ReferralSource"
    )
    channel = models.CharField(max_length=20, choices=Channel)
    reason = models.CharField(max_length=30, choices=ContactReason)
    rag = models.CharField(max_length=8, choices=Rating, null=True)
    rated_on = models.DateField(null=True)
    rated_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, choices=ContactOutcome, null=True)
    decided_on = models.DateField(null=True)
    decided_at = models.DateTimeField(null=True)
    enquiry_decided_on = models.DateField(
        null=True, db_comment="Decided after the multi-agency enquiry that was the outcome"
    )
    enquiry_decided_at = models.DateTimeField(null=True)
    decided_by_role = models.CharField(
        max_length=40, null=True, db_comment="The role whose holder decided"
    )
    episode = models.ForeignKey(
        HelpEpisode, on_delete=models.PROTECT, null=True, db_index=False, related_name="+"
    )

    class Meta:
        """Rated and decided after it came; an outcome has its day, an episode its outcome."""

        indexes = (
            models.Index(fields=("person", "received_on"), name="contact_person"),
            models.Index(fields=("received_on",), name="contact_received"),
            models.Index(
                fields=("received_on",),
                condition=models.Q(decided_on__isnull=True),
                name="contact_waiting",
            ),
        )
        constraints = (
            models.UniqueConstraint(fields=("person", "contact_group"), name="contact_once"),
            ends_after_start("contact_rated_after_received", "received_on", "rated_on"),
            ends_after_start("contact_decided_after_received", "received_on", "decided_on"),
            *(
                happens_on_its_day(f"contact_{what}_on_its_day", what)
                for what in ("received", "rated", "decided", "enquiry_decided")
            ),
            one_of("contact_channel_known", "channel", Channel.values),
            one_of("contact_reason_known", "reason", ContactReason.values),
            one_of("contact_rag_known", "rag", Rating.values),
            one_of("contact_outcome_known", "outcome", ContactOutcome.values),
            one_of("contact_decided_by_known_role", "decided_by_role", ROLES),
            both_or_neither("contact_rating_has_its_day", "rag", "rated_on"),
            both_or_neither("contact_outcome_has_its_day", "outcome", "decided_on"),
            ends_after_start("contact_enquiry_after_decision", "decided_on", "enquiry_decided_on"),
            models.CheckConstraint(
                condition=models.Q(enquiry_decided_on__isnull=True)
                | models.Q(outcome__isnull=False, outcome=ContactOutcome.MASH_ENQUIRY),
                name="contact_enquiry_was_made",
            ),
            needs("contact_role_needs_outcome", "decided_by_role", "outcome"),
            models.CheckConstraint(
                condition=models.Q(episode__isnull=True)
                | models.Q(outcome__in=sorted(LEADS_TO_EPISODE), outcome__isnull=False),
                name="contact_episode_follows",
            ),
            *holds_codes("contact", "referral_source"),
        )
