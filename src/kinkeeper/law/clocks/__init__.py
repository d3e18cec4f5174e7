"""Every clock: the duties with a time that an authority owes, declared once."""

from __future__ import annotations

from kinkeeper.kernel.errors import KinkeeperError
from kinkeeper.law.clock import Clock
from kinkeeper.law.clocks import (
    assessment,
    care,
    care_placements,
    care_visits,
    court_orders,
    court_proceedings,
    early_help,
    education,
    front_door,
    health,
    leaving_care,
    missing,
    private_fostering,
    protection,
    protection_plans,
    reviews,
)

__all__ = ["AREAS", "CLOCKS", "clock"]

AREAS = {
    "front_door": "Front door",
    "early_help": "Early help",
    "assessment": "Assessment and children in need",
    "protection": "Child protection",
    "court": "Court",
    "care": "Looked-after children",
    "review": "Reviews",
    "health": "Health",
    "education": "Education",
    "missing": "Missing children",
    "leaving_care": "Leaving care",
    "private_fostering": "Private fostering",
}
CLOCKS: tuple[Clock, ...] = (
    *front_door.CLOCKS,
    *early_help.CLOCKS,
    *assessment.CLOCKS,
    *protection.CLOCKS,
    *protection_plans.CLOCKS,
    *court_proceedings.CLOCKS,
    *court_orders.CLOCKS,
    *care.CLOCKS,
    *care_placements.CLOCKS,
    *care_visits.CLOCKS,
    *reviews.CLOCKS,
    *health.CLOCKS,
    *education.CLOCKS,
    *missing.CLOCKS,
    *leaving_care.CLOCKS,
    *private_fostering.CLOCKS,
)
_BY_ID = {one.id: one for one in CLOCKS}


def clock(name: str) -> Clock:
    """The clock of an id. Raises KinkeeperError when there is none."""
    if name not in _BY_ID:
        raise KinkeeperError(f"There is no clock {name}.", do="See docs/reference/clocks.md.")
    return _BY_ID[name]
