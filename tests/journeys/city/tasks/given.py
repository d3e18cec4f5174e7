"""What has to be there before a task begins: made by the verbs that people use, and not counted."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from playwright.sync_api import Locator, Page

from kinkeeper.access.models import User
from kinkeeper.access.who import Who, who_is
from kinkeeper.earlyhelp import actions as helping
from kinkeeper.earlyhelp.models import EarlyHelp
from kinkeeper.earlyhelp.relationships import led_by
from kinkeeper.frontdoor import actions
from kinkeeper.frontdoor.kinds import (
    Basis,
    Channel,
    Consent,
    ContactOutcome,
    ContactReason,
    Evidence,
    Rating,
)
from kinkeeper.frontdoor.models import Contact
from kinkeeper.frontdoor.queries import open_children
from kinkeeper.frontdoor.told import ChildNamed, Told
from kinkeeper.kernel.ids import reference
from kinkeeper.kernel.moment import lived
from kinkeeper.law.levels import Level
from kinkeeper.partners.queries import open_agencies
from kinkeeper.people.queries import names_of
from kinkeeper.workforce.queries import own_children

WORRY = "Grandmother has not seen the children for three weeks, and nobody opens the door."
POLICE = "Heartlands Police"


def somebody(role: str) -> Who:
    """The invented person of this role."""
    return who_is(User.objects.get(username=role.replace("_", "-")).id)


def told(child: UUID | None = None) -> Contact:
    """A contact that came by telephone an hour ago, of a child who is known; nobody screened it."""
    made = actions.ContactMade(
        received_at=lived() - timedelta(hours=1),
        channel=Channel.TELEPHONE,
        reason=ContactReason.FAMILY_STRESS,
        referral_source="1A",
        concern=WORRY,
    )
    decider = somebody("mash_decision_maker")
    return actions.record_contact(child=child or _child(decider), contact=made, by=decider)


def rated(child: UUID | None = None) -> Contact:
    """The same, screened."""
    contact = told(child)
    decider = somebody("mash_decision_maker")
    actions.rate_contact(contact=contact, rag=Rating.AMBER, at=lived(), by=decider)
    return contact


def decided(outcome: ContactOutcome, child: UUID | None = None, **more: Any) -> Contact:
    """The same, decided."""
    contact = rated(child)
    decision = actions.Decision(
        outcome=outcome, at=lived(), evidence=[Evidence.REFERRER], reason="It has to be looked into.",
        **more,
    )  # fmt: skip
    actions.decide_contact(contact=contact, decision=decision, by=somebody("mash_decision_maker"))
    return contact


def asked() -> Contact:
    """The police are asked about a child."""
    contact = decided(ContactOutcome.MASH_ENQUIRY)
    police = next(one.id for one in open_agencies() if one.name == POLICE)
    request = actions.Asked(agency_id=police, basis=Basis.CONSENT, at=lived(), needed="Any calls")
    actions.ask(contact=contact, asked=request, by=somebody("mash_decision_maker"))
    return contact


def of_my_child(worker: Who) -> Contact:
    """A contact about a child of theirs, sent on to them."""
    mine = {one.person_id for one in own_children(who=worker)}
    open_ones = open_children(who=somebody("mash_decision_maker"))
    child = next(one.person_id for one in open_ones if one.person_id in mine)
    return decided(ContactOutcome.OPEN_CASE, child, level=Level.COMPLEX)


def not_found() -> UUID:
    """Somebody told of a child by the name of one who is known here; by the contact's group."""
    decider = somebody("mash_decision_maker")
    child = _child(decider)
    name = names_of(decider, [child])[child][0]
    named = ChildNamed(forename=name.forename, surname=name.surname)
    said = Told(
        received_at=lived() - timedelta(hours=1), channel=Channel.TELEPHONE, children=(named,),
        reason=ContactReason.FAMILY_STRESS, concern=WORRY, consent=Consent.GIVEN,
        referral_source="1A",
    )  # fmt: skip
    group: UUID = actions.receive(told=said, by=decider).id
    return group


def helped(step: str, *, without: str) -> EarlyHelp:
    """A family of the early help worker's that has come to this step, and not to that one."""
    worker = somebody("early_help_worker")
    mine = led_by(worker.id, worker.on).exclude(steps__step=without)
    return (mine.filter(steps__step=step) if step else mine).order_by("id")[0]


def spoken_to() -> EarlyHelp:
    """A family whose lead professional was spoken to, and which is not assessed."""
    worker = somebody("early_help_worker")
    family = helped("name_lead", without="assess")
    helping.record_lead_contacted(early_help=family, on=worker.on, by=worker)
    return family


def in_list(page: Page, row: UUID) -> Locator:
    """The link to what stands in a list under this reference."""
    return page.locator("tr", has_text=reference(row)).get_by_role("link").first


def _child(decider: Who) -> UUID:
    """A child whose case is open, and of whom nobody told anything today."""
    busy = set(Contact.objects.filter(received_on=decider.on).values_list("person_id", flat=True))
    return next(one.person_id for one in open_children(who=decider) if one.person_id not in busy)
