"""Indicators over stored duties and records."""

from datetime import date
from typing import Any

import pytest

from kinkeeper.care.models import CarePeriod, CareVisit, MissingEpisode, Placement
from kinkeeper.duties.figures import NO_DUTIES, figure_records, figures
from kinkeeper.duties.refresh import refresh_everybody
from kinkeeper.frontdoor.models import Assessment, Contact, ContactGroup
from kinkeeper.kernel.periods import Period, financial_year
from kinkeeper.law.indicators import INDICATORS
from kinkeeper.protection.models import Conference, Plan, Section47Enquiry, Visit
from kinkeeper.reviews.models import Review
from tests.duties.told import announced, case, child, held

pytestmark = pytest.mark.django_db
YEAR = financial_year(2026)
TODAY = date(2026, 11, 23)
MAY = date(2026, 5, 1)
LOADED = {"source": "imported"}  # a plan that no conference here began


def values(as_at: date = TODAY) -> dict[str, tuple[int, int]]:
    """Numerator and denominator of each indicator that ran, duties worked out anew."""
    refresh_everybody()
    rows = figures(YEAR, as_at).rows.select("indicator", "numerator", "denominator").rows()
    return {indicator: (top, bottom) for indicator, top, bottom in rows}


def referred(**given: Any) -> dict[str, Any]:
    """Somebody referred, announced, and the referral."""
    opened = case(child(announced), announced, **{"referred_on": MAY, **given})
    return {"person": opened.person, "episode": opened}


def held_beside() -> None:
    """What else figures are of: a contact, early help, visits, a time missing, and a care leaver."""
    of: dict[str, Any] = {"person": child(announced, born_on=date(2000, 5, 5))}
    days = {"started_on": date(2015, 6, 1), "ended_on": date(2016, 9, 1)}
    visit: dict[str, Any] = {"held_on": date(2015, 6, 20), "seen": True}
    facts = {"received_on": MAY, "channel": "form", "reason": "other"}
    group = announced(ContactGroup, **facts)
    announced(Contact, **of, contact_group=group, **facts)
    episode = case(of["person"], announced, referred_on=date(2015, 6, 1), level="early_help")
    plan = announced(Plan, **of, episode=episode, kind="cp", **LOADED, **days)
    announced(Visit, **of, episode=episode, plan=plan, kind="cp", **visit)
    care = announced(CarePeriod, **of, **days)
    announced(Placement, **of, care_period=care, kind="U6", started_on=days["started_on"])
    announced(CareVisit, **of, care_period=care, kind="cla", **visit)
    announced(MissingEpisode, **of, kind="M", started_on=date(2015, 7, 1))


def test_nothing_recorded_is_not_run() -> None:
    """Of an empty authority no figure is nought: each says what is not recorded."""
    found = figures(YEAR, TODAY)
    assert found.rows.is_empty()
    assert set(found.not_run) == {i.id for i in INDICATORS}
    assert found.not_run["RV01"] == NO_DUTIES
    assert found.not_run["FD11"] == "No referral has been recorded or loaded."


def test_every_indicator_runs() -> None:
    """With one record of each kind every indicator has a value, or nobody to ask about."""
    held(announced)
    held_beside()
    refresh_everybody()
    found = figures(YEAR, TODAY)
    assert not found.not_run
    assert set(found.rows["indicator"]) == {i.id for i in INDICATORS}


def test_referrals() -> None:
    """Referrals in the year, those after another within 12 months, those that came to nothing."""
    person = child()
    case(person, referred_on=date(2026, 3, 1), closed_on=date(2026, 3, 20))
    case(person, referred_on=date(2026, 9, 1), no_further_action=True)
    case(child(), referred_on=date(2026, 9, 2))
    found = values()
    assert (found["FD11"], found["FD13"], found["FD14"]) == ((2, 2), (1, 2), (1, 2))


def test_assessments_are_counted_from_start_and_from_referral() -> None:
    """Authorised on 8 July: day 45 from the start on 5 May, day 46 from the referral on 1 May."""
    days = {"started_on": date(2026, 5, 5), "authorised_on": date(2026, 7, 8)}
    announced(Assessment, **referred(), **days)
    found = values()
    assert (found["AS03"], found["AS03R"], found["AS05"]) == ((1, 1), (0, 1), (0, 0))


def test_open_and_overdue_assessments() -> None:
    """What is open and past its day is counted as it stands on the day asked about."""
    announced(Assessment, **referred(), started_on=MAY)
    assert values(date(2026, 7, 7))["AS05"] == (0, 0)
    assert values(date(2026, 7, 8))["AS05"] == (1, 1)


def test_conferences() -> None:
    """Of two enquiries one led to a conference, which was held in time."""
    of = referred()
    enquiry = announced(Section47Enquiry, **of, started_on=date(2026, 5, 5))
    announced(Section47Enquiry, **of, started_on=date(2026, 5, 6))
    announced(Conference, **of, kind="initial", enquiry=enquiry, held_on=date(2026, 5, 20))
    found = values()
    assert (found["CP02"], found["CP07"]) == ((1, 2), (1, 1))


def test_protection_reviews() -> None:
    """Children on a plan for three months or more, all of whose reviews were on time."""
    kept, late = referred(), referred()
    for of, started_on in ((kept, MAY), (late, MAY), (referred(), date(2026, 10, 1))):
        of["plan"] = announced(
            Plan, **of, **LOADED, kind="cp", started_on=started_on, previous_plans=0
        )
    announced(Review, **kept, kind="cp", held_on=date(2026, 7, 30))
    announced(Review, **late, kind="cp", held_on=date(2026, 8, 3))
    found = values()
    assert (found["CP20"], found["CP11"], found["CP14"]) == ((1, 2), (3, 3), (0, 3))


def test_looked_after_reviews() -> None:
    """A child counts whose every review due was held in time; one late review spoils it."""
    for second in (date(2026, 9, 25), date(2026, 9, 28)):
        of = {"person": child(announced)}
        of["care_period"] = announced(CarePeriod, **of, started_on=date(2026, 6, 1))
        for held_on in (date(2026, 6, 25), second):
            announced(Review, **of, kind="cla", held_on=held_on)
    found = values()
    assert (found["RV01"], found["LA02"]) == ((1, 2), (2, 2))


def test_moves() -> None:
    """Three placements since April count as three or more; two do not."""
    for moves in (2, 3):
        person = child()
        care = CarePeriod.objects.create(person=person, started_on=MAY)
        for n in range(moves):
            end = None if n == moves - 1 else MAY.replace(month=6 + n)
            days = {"started_on": MAY.replace(month=5 + n), "ended_on": end}
            Placement.objects.create(person=person, care_period=care, kind="U6", **days)
    assert values()["PS01"] == (1, 2)


def test_care_leavers() -> None:
    """Sixteen, over a year in care and gone from it: a care leaver until the 25th birthday."""
    held_beside()
    rows = [
        figure_records(on).frames["care_leavers"] for on in (date(2016, 8, 1), date(2020, 1, 1))
    ]
    assert [len(frame) for frame in (*rows, figure_records(TODAY).frames["care_leavers"])] == [
        0,
        1,
        0,
    ]


def test_contacts_visits_and_absences() -> None:
    """A contact is counted when it came, a visit when it was due; a child not back is missing."""
    held_beside()
    found = values()
    assert (found["FD01"], found["MS01N"], found["EH03"]) == ((1, 1), (1, 1), (1, 1))
    assert found["RV03"] == (0, 0)


def test_a_year_that_is_over_is_seen_from_its_end() -> None:
    """What happened after the period's last day had not happened yet."""
    case(child(), referred_on=MAY, closed_on=TODAY)
    june = Period(date(2026, 4, 1), date(2026, 6, 30), "the first quarter")
    in_care = CarePeriod.objects.create(person=child(), started_on=MAY, ended_on=TODAY)
    assert figure_records(june.end).frames["care_periods"]["record"].to_list() == [str(in_care.id)]
    found = figures(june, TODAY).rows.filter(indicator="LA02")
    assert found["numerator"].to_list() == [1]
