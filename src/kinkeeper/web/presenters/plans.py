"""A child's plans and visits in words: what is next, needs and outcomes, meetings, visits made and due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.urls import reverse

from kinkeeper.access.rules import may
from kinkeeper.access.who import Who
from kinkeeper.protection.plan_queries import NeedShown, PlanCourse, StepShown
from kinkeeper.web import words
from kinkeeper.web.parts import Fact, Link, Row, Worklist
from kinkeeper.web.planning.pages import PAGES
from kinkeeper.web.planning.told import PlansTold
from kinkeeper.web.planning.visiting import may_record
from kinkeeper.web.presenters.tables import row, table
from kinkeeper.web.protecting.asked import named
from kinkeeper.workforce.visited import VisitShown

NOT_MEASURED = "Nobody has said yet"
YES_NO = {True: "Yes", False: "No"}


def facts(told: PlansTold) -> list[Fact]:
    """The plan that goes on, at the top of the page."""
    now = told.now
    if now is None:
        return [Fact("Plan", "No plan goes on")]
    return [
        Fact("Plan", now.kind_title),
        Fact("Since", words.full_date(now.started_on)),
        *_agreed(now),
    ]


def ways(told: PlansTold, who: Who) -> list[Link]:
    """What may be done next, by whoever asks."""
    child = told.person_id
    visit = [Link("Record a visit", reverse("child-visit", args=[child]))]
    return [
        *(visit if may_record(who, child) else ()),
        *(
            Link(page.title, reverse("child-plan-step", args=[child, slug]))
            for slug, page in PAGES.items()
            if page.fits(told) and may(who, page.needs, child)
        ),
    ]


def tables(told: PlansTold, visits: Iterable[VisitShown], on: date) -> dict[str, Worklist]:
    """Everything of it that is a list."""
    return {
        "next": table(
            "Next actions", ("Action", "Who", "By"), [_next(one, on) for one in told.to_do]
        ),
        "needs": table(
            "Needs and outcomes",
            ("Need", "What is to be different", "Actions done", "What is different for the child"),
            map(_need, told.needs),
        ),
        "meetings": table(
            "Meetings",
            ("Held", "What", "Who came", "Progress", "The child says", "Decided", "Next"),
            _meetings(told),
        ),
        "visits": table(
            "Visits",
            ("Day", "For", "By", "Seen", "Seen alone", "Bedroom seen"),
            map(_visit, visits),
        ),
        "earlier": table(
            "Plans that have ended",
            ("Plan", "From", "To", "Why"),
            [
                row(
                    one.kind_title,
                    words.short_date(one.started_on),
                    words.short_date(one.ended_on),
                    one.ended_why or None,
                )
                for one in told.plans
                if one.ended_on
            ],
        ),
    }


def _agreed(now: PlanCourse) -> Iterator[Fact]:
    if now.agreed:
        yield Fact("Begun by", now.agreed.by or None)
        yield Fact("Consent", now.agreed.consent)
        yield Fact("First review", words.full_date(now.agreed.review_by))
        yield Fact("If the plan does not work", now.agreed.contingency)
    if now.meetings and now.meetings[0].next_on:
        yield Fact("Next meeting", words.full_date(now.meetings[0].next_on))


def _next(one: StepShown, on: date) -> Row:
    late = " (overdue)" if one.by_when < on else ""
    return row(one.what, one.who, words.short_date(one.by_when) + late)


def _need(one: NeedShown) -> Row:
    done = sum(step.done_on is not None for step in one.steps)
    found = NOT_MEASURED
    if one.found:
        day, how, different = one.found[0]
        found = f"{how}, {words.short_date(day)}. {different}"
    return row(one.need, one.outcome, f"{done} of {len(one.steps)}", found)


def _meetings(told: PlansTold) -> Iterator[Row]:
    for plan in told.plans:
        for one in plan.meetings:
            yield row(
                words.short_date(one.on),
                one.kind,
                named(one.came),
                one.progress,
                one.childs_view,
                one.decision,
                words.short_date(one.next_on) if one.next_on else None,
            )


def _visit(one: VisitShown) -> Row:
    seen = "Seen" if one.seen else one.not_seen_reason or "Not seen"
    return row(
        words.short_date(one.held_on),
        one.kind_title,
        one.worker,
        f"Tried: {words.uncapital(seen)}" if one.attempted else seen,
        YES_NO.get(one.seen_alone) if one.seen_alone is not None else None,
        YES_NO.get(one.bedroom_seen) if one.bedroom_seen is not None else None,
    )
