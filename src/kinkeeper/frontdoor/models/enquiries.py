"""What the multi-agency hub asks other agencies about a child, and what they answer."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kinkeeper.access.constraints import happens_on_its_day, one_of
from kinkeeper.access.record import Record
from kinkeeper.frontdoor.kinds import AnswerKind, Basis, Rating
from kinkeeper.frontdoor.models.contacts import Contact


class EnquiryRequest(Record):
    """One agency asked about one child: for what, by what right, and by when."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("contact_id", "agency_id", "sent_on")

    contact = models.ForeignKey(
        Contact, on_delete=models.PROTECT, db_index=False, related_name="requests"
    )
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    agency = models.ForeignKey("partners.Agency", on_delete=models.PROTECT, related_name="+")
    asked = models.TextField(null=True, db_comment="What is needed, and no more")
    basis = models.CharField(max_length=8, choices=Basis)
    basis_why = models.TextField(null=True, db_comment="Why it is asked without consent")
    rating = models.CharField(max_length=8, choices=Rating, db_comment="Standing when it was sent")
    sent_on = models.DateField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        """Without consent there is a reason."""

        indexes = (
            models.Index(fields=("person", "sent_on"), name="enquiry_request_person"),
            models.Index(fields=("contact", "agency"), name="enquiry_request_contact"),
        )
        constraints = (
            happens_on_its_day("enquiry_request_sent_on_its_day", "sent"),
            one_of("enquiry_request_basis_known", "basis", Basis.values),
            one_of("enquiry_request_rating_known", "rating", Rating.values),
            models.CheckConstraint(
                condition=~Q(basis=Basis.WITHOUT) | Q(basis_why__isnull=False),
                name="enquiry_request_says_why_no_consent",
            ),
        )


class EnquiryAnswer(Record):
    """What an agency answered; a second answer is added, and the first stays."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("request_id", "answered_on")

    request = models.ForeignKey(
        EnquiryRequest, on_delete=models.PROTECT, db_index=False, related_name="answers"
    )
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, db_index=False, related_name="+")
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    kind = models.CharField(max_length=12, choices=AnswerKind)
    told = models.TextField(null=True)
    basis_why = models.TextField(null=True, db_comment="Why it can be shared, or cannot")
    do_not_disclose = models.BooleanField(
        default=False, db_comment="Not to be passed on to the family or to anybody else"
    )
    answered_on = models.DateField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        """What is known is told; what cannot be shared has its reason."""

        indexes = (
            models.Index(fields=("person", "answered_on"), name="enquiry_answer_person"),
            models.Index(fields=("request", "answered_on"), name="enquiry_answer_request"),
        )
        constraints = (
            happens_on_its_day("enquiry_answer_on_its_day", "answered"),
            one_of("enquiry_answer_kind_known", "kind", AnswerKind.values),
            models.CheckConstraint(
                condition=~Q(kind=AnswerKind.DECLINED) | Q(basis_why__isnull=False),
                name="enquiry_answer_says_why_not",
            ),
        )
