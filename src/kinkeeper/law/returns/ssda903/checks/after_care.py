"""Rules that hold care leavers against the time in care."""

from __future__ import annotations

from functools import partial
from typing import Final

from kinkeeper.law.returns.rule import Rule
from kinkeeper.law.returns.ssda903.care_leavers import LEAVERS, TIME_IN_CARE
from kinkeeper.law.returns.ssda903.children import LEAVER_ITEMS
from kinkeeper.law.returns.ssda903.said import LOST, TWICE
from kinkeeper.law.returns.ssda903.views import BESIDE_HEADER
from kinkeeper.law.returns.terms import among, birthday, sure, t, within_year

leaver = partial(Rule, over=LEAVERS, fields=LEAVER_ITEMS)
ENOUGH_DAYS: Final = 13 * 7  # since the 14th birthday
WITH_FORMER_CARER: Final = ("Z1", "Z2")

# fmt: off
RULES = (
    leaver(code="1000", fails=t("died") | t("died_before"),
           says="A care leaver is reported on who died while looked after.",
           do="Take the young person out of the table of care leavers, or correct why care ended.",
           passes="OC3; Episodes: REC=E8; Episodes_last: REC=X1; Episodes: CHILD=2, REC=E2; OC3: CHILD=3",
           breaks="!OC3; Episodes: REC=X1; Episodes: REC=E2; !OC3: CHILD=2; Episodes_last: CHILD=2, REC=E2",
           reading="Last year's episodes are looked at where they were given."),
    Rule(code="1001", over=TIME_IN_CARE, fields=LEAVER_ITEMS,
         fails=sure(t("from_14") < ENOUGH_DAYS) | sure(t("from_16") < 1) | t("adopted"),
         says="The young person was not looked after long enough to be a care leaver, or was adopted.",
         do="A care leaver was looked after for 13 weeks since the age of 14, some of it after 16. Check the "
            "episodes and the date of birth, or take the young person out.",
         passes="OC3; Header: DOB=01/05/2008; Episodes: DECOM=01/02/2024, DEC=01/03/2024, REC=X1;"
                "Episodes: DECOM=01/03/2024, DEC=02/05/2024, REC=E8; OC3: CHILD=2; "
                "Header: CHILD=2, DOB=01/05/2008;"
                "OC3: CHILD=3; Header: CHILD=3; Episodes: CHILD=3, DECOM=01/05/2024, DEC=02/05/2024;"
                "OC3: CHILD=4; Header: CHILD=4, DOB=01/05/2006; Episodes_last: CHILD=4, DECOM=01/01/2020;"
                "Episodes: CHILD=4, DECOM=01/01/2020, DEC=01/06/2025, REC=E8;"
                "OC3: CHILD=5; Header: CHILD=5, DOB=31/12/2010; Episodes: CHILD=5, DECOM=01/01/2020",
         breaks="!OC3; Header: DOB=01/05/2008; Episodes: DECOM=01/02/2024, DEC=01/05/2024, REC=X1;"
                "!OC3: CHILD=2; Header: CHILD=2, DOB=01/05/2008;"
                "Episodes: CHILD=2, DECOM=01/05/2024, DEC=30/07/2024, REC=E8;"
                "!OC3: CHILD=3; Header: CHILD=3, DOB=01/05/2008;"
                "Episodes_last: CHILD=3, DECOM=01/05/2010, DEC=01/06/2025, REC=E11;"
                "!OC3: CHILD=4; Header: CHILD=4, DOB=01/05/2006; Episodes: CHILD=4, DECOM=01/01/2020, LS=V4",
         reading="The days are added up from the episodes of this year and the last; "
                 "who has none in either is "
                 "not judged here (1002 is about that). Short breaks do not count.",
         differs="The open tool stops every care leaver of 20 and over, and everyone who has no episode in "
                 "the two years or whose date of birth cannot be read; and it mixes up the rows of the two "
                 "years, so that unrelated children's are dropped. " + LOST),
    leaver(code="1002", fails=~t("listed") & ~t("listed_before"), also=("Episodes_last",),
           says="A care leaver has no episode this year or last.",
           do="Check that the young person was looked after, in a year before; if so the rule can be passed "
              "over. If not, take the young person out.",
           passes="OC3; Episodes; OC3: CHILD=2; Episodes_last: CHILD=2",
           breaks="!OC3; Episodes: CHILD=2; Episodes_last: CHILD=2",
           reading="Only two years' returns are looked at, though care may have ended before them."),
    leaver(code="1010", fails=~t("listed") & t("left_open"), also=("Episodes_last",),
           says="A care leaver was still looked after at the end of last year, but has no episode this year.",
           do="Give this year's episodes, with the day care ended and why.",
           passes="OC3; Episodes; Episodes_last: DECOM=01/05/2025; OC3: CHILD=2;"
                  "Episodes_last: CHILD=2, DECOM=01/05/2025, DEC=01/06/2025;"
                  "Episodes_last: CHILD=2, DECOM=01/04/2025; OC3: CHILD=3",
           breaks="!OC3; Episodes_last: DECOM=01/05/2025; Episodes_last: DECOM=01/04/2025, DEC=01/05/2025"),
    Rule(code="3001", over=BESIDE_HEADER["OC3"], flags=("OC3",), fields=("ACCOM",),
         fails=among("ACCOM", *WITH_FORMER_CARER) & within_year(birthday(17, "Header.DOB")),
         says="A care leaver who turned 17 in the year is said to live with a former foster carer, which is "
              "told of those of 18 and over.",
         do="Correct where the young person lives, or the date of birth.",
         passes="OC3: ACCOM=Z1; Header: DOB=31/03/2009; OC3: CHILD=2, ACCOM=B1; "
                "Header: CHILD=2, DOB=01/05/2009;"
                "OC3: CHILD=3, ACCOM=Z2; Header: CHILD=3, DOB=01/04/2010; OC3: CHILD=4, ACCOM=Z1",
         breaks="!OC3: ACCOM=Z1; Header: DOB=01/04/2009; !OC3: CHILD=2, ACCOM=Z2; "
                "Header: CHILD=2, DOB=31/03/2010",
         differs=TWICE),
)
