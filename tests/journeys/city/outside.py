"""The pages of partners and of the public, with what has to be there for them to be looked at."""

from collections.abc import Callable
from uuid import UUID

from django.test import Client

from kinkeeper.access.models import User
from kinkeeper.access.services import operator
from kinkeeper.access.who import Who, who_is
from kinkeeper.cli import sample_partners
from kinkeeper.frontdoor.models import Contact, ContactGroup, ContactStep, EnquiryRequest
from kinkeeper.kernel import moment
from kinkeeper.kernel.ids import uuid7
from kinkeeper.partners import actions
from kinkeeper.partners.queries import agency_of
from kinkeeper.web.views import partner_sign_in, tell_us
from tests.journeys.city.pages import NOBODY, Found, Page

PARTNER, KEEPER = "partner", "system_administrator"


def partner() -> Who:
    """The invented partner, of the invented police."""
    user = User.objects.get(username=PARTNER)
    if agency_of(who_is(user.id)) is None:
        sample_partners.make(by=operator(), partner=user.id, since=moment.today())
    return who_is(user.id)


def _police() -> UUID:
    agency = agency_of(partner())
    assert agency
    return agency.id


def _contact(found: Found) -> Contact:
    """A contact that the police made, about a child of the city."""
    told = {"received_on": moment.today(), "channel": "portal", "reason": "other"}
    by = {"agency_id": _police(), "recorded_by": partner().id}
    group = ContactGroup.objects.create(**told, **by)
    return Contact.objects.create(person_id=found.child, contact_group=group, **told)


def request(found: Found, _: Client) -> str:
    """The police are asked about the child."""
    asked = EnquiryRequest.objects.create(
        contact=_contact(found), person_id=found.child, agency_id=_police(), basis="consent",
        asked="Calls to the home since March", rating="amber", sent_on=moment.today(),
    )  # fmt: skip
    return f"/partners/requests/{asked.id}/"


def decided(found: Found) -> UUID:
    """Something was decided about a contact of the police; by the group it came in."""
    contact, day = _contact(found), moment.today()
    steps = {"kind": "decided", "outcome": "advice", "on": day}
    ContactStep.objects.create(contact=contact, person_id=found.child, **steps)
    Contact.objects.filter(pk=contact.pk).update(over_on=day)
    return contact.contact_group_id


def _disagree(found: Found, _: Client) -> str:
    """A decision they may disagree with."""
    return f"/partners/referrals/{decided(found)}/disagree/"


def _sent(found: Found, _: Client) -> str:
    return f"/partners/sent/{_contact(found).contact_group_id}/"


def _asking(slug: str) -> Callable[[Found, Client], str]:
    """A page of a referral that the partner has begun."""

    def address(_: Found, __: Client) -> str:
        return f"/partners/refer/{actions.begin(by=partner()).id}/{slug}/"

    return address


def _portal(page: str) -> Callable[[Found, Client], str]:
    def address(_: Found, __: Client) -> str:
        _police()
        return f"/partners/{page}"

    return address


def _with(name: str, page: str) -> Callable[[Found, Client], str]:
    """A page of somebody not signed in whose session holds something of this name."""

    def address(_: Found, client: Client) -> str:
        session = client.session
        session[name] = str(uuid7())
        session.save()
        return page

    return address


def _telling(_: Found, client: Client) -> str:
    return str(client.post("/tell-us/")["Location"])


def _at(page: str) -> Callable[[Found, Client], str]:
    return lambda _, __: page


OUTSIDE = (
    Page("portal", PARTNER, _portal("")),
    Page("portal-refer", PARTNER, _portal("refer/")),
    Page("portal-place", PARTNER, _portal("refer/place/")),
    Page("portal-page", PARTNER, _asking("children")),
    Page("portal-page", PARTNER, _asking("check")),
    Page("portal-sent", PARTNER, _sent),
    Page("portal-request", PARTNER, request),
    Page("portal-disagree", PARTNER, _disagree),
    Page("partner-sign-in", NOBODY, _at("/partners/sign-in/")),
    Page("partner-code", NOBODY, _with(partner_sign_in.ASKED, "/partners/sign-in/code/")),
    Page("tell-us", NOBODY, _at("/tell-us/")),
    Page("tell-us-page", NOBODY, _telling),
    Page("tell-us-sent", NOBODY, _with(tell_us.TOLD, "/tell-us/sent/")),
    Page("agencies", KEEPER, _at("/agencies/")),
    Page("agency", KEEPER, lambda _, __: f"/agencies/{_police()}/"),
)
NO_PAGES_OUTSIDE = {
    "tell-us-leave": "the way out",
    "notices-api": "takes what a program sends",
}
