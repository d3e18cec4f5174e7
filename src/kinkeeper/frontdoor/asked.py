"""How somebody of an agency reaches a child: by name alone, while their agency is asked about them."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from kinkeeper.access.depth import Depth
from kinkeeper.access.relationships import Relationship
from kinkeeper.frontdoor.kinds import Step
from kinkeeper.frontdoor.models import ContactStep, EnquiryAnswer, EnquiryRequest
from kinkeeper.kernel.moment import today
from kinkeeper.partners.queries import live_memberships


def _asked(user_id: UUID, on: date) -> QuerySet[EnquiryRequest]:
    """What was open on a day. Today it ends with the answer; a day gone by counts as a whole, so that
    whoever looks back on it sees why somebody looked.
    """
    over_by = on if on >= today() else on - timedelta(days=1)
    agencies = live_memberships(on).filter(user_id=user_id).values("agency_id")
    asked = EnquiryRequest.objects.filter(agency_id__in=agencies, sent_on__lte=on)
    answered = EnquiryAnswer.objects.filter(request=OuterRef("pk"), answered_on__lte=over_by)
    decided = ContactStep.objects.filter(
        contact=OuterRef("contact"), kind=Step.ENQUIRY_DECIDED, on__lte=over_by
    )
    return asked.filter(~Exists(answered), ~Exists(decided))


def _people(user_id: UUID, on: date) -> QuerySet[Any, Any]:
    return _asked(user_id, on).values("person_id")


ASKED = Relationship(
    kind="asked",
    title="Is of an agency that is asked about the child",
    people=_people,
    reaches=lambda user, person, on: _asked(user, on).filter(person_id=person).exists(),
    depth=Depth.EXISTS,
)
