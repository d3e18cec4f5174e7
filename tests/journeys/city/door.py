"""The pages of the front door, over what the demonstration's morning has made there."""

from collections.abc import Callable

from django.test import Client

from kinkeeper.frontdoor.models import ChildTold, Contact, ContactStep, EnquiryRequest
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


def _contact(_: Found, __: Client) -> str:
    return f"/front-door/{_asked_about().contact_group_id}/"


def _not_found(_: Found, __: Client) -> str:
    return f"/front-door/{ChildTold.objects.filter(match=None)[0].contact_group_id}/"


def _match(_: Found, __: Client) -> str:
    return f"/front-door/children/{ChildTold.objects.filter(match=None)[0].id}/"


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
    Page("limbo", DECIDER, _at("/front-door/limbo/")),
    Page("front-door-day", "head_of_service", _at("/front-door/day/")),
    Page("front-door-handover", DECIDER, _at("/front-door/handover/")),
    Page("front-door-nights", "head_of_service", _at("/front-door/nights/")),
    Page("escalated", "head_of_service", _at("/escalated/")),
    Page("contact-new", "contact_officer", _at("/front-door/new/")),
    Page("contact", DECIDER, _contact),
    Page("contact", "contact_officer", _not_found),
    Page("contact-match", "contact_officer", _match),
    Page("contact-step", DECIDER, _step("rate")),
    Page("contact-step", DECIDER, _decide),
    Page("enquiry-ask", DECIDER, _ask),
    Page("enquiry-answer", DECIDER, _answer),
    Page("child-contact", "social_worker", _of_child),
)
