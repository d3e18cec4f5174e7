"""Worked cases of declared clocks: tests of the engine, and pages of the manual."""

from kinkeeper.law.cases import care, court, following, referrals, visits
from kinkeeper.law.cases.case import Case

__all__ = ["CASES", "Case"]

CASES: tuple[Case, ...] = (
    *referrals.CASES,
    *care.CASES,
    *visits.CASES,
    *court.CASES,
    *following.CASES,
)
