"""What a return is written from: records as frames, of everybody, each with the columns it has here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

import polars as pl

Recorded = Mapping[str, pl.DataFrame]
"""A frame for each kind of record in `RECORDED`. Whoever was merged into another is that other."""

_TEXT, _DAY, _YES, _WHOLE = pl.String(), pl.Date(), pl.Boolean(), pl.Int64()


def _of_a_person(**columns: pl.DataType) -> dict[str, pl.DataType]:
    return {"id": _TEXT, "person_id": _TEXT, **columns}


RECORDED: Final[Mapping[str, Mapping[str, pl.DataType]]] = {
    "people.Person": {
        "id": _TEXT, "kind": _TEXT, "sex": _TEXT, "gender_identity": _TEXT, "born_on": _DAY,
        "expected_on": _DAY, "died_on": _DAY, "ethnicity": _TEXT, "nationality": _TEXT,
        "mother": _YES, "first_child_born_on": _DAY,
    },
    "people.PersonIdentifier": _of_a_person(
        kind=_TEXT, value=_TEXT, issuer=_TEXT, unknown_reason=_TEXT, valid_from=_DAY, valid_to=_DAY
    ),
    "people.PersonName": _of_a_person(
        kind=_TEXT, forename=_TEXT, surname=_TEXT, sealed=_YES, valid_from=_DAY, valid_to=_DAY
    ),
    "people.PersonAddress": _of_a_person(
        kind=_TEXT, lines=_TEXT, postcode=_TEXT, valid_from=_DAY, valid_to=_DAY, protected=_YES
    ),
    "people.Relationship": _of_a_person(
        other_id=_TEXT, kind=_TEXT, started_on=_DAY, ended_on=_DAY
    ),
    "people.FamilyMember": _of_a_person(group_id=_TEXT, started_on=_DAY, ended_on=_DAY),
    "people.Disability": _of_a_person(code=_TEXT, valid_from=_DAY, valid_to=_DAY),
    "people.ImmigrationPeriod": _of_a_person(status=_TEXT, started_on=_DAY, ended_on=_DAY),
    "frontdoor.Contact": _of_a_person(
        received_on=_DAY, referral_source=_TEXT
    ),
    "frontdoor.HelpEpisode": _of_a_person(
        level=_TEXT, referred_on=_DAY, referral_source=_TEXT, primary_need=_TEXT,
        no_further_action=_YES, closed_on=_DAY, closure_reason=_TEXT,
    ),
    "frontdoor.Assessment": _of_a_person(
        episode_id=_TEXT, kind=_TEXT, started_on=_DAY, internal_review_on=_DAY, authorised_on=_DAY
    ),
    "frontdoor.AssessmentFactor": {"id": _TEXT, "assessment_id": _TEXT, "code": _TEXT},
    "protection.Section47Enquiry": _of_a_person(
        episode_id=_TEXT, strategy_id=_TEXT, started_on=_DAY, conference_needed=_YES,
        conference_target_on=_DAY, ended_on=_DAY,
    ),
    "protection.StrategyDiscussion": _of_a_person(episode_id=_TEXT, held_on=_DAY),
    "protection.Conference": _of_a_person(
        episode_id=_TEXT, enquiry_id=_TEXT, kind=_TEXT, held_on=_DAY
    ),
    "protection.Plan": _of_a_person(
        episode_id=_TEXT, conference_id=_TEXT, kind=_TEXT, started_on=_DAY, ended_on=_DAY,
        previous_plans=_WHOLE,
    ),
    "protection.AbuseCategoryPeriod": {
        "id": _TEXT, "plan_id": _TEXT, "category": _TEXT, "started_on": _DAY, "ended_on": _DAY,
    },
    "protection.Visit": _of_a_person(
        episode_id=_TEXT, plan_id=_TEXT, worker_id=_TEXT, kind=_TEXT, held_on=_DAY, attempted=_YES,
        seen=_YES, seen_alone=_YES, bedroom_seen=_YES,
    ),
    "care.CarePeriod": _of_a_person(
        started_on=_DAY, start_known=_YES, primary_need=_TEXT, ended_on=_DAY, cease_reason=_TEXT,
        previous_permanence=_TEXT, previous_permanence_la=_TEXT, previous_permanence_on_text=_TEXT,
    ),
    "care.LegalStatusPeriod": _of_a_person(
        care_period_id=_TEXT, code=_TEXT, started_on=_DAY, start_known=_YES, ended_on=_DAY
    ),
    "care.Placement": _of_a_person(
        care_period_id=_TEXT, kind=_TEXT, provider_kind=_TEXT, postcode=_TEXT, home_postcode=_TEXT,
        provider_urn=_TEXT, change_reason=_TEXT, same_carers=_YES, started_on=_DAY,
        start_known=_YES, ended_on=_DAY,
    ),
    "care.MissingEpisode": _of_a_person(
        kind=_TEXT, started_on=_DAY, returned_on=_DAY, interview_offered_on=_DAY,
        interview_held_on=_DAY, interview_declined_on=_DAY,
    ),
    "care.DeprivationOfLiberty": _of_a_person(started_on=_DAY, ended_on=_DAY),
    "care.AdoptionCase": _of_a_person(
        decision_on=_DAY, matched_on=_DAY, placed_on=_DAY, placed_ceased_on=_DAY,
        placed_ceased_reason=_TEXT, by_foster_carer=_YES, adopters=_WHOLE, adopters_sex=_TEXT,
        adopters_legal_status=_TEXT,
    ),
    "care.HealthCheck": _of_a_person(kind=_TEXT, held_on=_DAY, year_ended=_WHOLE, done=_YES),
    "care.WellbeingRecord": _of_a_person(
        kind=_TEXT, on_date=_DAY, year_ended=_WHOLE, score=_WHOLE, no_score_reason=_TEXT,
        convicted=_YES, substance_misuse=_YES, intervention_received=_YES,
        intervention_offered=_YES,
    ),
    "care.LeavingCareContact": _of_a_person(
        on_date=_DAY, year_ended=_WHOLE, in_touch=_TEXT, activity=_TEXT, accommodation=_TEXT
    ),
    "care.CareVisit": _of_a_person(
        kind=_TEXT, held_on=_DAY, attempted=_YES, seen=_YES, seen_alone=_YES, bedroom_seen=_YES
    ),
    "reviews.Review": _of_a_person(
        kind=_TEXT, plan_id=_TEXT, episode_id=_TEXT, care_period_id=_TEXT, held_on=_DAY,
        participation=_TEXT,
    ),
    "workforce.Worker": {"id": _TEXT, "swe_number": _TEXT, "full_name": _TEXT},
    "workforce.Allocation": _of_a_person(
        worker_id=_TEXT, team_id=_TEXT, role=_TEXT, started_on=_DAY, ended_on=_DAY,
        change_reason=_TEXT,
    ),
    "access.Team": {"id": _TEXT, "name": _TEXT, "parent_id": _TEXT},
}  # fmt: skip


def lasting(
    rows: pl.DataFrame, since: date, until: date, *, start: str = "started_on",
    end: str = "ended_on",
) -> pl.DataFrame:  # fmt: skip
    """The rows that stood on one of these days; a start that is not known lies before them."""
    later = (pl.col(start) > until).fill_null(value=False)
    over = (pl.col(end) < since).fill_null(value=False)
    return rows.filter(~later & ~over)


def by(column: str, until: date) -> pl.Expr:
    """A date that came no later than the last day that counts."""
    return pl.when(pl.col(column) <= until).then(column)


def nothing_recorded() -> dict[str, pl.DataFrame]:
    """A frame of every kind, without rows."""
    return {kind: pl.DataFrame(schema=dict(columns)) for kind, columns in RECORDED.items()}
