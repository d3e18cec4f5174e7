"""Rules about children who were adopted, and about those who adopted them."""

from __future__ import annotations

from functools import partial
from typing import Final

import polars as pl

from kinkeeper.law.returns.rule import Rule
from kinkeeper.law.returns.ssda903.adoption_views import (
    AD1_AND_ADOPTED,
    AD1_AND_OC3,
    AD1_WITH_OC3,
    EPISODES_WITH_AD1,
    LAST_START_WITH_AD1,
    PLACED,
)
from kinkeeper.law.returns.ssda903.kinds import ADOPTED
from kinkeeper.law.returns.ssda903.said import LOST
from kinkeeper.law.returns.ssda903.views import AD1
from kinkeeper.law.returns.terms import (
    after,
    among,
    before,
    filled,
    is_,
    on,
    some_blank,
    sure,
    t,
    unreadable,
    valid,
    within_year,
)

ITEMS: Final = ("DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR")
LEAVER: Final = ("IN_TOUCH", "ACTIV", "ACCOM")
_LEAVER = tuple(f"OC3.{name}" for name in LEAVER)
_PARTNERED = tuple(f"AD1.{name}" for name in ITEMS)
_BOTH: Final = ("Episodes", "AD1")
_WITH_CARERS: Final = ("A2", "A3", "A5")
_WITH_OTHERS: Final = ("A1", "A4", "A6")

ad1 = partial(Rule, over=AD1)
episode = partial(Rule, over=EPISODES_WITH_AD1, flags=_BOTH)

# A rule reads as one paragraph: its lines are broken by meaning, not by the formatter.
# fmt: off
_OF_THE_CHILD = (
    ad1(code="112", fails=unreadable("DATE_INT"), fields=("DATE_INT",),
        says="The date of the decision that adoption is in the child's best interests is not a date.",
        do="Enter the date the agency's decision maker decided, as DD/MM/YYYY.",
        passes="AD1: DATE_INT=01/06/2025; AD1: CHILD=2", breaks="!AD1: DATE_INT=31/06/2025"),
    ad1(code="113", fails=unreadable("DATE_MATCH"), fields=("DATE_MATCH",),
        says="The date the child was matched with the adopters is not a date.",
        do="Enter the date the match was approved, as DD/MM/YYYY.",
        passes="AD1: DATE_MATCH=01/06/2025; AD1: CHILD=2", breaks="!AD1: DATE_MATCH=2025-06-01"),
    ad1(code="114", fails=filled("FOSTER_CARE") & ~valid("FOSTER_CARE"), fields=("FOSTER_CARE",),
        says="Whether the child's own foster carers adopted is answered with a code that does not exist.",
        do="Enter 1 where the current foster carers adopted the child, 0 where others did.",
        passes="AD1: FOSTER_CARE=0; AD1: CHILD=2, FOSTER_CARE=1; AD1: CHILD=3",
        breaks="!AD1: FOSTER_CARE=2"),
    Rule(code="134", over=AD1_WITH_OC3, fails=filled(*_LEAVER) & filled(*ITEMS),
         fields=(*_LEAVER, *ITEMS),
         says="The child has details of an adoption and those of a young person who left care.",
         do="Find out which is true of the child and empty the fields of the other.",
         passes="AD1: DATE_INT=01/06/2025; OC3; AD1: CHILD=2; OC3: CHILD=2, IN_TOUCH=YES;"
                "AD1: CHILD=3, NB_ADOPTR=1; OC3: CHILD=4, ACTIV=F1",
         breaks="!AD1: LS_ADOPTR=L0; OC3: ACCOM=B1"),
    ad1(code="151", fails=filled(*ITEMS) & some_blank(*ITEMS), fields=ITEMS,
        says="Some of the details of the adoption are given and others are blank.",
        do="Complete all six, or empty all six where the child was not adopted.",
        passes="AD1; AD1: CHILD=2, DATE_INT=01/06/2025, DATE_MATCH=01/07/2025, FOSTER_CARE=0, "
               "NB_ADOPTR=1, SEX_ADOPTR=F1, LS_ADOPTR=L0",
        breaks="!AD1: DATE_INT=01/06/2025, DATE_MATCH=01/07/2025, FOSTER_CARE=0, NB_ADOPTR=1, "
               "SEX_ADOPTR=F1; !AD1: CHILD=2, FOSTER_CARE=1"),
    ad1(code="175", fails=filled("NB_ADOPTR") & ~among("NB_ADOPTR", "1", "2"), fields=("NB_ADOPTR",),
        says="The number of adopters is neither 1 nor 2.",
        do="Enter 1 for a single adopter, 2 for a couple.",
        passes="AD1: NB_ADOPTR=1; AD1: CHILD=2, NB_ADOPTR=2; AD1: CHILD=3",
        breaks="!AD1: NB_ADOPTR=3; !AD1: CHILD=2, NB_ADOPTR=0"),
    ad1(code="176", fails=filled("SEX_ADOPTR") & ~valid("SEX_ADOPTR"), fields=("SEX_ADOPTR",),
        says="The sex of the adopters holds a code that does not exist.",
        do="Enter M1 or F1 for a single adopter; MM, FF or MF for a couple.",
        passes="AD1: SEX_ADOPTR=MF; AD1: CHILD=2", breaks="!AD1: SEX_ADOPTR=M"),
    ad1(code="177", fails=filled("LS_ADOPTR") & ~valid("LS_ADOPTR"), fields=("LS_ADOPTR",),
        says="The legal status of the adopters holds a code that does not exist.",
        do="Enter L0 for a single adopter; L11, L12, L2, L3 or L4 for a couple.",
        passes="AD1: LS_ADOPTR=L11; AD1: CHILD=2", breaks="!AD1: LS_ADOPTR=L1"),
    Rule(code="187", over=AD1_AND_OC3, flags=("AD1", "OC3"),
         fails=sure(pl.col("continuous") & filled(*ITEMS))
               | sure(pl.col("OC3.continuous") & filled(*_LEAVER)),
         also=("Episodes",), fields=(*ITEMS, *_LEAVER),
         says="The child was looked after all year, yet has details of an adoption or of leaving care.",
         do="Check whether the child left care this year: either an episode lacks its end, or these "
            "fields should be empty.",
         passes="Episodes: DECOM=01/05/2026, RNE=S; AD1: DATE_INT=01/06/2025; OC3: IN_TOUCH=YES;"
                "Episodes: CHILD=2, DECOM=01/05/2025, RNE=S; AD1: CHILD=2; OC3: CHILD=2",
         breaks="Episodes: DECOM=01/05/2025, RNE=S; !AD1: DATE_INT=01/06/2025; OC3;"
                "Episodes: CHILD=2, DECOM=01/05/2025, RNE=S; AD1: CHILD=2; !OC3: CHILD=2, ACTIV=F1"),
)

_DATES = (
    episode(code="331", fails=among("REC", *ADOPTED) & after(on("AD1.DATE_MATCH"), on("DECOM")),
            fields=("AD1.DATE_MATCH", "DECOM", "REC"),
            says="The child was matched with the adopters only after the episode that ended in the "
                 "adoption had begun.",
            do="Correct the date of the match, or begin a new episode where the child was placed for "
               "adoption later on.",
            passes="Episodes: DECOM=01/06/2026, REC=E11; AD1: DATE_MATCH=01/06/2026;"
                   "Episodes: CHILD=2, DECOM=01/06/2026, REC=X1; AD1: CHILD=2, DATE_MATCH=02/06/2026",
            breaks="!Episodes: DECOM=01/06/2026, REC=E11; !AD1: DATE_MATCH=02/06/2026;"
                   "!Episodes: CHILD=2, DECOM=01/06/2026, REC=E12; !AD1: CHILD=2, DATE_MATCH=02/07/2026"),
    ad1(code="333", fields=("DATE_INT", "DATE_MATCH"),
        fails=on("DATE_MATCH").is_not_null()
              & (on("DATE_INT").is_null() | after(on("DATE_INT"), on("DATE_MATCH"))),
        says="The child was matched with adopters before it was decided that adoption is in the "
             "child's best interests, or the date of that decision is missing.",
        do="Correct whichever date is wrong; the decision comes first, or on the same day.",
        passes="AD1: DATE_INT=01/06/2025, DATE_MATCH=01/06/2025; AD1: CHILD=2;"
               "AD1: CHILD=3, DATE_INT=01/06/2025",
        breaks="!AD1: DATE_INT=02/06/2025, DATE_MATCH=01/06/2025; !AD1: CHILD=2, DATE_MATCH=01/06/2025"),
    Rule(code="334", over=LAST_START_WITH_AD1, fails=before(on("AD1.DATE_INT"), on("DECOM")),
         fields=("AD1.DATE_INT", "DECOM", "RNE"), flags=_BOTH,
         says="It was decided that adoption is in the child's best interests before the child came "
              "into care.",
         do="Correct the date of the decision or the day the child started to be looked after.",
         passes="Episodes: DECOM=01/06/2025, RNE=S; Episodes: DECOM=01/07/2025, RNE=P;"
                "AD1: DATE_INT=01/06/2025",
         breaks="Episodes: DECOM=01/02/2025, RNE=S; !Episodes: DECOM=01/06/2025, RNE=S;"
                "!AD1: DATE_INT=31/05/2025",
         differs=LOST),
    episode(code="335", fields=("PLACE", "AD1.FOSTER_CARE"),
            fails=among("REC", "E1", *ADOPTED)
                  & ((among("PLACE", *_WITH_CARERS) & is_("AD1.FOSTER_CARE", "0"))
                     | (among("PLACE", *_WITH_OTHERS) & is_("AD1.FOSTER_CARE", "1"))),
            says="The last placement and the details of the adoption disagree on whether the child's "
                 "own foster carers adopted.",
            do="Correct the placement, or whether the current foster carers adopted the child.",
            passes="Episodes: REC=E11, PLACE=A3; AD1: FOSTER_CARE=1;"
                   "Episodes: CHILD=2, REC=E12, PLACE=A4; AD1: CHILD=2, FOSTER_CARE=0;"
                   "Episodes: CHILD=3, REC=X1, PLACE=A3; AD1: CHILD=3, FOSTER_CARE=0",
            breaks="!Episodes: REC=E11, PLACE=A3; !AD1: FOSTER_CARE=0;"
                   "!Episodes: CHILD=2, REC=E12, PLACE=A6; !AD1: CHILD=2, FOSTER_CARE=1",
            reading="Codes no longer in use (placements A1 and A2, reason E1) count as they did."),
    episode(code="521", fails=among("PLACE", *PLACED) & after(on("AD1.DATE_INT"), on("DECOM")),
            fields=("PLACE", "DECOM", "AD1.DATE_INT"),
            says="The child was placed for adoption before it was decided that adoption is in the "
                 "child's best interests.",
            do="Correct the date of the decision, or the placement and its start.",
            passes="Episodes: PLACE=A3, DECOM=01/06/2026; AD1: DATE_INT=01/06/2026;"
                   "Episodes: CHILD=2, PLACE=U1, DECOM=01/06/2026; AD1: CHILD=2, DATE_INT=02/06/2026",
            breaks="!Episodes: PLACE=A6, DECOM=01/06/2026; !AD1: DATE_INT=02/06/2026"),
    episode(code="582", fails=among("REC", *ADOPTED) & sure(t("DEC") == t("AD1.DATE_MATCH")),
            fields=("DEC", "AD1.DATE_MATCH"), flags=("Episodes",),
            says="The child was adopted on the very day of the match with the adopters.",
            do="Correct the date of the match, or the day of the adoption order.",
            passes="Episodes: REC=E11, DEC=01/06/2026; AD1: DATE_MATCH=31/05/2026;"
                   "Episodes: CHILD=2, REC=X1, DEC=01/06/2026; AD1: CHILD=2, DATE_MATCH=01/06/2026",
            breaks="!Episodes: REC=E12, DEC=01/06/2026; AD1: DATE_MATCH=01/06/2026"),
)

_WHETHER = (
    episode(code="601", fails=among("REC", *ADOPTED) & within_year(on("DEC")) & some_blank(*_PARTNERED),
            fields=("REC", *_PARTNERED),
            says="The child was adopted this year, and the details of the adoption are not complete "
                 "or are missing altogether.",
            do="Add all six details of the adoption; where the child was not adopted, correct why the "
               "episode ceased.",
            passes="Episodes: REC=E11, DEC=01/04/2026; AD1: DATE_INT=01/06/2025, DATE_MATCH=01/07/2025,"
                   "FOSTER_CARE=0, NB_ADOPTR=1, SEX_ADOPTR=F1, LS_ADOPTR=L0;"
                   "Episodes: CHILD=2, REC=E11, DEC=31/03/2026; Episodes: CHILD=3, REC=E12, DEC=01/04/2027;"
                   "Episodes: CHILD=4, REC=E2, DEC=01/06/2026",
            breaks="!Episodes: REC=E11, DEC=01/04/2026; !AD1: DATE_INT=01/06/2025;"
                   "!Episodes: CHILD=2, REC=E12, DEC=31/03/2027",
            differs="There, an adopted child without any details is not found."),
    Rule(code="602", over=AD1_AND_ADOPTED, fails=filled(*ITEMS) & ~pl.col("adopted"), fields=ITEMS,
         says="There are details of an adoption, and no episode says the child was adopted this year.",
         do="Correct the end of the child's last episode, or empty the details.",
         passes="AD1: DATE_INT=01/06/2025; Episodes: REC=E11, DEC=01/04/2026; AD1: CHILD=2;"
                "AD1: CHILD=3, NB_ADOPTR=1; Episodes: CHILD=3, REC=X1, DEC=01/05/2026;"
                "Episodes: CHILD=3, REC=E12, DEC=31/03/2027",
         breaks="!AD1: DATE_INT=01/06/2025; !AD1: CHILD=2, NB_ADOPTR=1; "
                "Episodes: CHILD=2, REC=E11, DEC=31/03/2026; !AD1: CHILD=3, SEX_ADOPTR=F1;"
                "Episodes: CHILD=3, REC=E2, DEC=01/06/2026"),
)


def _couple(code: str, status: str, who: str, *sexes: str) -> Rule:
    """The sex of the adopters must be one of those their legal status can have."""
    fitting = " or ".join(sexes)
    other = "M1" if "MF" in sexes else "MF"
    return ad1(
        code=code, fails=is_("LS_ADOPTR", status) & ~among("SEX_ADOPTR", *sexes),
        fields=("LS_ADOPTR", "SEX_ADOPTR"),
        says=f"The adopters are said to be {who}, and their sex does not fit that or is blank.",
        do=f"With legal status {status} their sex is {fitting}: correct whichever is wrong.",
        passes=";".join(f"AD1: CHILD={n}, LS_ADOPTR={status}, SEX_ADOPTR={sex}"
                        for n, sex in enumerate(sexes)) + f"; AD1: CHILD=9, SEX_ADOPTR={other}",
        breaks=f"!AD1: LS_ADOPTR={status}, SEX_ADOPTR={other}; !AD1: CHILD=2, LS_ADOPTR={status}")


_ADOPTERS = (
    ad1(code="511", fails=is_("NB_ADOPTR", "2") & among("SEX_ADOPTR", "M1", "F1"),
        fields=("NB_ADOPTR", "SEX_ADOPTR"),
        says="There are two adopters, and their sex is that of a single one.",
        do="Enter MM, FF or MF, or correct the number of adopters.",
        passes="AD1: NB_ADOPTR=2, SEX_ADOPTR=MF; AD1: CHILD=2, NB_ADOPTR=1, SEX_ADOPTR=M1;"
               "AD1: CHILD=3, NB_ADOPTR=2",
        breaks="!AD1: NB_ADOPTR=2, SEX_ADOPTR=M1; !AD1: CHILD=2, NB_ADOPTR=2, SEX_ADOPTR=F1"),
    _couple("514", "L0", "a single adopter", "M1", "F1"),
    _couple("517", "L3", "an unmarried couple of different gender", "MF"),
    _couple("518", "L4", "a same-gender couple neither married nor in a civil partnership", "MM", "FF"),
    _couple("519", "L2", "a couple in a civil partnership", "MM", "FF", "MF"),
    _couple("520", "L11", "a married couple of different gender", "MF"),
    _couple("524", "L12", "a married couple of the same gender", "MM", "FF"),
)

RULES = (*_OF_THE_CHILD, *_DATES, *_WHETHER, *_ADOPTERS)
