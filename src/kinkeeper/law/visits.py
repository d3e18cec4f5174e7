"""Which clocks a visit meets: of plans, of care and short breaks, of leaving care, of private fostering."""

from typing import Final

from kinkeeper.law.clocks import CLOCKS

MADE: Final = frozenset(
    {
        "cin_visit_made",
        "cp_visit_made",
        "care_visit_made",
        "short_break_visit_made",
        "detention_visit_made",
        "adviser_visit_made",
        "private_fostering_visited",
    }
)
VISITS: Final = frozenset(one.id for one in CLOCKS if MADE.intersection(one.met_by))
