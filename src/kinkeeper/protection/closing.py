"""What of child protection keeps a case open, and what only a head of service may close."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from kinkeeper.chronology.guards import (
    CLOSE_BY_TEAM_MANAGER,
    CLOSE_EPISODE,
    END_WORK,
    hold_up,
    in_turn_with,
)
from kinkeeper.kernel.errors import Refused
from kinkeeper.protection.kinds import EnquiryResult, PlanKind
from kinkeeper.protection.models import (
    Conference,
    ConferenceHeld,
    EnquiryOutcome,
    HarmSuspicion,
    Plan,
    Section47Enquiry,
)

NOBODY = "nobody"


def plan_goes_on(episode_id: UUID) -> Refused | None:
    """A child protection plan ends by a conference, not by closing the case."""
    if not _plans(episode_id).filter(ended_on=None).exists():
        return None
    return Refused(
        "The child has a child protection plan, so the case may not close.",
        missing="the end of the child protection plan",
        who_can_waive=NOBODY,
        do="A conference ends the plan; close the case after that.",
    )


def child_in_need_plan_goes_on(episode_id: UUID) -> Refused | None:
    """A child in need plan ends by its own step, with what came of it, before the case does."""
    kept = Plan.objects.filter(episode_id=episode_id, kind=PlanKind.CHILD_IN_NEED, ended_on=None)
    if not kept.exists():
        return None
    return Refused(
        "The child has a child in need plan, so the case may not close.",
        missing="the end of the child in need plan",
        who_can_waive=NOBODY,
        do="End the plan on the page of plans, saying what came of it; close the case after that.",
    )


def enquiry_undecided(episode_id: UUID) -> Refused | None:
    """An enquiry into harm of which nobody has decided whether a conference is needed."""
    rows = Section47Enquiry.objects.filter(
        episode_id=episode_id, ended_on=None, conference_needed=None
    )
    met = Conference.objects.filter(episode_id=episode_id).exclude(enquiry=None)
    if not rows.exclude(pk__in=met.values("enquiry_id")).exists():
        return None
    return Refused(
        "An enquiry into significant harm is not decided, so the case may not close.",
        missing="the outcome of the section 47 enquiry",
        who_can_waive=NOBODY,
        do="Record whether a conference is needed.",
    )


def harm_waits(episode_id: UUID) -> Refused | None:
    """Suspected harm that nobody has discussed, or a conference that an enquiry here found needed."""
    suspected = HarmSuspicion.objects.filter(episode_id=episode_id, answer=None)
    owed = EnquiryOutcome.objects.filter(episode_id=episode_id, result=EnquiryResult.CONTINUING)
    met = ConferenceHeld.objects.filter(booking__enquiry__episode_id=episode_id)
    owed = owed.exclude(enquiry_id__in=met.values("booking__enquiry_id"))
    if not suspected.exists() and not owed.exists():
        return None
    lacking = "the strategy discussion" if suspected.exists() else "the child protection conference"
    return Refused(
        f"Significant harm is suspected, so the case may not close: {lacking} is missing.",
        missing=lacking,
        who_can_waive=NOBODY,
        do="Hold it and record it on the page of protection.",
    )


def was_on_a_plan(episode_id: UUID) -> Refused | None:
    """Of a child who was on a protection plan in this case, a team manager alone does not close it."""
    if not _plans(episode_id).exists():
        return None
    return Refused(
        "The child was on a child protection plan in this case.",
        missing="the authority of a head of service",
        who_can_waive="a head of service or the director, by closing it",
        do="Ask your head of service to close it.",
    )


def any_plan_goes_on(person_id: UUID) -> Refused | None:
    """While a child has a protection plan, of whatever case, their workers stay."""
    kept = Plan.objects.filter(person_id=person_id, kind=PlanKind.CHILD_PROTECTION, ended_on=None)
    if not kept.exists():
        return None
    missing = "the end of the child protection plan"
    return Refused("The child has a plan.", missing=missing, who_can_waive=NOBODY)


def register_all() -> None:
    """Have each asked before an episode closes, or the work with a child ends."""
    in_turn_with(CLOSE_EPISODE, "protection")
    hold_up(CLOSE_EPISODE, plan_goes_on)
    hold_up(CLOSE_EPISODE, child_in_need_plan_goes_on)
    hold_up(CLOSE_EPISODE, enquiry_undecided)
    hold_up(CLOSE_EPISODE, harm_waits)
    hold_up(CLOSE_BY_TEAM_MANAGER, was_on_a_plan)
    hold_up(END_WORK, any_plan_goes_on)


def _plans(episode_id: UUID) -> QuerySet[Plan]:
    return Plan.objects.filter(episode_id=episode_id, kind=PlanKind.CHILD_PROTECTION)
