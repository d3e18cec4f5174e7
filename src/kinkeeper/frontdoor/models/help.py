"""Episodes of help and the assessments made in them."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from kinkeeper.access.constraints import ends_after_start, holds_codes, needs, one_of
from kinkeeper.access.record import Record
from kinkeeper.frontdoor.kinds import AssessmentKind, HelpLevel


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
    closure_decided_on = models.DateField(
        null=True, db_comment="The day it was decided to close; null where it is not known"
    )
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
            models.Index(
                fields=("id",),
                condition=models.Q(closure_decided_on__isnull=False),
                name="help_episode_to_close_first",
            ),
        )
        constraints = (
            ends_after_start("help_episode_closes_after_referral", "referred_on", "closed_on"),
            ends_after_start("help_episode_decided_in_it", "referred_on", "closure_decided_on"),
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
