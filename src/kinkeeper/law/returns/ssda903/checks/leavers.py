"""Rules about care leavers: whether they are in touch, what they do and where they live."""

from __future__ import annotations

from functools import partial
from typing import Final

import polars as pl

from kinkeeper.law.returns.rule import Rule
from kinkeeper.law.returns.ssda903.said import LOST, YEARS_OPEN
from kinkeeper.law.returns.ssda903.views import OC3
from kinkeeper.law.returns.terms import (
    END,
    START,
    after,
    among,
    birthday,
    blank,
    by,
    filled,
    is_,
    on,
    some_blank,
    valid,
)
from kinkeeper.law.returns.view import pairs

LEAVER_ITEMS: Final = ("IN_TOUCH", "ACTIV", "ACCOM")
FOYER: Final = ("T1", "T2")
IN_CARE: Final = pairs("OC3", "Episodes")
BEFORE: Final = pairs("OC3", "OC3_last", how="left")

leaver = partial(Rule, over=OC3)
placed = partial(Rule, over=IN_CARE, fields=LEAVER_ITEMS)


def in_care_on(date: pl.Expr) -> pl.Expr:
    """Whether the episode was running on this day, and went on after it."""
    goes_on = blank("Episodes.DEC") | after(on("Episodes.DEC"), date)
    return by(on("Episodes.DECOM"), date) & goes_on


def reached(age: int) -> pl.Expr:
    """Whether this age was reached by the end of the collection year."""
    return by(birthday(age), END)


SEVENTEEN: Final = reached(17) & ~reached(18)
EIGHTEEN: Final = reached(18) & ~reached(19)

# A rule reads as one paragraph: its lines are broken by meaning, not by the formatter.
# fmt: off
RULES = (
    leaver(code="131", fails=~valid("IN_TOUCH"), fields=("IN_TOUCH",),
           says="Whether the authority is in touch with the care leaver is blank or is not one of the codes.",
           do="Record YES, NO, DIED, REFU, NREQ or RHOM, as it stood around the birthday.",
           passes="OC3: IN_TOUCH=RHOM", breaks="!OC3: IN_TOUCH=Y; !OC3: CHILD=2"),
    leaver(code="132", fails=~valid("ACTIV"), fields=("ACTIV",),
           says="The care leaver's main activity is blank or is not one of the codes.",
           do="Record the activity (F, P or G code), or 0 where there can be none to record.",
           passes="OC3: ACTIV=0; OC3: CHILD=2, ACTIV=G6", breaks="!OC3: ACTIV=G3; !OC3: CHILD=2"),
    leaver(code="133", fails=~valid("ACCOM"), fields=("ACCOM",),
           says="The care leaver's accommodation is blank or is not one of the codes.",
           do="Record where the young person lives: the letter, then 1 for suitable or 2 for unsuitable; "
              "0 where there can be none to record.",
           passes="OC3: ACCOM=0; OC3: CHILD=2, ACCOM=Z2", breaks="!OC3: ACCOM=S1; !OC3: CHILD=2"),
    leaver(code="153", fails=some_blank(*LEAVER_ITEMS) & filled(*LEAVER_ITEMS), fields=LEAVER_ITEMS,
           says="The care leaver's contact, activity and accommodation are filled only in part.",
           do="Fill all three, or none if the young person is not one to report on.",
           passes="OC3: IN_TOUCH=YES, ACTIV=F1, ACCOM=B1; OC3: CHILD=2",
           breaks="!OC3: IN_TOUCH=YES; !OC3: CHILD=2, ACTIV=F1, ACCOM=B1"),
    leaver(code="344", fields=LEAVER_ITEMS,
           fails=among("IN_TOUCH", "DIED", "RHOM") & ~(is_("ACTIV", "0") & is_("ACCOM", "0")),
           says="The care leaver has died or gone back to live with family, yet an activity or a place to "
                "live is recorded, or neither is marked as not applying.",
           do="Set ACTIV and ACCOM to 0; if they are right, correct IN_TOUCH.",
           passes="OC3: IN_TOUCH=DIED, ACTIV=0, ACCOM=0; OC3: CHILD=2, IN_TOUCH=YES, ACTIV=F1, ACCOM=B1",
           breaks="!OC3: IN_TOUCH=DIED, ACTIV=F1, ACCOM=0; !OC3: CHILD=2, IN_TOUCH=RHOM, ACTIV=0, ACCOM=B1; "
                  "!OC3: CHILD=3, IN_TOUCH=RHOM"),
    leaver(code="345", fields=LEAVER_ITEMS,
           fails=is_("IN_TOUCH", "YES") & (is_("ACTIV", "0") | is_("ACCOM", "0")),
           says="The authority is in touch with the care leaver, but the activity or the place they live is "
                "recorded as 0, for not known.",
           do="Ask the personal adviser what the young person does and where they live, and record it.",
           passes="OC3: IN_TOUCH=YES, ACTIV=F1, ACCOM=B1; OC3: CHILD=2, IN_TOUCH=NO, ACTIV=0, ACCOM=0",
           breaks="!OC3: IN_TOUCH=YES, ACTIV=0, ACCOM=B1; !OC3: CHILD=2, IN_TOUCH=YES, ACTIV=F1, ACCOM=0"),
    leaver(code="347", fails=among("ACCOM", *FOYER) & after(birthday(18), START), fields=("ACCOM", "DOB"),
           says="A young person who was not yet 18 when the year began is recorded as living in a foyer.",
           do="Check the accommodation: foyers take people of 18 and over. Check the date of birth too.",
           passes="OC3: ACCOM=T1, DOB=01/04/2008; OC3: CHILD=2, ACCOM=U1, DOB=02/04/2008",
           breaks="!OC3: ACCOM=T1, DOB=02/04/2008; !OC3: CHILD=2, ACCOM=T2, DOB=02/04/2008",
           reading="The code T of the rule's text is taken for T1 and T2, and the age for the age on 1 "
                   "April. " + YEARS_OPEN.format("2023-24"),
           differs="It looks for a code T, which does not exist, so it never finds anything; one unreadable "
                   "date of birth would stop it."),
    leaver(code="348", over=BEFORE, needs=("last year",), fields=("IN_TOUCH",),
           fails=is_("OC3_last.IN_TOUCH", "DIED") & ~is_("IN_TOUCH", "DIED"),
           says="Last year's return said this care leaver had died; this year's says otherwise.",
           do="Find out which is right. If last year's was wrong, tell the Department; else record DIED.",
           passes="OC3: IN_TOUCH=DIED; OC3_last: IN_TOUCH=DIED; OC3: CHILD=2, IN_TOUCH=YES; "
                  "OC3_last: CHILD=2, IN_TOUCH=NO; OC3: CHILD=3, IN_TOUCH=YES",
           breaks="!OC3: IN_TOUCH=YES; OC3_last: IN_TOUCH=DIED; !OC3: CHILD=2; "
                  "OC3_last: CHILD=2, IN_TOUCH=DIED",
           reading=YEARS_OPEN.format("2025-26")),
    leaver(code="391", fails=after(birthday(17), END) & filled(*LEAVER_ITEMS), fields=("DOB", *LEAVER_ITEMS),
           says="Care leaver information is given for someone who did not turn 17 by the end of the year.",
           do="Take the three items out, or correct the date of birth.",
           passes="OC3: DOB=31/03/2010, IN_TOUCH=YES; OC3: CHILD=2, DOB=01/04/2010",
           breaks="!OC3: DOB=01/04/2010, ACCOM=B1",
           reading="Only those too young are looked for; nothing is said of those over 21.",
           differs="Its message speaks of the ages 17 to 21, but like ours it only looks for those under "
                   "17."),
    placed(code="1007",
           fails=filled(*LEAVER_ITEMS) & ((SEVENTEEN & in_care_on(birthday(17))) |
                                          (EIGHTEEN & in_care_on(birthday(18)))),
           says="Care leaver information is given for a young person who was still looked after on the "
                "17th or 18th birthday that fell in this year.",
           do="Take the three items out; if the young person had left care by then, close the episode.",
           passes="OC3: DOB=31/03/2010, IN_TOUCH=YES; Episodes: DECOM=01/04/2027; "
                  "OC3: CHILD=2, DOB=31/03/2010, IN_TOUCH=YES; "
                  "Episodes: CHILD=2, DECOM=01/01/2020, DEC=31/03/2027; "
                  "OC3: CHILD=3, DOB=01/04/2010, IN_TOUCH=YES; Episodes: CHILD=3, DECOM=01/01/2020; "
                  "OC3: CHILD=4, DOB=31/03/2008, IN_TOUCH=YES; Episodes: CHILD=4, DECOM=01/01/2020; "
                  "OC3: CHILD=5, DOB=31/03/2009; Episodes: CHILD=5, DECOM=01/01/2020; "
                  "OC3: CHILD=6, DOB=31/03/2009, IN_TOUCH=YES; "
                  "Episodes: CHILD=6, DECOM=01/01/2020, DEC=31/03/2027; "
                  "OC3: CHILD=7, DOB=31/03/2009, IN_TOUCH=YES; "
                  "Episodes: CHILD=7, DECOM=01/01/2020, DEC=31/13/2027; "
                  "OC3: CHILD=8, DOB=31/03/2009, IN_TOUCH=YES; "
                  "Episodes: CHILD=8, DECOM=01/01/2020, DEC=31/03/2026; "
                  "OC3: CHILD=9, DOB=31/03/2009, IN_TOUCH=YES; Episodes: CHILD=9, DECOM=01/04/2027",
           breaks="!OC3: DOB=31/03/2010, ACTIV=F1; Episodes: DECOM=31/03/2027; "
                  "!OC3: CHILD=2, DOB=02/04/2009, IN_TOUCH=YES; "
                  "Episodes: CHILD=2, DECOM=01/01/2020, DEC=03/04/2026; "
                  "!OC3: CHILD=3, DOB=31/03/2009, IN_TOUCH=YES; Episodes: CHILD=3, DECOM=31/03/2027; "
                  "!OC3: CHILD=4, DOB=02/04/2008, IN_TOUCH=YES; "
                  "Episodes: CHILD=4, DECOM=01/01/2020, DEC=03/04/2026",
           reading="An episode without an end is still running.",
           differs="It passes over the young person who is still looked after, whose episode has no end, "
                   "though that is who the rule is about; an unreadable date or a birthday on 29 February "
                   "stops it."),
    placed(code="1011", fails=filled(*LEAVER_ITEMS) & pl.col("Episodes.latest") & is_("Episodes.REC", "E3"),
           says="The child's last episode ended because another authority took over the care, so that "
                "authority reports on the care leaver, not this one.",
           do="Take the three items out, or correct why the last episode ended.",
           passes="OC3: IN_TOUCH=YES; Episodes: DECOM=01/01/2026, REC=E3; "
                  "Episodes: DECOM=01/02/2026, REC=E4A; OC3: CHILD=2; "
                  "Episodes: CHILD=2, DECOM=01/01/2026, REC=E3",
           breaks="!OC3: ACCOM=B1; Episodes: DECOM=01/02/2026, REC=E3; Episodes: DECOM=01/01/2026, REC=X1; "
                  "Episodes: REC=X1",
           differs=LOST),
    placed(code="1016",
           fails=filled(*LEAVER_ITEMS) & ~is_("Episodes.REC", "X1") & (
               (SEVENTEEN & by(birthday(17), on("Episodes.DEC"))) |
               (EIGHTEEN & by(birthday(18), on("Episodes.DEC")))),
           says="Care leaver information is given for a young person who left care on or after the 17th or "
                "18th birthday that fell in this year.",
           do="Take the three items out: they are asked for only of those who had left care before that "
              "birthday.",
           passes="OC3: DOB=31/03/2010, IN_TOUCH=YES; Episodes: DEC=30/03/2027, REC=E4A; "
                  "OC3: CHILD=2, DOB=31/03/2009, IN_TOUCH=YES; Episodes: CHILD=2, DEC=30/03/2027, REC=E4A; "
                  "OC3: CHILD=3, DOB=31/03/2009, IN_TOUCH=YES; Episodes: CHILD=3, DEC=31/03/2027, REC=X1; "
                  "OC3: CHILD=4, DOB=31/03/2009; Episodes: CHILD=4, DEC=31/03/2027, REC=E17; "
                  "OC3: CHILD=5, DOB=01/04/2010, IN_TOUCH=YES; Episodes: CHILD=5, DEC=01/04/2027, REC=E4A; "
                  "OC3: CHILD=6, DOB=31/03/2008, IN_TOUCH=YES; Episodes: CHILD=6, DEC=31/03/2027, REC=E4A",
           breaks="!OC3: DOB=31/03/2010, IN_TOUCH=YES; Episodes: DEC=31/03/2027, REC=E4A; "
                  "!OC3: CHILD=2, DOB=02/04/2008, ACTIV=F1; Episodes: CHILD=2, DEC=03/04/2026, REC=E17; "
                  "!OC3: CHILD=3, DOB=02/04/2009, ACCOM=B1; Episodes: CHILD=3, DEC=03/04/2026; "
                  "!OC3: CHILD=4, DOB=31/03/2009, IN_TOUCH=YES; Episodes: CHILD=4, DEC=31/03/2027, REC=E17",
           since=2024,
           reading="Leaving care is an episode that ends for any reason but X1, a blank one included; an "
                   "end on the birthday itself counts. Taken to be new in 2023-24.",
           differs="It takes a change of placement after the birthday for leaving care, reckons ages in "
                   "years of 365.2425 days, and is stopped by one unreadable date of birth."),
)
