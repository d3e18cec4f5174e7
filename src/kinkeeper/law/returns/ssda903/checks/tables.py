"""Rules about whether the tables of a return fit together: the same children, known the same way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import polars as pl

from kinkeeper.law.returns.rule import Rule
from kinkeeper.law.returns.ssda903.strays import ROWS_OF_CHILDREN
from kinkeeper.law.returns.ssda903.views import BESIDE_HEADER, OF
from kinkeeper.law.returns.terms import blank, filled, on, sure, t
from kinkeeper.law.returns.view import ID

# What the rows of a table are about, and its rules: a child not in the header, another birth date
# than there, a child twice.
_NAMES: Final[Mapping[str, str]] = {
    "AD1": "details of an adoption", "PlacedAdoption": "decision to place for adoption",
    "Episodes": "episodes", "Missing": "times missing", "OC2": "outcomes", "OC3": "care leavers",
    "PrevPerm": "earlier permanence", "Reviews": "reviews", "UASC": "unaccompanied children",
    "Header": "the children themselves",
}  # fmt: skip
_IN_HEADER: Final = ("AD1", "PlacedAdoption", "Episodes", "Missing", "OC2", "OC3", "PrevPerm", "Reviews",
                     "UASC")  # fmt: skip
_SAME_BIRTHDAY: Final = tuple(table for table in _IN_HEADER if table != "Episodes")
_ONE_ROW: Final = ("AD1", "Header", "OC2", "OC3", "PrevPerm", "UASC")


# A rule reads as one paragraph: its lines are broken by meaning, not by the formatter.
# fmt: off
def _in_header(code: str, table: str) -> Rule:
    return Rule(
        code=code, over=BESIDE_HEADER[table], fails=blank(f"Header.{ID}"), fields=("CHILD",),
        says=f"A row of {table} ({_NAMES[table]}) is of a child who is not in the header.",
        do="Correct the child's identifier, or add the child to the header.",
        passes=f"{table}; Header", breaks=f"!{table}; {table}: CHILD=2; Header: CHILD=2")


def _same_birthday(code: str, table: str) -> Rule:
    return Rule(
        code=code, over=BESIDE_HEADER[table], fails=sure(on("DOB") != on("Header.DOB")),
        fields=("DOB", "Header.DOB"),
        says=f"The date of birth in {table} ({_NAMES[table]}) is not the one in the header.",
        do="Correct whichever is wrong, and check that both rows are of the same child.",
        passes=f"{table}: DOB=01/02/2012; Header: DOB=1/2/2012; {table}: CHILD=2, DOB=01/02/2012;"
               f"Header: CHILD=2; {table}: CHILD=3, DOB=01/02/2012",
        breaks=f"!{table}: DOB=01/02/2012; Header: DOB=02/01/2012")


def _one_row(code: str, table: str) -> Rule:
    return Rule(
        code=code, over=OF[table], fails=filled("CHILD") & pl.col("CHILD").is_duplicated(),
        fields=("CHILD",),
        says=f"The child has more than one row in {table} ({_NAMES[table]}), which holds one for each.",
        do="Keep the row that is right; where they are two children, correct an identifier.",
        passes=f"{table}; {table}: CHILD=2; {table}: CHILD=; {table}: CHILD=",
        breaks=f"!{table}; !{table}; {table}: CHILD=2")


_LIKE_THE_HEADER = (
    Rule(code="INT21", over=BESIDE_HEADER["UASC"], fails=sure(t("SEX") != t("Header.SEX")),
         fields=("SEX", "Header.SEX"),
         says="The sex in UASC (unaccompanied children) is not the one in the header.",
         do="Correct whichever is wrong, and check that both rows are of the same child.",
         passes="UASC: SEX=M; Header: SEX=M; UASC: CHILD=2, SEX=M; Header: CHILD=2",
         breaks="!UASC: SEX=M; Header: SEX=F"),
    Rule(code="1012", over=ROWS_OF_CHILDREN, flags=ROWS_OF_CHILDREN.shows, fails=~pl.col("known"),
         fields=("CHILD",),
         says="The child has no episode this year, and there is other information about the child.",
         do="Add the episodes that are missing, or take these rows out; for a care leaver only the "
            "table of care leavers is returned.",
         passes="Episodes; PlacedAdoption; Missing; Reviews; AD1; PrevPerm; OC2; OC3: CHILD=2",
         breaks="Episodes: CHILD=9; !PlacedAdoption; !Missing: CHILD=2; !Reviews: CHILD=3; "
                "Reviews: CHILD=9; !AD1; !PrevPerm; !OC2: CHILD=4",
         reading="It is asked of those of the other tables that were given, whether or not the child is "
                 "among the care leavers."),
)
# fmt: on

RULES = (
    *(_in_header(f"INT{number:02}", table) for number, table in enumerate(_IN_HEADER, 1)),
    *(_same_birthday(f"INT{number}", table) for number, table in enumerate(_SAME_BIRTHDAY, 11)),
    *(_one_row(f"INT{number}", table) for number, table in enumerate(_ONE_ROW, 31)),
    *_LIKE_THE_HEADER,
)
