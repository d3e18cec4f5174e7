"""Figures by month and team, worked out from records and stored duties."""

from datetime import date
from typing import Any

from kinkeeper.access.models import RoleGrant, User
from kinkeeper.access.who import Who, who_is
from kinkeeper.care.models import CarePeriod, MissingEpisode, Placement
from kinkeeper.duties.refresh import refresh_everybody
from kinkeeper.frontdoor.models import Assessment
from kinkeeper.law.indicators import INDICATORS as DECLARED
from kinkeeper.measures.catalogue import INDICATORS, MEASURES, declared, measure_of
from kinkeeper.measures.models import MeasureRow, MeasureRun, MeasureValue
from kinkeeper.measures.queries import series
from kinkeeper.measures.refresh import refresh_measures
from tests.duties.told import announced, case
from tests.measures.conftest import TODAY, Service

NOVEMBER, MAY = date(2026, 11, 1), date(2026, 5, 1)


def found(name: str, month: date = NOVEMBER, team: Any = None) -> tuple[int | None, int | None]:
    """Numerator and denominator of a figure, of the authority or of a team."""
    of = {"team": team} if team else {"scope": "authority"}
    value = MeasureValue.objects.get(indicator=name, month=month, **of)
    assert value.not_run is None, value.not_run
    return value.numerator, value.denominator


def reason(name: str, month: date = NOVEMBER) -> str | None:
    """Why a figure of the authority was not run."""
    return MeasureValue.objects.get(indicator=name, month=month, scope="authority").not_run


def director(since: date = date(2020, 1, 1)) -> Who:
    """Somebody who reads figures, with their role since a day."""
    user = User.objects.create_user("director", full_name="Di Rector")
    RoleGrant.objects.create(user=user, role="director", started_on=since)
    return who_is(user.pk)


def worked_out() -> MeasureRun:
    """Duties and figures as at the day of these tests."""
    refresh_everybody()
    return refresh_measures(TODAY)


def test_of_an_empty_authority_nothing_is_nought(db: None) -> None:
    """Each figure of each month says why it was not run, and nothing is behind it."""
    run = worked_out()
    assert run.values == len(INDICATORS) * 26 == MeasureValue.objects.count()
    assert not MeasureValue.objects.filter(not_run=None).exists()
    assert reason("FD11") == "No referral has been recorded or loaded."
    assert run.rows == 0


def test_referrals_by_month_and_team(service: Service) -> None:
    """A team's figure is its children's; a district's is its teams'; the rest have no team."""
    for team in (service.north, service.north, service.south, None):
        case(service.child(team), announced, referred_on=date(2026, 11, 3))
    case(service.child(), announced, referred_on=date(2026, 10, 3))
    worked_out()
    counts = [found("FD11", team=t) for t in (None, service.district, service.north)]
    assert counts == [(4, 4), (3, 3), (2, 2)]
    assert found("FD11", date(2026, 10, 1)) == (1, 1)
    assert (
        MeasureValue.objects.get(indicator="FD11", month=NOVEMBER, scope="unplaced").numerator == 1
    )


def test_the_rows_behind_a_figure_are_as_many(service: Service) -> None:
    """Whatever the figure, its list has as many rows as it asked about, and counts as many."""
    child = service.child(service.north)
    of = {"person": child, "episode": case(child, announced, referred_on=MAY)}
    announced(Assessment, **of, started_on=MAY, authorised_on=date(2026, 11, 4))
    announced(CarePeriod, person=child, started_on=MAY)
    worked_out()
    for value in MeasureValue.objects.filter(not_run=None, scope="authority"):
        rows = MeasureRow.objects.filter(indicator=value.indicator, month=value.month)
        if value.indicator != "WF08":
            assert rows.count() == value.denominator, value
            assert rows.filter(counts=True).count() == value.numerator, value


def test_timeliness_comes_from_stored_duties(service: Service) -> None:
    """Authorised on the 46th working day: late by the duty, in the month it was authorised."""
    child = service.child(service.north)
    of = {"person": child, "episode": case(child, announced, referred_on=MAY)}
    announced(Assessment, **of, started_on=MAY, authorised_on=date(2026, 7, 8))
    worked_out()
    assert found("AS03R", date(2026, 7, 1)) == (0, 1)
    assert found("AS03R", date(2026, 8, 1)) == (0, 0)


def test_a_snapshot_is_of_the_months_end(service: Service) -> None:
    """In care from May to September: counted from May to August."""
    child = service.child()
    announced(CarePeriod, person=child, started_on=MAY, ended_on=date(2026, 9, 10))
    announced(CarePeriod, person=service.child(), started_on=date(2026, 8, 31))
    worked_out()
    months = [date(2026, month, 1) for month in (5, 8, 9, 11)]
    assert [found("LA02", month)[0] for month in months] == [1, 2, 1, 1]


def test_a_year_more_is_stored_to_compare_with(service: Service) -> None:
    """Of the months before those shown there are values and no lists; each month has its own before."""
    announced(CarePeriod, person=service.child(), started_on=date(2024, 3, 1))
    reader = director()
    worked_out()
    early = date(2024, 11, 1)
    assert MeasureValue.objects.get(indicator="LA02", month=early, scope="authority").numerator == 1
    assert not MeasureRow.objects.filter(month__lt=date(2025, 10, 1)).exists()
    shown = series(who=reader)["LA02"]
    assert [shown[0].month, shown[-1].month] == [date(2025, 10, 1), NOVEMBER]
    assert [value.before.month.year for value in shown if value.before] == [2024] * 3 + [2025] * 11


def test_nothing_is_compared_with_a_time_when_nobody_worked_here(service: Service) -> None:
    """What had come and gone by then is in no record, and a month would seem quieter than it was."""
    announced(CarePeriod, person=service.child(), started_on=date(2024, 3, 1))
    director(since=date(2025, 3, 10))
    worked_out()
    told = {m: reason("LA02", date(2025, m, 1)) for m in (3, 4)}
    assert told == {3: "Records are kept here from 10 March 2025.", 4: None}
    assert reason("LA02", date(2025, 11, 1)) is None


def test_months_before_the_first_record_are_not_nought(service: Service) -> None:
    """What nobody recorded is not known."""
    case(service.child(), announced, referred_on=MAY)
    worked_out()
    assert reason("FD11", date(2026, 4, 1)) == (
        "Nothing of this is recorded in April 2026 or before."
    )
    assert found("FD11", MAY) == (1, 1)


def test_the_spread_of_caseloads(service: Service) -> None:
    """How many are carried, by how many; the middle and the ends; a team has its own."""
    for team in (service.north, service.north, service.north, service.south):
        service.child(team)
    worked_out()
    value = MeasureValue.objects.get(indicator="WF08", month=NOVEMBER, scope="authority")
    assert (value.numerator, value.denominator, value.low, value.high) == (4, 2, 1.0, 3.0)
    assert found("WF08", team=service.north) == (3, 1)


def test_the_mix_of_placements_is_a_whole(service: Service) -> None:
    """Each child looked after lives in one of the six kinds of place."""
    for kind in ("U1", "K2", "P1", "A3", "K3", "T1", None):
        child = service.child()
        care = announced(CarePeriod, person=child, started_on=MAY)
        announced(Placement, person=child, care_period=care, kind=kind, started_on=MAY)
    worked_out()
    mix = next(one for one in MEASURES if one.shape == "mix").indicators
    counts = [found(name) for name in mix]
    assert counts == [(1, 7), (1, 7), (1, 7), (1, 7), (1, 7), (2, 7)]


def test_who_is_missing_now_and_how_often(service: Service) -> None:
    """A child who came back is not missing; the time is counted in its month."""
    for returned_on in (None, date(2026, 11, 5)):
        announced(
            MissingEpisode,
            person=service.child(),
            kind="M",
            started_on=date(2026, 11, 2),
            returned_on=returned_on,
        )
    worked_out()
    assert (found("MS01N"), found("MS01S")) == ((1, 1), (2, 2))


def test_open_cases_without_a_lead_worker(service: Service) -> None:
    """A case with nobody counts for the team that had it last."""
    held, left = service.child(service.north), service.child()
    service.lead(left, service.south, ended_on=date(2026, 11, 1))
    for child in (held, left, service.child()):
        case(child, announced, referred_on=MAY)
    worked_out()
    assert found("WF14") == (2, 2)
    assert found("WF14", team=service.south) == (1, 1)


def test_a_second_run_takes_the_place_of_the_first(service: Service) -> None:
    """The same figures again, once."""
    case(service.child(service.north), announced, referred_on=MAY)
    first, second = worked_out(), worked_out()
    assert (first.values, first.rows) == (second.values, second.rows)
    assert MeasureValue.objects.count() == second.values


def test_every_indicator_shown_is_declared_once() -> None:
    """Twelve measures; each figure belongs to the law's registry, and to no two measures."""
    names = [name for one in MEASURES for name in one.indicators]
    assert len(MEASURES) == 12
    assert len(set(names)) == len(names)
    known = {one.id for one in DECLARED} | {"WF08"}
    assert set(INDICATORS) <= known
    assert all(declared(name).title for name in INDICATORS)
    assert measure_of("AS03") is MEASURES[2]
