"""What the rules of the SSDA903 look over."""

from __future__ import annotations

from typing import Final

from kinkeeper.law.returns.ssda903.fields import TABLES
from kinkeeper.law.returns.view import View, alone, pairs

OF: Final[dict[str, View]] = {table.id: alone(table.id) for table in TABLES}
HEADER, EPISODES, REVIEWS, UASC, OC2, OC3, AD1, PLACED_ADOPTION, PREV_PERM, MISSING, SOCIAL_WORKERS, DOLO = (
    OF[table.id] for table in TABLES
)  # fmt: skip

BESIDE_HEADER: Final[dict[str, View]] = {
    table.id: pairs(table.id, "Header", how="left") for table in TABLES if table.id != "Header"
}
