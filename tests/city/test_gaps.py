"""An untidy city lacks what real records lack, at stated rates; nothing else of it differs."""

import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from kinkeeper.city import Kept, World, early_help, enquiries
from kinkeeper.city.gaps import GAPS
from tests.city.conftest import mean, told
from tests.city.counted import astray

Frame = Callable[[str], pl.DataFrame]
ADOPTED = ("E11", "E12")
GAPPED = {one.model for one in GAPS}
MOST = {"LegalStatusPeriod": 0.02, "Placement": 0.05}  # of children looked after, at the most


@pytest.fixture(scope="module")
def untidy() -> World:
    """The same city as the clean one, as real records keep it."""
    return told(0.1, kept=Kept.UNTIDY)


def test_nothing_is_missing_but_what_is_stated(city: World, untidy: World) -> None:
    """Every other kind of record is as in the clean city, whoever entered it and whenever."""
    when = ["recorded_at", "recorded_by"]
    for label, rows in city.frames.items():
        both = [one.drop(when, strict=False) for one in (rows, untidy.frames[label])]
        assert both[0].equals(both[1]) == (label not in GAPPED), label


def test_a_child_looked_after_lacks_a_place_or_a_status_seldom(untidy: World, frame: Frame) -> None:
    """And somebody does: so that nothing is told by what is not shown. In the clean city nobody does."""
    still = pl.col("ended_on").is_null()
    cared = frame("CarePeriod").filter(still).select(care_period_id="id")
    for name, most in MOST.items():
        held = untidy.frames[f"care.{name}"].filter(still)
        without = len(cared.join(held, on="care_period_id", how="anti"))
        assert 0 < without <= most * len(cared), name


def test_between_two_places_days_are_missing(untidy: World, frame: Frame) -> None:
    """Of moves, two to five in a hundred; of the clean city, none."""
    shares = []
    for rows in (frame("Placement"), untidy.frames["care.Placement"]):
        before = pl.col("ended_on").shift(1).over("care_period_id", order_by="started_on")
        gap = (pl.col("started_on") > before).drop_nulls()
        shares.append(mean(rows.select(gap).to_series()))
    assert shares[0] == 0
    assert 0.02 <= shares[1] <= 0.05


@pytest.mark.parametrize(
    ("label", "column", "known", "most"),
    [
        ("care.Placement", "kind", "started_on", 0.015),
        ("care.CarePeriod", "cease_reason", "ended_on", 0.15),
        ("frontdoor.HelpEpisode", "closure_reason", "closed_on", 0.015),
    ],
)
def test_what_is_not_known_is_seldom_and_not_of_adoption_alone(
    city: World, untidy: World, label: str, column: str, known: str, most: float
) -> None:
    """A blank says nothing: most of those that are blank were something else."""
    kept = untidy.frames[label].filter(pl.col(column).is_null()).select("person_id", known)
    right = city.frames[label].drop_nulls([column, known])
    blank = right.join(kept, on=["person_id", known], how="semi")
    adoption = blank[column].is_in([*ADOPTED, "RC1", "A3", "A4", "A5", "A6"])
    assert 0 < len(blank) <= most * len(right)
    assert mean(adoption) < 0.5


def test_nothing_that_is_kept_back_shows_an_adoption_for_certain(
    frame: Frame, untidy: World
) -> None:
    """Care without a last placement, and care and case without a reason, are others' too."""
    ended, same = pl.col("ended_on").is_not_null(), ["person_id", "ended_on"]
    others = frame("CarePeriod").filter(ended & ~pl.col("cease_reason").is_in(ADOPTED))
    cares, places = untidy.frames["care.CarePeriod"], untidy.frames["care.Placement"]
    cases = untidy.frames["frontdoor.HelpEpisode"].rename({"closed_on": "ended_on"})
    untold = cares.filter(ended & pl.col("cease_reason").is_null()).join(
        others, on="id", how="semi"
    )
    why = cases.filter(pl.col("closure_reason").is_null())
    assert len(others.join(places, on=same, how="anti")) >= 15
    assert len(untold.join(why, on=same, how="semi")) >= 4


def test_gaps_are_the_same_for_the_same_seed(untidy: World) -> None:
    """And its years come out as published all the same."""
    again = told(0.1, kept=Kept.UNTIDY)
    assert all(again.frames[label].equals(untidy.frames[label]) for label in GAPPED)
    assert astray(untidy, (2014, 2015)) == {}


def test_the_rates_are_those_that_are_stated() -> None:
    """Each gap's share stands in the page about the city, in the order they are made."""
    told = re.findall(r"\| ([\d.]+) in 100 \|", section("What is missing from its records"))
    assert told == [f"{gap.share * 100:g}" for gap in GAPS]


def test_the_rates_of_enquiries_and_early_help_are_those_that_are_stated() -> None:
    """Each share of a hundred stands in the page about the city, in the order of its table."""
    told = re.findall(r"\| ([\d., ]+) in 100 \|", section("Enquiries and early help"))
    picks = [
        [round(share, 6) for share in np.diff(pick.at_bounds(), prepend=0.0).tolist()]
        for pick in (enquiries.DAYS, enquiries.KIND)
    ]
    rates = [[early_help.RECORDED], [early_help.AGREED], [early_help.STEPPED_DOWN]]
    stated = [enquiries.SENT[:3], [enquiries.WITHOUT], *picks, *rates]
    assert told == [", ".join(f"{share * 100:g}" for share in shares) for shares in stated]


def section(title: str) -> str:
    """What the page about the city says under a heading."""
    page = Path(__file__).resolve().parents[2] / "docs/explanation/the-city.md"
    return page.read_text(encoding="utf-8").partition(f"## {title}")[2].partition("\n## ")[0]
