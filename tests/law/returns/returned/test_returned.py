"""The other tables of the returns, told from records."""

from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl
import pytest

from kinkeeper.kernel.periods import collection_year
from kinkeeper.law.returns.cin.returned import census_tables
from kinkeeper.law.returns.ssda903.returned import ssda903_tables
from kinkeeper.law.returns.ssda903.returned_yearly import untold

Make = Callable[..., dict[str, pl.DataFrame]]
REFERRED = {"id": "e1", "level": "cin", "referred_on": "2025-04-01"}
CARE = {"id": "c1", "started_on": "2023-05-01"}
LEGAL = {"code": "C2", "started_on": "2023-05-01"}
HOME = {"kind": "U6", "started_on": "2023-05-01"}
LOOKED_AFTER = {
    "care_CarePeriod": [CARE], "care_LegalStatusPeriod": [LEGAL], "care_Placement": [HOME],
}  # fmt: skip


def told(frames: dict[str, pl.DataFrame], table: str, *columns: str, year: int = 2025) -> list[Any]:
    """The rows of a table of the SSDA903."""
    return ssda903_tables(frames, year=year)[table].select(columns).rows()


def test_a_child_without_a_number_has_our_reference(records: Make) -> None:
    """Nobody is left out for want of a number; the reference is letters and digits alone."""
    one = "0198c0de-0000-7000-8000-123456789abc"
    frames = records(
        people_Person=[{"id": one, "kind": "child"}], people_PersonIdentifier=[],
        care_CarePeriod=[{**CARE, "person_id": one}],
    )  # fmt: skip
    (child,) = told(frames, "Header", "CHILD")
    assert child[0].isalnum()


def test_a_check_that_has_a_day_counts_for_a_whole_year_of_care(records: Make) -> None:
    """Looked after all year: what was held in it was done, and of the others nothing is known."""
    checks = [{"kind": "dental", "held_on": "2024-06-01", "done": True}]
    columns = ("TEETH_CHECK", "IMMUNISATIONS")
    frames = records(**LOOKED_AFTER, care_HealthCheck=checks)
    assert told(frames, "OC2", *columns) == [(True, None)]
    assert told(frames, "OC2", *columns, year=2024) == []


def test_a_check_not_done_is_not_unknown(records: Make) -> None:
    """What a return said was not done is said again, of its own year alone."""
    checks = [{"kind": "dental", "year_ended": 2025, "done": False}]
    frames = records(**LOOKED_AFTER, care_HealthCheck=checks)
    assert told(frames, "OC2", "TEETH_CHECK") == [(False,)]
    assert told(frames, "OC2", "TEETH_CHECK", year=2026) == []


@pytest.mark.parametrize(
    ("on_date", "rows"),
    [("2027-03-01", 1), ("2027-02-28", 0), ("2027-07-01", 1), ("2027-07-02", 0)],
)
def test_a_care_leaver_is_told_of_around_the_birthday(
    on_date: str, rows: int, records: Make
) -> None:
    """From three months before it to one month after."""
    care = {**CARE, "ended_on": "2026-12-01", "cease_reason": "E5"}
    contacts = [{"on_date": on_date, "in_touch": "YES"}]
    frames = records(**LOOKED_AFTER | {"care_CarePeriod": [care]}, care_LeavingCareContact=contacts)
    assert len(told(frames, "OC3", "IN_TOUCH", year=2028)) == rows


@pytest.mark.parametrize(
    ("ended_on", "why", "owed"),
    [("2027-05-31", "E5", 1), ("2027-06-01", "E5", 0), ("2027-05-31", "E11", 0)],
)
def test_care_leavers_of_whom_nothing_is_known_are_counted(
    ended_on: str, why: str, owed: int, records: Make
) -> None:
    """Who left before the birthday; not who left on it, nor who was adopted."""
    care = {**CARE, "ended_on": ended_on, "cease_reason": why}
    frames = records(**LOOKED_AFTER | {"care_CarePeriod": [care]})
    assert untold(frames, collection_year(2028)) == owed


def test_whether_she_is_a_mother_is_asked_of_who_is_looked_after(records: Make) -> None:
    """Not of a care leaver, and not for short breaks alone."""
    people = [{"id": "p1", "kind": "child", "sex": "F", "mother": False}]
    contacts = [{"year_ended": 2028, "in_touch": "YES"}]
    left = {"care_CarePeriod": [{**CARE, "ended_on": "2026-05-01"}]}
    breaks = {"care_LegalStatusPeriod": [{**LEGAL, "code": "V4"}]}
    for more, mother in (({}, False), (left, None), (breaks, None)):
        told_of = LOOKED_AFTER | more
        frames = records(people_Person=people, care_LeavingCareContact=contacts, **told_of)
        assert told(frames, "Header", "MOTHER", year=2028) == [(mother,)]


def test_who_is_looked_after_still_is_no_care_leaver(records: Make) -> None:
    """A contact near the birthday of a child in care is not of this return."""
    contacts = [{"on_date": "2027-06-01", "in_touch": "YES"}]
    frames = records(**LOOKED_AFTER, care_LeavingCareContact=contacts)
    assert told(frames, "OC3", "IN_TOUCH", year=2028) == []


def test_a_mother_is_one_from_the_birth(records: Make) -> None:
    """A return of an earlier year does not know of a child that was born after it."""
    people = [{"id": "p1", "kind": "child", "mother": True, "first_child_born_on": "2025-05-01"}]
    frames = records(**LOOKED_AFTER, people_Person=people)
    columns = ("MOTHER", "MC_DOB")
    assert told(frames, "Header", *columns) == [(False, None)]
    assert told(frames, "Header", *columns, year=2026) == [(True, date(2025, 5, 1))]


def test_the_adoption_whose_adopters_are_known(records: Make) -> None:
    """Of two decisions, the one that led to the adoption is told."""
    care = {**CARE, "ended_on": "2024-09-01", "cease_reason": "E11"}
    cases = [
        {"decision_on": "2023-06-01", "adopters": 2},
        {"decision_on": "2023-08-01", "placed_on": "2023-08-01"},
    ]
    frames = records(**LOOKED_AFTER | {"care_CarePeriod": [care]}, care_AdoptionCase=cases)
    assert told(frames, "AD1", "DATE_INT", "NB_ADOPTR") == [(date(2023, 6, 1), 2)]
    assert told(frames, "PlacedAdoption", "DATE_PLACED") == [(date(2023, 8, 1),)]


def test_a_table_the_year_did_not_have(records: Make) -> None:
    """Social workers are asked for from 2023-24, deprivations of liberty from 2026-27."""
    since = {"SWEpisodes", "DoLo"}
    for year, had in ((2023, set()), (2024, {"SWEpisodes"}), (2027, since)):
        assert since & set(ssda903_tables(records(), year=year)) == had


def census(frames: dict[str, pl.DataFrame], table: str, *columns: str) -> list[Any]:
    """The rows of a group of the census of 2025-26."""
    return census_tables(frames, year=2026)[table].select(columns).rows()


def test_the_target_of_a_conference_is_counted_where_none_was_recorded(records: Make) -> None:
    """Fifteen working days from the start of the enquiry, bank holidays left out."""
    frames = records(
        frontdoor_HelpEpisode=[REFERRED],
        protection_Section47Enquiry=[{"episode_id": "e1", "started_on": "2025-04-14"}],
    )
    columns = ("InitialCPCtarget", "ICPCnotRequired")
    assert census(frames, "Section47", *columns) == [(date(2025, 5, 8), False)]


def test_plans_before_are_counted_where_none_were_recorded(records: Make) -> None:
    """The second plan of a child has one before it; a number that was recorded is told as it is."""
    plan = {"episode_id": "e1", "kind": "cp"}
    plans = [
        {**plan, "started_on": "2025-05-01", "ended_on": "2025-06-01", "previous_plans": 4},
        {**plan, "started_on": "2025-09-01"},
    ]
    frames = records(frontdoor_HelpEpisode=[REFERRED], protection_Plan=plans)
    assert census(frames, "ChildProtectionPlans", "NumberOfPreviousCPP") == [(4,), (1,)]


def test_early_help_is_not_in_the_census(records: Make) -> None:
    """Nor is a referral that went no further in an earlier year."""
    episodes = [
        {"level": "early_help", "referred_on": "2025-05-01"},
        {"level": "cin", "referred_on": "2024-05-01", "no_further_action": True},
        {"level": "family_help", "referred_on": "2025-06-01"},
    ]
    frames = records(frontdoor_HelpEpisode=episodes)
    assert census(frames, "CINdetails", "CINreferralDate") == [(date(2025, 6, 1),)]


def test_a_referral_that_went_no_further_is_told_of_once(records: Make) -> None:
    """In the year it came and without a closure, which would want a reason."""
    one = {"level": "cin", "referred_on": "2025-03-31", "closed_on": "2025-04-01"}
    columns = ("ReferralNFA", "CINclosureDate")
    frames = records(frontdoor_HelpEpisode=[{**one, "no_further_action": True}])
    assert census_tables(frames, year=2025)["CINdetails"].select(columns).rows() == [(True, None)]
    assert census(frames, "CINdetails", *columns) == []


def test_of_a_child_born_later_nothing_is_known_yet(records: Make) -> None:
    """On the census day there was a day to expect it on, and neither sex nor gender."""
    child = {"id": "p1", "kind": "child", "sex": "F", "born_on": "2026-05-02"}
    frames = records(people_Person=[child], frontdoor_HelpEpisode=[REFERRED])
    columns = ("PersonBirthDate", "ExpectedPersonBirthDate", "Sex")
    assert census(frames, "Children", *columns) == [(None, date(2026, 5, 2), "U")]
    (born,) = census_tables(frames, year=2027)["Children"].select(columns).rows()
    assert born == (date(2026, 5, 2), None, "F")


@pytest.mark.parametrize(("ended_on", "said"), [("2026-03-31", True), ("2026-04-01", False)])
def test_an_enquiry_decided_after_the_year_was_undecided(
    records: Make, ended_on: str, *, said: bool
) -> None:
    """That no conference is required is told from the day it was decided."""
    one = {"episode_id": "e1", "started_on": "2026-03-20", "conference_needed": False}
    enquiries = [{**one, "ended_on": ended_on}]
    frames = records(frontdoor_HelpEpisode=[REFERRED], protection_Section47Enquiry=enquiries)
    assert census(frames, "Section47", "ICPCnotRequired") == [(said,)]


def test_an_unaccompanied_child_is_one_until_eighteen(records: Make) -> None:
    """While it lasts, the birthday stands for the day it ends."""
    alone = {"status": "UASC", "started_on": "2023-05-01"}
    frames = records(**LOOKED_AFTER, people_ImmigrationPeriod=[alone])
    assert told(frames, "UASC", "DUC") == [(date(2028, 6, 1),)]
    over = records(**LOOKED_AFTER, people_ImmigrationPeriod=[{**alone, "ended_on": "2024-09-01"}])
    assert told(over, "UASC", "DUC") == [(date(2024, 9, 1),)]


@pytest.mark.parametrize(("in_touch", "said"), [("NO", "0"), ("YES", None)])
def test_what_is_not_known_of_who_is_not_in_touch(
    records: Make, in_touch: str, said: str | None
) -> None:
    """Is given as not known; of who is in touch it ought to be known, and stays blank."""
    contact = {"year_ended": 2025, "in_touch": in_touch}
    frames = records(**LOOKED_AFTER, care_LeavingCareContact=[contact])
    assert told(frames, "OC3", "ACTIV", "ACCOM") == [(said, said)]
