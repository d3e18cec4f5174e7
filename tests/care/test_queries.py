"""Care, legal status, placements and what goes with them, as far as the asker may see."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from kinkeeper.care import queries
from kinkeeper.care.kinds import HealthCheckKind, WellbeingKind
from kinkeeper.care.models import (
    AdoptionCase,
    CarePeriod,
    DeprivationOfLiberty,
    HealthCheck,
    LeavingCareContact,
    LegalStatusPeriod,
    MissingEpisode,
    Placement,
    WellbeingRecord,
)
from kinkeeper.law.codes.coded import coded
from kinkeeper.workforce.kinds import AllocationRole
from kinkeeper.workforce.models import Allocation, Worker

Make = Callable[..., Any]
D1, D2, D3 = (date(2025, month, 1) for month in (1, 2, 3))


@pytest.fixture
def care(make: Make, child: Any) -> CarePeriod:
    """A child looked after, on a second legal status and in a second placement."""
    found: CarePeriod = make(CarePeriod, started_on=D1, start_known=False, primary_need="N1")
    for code, kind, start, end in (("V2", "U4", D1, D2), ("C1", "K2", D2, None)):
        make(LegalStatusPeriod, code=code, started_on=start, ended_on=end)
        make(Placement, kind=kind, started_on=start, ended_on=end)
    return found


def test_the_summary_says_where_a_child_stands_today(
    care: CarePeriod, child: Any, granted: Make
) -> None:
    """Since when, whether that is known, on what basis and where, in words."""
    summary = queries.care_summary(who=granted("director"), person_id=child.id)
    assert summary is not None
    assert (summary.care.started_on, summary.care.start_known) == (D1, False)
    assert summary.legal_status is not None
    assert str(summary.legal_status.status) == "Interim care order"
    assert summary.legal_status.started_on == D2
    assert summary.placement is not None
    assert summary.placement.kind == coded("ssda903.PLACE", "K2")


def test_a_child_who_left_care_is_not_looked_after_today(
    make: Make, child: Any, granted: Make
) -> None:
    """There is a history and no summary; on the last day the child is looked after no longer."""
    make(CarePeriod, started_on=D1, ended_on=D3, cease_reason="E4A")
    who = granted("director")
    assert queries.care_summary(who=who, person_id=child.id) is None
    (left,) = queries.care_periods(who=who, person_id=child.id)
    assert left.cease_reason == coded("ssda903.REC", "E4A")
    assert [len(queries.looked_after(who=who, on=day)) for day in (D1, D2, D3)] == [1, 1, 0]


def test_unallocated_are_the_looked_after_without_a_lead_worker(
    make: Make, care: CarePeriod, child: Any, granted: Make
) -> None:
    """A reviewing officer is not a lead worker."""
    make(Worker, full_name="Sam Roe")
    make(Allocation, role=AllocationRole.IRO, started_on=D1)
    who = granted("director")
    assert [row.person_id for row in queries.unallocated(who=who)] == [child.id]
    make(Allocation, role=AllocationRole.LEAD, started_on=D1)
    assert queries.unallocated(who=who) == ()


def test_the_timelines_are_shown_latest_first(care: CarePeriod, child: Any, granted: Make) -> None:
    """Legal statuses and placements each on their own line."""
    who = granted("director")
    legal = queries.legal_statuses(who=who, person_id=child.id)
    placed = queries.placements(who=who, person_id=child.id)
    assert [(row.status, row.ended_on) for row in legal] == [
        (coded("ssda903.LS", "C1"), None),
        (coded("ssda903.LS", "V2"), D2),
    ]
    assert [row.kind for row in placed] == [coded("ssda903.PLACE", code) for code in ("K2", "U4")]


def test_each_part_of_the_summary_has_its_own_permission(
    care: CarePeriod, child: Any, granted: Make
) -> None:
    """The front door sees that any child is looked after, not on what basis nor where."""
    summary = queries.care_summary(who=granted("mash_decision_maker"), person_id=child.id)
    assert summary is not None
    assert (summary.legal_status, summary.placement) == (None, None)
    assert queries.care_periods(who=granted("mash_decision_maker"), person_id=child.id) == ()


def test_adoption_needs_its_own_grant(make: Make, child: Any, granted: Make) -> None:
    """Whoever may see the record sees adoption only with that section granted."""
    make(AdoptionCase, decision_on=D1, matched_on=D2, adopters=2, adopters_sex="MF")
    assert queries.adoptions(who=granted("director"), person_id=child.id) == ()
    (case,) = queries.adoptions(who=granted("director", "adoption"), person_id=child.id)
    assert (case.decision_on, case.matched_on, case.adopters) == (D1, D2, 2)


def test_absences_are_shown_latest_first(make: Make, child: Any, granted: Make) -> None:
    """Missing and away, ended or not, and deprivations of liberty."""
    make(MissingEpisode, kind="M", started_on=D1, returned_on=D1)
    make(MissingEpisode, kind="A", started_on=D2)
    make(DeprivationOfLiberty, started_on=D1)
    who = granted("director")
    missing = queries.missing_episodes(who=who, person_id=child.id)
    assert [(row.kind, row.returned_on) for row in missing] == [("A", None), ("M", D1)]
    assert [row.started_on for row in queries.deprivations(who=who, person_id=child.id)] == [D1]


def test_health_is_shown_by_year(make: Make, child: Any, granted: Make) -> None:
    """A check on a day and one returned for the year stand in the year they belong to."""
    dental, sdq = HealthCheckKind.DENTAL, WellbeingKind.STRENGTHS_AND_DIFFICULTIES
    make(HealthCheck, kind=dental, held_on=date(2025, 3, 31), done=True)
    make(HealthCheck, kind=dental, held_on=date(2025, 4, 1), done=True)
    make(HealthCheck, kind=HealthCheckKind.ASSESSMENT, year_ended=2025, done=False)
    make(WellbeingRecord, kind=sdq, year_ended=2024, score=12)
    years = queries.health_by_year(who=granted("director"), person_id=child.id)
    assert [year.year_ended for year in years] == [2026, 2025, 2024]
    assert [(c.kind, c.done) for c in years[1].checks] == [("assessment", False), ("dental", True)]
    assert [record.score for record in years[2].wellbeing] == [12]


def test_contact_with_a_care_leaver_is_shown_latest_first(
    make: Make, child: Any, granted: Make
) -> None:
    """Contacts on a day and in a year, in words."""
    make(LeavingCareContact, year_ended=2024, in_touch="YES", activity="F1", accommodation="B1")
    make(LeavingCareContact, on_date=D1, in_touch="NO")
    late, early = queries.leaving_care(who=granted("director"), person_id=child.id)
    assert (late.year_ended, str(late.in_touch)) == (2025, "Not in touch")
    assert early.activity == coded("ssda903.ACTIV", "F1")
    assert early.accommodation == coded("ssda903.ACCOM", "B1")


LISTS: tuple[Callable[..., Any], ...] = (
    queries.care_periods,
    queries.legal_statuses,
    queries.placements,
    queries.adoptions,
    queries.missing_episodes,
    queries.deprivations,
    queries.health_by_year,
    queries.leaving_care,
)


def test_nobody_unrelated_sees_anything_of_care(
    make: Make, care: CarePeriod, child: Any, granted: Make
) -> None:
    """A social worker of other children is told nothing at all."""
    make(HealthCheck, kind=HealthCheckKind.DENTAL, year_ended=2025, done=True)
    for model in (MissingEpisode, DeprivationOfLiberty, AdoptionCase):
        make(model)
    make(LeavingCareContact, year_ended=2025)
    who = granted("social_worker", "adoption")
    assert [ask(who=who, person_id=child.id) for ask in LISTS] == [()] * len(LISTS)
    assert queries.care_summary(who=who, person_id=child.id) is None
    assert queries.looked_after(who=who, on=D1) == queries.unallocated(who=who) == ()


@pytest.mark.parametrize(("sections", "told"), [((), []), (("adoption",), [("A5", "B15 1TH")] * 2)])
def test_a_placement_for_adoption_needs_the_section_open(
    care: CarePeriod,
    child: Any,
    granted: Make,
    sections: tuple[str, ...],
    told: list[tuple[str, str]],
) -> None:
    """It is left out whole: one that stood masked among others would be known for what it is."""
    Placement.objects.filter(care_period=care).update(kind="A5", postcode="B15 1TH")
    found = queries.placements(who=granted("director", *sections), person_id=child.id)
    assert [(one.kind and one.kind.code, one.postcode) for one in found] == told


def test_a_care_leaver_is_known_from_a_contact(make: Make, child: Any, granted: Make) -> None:
    """To whoever sees the banner, and to nobody else."""
    director = granted("director")
    assert not queries.care_leaver(who=director, person_id=child.id)
    make(LeavingCareContact, year_ended=2025)
    assert queries.care_leaver(who=director, person_id=child.id)
    assert not queries.care_leaver(who=granted("social_worker"), person_id=child.id)


def away(who: Any, child: Any, on: date = D2) -> Any:
    """What is said of the one child, or nothing."""
    return queries.away_from_home(who=who, person_ids=[child.id], on=on).get(child.id)


@pytest.mark.parametrize(
    ("kind", "where"),
    [
        ("U4", "in foster care"),
        ("K2", "in a children's home"),
        ("S1", "away from home"),
        ("A5", ""),
        (None, ""),
        ("P1", None),
    ],
)
def test_an_open_placement_is_away_unless_with_parents(
    make: Make, child: Any, granted: Make, kind: str | None, where: str | None
) -> None:
    """Nobody looked after is at home since nothing else is recorded, or open: where is not told."""
    make(CarePeriod, started_on=D1)
    make(Placement, kind=kind, started_on=D1, ended_on=D3)
    who = granted("director")
    found = away(who, child)
    assert (found.where if found else None) == where
    for reader in (who, granted("director", "adoption")):
        assert away(reader, child, D3) == queries.Away(child.id, "", D1, True)


def test_whose_placements_are_not_ones_to_see_is_looked_after_and_no_more(
    make: Make, child: Any, granted: Make
) -> None:
    """The front door is told neither where nor since when the placement is; a stranger, nothing."""
    make(CarePeriod, started_on=D1)
    make(Placement, kind="U4", started_on=D2)
    found = away(granted("mash_decision_maker"), child)
    assert (found.where, found.started_on) == ("", D1)
    assert away(granted("social_worker"), child) is None


def test_a_status_of_a_closed_section_leaves_the_list_as_if_it_were_not(
    make: Make, care: CarePeriod, child: Any, granted: Make
) -> None:
    """No masked row among others in full: what it is could be told from what is missing."""
    plain, opened = granted("director"), granted("director", "adoption")
    before = queries.legal_statuses(who=plain, person_id=child.id)
    make(LegalStatusPeriod, code="E1", started_on=date(2024, 12, 1), ended_on=D1)
    assert queries.legal_statuses(who=plain, person_id=child.id) == before
    assert len(queries.legal_statuses(who=opened, person_id=child.id)) == len(before) + 1
    said = [queries.adoption_open(who=who, person_id=child.id) for who in (plain, opened)]
    assert said == [False, True]


def test_a_move_between_foster_homes_is_still_foster_care(
    make: Make, child: Any, granted: Make
) -> None:
    """It is told since the first of them, unless there was a time in between."""
    make(CarePeriod, started_on=D1)
    make(Placement, kind="U4", started_on=D1, ended_on=D2)
    moved = make(Placement, kind="U6", started_on=D2)
    who = granted("director")
    assert away(who, child).started_on == D1
    moved.started_on = D3
    moved.save()
    assert away(who, child, D3).started_on == D3
