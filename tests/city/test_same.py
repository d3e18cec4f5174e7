"""The same seed makes the same city; nobody in it is real; late entries and faults are at stated rates."""

from collections.abc import Callable
from datetime import date

import polars as pl
import pytest

from kinkeeper.city import Kept, World, scenario, world
from kinkeeper.city.chance import Chance
from kinkeeper.city.faults import named
from kinkeeper.kernel.errors import KinkeeperError
from kinkeeper.people.models.about import POSTCODE_SHAPE
from tests.city.conftest import FIRST, LAST, mean, told

Frame = Callable[[str], pl.DataFrame]


def test_the_same_seed_makes_the_same_city() -> None:
    """Every frame alike, ids and moments too."""
    one, other = told(0.02), told(0.02)
    assert list(one.frames) == list(other.frames)
    assert [
        label for label in one.frames if not one.frames[label].equals(other.frames[label])
    ] == []


def test_another_seed_makes_another_city() -> None:
    """Other people."""
    one, other = told(0.02), told(0.02, seed=2)
    assert not one.frames["people.Person"].equals(other.frames["people.Person"])


def test_one_concern_more_moves_no_other() -> None:
    """Each concern has a stream of its own."""
    one, other = Chance(1), Chance(1)
    other.uniform("something new", 100)
    assert one.uniform("sex", 5).tolist() == other.uniform("sex", 5).tolist()


def test_a_longer_story_begins_alike() -> None:
    """Who is referred in 2014 does not depend on how far the story is told."""
    short, long = told(0.02, last=date(2015, 3, 31)), told(0.02)
    before = pl.col("referred_on") <= date(2015, 3, 31)
    columns = ("person_id", "referred_on", "referral_source")
    both = [w.frames["frontdoor.HelpEpisode"].filter(before).select(columns) for w in (short, long)]
    assert (
        both[0]
        .select("referred_on", "referral_source")
        .equals(both[1].select("referred_on", "referral_source"))
    )


def test_addresses_are_of_no_real_place(frame: Frame) -> None:
    """Postcodes have the right shape and an area that is not there."""
    postcodes = frame("PersonAddress")["postcode"]
    assert postcodes.str.contains(POSTCODE_SHAPE).all()
    assert postcodes.str.starts_with("ZZ").all()


def test_ids_are_never_used_twice(city: World) -> None:
    """In no frame, and of the form of our own."""
    form = r"^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"
    for label, rows in city.frames.items():
        if "id" in rows.columns:
            assert rows["id"].n_unique() == len(rows), label
            assert rows["id"].str.contains(form).all(), label


def test_nothing_is_recorded_before_it_happened(frame: Frame) -> None:
    """Most within a day, a few weeks late: three to twelve in a hundred after a week."""
    rows = frame("Visit").select(late=pl.col("recorded_at").dt.date() - pl.col("held_on"))
    days = rows["late"].dt.total_days()
    assert days.min() == 0
    assert 0.03 <= mean(days > 6) <= 0.12


def test_what_was_not_known_has_a_reason(frame: Frame) -> None:
    """A child has a pupil number or the reason for none, never both; ethnicity is a code."""
    upns = frame("PersonIdentifier").filter(pl.col("kind") == "upn")
    assert (upns["value"].is_null() != upns["unknown_reason"].is_null()).all()
    children = frame("Person").filter(pl.col("kind") == "child")
    assert 0.01 <= mean(children["ethnicity"] == "NOBT") <= 0.04


def test_some_entries_were_wrong_at_first(city: World) -> None:
    """A few names misspelt, a few referrals coded wrongly, then put right."""
    first = city.first_entries["frontdoor.HelpEpisode"]
    right = city.frames["frontdoor.HelpEpisode"].join(
        first, on="id", how="semi", maintain_order="left"
    )
    assert 0 < len(first) < 0.03 * len(city.frames["frontdoor.HelpEpisode"])
    assert not right.sort("id").equals(first.sort("id"))


def test_a_clean_city_has_no_faults_and_a_dirty_one_every_kind() -> None:
    """Each fault that was put in is written down, each kind at least once."""
    assert told(0.02).faults.is_empty()
    assert set(told(0.05, kept=Kept.DIRTY).faults["fault"]) == set(named())


def test_who_lacks_a_pupil_number_is_of_those_the_check_asks() -> None:
    """Of school age, with a case open: the check that should find it does."""
    dirty = told(0.05, kept=Kept.DIRTY)
    lacking = dirty.faults.filter(pl.col("fault") == "no_pupil_number").select("person_id")
    cases = dirty.frames["frontdoor.HelpEpisode"].filter(pl.col("closed_on").is_null())
    people = dirty.frames["people.Person"].select("born_on", person_id="id")
    ages = lacking.join(people, on="person_id")["born_on"].dt.year()
    assert lacking.join(cases, on="person_id", how="anti").is_empty()
    assert ages.is_between(LAST.year - 16, LAST.year - 5).all()


def test_a_story_outside_the_scenario_is_refused() -> None:
    """Before it begins, after its figures end, or backwards."""
    backwards = (date(2016, 4, 1), LAST)
    for first, last in ((date(2013, 4, 1), LAST), (FIRST, date(2019, 3, 31)), backwards):
        with pytest.raises(KinkeeperError):
            world(scenario("birmingham-2014"), seed=1, size=0.02, first=first, last=last)


def test_every_figure_says_where_it_is_from() -> None:
    """Sourced, derived or assumed, each with its source."""
    story = scenario("birmingham-2014")
    marks = {one.mark for one in story.figures} | {one.mark for one in story.paths}
    names = [*(one.id for one in story.figures), *(one.id for one in story.paths)]
    assert marks == {"sourced", "derived", "assumed"}
    assert len(set(names)) == len(names)
