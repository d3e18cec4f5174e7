"""Whom of the city's workers those who sign in to a demonstration could be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

STILL = pl.col("ended_on").is_null()


@dataclass(frozen=True, slots=True)
class Standing:
    """A worker of the city and the team they are in, with how many children are theirs."""

    worker_id: str
    full_name: str
    team_id: str
    children: int


def standings(frames: Mapping[str, pl.DataFrame]) -> dict[str, Standing]:
    """By role: the social worker and manager of one team, the busiest reviewing officer, an adviser."""
    held = frames["workforce.Allocation"].filter(STILL)
    jobs = (
        frames["workforce.Employment"]
        .filter(STILL)
        .join(
            frames["workforce.Post"].select("team_id", "case_holding", post="grade", post_id="id"),
            on="post_id",
        )
    )
    per = (
        held.group_by("worker_id", "role")
        .len("children")
        .join(jobs.select("worker_id", "team_id", "post"), on="worker_id")
    )
    leads = per.filter(pl.col("role") == "lead").sort("children", "worker_id")
    worker = leads.row(len(leads) // 2, named=True)
    managers = jobs.filter(
        (pl.col("post") == "team_manager") & (pl.col("team_id") == worker["team_id"])
    )
    found = {
        "social_worker": worker,
        "team_manager": managers.with_columns(children=0).row(0, named=True),
    }
    for role, kind in (("reviewing_officer", "iro"), ("personal_adviser", "personal_adviser")):
        theirs = per.filter(pl.col("role") == kind).sort("children", "worker_id")
        if len(theirs):
            found[role] = theirs.row(-1, named=True)
    names = dict(frames["workforce.Worker"].select("id", "full_name").iter_rows())
    return {
        role: Standing(one["worker_id"], names[one["worker_id"]], one["team_id"], one["children"])
        for role, one in found.items()
    }
