"""Episodes cut from the care, the legal status and the placement."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kinkeeper.kernel.periods import collection_year
from kinkeeper.law.returns.ssda903.cut import episodes, every_episode

Make = Callable[..., dict[str, pl.DataFrame]]
Row = Mapping[str, Any]
CARE: Row = {"id": "c1", "started_on": "2024-05-01", "primary_need": "N1"}
C1: Row = {"code": "C1", "started_on": "2024-05-01"}
HOME: Row = {"kind": "U6", "postcode": "B2 2BB", "provider_urn": "SC1", "started_on": "2024-05-01"}
MOVE: Row = {"kind": "K2", "started_on": "2024-08-01"}
TOLD = ("DECOM", "RNE", "LS", "PLACE", "DEC", "REC")


def cut(records: Make, *, care: Row = CARE, legal: list[Row], places: list[Row]) -> list[str]:
    """The episodes, each a line of days as month and day."""
    frames = records(
        care_CarePeriod=[care], care_LegalStatusPeriod=legal, care_Placement=places
    )  # fmt: skip
    rows = every_episode(frames).select(TOLD)
    days = pl.col("DECOM", "DEC").dt.strftime("%m-%d")
    return [" ".join(v or "-" for v in row) for row in rows.with_columns(days).iter_rows()]


def until(row: Row, day: str, **more: Any) -> Row:
    """The same, ended on a day."""
    return {**row, "ended_on": day, **more}


def test_one_of_each_is_one_episode(records: Make) -> None:
    """Looked after, and nothing changed since."""
    assert cut(records, legal=[C1], places=[HOME]) == ["05-01 S C1 U6 - -"]


def test_another_legal_status_cuts(records: Make) -> None:
    """L: the placement goes on, and the next episode begins the day this one ends."""
    later = {"code": "C2", "started_on": "2024-06-01"}
    legal = [until(C1, "2024-06-01"), later]
    assert cut(records, legal=legal, places=[HOME]) == [
        "05-01 S C1 U6 06-01 X1", "06-01 L C2 U6 - -",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("same_carers", "alone", "with_the_law"),
    [(None, "P", "B"), (False, "P", "B"), (True, "T", "U")],
)
def test_a_move_says_whether_the_carers_came_along(
    same_carers: bool | None, alone: str, with_the_law: str, records: Make
) -> None:
    """P or T where the placement alone changes, B or U with the legal status on the same day."""
    places = [until(HOME, "2024-08-01"), {**MOVE, "same_carers": same_carers}]
    legal = [until(C1, "2024-08-01"), {"code": "C2", "started_on": "2024-08-01"}]
    assert cut(records, legal=[C1], places=places)[1] == f"08-01 {alone} C1 K2 - -"
    assert cut(records, legal=legal, places=places)[1] == f"08-01 {with_the_law} C2 K2 - -"


def test_the_end_of_care_has_the_reason_of_the_care(records: Make) -> None:
    """Whatever of the timelines is left open ends with it."""
    care = until(CARE, "2024-09-01", cease_reason="E4A")
    assert cut(records, care=care, legal=[C1], places=[HOME]) == ["05-01 S C1 U6 09-01 E4A"]


def test_a_placement_that_ended_with_none_after(records: Make) -> None:
    """The episode ends with it, as though another began: that none does is for the rules to say."""
    places = [until(HOME, "2024-07-01"), MOVE]
    assert cut(records, legal=[C1], places=places) == [
        "05-01 S C1 U6 07-01 X1", "08-01 P C1 K2 - -",
    ]  # fmt: skip


def test_care_that_was_under_way_does_not_start(records: Make) -> None:
    """What is known to have begun that day is told; what is not known of anything is blank."""
    care, legal = {**CARE, "start_known": False}, {**C1, "start_known": False}
    unknown = {**HOME, "start_known": False}
    assert cut(records, care=care, legal=[legal], places=[HOME]) == ["05-01 P C1 U6 - -"]
    assert cut(records, care=care, legal=[legal], places=[unknown]) == ["05-01 - C1 U6 - -"]


def test_short_breaks_tell_no_place(records: Make) -> None:
    """The return asks of V3 and V4 neither postcodes nor the number of the setting."""
    frames = records(
        care_CarePeriod=[CARE], care_LegalStatusPeriod=[{**C1, "code": "V3"}], care_Placement=[HOME]
    )
    assert every_episode(frames).select("PL_POST", "URN", "PLACE").row(0) == (None, None, "U6")


def test_the_year_sees_what_its_last_day_saw(records: Make) -> None:
    """An end after the year is not told, nor an episode that begins after it or ended before it."""
    places = [
        until(HOME, "2025-05-01", change_reason="CARPL"),
        {**MOVE, "started_on": "2025-05-01"},
    ]
    frames = records(care_CarePeriod=[CARE], care_LegalStatusPeriod=[C1], care_Placement=places)
    columns = ("DECOM", "DEC", "REC", "REASON_PLACE_CHANGE")
    first, second, third = (
        episodes(frames, collection_year(year)).select(columns[1:]).rows()
        for year in (2025, 2026, 2027)
    )
    assert first == [(None, None, None)]
    assert [row[1:] for row in second] == [("X1", "CARPL"), (None, None)]
    assert third == [(None, None, None)]


def timeline(starts: set[int], codes: tuple[str, str], name: str) -> list[Row]:
    """Periods that follow one another through a year of care, begun on these days of it."""
    days = [CARE_BEGAN + timedelta(days=day) for day in sorted({0, *starts})]
    ends = [*days[1:], None]
    return [
        {"started_on": start, "ended_on": end, name: codes[place % 2]}
        for place, (start, end) in enumerate(zip(days, ends, strict=True))
    ]


CARE_BEGAN = date(2024, 5, 1)
DAYS = st.sets(st.integers(1, 300), max_size=6)


@given(DAYS, DAYS, st.one_of(st.none(), st.integers(301, 400)))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_episodes_fill_the_care_and_cut_it_at_every_change(
    records: Make, law: set[int], moves: set[int], ended: int | None
) -> None:
    """One after another without a gap, one for each day on which anything began, X1 between."""
    end = CARE_BEGAN + timedelta(days=ended) if ended else None
    care = {**CARE, "ended_on": end, "cease_reason": "E5" if end else None}
    legal, places = timeline(law, ("C1", "C2"), "code"), timeline(moves, ("U6", "K2"), "kind")
    held = records(care_CarePeriod=[care], care_LegalStatusPeriod=legal, care_Placement=places)
    rows = every_episode(held)
    assert rows["DECOM"].to_list() == sorted({row["started_on"] for row in (*legal, *places)})
    assert rows["DEC"].to_list() == [*rows["DECOM"].to_list()[1:], end]
    assert rows["REC"].to_list() == [*["X1"] * (len(rows) - 1), "E5" if end else None]
    both, alone = law & moves, law ^ moves
    assert rows["RNE"].to_list().count("B") == len(both)
    assert len(rows) == 1 + len(both) + len(alone)
