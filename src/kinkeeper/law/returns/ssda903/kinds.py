"""Kinds of placement, of legal status and of ending that rules of the SSDA903 speak of."""

from __future__ import annotations

from typing import Final

import polars as pl

from kinkeeper.law.codes import code_set
from kinkeeper.law.codes.ssda903_episodes import ADOPTIVE
from kinkeeper.law.returns.ssda903.derive import SHORT_BREAKS
from kinkeeper.law.returns.terms import among, filled, is_, valid

TEMPORARY: Final = ("T0", "T1", "T2", "T3", "T4")
FOR_ADOPTION: Final = ADOPTIVE
FOSTERED: Final = ("U1", "U2", "U3", "U4", "U5", "U6")
OTHER: Final = ("Z1", "Z11", "Z12", "Z13", "Z14")  # Z1 alone to 2024-25, the four since
UNREGISTERED: Final = ("H5", "P1", "P2", "P3", "R1", "R2", "R5", *TEMPORARY, *OTHER)
OUTSIDE_ENGLAND: Final = ("CON", "NIR", "SCO", "WAL", "NUK")
CARE_ENDED: Final = tuple(c.code for c in code_set("ssda903.REC").codes if c.code != "X1")
ADOPTED: Final = ("E11", "E12")
NOT_REGISTERED: Final = "XXXXXXX"  # stands for the number of a setting Ofsted does not register


def placed_in(*kinds: str) -> pl.Expr:
    """Whether the placement is of one of these kinds, and that kind was one in the year."""
    return among("PLACE", *kinds) & valid("PLACE")


def short_break() -> pl.Expr:
    """Whether the child was accommodated under an agreed series of short breaks."""
    return among("LS", *SHORT_BREAKS)


def registered() -> pl.Expr:
    """Whether the episode gives the number of a setting that Ofsted registers."""
    return filled("URN") & ~is_("URN", NOT_REGISTERED)
