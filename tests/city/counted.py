"""What happened in a year of a city, counted as the published tables count it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from kinkeeper.city import World
from kinkeeper.kernel.periods import financial_year
from kinkeeper.kernel.workdays import calendar

# Published figures by financial year: value, and how far off it may be, in parts or points.
ACTUAL: Mapping[str, tuple[Mapping[int, float], float, str]] = {
    "referrals": ({2014: 19512, 2015: 13013, 2016: 17417, 2017: 17418}, 0.10, "part"),
    "re_referrals": ({2014: 21.1, 2015: 19.3, 2016: 22.0, 2017: 24.1}, 3, "points"),
    "not_in_need": ({2014: 35.0, 2015: 27.4, 2016: 38.6, 2017: 34.8}, 4, "points"),
    "need_started": ({2014: 11372, 2015: 8817, 2016: 9542, 2017: 10731}, 0.10, "part"),
    "need_ended": ({2014: 9526, 2015: 8508, 2016: 9029, 2017: 9164}, 0.10, "part"),
    "open": ({2014: 9676, 2015: 9092, 2016: 8414, 2017: 9000}, 0.07, "part"),
    "awaiting": ({2014: 1444, 2015: 1509, 2016: 759, 2017: 839}, 0.25, "part"),
    "enquiries": ({2014: 5525, 2015: 3781, 2016: 3873, 2017: 4575}, 0.10, "part"),
    "conferences": ({2014: 1828, 2015: 1435, 2016: 1726, 2017: 1832}, 0.10, "part"),
    "in_15_days": ({2014: 40.5, 2015: 50.5, 2016: 74.6, 2017: 72.1}, 8, "points"),
    "plans_started": ({2014: 1735, 2015: 1339, 2016: 1608, 2017: 1682}, 0.10, "part"),
    "plans": ({2014: 1280, 2015: 845, 2016: 983, 2017: 1193}, 0.10, "part"),
    "second_plans": ({2014: 20.5, 2015: 20.8, 2016: 21.6, 2017: 24.0}, 2, "points"),
    "in_45_days": ({2014: 71.8, 2015: 82.0, 2016: 90.8, 2017: 91.3}, 5, "points"),
    "plan_reviews": ({2014: 72.6, 2015: 77.2, 2016: 86.7, 2017: 85.3}, 5, "points"),
    "looked_after": ({2014: 1986, 2015: 1810, 2016: 1837, 2017: 1921}, 0.04, "part"),
    "care_started": ({2014: 936, 2015: 708, 2016: 740, 2017: 753}, 0.08, "part"),
    "care_ended": ({2014: 768, 2015: 888, 2016: 725, 2017: 689}, 0.08, "part"),
    "adopted": ({2014: 109, 2015: 110, 2016: 160, 2017: 94}, 0.20, "part"),
}
NEVER = date(9999, 1, 1)


def without_breaks(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Times in care as the published tables count them: series of short breaks are left out."""
    legal = frames["care.LegalStatusPeriod"].filter(pl.col("code").is_in(["V3", "V4"]))
    return frames["care.CarePeriod"].join(
        legal.select(id="care_period_id"), on="id", how="anti", maintain_order="left"
    )


class Year:
    """A financial year of a city."""

    def __init__(self, city: World, year: int) -> None:
        self.frames, self.size, self.span = city.frames, city.size, financial_year(year)

    def measures(self) -> dict[str, float]:
        """Every measure; counts are brought to full size."""
        return {**self._front_door(), **self._assessed(), **self._protected(), **self._cared()}

    def _in(self, column: str) -> pl.Expr:
        return self.span.contains_expr(pl.col(column)).fill_null(value=False)

    def _whole(self, rows: pl.DataFrame) -> float:
        return len(rows) / self.size

    def _open(self, label: str, start: str, end: str) -> pl.DataFrame:
        return self._still(self.frames[label], start, end)

    def _still(self, rows: pl.DataFrame, start: str, end: str) -> pl.DataFrame:
        day = self.span.end
        still = pl.col(end).is_null() | (pl.col(end) > day)
        return rows.filter((pl.col(start) <= day) & still)

    def _front_door(self) -> dict[str, float]:
        every = self.frames["frontdoor.HelpEpisode"].sort("person_id", "referred_on")
        before = pl.col("referred_on").shift(1).over("person_id")
        every = every.with_columns(again=(pl.col("referred_on") - before).dt.total_days() <= 365)
        rows = every.filter(self._in("referred_on"))
        refused = pl.col("closure_reason").eq_missing(pl.lit("RC8"))
        need = ~pl.col("no_further_action") & ~refused
        share = pl.col("closure_reason").eq_missing(pl.lit("RC8")).mean() * 100
        return {
            "referrals": self._whole(rows),
            "re_referrals": _number(
                rows.select(pl.col("again").fill_null(value=False).mean() * 100)
            ),
            "not_in_need": _number(rows.select(share)),
            "need_started": self._whole(rows.filter(need)),
            "need_ended": self._whole(every.filter(self._in("closed_on") & need)),
        }

    def _assessed(self) -> dict[str, float]:
        real = self._open("frontdoor.HelpEpisode", "referred_on", "closed_on")
        real = real.filter(~pl.col("no_further_action"))
        rows = self.frames["frontdoor.Assessment"]
        done = rows.filter(pl.col("authorised_on") <= self.span.end).select(id="episode_id")
        limit = calendar().add_expr(pl.col("started_on"), 45)
        timely = rows.filter(self._in("authorised_on")).select(
            (pl.col("authorised_on") <= limit).mean() * 100
        )
        return {
            "open": self._whole(real),
            "awaiting": self._whole(real.join(done, on="id", how="anti")),
            "in_45_days": _number(timely),
        }

    def _protected(self) -> dict[str, float]:
        held = self.frames["protection.Conference"].select("held_on", id="enquiry_id")
        enquiries = self.frames["protection.Section47Enquiry"]
        held = held.join(enquiries.select("id", "started_on"), on="id").filter(self._in("held_on"))
        limit = calendar().add_expr(pl.col("started_on"), 15)
        protection = pl.col("kind") == "cp"
        begun = self.frames["protection.Plan"].filter(protection & self._in("started_on"))
        return {
            "enquiries": self._whole(enquiries.filter(self._in("started_on"))),
            "conferences": self._whole(held),
            "in_15_days": _number(held.select((pl.col("held_on") <= limit).mean() * 100)),
            "plans_started": self._whole(begun),
            "plans": self._whole(
                self._open("protection.Plan", "started_on", "ended_on").filter(protection)
            ),
            "second_plans": _number(begun.select((pl.col("previous_plans") > 0).mean() * 100)),
            "plan_reviews": self._reviewed(),
        }

    def _reviewed(self) -> float:
        """Of children on a plan for three months, those all of whose reviews of the year were in time."""
        plans = self._open("protection.Plan", "started_on", "ended_on").filter(
            (pl.col("kind") == "cp")
            & (pl.col("started_on") < self.span.end - (date(2000, 4, 1) - date(2000, 1, 1)))
        )
        reviews = self.frames["reviews.Review"].select("plan_id", on="held_on")
        starts = plans.select(plan_id="id", on="started_on")
        chain = pl.concat([starts, reviews.join(starts, on="plan_id", how="semi")]).sort(
            "plan_id", "on"
        )
        allowed = (
            pl.when(pl.col("number") == 1)
            .then(pl.col("before").dt.offset_by("3mo"))
            .otherwise(pl.col("before").dt.offset_by("6mo"))
        )
        told = chain.with_columns(
            before=pl.col("on").shift(1).over("plan_id"),
            number=pl.int_range(pl.len()).over("plan_id"),
        ).filter(pl.col("before").is_not_null() & self._in("on"))
        per = told.group_by("plan_id").agg((pl.col("on") <= allowed).all().alias("timely"))
        return _number(per.select(pl.col("timely").mean() * 100))

    def _cared(self) -> dict[str, float]:
        rows = without_breaks(self.frames)
        ended = rows.filter(self._in("ended_on"))
        adopted = ended.filter(pl.col("cease_reason").is_in(["E11", "E12"]))
        return {
            "looked_after": self._whole(self._still(rows, "started_on", "ended_on")),
            "care_started": self._whole(rows.filter(self._in("started_on"))),
            "care_ended": self._whole(ended),
            "adopted": self._whole(adopted),
        }


def astray(city: World, years: tuple[int, ...]) -> dict[str, tuple[float, float]]:
    """The measures that lie further from what was published than they may, with both values.

    In a small city a few children are many parts of a hundred: three in either direction, and the
    sampling error of a share, are let through.
    """
    found = {}
    for year in years:
        for name, value in Year(city, year).measures().items():
            published, tolerance, kind = ACTUAL[name]
            actual = published[year]
            few = (
                3 / city.size
                if kind == "part"
                else 14 * (0.1 / city.size) ** 0.5 * (city.size < 1) / 3
            )
            allowed = (actual * tolerance if kind == "part" else tolerance) + few
            if abs(value - actual) > allowed:
                found[f"{name} {year}"] = (round(value, 1), actual)
    return found


def _number(rows: pl.DataFrame) -> float:
    return float(rows.item())
