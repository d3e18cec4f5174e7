"""Rules that compare the year with the one before."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final

import polars as pl

from kinkeeper.law.returns.rule import Rule
from kinkeeper.law.returns.ssda903.checks.header import NO_UPN, UPN_FORM
from kinkeeper.law.returns.ssda903.last_year import (
    AFTER_ADOPTIONS,
    CARRIED_ON,
    HEADERS,
    LISTED_BEFORE,
    STILL_OPEN,
)  # fmt: skip
from kinkeeper.law.returns.ssda903.said import AREAS_OF_2021, LOST, SEXES_RENAMED, TWICE
from kinkeeper.law.returns.terms import (
    START,
    among,
    before,
    blank,
    current,
    differ,
    filled,
    is_,
    on,
    sure,
    t,
)  # fmt: skip

header = partial(Rule, over=HEADERS)
carried = partial(Rule, over=CARRIED_ON)
CARE: Final = "Episodes_last"
A_MOVE: Final = 0.2  # miles: less is a matter of how postcodes are measured
# Codes of placements, and those that replaced them.
SUCCEEDED: Final = (("H5", ("K3",)), ("Z1", ("Z11", "Z12", "Z13", "Z14")))
# The reason an episode began is the same in both years.
SAME_BEGINNING: Final = sure(t("RNE") == t(f"{CARE}.RNE"))


@dataclass(frozen=True)
class Kept:
    """A field of an episode that lasts from one year to the next, and must not change with it."""

    rule: str
    field: str
    called: str
    one: str
    other: str


KEPT: Final = (
    Kept("503A", "RNE", "why the episode began", "RNE=S", "RNE=P"),
    Kept("503B", "LS", "the legal status", "LS=C1", "LS=C2"),
    Kept("503C", "CIN", "the category of need", "CIN=N1", "CIN=N2"),
    Kept("503E", "PLACE_PROVIDER", "who provides the placement", "PLACE_PROVIDER=PR1", "PLACE_PROVIDER=PR2"),
    Kept("503F", "URN", "the Ofsted number of the setting", "URN=SC400001", "URN=SC400002"),
    Kept("503H", "PL_LA", "the authority the placement lies in", "PL_POST=B1 1AA", "PL_POST=LE1 1AA"),
    Kept("503J", "PL_LOCATION", "whether the placement is inside the authority's bounds",
         "PL_POST=B1 1AA", "PL_POST=LE1 1AA"),
)  # fmt: skip
DERIVED: Final = ("PL_LA", "PL_LOCATION")  # worked out from postcodes
SETTLE: Final = (
    "Find out which is right and correct this year's return; where it did change, end the episode on that "
    "day and begin another."
)


def _succeeded() -> pl.Expr:
    """Whether last year's placement code was replaced, and this year's is one that replaced it."""
    return pl.any_horizontal(
        is_(f"{CARE}.PLACE", old) & among("PLACE", *new) for old, new in SUCCEEDED
    )


def _moved() -> pl.Expr:
    """Whether the distance differs, or is known in one of the years only."""
    now, then = t("PL_DISTANCE"), t(f"{CARE}.PL_DISTANCE")
    return sure((now - then).abs().round(1) >= A_MOVE) | now.is_null().ne(then.is_null())


# fmt: off
def _must_stay(of: Kept) -> Rule:
    open_then = "Episodes_last: DECOM=01/05/2025"
    return carried(
        code=of.rule, fails=t("carried_on") & differ(of.field, f"{CARE}.{of.field}"),
        fields=(of.field, "PL_POST") if of.field in DERIVED else (of.field,),
        needs=("postcodes",) if of.field in DERIVED else (),
        says=f"The episode was open when last year ended, and {of.called} is not what it was in last year's "
             "return.",
        do=SETTLE, differs=f"{LOST} {AREAS_OF_2021}" if of.field == "PL_LA" else LOST,
        passes=f"Episodes: DECOM=01/05/2025, {of.one}; {open_then}, {of.one};"
               f"Episodes: DECOM=02/05/2026, {of.other}; Episodes: CHILD=2, DECOM=01/05/2025, {of.one};"
               f"Episodes_last: CHILD=2, DECOM=01/05/2025, DEC=01/06/2025, {of.other}",
        breaks=f"!Episodes: DECOM=01/05/2025, {of.other}; {open_then}, {of.one};"
               f"!Episodes: CHILD=2, DECOM=01/05/2025; Episodes_last: CHILD=2, DECOM=01/05/2025, {of.one};"
               "Episodes_last: CHILD=2, DECOM=01/04/2025")


RULES = (
    *map(_must_stay, KEPT),
    carried(code="503D", fields=("PLACE",),
            fails=t("carried_on") & differ("PLACE", f"{CARE}.PLACE") & ~_succeeded(),
            says="The episode was open when last year ended, and the kind of placement is not what it was in "
                 "last year's return.",
            do=SETTLE, differs="The open tool lets a new code pass only in the year of the change. " + LOST,
            reading="A new code that replaced last year's is no change: K3 for H5, and Z11 to Z14 for Z1.",
            passes="Episodes: PLACE=U1, DECOM=01/05/2025; Episodes_last: PLACE=U1, DECOM=01/05/2025;"
                   "Episodes: CHILD=2, PLACE=K3, DECOM=01/05/2025;"
                   "Episodes_last: CHILD=2, PLACE=H5, DECOM=01/05/2025;"
                   "Episodes: CHILD=3, PLACE=Z12, DECOM=01/05/2025;"
                   "Episodes_last: CHILD=3, PLACE=Z1, DECOM=01/05/2025;"
                   "Episodes: CHILD=4, PLACE=U2, DECOM=01/05/2025;"
                   "Episodes_last: CHILD=4, PLACE=U1, DECOM=01/05/2025, DEC=01/06/2025",
            breaks="!Episodes: PLACE=K2, DECOM=01/05/2025; Episodes_last: PLACE=H5, DECOM=01/05/2025;"
                   "!Episodes: CHILD=2, PLACE=K3, DECOM=01/05/2025;"
                   "Episodes_last: CHILD=2, PLACE=U1, DECOM=01/05/2025;"
                   "!Episodes: CHILD=3, PLACE=U1, DECOM=01/05/2025;"
                   "Episodes_last: CHILD=3, PLACE=Z1, DECOM=01/05/2025;"
                   "!Episodes: CHILD=4, PLACE=Z11, DECOM=01/05/2025;"
                   "Episodes_last: CHILD=4, PLACE=K2, DECOM=01/05/2025"),
    carried(code="503G", fails=t("carried_on") & _moved(),
            fields=("PL_DISTANCE", "HOME_POST", "PL_POST"), needs=("postcodes",),
            says="The episode was open when last year ended, and the distance from home is not what it was "
                 "in last year's return, or is known in one year only.",
            do="Correct the postcodes of home and placement in the year in which they are wrong.",
            passes="Episodes: DECOM=01/05/2025, HOME_POST=B1 1AA, PL_POST=B1 1AC;"
                   "Episodes_last: DECOM=01/05/2025, HOME_POST=B1 1AA, PL_POST=B1 1AA;"
                   "Episodes: CHILD=2, DECOM=01/05/2025; Episodes_last: CHILD=2, DECOM=01/05/2025;"
                   "Episodes: CHILD=3, DECOM=01/05/2025, HOME_POST=B1 1AA, PL_POST=LE1 1AA;"
                   "Episodes_last: CHILD=3, DECOM=01/05/2025, DEC=01/06/2025",
            breaks="!Episodes: DECOM=01/05/2025, HOME_POST=B1 1AA, PL_POST=B1 1AB;"
                   "Episodes_last: DECOM=01/05/2025, HOME_POST=B1 1AA, PL_POST=B1 1AA;"
                   "!Episodes: CHILD=2, DECOM=01/05/2025, HOME_POST=B1 1AA, PL_POST=B2 2BB;"
                   "Episodes_last: CHILD=2, DECOM=01/05/2025; !Episodes: CHILD=3, DECOM=01/05/2025;"
                   "Episodes_last: CHILD=3, DECOM=01/05/2025, HOME_POST=B1 1AA, PL_POST=B1 1AA;"
                   "!Episodes: CHILD=4, DECOM=01/05/2025, HOME_POST=B1 1AA, PL_POST=B1 1AA;"
                   "Episodes_last: CHILD=4, DECOM=01/05/2025, HOME_POST=B1 1AA, PL_POST=LE1 1AA",
            differs="The open tool misses a distance that was known last year and is not now. " + LOST),
    carried(code="452", fails=t("carried_on") & SAME_BEGINNING & differ("PL_LA", f"{CARE}.PL_LA"),
            fields=("PL_LA", "PL_POST"), needs=("postcodes",),
            says="An episode that lasts from last year, begun for the same reason, is now in another "
                 "authority.",
            do=SETTLE, differs=f"{LOST} {AREAS_OF_2021}",
            reading="Asked only where the reason the episode began is the same in both years; "
                    "503H asks it of all.",
            passes="Episodes: DECOM=01/05/2025, RNE=S, PL_POST=B1 1AA;"
                   "Episodes_last: DECOM=01/05/2025, RNE=S, PL_POST=B1 1AA;"
                   "Episodes: CHILD=2, DECOM=01/05/2025, RNE=P, PL_POST=B1 1AA;"
                   "Episodes_last: CHILD=2, DECOM=01/05/2025, RNE=S, PL_POST=LE1 1AA;"
                   "Episodes: CHILD=3, DECOM=01/05/2025, RNE=S, PL_POST=B1 1AA;"
                   "Episodes_last: CHILD=3, DECOM=01/05/2025, DEC=01/06/2025, RNE=S, PL_POST=LE1 1AA",
            breaks="!Episodes: DECOM=01/05/2025, RNE=S, PL_POST=B1 1AA;"
                   "Episodes_last: DECOM=01/05/2025, RNE=S, PL_POST=LE1 1AA;"
                   "!Episodes: CHILD=2, DECOM=01/05/2025, RNE=S, PL_POST=B1 1AA;"
                   "Episodes_last: CHILD=2, DECOM=01/05/2025, RNE=S"),
    carried(code="453", fails=t("carried_on") & SAME_BEGINNING & _moved(),
            fields=("PL_DISTANCE", "HOME_POST", "PL_POST"), needs=("postcodes",),
            says="An episode that lasts from last year, begun for the same reason, is now at another "
                 "distance "
                 "from home, or the distance is known in one year only.",
            do="Correct the postcodes of home and placement in the year in which they are wrong.",
            passes="Episodes: DECOM=01/05/2025, RNE=S, HOME_POST=B1 1AA, PL_POST=B1 1AC;"
                   "Episodes_last: DECOM=01/05/2025, RNE=S, HOME_POST=B1 1AA, PL_POST=B1 1AA;"
                   "Episodes: CHILD=2, DECOM=01/05/2025, RNE=P, HOME_POST=B1 1AA, PL_POST=B1 1AA;"
                   "Episodes_last: CHILD=2, DECOM=01/05/2025, RNE=S;"
                   "Episodes: CHILD=3, DECOM=01/05/2025, RNE=S, HOME_POST=B1 1AA, PL_POST=B1 1AA;"
                   "Episodes_last: CHILD=3, DECOM=01/05/2025, DEC=01/06/2025, RNE=S;"
                   "Episodes: CHILD=4, DECOM=01/05/2025, RNE=S; "
                   "Episodes_last: CHILD=4, DECOM=01/05/2025, RNE=S",
            breaks="!Episodes: DECOM=01/05/2025, RNE=S, HOME_POST=B1 1AA, PL_POST=B1 1AB;"
                   "Episodes_last: DECOM=01/05/2025, RNE=S, HOME_POST=B1 1AA, PL_POST=B1 1AA;"
                   "!Episodes: CHILD=2, DECOM=01/05/2025, RNE=S;"
                   "Episodes_last: CHILD=2, DECOM=01/05/2025, RNE=S, HOME_POST=B1 1AA, PL_POST=B1 1AA;"
                   "!Episodes: CHILD=3, DECOM=01/05/2025, RNE=S, HOME_POST=B1 1AA, PL_POST=B1 1AA;"
                   "Episodes_last: CHILD=3, DECOM=01/05/2025, RNE=S, HOME_POST=B1 1AA, PL_POST=LE1 1AA",
            differs="The open tool misses a distance that was known last year and is not now. " + LOST),
    carried(code="562", fails=before(on("DECOM"), START) & differ(on("DECOM"), on(f"{CARE}.DECOM")),
            fields=("DECOM",),
            says="The child's first episode began before this year, but is not the last one of last year's "
                 "return.",
            do="Begin with the episode that was the last in last year's return, with the same start; if last "
               "year's was wrong, correct that.",
            passes="Episodes: DECOM=31/03/2026; Episodes_last: DECOM=31/03/2026; "
                   "Episodes_last: DECOM=01/05/2025;"
                   "Episodes: CHILD=2, DECOM=01/04/2026; Episodes_last: CHILD=2, DECOM=01/05/2025",
            breaks="!Episodes: DECOM=31/03/2026; Episodes_last: DECOM=01/05/2025;"
                   "!Episodes: CHILD=2, DECOM=01/05/2025; Episodes: CHILD=2, DECOM=02/05/2025;"
                   "Episodes_last: CHILD=2, DECOM=02/05/2025; !Episodes: CHILD=3, DECOM=01/05/2025",
            reading="A child whose first episode this year began before it and who was not in last year's "
                    "return "
                    "is found too.", differs=LOST),
    Rule(code="502", over=STILL_OPEN, fails=differ(on("DECOM"), on(f"{CARE}.DECOM")), fields=("DECOM",),
         says="An episode was open when last year ended, but this year does not begin with it.",
         do="Give the episode the start it had last year; if it never was, correct last year's return.",
         passes="Episodes: DECOM=01/05/2025; Episodes: DECOM=01/05/2026; Episodes_last: DECOM=01/05/2025;"
                "Episodes: CHILD=2, DECOM=01/05/2025;"
                "Episodes_last: CHILD=2, DECOM=01/04/2025, DEC=01/05/2025",
         breaks="!Episodes: DECOM=02/05/2025; Episodes: DECOM=01/05/2026; Episodes_last: DECOM=01/05/2025;"
                "!Episodes: CHILD=2, DECOM=01/05/2025; Episodes_last: CHILD=2, DECOM=soon", differs=LOST),
    Rule(code="NoE", over=LISTED_BEFORE, fails=before(on("DECOM"), START) & ~t("listed_before"),
         fields=("DECOM",),
         says="An episode began before this year, but the child has none in last year's return.",
         do="Check the start; if it is right, last year's return left the child out.",
         passes="Episodes: DECOM=31/03/2026; Episodes_last; Episodes: CHILD=2, DECOM=01/04/2026",
         breaks="!Episodes: DECOM=31/03/2026; Episodes_last: CHILD=2",
         reading="A check that the sector's tool adds to those of the Department."),
    Rule(code="199", over=AFTER_ADOPTIONS, fails=t("adoptions_before") > 0, fields=("CHILD",),
         says="The child has an episode after being adopted, under the same identifier.",
         do="Give an adopted child who is looked after again a new identifier, or correct why care ended.",
         passes="Episodes: DECOM=01/05/2026, REC=E11; Episodes: DECOM=01/04/2026, REC=X1;"
                "Episodes_last: DECOM=01/05/2026, REC=E12; Episodes: CHILD=2, DECOM=01/05/2026",
         breaks="Episodes: DECOM=01/05/2026, REC=E12; !Episodes: DECOM=02/05/2026;"
                "!Episodes: DECOM=03/05/2026, REC=E11; !Episodes: CHILD=2, DECOM=01/05/2026;"
                "Episodes_last: CHILD=2, DECOM=01/05/2025, REC=E11",
         reading="Last year's episodes are looked at where they were given; "
                 "the same day in both years is one "
                 "adoption.",
         differs="Of an episode given in both years the open tool takes now one, now the other for the "
                 "earlier, so an adoption that last year's tells and this year's does not may count."),
    header(code="202", fails=differ(current("SEX"), current("Header_last.SEX")), fields=("SEX",),
           says="The child's sex is not what it was in last year's return.",
           do="Find out which is right; if this year's is, nothing more is needed than to say so.",
           passes="Header: SEX=M; Header_last: SEX=M; Header: CHILD=2; Header_last: CHILD=2;"
                  "Header: CHILD=3, SEX=F",
           breaks="!Header: SEX=M; Header_last: SEX=F; !Header: CHILD=2; Header_last: CHILD=2, SEX=F",
           reading="In 2024-25 last year's 1 is M and 2 is F.",
           differs=SEXES_RENAMED),
    header(code="203", fails=differ(on("DOB"), on("Header_last.DOB")), fields=("DOB",),
           says="The date of birth is not what it was in last year's return.",
           do="Find out which is right and correct the other.",
           passes="Header: DOB=01/05/2012; Header_last: DOB=1/5/2012; Header: CHILD=2; Header_last: CHILD=2",
           breaks="!Header: DOB=01/05/2012; Header_last: DOB=02/05/2012; !Header: CHILD=2;"
                  "Header_last: CHILD=2, DOB=02/05/2012",
           differs=TWICE),
    header(code="204", fails=differ("ETHNIC", "Header_last.ETHNIC"), fields=("ETHNIC",),
           says="The ethnicity is not what it was in last year's return.",
           do="Find out which is right; if this year's is, nothing more is needed than to say so.",
           passes="Header: ETHNIC=WBRI; Header_last: ETHNIC=WBRI; Header: CHILD=2; Header_last: CHILD=2",
           breaks="!Header: ETHNIC=WBRI; Header_last: ETHNIC=WIRI; !Header: CHILD=2;"
                  "Header_last: CHILD=2, ETHNIC=NOBT",
           differs=TWICE),
    header(code="207", fails=is_("Header_last.MOTHER", "1") & differ("MOTHER", "Header_last.MOTHER")
                             & t("has_episodes"),
           fields=("MOTHER",), also=("Episodes",),
           says="She was a mother in last year's return and is not one in this.",
           do="Put 1 for mother, or correct last year's return.",
           passes="Header: MOTHER=1; Header_last: MOTHER=1; Episodes; Header: CHILD=2;"
                  "Header_last: CHILD=2, MOTHER=1; Header: CHILD=3, MOTHER=1; Header_last: CHILD=3, MOTHER=0;"
                  "Episodes: CHILD=3",
           breaks="!Header: MOTHER=0; Header_last: MOTHER=1; Episodes; !Header: CHILD=2;"
                  "Header_last: CHILD=2, MOTHER=1; Episodes: CHILD=2"),
    header(code="208", fields=("UPN",), differs=TWICE,
           fails=differ("UPN", "Header_last.UPN")
                 & ~((is_("Header_last.UPN", "UN1") | blank("Header_last.UPN")) & among("UPN", *NO_UPN[1:]))
                 & ~((among("Header_last.UPN", *NO_UPN) | blank("Header_last.UPN"))
                     & sure(t("UPN").str.contains(UPN_FORM))),
           says="The unique pupil number is not what it was in last year's return.",
           do="Ask the school which number is right. A number may take the place of a reason for having "
              "none, "
              "and another reason that of UN1; nothing else may change.",
           passes="Header: UPN=A123456789012; Header_last: UPN=A123456789012; Header: CHILD=2;"
                  "Header_last: CHILD=2; Header: CHILD=3, UPN=UN2; Header_last: CHILD=3, UPN=UN1;"
                  "Header: CHILD=4, UPN=UN5; Header_last: CHILD=4; Header: CHILD=5, UPN=A123456789012;"
                  "Header_last: CHILD=5, UPN=UN4; Header: CHILD=6, UPN=A123456789012; Header_last: CHILD=6",
           breaks="!Header: UPN=A123456789012; Header_last: UPN=B123456789012; !Header: CHILD=2;"
                  "Header_last: CHILD=2, UPN=A123456789012; !Header: CHILD=3, UPN=UN3;"
                  "Header_last: CHILD=3, UPN=UN2; !Header: CHILD=4, UPN=UN1; Header_last: CHILD=4;"
                  "!Header: CHILD=5, UPN=UN2; Header_last: CHILD=5, UPN=A123456789012;"
                  "!Header: CHILD=6; Header_last: CHILD=6, UPN=UN1"),
    header(code="624", fails=filled("Header_last.MC_DOB") & differ("MC_DOB", "Header_last.MC_DOB"),
           fields=("MC_DOB",),
           says="The birth date of her first child is not what it was in last year's return.",
           do="Find out which is right and correct the other.",
           passes="Header: MC_DOB=01/05/2025; Header_last: MC_DOB=01/05/2025;"
                  "Header: CHILD=2, MC_DOB=01/05/2025; Header_last: CHILD=2",
           breaks="!Header: MC_DOB=01/05/2025; Header_last: MC_DOB=02/05/2025; !Header: CHILD=2;"
                  "Header_last: CHILD=2, MC_DOB=01/05/2025"),
    header(code="626",
           fails=is_("MOTHER", "1") & is_("Header_last.MOTHER", "0") & before(on("MC_DOB"), START),
           fields=("MOTHER", "MC_DOB"),
           says="Her first child was born before this year, but she was not a mother in last year's return.",
           do="Correct the birth date of her first child, or last year's return.",
           passes="Header: MOTHER=1, MC_DOB=01/04/2026; Header_last: MOTHER=0;"
                  "Header: CHILD=2, MOTHER=1, MC_DOB=31/03/2026; Header_last: CHILD=2;"
                  "Header: CHILD=3, MC_DOB=31/03/2026; Header_last: CHILD=3, MOTHER=0",
           breaks="!Header: MOTHER=1, MC_DOB=31/03/2026; Header_last: MOTHER=0"),
)
