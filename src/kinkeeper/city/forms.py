"""The assessments of the last months as the forms they were written on: by whom, and approved by whom.

Of a child's assessment the lead worker is the author and the manager of their team approves. What
is written is short and coded, and tells of nobody; the-city.md states it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Final

import numpy as np
import polars as pl

from kinkeeper.city.chance import Chance
from kinkeeper.city.frames import new_ids
from kinkeeper.kernel.moment import LONDON

Frames = dict[str, pl.DataFrame]
FORM: Final = "child-and-family-assessment"
ASSESSED, LED = "frontdoor.Assessment", "workforce.Allocation"
MONTHS: Final = 3
NOT_IN_NEED: Final = "RC8"
RETURNED: Final = 0.08  # of forms that took a week or more, those once given back
LONG: Final = timedelta(days=7)
WHY_BACK: Final = "Say what the other parent thinks, and who has asked them."
DAYS_TO_DECIDE: Final = 3  # from signing, at the most
TEXTS: Final[Mapping[str, tuple[str, ...]]] = {
    "reason": (
        "A school told us of worries over some weeks.",
        "The police were called to the home.",
        "A health visitor asked for help with the family.",
    ),
    "day": (
        "Wakes early, goes to school, is at home by four.",
        "Is with a grandparent until six on most days.",
        "Goes to nursery on three mornings.",
    ),
    "care": (
        "Warm, with routines that slip when money is short.",
        "Meals and bedtimes are kept; tempers are short.",
        "Basics are met; supervision is not always.",
    ),
    "history": (
        "Known once before, with no further action.",
        "Not known here before.",
        "Known to early help two years ago.",
    ),
    "strengths": (
        "A relative who comes each week.",
        "A school that notices.",
        "Parents who ask for help.",
    ),
    "analysis": (
        "Needs are met on most days; some are not.",
        "The child carries worry that is not theirs.",
        "What worried us has not been seen again.",
    ),
}
VIEW: Final = {"words": "I like it when we are all at home.", "why_not": ""}
PARENTS: Final = {"words": "Mother: we want things to be calmer.", "why_not": ""}
PLAN: Final = "Visits each fortnight; school and family do their part by the next meeting."
WHY_NONE: Final = "The family's needs are met by what is there for everybody."


def forms(frames: Mapping[str, pl.DataFrame], *, seed: int, last: date) -> Frames:
    """A form with its answers, what was signed and every step, for each assessment that has its people."""
    chance, told = Chance(seed), _told(frames, last)
    n = len(told)
    drawn = {name: chance.among(f"form: {name}", n, len(said)) for name, said in TEXTS.items()}
    begun = told["started_on"].to_physical().to_numpy().astype(np.int64)
    signed_on = told["authorised_on"].to_physical().to_numpy().astype(np.int64)
    told = told.with_columns(
        paper=new_ids(chance, "practice.Paper", begun),
        signed=new_ids(chance, "practice.Submission", signed_on),
        first=new_ids(chance, "practice.Submission: first", signed_on),
        _waits=pl.Series(chance.among("form: decided after", n, DAYS_TO_DECIDE + 1)),
        _back=pl.Series(chance.uniform("form: returned", n) < RETURNED),
    )
    rows = list(told.iter_rows(named=True))
    answers = [
        _answers(row, {name: int(drawn[name][i]) for name in TEXTS}) for i, row in enumerate(rows)
    ]
    return {
        "practice.Paper": told.select("person_id", id="paper", number=pl.lit(1)),
        "practice.Answer": _frame(_each(rows, answers)),
        "practice.Submission": _frame(_signed(rows, answers)),
        "practice.PaperStep": _frame(_steps(rows)),
    }  # fmt: skip


def _told(frames: Mapping[str, pl.DataFrame], last: date) -> pl.DataFrame:
    """The assessments of the last months with what they found, who wrote them and who approved."""
    rows = frames[ASSESSED].filter(
        (pl.col("kind") == "c_and_f")
        & (pl.col("authorised_on") > pl.lit(last).dt.offset_by(f"-{MONTHS}mo"))
    )
    closed = frames["frontdoor.HelpEpisode"].select("closure_reason", episode_id="id")
    found = frames["frontdoor.AssessmentFactor"].group_by("assessment_id", maintain_order=True)
    factors = found.agg(pl.col("code").unique(maintain_order=True).alias("factors"))
    leads = frames[LED].filter(pl.col("role") == "lead").select(
        "person_id", "team_id", author="worker_id", from_on="started_on"
    )  # fmt: skip
    whole = (
        rows.sort("authorised_on", "id")
        .join_asof(
            leads.sort("from_on"), left_on="authorised_on", right_on="from_on", by="person_id",
            check_sortedness=False,
        )
        .join_asof(
            _managers(frames), left_on="authorised_on", right_on="since", by="team_id",
            check_sortedness=False,
        )
        .join(closed, on="episode_id", how="left", maintain_order="left")
        .join(factors, left_on="id", right_on="assessment_id", maintain_order="left")
    )  # fmt: skip
    decided = pl.col("author").is_not_null() & (pl.col("approver") != pl.col("author"))
    return whole.filter(decided.fill_null(value=False))


def _managers(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Who has managed which team since when."""
    posts = frames["workforce.Post"].filter(pl.col("grade") == "team_manager")
    jobs = frames["workforce.Employment"].join(
        posts.select("team_id", post_id="id"), on="post_id", maintain_order="left"
    )
    return jobs.select("team_id", approver="worker_id", since="started_on").sort("since")


def _answers(row: Mapping[str, Any], drawn: Mapping[str, int]) -> dict[str, Any]:
    """What the form says: its decision agrees with what became of the case."""
    none = row["closure_reason"] == NOT_IN_NEED
    said: dict[str, Any] = {name: TEXTS[name][place] for name, place in drawn.items()}
    decided = (
        {"outcome": "none", "why-none": WHY_NONE} if none else {"outcome": "plan", "plan": PLAN}
    )
    seen = min(row["started_on"] + timedelta(days=5), row["authorised_on"])
    return said | decided | {
        "seen-on": seen.isoformat(), "seen-alone": "yes", "child-view": VIEW,
        "parents-view": PARENTS, "harm": "no", "factors": row["factors"],
    }  # fmt: skip


def _each(rows: list[dict[str, Any]], answers: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for row, said in zip(rows, answers, strict=True):
        at = _at(_sent_on(row), 14)
        for question, value in said.items():
            yield {"paper_id": row["paper"], "question": question, "value": json.dumps(value),
                   "confirms": False, "said_by": row["author"], "said_at": at}  # fmt: skip


def _signed(rows: list[dict[str, Any]], answers: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for row, said in zip(rows, answers, strict=True):
        for number, (name, on) in enumerate(_signings(row), 1):
            yield {"id": row[name], "paper_id": row["paper"], "number": number,
                   "answers": json.dumps(said), "confirmed": "[]", "signed_by": row["author"],
                   "signed_at": _at(on, 15)}  # fmt: skip


def _steps(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Begun, signed, perhaps given back and signed again, approved: in that order within a form."""
    for row in rows:
        signings = _signings(row)
        yield _step(row, "begun", _at(row["started_on"], 10), row["author"])
        for name, on in signings:
            yield _step(row, "sent", _at(on, 15), row["author"], of=row[name])
            if (name, on) != signings[-1]:
                back = {"of": row[name], "reason": WHY_BACK}
                yield _step(row, "returned", _at(on, 16), row["approver"], **back)
        yield _step(
            row, "approved", _at(row["authorised_on"], 17), row["approver"], of=row["signed"]
        )


def _step(
    row: Mapping[str, Any], step: str, at: datetime, by: str, *, of: str | None = None, reason: str = ""
) -> dict[str, Any]:  # fmt: skip
    author = row["author"] if of else None
    return {"paper_id": row["paper"], "step": step, "at": at, "by": by, "reason": reason,
            "submission_id": of, "author": author}  # fmt: skip


def _signings(row: Mapping[str, Any]) -> list[tuple[str, date]]:
    """When it was signed, and the number it was signed under; twice where it was given back."""
    last = _sent_on(row)
    back = row["_back"] and last - row["started_on"] >= LONG
    before = [("first", last - timedelta(days=3))] if back else []
    return [*before, ("signed", last)]


def _sent_on(row: Mapping[str, Any]) -> date:
    """The day of the last signature: some days before it was approved, and once it was begun."""
    on: date = max(row["started_on"], row["authorised_on"] - timedelta(days=row["_waits"]))
    return on


def _at(on: date, hour: int) -> datetime:
    return datetime.combine(on, time(hour), LONDON)


def _frame(rows: Iterator[dict[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), infer_schema_length=None)
