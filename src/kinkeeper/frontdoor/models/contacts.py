"""Contacts: what was told once, the children it is about, and every step taken with each."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q

from kinkeeper.access.constraints import (
    happens_on_its_day,
    holds_codes,
    needs,
    one_of,
)
from kinkeeper.access.record import Record
from kinkeeper.frontdoor.kinds import (
    LEADS_TO_EPISODE,
    Channel,
    Consent,
    ContactOutcome,
    ContactReason,
    Rating,
    Research,
    Step,
)
from kinkeeper.kernel.ids import uuid7

# What is asked for among all steps: who disagreed, and since when each of these has been recorded.
RARE = (
    Step.DISAGREED,
    Step.ANSWERED,
    Step.RE_REFERRAL_REVIEWED,
    Step.WRITTEN_ASKED,
    Step.NIGHT_ENDED,
)
TOLD = (Step.REFERRER_TOLD, Step.NOT_TOLD)
LED_ON = (ContactOutcome.REFERRAL, ContactOutcome.STRATEGY_DISCUSSION)


class ContactGroup(Record):
    """What somebody told once, of one child or of several, in their own words."""

    same_when: ClassVar[tuple[str, ...]] = ("id",)
    reached_by: ClassVar[str | tuple[str, ...]] = ()  # by its children: queries.groups
    code_sets: ClassVar[Mapping[str, str]] = {"referral_source": "cin.referral_source"}

    received_on = models.DateField()
    received_at = models.DateTimeField(null=True, db_comment="Null: only the day is known")
    referral_source = models.CharField(
        max_length=10, null=True, db_comment="Who made it, as CIN CINdetails.ReferralSource"
    )
    channel = models.CharField(max_length=20, choices=Channel)
    reason = models.CharField(max_length=30, choices=ContactReason)
    agency = models.ForeignKey(
        "partners.Agency", on_delete=models.PROTECT, null=True, db_index=False, related_name="+"
    )
    agency_reference = models.CharField(
        max_length=60, null=True, db_comment="The agency's own number of what it sent"
    )
    referrer_name = models.CharField(max_length=200, null=True)
    referrer_role = models.CharField(max_length=200, null=True)
    referrer_telephone = models.CharField(max_length=40, null=True)
    referrer_email = models.CharField(max_length=254, null=True)
    concern = models.TextField(null=True, db_comment="In the words of whoever told it")
    place = models.TextField(null=True, db_comment="The place or group of young people it is about")
    consent = models.CharField(max_length=12, choices=Consent, null=True)
    consent_why = models.TextField(
        null=True, db_comment="Why nobody was asked, or why it is passed on though they refused"
    )
    entered_why = models.TextField(
        null=True, db_comment="Why it was typed in more than a working day after it came"
    )
    submission = models.UUIDField(
        null=True, unique=True, db_comment="Of the form sent: sent twice, it is one contact"
    )

    class Meta:
        """An agency's own number is used once; consent that was not given has its reason."""

        indexes = (
            models.Index(fields=("received_on",), name="contact_group_received"),
            models.Index(
                fields=("received_on",),
                condition=Q(place__isnull=False),
                name="contact_group_of_a_place",
            ),
        )
        constraints = (
            happens_on_its_day("contact_group_received_on_its_day", "received"),
            one_of("contact_group_channel_known", "channel", Channel.values),
            one_of("contact_group_reason_known", "reason", ContactReason.values),
            one_of("contact_group_consent_known", "consent", Consent.values),
            needs("contact_group_number_needs_agency", "agency_reference", "agency"),
            models.UniqueConstraint(
                fields=("agency", "agency_reference"), name="contact_group_number_once"
            ),
            models.CheckConstraint(
                condition=Q(consent__isnull=True)
                | Q(consent=Consent.GIVEN)
                | Q(consent_why__isnull=False),
                name="contact_group_says_why_no_consent",
            ),
            *holds_codes("contact_group", "referral_source"),
        )


class ChildTold(models.Model):
    """A child as whoever got in touch named them, before anybody is found or added here."""

    append_only: ClassVar[bool] = True
    reached_by: ClassVar[tuple[str, ...]] = ()

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    contact_group = models.ForeignKey(
        ContactGroup, on_delete=models.PROTECT, related_name="children"
    )
    place = models.PositiveSmallIntegerField(db_comment="First, second… as they were named")
    forename = models.CharField(max_length=200, blank=True, default="")
    surname = models.CharField(max_length=200, blank=True, default="")
    born_on = models.DateField(null=True)
    age_said = models.PositiveSmallIntegerField(null=True)
    address = models.TextField(blank=True, default="")
    postcode = models.CharField(max_length=12, blank=True, default="")
    note = models.TextField(blank=True, default="", db_comment="School, carers, what else was said")
    named_by = models.UUIDField(
        null=True, db_comment="Who read it in what was told; null: whoever told it named them"
    )
    named_at = models.DateTimeField(null=True)

    class Meta:
        """Each has a place in what was told."""

        constraints = (
            models.UniqueConstraint(fields=("contact_group", "place"), name="child_told_place"),
        )


class Standing(models.Manager["Contact"]):
    """Contacts that are of the child they were matched to; those found not to be are kept aside."""

    def get_queryset(self) -> models.QuerySet["Contact"]:
        """All but those whose match was undone."""
        return super().get_queryset().filter(withdrawn_at=None)


class Contact(Record):
    """Somebody got in touch about a child; of several children at once, one row each.

    It is not a referral: that is the episode it may lead to. When it came, how and why are its
    group's too, which is there before anybody knows which child it is.
    """

    same_when: ClassVar[tuple[str, ...]] = ("person_id", "contact_group_id")
    code_sets: ClassVar[Mapping[str, str]] = {"referral_source": "cin.referral_source"}

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    contact_group = models.ForeignKey(
        ContactGroup, on_delete=models.PROTECT, related_name="contacts"
    )
    received_on = models.DateField()
    received_at = models.DateTimeField(null=True, db_comment="Null: only the day is known")
    referral_source = models.CharField(
        max_length=10, null=True, db_comment="Who made it, as CIN CINdetails.ReferralSource"
    )
    channel = models.CharField(max_length=20, choices=Channel)
    reason = models.CharField(max_length=30, choices=ContactReason)
    over_on = models.DateField(
        null=True,
        db_comment="When the last step that decides was taken, of its steps; null while one waits",
    )
    withdrawn_at = models.DateTimeField(
        null=True, db_comment="When it was found that it is of another child; null: it stands"
    )

    objects = Standing()
    every: ClassVar[models.Manager["Contact"]] = models.Manager()

    class Meta:
        """A child is in a contact once."""

        indexes = (
            models.Index(fields=("person", "received_on"), name="contact_person"),
            models.Index(fields=("received_on",), name="contact_received"),
            models.Index(fields=("over_on",), name="contact_over"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("person", "contact_group"),
                condition=Q(withdrawn_at=None),
                name="contact_once",
            ),
            happens_on_its_day("contact_received_on_its_day", "received"),
            one_of("contact_channel_known", "channel", Channel.values),
            one_of("contact_reason_known", "reason", ContactReason.values),
            *holds_codes("contact", "referral_source"),
        )


class ChildMatch(models.Model):
    """Who a child that was told of is here, and who said so; it stands unless it was undone."""

    append_only: ClassVar[bool] = True
    reached_by: ClassVar[tuple[str, ...]] = ("contact__person_id",)

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    child = models.ForeignKey(
        ChildTold, on_delete=models.PROTECT, db_index=False, related_name="matches"
    )
    number = models.PositiveSmallIntegerField(
        default=1, db_comment="First, second… time that it was said of this child"
    )
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+")
    added = models.BooleanField(db_comment="Nobody here was this child: they were added")
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        """Of two who say it at once, one does."""

        constraints = (
            models.UniqueConstraint(fields=("child", "number"), name="child_match_once"),
        )


class ContactStep(Record):
    """What was done with a contact: when, by whom and why. It is never changed."""

    append_only: ClassVar[bool] = True  # a merge leaves it where it is
    same_when: ClassVar[tuple[str, ...]] = ("contact_id", "kind", "on")

    contact = models.ForeignKey(
        Contact, on_delete=models.PROTECT, db_index=False, related_name="steps"
    )
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    kind = models.CharField(max_length=20, choices=Step)
    on = models.DateField()
    at = models.DateTimeField(null=True, db_comment="Null: only the day is known")
    by_role = models.CharField(
        max_length=40, null=True, db_comment="The role whose holder took the step"
    )
    rating = models.CharField(
        max_length=8, choices=Rating, null=True, db_comment="Given, or standing when decided"
    )
    outcome = models.CharField(max_length=20, choices=ContactOutcome, null=True)
    level = models.CharField(max_length=24, null=True, db_comment="Level of need, of law/levels")
    threshold = models.CharField(
        max_length=40, null=True, db_comment="The threshold document the level is of"
    )
    reason = models.TextField(null=True)
    evidence = models.TextField(null=True, db_comment="What it rests on: codes, a space between")
    research = models.CharField(max_length=12, choices=Research, null=True)
    took_part = models.TextField(
        null=True, db_comment="Agencies at the joint triage: their ids, a space between"
    )
    owed_on = models.DateField(
        null=True, db_comment="When the day service owes what the night left"
    )
    episode = models.ForeignKey(
        "frontdoor.HelpEpisode",
        on_delete=models.PROTECT,
        null=True,
        db_index=False,
        related_name="+",
    )

    class Meta:
        """A decision is made once, and has its outcome; a level its document."""

        indexes = (
            models.Index(fields=("contact", "kind"), name="contact_step_contact"),
            models.Index(fields=("person", "on"), name="contact_step_person"),
            models.Index(
                fields=("kind", "on"), condition=Q(kind__in=RARE), name="contact_step_rare"
            ),
            models.Index(
                fields=("on",),
                condition=Q(kind__in=TOLD, episode__isnull=False),
                name="contact_step_told",
            ),
            models.Index(
                fields=("on",),
                condition=Q(outcome__in=LED_ON, episode__isnull=False),
                name="contact_step_led_on",
            ),
            models.Index(
                fields=("contact",),
                condition=Q(outcome=ContactOutcome.OPEN_CASE),
                name="contact_step_to_worker",
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("contact", "kind"),
                condition=Q(kind__in=(Step.DECIDED, Step.ENQUIRY_DECIDED)),
                name="contact_decided_once",
            ),
            happens_on_its_day("contact_step_on_its_day"),
            one_of("contact_step_kind_known", "kind", Step.values),
            one_of("contact_step_rating_known", "rating", Rating.values),
            one_of("contact_step_outcome_known", "outcome", ContactOutcome.values),
            models.CheckConstraint(
                condition=Q(evidence__regex=r"^[a-z]+( [a-z]+)*$"),
                name="contact_step_evidence_shape",
            ),
            one_of("contact_step_research_known", "research", Research.values),
            models.CheckConstraint(
                condition=Q(by_role__regex=r"^[a-z_]+$"), name="contact_step_by_role_shape"
            ),
            models.CheckConstraint(
                condition=~Q(kind=Step.RATED) | Q(rating__isnull=False),
                name="contact_step_rated_has_rating",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=(Step.DECIDED, Step.ENQUIRY_DECIDED), outcome__isnull=False)
                | (~Q(kind__in=(Step.DECIDED, Step.ENQUIRY_DECIDED)) & Q(outcome__isnull=True)),
                name="contact_step_decision_has_outcome",
            ),
            needs("contact_step_level_needs_document", "level", "threshold"),
            models.CheckConstraint(
                condition=Q(episode__isnull=True)
                | Q(outcome__isnull=True)
                | Q(outcome__in=sorted(LEADS_TO_EPISODE)),
                name="contact_step_episode_follows",
            ),
            models.CheckConstraint(
                condition=~Q(
                    kind__in=(
                        Step.NOT_TOLD,
                        Step.DISAGREED,
                        Step.ANSWERED,
                        Step.RE_REFERRAL_REVIEWED,
                    )
                )
                | Q(reason__isnull=False),
                name="contact_step_says_why",
            ),
        )
