"""One referral told by the censuses of several years is one record, and nothing told once is lost."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.apps import apps
from django.db import transaction
from lxml import etree

from kinkeeper.access.who import Who
from kinkeeper.cli.load_report import as_text
from kinkeeper.cli.main import cli
from kinkeeper.kernel.errors import BadInput
from kinkeeper.returns.loading.report import Report
from kinkeeper.returns.queries import recent_loads
from tests.returns.census_text import child, group, referral

Loading = Callable[..., Report]
Census = Callable[..., Path]
Facts = Mapping[str, list[tuple[Any, ...]]]

SEEN: Mapping[str, tuple[str, ...]] = {
    "frontdoor.HelpEpisode": ("referred_on", "primary_need", "closed_on", "closure_reason"),
    "frontdoor.Assessment": ("started_on", "authorised_on", "episode__referred_on"),
    "frontdoor.AssessmentFactor": ("assessment__started_on", "code"),
    "protection.StrategyDiscussion": ("held_on", "episode__referred_on"),
    "protection.Section47Enquiry": (
        "started_on",
        "conference_needed",
        "conference_target_on",
        "strategy__held_on",
        "episode__referred_on",
    ),
    "protection.Conference": ("kind", "held_on", "enquiry__started_on", "episode__referred_on"),
    "protection.Plan": (
        "kind",
        "started_on",
        "ended_on",
        "conference__held_on",
        "episode__referred_on",
    ),
    "protection.AbuseCategoryPeriod": ("plan__started_on", "category", "started_on", "ended_on"),
    "reviews.Review": ("kind", "held_on", "plan__started_on", "episode__referred_on"),
    "people.Disability": ("code",),
}
"""What is looked at of each kind of record a census makes, with what it belongs to by its date."""


def seen() -> Facts:
    """The records of every kind, without their ids."""
    models: Iterable[tuple[str, Any]] = ((name, apps.get_model(name)) for name in SEEN)
    found = {name: list(model.objects.values_list(*SEEN[name])) for name, model in models}
    return {name: sorted(rows, key=str) for name, rows in found.items()}


def assessment(on: str, *factors: str, **values: str) -> str:
    """An assessment and what it found."""
    codes = "".join(f"<AssessmentFactors>{code}</AssessmentFactors>" for code in factors)
    found = f"<FactorsIdentifiedAtAssessment>{codes}</FactorsIdentifiedAtAssessment>"
    made = group("Assessments", AssessmentActualStartDate=on, **values)
    return made.replace("</Assessments>", f"{found if codes else ''}</Assessments>")


def enquiry(on: str, **values: str) -> str:
    """A section 47 enquiry."""
    return group("Section47", S47ActualStartDate=on, **values)


def plan(on: str, *reviews: str, category: str = "NEG", **values: str) -> str:
    """A protection plan and its reviews."""
    first = {"InitialCategoryOfAbuse": "NEG", "LatestCategoryOfAbuse": category}
    held = "".join(f"<CPPreviewDate>{day}</CPPreviewDate>" for day in reviews)
    made = group("ChildProtectionPlans", CPPstartDate=on, **first, **values)
    inside = f"<Reviews>{held}</Reviews>" if held else ""
    return made.replace("</ChildProtectionPlans>", f"{inside}</ChildProtectionPlans>")


def help_plan(on: str, end: str = "") -> str:
    """A plan of a child in need."""
    ended = {"CINPlanEndDate": end} if end else {}
    return group("CINPlanDates", CINPlanStartDate=on, **ended)


HELD = {"DateOfInitialCPC": "2014-09-20"}
PAIRS: Mapping[str, tuple[str, str]] = {
    "told only by the earlier year": (
        assessment("2014-06-03", "3B")
        + enquiry("2014-09-01", **HELD)
        + plan("2014-09-20", "2014-12-10"),
        assessment("2015-06-03", "4B"),
    ),
    "told by both": (
        assessment("2014-06-03", "3B") + enquiry("2014-09-01"),
        assessment("2014-06-03", "4B", AssessmentAuthorisationDate="2014-07-01")
        + enquiry("2014-09-01", ICPCnotRequired="true"),
    ),
    "a plan that goes on": (
        enquiry("2014-09-01", **HELD) + plan("2014-09-20", "2014-12-10"),
        plan("2014-09-20", "2015-06-10", category="EMO", CPPendDate="2015-07-01"),
    ),
    "a category that was and is not the latest": (
        plan("2014-09-20", category="EMO"),
        plan("2014-09-20", CPPendDate="2015-07-01"),
    ),
    "a conference dated otherwise": (
        enquiry("2014-09-01", **HELD),
        enquiry("2014-09-01", DateOfInitialCPC="2014-09-21"),
    ),
    "a plan dated otherwise": (
        plan("2014-09-20", "2014-12-10"),
        plan("2014-09-22", "2015-06-10", CPPendDate="2015-07-01"),
    ),
    "a child in need plan dated otherwise": (
        help_plan("2014-09-20"),
        help_plan("2014-09-10", "2015-07-01"),
    ),
    "one plan after another": (
        help_plan("2014-06-20", "2014-08-01") + help_plan("2014-09-20"),
        help_plan("2014-09-20", "2015-05-01") + help_plan("2015-06-01"),
    ),
}
REFERRED, NEED = "2014-06-02", {"PrimaryNeedCode": "N1"}
CLOSED = {"PrimaryNeedCode": "N2", "CINclosureDate": "2016-01-04", "ReasonForClosure": "RC1"}


@pytest.fixture
def pair(census: Census) -> Callable[[str], tuple[Path, Path]]:
    """The censuses of two years that tell one referral, and what each tells under it."""

    def make(named: str) -> tuple[Path, Path]:
        older, newer = PAIRS[named]
        return (
            census(child("A1", referral(REFERRED, older, **NEED)), year=2015),
            census(child("A1", referral(REFERRED, newer, **CLOSED)), year=2016),
        )

    return make


Pair = Callable[[str], tuple[Path, Path]]


@pytest.mark.parametrize("named", PAIRS)
def test_together_or_one_after_the_other(named: str, loading: Loading, pair: Pair) -> None:
    """Two years give the same records loaded together as loaded older first, and again change nothing."""
    older, newer = pair(named)
    before = transaction.savepoint()
    refused = loading(newer, older).refused
    together, again = seen(), loading(older, newer)
    transaction.savepoint_rollback(before)
    loading(older)
    loading(newer)
    assert seen() == together
    assert (refused, again.new, again.changed) == (0, 0, 0)


def test_what_only_the_earlier_year_tells(loading: Loading, pair: Pair) -> None:
    """It is kept under the one referral, whose own fields are those of the later year."""
    loading(*pair("told only by the earlier year"))
    found = seen()
    closed = (date(2014, 6, 2), "N2", date(2016, 1, 4), "RC1")
    assert found["frontdoor.HelpEpisode"] == [closed]
    kept = {name: len(rows) for name, rows in found.items()}
    assert kept["frontdoor.Assessment"] == kept["frontdoor.AssessmentFactor"] == 2
    assert kept["protection.Section47Enquiry"] == kept["protection.Conference"] == 1
    assert kept["protection.Plan"] == kept["reviews.Review"] == 1


def test_what_both_years_tell(loading: Loading, pair: Pair) -> None:
    """The later year decides; the earlier year's rows are counted as told later, not as refused."""
    report = loading(*pair("told by both"))
    found = seen()
    assert [row[:2] for row in found["frontdoor.Assessment"]] == [
        (date(2014, 6, 3), date(2014, 7, 1))
    ]
    assert [row[1] for row in found["protection.Section47Enquiry"]] == [False]
    later = {one.name: one.told_later for one in report.tables if one.told_later}
    assert later == {"CINdetails": 1, "Assessments": 1, "Section47": 1}
    assert (report.refused, report.told_later) == (0, 3)


def test_what_the_pages_show_of_it(loading: Loading, pair: Pair, analyst: Who) -> None:
    """The terminal counts what was told later by itself; a page does not add it to unchanged records."""
    report = loading(*pair("told by both"))
    (shown,) = recent_loads(who=analyst)
    assert "3 told by a later year" in as_text(report, everything=False)
    assert (shown.unchanged, shown.refused) == (report.unchanged, 0)


def test_a_plan_that_goes_on(loading: Loading, pair: Pair) -> None:
    """Reviews of both years are of one plan, ended by the later year, of the earlier year's conference."""
    loading(*pair("a plan that goes on"))
    found, began = seen(), date(2014, 9, 20)
    assert [row[:4] for row in found["protection.Plan"]] == [("cp", began, date(2015, 7, 1), began)]
    held = [row[1:3] for row in found["reviews.Review"]]
    assert held == [(date(2014, 12, 10), began), (date(2015, 6, 10), began)]


def test_a_plan_dated_otherwise(loading: Loading, pair: Pair) -> None:
    """It is one plan, of the start the later year tells, with the reviews of both years."""
    report = loading(*pair("a plan dated otherwise"))
    found, began = seen(), date(2014, 9, 22)
    assert [row[1] for row in found["protection.Plan"]] == [began]
    assert [row[2] for row in found["reviews.Review"]] == [began, began]
    assert [(one.field, one.stopped) for one in report.findings] == [("CPPstartDate", "nothing")]


def test_a_conference_dated_otherwise(loading: Loading, pair: Pair) -> None:
    """An enquiry led to one conference, of the date the later year tells."""
    loading(*pair("a conference dated otherwise"))
    assert [row[1] for row in seen()["protection.Conference"]] == [date(2014, 9, 21)]


def test_an_older_census_alone(loading: Loading, pair: Pair) -> None:
    """It is refused with what to do, and doing that adds what only it tells."""
    older, newer = pair("told only by the earlier year")
    loading(newer)
    with pytest.raises(BadInput, match="to March 2016 is loaded already") as refused:
        loading(older)
    assert "what only the older tells is added" in refused.value.do
    report = loading(older, newer)
    assert len(seen()["frontdoor.Assessment"]) == 2
    assert (report.changed, report.refused) == (0, 0)


DISTINCT: Mapping[str, tuple[str, str]] = {
    "CINdetails": ("CINreferralDate", "frontdoor.HelpEpisode"),
    "Assessments": ("AssessmentActualStartDate", "frontdoor.Assessment"),
    "Section47": ("S47ActualStartDate", "protection.Section47Enquiry"),
    "CINPlanDates": ("CINPlanStartDate", "protection.Plan"),
    "ChildProtectionPlans": ("CPPstartDate", "protection.Plan"),
    "Reviews": ("CPPreviewDate", "reviews.Review"),
}


def distinct(folder: Path, tag: str, dated: str) -> set[tuple[str, str]]:
    """Every child and date that the censuses of a folder tell in a group, read with nothing of ours."""
    found: set[tuple[str, str]] = set()
    for file in sorted(folder.rglob("*.xml")):
        for one in etree.parse(file).iterfind(".//Child"):
            dates = one.iterfind(f".//{tag}/{dated}")
            found |= {(str(one.findtext(".//LAchildID")), str(day.text)) for day in dates}
    return found


def recorded(model: Any, kind: str) -> set[tuple[str, str]]:
    """Every child and date that is recorded."""
    identifiers = apps.get_model("people.PersonIdentifier").objects.filter(kind="la_child_id")
    who = dict(identifiers.values_list("person_id", "value"))
    on = "referred_on" if kind == "CINdetails" else "held_on" if kind == "Reviews" else "started_on"
    kinds = {"CINPlanDates": "cin", "ChildProtectionPlans": "cp", "Reviews": "cp"}
    rows = model.objects.filter(**({"kind": kinds[kind]} if kind in kinds else {}))
    return {(who[person], str(day)) for person, day in rows.values_list("person_id", on)}


@pytest.mark.slow
def test_a_city_comes_back_whole(loading: Loading, tmp_path: Path) -> None:
    """Every referral, assessment, enquiry, plan and review of a city's own files becomes a record."""
    folder = tmp_path / "returns"
    made = CliRunner().invoke(cli, ["city", "--returns", str(folder), "--size", "0.02"])
    assert made.exit_code == 0, made.output
    report = loading(folder)
    assert report.refused == 0
    for tag, (dated, label) in DISTINCT.items():
        expected = distinct(folder, tag, dated)
        assert len(expected) > 20, tag
        assert recorded(apps.get_model(label), tag) == expected, tag
