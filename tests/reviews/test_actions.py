"""Review conferences: the plan goes on, under another category, or ends; and what stands before it."""

from datetime import date
from typing import Any

import pytest

from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.protection import actions
from kinkeeper.protection.kinds import ConferenceDecision
from kinkeeper.protection.models import ConferenceBooking
from kinkeeper.protection.reading import standing
from kinkeeper.reviews.actions import hold_review
from tests.protection import strand as told
from tests.protection.strand import Strand

strand = told.strand
APRIL, OCTOBER = date(2015, 4, 10), date(2015, 10, 9)
CONTINUES = {"decision": ConferenceDecision.CONTINUE}
ENDS = {"decision": ConferenceDecision.END, "cin_offered": True}


def review(strand: Strand, on: date, **changed: Any) -> Any:
    """A review conference of the plan, chaired by the child's chair."""
    waiting = ConferenceBooking.objects.filter(held_on=None).first()
    booking = waiting or strand.book(on, on)
    held = strand.held(on, OCTOBER, **changed)
    return hold_review(booking=booking, held=held, by=strand.chair)


def test_a_review_changes_the_category_over_time(strand: Strand) -> None:
    """The plan goes on; the category before ends on the day the next begins."""
    plan = strand.on_plan()
    terms = strand.terms(OCTOBER, category="EMO")
    made = review(strand, APRIL, **CONTINUES, terms=terms)
    assert (made.plan_id, made.held_on, plan.terms.count()) == (plan.id, APRIL, 2)
    periods = plan.categories.order_by("started_on").values_list(
        "category", "started_on", "ended_on"
    )
    assert list(periods) == [("PHY", date(2015, 1, 12), APRIL), ("EMO", APRIL, None)]


def test_the_next_review_is_in_six_months(strand: Strand) -> None:
    """Three months after the first conference, six after each review."""
    strand.on_plan()
    with pytest.raises(Refused, match="next review conference"):
        review(strand, APRIL, **CONTINUES, terms=strand.terms(date(2015, 10, 11)))
    assert review(strand, APRIL, **CONTINUES)


def test_a_review_ends_the_plan_and_says_what_help_was_offered(strand: Strand) -> None:
    """With its reason, whether a child in need plan was offered, and its categories ended."""
    plan = strand.on_plan()
    with pytest.raises(Refused, match="child in need plan was offered"):
        review(strand, APRIL, decision=ConferenceDecision.END)
    review(strand, APRIL, **ENDS)
    plan.refresh_from_db()
    assert (plan.ended_on, plan.ending.reason, plan.ending.cin_offered) == (
        APRIL,
        "not_needed",
        True,
    )
    assert not plan.categories.filter(ended_on=None).exists()
    assert standing(strand.child.id).state == "plan_ended"


def test_no_plan_ends_while_harm_is_enquired_into(strand: Strand) -> None:
    """A new enquiry on a child with a plan is decided first."""
    strand.on_plan()
    strand.enquire(date(2015, 3, 2))
    with pytest.raises(Refused, match="suspected harm"):
        review(strand, APRIL, **ENDS)


def test_a_review_brought_forward_answers_the_enquiry(strand: Strand) -> None:
    """Harm that goes on under a plan is taken to its review, not to a second initial conference."""
    strand.on_plan()
    strand.enquire(date(2015, 3, 2))
    strand.find(date(2015, 3, 9))
    review(strand, date(2015, 3, 16), **CONTINUES, terms=strand.terms(date(2015, 9, 16)))
    assert standing(strand.child.id).harm.value == 0


def test_each_conference_is_recorded_by_its_own_verb(strand: Strand) -> None:
    """So that no review is held of which the list of reviews does not know."""
    strand.on_plan()
    booking, held = strand.book(APRIL, APRIL), strand.held(APRIL, OCTOBER, **CONTINUES)
    with pytest.raises(BadInput, match="as a review"):
        actions.hold_conference(booking=booking, held=held, by=strand.chair)
