"""Teams as frames: in which teams each one stands."""

from __future__ import annotations

import polars as pl

from kinkeeper.chronology.tables import copy_out

CLOSURE = """
WITH RECURSIVE standing AS (
  SELECT id AS team, id AS place FROM access_team
  UNION SELECT s.team, t.parent_id FROM standing s JOIN access_team t ON t.id = s.place
  WHERE t.parent_id IS NOT NULL
) SELECT team::text, place::text FROM standing
"""


def closure() -> pl.DataFrame:
    """Each team with itself and with every team it stands under, ended ones too."""
    return copy_out(CLOSURE, {"team": pl.String(), "place": pl.String()})
