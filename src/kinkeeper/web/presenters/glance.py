"""What whoever opens a record looks for first: the plan, the legal status, the last visit, whom to ring."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django.urls import reverse

from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import may
from kinkeeper.access.who import Who
from kinkeeper.care.queries import care_summary
from kinkeeper.care.queries import visits as care_visits
from kinkeeper.protection.queries import PlanShown, plans, visits
from kinkeeper.web import words
from kinkeeper.web.parts import Fact
from kinkeeper.web.presenters.around import Around
from kinkeeper.web.presenters.involved import NO_STATUS
from kinkeeper.web.presenters.legal import in_words
from kinkeeper.web.presenters.tables import over
from kinkeeper.workforce.visited import VisitShown

FIRST: Final = ("cp", "cin")  # a plan to protect before one of need
PLANNED: Final = {"cp": "child-protection", "cin": "child-plans"}
ELSEWHERE: Final = "child-work"  # for who reads no words


def glance(who: Who, person_id: UUID, near: Around) -> list[Fact]:
    """Each with the page that tells the rest; nothing recorded is said as such."""
    of: dict[str, Any] = {"who": who, "person_id": person_id}
    care = care_summary(**of, where=False)
    status = care.legal_status if care else None
    made = sorted((*visits(**of), *care_visits(**of)), key=lambda one: one.held_on, reverse=True)
    last = next((one for one in made if one.held_on <= who.on), None)
    plan = _in_force(plans(**of), who)
    reads = may(who, Permission.SEE_NARRATIVE, person_id)
    told = PLANNED[plan.kind] if plan and reads else ELSEWHERE
    past = f"{reverse('family-calendar', args=[person_id])}?when=past"
    legal = in_words(status) if status else NO_STATUS if care else "Not looked after"
    contacts = [f"{one.name}: {one.words}" for one in near.at_work]
    return [
        Fact("Safety plan", _plan(plan), reverse(told, args=[person_id])),
        Fact("Legal status", words.capital(legal), reverse("child-care", args=[person_id])),
        Fact("Last visit", _visit(last), past),
        Fact("Key contacts", "; ".join(contacts), reverse("child-family", args=[person_id])),
    ]


def _in_force(found: Sequence[PlanShown], who: Who) -> PlanShown | None:
    now = [p for p in found if p.started_on <= who.on and not over(p.ended_on, who.on)]
    return min(now, key=lambda one: FIRST.index(one.kind), default=None)


def _plan(first: PlanShown | None) -> str:
    if first is None:
        return "No plan is recorded that is in force today"
    harm = [words.uncapital(str(c.category)) for c in first.categories if not c.ended_on]
    of = f" for {words.listed(harm)}" if harm else ""
    return f"{first.kind_title}{of}, since {words.full_date(first.started_on)}"


def _visit(last: VisitShown | None) -> str:
    if last is None:
        return "No visit is recorded"
    if last.attempted:
        seen = "tried; nobody was met"
    elif not last.seen:
        seen = "the child was not seen"
    else:
        alone = {True: ", and alone", False: ", not alone", None: ""}[last.seen_alone]
        seen = f"the child was seen{alone}"
    by = f", by {last.worker}" if last.worker else ""
    return f"{words.full_date(last.held_on)}: {words.uncapital(last.kind_title)}, {seen}{by}"
