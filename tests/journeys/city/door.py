"""The pages of the front door, over what the demonstration's morning has made there."""

from collections.abc import Callable

from django.db.models import QuerySet
from django.test import Client

from kinkeeper.access.models import User
from kinkeeper.frontdoor.actions import match_child, name_child
from kinkeeper.frontdoor.models import ChildTold, Contact, ContactStep, EnquiryRequest
from kinkeeper.frontdoor.told import ChildNamed
from kinkeeper.workforce.models import Allocation
from tests.journeys.city.pages import Found, Page

DECIDER = "mash_decision_maker"


def _at(address: str) -> Callable[[Found, Client], str]:
    return lambda found, client: address


def _asked_about() -> Contact:
    """The contact of which agencies are asked, not decided yet."""
    return EnquiryRequest.objects.filter(answers=None, source="typed").order_by("id")[0].contact


def _undecided() -> Contact:
    """A contact taken this morning that nobody has screened."""
    done = ContactStep.objects.values("contact")
    return Contact.objects.filter(source="typed").exclude(id__in=done).order_by("id")[0]


def _waits() -> QuerySet[ChildTold]:
    """Children told of whom nobody has found."""
    return ChildTold.objects.filter(matches=None, closed=None)


def _contact(_: Found, __: Client) -> str:
    return f"/front-door/{_asked_about().contact_group_id}/"


def _not_found(_: Found, __: Client) -> str:
    return f"/front-door/{_waits()[0].contact_group_id}/"


def _match(_: Found, __: Client) -> str:
    return f"/front-door/children/{_waits()[0].id}/"


def _named(page: str) -> Callable[[Found, Client], str]:
    """A page by which the child of a contact not found yet is put right."""
    return lambda found, client: f"/front-door/children/{_waits()[0].id}/{page}/"


def _name(_: Found, __: Client) -> str:
    return f"/front-door/{_waits()[0].contact_group_id}/children/"


def _unmatch(found: Found, _: Client) -> str:
    """Another child of that contact, said to be one of the social worker's."""
    by = User.objects.get(username="contact-officer")
    named = ChildNamed(forename="Ada", surname="Quillan")
    child = name_child(group=_waits()[0].contact_group, named=named, by=by)
    match_child(child=child, person=found.child, by=by)
    return f"/front-door/children/{child.id}/undo/"


def _step(slug: str) -> Callable[[Found, Client], str]:
    return lambda found, client: f"/front-door/contacts/{_undecided().id}/{slug}/"


def _decide(_: Found, __: Client) -> str:
    return f"/front-door/contacts/{_asked_about().id}/decide-enquiry/"


def _ask(_: Found, __: Client) -> str:
    return f"/front-door/ask/{_asked_about().id}/"


def _answer(_: Found, __: Client) -> str:
    return f"/front-door/asked/{EnquiryRequest.objects.filter(answers=None)[0].id}/"


def _of_child(_: Found, __: Client) -> str:
    theirs = Allocation.objects.filter(worker__user__username="social-worker", ended_on=None)
    mine = Contact.objects.filter(person__in=theirs.values("person")).order_by("-received_on")[0]
    return f"/children/{mine.person_id}/contacts/{mine.id}/"


DOOR = (
    Page("front-door", DECIDER, _at("/front-door/")),
    Page("front-door", "contact_officer", _at("/front-door/")),
    Page("front-door", "director", _at("/front-door/")),
    Page("front-door-notices", DECIDER, _at("/front-door/notices/")),
    Page("front-door-joint", DECIDER, _at("/front-door/joint/")),
    Page("limbo", DECIDER, _at("/front-door/limbo/")),
    Page("front-door-day", "head_of_service", _at("/front-door/day/")),
    Page("front-door-handover", DECIDER, _at("/front-door/handover/")),
    Page("front-door-nights", "head_of_service", _at("/front-door/nights/")),
    Page("escalated", "head_of_service", _at("/escalated/")),
    Page("contact-new", "contact_officer", _at("/front-door/new/")),
    Page("contact", DECIDER, _contact),
    Page("contact", "contact_officer", _not_found),
    Page("contact-match", "contact_officer", _match),
    Page("contact-name", "contact_officer", _name),
    Page("contact-unmatch", "contact_officer", _unmatch),
    Page("contact-close", DECIDER, _named("close")),
    Page("contact-step", DECIDER, _step("rate")),
    Page("contact-step", DECIDER, _decide),
    Page("enquiry-ask", DECIDER, _ask),
    Page("enquiry-answer", DECIDER, _answer),
    Page("child-contact", "social_worker", _of_child),
)
