"""Rules about a permanence option that a child had before coming into care again."""

from __future__ import annotations

from functools import partial
from typing import Final

from kinkeeper.law.returns.rule import Rule
from kinkeeper.law.returns.ssda903.authorities import OF_PERMANENCE
from kinkeeper.law.returns.ssda903.permanence_views import (
    EPISODES_WITH_PERMANENCE,
    FIRST_WITH_PERMANENCE,
)
from kinkeeper.law.returns.ssda903.views import PREV_PERM
from kinkeeper.law.returns.terms import (
    START,
    among,
    before,
    blank,
    by,
    day,
    filled,
    is_,
    on,
    some_blank,
    unreadable,
    valid,
)

NO_OPTION: Final = "Z1"
_BOTH: Final = ("Episodes", "PrevPerm")
_OPTION, _AUTHORITY, _DATE = (f"PrevPerm.{name}" for name in ("PREV_PERM", "LA_PERM", "DATE_PERM"))
_RECORDED_SINCE: Final = day(2016, 4, 1)

permanence = partial(Rule, over=PREV_PERM)
episode = partial(Rule, over=EPISODES_WITH_PERMANENCE)

# A rule reads as one paragraph: its lines are broken by meaning, not by the formatter.
# fmt: off
RULES = (
    episode(code="630", fields=("RNE", _OPTION, _AUTHORITY, _DATE),
            fails=is_("RNE", "S") & by(START, on("DECOM"))
                  & (blank(_OPTION) | (~is_(_OPTION, NO_OPTION) & some_blank(_AUTHORITY, _DATE))),
            says="The child came into care this year, and it is not said whether there was an earlier "
                 "permanence option, or not by which authority and when.",
            do="Record the option, Z1 where there was none; with any other, its authority and its date.",
            passes="Episodes: RNE=S, DECOM=01/04/2026; PrevPerm: PREV_PERM=Z1;"
                   "Episodes: CHILD=2, RNE=S, DECOM=01/05/2026; PrevPerm: CHILD=2, PREV_PERM=P1, "
                   "LA_PERM=330, DATE_PERM=ZZ/ZZ/2015; Episodes: CHILD=3, RNE=S, DECOM=31/03/2026;"
                   "Episodes: CHILD=4, RNE=P, DECOM=01/05/2026; Episodes: CHILD=5, RNE=S",
            breaks="!Episodes: RNE=S, DECOM=01/04/2026; !Episodes: CHILD=2, RNE=S, DECOM=01/05/2026;"
                   "PrevPerm: CHILD=2, PREV_PERM=P1, LA_PERM=330;"
                   "!Episodes: CHILD=3, RNE=S, DECOM=01/05/2026;"
                   "PrevPerm: CHILD=3, LA_PERM=330, DATE_PERM=01/02/2015;"
                   "!Episodes: CHILD=4, RNE=S, DECOM=01/05/2026;"
                   "PrevPerm: CHILD=4, PREV_PERM=P2, DATE_PERM=01/02/2015",
            reading="Series of short breaks (V3 and V4) are asked for it as well."),
    permanence(code="631", fails=filled("PREV_PERM") & ~valid("PREV_PERM"), fields=("PREV_PERM",),
               says="The earlier permanence option is a code that does not exist.",
               do="Enter P1, P2, P3 or P4, or Z1 where there was none.",
               passes="PrevPerm: PREV_PERM=Z1; PrevPerm: CHILD=2", breaks="!PrevPerm: PREV_PERM=P5"),
    Rule(code="632", over=FIRST_WITH_PERMANENCE, flags=_BOTH, fields=(_DATE, "DECOM"),
         fails=by(on("DECOM"), on(_DATE)) | unreadable(_DATE),
         says="The date of the earlier permanence order cannot be read, or is not before the child came "
              "into care.",
         do="Enter the date as DD/MM/YYYY, with ZZ for a day or month and ZZZZ for a year that is not "
            "known, or correct the start of the episode.",
         passes="Episodes: DECOM=01/06/2026; Episodes: DECOM=01/05/2026; PrevPerm: DATE_PERM=ZZ/04/2026;"
                "Episodes: CHILD=2, DECOM=01/05/2026; PrevPerm: CHILD=2;"
                "Episodes: CHILD=3, DECOM=01/01/2026; PrevPerm: CHILD=3, DATE_PERM=ZZ/ZZ/2025;"
                "Episodes: CHILD=4, DECOM=01/01/2001; PrevPerm: CHILD=4, DATE_PERM=ZZ/ZZ/ZZZZ;"
                "Episodes: CHILD=5, DECOM=02/05/2026; PrevPerm: CHILD=5, DATE_PERM=01/05/2026",
         breaks="!Episodes: DECOM=30/04/2026; !PrevPerm: DATE_PERM=ZZ/04/2026;"
                "!Episodes: CHILD=2, DECOM=01/05/2026; !PrevPerm: CHILD=2, DATE_PERM=APRIL 2015;"
                "!Episodes: CHILD=3, DECOM=01/05/2026; !PrevPerm: CHILD=3, DATE_PERM=01/05/2026;"
                "!Episodes: CHILD=4, DECOM=31/12/2000; !PrevPerm: CHILD=4, DATE_PERM=ZZ/ZZ/ZZZZ;"
                "!Episodes: CHILD=5, DECOM=14/01/2026; !PrevPerm: CHILD=5, DATE_PERM=15/ZZ/2025",
         reading="Only the first episode of the return is compared. A date that is known in part is the "
                 "latest it can be: the end of its month, a year on from the day where only the month is "
                 "not known, and 2000 where the year is not."),
    permanence(code="633", fails=filled("LA_PERM") & ~among("LA_PERM", *OF_PERMANENCE),
               fields=("LA_PERM",),
               says="The authority of the earlier permanence option is not one that exists or existed.",
               do="Enter the authority's three digits; WAL, SCO or NIR for the rest of the United "
                  "Kingdom, NUK for elsewhere, 999 where it is not known.",
               passes="PrevPerm: LA_PERM=330; PrevPerm: CHILD=2, LA_PERM=838; PrevPerm: CHILD=3, "
                      "LA_PERM=943; PrevPerm: CHILD=4, LA_PERM=NUK; PrevPerm: CHILD=5;"
                      "PrevPerm: CHILD=6, LA_PERM=999",
               breaks="!PrevPerm: LA_PERM=458; !PrevPerm: CHILD=2, LA_PERM=ENG; "
                      "!PrevPerm: CHILD=3, LA_PERM=944",
               reading="Authorities that have since been merged stay valid: an order may be theirs.",
               differs="There, the list is older than 2019 and refuses six of today's authorities."),
    episode(code="634", flags=_BOTH, fields=(_AUTHORITY, _OPTION, _DATE, "DECOM"),
            fails=filled(_OPTION, _AUTHORITY, _DATE)
                  & before(on("DECOM").max().over("CHILD"), _RECORDED_SINCE),
            says="There is an earlier permanence option, and the child has no episode since 1 April 2016, "
                 "the first day it is recorded from.",
            do="Take out the row of the earlier permanence option, or add the episode that is missing.",
            passes="Episodes: DECOM=01/05/2015; Episodes: DECOM=01/04/2016; PrevPerm: PREV_PERM=Z1;"
                   "Episodes: CHILD=2, DECOM=01/05/2015; PrevPerm: CHILD=2",
            breaks="!Episodes: DECOM=01/05/2015; !Episodes: DECOM=31/03/2016; !Episodes;"
                   "!PrevPerm: LA_PERM=330",
            differs="There, the start of the collection year stands in place of 1 April 2016."),
    permanence(code="635", fails=is_("PREV_PERM", NO_OPTION) & filled("LA_PERM", "DATE_PERM"),
               fields=("LA_PERM", "DATE_PERM", "PREV_PERM"),
               says="The child is said to have had no permanence option before, and the authority or the "
                    "date of one is given.",
               do="Correct the option, or empty the authority and the date.",
               passes="PrevPerm: PREV_PERM=Z1; PrevPerm: CHILD=2, PREV_PERM=P1, LA_PERM=330",
               breaks="!PrevPerm: PREV_PERM=Z1, DATE_PERM=01/02/2015;"
                      "!PrevPerm: CHILD=2, PREV_PERM=Z1, LA_PERM=330",
               differs="There, an option left blank is found and one said to be none is not."),
)
