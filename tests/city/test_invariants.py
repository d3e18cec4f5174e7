"""No child of a clean city breaks what must hold of every child."""

from collections.abc import Callable
from datetime import date

import polars as pl
import pytest

from kinkeeper.city import World
from kinkeeper.city.kin import NO_CONTACT
from kinkeeper.kernel.workdays import calendar

Frame = Callable[[str], pl.DataFrame]
OPEN = pl.col("ended_on").is_null()


def overlapping(rows: pl.DataFrame, *same: str) -> int:
    """How many rows begin before the one before them, alike in `same`, has ended."""
    told = rows.sort(*same, "started_on").with_columns(
        before=pl.col("ended_on").fill_null(date.max).shift(1).over(same)
    )
    return len(told.filter(pl.col("started_on") < pl.col("before")))


def test_nobody_has_two_statuses_placements_cares_or_plans_at_once(frame: Frame) -> None:
    """One of each at a time, and one lead worker."""
    leads = frame("Allocation").filter(pl.col("role") == "lead")
    alone = (frame("LegalStatusPeriod"), frame("Placement"), frame("CarePeriod"), leads)
    assert [overlapping(rows, "person_id") for rows in alone] == [0, 0, 0, 0]
    assert overlapping(frame("Plan"), "person_id", "kind") == 0


def test_nobody_is_kept_from_whom_they_live_with(frame: Frame) -> None:
    """No contact is between people of two households, and of all ties as many as is stated."""
    ties, home = frame("Relationship"), frame("FamilyMember").select("group_id", "person_id")
    cut = ties.filter("no_contact")
    there = cut.join(home, on="person_id").join(
        home.rename({"person_id": "other_id"}), on=["other_id", "group_id"]
    )
    assert there.is_empty()
    assert 0.5 * NO_CONTACT < len(cut) / len(ties) < 1.5 * NO_CONTACT
    assert not cut["kind"].is_in(["partner_of"]).any()


def test_no_child_is_open_twice_at_once(frame: Frame) -> None:
    """A referral comes only when the one before was closed."""
    episodes = frame("HelpEpisode").rename({"referred_on": "started_on", "closed_on": "ended_on"})
    assert overlapping(episodes.filter(~pl.col("no_further_action")), "person_id") == 0


def test_every_open_child_has_a_worker_or_waits_for_one(city: World, frame: Frame) -> None:
    """Without a worker are at most three in a hundred, all of them recent: the unallocated list."""
    real = frame("HelpEpisode").filter(~pl.col("no_further_action") & pl.col("closed_on").is_null())
    leads = frame("Allocation").filter((pl.col("role") == "lead") & OPEN)
    waiting = real.join(leads, on="person_id", how="anti")
    assert len(waiting) <= 0.03 * len(real)
    assert waiting.filter(pl.col("referred_on") < date(2015, 12, 1)).is_empty()


def test_every_worker_of_an_open_child_is_in_post_in_a_team_with_a_manager(frame: Frame) -> None:
    """Nobody who has left holds a case, and every team that holds cases is managed."""
    leads = frame("Allocation").filter((pl.col("role") == "lead") & OPEN)
    jobs = frame("Employment").filter(OPEN)
    assert leads.join(jobs, on="worker_id", how="anti").is_empty()
    posts = frame("Post").select("team_id", grade_of_post="grade", post_id="id")
    managed = jobs.join(posts, on="post_id").filter(pl.col("grade_of_post") == "team_manager")
    assert leads.join(managed, on="team_id", how="anti").is_empty()


def test_a_protection_plan_has_a_conference_a_category_a_chair_and_a_worker(frame: Frame) -> None:
    """And it begins on the day of the conference."""
    plans = frame("Plan").filter((pl.col("kind") == "cp") & OPEN)
    held = frame("Conference").select("held_on", conference_id="id")
    assert plans.join(held, on="conference_id").filter(
        pl.col("held_on") == pl.col("started_on")
    ).height == len(plans)
    categories = frame("AbuseCategoryPeriod").filter(OPEN).select(id="plan_id")
    assert plans.join(categories, on="id", how="anti").is_empty()
    chairs = frame("Allocation").filter((pl.col("role") == "conference_chair") & OPEN)
    assert plans.join(chairs, on="person_id", how="anti").is_empty()


def test_a_child_looked_after_has_a_legal_status_and_a_place_to_live(frame: Frame) -> None:
    """Each time in care, from its first day."""
    cares = frame("CarePeriod").select("started_on", "ended_on", care_period_id="id")
    now = cares.filter(OPEN)
    for name in ("LegalStatusPeriod", "Placement"):
        rows = frame(name)
        assert now.join(rows.filter(OPEN), on="care_period_id", how="anti").is_empty()
        first = rows.group_by("care_period_id").agg(pl.col("started_on").min().alias("first"))
        whole = cares.join(first, on="care_period_id")
        assert len(whole.filter(pl.col("first") == pl.col("started_on"))) == len(cares)


def test_a_child_looked_after_has_a_reviewing_officer(frame: Frame) -> None:
    """But for those who came in within the last weeks."""
    cares = frame("CarePeriod").filter(OPEN & (pl.col("started_on") < date(2016, 3, 1)))
    officers = frame("Allocation").filter((pl.col("role") == "iro") & OPEN)
    assert cares.join(officers, on="person_id", how="anti").is_empty()


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("HelpEpisode", "referred_on", "closed_on"),
        ("Assessment", "started_on", "authorised_on"),
        ("Section47Enquiry", "started_on", "ended_on"),
        ("Plan", "started_on", "ended_on"),
        ("CarePeriod", "started_on", "ended_on"),
        ("Placement", "started_on", "ended_on"),
        ("MissingEpisode", "started_on", "returned_on"),
        ("AdoptionCase", "decision_on", "matched_on"),
        ("Employment", "started_on", "ended_on"),
    ],
)
def test_nothing_ends_before_it_begins_or_lies_ahead(
    city: World, frame: Frame, name: str, start: str, end: str
) -> None:
    """The order of dates holds, and none is after the last day."""
    rows = frame(name)
    assert rows.filter(pl.col(end) < pl.col(start)).is_empty()
    assert rows.filter((pl.col(start) > city.last) | (pl.col(end) > city.last)).is_empty()


def test_no_step_is_taken_before_its_contact_came(city: World, frame: Frame) -> None:
    """Each is of a contact that is there, after it, and none lies ahead."""
    steps = frame("ContactStep")
    told = steps.join(frame("Contact").select("received_on", contact_id="id"), on="contact_id")
    assert len(told) == len(steps) > 0
    assert told.filter(
        (pl.col("on") < pl.col("received_on")) | (pl.col("on") > city.last)
    ).is_empty()
    decided = steps.filter(pl.col("kind") == "decided")
    assert decided["contact_id"].is_unique().all()


def test_what_belongs_to_a_referral_lies_within_it(frame: Frame) -> None:
    """Assessments, enquiries and plans begin between referral and closure."""
    cases = frame("HelpEpisode").select("referred_on", "closed_on", episode_id="id")
    for name in ("Assessment", "Section47Enquiry", "Plan"):
        told = frame(name).join(cases, on="episode_id")
        early = pl.col("started_on") < pl.col("referred_on")
        assert told.filter(early | (pl.col("started_on") > pl.col("closed_on"))).is_empty(), name


def test_no_case_closes_over_open_work(frame: Frame) -> None:
    """No closed case has an open plan, assessment or enquiry, nor care that goes on."""
    closed = frame("HelpEpisode").filter(
        pl.col("closed_on").is_not_null() & ~pl.col("no_further_action")
    )
    shut = closed.select("person_id", "closed_on", episode_id="id")
    undone = frame("Assessment").filter(pl.col("authorised_on").is_null())
    unended = frame("Plan").filter(OPEN)
    assert [len(rows.join(shut, on="episode_id", how="semi")) for rows in (undone, unended)] == [
        0,
        0,
    ]
    still = frame("HelpEpisode").filter(pl.col("closed_on").is_null())
    assert frame("CarePeriod").filter(OPEN).join(still, on="person_id", how="anti").is_empty()


def test_nobody_is_a_child_in_care_past_eighteen(city: World, frame: Frame) -> None:
    """Care ends on the birthday at the latest."""
    born = frame("Person").select("born_on", person_id="id")
    cares = (
        frame("CarePeriod")
        .join(born, on="person_id")
        .with_columns(
            adult_on=pl.col("born_on").dt.offset_by("18y"),
            over_on=pl.col("ended_on").fill_null(city.last),
        )
    )
    assert cares.filter(pl.col("over_on") > pl.col("adult_on") + pl.duration(days=1)).is_empty()


def test_no_meeting_is_held_on_a_closed_day(frame: Frame) -> None:
    """Conferences and reviews are held on working days; closed days have referrals, but few."""
    open_days = calendar()
    for name in ("Conference", "Review", "Supervision"):
        days = frame(name).filter(pl.col("held_on") >= date(2010, 1, 1))["held_on"].unique()
        assert [on for on in days if not open_days.is_working(on)] == [], name


@pytest.mark.parametrize(
    ("name", "points_by", "at"),
    [
        *(
            (name, "person_id", "Person")
            for name in ("Contact", "Visit", "Review", "Placement", "Allocation", "PersonName")
        ),
        ("Relationship", "other_id", "Person"),
        ("ContactStep", "episode_id", "HelpEpisode"),
        ("Visit", "plan_id", "Plan"),
        ("Review", "plan_id", "Plan"),
        ("Plan", "conference_id", "Conference"),
    ],
)
def test_everything_points_at_something_there(
    frame: Frame, name: str, points_by: str, at: str
) -> None:
    """People, referrals, plans and conferences that records name are in the city."""
    rows = frame(name).filter(pl.col(points_by).is_not_null())
    there = frame(at).select(pl.col("id").alias(points_by))
    assert rows.join(there, on=points_by, how="anti").is_empty()
