"""Rules about who the child is, beside the time in care."""

from __future__ import annotations

from functools import partial
from typing import Final

from kinkeeper.law.returns.rule import Rule
from kinkeeper.law.returns.ssda903.checks.header import OLDER_SEXES
from kinkeeper.law.returns.ssda903.children import CHILDREN, ON_SHORT_BREAKS, ORDINARY
from kinkeeper.law.returns.ssda903.views import BESIDE_HEADER
from kinkeeper.law.returns.terms import (
    END,
    after,
    among,
    before,
    blank,
    current,
    days,
    filled,
    is_,
    on,
    t,
    within_year,
)  # fmt: skip

child = partial(Rule, over=CHILDREN)
episode = partial(Rule, over=BESIDE_HEADER["Episodes"])
BOTH: Final = ("Episodes", "Header")
# A child newly looked after in the last week of the year may have no number yet.
A_WEEK_BEFORE_THE_END: Final = days(END, -7)

# fmt: off
RULES = (
    child(code="165", flags=("Header", "OC3"), fields=("MOTHER", "SEX"),
          fails=t("in_care") & (
              filled("MOTHER") & (~among("MOTHER", "0", "1") | current("SEX").eq("M"))
              | current("SEX").eq("F") & (
                  blank("MOTHER") & t("in_care_this_year")
                  | filled("MOTHER") & ~t("in_care_this_year") & t("OC3.told"))),
          says="Whether the child is a mother is missing for a girl in care this year, is given for a boy or "
               "for a girl who has left care, or is neither 0 nor 1.",
          do="Put 0 or 1 for girls looked after this year, and leave it blank for everyone else.",
          passes="Header: SEX=F, MOTHER=0; Episodes: DECOM=01/05/2026; Header: CHILD=2, SEX=M;"
                 "Episodes: CHILD=2, DECOM=01/05/2026; OC3: CHILD=2, IN_TOUCH=YES; Header: CHILD=3, MOTHER=7;"
                 "Episodes: CHILD=3, DECOM=01/05/2026, LS=V3; Header: CHILD=4, SEX=F, MOTHER=1;"
                 "Episodes: CHILD=4, DECOM=01/05/2020, DEC=31/03/2026; Header: CHILD=5, SEX=F;"
                 "Episodes: CHILD=5, DECOM=01/05/2020, DEC=31/03/2026; OC3: CHILD=5, ACCOM=B1;"
                 "OC3: IN_TOUCH=YES; Header: CHILD=6, MOTHER=1;"
                 "Episodes: CHILD=6, DECOM=01/05/2020, DEC=31/03/2026; OC3: CHILD=6, ACCOM=B1;"
                 "Header: CHILD=7, SEX=F; OC3: CHILD=7, ACCOM=B1",
          breaks="!Header: SEX=F, MOTHER=2; Episodes: DECOM=01/05/2026; !Header: CHILD=2, SEX=M, MOTHER=0;"
                 "Episodes: CHILD=2, DECOM=01/05/2026; !Header: CHILD=3, SEX=F;"
                 "Episodes: CHILD=3, DECOM=31/03/2027; !Header: CHILD=4, SEX=F, MOTHER=0;"
                 "Episodes: CHILD=4, DECOM=01/05/2020, DEC=31/03/2026; !OC3: CHILD=4, ACCOM=B1",
          reading="Asked of children with any episode other than short breaks. " + OLDER_SEXES,
          differs="The open tool still looks for the sexes of the older returns, so of M and F it finds only "
                  "values that are neither 0 nor 1, and it judges the sexes 1 and 2, which are no longer "
                  "codes; and it asks nothing when no care leavers are given."),
    child(code="393", fails=current("SEX").eq("F") & blank("MOTHER") & t("in_care"), fields=("MOTHER",),
          flags=("Header",),
          says="It is not told whether a girl who has been looked after is a mother.",
          do="Put 1 if she is a mother, and 0 if not.",
          passes="Header: SEX=F, MOTHER=0; Episodes: LS=C2; Header: CHILD=2, SEX=M; Episodes: CHILD=2, LS=C2;"
                 "Header: CHILD=3, SEX=F; Episodes: CHILD=3, LS=V3",
          breaks="!Header: SEX=F; Episodes: LS=C2; !Header: CHILD=2, SEX=F; Episodes: CHILD=2;"
                 "Episodes: CHILD=2, LS=V4", reading=OLDER_SEXES),
    child(code="442", fails=blank("UPN") & t("in_care"), fields=("UPN",), flags=("Header",),
          says="A child who has been looked after has no unique pupil number, and no reason why not.",
          do="Ask the school for the number, or give the reason there is none, UN1 to UN5.",
          passes="Header: UPN=UN1; Episodes: LS=C2; Header: CHILD=2; Episodes: CHILD=2, LS=V4;"
                 "Header: CHILD=3",
          breaks="!Header: SEX=F; Episodes: LS=C2; Episodes: LS=V3; !Header: CHILD=2; Episodes: CHILD=2"),
    child(code="628", fails=~t("has_episodes") & t("OC3.told") & filled("MOTHER"), fields=("MOTHER",),
          flags=("Header",), also=("OC3",),
          says="It is told whether a care leaver is a mother, which is asked only of girls looked after.",
          do="Leave it blank for a young person who was not looked after in the year.",
          passes="Header: MOTHER=0; Episodes; OC3: IN_TOUCH=YES; Header: CHILD=2; OC3: CHILD=2, ACTIV=F1;"
                 "Header: CHILD=3, MOTHER=0; OC3: CHILD=3",
          breaks="!Header: MOTHER=0; OC3: IN_TOUCH=YES; !Header: CHILD=2, MOTHER=1; OC3: CHILD=2, ACCOM=B1"),
    child(code="EPI", fails=~t("has_episodes") & blank("OC3._id"), fields=("CHILD",), flags=("Header",),
          also=("OC3",), severity="warning",
          says="The child has neither an episode nor an entry as a care leaver.",
          do="Find the episodes or the care leaver's entry, or leave the child out of the return.",
          passes="Header; Episodes; Header: CHILD=2; OC3: CHILD=2",
          breaks="!Header; Header: CHILD=2; Episodes: CHILD=2"),
    episode(code="210", fails=is_("Header.UPN", "UN4") & before(on("DECOM"), A_WEEK_BEFORE_THE_END),
            fields=("Header.UPN", "DECOM"), flags=BOTH,
            says="The pupil number is said to be unknown because the child is newly looked after, but the "
                 "child "
                 "has been looked after for more than a week.",
            do="Ask the school for the number, or give the reason that is true now.",
            passes="Episodes: DECOM=24/03/2027; Header: UPN=UN4; Episodes: CHILD=2, DECOM=01/05/2026;"
                   "Header: CHILD=2, UPN=UN3; Episodes: DECOM=25/03/2027",
            breaks="!Episodes: DECOM=23/03/2027; !Header: UPN=UN4; !Episodes: DECOM=01/05/2026",
            reading="A week is counted back from 31 March, so an episode from 24 March on is within it.",
            differs="The open tool does the opposite: it stops children looked after for up to a week and "
                    "passes all others."),
    episode(code="607", flags=BOTH,
            fails=filled("REC") & ~is_("REC", "X1") & ORDINARY & within_year(on("DEC"))
                  & t("Header.SEX:now").eq("F") & blank("Header.MOTHER"),
            fields=("DEC", "REC", "LS", "Header.MOTHER", "Header.SEX"),
            says="A girl's care ended in the year, but it is not told whether she is a mother.",
            do="Put 1 if she was a mother when care ended, and 0 if not.",
            passes="Episodes: REC=E8, DEC=31/03/2026; Header: SEX=F; Episodes: REC=X1, DEC=01/05/2026;"
                   "Episodes: DEC=01/05/2026; Episodes: REC=E8, DEC=01/05/2026, LS=V3;"
                   "Episodes: REC=E8, DEC=01/04/2027; Episodes: CHILD=2, REC=E8, DEC=01/05/2026;"
                   "Header: CHILD=2, SEX=M; Episodes: CHILD=3, REC=E8, DEC=01/05/2026;"
                   "Header: CHILD=3, SEX=F, MOTHER=0; Episodes: REC=E8; "
                   "Episodes: CHILD=4, REC=E8, DEC=01/05/2026",
            breaks="!Episodes: REC=E8, DEC=01/04/2026; !Header: SEX=F; !Episodes: REC=E4A, DEC=31/03/2027",
            reading=OLDER_SEXES),
    episode(code="625", flags=BOTH, fields=("Header.MC_DOB", "DEC"),
            fails=t("latest") & (after(on("Header.MC_DOB"), END) | after(on("Header.MC_DOB"), on("DEC"))),
            says="Her first child was born after the year ended, or after she left care.",
            do="Correct the birth date of her first child; one born later is not for this return.",
            passes="Episodes: DECOM=01/05/2026; Header: MC_DOB=31/03/2027;"
                   "Episodes: DECOM=01/05/2024, DEC=01/05/2025; "
                   "Episodes: CHILD=2, DECOM=01/05/2026, DEC=01/06/2026;"
                   "Header: CHILD=2, MC_DOB=01/06/2026",
            breaks="!Episodes: DECOM=01/05/2026; !Header: MC_DOB=01/04/2027;"
                   "Episodes: CHILD=2, DECOM=01/04/2026, DEC=01/05/2026;"
                   "!Episodes: CHILD=2, DECOM=01/05/2026, DEC=01/06/2026; "
                   "!Header: CHILD=2, MC_DOB=02/06/2026;"
                   "!Episodes: CHILD=3, DECOM=01/05/2026, DEC=01/06/2026; "
                   "!Header: CHILD=3, MC_DOB=01/05/2027",
            reading="She has left care when her latest episode has ended.",
            differs="The open tool takes the latest episode that has ended, so a birth after it is stopped "
                    "though she is looked after still; and it points at that episode instead of her "
                    "latest, or at none where none has ended."),
    Rule(code="399", over=ON_SHORT_BREAKS, flags=ON_SHORT_BREAKS.shows,
         fails=filled("Header.MOTHER", "Reviews.REVIEW", "Reviews.REVIEW_CODE"),
         fields=("LS", "Header.MOTHER", "Reviews.REVIEW", "Reviews.REVIEW_CODE"),
         says="The child has had agreed short breaks only, but reviews are given, or whether she is a "
              "mother.",
         do="Remove both: they are not asked of children on short breaks. If the child was looked after "
            "otherwise, correct the legal status.",
         passes="Episodes: LS=V3; Header; Reviews; Episodes: CHILD=2, LS=V4; Episodes: CHILD=2, LS=C2;"
                "Header: CHILD=2, MOTHER=0; Reviews: CHILD=2, REVIEW=01/05/2026",
         breaks="!Episodes: LS=V3; !Header: MOTHER=0; !Reviews: REVIEW=01/05/2026;"
                "!Episodes: CHILD=2, LS=V4; !Header: CHILD=2; !Reviews: CHILD=2, REVIEW_CODE=PN1"),
)
