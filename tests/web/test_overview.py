"""The overview, one measure, and the list behind a number."""

import csv
import io
import re
from collections.abc import Callable
from datetime import date

import pytest
from django.template import engines
from django.test import Client
from pytest_django import Settings

from kinkeeper.access.models import AuditEntry, Restriction, Team, User
from kinkeeper.access.services import operator
from kinkeeper.care.models import CarePeriod, Placement
from kinkeeper.chronology.save import save
from kinkeeper.duties.refresh import refresh_everybody
from kinkeeper.measures.catalogue import MEASURES
from kinkeeper.measures.figures import WHY_KEPT_BACK
from kinkeeper.measures.models import MeasureRow, MeasureValue
from kinkeeper.measures.refresh import refresh_measures
from kinkeeper.people.models import PersonName
from kinkeeper.web.charts.shapes import not_run
from kinkeeper.web.presenters import in_care
from kinkeeper.web.presenters.behind import within
from tests.web.conftest import TODAY, ChildId, SignIn

pytestmark = pytest.mark.django_db
MARCH = date(2026, 3, 1)
LEADERS = ("head_of_service", "director", "performance_analyst", "scrutiny_member")


def page_of(client: Client, address: str = "/overview/") -> str:
    """A page as it is read."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.mark.parametrize("role", LEADERS)
def test_whoever_sees_figures_has_the_overview(role: str, figures: None, signed_in: SignIn) -> None:
    """Twelve measures, the strands and the duties, each with its words and table."""
    page = page_of(signed_in(role))
    for measure in MEASURES:
        assert f'id="figure-{measure.id}"' in page
    assert "Open work by strand" in page
    assert "Duties due and overdue" in page


@pytest.mark.parametrize("role", ["social_worker", "team_manager", "whistleblowing_officer"])
def test_others_have_not(role: str, signed_in: SignIn) -> None:
    """Nothing of it, at none of its addresses."""
    client = signed_in(role)
    for address in ("", "referrals/", "figures.csv", "list/FD11/2026-03/"):
        assert client.get(f"/overview/{address}").status_code == 403


def test_before_the_first_run_it_says_so(signed_in: SignIn) -> None:
    """No figures is not the same as nought."""
    page = page_of(signed_in("director"))
    assert "Figures unavailable" in page
    assert '<svg class="chart"' not in page


def test_what_was_not_run_says_why(figures: None, signed_in: SignIn) -> None:
    """Not an empty chart."""
    page = page_of(signed_in("director"))
    assert "Looked-after visits on time: not run" in page or "Visits on time: not run" in page
    assert "Not run." in page


def test_each_number_opens_a_list_as_long(figures: None, signed_in: SignIn) -> None:
    """The list has as many rows as the number counted."""
    value = MeasureValue.objects.get(indicator="FD11", month=MARCH, scope="authority")
    client = signed_in("director")
    assert 'href="/overview/list/FD11/2026-03/"' in page_of(client, "/overview/referrals/")
    page = page_of(client, "/overview/list/FD11/2026-03/")
    assert f"{value.numerator} row" in page


def test_a_percentage_opens_those_who_count_and_those_who_do_not(
    figures: None, signed_in: SignIn
) -> None:
    """Both together are what was asked about."""
    client, address = signed_in("director"), "/overview/list/FD13/2026-03/"
    counts = [
        page_of(client, f"{address}?counted={said}").count("/children/") for said in ("yes", "no")
    ]
    everybody = page_of(client, address).count("/children/")
    shown = min(everybody, 26)
    assert sum(counts) >= shown
    assert MeasureRow.objects.filter(indicator="FD13", month=MARCH).count() <= sum(counts)


def test_a_percentage_opens_those_it_counts(figures: None, signed_in: SignIn) -> None:
    """In words, beside the rest and both together, whose numbers are those of the percentage."""
    value = MeasureValue.objects.filter(indicator="AS03", scope="authority", numerator__gt=0)[0]
    client, address = signed_in("director"), f"/overview/list/AS03/{value.month:%Y-%m}/"
    assert f'href="{address}?counted=yes"' in page_of(client, "/overview/assessments/")
    page = page_of(client, f"{address}?counted=yes")
    number = r'tally__figure">([\d,]+)</span> <span class="tally__word">([^<]+)'
    rest = (value.denominator or 0) - (value.numerator or 0)
    assert {said: int(n) for n, said in re.findall(number, page)} == {
        "Within 45 working days": value.numerator, "Later": rest,
        "All together": value.denominator,
    }  # fmt: skip
    assert f"{value.numerator} row" in page


def test_where_children_live_is_told_of_the_whole(child: ChildId, signed_in: SignIn) -> None:
    """One sentence says why not by place, and not a page of cells; of a place, the whole is shown."""
    subject, by = child("C000000003"), operator()
    client = signed_in("director", works_with=subject)
    care = save(CarePeriod(person_id=subject, started_on=MARCH), by=by)
    of = {"person_id": subject, "care_period_id": care.pk}
    save(Placement(**of, started_on=MARCH, kind="U4"), by=by)
    refresh_measures(TODAY)
    place = f"?place={MeasureValue.objects.filter(scope='team')[0].team_id}"
    for address in ("/overview/placements/", f"/overview/placements/{place}"):
        page = page_of(client, address)
        assert "It is told of the whole authority alone" in page
        assert "Month by month for the whole authority." in page
        assert "Not shown" not in page
    assert "of the whole authority alone" in page_of(client, f"/overview/{place}")


def test_the_list_of_children_looked_after_says_how_long(
    child: ChildId, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Age and since when, of the records open to the reader; where none is, neither column is there."""
    save(CarePeriod(person_id=child("C000000003"), started_on=MARCH), by=operator())
    refresh_measures(TODAY)
    client, address = signed_in("director"), f"/overview/list/LA02/{TODAY:%Y-%m}/"
    page = page_of(client, address)
    assert "1\u00a0Mar\u00a02026" in page
    assert re.search(r'data-label="Age">\s*\d+ years old', page)
    monkeypatch.setattr(in_care, "people_of", lambda **asked: {})
    assert "Looked after since" not in page_of(client, address)


def test_rows_not_open_are_said_to_be_in_what_they_are_in() -> None:
    """Those that a share does not count are not in its number."""
    assert within("LA02", None) == within("PS09A", True) == "in the number"
    assert "share" in within("PS09A", None)
    assert "share" in within("PS09A", False)


def test_the_list_is_in_the_audit(figures: None, signed_in: SignIn) -> None:
    """Who was shown is known."""
    page_of(signed_in("director"), "/overview/list/FD11/2026-03/")
    entry = AuditEntry.objects.filter(verb="listed", details__page="figure").get()
    assert entry.details["figure"] == "FD11"
    assert entry.details["count"] > 0


def test_names_are_masked_for_an_analyst(figures: None, signed_in: SignIn) -> None:
    """References instead."""
    page = page_of(signed_in("performance_analyst"), "/overview/list/FD11/2026-03/")
    surnames = set(PersonName.objects.values_list("surname", flat=True))
    assert surnames
    assert not [name for name in surnames if f"{name}, " in page]


def test_who_may_not_know_a_child_has_no_list(figures: None, signed_in: SignIn) -> None:
    """A finance partner reads the numbers, and no number is a link."""
    page = page_of(signed_in("finance_partner"), "/overview/")
    assert "/overview/list/" not in page


def test_scrutiny_has_no_list_at_any_address(figures: None, signed_in: SignIn) -> None:
    """Not even one that is typed: the same answer as for nothing at all."""
    client = signed_in("scrutiny_member")
    page = page_of(client)
    assert "/overview/list/" not in page
    assert "/teams/duties/" not in page
    assert client.get("/overview/list/FD11/2026-03/").status_code == 404
    assert client.get("/today/").status_code == 403


def test_scrutiny_reads_no_small_number(figures: None, signed_in: SignIn) -> None:
    """1 to 5 are "c" in the table; nought and more are shown."""
    small = MeasureValue.objects.filter(
        scope="authority", indicator="FD11", numerator__gt=0, numerator__lt=6
    ).values_list("month", flat=True)
    page = page_of(signed_in("scrutiny_member"), "/overview/referrals/")
    rows = dict(re.findall(r'<th scope="row">(\w{3}\s\d{4})[^<]*</th><td[^>]*>([^<]*)', page))
    assert small
    assert {rows[f"{month:%b}\u00a0{month.year}"] for month in small} == {"c"}


def test_a_place_that_is_not_on_offer_is_the_whole(figures: None, signed_in: SignIn) -> None:
    """An id from elsewhere opens nothing."""
    page = page_of(signed_in("director"), "/overview/?place=00000000-0000-7000-8000-000000000000")
    assert "How the whole authority stands" in page


@pytest.mark.parametrize("address", ["nothing/", "list/NONE/2026-03/", "list/FD11/2026-13/"])
def test_what_there_is_not_is_not_found(address: str, figures: None, signed_in: SignIn) -> None:
    """404, whatever was typed."""
    assert signed_in("director").get(f"/overview/{address}").status_code == 404


def test_a_teams_figures_are_its_own(child: ChildId, signed_in: SignIn) -> None:
    """A team with one child has that child's figures."""
    client = signed_in("director", works_with=child("C000000003"))
    refresh_everybody()
    refresh_measures(TODAY)
    place = MeasureValue.objects.filter(scope="team").values_list("team_id", flat=True)[0]
    page = page_of(client, f"/overview/?place={place}")
    assert "How Assessment team 2 stands" in page
    assert f"place={place}" in page


def test_the_file_says_what_the_page_says(figures: None, signed_in: SignIn) -> None:
    """A row a figure and month, and the export is in the audit."""
    answer = signed_in("director").get("/overview/figures.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    value = MeasureValue.objects.get(indicator="FD11", month=MARCH, scope="authority")
    said = next(r for r in rows if (r["figure"], r["month"]) == ("FD11", "2026-03"))
    assert said["value"] == str(value.numerator)
    assert AuditEntry.objects.filter(verb="exported").get().details["count"] == len(rows)
    assert "attachment" in answer["Content-Disposition"]


def test_the_file_keeps_back_what_the_page_keeps_back(figures: None, signed_in: SignIn) -> None:
    """Nobody has a small number by downloading it."""
    text = signed_in("scrutiny_member").get("/overview/figures.csv").content.decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    counts = [r["value"] for r in rows if r["unit"] == "count" and r["value"] not in ("", "c")]
    assert counts
    assert all(float(value) == 0 or float(value) > 5 for value in counts)


@pytest.fixture
def shapes(figures: None, signed_in: SignIn) -> Callable[[str], list[str]]:
    """Every occurrence of a pattern in the overview."""
    page = page_of(signed_in("director"))
    return lambda pattern: re.findall(pattern, page)


def test_charts_carry_no_style_of_their_own(shapes: Callable[[str], list[str]]) -> None:
    """Classes alone: the policy allows no inline style, and forced colours can do their work."""
    drawn = shapes(r'<svg class="(?:chart|spark)".*?</svg>')
    assert drawn
    assert not [one for one in drawn if re.search("style=|fill=|stroke=|<style|<script", one)]


def test_every_drawing_is_named_and_has_its_table(shapes: Callable[[str], list[str]]) -> None:
    """What is drawn can be read."""
    drawings = shapes(r'<svg class="chart"[^>]*>')
    assert drawings
    assert all('role="img"' in one and 'aria-label="' in one for one in drawings)
    assert len(shapes(r'<table class="numbers">')) >= len(MEASURES)


def test_components_are_for_demonstrations(signed_in: SignIn, settings: Settings) -> None:
    """In production there is no such page."""
    client = signed_in("director")
    assert "Charts in every state" in page_of(client, "/components/")
    settings.PRODUCTION = True
    assert client.get("/components/").status_code == 404


def test_what_is_not_the_readers_is_said_to_be_in_the_number(
    figures: None, signed_in: SignIn
) -> None:
    """A restricted record counts and is not listed; the page says how many."""
    client = signed_in("director")
    row = MeasureRow.objects.filter(indicator="FD11", month=MARCH).first()
    assert row
    by = User.objects.get(username="director")
    days = {"started_on": date(2026, 4, 10), "review_on": TODAY}
    told = {"reason": "investigation", "set_by": by, **days}
    Restriction.objects.create(person_id=row.person_id, scope="record", **told)
    page = page_of(client, "/overview/list/FD11/2026-03/")
    assert "of records not open to you" in page
    assert f"/children/{row.person_id}/" not in page


@pytest.mark.parametrize("month", ["2030-01", "1999-01"])
def test_a_month_without_figures_has_no_list(month: str, figures: None, signed_in: SignIn) -> None:
    """Nobody was counted for it: that is not to say that nobody is."""
    assert signed_in("director").get(f"/overview/list/FD11/{month}/").status_code == 404


def test_placed_for_adoption_is_a_section(figures: None, signed_in: SignIn) -> None:
    """The number is for everybody with figures; the list only where the section is open."""
    row = MeasureRow.objects.filter(indicator="LA02").first() or MeasureRow.objects.first()
    assert row
    MeasureRow.objects.create(
        indicator="PS09A", month=MARCH, person_id=row.person_id, counts=True, team=None
    )
    page = page_of(signed_in("director"), "/overview/list/PS09A/2026-03/")
    assert str(row.person_id) not in page
    assert "Nothing here is open to you" in page


@pytest.mark.parametrize("role", ["scrutiny_member", "finance_partner", "workforce_lead"])
def test_who_opens_no_list_is_told_no_nought_and_of_no_list(
    role: str, figures: None, signed_in: SignIn
) -> None:
    """The duties of the whole authority, not of the records open to the reader, which are none."""
    page = page_of(signed_in(role))
    assert "0 open, 0 overdue" not in page
    assert "Each number opens its list" not in page
    assert "In no district" in page
    assert "/teams/duties/" not in page


def test_duties_of_no_team_open_their_list(figures: None, signed_in: SignIn) -> None:
    """As long as the number, and children with a team are not in it."""
    client = signed_in("director")
    said = re.search(r'team=none">([\d,]+)<', page_of(client))
    assert said
    listed = page_of(client, "/teams/duties/?team=none")
    assert "Duties of children with no team" in listed
    assert f"{said[1]} duties" in listed


def test_a_measures_no_team_opens_its_list(figures: None, signed_in: SignIn) -> None:
    """The children who have had no team, and nobody else."""
    client = signed_in("director")
    month = f"{TODAY:%Y-%m}"
    page = page_of(client, "/overview/looked-after/") + page_of(client, "/overview/plans/")
    assert f"/{month}/?place=none" in page
    listed = page_of(client, f"/overview/list/CP11/{month}/?place=none")
    assert "children who have had no team" in listed


def test_of_one_place_there_is_no_row_of_no_team(child: ChildId, signed_in: SignIn) -> None:
    """Children without a team are the authority's, and not this team's."""
    client = signed_in("director", works_with=child("C000000003"))
    refresh_everybody()
    refresh_measures(TODAY)
    place = Team.objects.get().id
    for address in ("/overview/", "/overview/plans/"):
        page = page_of(client, f"{address}?place={place}")
        assert '<th scope="row">No team</th>' not in page
        assert '<th scope="row">No team</th>' in page_of(client, address)


def test_a_table_is_a_press_away_on_the_overview_alone(figures: None, signed_in: SignIn) -> None:
    """With its source, every month in it; the measure's own page has it open."""
    client = signed_in("director")
    plans = page_of(client).split('id="figure-plans"')[1].split("</section>")[0]
    folded = plans.split('<details class="why folded">')[1].split("</details>")[0]
    assert folded.count('<th scope="row">') == 14 or "All 14 months" in folded
    assert "Records of this service" in folded
    assert "folded" not in page_of(client, "/overview/plans/")


def test_teams_below_a_district_have_a_table_of_their_own(
    figures: None, signed_in: SignIn, child: ChildId
) -> None:
    """Nothing is counted twice in one table, and no row stands under a heading that is not its own."""
    client = signed_in("director", works_with=child("C000000003"))
    top = Team.objects.create(name="Services", service="Social care", started_on=TODAY)
    mid = Team.objects.create(name="East", service="Social care", parent=top, started_on=TODAY)
    Team.objects.filter(name="Assessment team 2").update(parent=mid)
    duties = page_of(client).split("Duties due and overdue")[1].split("</section>")[0]
    open_, folded = duties.split("<details")
    assert ("East</th>" in open_, "Assessment team 2</th>" in open_) == (True, False)
    assert "Duties by team" in folded
    assert "Assessment team 2</th>" in folded


def test_kept_back_is_not_called_not_run() -> None:
    """They are two things: one was counted."""
    drawing = vars(engines["jinja2"])["env"].get_template("components/chart.html").module.drawing
    assert "Not run" not in drawing(not_run(1, 1, [WHY_KEPT_BACK]), "A chart")
    assert "Not run" in drawing(not_run(1, 1, ["No visit is recorded."]), "A chart")
