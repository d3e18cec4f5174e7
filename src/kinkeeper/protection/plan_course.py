"""Child protection plans as conferences begin them, carry them on and end them: within their actions."""

from __future__ import annotations

from datetime import date
from typing import Final

from kinkeeper.access.who import Asker
from kinkeeper.casefile.written import words_of
from kinkeeper.chronology.save import save
from kinkeeper.kernel.errors import Refused
from kinkeeper.protection import reading
from kinkeeper.protection.kinds import InNeedEnd, PlanEnd, PlanKind, TakesPart
from kinkeeper.protection.models import (
    AbuseCategoryPeriod,
    AgreedPlanEnding,
    ConferenceBooking,
    ConferenceHeld,
    CoreGroupMember,
    Plan,
    PlanEnding,
    PlanTerms,
    Transfer,
)
from kinkeeper.protection.states import NOBODY
from kinkeeper.protection.told_of_harm import Terms

STEPPED_UP: Final = "A conference began a child protection plan."


def review_due(plan: Plan | None, on: date) -> date | None:
    """The last day for the review after a conference held on a day: sooner after the first."""
    return reading.review_due(on, first=plan is None)


def start(booking: ConferenceBooking, came_to: ConferenceHeld, terms: Terms, by: Asker) -> Plan:
    """A plan that begins on the day of its conference, in place of a child in need plan."""
    _step_up(came_to, booking, by)
    earlier = Plan.objects.filter(person_id=booking.person_id, kind=PlanKind.CHILD_PROTECTION)
    plan = Plan(
        person_id=booking.person_id,
        episode_id=booking.episode_id,
        conference=came_to.conference,
        kind=PlanKind.CHILD_PROTECTION,
        started_on=came_to.on,
        previous_plans=_known_before(earlier.count(), earlier.last()),
    )
    save(plan, by=by)
    save(AbuseCategoryPeriod(plan=plan, category=terms.category, started_on=came_to.on), by=by)
    _lay_down(plan, came_to, terms, by)
    for transfer in Transfer.objects.filter(booking=booking):
        transfer.received_on = came_to.on
        save(transfer, by=by)
    return plan


def _step_up(came_to: ConferenceHeld, booking: ConferenceBooking, by: Asker) -> None:
    """The child has one plan: that of a child in need ends as stepped up, and its needs stay readable."""
    rows = Plan.objects.select_for_update(no_key=True)
    for held in rows.filter(
        person_id=booking.person_id, kind=PlanKind.CHILD_IN_NEED, ended_on=None
    ):
        held.ended_on = max(came_to.on, held.started_on)
        save(held, by=by)
        row = AgreedPlanEnding(
            plan=held, on=held.ended_on, reason=InNeedEnd.STEP_UP, words=STEPPED_UP
        )
        save(row, by=by)


def go_on(plan: Plan, came_to: ConferenceHeld, terms: Terms, by: Asker) -> None:
    """A plan that a review continues, under another category where it says so."""
    open_ones = plan.categories.filter(ended_on=None).order_by("started_on", "id")
    if terms.category not in {one.category for one in open_ones}:
        _end_categories(plan, came_to.on, by)
        save(AbuseCategoryPeriod(plan=plan, category=terms.category, started_on=came_to.on), by=by)
    _lay_down(plan, came_to, terms, by)


def end(
    plan: Plan,
    *,
    on: date,
    reason: PlanEnd,
    words: str,
    by: Asker,
    booking: ConferenceBooking | None = None,
    cin_offered: bool | None = None,
) -> PlanEnding:
    """A plan that ends on a day, with its categories, for a reason."""
    held = Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    held.ended_on = on
    save(held, by=by)
    _end_categories(held, on, by)
    row = PlanEnding(
        plan=held,
        booking=booking,
        on=on,
        reason=reason,
        words=words_of(words, field="words", wanted="say why it ends"),
        cin_offered=cin_offered,
    )
    save(row, by=by)
    return row


def _lay_down(plan: Plan, came_to: ConferenceHeld, told: Terms, by: Asker) -> None:
    """The terms as this conference left them: what it does not name stays as it was."""
    before = plan.terms.order_by("on", "id").last()
    lead = told.lead or (before.lead_id if before else None)
    days = told.visit_days or (before.visit_days if before else None)
    outline = told.outline.strip() or (before.outline if before else "")
    contingency = told.contingency.strip() or (before.contingency if before else "")
    if not (lead and days and outline and contingency and told.review_by):
        raise _no_terms()
    terms = PlanTerms(
        plan=plan,
        held=came_to,
        on=came_to.on,
        lead_id=lead,
        outline=words_of(outline, field="outline"),
        contingency=words_of(contingency, field="contingency"),
        visit_days=days,
        review_by=told.review_by,
    )
    save(terms, by=by)
    for name, agency in told.core_group or _members(before):
        kept = words_of(name, field="core_group", wanted="name each member", most=200)
        save(CoreGroupMember(terms=terms, name=kept, agency=agency), by=by)


def _members(terms: PlanTerms | None) -> list[tuple[str, TakesPart | None]]:
    rows = terms.core_group.all() if terms else ()
    return [(one.name, TakesPart(one.agency) if one.agency else None) for one in rows]


def _no_terms() -> Refused:
    """Of a plan that a return brought nobody has told the terms: its first review here does."""
    return Refused(
        "The terms of this plan are not recorded yet: this conference lays them down.",
        missing="the lead social worker, the visits, the outline and the contingency",
        who_can_waive=NOBODY,
        do="Enter each of them.",
    )


def _end_categories(plan: Plan, on: date, by: Asker) -> None:
    for one in plan.categories.filter(ended_on=None):
        one.ended_on = on if one.started_on is None else max(on, one.started_on)
        save(one, by=by)


def _known_before(here: int, last: Plan | None) -> int:
    """The plans before this one: those here, or what the last of them says of those elsewhere."""
    told = (last.previous_plans or 0) + 1 if last else 0
    return max(here, told)
