"""Duties by district and team: true for whoever reads them, and no small number to be had."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kinkeeper.access.models import Team
from kinkeeper.access.who import who_is
from kinkeeper.duties.models import Duty
from kinkeeper.duties.queries import open_on
from kinkeeper.duties.tallies import Tally, by_lead
from kinkeeper.measures.due import SHOWN, due, kept_from, sum_of
from kinkeeper.measures.queries import tree
from kinkeeper.measures.suppress import small
from kinkeeper.workforce.models import Allocation, Worker
from tests.duties.told import announced, case
from tests.measures.conftest import BEGAN, TODAY, Service

pytestmark = pytest.mark.usefixtures("pinned")

numbers = st.integers(0, 30)
tallies = st.builds(
    lambda late, soon, later: Tally(late + soon + later, late, soon), *[numbers] * 3
)
parts = st.dictionaries(st.integers(0, 9), tallies, min_size=1, max_size=8)


@pytest.fixture
def city(service: Service) -> Service:
    """The district stands under the authority."""
    service.district.parent = Team.objects.create(name="City", service="All", started_on=BEGAN)
    service.district.save()
    return service


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts)
def test_no_small_number_is_shown_nor_left_over(every: dict[int, Tally]) -> None:
    """Not down a column with its total, and not along a row with what is due later."""
    back = kept_from(every)
    for name in SHOWN:
        hidden = [getattr(tally, name) for key, tally in every.items() if name in back[key]]
        some = {key: tally for key, tally in every.items() if tally.open}
        shown = [getattr(tally, name) for key, tally in some.items() if name not in back[key]]
        assert not any(map(small, shown))
        assert not shown or not small(sum(hidden))
    for key, tally in every.items():
        left = {"overdue": tally.overdue, "soon": tally.soon}
        hidden = [n for name, n in left.items() if name in back[key]]
        later = tally.open - tally.overdue - tally.soon
        unknown = "open" in back[key] or back[key] >= {"overdue", "soon"}
        assert unknown or not small(later + sum(hidden))


def test_a_place_without_duties_keeps_nothing_back() -> None:
    """Nought of nought tells nothing and covers nothing: another place is drawn in."""
    every = {"north": Tally(40, 3, 0), "none": Tally(), "south": Tally(90, 30, 20)}
    back = kept_from(every)
    assert not back["none"]
    assert "overdue" in back["north"] & back["south"]


@pytest.mark.parametrize("role", ["scrutiny_member", "workforce_lead", "finance_partner"])
def test_who_opens_no_record_has_the_districts_own_numbers(
    role: str, city: Service, granted: Any
) -> None:
    """A district counts its teams, though the reader is offered no team."""
    for _ in range(8):
        case(city.child(city.north), announced, referred_on=date(2026, 1, 6))
    found, whole = due(who_is(granted(role).pk)), sum_of(by_lead(who=None, as_at=TODAY))
    assert found.guarded
    assert found.whole.tally == whole
    assert whole.open > 0
    assert [one.tally for one in found.rows] == [whole, Tally()]
    assert [one.place.name if one.place else None for one in found.rows] == ["East", None]


def test_one_districts_numbers_are_guarded_as_among_all(city: Service, granted: Any) -> None:
    """What is kept back on the page of the authority is kept back on its own."""
    case(city.child(city.north), announced, referred_on=date(2026, 1, 6))
    who, east = who_is(granted("scrutiny_member").pk), city.district.id
    places = [one for one in tree() if one.id == east]
    (alone,) = due(who, east, places).rows
    assert alone == due(who).rows[0]
    assert "overdue" in alone.back


def test_of_a_place_nobody_without_a_team_is_told(city: Service, granted: Any) -> None:
    """Whoever has no team is of the authority."""
    case(city.child(), announced, referred_on=date(2026, 1, 6))
    who, east = who_is(granted("director").pk), city.district.id
    assert [one.place for one in due(who, east, tree()).rows if one.place is None] == []
    assert due(who).rows[-1].tally.open > 0


def test_who_has_an_adviser_and_no_lead_counts_with_the_adviser(city: Service) -> None:
    """Once, however many advisers; a lead worker comes before them."""
    alone, led = city.child(), city.child(city.north)
    for one, day in ((alone, 6), (alone, 7), (led, 6)):
        began = {"started_on": date(2026, 1, day), "team": city.south}
        adviser = Worker.objects.create(full_name="Adviser")
        announced(Allocation, person=one, worker=adviser, role="personal_adviser", **began)
    for child in (alone, led):
        case(child, announced, referred_on=date(2026, 1, 6))
    found = by_lead(who=None, as_at=TODAY)
    teams = {team: tally.open for (team, _), tally in found.items()}
    assert teams[city.south.id] == teams[city.north.id] > 0
    assert sum(teams.values()) == Duty.objects.filter(open_on(TODAY)).count()
