"""Where a city begins later than its story: whoever was gone by then is not in it."""

from __future__ import annotations

import numpy as np
import polars as pl

from kinkeeper.city.care import BREAKS
from kinkeeper.city.care_records import NEVER
from kinkeeper.city.chance import Bools
from kinkeeper.city.days import ADULT, NONE, birthday, day
from kinkeeper.city.ledger import Ledger
from kinkeeper.city.people import People

Frames = dict[str, pl.DataFrame]
A_YEAR = 365  # days before the first for which families are still known: they may come back
LEAVERS_TO = 21
OF_A_RECORD = {
    "frontdoor.AssessmentFactor": ("assessment_id", "frontdoor.Assessment"),
    "protection.AbuseCategoryPeriod": ("plan_id", "protection.Plan"),
    **{
        f"earlyhelp.{name}": ("early_help_id", "earlyhelp.EarlyHelp")
        for name in ("Consent", "Responsible", "FamilyTeamMember", "FamilyAssessment", "PlanItem")
    },
    "earlyhelp.HelpReview": ("early_help_id", "earlyhelp.EarlyHelp"),
    "earlyhelp.ItemOutcome": ("item_id", "earlyhelp.PlanItem"),
    "earlyhelp.HandoverAnswer": ("handover_id", "earlyhelp.Handover"),
}


def known_since(ledger: Ledger, people: People, frames: Frames) -> Frames:
    """The frames without families who had gone a year before the first day; their workers stay."""
    if ledger.begins == day(ledger.scenario.first):
        return frames
    ids = _known(ledger, people)
    kept = {label: _of(rows, ids) for label, rows in frames.items()}
    kept["people.Person"] = _among(kept["people.Person"], "id", ids)
    groups = kept["people.FamilyMember"]["group_id"]
    kept["people.FamilyGroup"] = _among(kept["people.FamilyGroup"], "id", groups)
    for label, (column, of) in OF_A_RECORD.items():
        kept[label] = _among(kept[label], column, kept[of]["id"])
    return kept


def _of(rows: pl.DataFrame, ids: pl.Series) -> pl.DataFrame:
    return _among(rows, "person_id", ids) if "person_id" in rows.columns else rows


def _among(rows: pl.DataFrame, column: str, ids: pl.Series) -> pl.DataFrame:
    chosen = pl.DataFrame({column: ids.unique()})
    return rows.join(chosen, on=column, how="semi", maintain_order="left")


def _known(ledger: Ledger, people: People) -> pl.Series:
    """The children and adults of families open then, closed in the year before, or leaving care."""
    families = _families(ledger)
    children = pl.Series(families[ledger.children["family"]])
    adults = pl.Series(families[people.adults.family])
    return pl.concat([people.ids.filter(children), people.adults.ids.filter(adults)])


def _families(ledger: Ledger) -> Bools:
    episodes, cares = ledger.episodes, ledger.cares
    until = np.full(len(ledger.children), NONE, dtype=np.int64)
    closed = np.where(episodes["closed_on"] == NONE, NEVER, episodes["closed_on"])
    np.maximum.at(until, episodes["child"], closed + A_YEAR)
    born = ledger.children["born_on"][cares["child"]]
    grown = (cares["ended_on"] >= birthday(born, ADULT)) & (cares["basis"] != BREAKS)
    np.maximum.at(until, cares["child"][grown], birthday(born, LEAVERS_TO)[grown])
    known = np.zeros(len(ledger.families), dtype=np.bool_)
    known[ledger.children["family"][until >= ledger.begins]] = True
    return known
