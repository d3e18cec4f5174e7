"""Short words that the indicators are written in."""

from __future__ import annotations

import polars as pl

c = pl.col
OPEN = pl.col("ended_on").is_null()
MET = pl.col("met_on").is_not_null()
IN_TIME = pl.col("met_on") <= pl.col("due_on")
UNMET = ~MET & pl.col("superseded_on").is_null() & (pl.col("due_on") < pl.col("as_at"))
LATE = UNMET & OPEN
# Duties whose time has come: met, or not met by their day although they were still owed on it.
OWED = MET | (UNMET & (OPEN | (pl.col("ended_on") > pl.col("due_on"))))
