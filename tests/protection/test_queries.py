"""Enquiries, conferences and plans, as far as the asker may see."""

from collections.abc import Callable
from datetime import date
from typing import Any

from kinkeeper.protection import queries
from kinkeeper.protection.kinds import ConferenceKind, PlanKind
from kinkeeper.protection.models import (
    AbuseCategoryPeriod,
    Conference,
    Plan,
    Section47Enquiry,
    StrategyDiscussion,
)

Make = Callable[..., Any]
D1, D2, D3 = (date(2025, month, 1) for month in (1, 2, 3))


def test_an_enquiry_tells_when_its_conference_was_held(
    make: Make, child: Any, granted: Make
) -> None:
    """The first initial conference of each enquiry, and none for an enquiry without."""
    enquiry = make(Section47Enquiry, started_on=D1, conference_needed=True)
    for held in (D3, D2):
        make(Conference, enquiry=enquiry, kind=ConferenceKind.INITIAL, held_on=held)
    make(Section47Enquiry, started_on=D3, conference_needed=False)
    late, early = queries.enquiries(who=granted("director"), person_id=child.id)
    assert (late.conference_held_on, late.conference_needed) == (None, False)
    assert (early.conference_held_on, early.started_on) == (D2, D1)


def test_conferences_are_shown_latest_first(make: Make, child: Any, granted: Make) -> None:
    """Each with its kind in words."""
    make(Conference, kind=ConferenceKind.TRANSFER_IN, held_on=D1)
    make(Conference, kind=ConferenceKind.INITIAL, held_on=D2)
    rows = queries.conferences(who=granted("director"), person_id=child.id)
    assert [(row.kind_title, row.held_on) for row in rows] == [
        ("Initial child protection conference", D2),
        ("Transfer-in conference", D1),
    ]


def test_a_plan_tells_what_it_is_for(make: Make, child: Any, granted: Make) -> None:
    """The categories of a plan in order, in words; the plans latest first."""
    plan = make(Plan, kind=PlanKind.CHILD_PROTECTION, started_on=D2, previous_plans=1)
    make(AbuseCategoryPeriod, plan=plan, category="NEG", started_on=D2)
    make(AbuseCategoryPeriod, plan=plan, category="EMO", started_on=None)
    make(Plan, kind=PlanKind.CHILD_IN_NEED, started_on=D1, ended_on=D2)
    shown, past = queries.plans(who=granted("director"), person_id=child.id)
    assert [c.category.code for c in shown.categories] == ["NEG", "EMO"]
    assert shown.categories[0].category.meaning != "NEG"
    assert (past.kind_title, past.ended_on, past.categories) == ("Child in need plan", D2, ())


def test_the_banner_tells_of_the_plan_of_today(make: Make, child: Any, granted: Make) -> None:
    """That there is a plan and since when, not what for; a plan that ended is on no list."""
    plan = make(Plan, kind=PlanKind.CHILD_PROTECTION, started_on=D1)
    make(Plan, kind=PlanKind.CHILD_IN_NEED, started_on=D1, ended_on=D2)
    who = granted("mash_decision_maker")
    expected = queries.OnPlan(child.id, plan.id, "cp", "Child protection plan", D1)
    assert queries.current_plans(who=who, person_id=child.id) == (expected,)
    assert queries.on_plans(who=who) == (expected,)
    assert queries.on_plans(who=who, kind=PlanKind.CHILD_IN_NEED) == ()
    assert queries.plans(who=who, person_id=child.id) == ()


def test_strategy_discussions_need_their_own_grant(make: Make, child: Any, granted: Make) -> None:
    """Whoever may see the record sees them only with that section granted."""
    make(StrategyDiscussion, held_on=D1)
    ask = queries.strategy_discussions
    assert ask(who=granted("director"), person_id=child.id) == ()
    assert ask(who=granted("director", "strategy"), person_id=child.id) == (D1,)


def test_nobody_unrelated_sees_protection(make: Make, child: Any, granted: Make) -> None:
    """A social worker of other children is told nothing at all."""
    make(Section47Enquiry)
    make(Plan, kind=PlanKind.CHILD_PROTECTION)
    who = granted("social_worker", "strategy")
    asked = [
        queries.strategy_discussions,
        queries.enquiries,
        queries.conferences,
        queries.plans,
        queries.current_plans,
    ]
    assert [ask(who=who, person_id=child.id) for ask in asked] == [()] * 5
    assert queries.on_plans(who=who) == ()
