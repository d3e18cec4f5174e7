"""Rules about unaccompanied children who seek asylum."""

from __future__ import annotations

from functools import partial
from typing import Final

from kinkeeper.law.returns.rule import Rule
from kinkeeper.law.returns.ssda903.children import LEAVER_ITEMS, ORDINARY
from kinkeeper.law.returns.ssda903.said import SHIFTED
from kinkeeper.law.returns.ssda903.unaccompanied import EPISODES_TOLD, LEAVERS, TWO_YEARS
from kinkeeper.law.returns.ssda903.views import BESIDE_HEADER, UASC
from kinkeeper.law.returns.terms import (
    END,
    START,
    after,
    before,
    birthday,
    filled,
    is_,
    number,
    on,
    some_blank,
    sure,
    t,
    unreadable,
    within_year,
)  # fmt: skip

own = partial(Rule, over=UASC)
two_years = partial(Rule, over=TWO_YEARS, flags=("Header", "UASC"))
episode = partial(Rule, over=EPISODES_TOLD, also=("Header", "UASC"), needs=("postcodes",))
FARTHEST: Final = 999.9  # miles the return can hold
LAST_START, LAST_END = START.dt.offset_by("-1y"), END.dt.offset_by("-1y")
NOW, THEN = is_("UASC", "1"), is_("Header_last.UASC", "1")
ENDED, ENDED_LAST = on("UASC.DUC"), on("UASC_last.DUC")
TWO_YEARS_TOLD: Final = "Children are unaccompanied who are told to be, this year or last."
LEFT_OUT: Final = "Only the return of the year before is looked at, not two years back."

# fmt: off
RULES = (
    own(code="104", fails=unreadable("DUC") | before(on("DUC"), START), fields=("DUC",),
        says="The day the child stopped being an unaccompanied asylum seeker is not a date, or is before the "
             "year began.",
        do="Correct the date; a child whose status ended before 1 April does not belong in this table.",
        passes="UASC: DUC=01/04/2026; UASC: CHILD=2", breaks="!UASC: DUC=31/03/2026; "
                                                             "!UASC: CHILD=2, DUC=soon"),
    own(code="304", fails=after(on("DUC"), birthday(18)), fields=("DUC", "DOB"),
        says="The child is said to have stopped being an unaccompanied child after the 18th birthday.",
        do="Give the 18th birthday at the latest, or correct the date of birth.",
        passes="UASC: DUC=01/05/2026, DOB=01/05/2008; UASC: CHILD=2",
        breaks="!UASC: DUC=02/05/2026, DOB=01/05/2008"),
    Rule(code="303", over=BESIDE_HEADER["UASC"], needs=("xml",), flags=("Header", "UASC"),
         fails=filled("DUC") & ~sure(number("Header.UASC") == 1), fields=("DUC", "Header.UASC"),
         says="The day a child stopped being an unaccompanied asylum seeker is given, but the child is not "
              "told "
              "to have been one in the year.",
         do="Put 1 for unaccompanied, or remove the date.",
         passes="UASC: DUC=01/05/2026; Header: UASC=1; UASC: CHILD=2; Header: CHILD=2, UASC=0",
         breaks="!UASC: DUC=01/05/2026; !Header: UASC=0; !UASC: CHILD=2, DUC=01/05/2026; !Header: CHILD=2",
         reading="Asked of the XML form: in CSV files the child's row in the table is itself what tells.",
         differs="In CSV files the open tool finds it only where its own table of children repeats one, and "
                 "then of the wrong children."),
    two_years(code="205A", fields=("UASC", "UASC.DUC"),
              fails=~NOW & THEN & (filled("UASC.DUC") | ~sure(ENDED_LAST.is_between(LAST_START, LAST_END))),
              says="The child was unaccompanied last year and is not this year, but no end in last year "
                   "was given.",
              do="If the status ended this year, keep the child in the table with the date; if it ended last "
                 "year, correct last year's return.",
              passes="Header; Header_last; UASC_last: DUC=01/04/2025; Header: CHILD=2; Header_last: CHILD=2;"
                     "UASC_last: CHILD=2, DUC=31/03/2026; Header: CHILD=3; Header_last: CHILD=3;"
                     "UASC: CHILD=3; UASC_last: CHILD=3; Header: CHILD=4; Header_last: CHILD=4;"
                     "UASC: CHILD=5, DUC=01/05/2026; Header: CHILD=5; Header_last: CHILD=5",
              breaks="!Header; Header_last; UASC_last; !Header: CHILD=2; Header_last: CHILD=2;"
                     "UASC_last: CHILD=2, DUC=31/03/2025; !Header: CHILD=3; Header_last: CHILD=3;"
                     "UASC_last: CHILD=3, DUC=01/04/2026",
              differs="In CSV files the open tool looks only at this year's table, where the child no "
                      "longer is; what it finds there is a child whom the header lacks. " + SHIFTED),
    two_years(code="205B", fields=("UASC", "UASC.DUC"),
              fails=NOW & THEN & (~within_year(ENDED) & ~sure(ENDED == ENDED_LAST)
                                  | ~sure(birthday(18, "UASC_last.DOB") == ENDED_LAST)),
              says="The child was unaccompanied last year and this, but the day that ends differs from last "
                   "year's, or last year's was not the 18th birthday.",
              do="While it lasts the 18th birthday stands for the day it ends; correct it, or last year's.",
              passes="Header; Header_last: DOB=03/05/2010; UASC: DUC=01/05/2028;"
                     "UASC_last: DOB=01/05/2010, DUC=01/05/2028; Header: CHILD=2; Header_last: CHILD=2;"
                     "UASC: CHILD=2, DUC=01/08/2026;"
                     "UASC_last: CHILD=2, DOB=01/05/2010, DUC=01/05/2028;"
                     "Header: CHILD=3; Header_last: CHILD=3; UASC: CHILD=3; Header: CHILD=4;"
                     "Header_last: CHILD=4; UASC_last: CHILD=4",
              breaks="!Header; Header_last; !UASC: DUC=01/06/2028;"
                     "UASC_last: DOB=01/05/2010, DUC=01/05/2028; !Header: CHILD=2;"
                     "Header_last: CHILD=2, DOB=01/08/2008; !UASC: CHILD=2, DUC=01/08/2026;"
                     "UASC_last: CHILD=2, DOB=01/05/2010, DUC=01/08/2026",
              reading="The date of birth is the one on last year's row of the table of unaccompanied "
                      "children.",
              differs=SHIFTED),
    two_years(code="205C", fields=("UASC", "UASC.DUC"), needs=("xml",),
              fails=~NOW & ~THEN & filled("UASC.DUC", "UASC_last.DUC"),
              says="The child is told to be unaccompanied neither this year nor last, but the day that "
                   "ended is "
                   "given.",
              do="Remove the date, or put 1 for unaccompanied in the years the child was.",
              passes="Header: UASC=1; Header_last: UASC=0; UASC: DUC=01/05/2026; Header: CHILD=2, UASC=0;"
                     "Header_last: CHILD=2, UASC=0; UASC: CHILD=2; Header: CHILD=3, UASC=0;"
                     "Header_last: CHILD=3, UASC=1; UASC_last: CHILD=3, DUC=01/05/2025",
              breaks="!Header: UASC=0; Header_last: UASC=0; !UASC: DUC=01/05/2026; !Header: CHILD=2;"
                     "Header_last: CHILD=2; UASC_last: CHILD=2, DUC=01/05/2025",
              reading="Asked of the XML form: in CSV files the child's row in the table is itself what "
                      "tells.",
              differs="The open tool looks only at children of this year's table; in CSV files it finds one "
                      "only where that table repeats a child or the header lacks one."),
    two_years(code="205D", flags=("Header",), fails=NOW & ~THEN, fields=("UASC",),
              says="The child is unaccompanied this year and was not last year.",
              do="Check which is right: a child looked after already does not become unaccompanied later.",
              passes="Header; Header_last; UASC; UASC_last; Header: CHILD=2; Header_last: CHILD=2;"
                     "Header: CHILD=3; UASC: CHILD=3; Header: CHILD=4; Header_last: CHILD=4; "
                     "UASC_last: CHILD=4",
              breaks="!Header; Header_last; UASC",
              differs="Where last year's table was not given the open tool stops every child. " + SHIFTED),
    episode(code="164", fails=~t("unaccompanied") & ORDINARY & sure(t("PL_DISTANCE") > FARTHEST),
            fields=("PL_DISTANCE", "HOME_POST", "PL_POST"), reading=f"{TWO_YEARS_TOLD} {LEFT_OUT}",
            says="The distance from home to the placement is more than the return can hold.",
            do="Check both postcodes: one of them is not where it is said to be.",
            passes="Episodes: HOME_POST=B1 1AA, PL_POST=LE1 1AA; Episodes: HOME_POST=B1 1AA;"
                   "Episodes: CHILD=2, HOME_POST=B1 1AA, PL_POST=ZZ1 1ZZ; Header: CHILD=2; UASC: CHILD=2;"
                   "Episodes: CHILD=3, HOME_POST=B1 1AA, PL_POST=ZZ1 1ZZ, LS=V3;"
                   "Episodes: CHILD=4, HOME_POST=B1 1AA, PL_POST=ZZ9 9ZZ",
            breaks="!Episodes: HOME_POST=B1 1AA, PL_POST=ZZ1 1ZZ",
            differs="The open tool asks it of short breaks too. With distances worked out from postcodes "
                    "nothing in this country can break it."),
    episode(code="392a", fails=~t("unaccompanied") & ORDINARY & t("PL_DISTANCE").is_null(),
            fields=("PL_DISTANCE", "HOME_POST", "PL_POST"), reading=TWO_YEARS_TOLD,
            says="How far the placement is from home cannot be worked out.",
            do="Give both postcodes, as the directory of postcodes has them.",
            passes="Episodes: HOME_POST=B1 1AA, PL_POST=LE1 1AA; Episodes: LS=V4; Episodes: CHILD=2;"
                   "Header: CHILD=2; UASC: CHILD=2; Episodes: CHILD=3; Header_last: CHILD=3; "
                   "UASC_last: CHILD=3;"
                   "Episodes: CHILD=4; UASC_last: CHILD=4, SEX=M; Header_last: CHILD=4",
            breaks="!Episodes: HOME_POST=B1 1AA; !Episodes: HOME_POST=B1 1AA, PL_POST=X1 1XX, LS=C2;"
                   "!Episodes: CHILD=2; UASC: CHILD=2",
            differs=SHIFTED),
    episode(code="392b", fails=~t("unaccompanied") & ORDINARY & some_blank("HOME_POST", "PL_POST"),
            fields=("HOME_POST", "PL_POST"), also=(), needs=("UASC",),
            says="The postcode of the home or of the placement is missing.",
            do="Record both; only children on short breaks and unaccompanied children may have none.",
            passes="Episodes: HOME_POST=B1 1AA, PL_POST=LE1 1AA; Episodes: LS=V3; Episodes: CHILD=2;"
                   "UASC: CHILD=2, SEX=M; Episodes: CHILD=3; UASC_last: CHILD=3, DUC=01/05/2025",
            breaks="!Episodes: HOME_POST=B1 1AA; !Episodes: PL_POST=B1 1AA, LS=C2; !Episodes: CHILD=2;"
                   "UASC: CHILD=2",
            reading=TWO_YEARS_TOLD + " Where neither year's table is given, no child is taken to be; where "
                    "last year's alone is, this year's cannot be told and the rule is not run.",
            differs=SHIFTED),
    episode(code="406", fails=t("unaccompanied") & t("PL_DISTANCE").is_not_null(),
            fields=("PL_DISTANCE", "HOME_POST"), reading=TWO_YEARS_TOLD,
            says="An unaccompanied child has a distance from home.",
            do="Remove the home postcode: it is not asked of unaccompanied children.",
            passes="Episodes: PL_POST=LE1 1AA; Header; UASC; "
                   "Episodes: CHILD=2, HOME_POST=B1 1AA, PL_POST=LE1 1AA",
            breaks="!Episodes: HOME_POST=B1 1AA, PL_POST=LE1 1AA; Header; UASC;"
                   "!Episodes: CHILD=2, HOME_POST=B1 1AA, PL_POST=B1 1AA; Header_last: CHILD=2;"
                   "UASC_last: CHILD=2",
            differs=SHIFTED),
    Rule(code="1014", over=LEAVERS, flags=("OC3", "UASC"), fails=~t("looked_after") & filled(*(
             f"OC3.{item}" for item in LEAVER_ITEMS)),
         fields=("DUC", "OC3.IN_TOUCH", "OC3.ACTIV", "OC3.ACCOM"),
         says="A care leaver who was not looked after in the year is in the table of unaccompanied children.",
         do="Take the young person out of that table: it is not asked of care leavers.",
         passes="UASC; OC3: IN_TOUCH=YES; Episodes: DECOM=01/05/2026; UASC: CHILD=2; OC3: CHILD=2",
         breaks="!UASC; !OC3: IN_TOUCH=YES; Episodes: DECOM=01/05/2024, DEC=31/03/2026; !UASC: CHILD=2;"
                "!OC3: CHILD=2, ACCOM=B1; Episodes: CHILD=3, DECOM=01/05/2026",
         differs="The open tool drops young persons without any episode, who are the ones that are meant."),
)
