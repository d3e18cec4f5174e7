"""A city's own returns: what our readers read of them is what the city holds."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from kinkeeper.city import Kept, World
from kinkeeper.city.recorded import recorded
from kinkeeper.city.returns import FAULTS, write_returns
from kinkeeper.kernel.errors import KinkeeperError
from kinkeeper.law.returns import cin, ssda903
from kinkeeper.law.returns.cin.read import Cin, read_cin
from kinkeeper.law.returns.open import Opened, open_paths
from kinkeeper.law.returns.recorded import RECORDED
from kinkeeper.law.returns.ssda903.cut import every_episode
from kinkeeper.law.returns.ssda903.read import Ssda903, read_ssda903
from kinkeeper.law.returns.tables import read_sheet
from tests.city.conftest import told

LATER = timedelta(days=2922)  # eight years: to 2023 and 2024, whose rules are known here
NOT_WRONG = {
    "8875",  # a conference on a weekend: eight years later the days of the week are others
    "575",  # missing since an episode that has ended: the child's legal status changed, not the place
    *("169", "392a", "392c"),  # no directory has postcodes that are invented
    "SW10STG2",  # of 2023-24 still, when a case that had been closed excused no gap between workers
}


@pytest.fixture(scope="module")
def small() -> World:
    """A city of two years, small enough to write."""
    return told(0.02)


@pytest.fixture(scope="module")
def files(small: World, tmp_path_factory: pytest.TempPathFactory) -> tuple[Opened, ...]:
    """Its returns, opened again."""
    folder = tmp_path_factory.mktemp("returns")
    write_returns(small, folder)
    return open_paths([folder])[0]


@pytest.fixture(scope="module")
def censuses(files: tuple[Opened, ...]) -> list[Cin]:
    """The censuses as read, the earlier first."""
    return [read_cin(file) for file in files if file.form == "xml"]


@pytest.fixture(scope="module")
def care(files: tuple[Opened, ...]) -> Ssda903:
    """Both years of the SSDA903 as read."""
    return read_ssda903([read_sheet(file) for file in files if file.form == "csv"])


def test_every_value_can_be_read_again(censuses: list[Cin], care: Ssda903) -> None:
    """No reader finds anything wrong with any row."""
    assert [census.problems for census in censuses] == [(), ()]
    assert care.problems == ()


def test_the_census_holds_the_year(small: World, censuses: list[Cin]) -> None:
    """Each referral of 2014-15, and nothing after the year's end."""
    referred = pl.col("referred_on").is_between(date(2014, 4, 1), date(2015, 3, 31))
    ours = small.frames["frontdoor.HelpEpisode"].filter(referred)["referred_on"].sort()
    details = censuses[0].frames["CINdetails"]
    theirs = details.filter(pl.col("CINreferralDate") >= date(2014, 4, 1))["CINreferralDate"].sort()
    assert theirs.to_list() == ours.to_list()
    assert (
        details["CINclosureDate"].drop_nulls().is_between(date(2014, 4, 1), date(2015, 3, 31)).all()
    )


def test_plans_and_their_reviews_come_back(small: World, censuses: list[Cin]) -> None:
    """Those that began in the year, with their category."""
    begun = pl.col("started_on").is_between(date(2015, 4, 1), date(2016, 3, 31)) & (
        pl.col("kind") == "cp"
    )
    ours = small.frames["protection.Plan"].filter(begun)
    rows = censuses[1].frames["ChildProtectionPlans"]
    theirs = rows.filter(pl.col("CPPstartDate") >= date(2015, 4, 1))
    assert sorted(theirs["CPPstartDate"]) == sorted(ours["started_on"])
    assert rows["LatestCategoryOfAbuse"].null_count() == 0


def test_episodes_follow_one_another(care: Ssda903) -> None:
    """Each ends on the day the next begins, and only the last has another reason than X1."""
    rows = care.frames["Episodes"].filter(pl.col("_year") == 2016).sort("CHILD", "DECOM")
    both = rows.with_columns(next=pl.col("DECOM").shift(-1).over("CHILD"))
    assert both.filter((pl.col("REC") == "X1") & (pl.col("DEC") != pl.col("next"))).is_empty()
    assert set(rows["RNE"].unique()) <= {"S", "L", "P", "B", "T", "U"}


def test_episodes_are_cut_from_both_timelines(small: World) -> None:
    """One starts wherever a legal status or a placement does."""
    starts = {
        row
        for label in ("care.LegalStatusPeriod", "care.Placement")
        for row in small.frames[label].select("care_period_id", "started_on").iter_rows()
    }
    assert len(every_episode(recorded(small.frames))) == len(starts)


def test_a_world_is_handed_over_as_records_are(small: World) -> None:
    """Every kind with every column, as it is read from a database: no row more, none less."""
    held = recorded(small.frames)
    assert {kind: dict(rows.schema) for kind, rows in held.items()} == RECORDED
    assert all(len(held[kind]) == len(small.frames.get(kind, [])) for kind in held)


def test_nothing_is_written_over(small: World, tmp_path: Path) -> None:
    """A folder that holds anything is refused, and so are months without a whole year."""
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(KinkeeperError, match="not empty"):
        write_returns(small, tmp_path)
    with pytest.raises(KinkeeperError, match="No year"):
        write_returns(told(0.02, last=date(2014, 12, 31)), tmp_path / "new")


def test_faults_that_were_put_in_are_written_beside(tmp_path: Path) -> None:
    """Each with its child's number as the files have it; they are no part of the returns."""
    made = told(0.02, kept=Kept.DIRTY)
    write_returns(made, tmp_path)
    listed = json.loads((tmp_path / FAULTS).read_text(encoding="utf-8"))
    assert [one["fault"] for one in listed] == made.faults["fault"].to_list()
    files, unread = open_paths([tmp_path])
    text = "".join(file.text for file in files)
    planned = [one["child"] for one in listed if one["fault"] == "plan_without_category"]
    assert planned
    assert all(child in text for child in planned)
    assert [Path(one.name).name for one in unread] == [FAULTS]


def test_a_clean_city_lists_no_faults(files: tuple[Opened, ...], small: World) -> None:
    """There are none to write down."""
    assert small.faults.is_empty()
    assert not (Path(files[0].folder).parent / FAULTS).exists()


def years_later(made: World) -> World:
    """The same city eight years on."""
    frames = {
        label: rows.with_columns(pl.col(pl.Date) + LATER, *_years_on(rows))
        for label, rows in made.frames.items()
    }
    return replace(made, frames=frames, first=made.first + LATER, last=made.last + LATER)


def _years_on(rows: pl.DataFrame) -> list[pl.Expr]:
    return [pl.col("year_ended") + 8] if "year_ended" in rows.columns else []


def test_a_clean_city_breaks_no_rule_of_the_returns(tmp_path: Path) -> None:
    """Neither of the census nor of the SSDA903, whose rules of eight years later are asked."""
    write_returns(years_later(told(0.05)), tmp_path)
    yearly = [tmp_path / "ssda903" / year for year in ("2022-23", "2023-24")]
    censuses = sorted((tmp_path / "cin").iterdir())
    checked = [ssda903.check(ssda903.read(one)) for one in yearly]
    checked += [cin.check(cin.read(one)) for one in censuses]
    errors = [one.findings.filter(pl.col("severity") == "error")["rule"] for one in checked]
    assert set(pl.concat(errors)) <= NOT_WRONG
