"""Rules about who the child is."""

from __future__ import annotations

from functools import partial
from typing import Final

import polars as pl

from kinkeeper.law.returns.rule import Rule
from kinkeeper.law.returns.ssda903.said import YEARS_OPEN
from kinkeeper.law.returns.ssda903.views import HEADER
from kinkeeper.law.returns.terms import (
    END,
    START,
    after,
    among,
    before,
    birthday,
    blank,
    by,
    current,
    filled,
    is_,
    number,
    on,
    sure,
    t,
    unreadable,
    valid,
)  # fmt: skip

header = partial(Rule, over=HEADER)
NO_UPN: Final = ("UN1", "UN2", "UN3", "UN4", "UN5")  # why there is no unique pupil number
UPN_FORM: Final = r"^[A-HJ-NP-RT-Z](\d{12}|\d{11}[A-Z])$"
OLDER_SEXES: Final = "In returns before 2024-25 the sexes are 1 and 2."
# Children born on it or before are of school age in the collection year.
SCHOOL_CUT_OFF: Final = pl.date(START.dt.year() - 1, 8, 31)

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
    header(code="103", fails=~valid("ETHNIC"), fields=("ETHNIC",),
           says="The child's ethnicity is blank or is not one of the codes.",
           do="Record the ethnicity: REFU where it was refused, NOBT where it has not been obtained yet.",
           passes="Header: ETHNIC=WBRI", breaks="!Header: ETHNIC=WHITE; !Header: CHILD=2"),
    header(code="105", fails=~sure(number("UASC").is_in((0.0, 1.0))), fields=("UASC",), needs=("xml",),
           says="Whether the child was unaccompanied and seeking asylum in the year is neither 0 nor 1.",
           do="Put 1 if the child was at any time in the year, and 0 if not.",
           passes="Header: UASC=0; Header: CHILD=2, UASC=1", breaks="!Header: UASC=2; !Header: CHILD=2"),
    header(code="168", fails=filled("UPN") & ~among("UPN", *NO_UPN) & ~sure(t("UPN").str.contains(UPN_FORM)),
           fields=("UPN",),
           says="The unique pupil number is not of the form such numbers have.",
           do="Ask the school or the virtual school for the number: a letter and twelve digits. "
              "If there is none, give the reason, UN1 to UN5.",
           passes="Header: UPN=A123456789012; Header: CHILD=2, UPN=A12345678901B; Header: CHILD=3;"
                  "Header: CHILD=4, UPN=UN3",
           breaks="!Header: UPN=I123456789012; !Header: CHILD=2, UPN=UN6"),
    header(code="171", fails=unreadable("MC_DOB"), fields=("MC_DOB",),
           says="The birth date of the young mother's first child is not a date.",
           do="Correct the date, as DD/MM/YYYY.",
           passes="Header: MC_DOB=01/05/2026; Header: CHILD=2", breaks="!Header: MC_DOB=2026"),
    header(code="174", fails=current("SEX").eq("M") & filled("MC_DOB"), fields=("SEX", "MC_DOB"),
           says="A boy has the birth date of a first child, which is asked of mothers alone.",
           do="Remove the date, or correct the sex.",
           passes="Header: SEX=M; Header: CHILD=2, SEX=F, MC_DOB=01/05/2026",
           breaks="!Header: SEX=M, MC_DOB=01/05/2026", reading=OLDER_SEXES),
    header(code="209", fails=is_("UPN", "UN1") & by(birthday(4), SCHOOL_CUT_OFF), fields=("UPN", "DOB"),
           says="The child is said to be too young for a pupil number, but is of school age.",
           do="Ask the school for the number, or give the reason that is true now, UN2 to UN5.",
           passes="Header: UPN=UN1, DOB=01/09/2021; Header: CHILD=2, UPN=UN2, DOB=01/08/2015",
           breaks="!Header: UPN=UN1, DOB=31/08/2021; !Header: CHILD=2, UPN=UN1, DOB=30/08/2021",
           reading="Of school age is a child who was four by 31 August before the collection year."),
    header(code="231", fails=is_("UASC", "1") & after(birthday(11), END), fields=("DOB", "UASC"),
           since=2025, severity="query", also=("UASC",),
           says="An unaccompanied child seeking asylum is under 11 at the end of the year, which is rare.",
           do="Check the date of birth and that the child came alone; if both are right, ask for the rule "
              "to be set aside.",
           passes="Header: DOB=31/03/2016; UASC; Header: CHILD=2, DOB=01/04/2016",
           breaks="!Header: DOB=01/04/2016; UASC",
           reading="Asked from 2024-25, the first year it is known of.",
           differs="The open tool looks for a column that no return has, so it can never ask this."),
    header(code="232", fails=is_("SEX", "U"), fields=("SEX",), since=2025,
           says="The child's sex is recorded as not known.",
           do="Find out the sex and record it; U stays only where it truly cannot be told.",
           passes="Header: SEX=M", breaks="!Header: SEX=U"),
    header(code="301", fails=after(on("DOB"), END), fields=("DOB",),
           says="The child was born after the collection year.",
           do="Correct the date of birth, or leave the child out of this year's return.",
           passes="Header: DOB=31/03/2027; Header: CHILD=2", breaks="!Header: DOB=01/04/2027"),
    header(code="351", fails=before(birthday(25), START), fields=("DOB",),
           says="The young person was older than 25 when the year began, too old for this return.",
           do="Correct the date of birth, or leave the young person out.",
           passes="Header: DOB=01/04/2001; Header: CHILD=2", breaks="!Header: DOB=31/03/2001"),
    header(code="444", fails=filled("UPN") & ~among("UPN", *NO_UPN) & t("UPN").is_duplicated(),
           fields=("UPN",),
           says="Two or more children have the same unique pupil number.",
           do="Find out whose number it is and correct the others; if it is one child recorded twice, "
              "merge the records.",
           passes="Header: UPN=UN2; Header: CHILD=2, UPN=UN2; Header: CHILD=3; Header: CHILD=4;"
                  "Header: CHILD=5, UPN=A123456789012",
           breaks="!Header: UPN=A123456789012; !Header: CHILD=2, UPN=A123456789012; Header: CHILD=3, UPN=B1",
           reading=YEARS_OPEN.format("2025-26")),
    header(code="611", fails=is_("MOTHER", "1") & blank("MC_DOB"), fields=("MOTHER", "MC_DOB"),
           says="She is recorded as a mother, but not when her first child was born.",
           do="Record the birth date of her first child.",
           passes="Header: MOTHER=1, MC_DOB=01/05/2026; Header: CHILD=2, MOTHER=0; Header: CHILD=3",
           breaks="!Header: MOTHER=1"),
    header(code="612",
           fails=current("SEX").eq("F") & (blank("MOTHER") | is_("MOTHER", "0")) & filled("MC_DOB"),
           fields=("SEX", "MOTHER", "MC_DOB"),
           says="The birth date of her first child is given, but she is not recorded as a mother.",
           do="Put 1 for mother, or remove the date.",
           passes="Header: SEX=F, MOTHER=1, MC_DOB=01/05/2026; Header: CHILD=2, SEX=F, MOTHER=0;"
                  "Header: CHILD=3, SEX=F; Header: CHILD=4, SEX=M, MC_DOB=01/05/2026",
           breaks="!Header: SEX=F, MC_DOB=01/05/2026; !Header: CHILD=2, SEX=F, MOTHER=0, MC_DOB=01/05/2026",
           reading=OLDER_SEXES),
    header(code="620", fails=is_("MOTHER", "1") & after(birthday(11), START), fields=("DOB", "MOTHER"),
           says="She is recorded as a mother, but was under 11 when the year began.",
           do="Correct the date of birth, or put 0 for mother.",
           passes="Header: MOTHER=1, DOB=01/04/2015; Header: CHILD=2, DOB=02/04/2015",
           breaks="!Header: MOTHER=1, DOB=02/04/2015"),
    header(code="621", fails=on("MC_DOB").is_not_null() & ~after(on("MC_DOB"), on("DOB")),
           fields=("DOB", "MC_DOB"),
           says="Her first child was born on her own day of birth or before it, or her own is not known.",
           do="Correct whichever of the two dates of birth is wrong.",
           passes="Header: DOB=01/05/2010, MC_DOB=02/05/2010; Header: CHILD=2, DOB=01/05/2010",
           breaks="!Header: DOB=01/05/2010, MC_DOB=01/05/2010; !Header: CHILD=2, MC_DOB=01/05/2010;"
                  "!Header: CHILD=3, DOB=01/05/2010, MC_DOB=30/04/2010"),
)
