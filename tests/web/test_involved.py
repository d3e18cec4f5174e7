"""Why we are involved: two sentences, true of what is recorded and of nothing else."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from kinkeeper.care.queries import CarePeriodShown, CareSummary, InCare, LegalStatusShown
from kinkeeper.frontdoor.queries import AssessmentShown, EpisodeShown
from kinkeeper.law.codes import code_set
from kinkeeper.law.codes.coded import Coded
from kinkeeper.protection.queries import CategoryShown, PlanShown
from kinkeeper.web.presenters.involved import REFERRED_BY, began, stands

ID, ON = UUID(int=7), date(2026, 4, 20)
SCHOOL, NEGLECT = Coded("2A", "Schools"), Coded("N1", "Abuse or neglect")
EPISODE = EpisodeShown(
    ID, ID, "cin", "Child in need", date(2026, 3, 3), SCHOOL, NEGLECT, None, None, None, ()
)
PLAN = PlanShown(
    ID, ID, ID, "cp", "Child protection plan", date(2026, 3, 20), None, 0,
    (CategoryShown(Coded("NEG", "Neglect"), date(2026, 3, 20), None),),
)  # fmt: skip
CARE = CareSummary(
    InCare(ID, ID, date(2025, 1, 6), start_known=True),
    LegalStatusShown(ID, Coded("C2", "Full care order"), date(2025, 1, 6), True, None),
    None,
)


def test_it_says_who_referred_when_and_why() -> None:
    """The source is a person or a service, not a heading of a code list."""
    assert began(EPISODE) == (
        "Referred on Tuesday 3 March 2026 by a school: the main need was abuse or neglect."
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"referral_source": None}, "by whom is not recorded"),
        ({"primary_need": None}, "the main need is not recorded"),
        ({"primary_need": Coded("N0", "Not stated")}, "the main need was not stated"),
        ({"level": "early_help"}, "Early help began on"),
    ],
)
def test_a_gap_is_said_to_be_one(changes: dict[str, Any], said: str) -> None:
    """Nothing is made up where nothing is recorded."""
    assert said in began(replace(EPISODE, **changes))


def test_no_referral_is_said_in_words() -> None:
    """A child known from the other return alone."""
    assert began(None) == "No referral is recorded."
    assert began(None, NEGLECT).endswith("On coming into care the main need was abuse or neglect.")
    assert stands(None, [], None, ON).startswith("Not open now")


def test_plans_and_care_stand_side_by_side() -> None:
    """A plan with its category, the care with its legal status, each with its day."""
    assert stands(EPISODE, [PLAN], CARE, ON) == (
        "On a child protection plan for neglect since Friday 20 March 2026 and "
        "looked after since Monday 6 January 2025 (full care order)."
    )


def test_a_plan_that_ended_or_has_not_begun_is_not_in_force() -> None:
    """As at the day, and no other."""
    for plan in (replace(PLAN, ended_on=ON), replace(PLAN, started_on=date(2026, 4, 21))):
        said = stands(EPISODE, [plan], None, ON)
        assert said == "The case is open: no assessment is recorded, and no plan is recorded."


def test_an_open_case_says_how_far_it_has_come() -> None:
    """The latest assessment, begun or authorised."""
    made = AssessmentShown(ID, ID, "", "", date(2026, 3, 5), None, None, ())
    begun = stands(replace(EPISODE, assessments=(made,)), [], None, ON)
    assert "an assessment began on Thursday 5 March 2026" in begun
    done = replace(made, authorised_on=date(2026, 4, 2))
    ended = stands(replace(EPISODE, assessments=(done,)), [], None, ON)
    assert "an assessment was authorised on Thursday 2 April 2026" in ended


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"no_further_action": True}, "the referral ended with no further action."),
        ({"closed_on": date(2026, 4, 1), "closure_reason": Coded("RC1", "Adopted")}, "(adopted)."),
    ],
)
def test_what_ended_is_told_as_ended(changes: dict[str, Any], said: str) -> None:
    """Not open now, and how that came about."""
    told = stands(replace(EPISODE, **changes), [], None, ON)
    assert told.startswith("Not open now")
    assert told.endswith(said)


def test_who_has_left_care_is_told_when_and_how() -> None:
    """Neither plan nor care is in force: the time looked after is."""
    why = Coded("E4A", "Returned home")
    left = CarePeriodShown(
        ID, ID, date(2021, 10, 5), True, None, date(2023, 4, 24), why, None, None, None
    )
    assert stands(None, [], None, ON, left=left) == (
        "Not open now: looked after from 5 October 2021 to 24 April 2023 (returned home)."
    )


def test_a_legal_status_of_a_closed_section_is_not_told() -> None:
    """That the child is looked after is; it reads as of a child without a status."""
    hidden = replace(CARE, legal_status=None)
    assert "(no legal status is shown)" in stands(None, [], hidden, ON)


def test_every_source_of_a_referral_has_words() -> None:
    """A code added to the census is not read out as a heading."""
    assert set(REFERRED_BY) == {one.code for one in code_set("cin.referral_source").codes}
