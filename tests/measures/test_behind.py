"""The lists behind numbers, and that no page gives away what another keeps back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import pytest

from kinkeeper.access.models import Restriction
from kinkeeper.access.sections import Section
from kinkeeper.access.who import who_is
from kinkeeper.care.models import CarePeriod, Placement
from kinkeeper.chronology.listeners import together
from kinkeeper.kernel import moment
from kinkeeper.kernel.errors import NotAllowed
from kinkeeper.measures.catalogue import INDICATORS, MIX, TOLD_APART, declared, unit_of
from kinkeeper.measures.figures import WHOLE, Value
from kinkeeper.measures.queries import Series, behind, by_place, series
from kinkeeper.measures.refresh import refresh_measures
from tests.duties.told import announced
from tests.measures.conftest import BEGAN, TODAY, Service, two_teams
from tests.standing import written_once

pytestmark = pytest.mark.usefixtures("pinned")
NOVEMBER = date(2026, 11, 1)
EITHER = (None, True, False)


def living(service: Service, team: Any, kind: str, many: int = 1) -> list[Any]:
    """Children looked after who live in this kind of placement."""
    found = [service.child(team) for _ in range(many)]
    for child in found:
        care = announced(CarePeriod, person=child, started_on=BEGAN)
        announced(Placement, person=child, care_period=care, kind=kind, started_on=BEGAN)
    return [child.id for child in found]


@dataclass
class Mixed:
    """A service with children of every kind of placement, and those of them placed for adoption."""

    service: Service
    placed: list[Any]


def placements() -> Mixed:
    """Enough of some kinds to be told, and too few of others; their figures worked out."""
    service, kinds = two_teams(), {"U1": 9, "K2": 7, "P1": 1, "T1": 8}
    with moment.held(TODAY):
        with together():
            for kind, many in kinds.items():
                living(service, service.north, kind, many)
            living(service, service.south, "U1", 12)
            placed = living(service, service.north, "A3", 2)
        refresh_measures(TODAY)
    return Mixed(service, placed)


@pytest.fixture(scope="module")
def written(django_db_setup: None, django_db_blocker: Any) -> Iterator[Mixed]:
    """What every test here only looks at."""
    with written_once(django_db_blocker, placements) as made:
        yield made


@pytest.fixture
def mixed(written: Mixed, db: None) -> Mixed:
    """The same, for a test that writes beside it."""
    return written


def listed(user: Any, name: str, **asked: Any) -> set[Any]:
    """Who is on a list."""
    rows = behind(who=who_is(user.pk), name=name, month=NOVEMBER, **asked).rows
    return set(rows.values_list("person_id", flat=True))


def test_who_is_placed_for_adoption_is_not_to_be_had_by_subtraction(
    mixed: Mixed, granted: Any
) -> None:
    """Without the section no kind of placement, however narrowed, divides the children looked after."""
    director = granted("director")
    everybody, places = listed(director, "LA02"), (None, mixed.service.north.id)
    assert set(mixed.placed) < everybody
    for name in MIX:
        for counted in EITHER:
            for place in places:
                assert listed(director, name, counted=counted, place=place) == set()
    assert behind(who=who_is(director.pk), name="PS05", month=NOVEMBER).closed is Section.ADOPTION


@pytest.mark.parametrize("role", ["director", "finance_partner", "scrutiny_member"])
def test_without_the_section_no_kind_is_counted_by_place(
    role: str, mixed: Mixed, granted: Any
) -> None:
    """To no reader, of records or of figures alone; what else there is of the place stands."""
    who, north = who_is(granted(role).pk), mixed.service.north.id
    beside = by_place(who=who, names=(*MIX, "LA02"), month=NOVEMBER)
    assert north in beside
    assert all(value.closed and value.value is None for of in beside.values()
               for name, value in of.items() if name in MIX)  # fmt: skip
    assert beside[north]["LA02"].value
    assert all(series(who=who, place=north)[name][-1].closed for name in MIX)
    assert not any(values[-1].closed for values in series(who=who).values())


def test_nor_is_it_told_how_many_a_places_list_would_have(mixed: Mixed, granted: Any) -> None:
    """The authority's numbers stand; those of a team would tell of a child in it."""
    director, north = who_is(granted("director").pk), mixed.service.north.id
    assert not any(series(who=director)[name][-1].kept_back for name in MIX)
    found = behind(who=director, name="PS09A", month=NOVEMBER, place=north, counted=True)
    assert (found.rows.count(), found.total, found.counts, found.rest) == (0, 0, 0, 0)


def test_with_the_section_each_kind_is_counted_by_place(mixed: Mixed, granted: Any) -> None:
    """In a team, as in the authority."""
    reader, north = who_is(granted("director", "adoption").pk), mixed.service.north.id
    beside = by_place(who=reader, names=MIX, month=NOVEMBER)
    assert beside[north]["PS09A"].numerator == len(mixed.placed)


def test_with_the_section_each_kind_has_its_list(mixed: Mixed, granted: Any) -> None:
    """The kinds together are the children looked after."""
    reader = granted("director", "adoption")
    lists = [listed(reader, name, counted=True) for name in MIX]
    assert lists[MIX.index("PS09A")] == set(mixed.placed)
    assert set.union(*lists) == listed(reader, "LA02")
    assert behind(who=who_is(reader.pk), name="PS05", month=NOVEMBER).closed is None


def test_how_many_are_not_open_is_told_of_every_list(mixed: Mixed, granted: Any) -> None:
    """A place's number counts them, so that its list says how many it leaves out."""
    user = granted("director")
    days = {"started_on": date(2026, 11, 1), "review_on": TODAY, "set_by": user}
    Restriction.objects.create(
        person_id=mixed.placed[0], scope="record", reason="investigation", **days
    )
    service = mixed.service
    asked = partial(behind, who=who_is(user.pk), name="LA02", month=NOVEMBER)
    north, south = asked(place=service.north.id), asked(place=service.south.id)
    left_out = [one.total - one.rows.count() for one in (asked(), north, south)]
    assert left_out == [1, 1, 0]
    own = {one.indicator: one for one in _values(user, service.north.id)}["LA02"]
    assert own.numerator == north.total


def _values(user: Any, place: Any) -> list[Value]:
    of = by_place(who=who_is(user.pk), names=["LA02"], month=NOVEMBER)
    return list(of[place].values())


def test_every_page_keeps_back_the_same(mixed: Mixed, granted: Any) -> None:
    """A district's own page, and its row beside the others."""
    who, place = who_is(granted("scrutiny_member").pk), mixed.service.north.id
    names = (*MIX, "LA02", "CN01")
    beside = by_place(who=who, names=names, month=NOVEMBER)
    own = {name: values[-1] for name, values in series(who=who, place=place).items()}
    assert {name: own[name] for name in beside[place]} == beside[place]
    assert WHOLE not in beside


def test_the_parts_of_a_share_are_its_own_numbers(mixed: Mixed, granted: Any) -> None:
    """Those it counts and the rest, whichever of them are asked for; each list as long as its part."""
    who = who_is(granted("director", "adoption").pk)
    own = series(who=who)["PS05"][-1]
    for counted in EITHER:
        found = behind(who=who, name="PS05", month=NOVEMBER, counted=counted)
        assert (found.counts, found.counts + found.rest) == (own.numerator, own.denominator)
        parts = {None: own.denominator, True: found.counts, False: found.rest}
        assert found.rows.count() == found.total == parts[counted]


def test_every_share_has_words_for_its_two_parts() -> None:
    """And nothing else has: a count has one list."""
    shares = {name for name in INDICATORS if unit_of(declared(name)) == "%"}
    assert set(TOLD_APART) == shares


def test_one_and_two_of_the_kinds_take_others_with_them(mixed: Mixed, granted: Any) -> None:
    """1 with parents and 2 placed for adoption: together they are few, so a third is kept back."""

    def last(of: Series) -> list[str]:
        return [name for name in MIX if of[name][-1].kept_back]

    assert last(series(who=who_is(granted("scrutiny_member").pk))) == ["PS06", "PS09P", "PS09A"]
    assert last(series(who=who_is(granted("director").pk))) == []


def test_a_place_that_is_not_the_readers_has_no_figures(mixed: Mixed, granted: Any) -> None:
    """Whoever has the districts alone cannot ask for a team of one."""
    north = mixed.service.north
    below = north.__class__.objects.create(
        name="Small", service="Children", parent=north, started_on=BEGAN
    )
    with pytest.raises(NotAllowed):
        series(who=who_is(granted("scrutiny_member").pk), place=below.id)
