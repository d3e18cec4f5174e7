"""Every rule of the children in need census."""

from kinkeeper.law.returns.cin.checks import (
    assessments,
    children,
    enquiries,
    identifiers,
    plans,
    protection,
    referrals,
    whole,
)  # fmt: skip
from kinkeeper.law.returns.rule import Rule

RULES: tuple[Rule, ...] = (
    *whole.RULES, *identifiers.RULES, *children.RULES, *referrals.RULES, *assessments.RULES,
    *enquiries.RULES, *plans.RULES, *protection.RULES,
)  # fmt: skip
