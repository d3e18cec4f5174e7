"""The dataset's tables of contacts, children in need and protection."""

from __future__ import annotations

import polars as pl

from kinkeeper.kernel.workdays import calendar
from kinkeeper.law.returns.cin.returned_protection import CONFERENCE_WITHIN
from kinkeeper.law.returns.ssd.people import Frames
from kinkeeper.law.returns.ssd.scope import SHOWN, Scope, meaning, yes_no

_EARLY_HELP = pl.col("level") == "early_help"


def need_tables(scope: Scope) -> Frames:
    """Contacts, early help, referrals, assessments, plans and visits."""
    episodes = scope.lasting("frontdoor.HelpEpisode", "referred_on", "closed_on")
    return {
        "ssd_contacts": scope.lasting("frontdoor.Contact", "received_on").select(
            cont_contact_id="id", cont_person_id=SHOWN, cont_contact_date="received_on",
            cont_contact_source_code="referral_source",
            cont_contact_source_desc=meaning("referral_source", "cin.referral_source"),
        ),
        "ssd_early_help_episodes": episodes.filter(_EARLY_HELP).select(
            earl_episode_id="id", earl_person_id=SHOWN, earl_episode_start_date="referred_on",
            earl_episode_end_date="closed_on", earl_episode_end_reason=_closed("closure_reason"),
        ),
        "ssd_cin_episodes": episodes.filter(~_EARLY_HELP).select(
            cine_referral_id="id", cine_person_id=SHOWN, cine_referral_date="referred_on",
            cine_cin_primary_need_code="primary_need", cine_referral_source_code="referral_source",
            cine_referral_source_desc=meaning("referral_source", "cin.referral_source"),
            cine_referral_nfa=yes_no("no_further_action"),
            cine_close_reason=_closed("closure_reason"), cine_close_date="closed_on",
        ),
        **_assessments(scope),
        "ssd_cin_plans": _plans(scope, "cin").select(
            cinp_cin_plan_id="id", cinp_referral_id="episode_id", cinp_person_id=SHOWN,
            cinp_cin_plan_start_date="started_on", cinp_cin_plan_end_date="ended_on",
        ),
        "ssd_cin_visits": _visits(scope, "cin").select(
            cinv_cin_visit_id="id", cinv_person_id=SHOWN, cinv_cin_visit_date="held_on",
            cinv_cin_visit_seen=yes_no("seen"), cinv_cin_visit_seen_alone=yes_no("seen_alone"),
            cinv_cin_visit_bedroom=yes_no("bedroom_seen"),
        ),
    }  # fmt: skip


def _closed(column: str) -> pl.Expr:
    """The reason of a closing that has come."""
    return pl.when(pl.col("closed_on").is_not_null()).then(column)


def _assessments(scope: Scope) -> Frames:
    rows = scope.lasting("frontdoor.Assessment", "started_on", "authorised_on").filter(
        pl.col("kind") != "early_help"
    )
    factors = scope.recorded["frontdoor.AssessmentFactor"].sort("assessment_id", "code")
    quoted = pl.concat_str(pl.lit('"'), pl.col("code"), pl.lit('"'))
    listed = factors.group_by("assessment_id", maintain_order=True).agg(codes=quoted.str.join(", "))
    found = listed.join(rows.select(assessment_id="id"), on="assessment_id", how="semi")
    return {
        "ssd_cin_assessments": rows.select(
            cina_assessment_id="id", cina_person_id=SHOWN, cina_referral_id="episode_id",
            cina_assessment_start_date="started_on", cina_assessment_auth_date="authorised_on",
        ),
        "ssd_assessment_factors": found.select(
            cinf_table_id="assessment_id", cinf_assessment_id="assessment_id",
            cinf_assessment_factors_json=pl.concat_str(pl.lit("["), "codes", pl.lit("]")),
        ),
    }  # fmt: skip


def _plans(scope: Scope, kind: str) -> pl.DataFrame:
    rows = scope.lasting("protection.Plan", "started_on", "ended_on")
    return rows.filter(pl.col("kind") == kind)


def _visits(scope: Scope, kind: str) -> pl.DataFrame:
    """Visits that were made: an attempt at which nobody was met is none."""
    rows = scope.lasting("protection.Visit", "held_on")
    return rows.filter((pl.col("kind") == kind) & ~pl.col("attempted"))


def protection_tables(scope: Scope) -> Frames:
    """Enquiries, conferences, protection plans with their categories, visits and reviews."""
    reviews = scope.lasting("reviews.Review", "held_on").filter(pl.col("kind") == "cp")
    return {
        "ssd_s47_enquiry": scope.lasting(
            "protection.Section47Enquiry", "started_on", "ended_on"
        ).select(
            s47e_s47_enquiry_id="id", s47e_referral_id="episode_id", s47e_person_id=SHOWN,
            s47e_s47_start_date="started_on", s47e_s47_end_date="ended_on",
        ),
        "ssd_initial_cp_conference": _conferences(scope),
        "ssd_cp_plans": _protection_plans(scope),
        "ssd_cp_visits": _visits(scope, "cp").select(
            cppv_cp_visit_id="id", cppv_person_id=SHOWN, cppv_cp_plan_id="plan_id",
            cppv_cp_visit_date="held_on", cppv_cp_visit_seen=yes_no("seen"),
            cppv_cp_visit_seen_alone=yes_no("seen_alone"),
            cppv_cp_visit_bedroom=yes_no("bedroom_seen"),
        ),
        "ssd_cp_reviews": reviews.select(
            cppr_cp_review_id="id", cppr_person_id=SHOWN, cppr_cp_plan_id="plan_id",
            cppr_cp_review_date="held_on",
        ),
    }  # fmt: skip


def _conferences(scope: Scope) -> pl.DataFrame:
    """Initial conferences and those of a plan that came with the child, and what came of them."""
    rows = scope.lasting("protection.Conference", "held_on").filter(pl.col("kind") != "review")
    enquiries = scope.recorded["protection.Section47Enquiry"].select(
        "started_on", "conference_target_on", enquiry_id="id"
    )
    plans = scope.recorded["protection.Plan"].drop_nulls("conference_id")
    first = plans.sort("started_on").unique("conference_id", keep="first", maintain_order=True)
    told = rows.join(enquiries, on="enquiry_id", how="left").join(
        first.select(plan_id="id", id="conference_id"), on="id", how="left"
    )
    due = CONFERENCE_WITHIN.due_expr(
        pl.col("started_on"), pl.lit(None, dtype=pl.Datetime), calendar()
    )
    return told.select(
        icpc_icpc_id="id", icpc_s47_enquiry_id="enquiry_id", icpc_person_id=SHOWN,
        icpc_cp_plan_id="plan_id", icpc_referral_id="episode_id",
        icpc_icpc_transfer_in=yes_no(pl.col("kind") == "transfer_in"),
        icpc_icpc_target_date=pl.coalesce("conference_target_on", due), icpc_icpc_date="held_on",
        icpc_icpc_outcome_cp_flag=yes_no(pl.col("plan_id").is_not_null()),
    )  # fmt: skip


def _protection_plans(scope: Scope) -> pl.DataFrame:
    """Plans with the first and the last category in words; one of a day not known came later."""
    rows = scope.recorded["protection.AbuseCategoryPeriod"]
    came = ~(pl.col("started_on") > scope.until).fill_null(value=False)
    told = rows.filter(came).with_columns(said=meaning("category", "cin.category_of_abuse"))
    dated = pl.col("said").filter(pl.col("started_on").is_not_null())
    categories = told.sort("started_on", nulls_last=True).group_by(
        "plan_id", maintain_order=True
    ).agg(first=dated.first(), last=pl.col("said").last())  # fmt: skip
    plans = _plans(scope, "cp").join(categories, left_on="id", right_on="plan_id", how="left")
    return plans.select(
        cppl_cp_plan_id="id", cppl_referral_id="episode_id", cppl_icpc_id="conference_id",
        cppl_person_id=SHOWN, cppl_cp_plan_start_date="started_on",
        cppl_cp_plan_end_date="ended_on", cppl_cp_plan_initial_category="first",
        cppl_cp_plan_latest_category="last",
    )  # fmt: skip
