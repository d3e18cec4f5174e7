"""What of permanence a child had before this time in care: adoption, guardianship or an order."""

from __future__ import annotations

import numpy as np
import polars as pl

from kinkeeper.city.care import are_breaks
from kinkeeper.city.chance import Ints, Pick
from kinkeeper.city.days import NONE, YEAR
from kinkeeper.city.frames import chosen, dates
from kinkeeper.city.ledger import UNACCOMPANIED, Ledger

HAD_ONE = 0.045  # of children from two years on who come into care
WHICH = Pick({"P1": 0.26, "P2": 0.42, "P3": 0.26, "P4": 0.06})
NONE_BEFORE = "Z1"
# No real authority is named: most are not known, as the standard has it, and the rest lie beyond England.
WHERE = Pick({"999": 0.84, "WAL": 0.09, "SCO": 0.05, "NUK": 0.02})
DAY_UNKNOWN = 0.3  # of those, where only the year is told
FROM_AGE = 2 * YEAR
ASKED_FROM = 16_161  # 1 April 2014: nobody was asked before


def previous_permanence(ledger: Ledger) -> dict[str, pl.Series]:
    """What there was before each care, which authority arranged it, and when, as far as is told."""
    table, chance, n = ledger.cares, ledger.chance, len(ledger.cares)
    born = ledger.children["born_on"][table["child"]]
    age = table["started_on"] - born
    alone = ledger.children["kind"][table["child"]] == UNACCOMPANIED
    had = (chance.uniform("permanence", n) < HAD_ONE) & (age > FROM_AGE) & ~alone
    had &= ~are_breaks(ledger, np.arange(n))
    had &= table["started_on"] >= ASKED_FROM
    asked = np.where(table["started_on"] >= ASKED_FROM, len(WHICH.things), NONE)
    which = np.where(had, WHICH.at(chance.uniform("permanence: which", n)), asked)
    where = np.where(had, WHERE.at(chance.uniform("permanence: where", n)), NONE)
    then = born + 200 + ((age - 260) * chance.uniform("permanence: when", n)).astype(np.int64)
    return {
        "previous_permanence": chosen(which, [*WHICH.things, NONE_BEFORE]),
        "previous_permanence_la": chosen(where, WHERE.things),
        "previous_permanence_on_text": _told(ledger, np.where(had, then, NONE)),
    }


def _told(ledger: Ledger, on: Ints) -> pl.Series:
    """The day as text; ZZ for the day and month that nobody remembers."""
    vague = pl.Series(ledger.chance.uniform("permanence: vague", len(on)) < DAY_UNKNOWN)
    days = dates(on)
    return pl.select(
        pl.when(vague).then(days.dt.to_string("ZZ/ZZ/%Y")).otherwise(days.dt.to_string("%d/%m/%Y"))
    ).to_series()
