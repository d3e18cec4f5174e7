"""The fast engine and the plain form agree, and so do one child and everybody, on random histories."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from kinkeeper.law.clock import Clock
from kinkeeper.law.clocks import CLOCKS
from kinkeeper.law.events import EVENTS
from tests.law.clocks.spec import by_engine, by_engine_all
from tests.law.reference_engine import Happened, run_one

COUNTED = [
    c
    for c in CLOCKS
    if not any(o.needs_term_dates for _, ladder in c.in_force if ladder for o in ladder)
]
BUSY = [c for c in COUNTED if c.repeats or len(c.starts) > 1 or c.reanchors_on or len(c.met_by) > 1]
DETAILS = (None, "M", "P1", "A3", "E1", "V2", "red", "amber", "initial", "first", "assessment")
FIRST = date(2013, 1, 1)
DAYS = st.one_of(
    st.integers(0, 900).map(lambda n: FIRST + timedelta(days=n)),
    st.integers(3500, 3720).map(lambda n: FIRST + timedelta(days=n)),  # the holidays of 2022
    st.dates(date(2014, 2, 1), date(2014, 3, 3)),  # crowded, so that days fall together
)
BORN = st.one_of(
    st.none(), st.dates(date(1996, 1, 1), date(2013, 12, 31)), st.just(date(2008, 2, 29))
)


def kinds_of(one: Clock) -> list[str]:
    """The kinds that play a part in a clock."""
    return list(dict.fromkeys([*(s.kind for s in one.starts), *one.met_by, *one.ends_with]))


@st.composite
def histories(draw: st.DrawFn, clocks: list[Clock], most: int = 14) -> list[Happened]:
    """A child's events of the kinds these clocks know, on few threads, some on days not recorded."""
    kinds = list(dict.fromkeys(kind for one in clocks for kind in kinds_of(one)))
    found = []
    for number in range(draw(st.integers(1, most))):
        kind = EVENTS[draw(st.sampled_from(kinds))]
        on = draw(DAYS) if draw(st.integers(0, 12)) else None
        key, under = (draw(_thread(entity)) for entity in (kind.key, kind.under))
        found.append(Happened(number, kind.id, on, key, under, draw(st.sampled_from(DETAILS))))
    return found


def _thread(entity: str | None) -> st.SearchStrategy[str | None]:
    return st.none() if entity is None else st.sampled_from([f"{entity} 1", f"{entity} 2"])


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_the_engine_equals_the_plain_form(data: st.DataObject) -> None:
    """Fast or slow, a clock finds the same instances with the same dates."""
    one = data.draw(st.sampled_from(data.draw(st.sampled_from([COUNTED, BUSY]))))
    history, born = data.draw(histories([one])), data.draw(BORN)
    assert by_engine(one, history, born) == run_one(one, history, born)


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_one_child_at_a_time_equals_everybody_at_once(data: st.DataObject) -> None:
    """What a child's own refresh finds is what the night's run over everybody finds."""
    clocks = data.draw(st.lists(st.sampled_from(COUNTED), min_size=1, max_size=12, unique=True))
    told = {
        f"child {n}": data.draw(histories(clocks, 40)) for n in range(data.draw(st.integers(1, 6)))
    }
    born = {child: data.draw(BORN) for child in told}
    together = by_engine_all(clocks, told, born)
    for child, history in told.items():
        alone = by_engine_all(clocks, {child: history}, {child: born[child]})
        assert alone == {key: found for key, found in together.items() if key[1] == child}
