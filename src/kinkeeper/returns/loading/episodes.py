"""Cuts SSDA903 episodes into the timelines they were made from: care, legal status, placement."""

import polars as pl

from kinkeeper.law.returns.typed import FILE, ROW
from kinkeeper.returns.loading.rows import CHILD
from kinkeeper.returns.loading.sieve import Sieve, overlapping

YEAR = "_year"
CONTINUES = "X1"
PLACEMENT_CHANGES = ("S", "P", "T", "B", "U")
LEGAL_CHANGES = ("S", "L", "B", "U")
SAME_CARERS = {"T": True, "U": True, "P": False, "B": False}
_ORDER = ["DECOM"]


def _before(column: str) -> pl.Expr:
    return pl.col(column).shift(1).over(CHILD, order_by=_ORDER)


def _after(column: str) -> pl.Expr:
    return pl.col(column).shift(-1).over(CHILD, order_by=_ORDER)


def one_history(frame: pl.DataFrame, births: pl.DataFrame, sieve: Sieve) -> pl.DataFrame:
    """The episodes of every year as one history a child, in order, none sharing a day with another."""
    rows = sieve.keyed(frame, CHILD, "DECOM").join(
        births, on=CHILD, how="left", maintain_order="left"
    )
    rows = sieve.row(
        rows,
        pl.col("DECOM") < pl.col("born_on"),
        named="DECOM",
        reason="it starts before the birth",
    )
    rows = sieve.field(
        rows,
        pl.col("DEC") < pl.col("DECOM"),
        column="DEC",
        named="DEC",
        reason="the episode ends before it starts",
    )
    rows = _not_taken_back(_later_year(rows), frame, sieve)
    rows = sieve.once(rows, CHILD, "DECOM", named="DECOM", best=("DEC",))
    rows = _close_the_left_open(rows.sort(CHILD, "DECOM"), sieve)
    clash = overlapping(rows, (CHILD,), "DECOM", "DEC")
    sieve.row(
        rows.filter(clash),
        pl.lit(True),
        named="DECOM",
        reason="it overlaps an earlier episode of the same child",
    )
    return _with_periods(rows.filter(~clash).sort(CHILD, "DECOM"), sieve)


def _later_year(rows: pl.DataFrame) -> pl.DataFrame:
    """Each episode as the latest collection tells it."""
    return rows.filter(pl.col(YEAR) == pl.col(YEAR).max().over(CHILD, "DECOM"))


def _not_taken_back(rows: pl.DataFrame, frame: pl.DataFrame, sieve: Sieve) -> pl.DataFrame:
    """What one year left open the next must hold again; an episode it does not hold was corrected."""
    latest = frame.group_by(CHILD).agg(pl.col(YEAR).max().alias("_latest"))
    joined = rows.join(latest, on=CHILD, how="left", maintain_order="left")
    return sieve.row(
        joined,
        pl.col("DEC").is_null() & (pl.col(YEAR) < pl.col("_latest")),
        named="DECOM",
        reason="it was left open, and a later year tells of the child without it: taken as corrected there",
        do="Nothing, if the later year is right.",
    )


def _close_the_left_open(rows: pl.DataFrame, sieve: Sieve) -> pl.DataFrame:
    """An episode without an end stops where the child's next one begins; each is told."""
    left_open = pl.col("DEC").is_null() & _after("DECOM").is_not_null()
    sieve.told(
        rows.filter(left_open),
        named="DEC",
        reason="no end is given although a later episode begins: taken to end where that one begins",
        do="Give the date it ceased in the source system.",
    )
    return rows.with_columns(pl.when(left_open).then(_after("DECOM")).otherwise("DEC").alias("DEC"))


def _with_periods(rows: pl.DataFrame, sieve: Sieve) -> pl.DataFrame:
    """Each episode with the start of the care period it is part of."""
    ended = _before("REC").is_not_null() & (_before("REC") != CONTINUES)
    carried_on = (_before("REC") == CONTINUES) & (_before("DEC") == pl.col("DECOM"))
    begins = (
        _before("DECOM").is_null()
        | ended
        | ((pl.col("RNE") == "S") & ~carried_on).fill_null(False)
        | (_before("REC").is_null() & (_before("DEC") < pl.col("DECOM")).fill_null(False))
    )
    marked = rows.with_columns(begins.fill_null(False).alias("_begins"))
    marked = marked.with_columns(
        pl.when("_begins")
        .then("DECOM")
        .forward_fill()
        .over(CHILD, order_by=_ORDER)
        .alias("care_period.started_on")
    )
    unsaid = marked.filter(pl.col("_begins") & (pl.col("RNE") != "S").fill_null(True))
    sieve.told(
        unsaid,
        named="RNE",
        reason="the first episode known is not a start: when care began is not known",
        do="Load the earlier years as well, if they are at hand.",
    )
    stranded = (pl.col("REC") == CONTINUES) & (
        pl.col("DEC") < _after("DECOM").fill_null(pl.date(9999, 1, 1))
    )
    sieve.told(
        marked.filter(stranded),
        named="REC",
        reason="X1 says that another episode begins the same day, and none does",
        do="Look for the episode that follows; until then where the child lives is not known.",
    )
    return marked


def care_periods(episodes: pl.DataFrame) -> pl.DataFrame:
    """From becoming looked after to ceasing, whatever changed between."""
    first, last = pl.col("RNE").first(), pl.col("REC").last()
    ended = pl.col("DEC").last().is_not_null() & (last.is_null() | (last != CONTINUES))
    return (
        episodes.group_by(CHILD, "care_period.started_on", maintain_order=True)
        .agg(
            pl.col(FILE, ROW).first(),
            (first == "S").fill_null(False).alias("start_known"),
            pl.col("CIN").drop_nulls().last().alias("primary_need"),
            pl.when(ended).then(pl.col("DEC").last()).alias("ended_on"),
            pl.when(ended).then(last).alias("cease_reason"),
        )
        .rename({"care_period.started_on": "started_on"})
    )


def legal_statuses(episodes: pl.DataFrame) -> pl.DataFrame:
    """The legal status timeline: a new period where the status changes, or care begins anew."""
    known = episodes.filter(pl.col("LS").is_not_null())
    changes = pl.col("LS").ne_missing(_before("LS")) | _another_period()
    return (
        _runs(known, changes)
        .agg(
            pl.col(FILE, ROW, "care_period.started_on").first(),
            pl.col("LS").first().alias("code"),
            pl.col("DECOM").first().alias("started_on"),
            pl.col("DEC").last().alias("ended_on"),
            _start_known(LEGAL_CHANGES),
        )
        .drop("_run")
    )


def placements(episodes: pl.DataFrame) -> pl.DataFrame:
    """The placement timeline: a new one where the reason says so or the place differs."""
    lives = episodes.filter(
        pl.any_horizontal(pl.col("PLACE", "PL_POST", "URN", "PLACE_PROVIDER").is_not_null())
    )
    moved = (
        pl.col("RNE").is_in(PLACEMENT_CHANGES).fill_null(False)
        | pl.col("PLACE").ne_missing(_before("PLACE"))
        | pl.col("PL_POST").ne_missing(_before("PL_POST"))
        | _breaks()
    )
    latest = {
        "kind": "PLACE",
        "provider_kind": "PLACE_PROVIDER",
        "postcode": "PL_POST",
        "home_postcode": "HOME_POST",
        "provider_urn": "URN",
    }
    return (
        _runs(lives, moved)
        .agg(
            pl.col(FILE, ROW, "care_period.started_on").first(),
            *(pl.col(source).drop_nulls().last().alias(name) for name, source in latest.items()),
            pl.when(pl.col("DEC").last().is_not_null())
            .then(pl.col("REASON_PLACE_CHANGE").last())
            .alias("change_reason"),
            pl.col("RNE").first().alias("_why"),
            pl.col("DECOM").first().alias("started_on"),
            pl.col("DEC").last().alias("ended_on"),
            _start_known(PLACEMENT_CHANGES),
        )
        .with_columns(
            pl.col("postcode", "home_postcode").str.replace_all(r" +", " "),
            pl.col("_why")
            .replace_strict(SAME_CARERS, default=None, return_dtype=pl.Boolean)
            .alias("same_carers"),
        )
        .drop("_run", "_why")
    )


def _another_period() -> pl.Expr:
    return pl.col("care_period.started_on").ne_missing(_before("care_period.started_on"))


def _breaks() -> pl.Expr:
    """The history does not run on: another care period, or days between."""
    return _another_period() | _before("DEC").ne_missing(pl.col("DECOM"))


def _runs(rows: pl.DataFrame, new: pl.Expr) -> "pl.dataframe.group_by.GroupBy":
    run = new.cast(pl.Int32).cum_sum().over(CHILD, order_by=_ORDER).alias("_run")
    return rows.with_columns(run).group_by(CHILD, "_run", maintain_order=True)


def _start_known(changes: tuple[str, ...]) -> pl.Expr:
    """False where it was so already when the care period comes into sight: its reason says no change."""
    changed = pl.col("RNE").first().is_in(changes) | ~pl.col("_begins").first()
    return changed.fill_null(False).alias("start_known")
