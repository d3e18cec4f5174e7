"""What shares a day with what."""

from datetime import date, timedelta

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from kinkeeper.returns.loading.sieve import overlapping

START = date(2020, 1, 1)
PERIOD = st.tuples(
    st.sampled_from("ab"), st.integers(0, 60), st.one_of(st.none(), st.integers(0, 20))
)


def frame(periods: list[tuple[str, int, int | None]]) -> pl.DataFrame:
    """Periods of two children, some of them open."""
    rows = [
        (child, START + timedelta(start), None if days is None else START + timedelta(start + days))
        for child, start, days in periods
    ]
    return pl.DataFrame(rows, schema={"child": pl.String, "s": pl.Date, "e": pl.Date}, orient="row")


def shares(one: tuple[str, date, date | None], other: tuple[str, date, date | None]) -> bool:
    """Whether two periods have a day in common, said day by day."""
    if one[0] != other[0]:
        return False
    days = [START + timedelta(n) for n in range(100)]
    return any(all(s <= day and (e is None or day < e) for _, s, e in (one, other)) for day in days)


@given(st.lists(PERIOD, max_size=8))
def test_what_is_kept_never_overlaps(periods: list[tuple[str, int, int | None]]) -> None:
    """Of the rows kept no two share a day, and each row stopped shares one with a row kept."""
    rows = frame(periods)
    clash = overlapping(rows, ("child",), "s", "e")
    kept, stopped = rows.filter(~clash).rows(), rows.filter(clash).rows()
    assert not any(shares(a, b) for n, a in enumerate(kept) for b in kept[n + 1 :])
    assert all(any(shares(one, other) for other in kept) for one in stopped)


@given(st.lists(PERIOD, max_size=8))
def test_the_earlier_is_kept(periods: list[tuple[str, int, int | None]]) -> None:
    """A child's earliest period that has a day at all is never the one stopped."""
    rows = frame(periods).filter(pl.col("e").is_null() | (pl.col("e") > pl.col("s")))
    clash = overlapping(rows, ("child",), "s", "e")
    earliest = (pl.col("s") == pl.col("s").min().over("child")) & pl.struct(
        "child", "s"
    ).is_first_distinct()
    assert not clash.filter(rows.select(earliest).to_series()).any()
