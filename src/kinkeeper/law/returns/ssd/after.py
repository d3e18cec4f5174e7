"""The dataset's tables of times missing, permanence and care leavers."""

from __future__ import annotations

import polars as pl

from kinkeeper.law.returns.ssd.people import Frames
from kinkeeper.law.returns.ssd.scope import SHOWN, Scope, yes_no


def after_tables(scope: Scope) -> Frames:
    """Missing episodes, adoption, and what is known of care leavers."""
    return {
        "ssd_missing": _missing(scope),
        "ssd_permanence": _permanence(scope),
        "ssd_care_leavers": _leavers(scope),
    }


def _missing(scope: Scope) -> pl.DataFrame:
    """Times missing; whether an interview was offered and taken up is told where one was recorded."""
    rows = scope.lasting("care.MissingEpisode", "started_on", "returned_on")
    offered = pl.when(pl.col("interview_offered_on").is_not_null()).then(pl.lit("Y"))
    taken = (
        pl.when(pl.col("interview_held_on").is_not_null()).then(pl.lit("Y"))
        .when(pl.col("interview_declined_on").is_not_null()).then(pl.lit("N"))
    )  # fmt: skip
    return rows.select(
        miss_table_id="id", miss_person_id=SHOWN, miss_missing_episode_start_date="started_on",
        miss_missing_episode_type="kind", miss_missing_episode_end_date="returned_on",
        miss_missing_rhi_offered=offered, miss_missing_rhi_accepted=taken,
    )  # fmt: skip


def _permanence(scope: Scope) -> pl.DataFrame:
    """Each decision that a child be adopted, with the care it was made in."""
    rows = scope.lasting("care.AdoptionCase", "decision_on").sort("decision_on")
    care = scope.recorded["care.CarePeriod"].select("person_id", "started_on", care="id")
    within = rows.join_asof(
        care.sort("started_on"), left_on="decision_on", right_on="started_on", by="person_id",
        check_sortedness=False,
    )  # fmt: skip
    orders = scope.recorded["care.LegalStatusPeriod"].filter(pl.col("code") == "E1")
    first = orders.group_by("care_period_id").agg(ordered=pl.col("started_on").min())
    told = within.join(first, left_on="care", right_on="care_period_id", how="left")
    reversed_by_then = pl.col("placed_ceased_on") <= scope.until
    return told.select(
        perm_table_id="id", perm_person_id=SHOWN, perm_cla_id="care",
        perm_adm_decision_date="decision_on", perm_placement_order_date=scope.by("ordered"),
        perm_placed_for_adoption_date=scope.by("placed_on"),
        perm_matched_date=scope.by("matched_on"),
        perm_adopted_by_carer_flag=yes_no("by_foster_carer"),
        perm_decision_reversed_date=scope.by("placed_ceased_on"),
        perm_decision_reversed_reason=pl.when(reversed_by_then).then("placed_ceased_reason"),
        perm_adopter_sex="adopters_sex", perm_adopter_legal_status="adopters_legal_status",
        perm_number_of_adopters=pl.col("adopters").cast(pl.String),
    )  # fmt: skip


def _leavers(scope: Scope) -> pl.DataFrame:
    """The last that is known of each care leaver, and who works with them."""
    last = scope.latest("care.LeavingCareContact", "on_date")
    workers = scope.lasting("workforce.Allocation", "started_on", "ended_on").filter(
        pl.col("ended_on").is_null()
    )
    ours = workers.sort("started_on", "id").unique(
        ("person_id", "role"), keep="last", maintain_order=True
    )
    adviser = ours.filter(pl.col("role") == "personal_adviser")
    lead = ours.filter(pl.col("role") == "lead")
    told = last.join(adviser.select("person_id", adviser="worker_id"), on="person_id", how="left")
    told = told.join(lead.select("person_id", "team_id", "worker_id"), on="person_id", how="left")
    return told.select(
        clea_table_id="id", clea_person_id=SHOWN, clea_care_leaver_in_touch="in_touch",
        clea_care_leaver_latest_contact="on_date",
        clea_care_leaver_accommodation=pl.col("accommodation").str.slice(0, 1),
        clea_care_leaver_accom_suitable=pl.col("accommodation").str.slice(1, 1),
        clea_care_leaver_activity="activity", clea_care_leaver_personal_advisor="adviser",
        clea_care_leaver_allocated_team="team_id", clea_care_leaver_worker_id="worker_id",
    )  # fmt: skip
