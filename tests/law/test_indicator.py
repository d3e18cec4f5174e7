"""Working out indicators: a value, nothing to ask about, and not run are different things."""

import inspect
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from kinkeeper.kernel.periods import financial_year
from kinkeeper.law.clocks import CLOCKS
from kinkeeper.law.indicator import Indicator, Values, behind, run_indicators
from kinkeeper.law.indicators import INDICATORS, care, frontdoor, protection, workforce
from kinkeeper.law.records import Records
from kinkeeper.law.sources import SOURCES
from kinkeeper.law.vocabulary import BadDeclarationError

YEAR = financial_year(2025)
LISTED = Path(__file__).parents[3] / "shared" / "facts" / "indicators.tsv"
TIDY = Indicator(
    id="T1",
    title="Rooms tidy",
    over="rooms",
    on="seen_on",
    of=pl.col("used"),
    counts=pl.col("tidy"),
    law=SOURCES.practice.at("one's own"),
    check="N",
    better="high",
)


def rooms(*rows: tuple[str, date, bool, bool | None]) -> Records:
    columns = {"child": pl.String, "seen_on": pl.Date, "used": pl.Boolean, "tidy": pl.Boolean}
    frame = pl.DataFrame(rows, schema=columns, orient="row")
    return Records({"rooms": frame.with_columns(record=pl.col("child"))})


JUNE = date(2025, 6, 1)
SEEN = rooms(
    ("a", JUNE, True, True),
    ("a", JUNE, True, False),
    ("b", JUNE, True, True),
    ("c", JUNE, False, True),
    ("d", date(2026, 4, 1), True, True),
)


def value(values: Values) -> tuple[object, ...]:
    return values.rows.row(0)[1:]


def test_a_percentage() -> None:
    """What counts over what is asked about, and nothing outside the period."""
    assert value(run_indicators([TIDY], SEEN, period=YEAR)) == (2, 3, pytest.approx(200 / 3))


def test_a_count() -> None:
    """Without a numerator an indicator counts the rows asked about."""
    counted = replace(TIDY, counts=None)
    assert value(run_indicators([counted], SEEN, period=YEAR)) == (3, 3, 3.0)
    assert (TIDY.unit, counted.unit) == ("%", "count")


def test_a_child_counts_once_and_wholly() -> None:
    """Per child, one row that does not count spoils the child's others."""
    per_child = replace(TIDY, per="child")
    assert value(run_indicators([per_child], SEEN, period=YEAR)) == (1, 2, 50.0)


def test_unknown_does_not_count() -> None:
    """A row whose numerator is not known is asked about and does not count."""
    seen = rooms(("a", JUNE, True, None), ("b", JUNE, True, True))
    assert value(run_indicators([TIDY], seen, period=YEAR)) == (1, 2, 50.0)


def test_nobody_asked_about_is_no_value() -> None:
    """Where nothing was asked about there is no percentage: not nought, and not an error."""
    values = run_indicators([TIDY], rooms(), period=YEAR)
    assert value(values) == (0, 0, None)
    assert not values.not_run


@pytest.mark.parametrize(
    ("records", "reason"),
    [
        (Records({}), "There are no records of rooms."),
        (Records(SEEN.frames, {"rooms": "Nothing loaded."}), "Nothing loaded."),
        (
            Records({"rooms": SEEN.frames["rooms"].drop("tidy", "seen_on")}),
            "The records of rooms do not hold seen on, tidy.",
        ),
    ],
)
def test_missing_data_is_not_run(records: Records, reason: str) -> None:
    """Without its frame, its rows or its columns an indicator has no row, and says why."""
    values = run_indicators([TIDY], records, period=YEAR)
    assert dict(values.not_run) == {"T1": reason}
    assert values.rows.is_empty()


def test_a_clock_that_does_not_run_is_not_run() -> None:
    """An indicator of a clock that nothing can start yet is not run, with the clock's reason."""
    by_clock = replace(TIDY, clocks=("bell",))
    records = Records(
        {"rooms": SEEN.frames["rooms"].with_columns(clock=pl.lit("bell"))}, {"bell": "No bell."}
    )
    assert dict(run_indicators([by_clock], records, period=YEAR).not_run) == {"T1": "No bell."}
    assert not run_indicators([by_clock], Records(records.frames), period=YEAR).not_run


def test_raising_fails_the_run() -> None:
    """An indicator that raises takes the whole run with it."""
    wrong = replace(TIDY, counts=pl.col("child").dt.year() > 1)
    with pytest.raises(pl.exceptions.PolarsError):
        run_indicators([TIDY, wrong], SEEN, period=YEAR)


def test_the_list_behind_the_number() -> None:
    """The rows behind a number are as many as its denominator, those that count as its numerator."""
    rows = behind(TIDY, SEEN, period=YEAR)
    assert rows.select("child", "counts").rows() == [("a", True), ("a", False), ("b", True)]


@pytest.mark.parametrize("wrong", [{"id": " "}, {"title": ""}, {"on": ""}, {"check": "X"}])
def test_refuses_a_bad_declaration(wrong: dict[str, object]) -> None:
    """An indicator without a name, a date or a mark cannot be built."""
    with pytest.raises(BadDeclarationError):
        replace(TIDY, **wrong)  # type: ignore[arg-type]


def test_registry() -> None:
    """Each id is one indicator, cites the one registry of sources, and names clocks that exist."""
    clocks = {clock.id for clock in CLOCKS}
    assert len({i.id for i in INDICATORS}) == len(INDICATORS) >= 12
    for indicator in INDICATORS:
        assert indicator.law.source in set(SOURCES), indicator.id
        assert set(indicator.clocks) <= clocks, indicator.id


@pytest.mark.parametrize("module", [care, frontdoor, protection, workforce])
def test_indicators_are_short(module: object) -> None:
    """An indicator reads as one paragraph of at most eight lines."""
    lines = inspect.getsource(module).splitlines()  # type: ignore[arg-type]
    starts = [n for n, line in enumerate(lines) if "(id=" in line]
    lengths = [b - a for a, b in zip(starts, [*starts[1:], len(lines) - 1], strict=True)]
    assert max(lengths) <= 8


@pytest.mark.skipif(not LISTED.exists(), reason="the sector's list of indicators is not here")
def test_ids_are_the_sectors() -> None:
    """Every id is one the sector's list has; a letter after it is our own variant of that one."""
    listed = {line.split("\t")[0] for line in LISTED.read_text("utf-8").splitlines()}
    assert {i.id.rstrip("ALNPRS") for i in INDICATORS} <= listed
