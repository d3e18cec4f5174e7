"""Rules about who the child is."""

from __future__ import annotations

from functools import partial

from kinkeeper.law.returns.rule import Rule
from kinkeeper.law.returns.ssda903.views import HEADER
from kinkeeper.law.returns.terms import on, valid

header = partial(Rule, over=HEADER)

# A rule reads as one paragraph: its lines are broken by meaning, not by the formatter.
# fmt: off
RULES = (
    header(code="101", fails=~valid("SEX"), fields=("SEX",),
           says="The child's sex is blank or is not one of the codes of this year.",
           do="Record the sex: M, F, or U where it is not known.",
           passes="Header: SEX=M", breaks="!Header: SEX=1; !Header: CHILD=2",
           reading="The codes are those of the collection year: 1 and 2 before 2024-25."),
    header(code="102", fails=on("DOB").is_null(), fields=("DOB",),
           says="The date of birth is blank or is not a date.",
           do="Record the date of birth; where only the month is known, the 15th stands for the day.",
           passes="Header: DOB=01/02/2012", breaks="!Header: DOB=31/02/2012; !Header: CHILD=2"),
)
