"""Waivers over instances: which stand, and that one child and everybody agree."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinkeeper.law.bundle import WAIVER_SCHEMA, Bundle
from kinkeeper.law.clock import Clock, Waivable
from kinkeeper.law.clocks import CLOCKS, clock
from kinkeeper.law.engine import run
from kinkeeper.law.vocabulary import BadDeclarationError
from tests.law.clocks.spec import bundle
from tests.law.clocks.test_equal import histories
from tests.law.reference_engine import Happened

BACK = date(2014, 12, 19)
CARE = Happened(1, "looked_after_started", date(2014, 11, 3), "k")
WAIVABLE = [one for one in CLOCKS if one.waivable]


def waivers(instances: pl.DataFrame, on: date) -> pl.DataFrame:
    """A waiver, made on a day, of every one of these instances."""
    said = {"waived_by": pl.lit("she"), "waived_why": pl.lit("declined")}
    until = pl.lit(None, dtype=pl.Date)
    told = instances.with_columns(waived_on=pl.lit(on), waived_until=until, **said)
    return told.select(WAIVER_SCHEMA.names())


def waived(one: Clock, history: list[Happened], on: date) -> list[dict[str, object]]:
    """The instances of a clock once each was waived."""
    told = bundle({"c": history}, {"c": None})
    found = run((one,), told).instances
    again = run((one,), replace(told, waivers=waivers(found, on))).instances
    return again.sort("step").to_dicts()


def test_a_waiver_says_who_when_and_why() -> None:
    """The child declined her first assessment: the instance carries the reason and its author."""
    (one,) = waived(clock("iha"), [CARE], date(2014, 11, 10))
    assert (one["waived_on"], one["waived_by"]) == (date(2014, 11, 10), "she")
    assert (one["waived_why"], one["due_on"]) == ("declined", date(2014, 12, 1))


def test_what_law_lets_nobody_waive_is_not_waived() -> None:
    """A row in a table is not a law."""
    (one,) = waived(clock("iro_appointed"), [CARE], date(2014, 11, 10))
    assert one["waived_on"] is None


@pytest.mark.parametrize(("day", "stands"), [(11, False), (12, True), (13, True)])
def test_what_was_closed_before_is_not_waived(day: int, stands: bool) -> None:
    """A late entry may show that it had been met; then the waiver has nothing to let go."""
    met = Happened(2, "health_assessed", date(2014, 11, day), "h", "k")
    (one,) = waived(clock("iha"), [CARE, met], date(2014, 11, 12))
    assert (one["waived_on"] is not None) is stands


def test_a_waiver_goes_with_the_very_event_counted_from() -> None:
    """The day of care is corrected: the duty is counted anew, and owed anew."""
    found = run((clock("iha"),), bundle({"c": [CARE]}, {"c": None})).instances
    corrected = replace(CARE, event=2, on=date(2014, 11, 4))
    told = bundle({"c": [corrected]}, {"c": None})
    (one,) = run((clock("iha"),), replace(told, waivers=waivers(found, BACK))).instances.to_dicts()
    assert one["waived_on"] is None


def test_a_duty_that_comes_round_again_is_never_waived_for_good() -> None:
    """Else the child would be on no list again."""
    let = clock("rha_5plus").waivable
    assert let
    with pytest.raises(BadDeclarationError, match="put off"):
        replace(clock("rha_5plus"), waivable=replace(let, at_most=None))
    assert replace(clock("iha"), waivable=replace(let, at_most=None)).waivable


def test_somebody_must_be_named() -> None:
    """What nobody may waive is not declared as waivable."""
    let = WAIVABLE[0].waivable
    assert let
    with pytest.raises(BadDeclarationError, match="by nobody"):
        replace(let, by=())


def test_what_is_recalled_is_marked_so() -> None:
    """No authority to waive is shown as read that was not."""
    assert WAIVABLE
    assert all(isinstance(one.waivable, Waivable) and one.waivable.check for one in WAIVABLE)
    recalled = [
        one.waivable for one in WAIVABLE if one.waivable and "recalled" in str(one.waivable.law)
    ]
    assert all(let.check in ("K", "N") for let in recalled)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_one_child_at_a_time_equals_everybody_at_once(data: st.DataObject) -> None:
    """With any of the duties waived on any day, the night's run finds what each child's own found."""
    clocks = (*WAIVABLE, clock("iro_appointed"))
    told = {f"c{n}": data.draw(histories(list(clocks), 25)) for n in range(3)}
    everybody = bundle(told, dict.fromkeys(told))
    found = run(clocks, everybody).instances.sort(pl.all())
    some = [data.draw(st.booleans()) for _ in range(len(found))]
    on = date(2013, 1, 1) + timedelta(days=data.draw(st.integers(0, 900)))
    whole = replace(everybody, waivers=waivers(found.filter(pl.Series(some, dtype=pl.Boolean)), on))
    parts = [run(clocks, of(whole, child)).instances for child in told]
    assert pl.concat(parts).sort(pl.all()).equals(run(clocks, whole).instances.sort(pl.all()))


def of(whole: Bundle, child: str) -> Bundle:
    """One child's share of a bundle."""
    mine = pl.col("child") == child
    frames = (whole.events, whole.people, whole.waivers)
    events, people, waived_ = (frame.filter(mine) for frame in frames)
    return replace(whole, events=events, people=people, waivers=waived_)
