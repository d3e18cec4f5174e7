"""The dataset's tables of children looked after: episodes, placements, health, reviews and visits."""

from __future__ import annotations

from typing import Final
from uuid import NAMESPACE_OID, uuid5

import polars as pl

from kinkeeper.law.returns.ssd.people import Frames
from kinkeeper.law.returns.ssd.scope import SHOWN, Scope, yes_no
from kinkeeper.law.returns.ssda903.cut import every_episode

IMMUNISATION: Final = "immunisation"
_OF_A_PAIR: Final = ("placement_id", "legal_status_id")


def care_tables(scope: Scope) -> Frames:
    """Care, legal status, placements, and the reviews and visits of them."""
    care = scope.lasting("care.CarePeriod", "started_on", "ended_on")
    legal = scope.lasting("care.LegalStatusPeriod", "started_on", "ended_on")
    reviews = scope.lasting("reviews.Review", "held_on").filter(pl.col("kind") == "cla")
    return {
        "ssd_legal_status": legal.select(
            lega_legal_status_id="id", lega_person_id=SHOWN, lega_legal_status="code",
            lega_legal_status_start_date="started_on", lega_legal_status_end_date="ended_on",
        ),
        "ssd_cla_episodes": _episodes(scope),
        "ssd_cla_placement": _placements(scope),
        "ssd_cla_reviews": reviews.select(
            clar_cla_review_id="id", clar_cla_id="care_period_id", clar_cla_review_date="held_on",
            clar_cla_review_participation="participation",
        ),
        "ssd_cla_visits": _visits(scope),
        "ssd_cla_previous_permanence": care.drop_nulls("previous_permanence").select(
            lapp_table_id="id", lapp_person_id=SHOWN,
            lapp_previous_permanence_order_date="previous_permanence_on_text",
            lapp_previous_permanence_option="previous_permanence",
            lapp_previous_permanence_la="previous_permanence_la",
        ),
    }  # fmt: skip


def _episodes(scope: Scope) -> pl.DataFrame:
    """Episodes as the SSDA903 cuts them; each has an id of the placement and legal status it is of."""
    care = scope.recorded["care.CarePeriod"].select(entered="started_on", care_period_id="id")
    rows = every_episode(scope.recorded).join(scope.numbers, on="person_id")
    here = rows.join(care, on="care_period_id").filter(
        (pl.col("DECOM") <= scope.until)
        & (pl.col("DEC").is_null() | (pl.col("DEC") >= scope.since))
    )
    ended = pl.col("DEC") <= scope.until
    pairs = here.select(*_OF_A_PAIR, "care_period_id").iter_rows()
    ids = [str(uuid5(NAMESPACE_OID, f"{place} {law} {of}")) for place, law, of in pairs]
    return here.with_columns(pl.Series("id", ids, dtype=pl.String)).select(
        clae_cla_episode_id="id", clae_person_id=SHOWN, clae_cla_episode_start_date="DECOM",
        clae_cla_episode_start_reason="RNE", clae_cla_primary_need_code="CIN",
        clae_cla_episode_ceased_date=pl.when(ended).then("DEC"),
        clae_cla_episode_ceased_reason=pl.when(ended).then("REC"), clae_cla_id="care_period_id",
        clae_cla_placement_id="placement_id", clae_entered_care_date="entered",
    )  # fmt: skip


def _placements(scope: Scope) -> pl.DataFrame:
    rows = scope.lasting("care.Placement", "started_on", "ended_on")
    over = pl.col("ended_on").is_not_null()
    return rows.select(
        clap_cla_placement_id="id", clap_cla_placement_start_date="started_on",
        clap_cla_placement_type="kind", clap_cla_placement_urn="provider_urn",
        clap_cla_id="care_period_id", clap_cla_placement_provider="provider_kind",
        clap_cla_placement_postcode="postcode", clap_cla_placement_end_date="ended_on",
        clap_cla_placement_change_reason=pl.when(over).then("change_reason"), clap_person_id=SHOWN,
    )  # fmt: skip


def _visits(scope: Scope) -> pl.DataFrame:
    """Visits that were made to children looked after, in the care in which they were made."""
    rows = scope.lasting("care.CareVisit", "held_on")
    made = rows.filter((pl.col("kind") == "cla") & ~pl.col("attempted")).sort("held_on")
    care = scope.recorded["care.CarePeriod"].select("person_id", "started_on", care="id")
    within = made.join_asof(
        care.sort("started_on"), left_on="held_on", right_on="started_on", by="person_id",
        check_sortedness=False,
    )  # fmt: skip
    return within.select(
        clav_cla_visit_id="id", clav_cla_id="care", clav_person_id=SHOWN,
        clav_cla_visit_date="held_on", clav_cla_visit_seen=yes_no("seen"),
        clav_cla_visit_seen_alone=yes_no("seen_alone"),
    )  # fmt: skip


def health_tables(scope: Scope) -> Frames:
    """Health checks, immunisations, scores, offences and substance misuse that have a day."""
    checks = scope.lasting("care.HealthCheck", "held_on").drop_nulls("held_on")
    told = scope.lasting("care.WellbeingRecord", "on_date").drop_nulls("on_date")
    kind = pl.col("kind")
    last = checks.filter(kind == IMMUNISATION).sort("held_on", "id")
    return {
        "ssd_cla_health": checks.filter(kind != IMMUNISATION).select(
            clah_health_check_id="id", clah_person_id=SHOWN, clah_health_check_type="kind",
            clah_health_check_date="held_on",
            clah_health_check_status=pl.when("done").then(pl.lit("Completed")),
        ),
        "ssd_cla_immunisations": last.unique("person_id", keep="last", maintain_order=True).select(
            clai_person_id=SHOWN, clai_immunisations_status=yes_no("done"),
            clai_immunisations_status_date="held_on",
        ),
        "ssd_sdq_scores": told.filter(kind == "sdq").select(
            csdq_table_id="id", csdq_person_id=SHOWN, csdq_sdq_completed_date="on_date",
            csdq_sdq_reason="no_score_reason", csdq_sdq_score=pl.col("score").cast(pl.String),
        ),
        "ssd_cla_convictions": told.filter((kind == "offence") & pl.col("convicted")).select(
            clac_cla_conviction_id="id", clac_person_id=SHOWN, clac_cla_conviction_date="on_date"
        ),
        "ssd_cla_substance_misuse": told.filter(
            (kind == "substance") & pl.col("substance_misuse")
        ).select(
            clas_substance_misuse_id="id", clas_person_id=SHOWN,
            clas_substance_misuse_date="on_date",
            clas_intervention_received=yes_no("intervention_received"),
        ),
    }  # fmt: skip
