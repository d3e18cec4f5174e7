"""Adoption in the SSDA903 of a year: children adopted, and children who should be placed for it."""

from __future__ import annotations

from typing import Final

import polars as pl

from kinkeeper.kernel.periods import Period
from kinkeeper.law.returns.recorded import Recorded
from kinkeeper.law.returns.ssda903.kinds import ADOPTED

_OF_THE_ADOPTION: Final = (
    "matched_on", "by_foster_carer", "adopters", "adopters_sex", "adopters_legal_status",
)  # fmt: skip


def adopted(recorded: Recorded, cut: pl.DataFrame) -> pl.DataFrame:
    """Children whose care of the year ended in adoption, each with the case that led to it.

    Of several cases it is the latest of which the adopters are told, and if none, the latest.
    """
    children = cut.filter(pl.col("REC").is_in(ADOPTED)).select("person_id").unique()
    told = pl.any_horizontal(pl.col(_OF_THE_ADOPTION).is_not_null())
    cases = recorded["care.AdoptionCase"].sort(told, "decision_on")
    last = cases.unique("person_id", keep="last", maintain_order=True)
    return last.join(children, on="person_id", how="semi").select(
        "person_id", DATE_INT="decision_on", DATE_MATCH="matched_on", FOSTER_CARE="by_foster_carer",
        NB_ADOPTR="adopters", SEX_ADOPTR="adopters_sex", LS_ADOPTR="adopters_legal_status",
    )  # fmt: skip


def to_be_placed(recorded: Recorded, year: Period, cut: pl.DataFrame) -> pl.DataFrame:
    """Children looked after in the year for whom the decision to place stood on a day of it.

    A decision made before this care began was of an earlier one.
    """
    here = cut.select("person_id").unique()
    care = recorded["care.CarePeriod"].filter(
        (pl.col("started_on") <= year.end)
        & (pl.col("ended_on").is_null() | (pl.col("ended_on") >= year.start))
    )
    begun = care.group_by("person_id").agg(
        began=pl.when(pl.col("start_known").all()).then(pl.col("started_on").min())
    )
    cases = recorded["care.AdoptionCase"].join(here, on="person_id").join(begun, on="person_id")
    earlier = (pl.col("placed_on") < pl.col("began")).fill_null(value=False)
    over = (pl.col("placed_ceased_on") < year.start).fill_null(value=False)
    by_then = pl.col("placed_ceased_on") <= year.end
    return cases.filter((pl.col("placed_on") <= year.end) & ~earlier & ~over).select(
        "person_id", DATE_PLACED="placed_on",
        DATE_PLACED_CEASED=pl.when(by_then).then("placed_ceased_on"),
        REASON_PLACED_CEASED=pl.when(by_then).then("placed_ceased_reason"),
    )  # fmt: skip
