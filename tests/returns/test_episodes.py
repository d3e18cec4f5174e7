"""Episodes become three timelines."""

from collections.abc import Callable
from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinkeeper.law.returns.ssda903.fields import EPISODES
from kinkeeper.law.returns.typed import schema
from kinkeeper.returns.loading.episodes import care_periods, legal_statuses, one_history, placements
from kinkeeper.returns.loading.rows import Built
from kinkeeper.returns.loading.sieve import Sieve

Build = Callable[..., Built]


def episode(
    start: str, rne: str, ls: str, place: str, end: str = "", rec: str = "", reason: str = ""
) -> str:
    """One row of the table, in the order of its columns."""
    return f"1,{start},{rne},{ls},N1,{place},PR1,{end},{rec},{reason},B1 1AA,B1 {len(place)}AB,"


def timeline(built: Built, model: str, *columns: str) -> list[tuple[object, ...]]:
    """The rows of one model in order of start."""
    frame = next(rows.frame for rows in built.rows if rows.model == model).sort("started_on")
    said = [
        column.dt.strftime("%d/%m/%y") if column.dtype == pl.Date else column
        for column in frame.select(columns)
    ]
    return list(pl.DataFrame(said).iter_rows())


HISTORY = [
    episode("01/05/2024", "S", "V2", "U6", "01/06/2024", "X1"),
    episode("01/06/2024", "L", "C1", "U6", "01/07/2024", "X1", "CARPL"),
    episode("01/07/2024", "P", "C1", "K2", "01/08/2024", "X1", "OTHER"),
    episode("01/08/2024", "B", "C2", "U3", "01/09/2024", "X1", "CARPL"),
    episode("01/09/2024", "T", "C2", "U3", "01/10/2024", "E4A"),
]
OVER = episode("01/05/2024", "S", "V2", "U6", "01/06/2024", "E8")


def test_a_care_period(build: Build) -> None:
    """Care lasts from the episode that starts it to the one whose end is no X1."""
    built = build(y2024_25={"Episodes": HISTORY})
    assert timeline(
        built,
        "care.CarePeriod",
        "started_on",
        "start_known",
        "ended_on",
        "cease_reason",
        "primary_need",
    ) == [("01/05/24", True, "01/10/24", "E4A", "N1")]


def test_legal_statuses(build: Build) -> None:
    """A legal status lasts through every move until it changes."""
    built = build(y2024_25={"Episodes": HISTORY})
    assert timeline(built, "care.LegalStatusPeriod", "code", "started_on", "ended_on") == [
        ("V2", "01/05/24", "01/06/24"),
        ("C1", "01/06/24", "01/08/24"),
        ("C2", "01/08/24", "01/10/24"),
    ]


def test_placements(build: Build) -> None:
    """A placement lasts through changes of status; with the same carer a change is still a new one."""
    built = build(y2024_25={"Episodes": HISTORY})
    assert timeline(built, "care.Placement", "kind", "started_on", "ended_on", "change_reason") == [
        ("U6", "01/05/24", "01/07/24", "CARPL"),
        ("K2", "01/07/24", "01/08/24", "OTHER"),
        ("U3", "01/08/24", "01/09/24", "CARPL"),
        ("U3", "01/09/24", "01/10/24", None),
    ]


def test_two_care_periods(build: Build) -> None:
    """Returned home and looked after again is two care periods, though the days touch."""
    rows = [
        episode("01/05/2024", "S", "V3", "U6", "03/05/2024", "E4A"),
        episode("03/05/2024", "S", "V3", "U6", "05/05/2024", "E4A"),
    ]
    built = build(y2024_25={"Episodes": rows})
    assert [r[0] for r in timeline(built, "care.CarePeriod", "started_on")] == [
        "01/05/24",
        "03/05/24",
    ]
    assert [r[0] for r in timeline(built, "care.LegalStatusPeriod", "started_on")] == [
        "01/05/24",
        "03/05/24",
    ]


@pytest.mark.parametrize(
    ("rne", "legal", "placement"),
    [
        ("S", True, True),
        ("L", True, False),
        ("P", False, True),
        ("T", False, True),
        ("B", True, True),
    ],
)
def test_what_began_before_the_years_at_hand(
    rne: str, legal: bool, placement: bool, build: Build
) -> None:
    """The first episode known tells which of the timelines began with it, and which before."""
    built = build(y2024_25={"Episodes": [episode("01/05/2024", rne, "C2", "U6")]})
    assert timeline(built, "care.CarePeriod", "start_known") == [(rne == "S",)]
    assert timeline(built, "care.LegalStatusPeriod", "start_known") == [(legal,)]
    assert timeline(built, "care.Placement", "start_known") == [(placement,)]


def test_the_later_year_is_used(build: Build) -> None:
    """An episode open in one year and ended in the next has ended."""
    built = build(
        y2023_24={"Episodes": [episode("01/05/2023", "S", "C2", "U6")]},
        y2024_25={"Episodes": [episode("01/05/2023", "S", "C2", "K2", "01/05/2024", "E8")]},
    )
    assert timeline(built, "care.Placement", "kind", "ended_on") == [("K2", "01/05/24")]


def test_what_a_later_year_takes_back(build: Build) -> None:
    """An episode left open that the next year dates otherwise was corrected there."""
    built = build(
        y2023_24={"Episodes": [episode("01/05/2023", "S", "C2", "U6")]},
        y2024_25={"Episodes": [episode("02/05/2023", "S", "C2", "U6")]},
    )
    assert timeline(built, "care.CarePeriod", "started_on") == [("02/05/23",)]
    assert [(p.field, p.stopped) for p in built.problems if p.stopped == "row"] == [
        ("DECOM", "row")
    ]


@pytest.mark.parametrize(
    ("rows", "field", "stopped"),
    [
        ([episode("01/05/2024", "S", "C2", "U6", "01/04/2024", "E8")], "DEC", "field"),
        ([episode("01/05/2010", "S", "C2", "U6", "01/06/2010", "E8"), *HISTORY], "DECOM", "row"),
        ([OVER, episode("20/05/2024", "P", "V2", "K2", "01/07/2024", "E8")], "DECOM", "row"),
        ([episode("01/05/2024", "S", "C2", "U6"), *HISTORY[1:]], "DEC", "nothing"),
        (HISTORY[:1], "REC", "nothing"),
    ],
)
def test_what_cannot_be(rows: list[str], field: str, stopped: str, build: Build) -> None:
    """Ends before starts, starts before birth, overlaps, and lost ends are each told and settled."""
    built = build(y2024_25={"Header": ["1,F,01/02/2015,WBRI,UN1,,"], "Episodes": rows})
    assert [(p.field, p.stopped) for p in built.problems] == [(field, stopped)]


def test_a_birth_that_cannot_be(build: Build) -> None:
    """When the birth is after most of the episodes, the birth is what is left out."""
    built = build(y2024_25={"Header": ["1,F,01/02/2025,WBRI,UN1,,"], "Episodes": HISTORY})
    assert [(p.field, p.stopped) for p in built.problems] == [("DOB", "field")]
    assert built.people["born_on"].to_list() == [None]


DAYS = st.lists(st.integers(0, 3_000), min_size=1, max_size=8, unique=True).map(sorted)
START = date(2015, 1, 1)


@st.composite
def two_timelines(draw: st.DrawFn) -> tuple[list[tuple[int, str]], list[tuple[int, int]], int]:
    """Legal statuses (day, code) and placements (day, number) from day 0 to an end."""
    legal_days = [0, *[day for day in draw(DAYS) if day]]
    codes = draw(st.lists(st.sampled_from(["V2", "C1", "C2", "E1"]), min_size=9, max_size=9))
    legal = [
        (day, code)
        for n, (day, code) in enumerate(zip(legal_days, codes, strict=False))
        if n == 0 or code != codes[n - 1]
    ]
    moves = [0, *[day for day in draw(DAYS) if day]]
    return legal, list(zip(moves, range(len(moves)), strict=True)), 3_001 + draw(st.integers(0, 50))


def cut(legal: list[tuple[int, str]], moves: list[tuple[int, int]], end: int) -> pl.DataFrame:
    """The two timelines as episodes: cut at every start in either, as the return is made."""
    days = sorted({day for day, _ in (*legal, *moves)})
    rows: list[dict[str, object]] = []
    for day, following in zip(days, [*days[1:], end], strict=True):
        changed, moved = day in dict(legal), day in dict(moves)
        rne = "S" if day == 0 else "B" if changed and moved else "L" if changed else "P"
        rows.append({
            "_file": "e", "_row": len(rows) + 2, "CHILD": "1", "DECOM": START + timedelta(day), "RNE": rne,
            "LS": [code for on, code in legal if on <= day][-1], "PLACE": "U6",
            "PL_POST": f"B1 {[n for on, n in moves if on <= day][-1]}AB",
            "DEC": START + timedelta(following), "REC": "E8" if following == end else "X1",
        })  # fmt: skip
    frame = pl.DataFrame(rows, schema=schema(EPISODES)).rename({"CHILD": "child"})
    return frame.with_columns(pl.lit(2025, dtype=pl.Int32).alias("_year"))


def day(number: int) -> date:
    """The day of this number in a timeline."""
    return START + timedelta(number)


@given(two_timelines())
def test_cut_and_joined(given_: tuple[list[tuple[int, str]], list[tuple[int, int]], int]) -> None:
    """Any two timelines cut into episodes come back as they were, whatever order the rows stand in."""
    legal, moves, end = given_
    births = pl.DataFrame({"child": ["1"], "born_on": [START]})
    history = one_history(cut(legal, moves, end).reverse(), births, sieve := Sieve("Episodes"))
    care, placed = care_periods(history), placements(history).sort("started_on")
    status = legal_statuses(history).sort("started_on")
    assert sieve.problems == []
    assert care.select("started_on", "ended_on").rows() == [(START, day(end))]
    assert status.select("started_on", "code").rows() == [(day(on), code) for on, code in legal]
    assert placed["started_on"].to_list() == [day(on) for on, _ in moves]
