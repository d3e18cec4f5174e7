"""The people of a city are spread as such a service's are, within stated bounds."""

from collections.abc import Callable
from datetime import date

import polars as pl

from kinkeeper.city import World
from tests.city.conftest import mean

Frame = Callable[[str], pl.DataFrame]
OPEN = pl.col("ended_on").is_null()
START = date(2014, 4, 1)


def on_first_day(rows: pl.DataFrame) -> pl.DataFrame:
    """Those of the stock of the first day."""
    ended = pl.col("ended_on")
    return rows.filter((pl.col("started_on") < START) & (ended.is_null() | (ended >= START)))


def shares(values: pl.Series) -> dict[str, float]:
    """Each value's share, in points."""
    counts = values.value_counts(normalize=True)
    return {str(value): round(100 * share, 1) for value, share in counts.iter_rows()}


def between(value: float, low: float, high: float) -> bool:
    """Whether it lies within the bounds."""
    return low <= value <= high


def test_children_first_referred_are_of_every_age(frame: Frame) -> None:
    """A third under five, a third from five to ten, a quarter older: as in any such service."""
    born = frame("Person").select("born_on", person_id="id")
    rows = frame("HelpEpisode").filter(pl.col("referred_on") >= START).join(born, on="person_id")
    age = rows.select(age=(pl.col("referred_on") - pl.col("born_on")).dt.total_days() / 365.25)[
        "age"
    ]
    under_five, teens = mean(age < 5), mean(age >= 12)
    assert between(under_five, 0.25, 0.45)
    assert between(teens, 0.15, 0.35)


def test_children_looked_after_are_older(frame: Frame) -> None:
    """On the first day more than half are ten or over, and one in twenty is under one."""
    born = frame("Person").select("born_on", person_id="id")
    rows = on_first_day(frame("CarePeriod")).join(born, on="person_id")
    age = rows.select(age=(pl.lit(START) - pl.col("born_on")).dt.total_days() / 365.25)["age"]
    assert between(mean(age >= 10), 0.5, 0.65)
    assert between(mean(age < 1), 0.03, 0.1)


def test_placements_are_mixed_as_the_inspection_found(frame: Frame) -> None:
    """Foster carers 69 in a hundred, homes 10, parents 6, the rest 15; within seven points."""
    kinds = on_first_day(frame("Placement"))["kind"]
    found = shares(kinds)
    foster = sum(share for kind, share in found.items() if kind.startswith("U"))
    homes = sum(found.get(kind, 0) for kind in ("K1", "K2", "S1", "R1"))
    assert (between(foster, 62, 76), between(homes, 4, 17)) == (True, True), found
    assert between(found.get("P1", 0), 1, 12), found


def test_four_in_ten_live_outside_the_city(frame: Frame) -> None:
    """As in 2014; their postcodes begin with letters no place has, as ours do."""
    rows = frame("Placement").filter(OPEN & (pl.col("kind") != "P1"))
    beyond = mean(rows["postcode"].str.starts_with("ZY"))
    assert between(beyond, 0.33, 0.47)
    assert rows["postcode"].str.contains(r"^Z[ZY]\d").all()


def test_brothers_and_sisters_are_known_together(frame: Frame) -> None:
    """Half of the families have one child, a quarter two; the largest has six."""
    members = frame("FamilyMember").join(
        frame("Person").filter(pl.col("kind") == "child").select(person_id="id"), on="person_id"
    )
    sizes = members.group_by("group_id").len()["len"]
    assert between(mean(sizes == 1), 0.42, 0.6)
    assert between(mean(sizes == 2), 0.18, 0.33)
    assert sizes.max() == 6


def test_plans_and_cares_last_as_long_as_published(frame: Frame) -> None:
    """Plans that ended lasted seven to twelve months on average."""
    ended = frame("Plan").filter((pl.col("kind") == "cp") & ~OPEN)
    months = ended.select(
        (pl.col("ended_on") - pl.col("started_on")).dt.total_days().mean() / 30.4
    ).item()
    assert between(float(months), 6, 13)


def test_the_week_and_the_year_have_their_shape(frame: Frame) -> None:
    """Few referrals come at weekends; August brings fewer than July."""
    rows = frame("HelpEpisode").filter(pl.col("referred_on") >= START)
    weekend = mean(rows["referred_on"].dt.weekday() > 5)
    assert between(weekend, 0.01, 0.09)
    july, august = (len(rows.filter((pl.col("referred_on").dt.year() == 2015)
                                    & (pl.col("referred_on").dt.month() == m))) for m in (7, 8))  # fmt: skip
    assert august < july


def test_caseloads_fall_from_27_to_under_20(frame: Frame) -> None:
    """By more workers alone: about 27 open children each in April 2014, 19 a year and more later."""
    assert between(caseload(frame, date(2014, 4, 1)), 25, 29)
    assert between(caseload(frame, date(2015, 7, 1)), 18, 21)
    assert between(caseload(frame, date(2016, 3, 31)), 16, 20)


def test_posts_are_filled_as_the_press_counted(city: World, frame: Frame) -> None:
    """Of 382 posts 276 permanent, 61 agency and 45 empty, brought to size; a year later nearly none empty."""
    on = (pl.col("started_on") <= START) & (OPEN | (pl.col("ended_on") > START))
    posts = frame("Post").filter(pl.col("case_holding") & (pl.col("started_on") <= START))
    jobs = frame("Employment").filter(on).join(posts.select(post_id="id"), on="post_id")
    counts = dict(jobs["contract"].value_counts().iter_rows())
    assert (len(posts), counts["permanent"], counts["agency"]) == (38, 28, 6)
    assert city.size == 0.1


def caseload(frame: Frame, day: date) -> float:
    """Open children for each worker in post with cases."""
    cases, jobs = frame("HelpEpisode"), frame("Employment")
    closed, ended = pl.col("closed_on"), pl.col("ended_on")
    now = cases.filter(
        (pl.col("referred_on") <= day)
        & (closed.is_null() | (closed > day))
        & ~pl.col("no_further_action")
    )
    here = jobs.filter((pl.col("started_on") <= day) & (ended.is_null() | (ended > day)))
    held = here.join(frame("Post").filter("case_holding").select(post_id="id"), on="post_id")
    return len(now) / len(held)
