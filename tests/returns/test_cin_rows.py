"""A census becomes rows."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kinkeeper.law.returns.cin.read import read_cin
from kinkeeper.law.returns.open import open_file
from kinkeeper.returns.loading.cin import build_cin
from kinkeeper.returns.loading.rows import Built
from tests.returns.census_text import child, group, referral

Census = Callable[..., Path]


def built(*paths: Path) -> Built:
    """These census files as rows."""
    return build_cin([read_cin(open_file(path)) for path in paths])


def rows(found: Built, model: str, *columns: str) -> list[tuple[object, ...]]:
    """The rows of one model."""
    frames = [one.frame for one in found.rows if one.model == model and len(one.frame)]
    return [row for frame in frames for row in frame.select(columns).iter_rows()]


def told(found: Built) -> list[tuple[str, str]]:
    """What was stopped, and where."""
    return [(problem.field, problem.stopped) for problem in found.problems]


ENQUIRY = {"S47ActualStartDate": "2025-09-01", "InitialCPCtarget": "2025-09-22"}
PLAN = {
    "CPPstartDate": "2025-09-20",
    "InitialCategoryOfAbuse": "NEG",
    "LatestCategoryOfAbuse": "EMO",
}

PLANNED = {"CINPlanStartDate": "2025-02-02"}
STRATEGY, HELD = date(2025, 9, 1), date(2025, 9, 20)


@pytest.fixture
def protected(census: Census) -> Built:
    """A child of whom an enquiry led to a conference, and the conference to a plan."""
    enquiry = group("Section47", **ENQUIRY, DateOfInitialCPC="2025-09-20", ICPCnotRequired="false")
    plan = group("ChildProtectionPlans", **PLAN, NumberOfPreviousCPP="1")
    return built(census(child("A1", referral("2025-08-01", enquiry, plan))))


def test_an_enquiry_and_what_it_led_to(protected: Built) -> None:
    """The strategy discussion is the day the enquiry started; the conference it led to is of it."""
    enquiry = rows(protected, "protection.Section47Enquiry", "started_on", "conference_needed")
    held = rows(protected, "protection.Conference", "kind", "held_on", "enquiry.started_on")
    assert rows(protected, "protection.StrategyDiscussion", "held_on") == [(STRATEGY,)]
    assert enquiry == [(STRATEGY, True)]
    assert held == [("initial", HELD, STRATEGY)]


def test_a_plan_and_its_categories(protected: Built) -> None:
    """A plan is of its conference; its first category began with it, its latest on a day unknown."""
    plan = rows(protected, "protection.Plan", "previous_plans", "conference.held_on")
    categories = rows(protected, "protection.AbuseCategoryPeriod", "category", "started_on")
    assert plan == [(1, HELD)]
    assert categories == [("NEG", HELD), ("EMO", None)]


@pytest.mark.parametrize(
    ("more", "needed"),
    [({"ICPCnotRequired": "true"}, False), ({"ICPCnotRequired": "false"}, None), ({}, None)],
)
def test_whether_a_conference_is_needed(
    more: dict[str, str], needed: bool | None, census: Census
) -> None:
    """`false` means required or not yet decided, so without a conference nothing is known."""
    found = built(
        census(child("A1", referral("2025-08-01", group("Section47", **ENQUIRY, **more))))
    )
    assert rows(found, "protection.Section47Enquiry", "conference_needed") == [(needed,)]


def test_a_transfer_in(census: Census) -> None:
    """A conference told beside the referral itself is of a child who came with a plan."""
    found = built(census(child("A1", referral("2025-08-01", DateOfInitialCPC="2025-08-20"))))
    assert rows(found, "protection.Conference", "kind", "held_on") == [
        ("transfer_in", date(2025, 8, 20))
    ]


@pytest.mark.parametrize(
    ("details", "field", "stopped"),
    [
        (referral("2010-01-01") + referral("2025-01-01"), "CINreferralDate", "row"),
        (referral("2025-01-01", CINclosureDate="2024-12-31"), "CINclosureDate", "field"),
        (referral("2025-01-01", ReasonForClosure="RC1"), "ReasonForClosure", "field"),
        (referral("2025-01-01") * 2, "CINreferralDate", "row"),
        (
            referral("2025-01-01", group("CINPlanDates", **PLANNED, CINPlanEndDate="2025-02-01")),
            "CINPlanEndDate",
            "field",
        ),
        (
            referral(
                "2025-01-01",
                group("Section47", S47ActualStartDate="2025-02-02", DateOfInitialCPC="2025-02-01"),
            ),
            "DateOfInitialCPC",
            "field",
        ),
        (
            referral(
                "2025-01-01",
                group("CINPlanDates", CINPlanStartDate="2025-02-02")
                + group("CINPlanDates", CINPlanStartDate="2025-03-02"),
            ),
            "CINPlanStartDate",
            "row",
        ),
        (
            referral("2025-01-01", group("PreProceedingsandFGDM", PPStartDate="2025-02-02")),
            "PreProceedingsandFGDM",
            "nothing",
        ),
    ],
)
def test_what_cannot_be(details: str, field: str, stopped: str, census: Census) -> None:
    """What contradicts itself is stopped alone, and told once."""
    assert told(built(census(child("A1", details)))) == [(field, stopped)]


@pytest.mark.parametrize(
    ("about", "field"),
    [
        ("<PersonDeathDate>2015-01-01</PersonDeathDate>", "PersonDeathDate"),
        (
            "<ExpectedPersonBirthDate>2015-01-01</ExpectedPersonBirthDate>",
            "ExpectedPersonBirthDate",
        ),
        ("<UPN>A123456789012</UPN><UPNunknown>UN1</UPNunknown>", "UPNunknown"),
        ("<UPN>12</UPN>", "UPN"),
    ],
)
def test_what_cannot_be_of_a_child(about: str, field: str, census: Census) -> None:
    """The field is stopped, never the child."""
    found = built(census(child("A1", referral("2025-01-01"), more=about)))
    assert told(found) == [(field, "field")]
    assert found.people["child"].to_list() == ["A1"]


def test_a_birth_long_after_the_referral(census: Census) -> None:
    """A birth years after the only referral is left out; the referral is kept."""
    found = built(census(child("A1", referral("2020-01-01"), born="2025-01-01")))
    assert told(found) == [("PersonBirthDate", "field")]
    assert len(rows(found, "frontdoor.HelpEpisode", "referred_on")) == 1


def test_an_unborn_child(census: Census) -> None:
    """A child not yet born has the date expected, and may be referred before it."""
    more = "<ExpectedPersonBirthDate>2026-06-01</ExpectedPersonBirthDate>"
    found = built(census(child("A1", referral("2026-01-01"), born="", more=more)))
    assert found.people["expected_on"].to_list() == [date(2026, 6, 1)]
    assert told(found) == []


def test_what_lies_under_a_stopped_referral(census: Census) -> None:
    """An assessment whose referral has no date goes with it, and both are told."""
    assessment = group("Assessments", AssessmentActualStartDate="2025-01-01")
    found = built(census(child("A1", f"<CINdetails>{assessment}</CINdetails>")))
    assert told(found) == [("CINreferralDate", "row"), ("AssessmentActualStartDate", "row")]


def test_none_beside_a_disability(census: Census) -> None:
    """NONE cannot stand beside a disability, and the disability is kept."""
    about = "<Disabilities><Disability>NONE</Disability><Disability>AUT</Disability></Disabilities>"
    found = built(census(child("A1", about=about)))
    assert rows(found, "people.Disability", "code") == [("AUT",)]


def test_two_years(census: Census) -> None:
    """Of a referral told in two years the later is used, and what hangs on it."""
    assessment = group(
        "Assessments",
        AssessmentActualStartDate="2025-03-01",
        AssessmentAuthorisationDate="2025-04-20",
    )
    old = census(child("A1", referral("2025-02-01")), year=2025)
    new = census(
        child("A1", referral("2025-02-01", assessment, CINclosureDate="2025-05-01")), year=2026
    )
    for order in ((old, new), (new, old)):
        found = built(*order)
        assert rows(found, "frontdoor.HelpEpisode", "closed_on") == [(date(2025, 5, 1),)]
        assert rows(found, "frontdoor.Assessment", "authorised_on") == [(date(2025, 4, 20),)]


def test_a_child_given_twice(census: Census) -> None:
    """One identifier is one child, whose referrals are kept from both."""
    found = built(census(child("A1", referral("2025-01-01")), child("A1", referral("2025-06-01"))))
    assert found.people["child"].to_list() == ["A1"]
    assert len(rows(found, "frontdoor.HelpEpisode", "referred_on")) == 2


def test_what_lies_under_a_referral_given_twice(census: Census) -> None:
    """One of the two is used, and the assessments under both are kept."""
    starts = ("2025-01-02", "2025-02-03")
    under = [group("Assessments", AssessmentActualStartDate=day) for day in starts]
    found = built(census(child("A1", *(referral("2025-01-01", one) for one in under))))
    assert told(found) == [("CINreferralDate", "row")]
    assert len(rows(found, "frontdoor.Assessment", "started_on")) == 2
