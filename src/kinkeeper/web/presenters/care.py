"""Being looked after: the times, the legal statuses and placements in them, health and absence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from operator import attrgetter
from typing import Any
from uuid import UUID

from kinkeeper.access.who import Who
from kinkeeper.care import queries
from kinkeeper.care.queries import (
    AbsenceShown,
    CarePeriodShown,
    DeprivationShown,
    HealthYear,
    PlacementShown,
    WellbeingShown,
)
from kinkeeper.law.codes.coded import coded
from kinkeeper.people.queries import immigration_of
from kinkeeper.web import words
from kinkeeper.web.parts import Row, Worklist
from kinkeeper.web.presenters.tables import begun, over, row, said, since, table, until

PERIODS = ("From", "To", "Why", "How it ended")
STATUSES = ("From", "To", "Legal status")
PLACED = ("From", "To", "Placement", "Provider", "Why it changed")
AWAY = ("From", "To", "What happened", "How long")
BEFORE = ("Looked after from", "What it was", "Order made in", "When")
DEPRIVED = ("From", "To")
STANDING = ("From", "To", "Status", "Asylum claimed")
STANDINGS = {"UASC": "Unaccompanied asylum-seeking child"}
NO_PERMANENCE = "Z1"
NOT_OF_IT = "Does not apply"
# For whom adoption is closed, of every child: what is recorded of it reads as what is not recorded.
UNTOLD = "Not recorded, or not open to you"
UNTIL_UNTOLD = "Now, or until an order not open to you"
LEFT = ("When", "In touch", "Doing", "Living")
START = attrgetter("started_on")


def care(who: Who, person_id: UUID) -> dict[str, Worklist | bool]:
    """Every panel of the page, as things stand today."""
    of: dict[str, Any] = {"who": who, "person_id": person_id}
    opened = queries.adoption_open(**of)
    ended = partial(_period, untold=None if opened else UNTOLD)
    periods = begun(queries.care_periods(**of), who.on, START, ended)
    statuses = begun(queries.legal_statuses(**of), who.on, START, _status)
    placements = begun(queries.placements(**of), who.on, START, _placement)
    absences = begun(queries.missing_episodes(**of), who.on, START, _absence)
    deprived = begun(queries.deprivations(**of), who.on, START, _deprivation)
    standing = begun(immigration_of(**of), who.on, START, _standing)
    before = [one for one in queries.care_periods(**of) if one.previous_permanence]
    return {
        "periods": table("Times looked after", PERIODS, periods),
        "statuses": table("Legal statuses", STATUSES, statuses),
        "adoption_open": opened,
        "placements": table("Placements", PLACED, placements),
        "earlier": table("Permanence before care", BEFORE, begun(before, who.on, START, _before)),
        "deprived": table("Deprivation of liberty", DEPRIVED, deprived),
        "standing": table("Immigration status", STANDING, standing),
        "absences": table("Missing and away", AWAY, absences),
        "health": health(queries.health_by_year(**of)),
        "leaving": table("Leaving care", LEFT, map(_contact, queries.leaving_care(**of))),
    }


def health(years: Sequence[HealthYear]) -> Worklist:
    """A line for each year, a column for each kind of check or record there is."""
    told = {year.year_ended: _told(year) for year in years}
    kinds = list(dict.fromkeys(kind for found in told.values() for kind in found))
    rows = [
        row(f"{year - 1}-{year % 100:02d}", *(found.get(kind) for kind in kinds))
        for year, found in told.items()
    ]
    return table("Health, by year to 31 March", ["Year", *kinds], rows)


def _period(one: CarePeriodShown, on: date, *, untold: str | None) -> Row:
    ended = said(one.cease_reason) or untold if over(one.ended_on, on) else "Looked after now"
    start = since(one.started_on, known=one.start_known)
    return row(start, until(one.ended_on, on), said(one.primary_need), ended)


def _status(one: queries.LegalStatusShown, on: date) -> Row:
    start = since(one.started_on, known=one.start_known)
    now = UNTIL_UNTOLD if one.unsure else "Now"
    return row(start, until(one.ended_on, on, otherwise=now), said(one.status))


def _placement(one: PlacementShown, on: date) -> Row:
    changed = said(one.change_reason) if over(one.ended_on, on) else "Here now"
    start = since(one.started_on, known=one.start_known)
    return row(start, until(one.ended_on, on), said(one.kind), said(one.provider_kind), changed)


def _before(one: CarePeriodShown, _on: date) -> Row:
    start, what = since(one.started_on, known=one.start_known), said(one.previous_permanence)
    if one.previous_permanence and one.previous_permanence.code == NO_PERMANENCE:
        return row(start, what, NOT_OF_IT, NOT_OF_IT)
    return row(start, what, _where(one), _partly(one.previous_permanence_on_text))


def _where(one: CarePeriodShown) -> str | None:
    """Where an order was made: a country in words, an authority by its number."""
    found = coded("ssda903.LA_PERM", one.previous_permanence_la)
    if found is None:
        return None
    return f"Authority {found.code}" if found.meaning == found.code else found.meaning


def _partly(text: str | None) -> str | None:
    """A date of which only a part may be known: ZZ/03/2014 is March 2014."""
    if not text:
        return None
    day, month, year = text.split("/")
    if year == "ZZZZ":
        return "Date not known"
    if month == "ZZ":
        return year
    first = date(int(year), int(month), 1)
    return f"{first:%B %Y}" if day == "ZZ" else words.short_date(first.replace(day=int(day)))


def _deprivation(one: DeprivationShown, on: date) -> Row:
    return row(since(one.started_on), until(one.ended_on, on))


def _standing(one: Any, on: date) -> Row:
    start = since(one.started_on) if one.started_on else "Not recorded"
    claimed = words.short_date(one.claimed_on) if one.claimed_on else None
    return row(start, until(one.ended_on, on), STANDINGS.get(one.status, one.status), claimed)


def _absence(one: AbsenceShown, on: date) -> Row:
    back = one.returned_on if over(one.returned_on, on) else None
    long = words.lasted(one.started_on, back) if back else "Not yet known"
    return row(
        since(one.started_on), until(back, on, otherwise="Not yet returned"), one.kind_title, long
    )


def _contact(one: queries.LeavingCareShown) -> Row:
    when = words.short_date(one.on_date) if one.on_date else f"Year to 31 March {one.year_ended}"
    return row(when, said(one.in_touch), said(one.activity), said(one.accommodation))


def _told(year: HealthYear) -> dict[str, str | None]:
    checks: dict[str, str | None] = {check.kind_title: _done(check) for check in year.checks}
    return checks | {one.kind_title: _felt(one) for one in year.wellbeing}


def _done(check: queries.HealthCheckShown) -> str:
    if check.held_on:
        return words.short_date(check.held_on)
    return "Done, date not recorded" if check.done else "Not done"


def _felt(one: WellbeingShown) -> str | None:
    if one.score is not None:
        return f"Score {one.score}"
    if one.no_score_reason:
        return f"No score: {one.no_score_reason}"
    known = [value for value in (one.convicted, one.substance_misuse) if value is not None]
    return f"{'Yes' if known[0] else 'No'}{_helped(one)}" if known else None


def _helped(one: WellbeingShown) -> str:
    if one.intervention_received:
        return ", help received"
    return {True: ", help offered", False: ", help not offered", None: ""}[one.intervention_offered]
