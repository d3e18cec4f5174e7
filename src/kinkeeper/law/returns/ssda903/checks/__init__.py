"""Every rule of the SSDA903."""

from kinkeeper.law.returns.rule import Rule
from kinkeeper.law.returns.ssda903.checks import header

RULES: tuple[Rule, ...] = (*header.RULES,)
