"""What is rare in a service is in the city too: deaths, short breaks, earlier permanence, young adults."""

from collections.abc import Callable, Mapping
from datetime import date

import polars as pl
import pytest

from kinkeeper.city import World
from kinkeeper.kernel.workdays import calendar
from tests.city.conftest import mean, told
from tests.city.counted import without_breaks

Frame = Callable[[str], pl.DataFrame]
START = date(2014, 4, 1)
# The day each record is of, where it may come after a death: late entries do, what happened does not.
HAPPENED = ("started_on", "held_on", "received_on", "referred_on", "returned_on", "on_date", "ended_on",
            "interview_held_on", "interview_declined_on", "authorised_on", "closed_on")  # fmt: skip
BY_COURT = ["C1", "C2", "E1", "J1"]


@pytest.fixture(scope="module")
def large() -> World:
    """A city in which the rare is seen."""
    return told(0.5)


def dead(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Who died, and when."""
    persons = frames["people.Person"].filter(pl.col("died_on").is_not_null())
    return persons.select("died_on", "born_on", person_id="id")


def test_few_children_die_and_most_of_them_young(large: World) -> None:
    """About fourteen a year at full size; more than a third in their first years."""
    died = dead(large.frames)
    assert 10 <= len(died) <= 18
    age = died.select((pl.col("died_on") - pl.col("born_on")).dt.total_days() / 365.25)
    assert mean(age.to_series() < 5) > 0.35


def test_a_death_ends_case_plan_and_care_on_its_day(large: World) -> None:
    """Closed as died, ceased as died, and nothing of the child is open."""
    died = dead(large.frames)
    cases = large.frames["frontdoor.HelpEpisode"].filter(pl.col("closure_reason") == "RC2")
    both = cases.join(died, on="person_id")
    assert len(both) == len(cases) == len(died)
    assert (both["closed_on"] == both["died_on"]).all()
    ceased = large.frames["care.CarePeriod"].filter(pl.col("cease_reason") == "E2")
    both = ceased.join(died, on="person_id")
    assert len(both) == len(ceased) > 0
    assert (both["ended_on"] == both["died_on"]).all()
    for label in ("protection.Plan", "care.CarePeriod", "care.Placement", "workforce.Allocation"):
        mine = large.frames[label].join(died, on="person_id", how="semi")
        assert mine["ended_on"].null_count() == 0, label


def test_nothing_happens_after_a_death(large: World) -> None:
    """No contact, visit, review, interview or check of a child lies after the day."""
    died = dead(large.frames)
    for label, rows in large.frames.items():
        if "person_id" in rows.columns:
            theirs = rows.join(died, on="person_id")
            for column in set(HAPPENED) & set(theirs.columns):
                assert theirs.filter(pl.col(column) > pl.col("died_on")).is_empty(), (label, column)


def test_short_breaks_are_few_and_of_disabled_children(large: World) -> None:
    """Two in a hundred beside the children looked after; no postcode is returned of them."""
    breaks = large.frames["care.LegalStatusPeriod"].filter(pl.col("code") == "V4")
    now = breaks.filter(pl.col("ended_on").is_null())
    cared = without_breaks(large.frames).filter(pl.col("ended_on").is_null())
    assert 0.01 < len(now) / len(cared) < 0.03
    asked = large.frames["people.Disability"].filter(pl.col("code") != "NONE")
    assert breaks.join(asked, on="person_id", how="anti").is_empty()
    places = large.frames["care.Placement"].join(breaks, on="care_period_id", how="semi")
    assert places.select(pl.col("postcode", "home_postcode", "provider_urn").is_null().all()).row(
        0
    ) == (True, True, True)


def test_every_review_of_a_plan_is_a_conference(frame: Frame) -> None:
    """A row of its own, on the day of the review, under the same case."""
    reviews = frame("Review").filter(pl.col("kind") == "cp")
    keys = ["person_id", "episode_id", "held_on"]
    held = frame("Conference").filter(pl.col("kind") == "review")
    assert sorted(held.select(keys).rows()) == sorted(reviews.select(keys).unique().rows())
    assert held["enquiry_id"].null_count() == len(held)


def test_some_who_come_into_care_had_permanence_before(large: World) -> None:
    """Asked of everybody from April 2014: a few in a hundred, with whose it was and since when."""
    cares = large.frames["care.CarePeriod"]
    asked = cares.filter(pl.col("started_on") >= START)
    series = large.frames["care.LegalStatusPeriod"].filter(pl.col("code") == "V4")
    asked = asked.join(series, left_on="id", right_on="care_period_id", how="anti")
    had = asked.filter(pl.col("previous_permanence") != "Z1")
    assert asked["previous_permanence"].null_count() == 0
    assert 0.015 < len(had) / len(asked) < 0.06
    text = had["previous_permanence_on_text"]
    assert text.str.contains(r"^(\d\d/\d\d|ZZ/ZZ)/(199\d|20[01]\d)$").all()
    assert had["previous_permanence_la"].null_count() == 0


def leavers(city: World, on: date) -> int:
    """Young people under twenty-one who were looked after on their eighteenth birthday."""
    born = city.frames["people.Person"].select("born_on", person_id="id")
    rows = without_breaks(city.frames).join(born, on="person_id")
    adult, over = (pl.col("born_on").dt.offset_by(f"{age}y") for age in (18, 21))
    return len(rows.filter((pl.col("ended_on") >= adult) & (adult <= on) & (over > on)))


def test_there_are_care_leavers_from_the_first_day(city: World, frame: Frame) -> None:
    """As many on the first day as two years later, within a fifth; each with an adviser."""
    first, last = leavers(city, START), leavers(city, city.last)
    assert 0.8 < first / last < 1.25
    assert first > 35
    advised = frame("Allocation").filter(
        (pl.col("role") == "personal_adviser") & (pl.col("started_on") <= START)
    )
    touched = frame("LeavingCareContact").filter(pl.col("on_date") < START)
    assert touched.join(advised, on="person_id", how="anti").is_empty()


def test_orders_are_made_on_days_courts_sit(large: World) -> None:
    """Interim, full and placement orders and remands; guardianship too. Emergencies come any day."""
    sits, legal = calendar(), large.frames["care.LegalStatusPeriod"]
    made = legal.filter(pl.col("code").is_in(BY_COURT) & (pl.col("started_on") > date(2010, 1, 1)))
    ended = large.frames["care.CarePeriod"].filter(
        pl.col("cease_reason").is_in(["E41", "E45", "E47", "E11", "E12"])
    )
    days = {*made["started_on"], *ended["ended_on"]}
    assert [on for on in sorted(days) if not sits.is_working(on)] == []
    police = legal.filter(pl.col("code") == "L1")["started_on"]
    assert not all(sits.is_working(on) for on in police if on > date(2010, 1, 1))


def test_police_protection_lasts_three_days_at_the_most(large: World) -> None:
    """And an emergency protection order eight."""
    legal = large.frames["care.LegalStatusPeriod"]
    days = pl.col("ended_on") - pl.col("started_on")
    longest = legal.group_by("code").agg(days.dt.total_days().max().alias("days"))
    held = dict(longest.filter(pl.col("code").is_in(["L1", "L2"])).iter_rows())
    assert held == {"L1": 2, "L2": 8}


@pytest.mark.parametrize("size", [0.02, 0.05, 0.1])
def test_every_safeguarding_team_has_cases_and_workers(size: float) -> None:
    """A small city has fewer districts: a team without cases is none."""
    frames = told(size).frames
    teams = frames["access.Team"].filter(pl.col("name").str.contains("safeguarding"))
    leads = frames["workforce.Allocation"].filter(
        (pl.col("role") == "lead") & pl.col("ended_on").is_null()
    )
    assert teams.join(leads, left_on="id", right_on="team_id", how="anti").is_empty()
    districts = frames["access.Team"].filter(pl.col("name").str.ends_with(" district"))
    assert districts.join(teams, left_on="id", right_on="parent_id", how="anti").is_empty()
    assert len(districts) == {0.02: 2, 0.05: 5, 0.1: 10}[size]


def test_an_enquiry_past_its_time_is_decided(large: World) -> None:
    """Only its conference may be late: that one is needed was recorded within 24 working days."""
    enquiries = large.frames["protection.Section47Enquiry"]
    limit = calendar().subtract(large.last, 25)
    old = enquiries.filter(pl.col("started_on") < limit)
    assert old["conference_needed"].null_count() == 0


def test_courts_take_as_long_as_was_published(large: World) -> None:
    """About 37 weeks where they ended in 2015-16; of the orders open at its end, few over a year."""
    legal = large.frames["care.LegalStatusPeriod"]
    interim, ended = legal.filter(pl.col("code") == "C1"), pl.col("ended_on")
    final = legal.filter(pl.col("code") == "C2").select("care_period_id", ended_on="started_on")
    done = interim.join(final, on=["care_period_id", "ended_on"], how="semi")
    done = done.filter(ended.is_between(date(2015, 4, 1), date(2016, 3, 31)))
    days = done.select((ended - pl.col("started_on")).dt.total_days()).to_series()
    assert 32 <= mean(days) / 7 <= 42
    going = interim.filter(ended.is_null())["started_on"]
    assert mean(going < date(2015, 3, 31)) < 0.1


def test_few_placements_begin_on_closed_days(frame: Frame) -> None:
    """Planned moves are on open days; those nobody planned come on any: about one in ten in all."""
    begun = frame("Placement").filter(pl.col("started_on") >= START)["started_on"]
    closed = mean(begun.dt.weekday() > 5)
    assert 0.04 < closed < 0.12
