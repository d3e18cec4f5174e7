"""Rules about orders that deprive a child of liberty."""

from __future__ import annotations

from functools import partial
from typing import Final

import polars as pl

from kinkeeper.law.returns.rule import Rule
from kinkeeper.law.returns.ssda903.timelines import in_order, open_before, outside_care, within_care
from kinkeeper.law.returns.ssda903.views import DOLO
from kinkeeper.law.returns.terms import (
    END,
    after,
    among,
    before,
    blank,
    by,
    filled,
    on,
    unreadable,
    within_year,
)
from kinkeeper.law.returns.view import pairs

EXPECTED: Final = ("K2", "Z12", "Z13")
IMPOSSIBLE: Final = ("K1", "P1", "R5", "K3")
ENDED: Final = pl.coalesce(on("DOLO_END"), on("DOLO_START"))
IN_ORDER: Final = in_order("DoLo", ENDED, on("DOLO_START"), dates=("DOLO_START", "DOLO_END"))
IN_CARE: Final = within_care("DoLo")
WITH_EPISODES: Final = pairs("DoLo", "Episodes")
CARRIED_OVER: Final = pairs("DoLo_last", "DoLo", how="left", on=("CHILD", "DOLO_START:on"))
# The episode and the order, which has both its dates, share at least a day.
OVERLAP: Final = (
    filled("DOLO_START")
    & filled("DOLO_END")
    & (by(on("DOLO_START"), on("Episodes.DEC")) | on("Episodes.DEC").is_null())
    & by(on("Episodes.DECOM"), on("DOLO_END"))
)
_DATED = "An order is asked of only when it has both its dates."
_NEVER = "It looks for the placement in a column that does not exist, so it never runs."

order = partial(Rule, over=DOLO, since=2027)
placed = partial(order, over=WITH_EPISODES, flags=("DoLo", "Episodes"), reading=_DATED, differs=_NEVER,
                 fields=("DOLO_START", "Episodes.PLACE"))  # fmt: skip

# A rule reads as one paragraph: its lines are broken by meaning, not by the formatter.
# fmt: off
RULES = (
    order(code="700", fails=on("DOLO_START").is_null(), fields=("DOLO_START",),
          says="The start of the deprivation of liberty order is blank or is not a date.",
          do="Record the day the court's order began, as day, month and year.",
          passes="DoLo: DOLO_START=01/05/2026", breaks="!DoLo: DOLO_START=31/04/2026; !DoLo: CHILD=2"),
    order(code="701", fails=unreadable("DOLO_END"), fields=("DOLO_END",),
          says="The end of the deprivation of liberty order is not a date.",
          do="Record the day the order ended, as day, month and year, or leave it blank while it lasts.",
          passes="DoLo: DOLO_END=01/05/2026; DoLo: CHILD=2", breaks="!DoLo: DOLO_END=31/04/2026"),
    order(code="702", fails=before(on("DOLO_END"), on("DOLO_START")), fields=("DOLO_START", "DOLO_END"),
          says="The deprivation of liberty order ends before it begins.",
          do="Correct whichever of the two dates is wrong.",
          passes="DoLo: DOLO_START=01/05/2026, DOLO_END=01/05/2026; DoLo: CHILD=2, DOLO_START=01/05/2026",
          breaks="!DoLo: DOLO_START=02/05/2026, DOLO_END=01/05/2026",
          differs="It reports an order that begins and ends on one day as well, though its text says "
                  "before."),
    order(code="703", fails=after(on("DOLO_START"), END), fields=("DOLO_START",),
          says="The deprivation of liberty order begins after the end of the year.",
          do="Correct the date, or keep the row for next year's return.",
          passes="DoLo: DOLO_START=31/03/2027", breaks="!DoLo: DOLO_START=01/04/2027"),
    order(code="704", fails=on("DOLO_END").is_not_null() & ~within_year(on("DOLO_END")), fields=("DOLO_END",),
          says="The deprivation of liberty order does not end in this year.",
          do="Correct the date; leave out what ended before 1 April, and leave the end blank if the order "
             "went on after 31 March.",
          passes="DoLo: DOLO_END=01/04/2026; DoLo: CHILD=2, DOLO_END=31/03/2027; DoLo: CHILD=3",
          breaks="!DoLo: DOLO_END=31/03/2026; !DoLo: CHILD=2, DOLO_END=01/04/2027"),
    order(code="705", over=IN_ORDER, fields=("DOLO_START", "DOLO_END"),
          fails=open_before("DOLO_START", "DOLO_END"),
          says="The deprivation of liberty order begins before the child's earlier one has ended, or that "
               "one has no end.",
          do="Record the end of the earlier order, or correct the dates so that the two do not overlap.",
          passes="DoLo: DOLO_START=05/05/2026; DoLo: DOLO_START=01/05/2026, DOLO_END=05/05/2026; "
                 "DoLo: CHILD=2, DOLO_START=01/05/2026",
          breaks="DoLo: DOLO_START=01/05/2026, DOLO_END=05/05/2026; "
                 "!DoLo: DOLO_START=04/05/2026, DOLO_END=06/05/2026; "
                 "DoLo: CHILD=2, DOLO_START=01/05/2026; !DoLo: CHILD=2, DOLO_START=04/05/2026",
          reading="Any overlap of two orders is reported, not only one that begins before the other does.",
          differs="The coding it quotes compares only the starts; what it does, like ours, is to report "
                  "any overlap."),
    order(code="706", over=CARRIED_OVER, needs=("last year",), flags=("DoLo_last",), fields=("DOLO_START",),
          fails=blank("DOLO_END") & on("DOLO_START").is_not_null() & pl.col("DoLo._id").is_null(),
          says="Last year's return left this deprivation of liberty order open, and this year's has no "
               "order with the same start.",
          do="Carry the order over from last year with the same start, and record its end if it has ended.",
          passes="DoLo_last: DOLO_START=01/03/2026; DoLo: DOLO_START=1/3/2026; "
                 "DoLo_last: CHILD=2, DOLO_START=01/03/2026, DOLO_END=02/03/2026; "
                 "DoLo_last: CHILD=3; DoLo: CHILD=4, DOLO_START=01/05/2026",
          breaks="!DoLo_last: DOLO_START=01/03/2026; DoLo: DOLO_START=02/03/2026; "
                 "!DoLo_last: CHILD=2, DOLO_START=01/03/2026; DoLo: CHILD=3, DOLO_START=01/03/2026",
          reading="The row of last year is pointed at; starts are compared as dates.",
          differs="It gives the number of last year's row as if it were this year's, and so marks another "
                  "child; it stops the whole run if there is no such row, or no last year."),
    order(code="707", over=IN_CARE, fails=outside_care("DOLO_START", "DOLO_END"), fields=("DOLO_END",),
          says="The deprivation of liberty order runs after the child ceased to be looked after, or at a "
               "time when the child was not looked after.",
          do="Record that the order ended by the day the child left care, or check the dates of the "
             "episodes.",
          passes="DoLo: DOLO_START=01/05/2026; Episodes: DECOM=01/05/2026; "
                 "DoLo: CHILD=2, DOLO_START=01/05/2026, DOLO_END=01/06/2026; "
                 "Episodes: CHILD=2, DECOM=01/06/2026, DEC=01/08/2026; "
                 "DoLo: CHILD=3, DOLO_START=01/05/2026, DOLO_END=01/06/2026; "
                 "Episodes: CHILD=3, DECOM=01/01/2026, DEC=01/06/2026; Episodes: CHILD=3, DECOM=01/07/2026; "
                 "DoLo: CHILD=4, DOLO_END=01/06/2026; Episodes: CHILD=4, DECOM=01/07/2026; DoLo: CHILD=5",
          breaks="!DoLo: DOLO_START=01/05/2026; Episodes: DECOM=01/01/2026, DEC=01/06/2026; "
                 "!DoLo: CHILD=2, DOLO_START=01/05/2026; Episodes: CHILD=2, DECOM=02/05/2026; "
                 "!DoLo: CHILD=3, DOLO_START=01/05/2026, DOLO_END=02/06/2026; "
                 "Episodes: CHILD=3, DECOM=01/01/2026, DEC=01/06/2026; Episodes: CHILD=3, DECOM=01/07/2026",
          reading="An order that has an end is asked of too, not only one without.",
          differs="Its text speaks only of an order without an end, but like ours it asks of all; what it "
                  "finds depends on which other rules have run before it."),
    order(code="708", fails=by(on("DOLO_START"), on("DOB")), fields=("DOLO_START",),
          says="The deprivation of liberty order begins before the child was born, or on that day.",
          do="Correct the start, or the date of birth.",
          passes="DoLo: DOLO_START=02/05/2026, DOB=01/05/2026",
          breaks="!DoLo: DOLO_START=01/05/2026, DOB=01/05/2026"),
    placed(code="709", fails=OVERLAP & ~among("Episodes.PLACE", *EXPECTED),
           says="The child was deprived of liberty by an order while in a placement where that is not "
                "expected.",
           do="Check the placement: a children's home (K2) or one of the other placements Z12 and Z13 is "
              "expected. If it is right, be ready to explain it.",
           passes="DoLo: DOLO_START=01/05/2026, DOLO_END=01/06/2026; Episodes: DECOM=01/01/2026, PLACE=K2; "
                  "Episodes: DECOM=02/06/2026, PLACE=U6; "
                  "Episodes: DECOM=01/01/2026, DEC=30/04/2026, PLACE=U6; "
                  "DoLo: CHILD=2, DOLO_START=01/05/2026; Episodes: CHILD=2, DECOM=01/01/2026, PLACE=U6; "
                  "DoLo: CHILD=3, DOLO_END=01/06/2026; Episodes: CHILD=3, DECOM=01/01/2026, PLACE=U6",
           breaks="!DoLo: DOLO_START=01/05/2026, DOLO_END=01/06/2026; "
                  "!Episodes: DECOM=01/06/2026, PLACE=U6; !Episodes: DECOM=01/01/2026, DEC=01/05/2026; "
                  "Episodes: DECOM=01/05/2026, DEC=01/06/2026, PLACE=Z13"),
    placed(code="710", fails=OVERLAP & among("Episodes.PLACE", *IMPOSSIBLE),
           says="The child was deprived of liberty by an order while in a placement where there can be "
                "none: a secure children's home, with parents, a young offender institution or supported "
                "accommodation.",
           do="Correct the placement, or the dates of the order or of the episode.",
           passes="DoLo: DOLO_START=01/05/2026, DOLO_END=01/06/2026; Episodes: DECOM=01/01/2026, PLACE=K2; "
                  "Episodes: DECOM=02/06/2026, PLACE=K1; "
                  "Episodes: DECOM=01/01/2026, DEC=30/04/2026, PLACE=K1; "
                  "DoLo: CHILD=2, DOLO_START=01/05/2026; Episodes: CHILD=2, DECOM=01/01/2026, PLACE=P1; "
                  "DoLo: CHILD=3, DOLO_END=01/06/2026; Episodes: CHILD=3, DECOM=01/01/2026, PLACE=P1",
           breaks="!DoLo: DOLO_START=01/05/2026, DOLO_END=01/06/2026; "
                  "!Episodes: DECOM=01/06/2026, PLACE=K1; "
                  "!Episodes: DECOM=01/01/2026, DEC=01/05/2026, PLACE=R5; "
                  "Episodes: DECOM=01/05/2026, PLACE=U6"),
)
