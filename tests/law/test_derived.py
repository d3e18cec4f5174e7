"""What nobody records because it follows: one rule for one child and for everybody, held to a plain form."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinkeeper.law.derived import DERIVED, with_derived
from kinkeeper.law.events import EVENTS
from tests.law.clocks.spec import bundle
from tests.law.plain_derived import plain_pathway
from tests.law.reference_engine import CHILD, Happened

BORN = date(1999, 3, 10)
TOLD = {
    "looked_after_started": ("C2", "C2"),
    "looked_after_ended": ("E4A", "E3"),
    "legal_status_started": ("V4", "V2"),
    "care_review_held": (None, None),
    "missing_started": ("M", "A"),
    "referral_received": (None, None),
    "cp_plan_started": (None, None),
    "cp_plan_ended": (None, None),
}
DAYS = st.one_of(
    st.none(),
    st.integers(0, 2200).map(lambda n: date(2012, 6, 1) + timedelta(days=n)),
    st.integers(0, 60).map(lambda n: date(2015, 1, 1) + timedelta(days=n)),
)
BIRTHS = st.sampled_from([None, BORN, date(1998, 12, 31), date(2000, 2, 29), date(2010, 1, 1)])


@st.composite
def histories(draw: st.DrawFn) -> list[Happened]:
    """A child's events of the kinds that something follows from, on few threads."""
    found = []
    for number in range(1, draw(st.integers(1, 12)) + 1):
        kind = EVENTS[draw(st.sampled_from(sorted(TOLD)))]
        key, under = (
            entity and f"{entity} {draw(st.integers(1, 2))}" for entity in (kind.key, kind.under)
        )
        detail = draw(st.sampled_from(TOLD[kind.id]))
        found.append(Happened(number, kind.id, draw(DAYS), key, under, detail))
    return found


def follows(*told: Happened, born: date | None = BORN) -> list[tuple[str, date | None, str | None]]:
    """What follows for one child, birthdays apart: kind, day and thread."""
    facts = bundle({CHILD: list(told)}, {CHILD: born})
    found = with_derived(facts.events, facts.people)[len(told) :]
    kinds = found.filter(~found["kind"].str.starts_with("child_turned")).sort("kind", "on")
    return list(kinds.select("kind", "on", "key").iter_rows())


def care(
    start: date, end: date | None = None, name: str = "C", reason: str = "E4A"
) -> list[Happened]:
    """A time in care."""
    told = [Happened(1, "looked_after_started", start, name)]
    return [*told, Happened(2, "looked_after_ended", end, name, None, reason)] if end else told


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(histories(), BIRTHS), min_size=1, max_size=5))
def test_one_child_at_a_time_equals_everybody_at_once(
    told: list[tuple[list[Happened], date | None]],
) -> None:
    """What follows for a child depends on nobody else."""
    by_child = {f"child {n}": history for n, (history, _) in enumerate(told)}
    born = {f"child {n}": on for n, (_, on) in enumerate(told)}
    facts = bundle(by_child, born)
    together = with_derived(facts.events, facts.people).sort("event", "key", "on")
    for child, history in by_child.items():
        mine = bundle({child: history}, {child: born[child]})
        alone = with_derived(mine.events, mine.people).drop("event").unique()
        everybody = together.filter(together["child"] == child).drop("event").unique()
        assert sorted(map(str, alone.rows())) == sorted(map(str, everybody.rows()))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 1900), st.integers(1, 500)), min_size=1, max_size=4))
def test_a_pathway_equals_the_plain_form(lengths: list[tuple[int, int]]) -> None:
    """Counting days one by one gives the same days of becoming eligible, relevant, former relevant."""
    times, day = [], BORN.replace(year=2012)
    for gap, stay in lengths:
        times.append((day + timedelta(days=gap), day + timedelta(days=gap + stay)))
        day = times[-1][1]
    told = [e for n, (a, b) in enumerate(times) for e in care(a, b, f"C{n}")]
    assert {k: on for k, on, _ in follows(*told) if k.startswith("became")} == plain_pathway(
        BORN, times
    )


@pytest.mark.parametrize(
    ("reason", "kinds"), [("E3", ["became_eligible"]), ("E2", ["became_eligible"])]
)
def test_moving_to_another_authority_is_not_leaving_care(reason: str, kinds: list[str]) -> None:
    """Nor is dying: neither makes a relevant child here."""
    told = follows(*care(date(2014, 6, 2), date(2016, 1, 4), reason=reason))
    assert [kind for kind, _, _ in told] == kinds


def test_short_breaks_do_not_count() -> None:
    """A series of short breaks is left out of the 13 weeks, until another status begins."""
    told = [
        *care(date(2014, 1, 6)),
        Happened(3, "legal_status_started", date(2014, 1, 6), "L", "C", "V4"),
    ]
    assert follows(*told) == []
    later = Happened(4, "legal_status_started", date(2015, 2, 2), "L2", "C", "V2")
    assert follows(*told, later)[0] == ("became_eligible", date(2015, 5, 4), CHILD)


def test_care_from_a_day_not_recorded() -> None:
    """Certain at 16 by what later records say; otherwise eligible from a day not known."""
    started = Happened(1, "looked_after_started", None, "C")
    early, late = (
        Happened(2, "care_review_held", on, "R", "C") for on in (date(2014, 9, 1), date(2015, 2, 2))
    )
    assert follows(started, early)[0] == ("became_eligible", date(2015, 3, 10), CHILD)
    assert ("became_eligible", None, CHILD) in follows(started, late)
    assert follows(started) == []


def test_a_birthday_counts_only_inside_care() -> None:
    """Not on the day care begins, nor on the day it ends."""
    born = date(2010, 8, 1)
    fourth, fifth = date(2014, 8, 1), date(2015, 8, 1)
    assert follows(*care(fourth, fifth), born=born) == []
    inside = follows(*care(date(2014, 7, 31), date(2015, 8, 2)), born=born)
    assert [(kind, on) for kind, on, _ in inside] == [
        ("turned_4_in_care", fourth),
        ("turned_5_in_care", fifth),
    ]


def test_away_without_permission_is_not_missing() -> None:
    """Nor are 31 days 30."""
    days, details = (
        (date(2015, 1, 5), date(2015, 1, 16), date(2015, 1, 19), date(2015, 2, 5)),
        "MMAM",
    )
    went = [
        Happened(n, "missing_started", on, f"M{n}", None, detail)
        for n, (on, detail) in enumerate(zip(days, details, strict=True), 1)
    ]
    assert follows(*went) == []


def test_a_plan_ended_on_an_unknown_day_tells_nothing() -> None:
    """Whether it ran long cannot be said."""
    begun = Happened(1, "cp_plan_started", date(2014, 1, 6), "P", "E")
    assert len(follows(begun)) == 3
    assert follows(begun, Happened(2, "cp_plan_ended", None, "P", "E")) == []


def test_what_is_derived_is_declared_so() -> None:
    """The vocabulary marks as derived exactly what is worked out here."""
    assert {kind.id for kind in EVENTS if kind.derived} == set(DERIVED)


def test_tellings_of_one_thread_are_told_apart() -> None:
    """Three long stretches of one plan are three events."""
    facts = bundle(
        {CHILD: [Happened(1, "cp_plan_started", date(2014, 1, 6), "P", "E")]}, {CHILD: None}
    )
    assert with_derived(facts.events, facts.people)["event"].n_unique() == 4


def test_many_events_are_read_another_way_with_the_same_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Leaving out what nothing follows from, as is done for everybody, changes nothing."""
    told = [*care(date(2014, 1, 6)), Happened(5, "assessment_started", date(2014, 1, 7), "A", "E")]
    few = follows(*told)
    monkeypatch.setattr("kinkeeper.law.told.MANY", 0)
    assert follows(*told) == few != []
