"""What has been done with a child: referrals, assessments, enquiries, conferences, plans, reviews."""

from __future__ import annotations

from datetime import date
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.urls import reverse

from kinkeeper.access.who import Who
from kinkeeper.frontdoor.queries import (
    AssessmentShown,
    ContactShown,
    EpisodeShown,
    contacts,
    episodes,
)
from kinkeeper.protection.queries import (
    CategoryShown,
    ConferenceShown,
    EnquiryShown,
    PlanShown,
    conferences,
    enquiries,
    plans,
    strategy_discussions,
)
from kinkeeper.reviews.queries import ReviewShown, reviews
from kinkeeper.web import words
from kinkeeper.web.parts import Cell, Row, Worklist
from kinkeeper.web.presenters.tables import begun, over, row, said, since, table, until
from kinkeeper.workforce.queries import ChildsWorker, past_workers

CONTACTS = ("Came", "From", "About", "Rated", "What was decided")
EPISODES = ("Referred", "Closed", "From", "Why", "How it ended")
ASSESSED = ("Started", "Reviewed", "Authorised", "Assessment", "What was found")
ENQUIRED = ("Started", "Ended", "Conference", "Target given", "Held")
MET = ("Held", "Conference")
PLANNED = ("From", "To", "Plan", "Category", "Earlier protection plans")
REVIEWED = ("Held", "Review", "How the child took part")
WORKED = ("From", "To", "Worker", "As", "Why the worker changed")
TALKED = ("Held", "What it was")
START, HELD = attrgetter("started_on"), attrgetter("held_on")


def casework(who: Who, person_id: UUID) -> dict[str, Worklist]:
    """Every panel of the page, as things stand today."""
    of: dict[str, Any] = {"who": who, "person_id": person_id}
    found, on = episodes(**of), who.on
    assessed = [one for episode in found for one in episode.assessments]
    held: dict[str, tuple[str, tuple[str, ...], Any, Any, Any]] = {
        "contacts": ("Contacts", CONTACTS, contacts(**of), attrgetter("received_on"), _contact),
        "episodes": ("Referrals", EPISODES, found, attrgetter("referred_on"), _episode),
        "assessments": ("Assessments", ASSESSED, assessed, START, _assessment),
        "talks": ("Strategy discussions", TALKED, strategy_discussions(**of), _itself, _talk),
        "enquiries": ("Section 47 enquiries", ENQUIRED, enquiries(**of), START, _enquiry),
        "conferences": ("Conferences", MET, conferences(**of), HELD, _conference),
        "plans": ("Plans", PLANNED, plans(**of), START, _plan),
        "reviews": ("Reviews", REVIEWED, reviews(**of), HELD, _review),
        "workers": ("Earlier workers", WORKED, past_workers(**of), START, _worker),
    }
    return {
        name: table(caption, columns, begun(rows, on, when, shown))
        for name, (caption, columns, rows, when, shown) in held.items()
    }


def _itself(held_on: date) -> date:
    return held_on


def _contact(one: ContactShown, on: date) -> Row:
    came = Cell(
        words.full_date(one.received_on),
        reverse("child-contact", args=[one.person_id, one.id]),
        head=True,
        label=False,
    )
    decided = one.outcome if one.decided_on and one.decided_on <= on else "Waits"
    told = (said(one.referral_source), one.reason, one.rating or "Not rated", decided or "Waits")
    return Row([came, *(Cell(part) for part in told)])


def _episode(one: EpisodeShown, on: date) -> Row:
    ended = "No further action" if one.no_further_action else said(one.closure_reason)
    ending = ended if over(one.closed_on, on) else "Open now"
    closed = until(one.closed_on, on, otherwise="Open")
    return row(
        since(one.referred_on), closed, said(one.referral_source), said(one.primary_need), ending
    )


def _assessment(one: AssessmentShown, on: date) -> Row:
    done = until(one.authorised_on, on, otherwise="Not yet")
    seen = until(one.internal_review_on, on, otherwise="Not recorded")
    found = "; ".join(map(str, one.factors))
    return row(since(one.started_on), seen, done, one.kind_title, found)


def _enquiry(one: EnquiryShown, on: date) -> Row:
    needed = {True: "Needed", False: "Not needed", None: None}[one.conference_needed]
    held = until(one.conference_held_on, on, otherwise="Not held")
    target = words.short_date(one.conference_target_on) if one.conference_target_on else None
    ended = until(one.ended_on, on, otherwise="Not recorded")
    return row(since(one.started_on), ended, needed, target, held)


def _conference(one: ConferenceShown, _on: date) -> Row:
    return row(since(one.held_on), one.kind_title)


def _plan(one: PlanShown, on: date) -> Row:
    harm = ", ".join(_category(period, on) for period in one.categories)
    none = None if one.kind == "cp" else "Does not apply"
    before = none if one.previous_plans is None else str(one.previous_plans)
    return row(since(one.started_on), until(one.ended_on, on), one.kind_title, harm or none, before)


def _category(one: CategoryShown, on: date) -> str:
    ended = f" until {words.short_date(one.ended_on)}" if over(one.ended_on, on) else ""
    return f"{one.category}{ended}"


def _talk(held_on: date, _on: date) -> Row:
    return row(since(held_on), "Strategy discussion")


def _review(one: ReviewShown, _on: date) -> Row:
    return row(since(one.held_on), one.kind_title, said(one.participation))


def _worker(one: ChildsWorker, on: date) -> Row:
    why = said(one.change_reason)
    return row(since(one.started_on), until(one.ended_on, on), one.worker, one.role_title, why)
