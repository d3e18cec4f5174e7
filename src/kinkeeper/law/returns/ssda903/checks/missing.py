"""Rules about the times a child was missing, or away without authorisation."""

from __future__ import annotations

from functools import partial
from typing import Final

import polars as pl

from kinkeeper.law.returns.rule import Rule
from kinkeeper.law.returns.ssda903.timelines import (
    carried_over,
    everywhere,
    in_order,
    open_before,
    outside_care,
    within_care,
)
from kinkeeper.law.returns.ssda903.views import MISSING
from kinkeeper.law.returns.terms import (
    END,
    after,
    before,
    birthday,
    blank,
    by,
    differ,
    filled,
    is_,
    on,
    same,
    sure,
    unreadable,
    valid,
    within_year,
)
from kinkeeper.law.returns.view import pairs

ENDED: Final = pl.coalesce(on("MIS_END"), on("MIS_START"))
IN_ORDER: Final = in_order("Missing", ENDED, on("MIS_START"), dates=("MIS_START", "MIS_END"))
IN_CARE: Final = within_care("Missing")
WITH_EPISODES: Final = pairs("Missing", "Episodes")
LEFT_OPEN: Final = carried_over("Missing", "MIS_START")

spell = partial(Rule, over=MISSING)

# A rule reads as one paragraph: its lines are broken by meaning, not by the formatter.
# fmt: off
RULES = (
    spell(code="564", fails=valid("MISSING") & blank("MIS_START"), fields=("MISSING", "MIS_START"),
          says="The child is recorded as missing or away, but not from when.",
          do="Record the day it began, or take the row out.",
          passes="Missing: MISSING=M, MIS_START=01/05/2026; Missing: CHILD=2; Missing: CHILD=3, MISSING=X",
          breaks="!Missing: MISSING=M; !Missing: CHILD=2, MISSING=A"),
    spell(code="565", fails=filled("MIS_START") & blank("MISSING"), fields=("MISSING", "MIS_START"),
          says="A time missing or away has a start, but it is not said which of the two it was.",
          do="Record M for missing (nobody knew where the child was) or A for away (it was known).",
          passes="Missing: MIS_START=01/05/2026, MISSING=A; Missing: CHILD=2, MIS_END=01/05/2026",
          breaks="!Missing: MIS_START=01/05/2026"),
    spell(code="566", fails=filled("MIS_END") & blank("MISSING"), fields=("MISSING", "MIS_END"),
          says="A time missing or away has an end, but it is not said which of the two it was.",
          do="Record M for missing (nobody knew where the child was) or A for away (it was known).",
          passes="Missing: MIS_END=01/05/2026, MISSING=A; Missing: CHILD=2, MIS_START=01/05/2026",
          breaks="!Missing: MIS_END=01/05/2026"),
    spell(code="567", fails=before(on("MIS_END"), on("MIS_START")), fields=("MIS_START", "MIS_END"),
          says="The time missing or away ends before it begins.",
          do="Correct whichever of the two dates is wrong.",
          passes="Missing: MIS_START=01/05/2026, MIS_END=01/05/2026; Missing: CHILD=2, MIS_START=01/05/2026",
          breaks="!Missing: MIS_START=02/05/2026, MIS_END=01/05/2026"),
    spell(code="570", fails=after(on("MIS_START"), END), fields=("MIS_START",),
          says="The time missing or away begins after the end of the year.",
          do="Correct the date, or keep the row for next year's return.",
          passes="Missing: MIS_START=31/03/2027", breaks="!Missing: MIS_START=01/04/2027"),
    spell(code="571", fails=on("MIS_END").is_not_null() & ~within_year(on("MIS_END")), fields=("MIS_END",),
          says="The time missing or away does not end in this year.",
          do="Correct the date; leave out what ended before 1 April, and leave the end blank if it went on "
             "after 31 March.",
          passes="Missing: MIS_END=01/04/2026; Missing: CHILD=2, MIS_END=31/03/2027; Missing: CHILD=3",
          breaks="!Missing: MIS_END=31/03/2026; !Missing: CHILD=2, MIS_END=01/04/2027"),
    spell(code="574", over=IN_ORDER, fields=("MIS_START", "MIS_END"),
          fails=open_before("MIS_START", "MIS_END"),
          says="The time missing or away begins before the child's earlier one has ended, or that one has "
               "no end.",
          do="Record the end of the earlier one, or correct the dates so that the two do not overlap.",
          passes="Missing: MIS_START=05/05/2026; Missing: MIS_START=01/05/2026, MIS_END=05/05/2026; "
                 "Missing: CHILD=2, MIS_START=01/05/2026",
          breaks="Missing: MIS_START=01/05/2026, MIS_END=05/05/2026; "
                 "!Missing: MIS_START=04/05/2026, MIS_END=06/05/2026; "
                 "Missing: CHILD=2, MIS_START=01/05/2026; !Missing: CHILD=2, MIS_START=04/05/2026"),
    spell(code="576", over=LEFT_OPEN, flags=("Missing", "Missing_last"), needs=("last year",),
          fields=("CHILD", "Missing.MIS_START"),
          fails=blank("MIS_END") & on("MIS_START").is_not_null()
                & differ(on("MIS_START"), on("Missing.MIS_START")),
          says="Last year's return left this child missing or away, and this year's does not begin with "
               "the same time missing.",
          do="Carry it over from last year with the same start, and record its end; if it had ended by 31 "
             "March, tell the Department that last year's return was wrong.",
          passes="Missing_last: MIS_START=01/03/2026; Missing: MIS_START=01/03/2026; "
                 "Missing: MIS_START=01/05/2026; "
                 "Missing_last: CHILD=2, MIS_START=01/03/2026, MIS_END=02/03/2026; "
                 "Missing_last: CHILD=3, MIS_START=31/02/2026; Missing: CHILD=4, MIS_START=01/05/2026",
          breaks="!Missing_last: MIS_START=01/03/2026; !Missing: MIS_START=02/03/2026; "
                 "!Missing_last: CHILD=2, MIS_START=01/03/2026; Missing: CHILD=3, MIS_START=01/03/2026",
          reading="The row of last year is pointed at, with the child's first of this year where there is "
                  "one.",
          differs="It passes over a child who has no time missing at all this year, and points at this "
                  "year's row only."),
    spell(code="577", over=IN_CARE, fails=outside_care("MIS_START", "MIS_END"), fields=("MIS_END",),
          says="The child is recorded as missing or away after ceasing to be looked after, or at a time "
               "when not looked after.",
          do="Record that it ended by the day the child left care, or check the dates of the episodes.",
          passes="Missing: MIS_START=01/05/2026; Episodes: DECOM=01/05/2026; "
                 "Missing: CHILD=2, MIS_START=01/05/2026, MIS_END=01/06/2026; "
                 "Episodes: CHILD=2, DECOM=01/06/2026, DEC=01/08/2026; "
                 "Missing: CHILD=3, MIS_START=01/05/2026, MIS_END=01/06/2026; "
                 "Episodes: CHILD=3, DECOM=01/01/2026, DEC=01/06/2026; "
                 "Episodes: CHILD=3, DECOM=01/07/2026; Missing: CHILD=4, MIS_END=01/06/2026; "
                 "Episodes: CHILD=4, DECOM=01/07/2026; Missing: CHILD=5",
          breaks="!Missing: MIS_START=01/05/2026; Episodes: DECOM=01/01/2026, DEC=01/06/2026; "
                 "!Missing: CHILD=2, MIS_START=01/05/2026; Episodes: CHILD=2, DECOM=02/05/2026; "
                 "!Missing: CHILD=3, MIS_START=01/05/2026, MIS_END=02/06/2026; "
                 "Episodes: CHILD=3, DECOM=01/01/2026, DEC=01/06/2026; Episodes: CHILD=3, DECOM=01/07/2026",
          reading="A time that has an end is asked of too, not only one without.",
          differs="Its text speaks only of a time without an end, but like ours it asks of all; what it "
                  "finds depends on which other rules have run before it."),
    spell(code="578", over=IN_CARE, fields=("MIS_START",),
          fails=everywhere(before(on("MIS_START"), on("period.start"))
                           | by(on("period.end"), on("MIS_START"))),
          says="The child is recorded as going missing or away on or after the day of ceasing to be looked "
               "after, or when not looked after.",
          do="Take the row out, or check the dates of the episodes.",
          passes="Missing: MIS_START=01/05/2026; Episodes: DECOM=01/05/2026; "
                 "Missing: CHILD=2, MIS_START=31/05/2026; "
                 "Episodes: CHILD=2, DECOM=01/01/2026, DEC=01/06/2026; "
                 "Missing: CHILD=3, MIS_START=02/07/2026; "
                 "Episodes: CHILD=3, DECOM=01/01/2026, DEC=01/06/2026; "
                 "Episodes: CHILD=3, DECOM=01/07/2026; Missing: CHILD=4, MIS_START=01/05/2026; "
                 "Missing: CHILD=5, MIS_START=01/06/2026; Episodes: CHILD=5, DECOM=01/06/2026; "
                 "Episodes: CHILD=5, DECOM=01/01/2026, DEC=01/06/2026",
          breaks="!Missing: MIS_START=30/04/2026; Episodes: DECOM=01/05/2026; "
                 "!Missing: CHILD=2, MIS_START=01/06/2026; "
                 "Episodes: CHILD=2, DECOM=01/01/2026, DEC=01/06/2026; Episodes: CHILD=2, DECOM=01/07/2026",
          differs="It lets a child go missing on the very day care ended, against the coding it quotes."),
    spell(code="580", over=WITH_EPISODES, flags=("Episodes",), fields=("Episodes.REC",),
          fails=same(on("MIS_END"), on("Episodes.DEC")) & sure(birthday(18) == on("MIS_END"))
                & ~is_("Episodes.REC", "E8"),
          says="The child was missing until the 18th birthday, when the episode ended, but the reason it "
               "ended is not E8.",
          do="Record E8: a child who turns 18 while missing ceases to be looked after for that reason.",
          passes="Missing: DOB=01/05/2008, MIS_END=01/05/2026; Episodes: DEC=01/05/2026, REC=E8; "
                 "Missing: CHILD=2, DOB=01/05/2008, MIS_END=02/05/2026; "
                 "Episodes: CHILD=2, DEC=02/05/2026, REC=E17; "
                 "Missing: CHILD=3, DOB=01/05/2008, MIS_END=01/05/2026; "
                 "Episodes: CHILD=3, DEC=02/05/2026, REC=E17; Missing: CHILD=4, DOB=31/04/2008; "
                 "Episodes: CHILD=4",
          breaks="!Episodes: DEC=01/05/2026, REC=E17; Missing: DOB=01/05/2008, MIS_END=01/05/2026; "
                 "!Episodes: CHILD=2, DEC=01/05/2026; Missing: CHILD=2, DOB=01/05/2008, MIS_END=01/05/2026"),
    spell(code="575", over=WITH_EPISODES, fields=("MIS_END",),
          fails=blank("MIS_END") & by(on("Episodes.DECOM"), on("MIS_START"))
                & by(on("MIS_START"), on("Episodes.DEC")),
          says="The placement from which the child went missing or away has ended, and the time missing "
               "has no end.",
          do="Enter the day the child came back or was found, at the latest the day the placement ended.",
          passes="Missing: MIS_START=01/05/2026; Episodes: DECOM=01/05/2026;"
                 "Missing: CHILD=2, MIS_START=01/05/2026, MIS_END=02/05/2026;"
                 "Episodes: CHILD=2, DECOM=01/05/2026, DEC=01/06/2026;"
                 "Missing: CHILD=3, MIS_START=30/04/2026;"
                 "Episodes: CHILD=3, DECOM=01/05/2026, DEC=01/06/2026;"
                 "Missing: CHILD=4, MIS_START=02/06/2026;"
                 "Episodes: CHILD=4, DECOM=01/05/2026, DEC=01/06/2026",
          breaks="!Missing: MIS_START=01/05/2026; Episodes: DECOM=01/05/2026, DEC=01/06/2026;"
                 "!Missing: CHILD=2, MIS_START=01/06/2026;"
                 "Episodes: CHILD=2, DECOM=01/05/2026, DEC=01/06/2026",
          differs="There, it depends on the order of the rules: after one that closes open episodes, a "
                  "child still missing at the end of the year is found too."),
    spell(code="581", over=WITH_EPISODES, fields=("MIS_START",),
          fails=before(on("MIS_START"), on("Episodes.DECOM").min().over("CHILD")),
          says="The child went missing or away before coming into care.",
          do="Correct the day it began, or take out the row: only what happens in care is returned.",
          passes="Missing: MIS_START=01/05/2026; Episodes: DECOM=01/05/2026; Episodes: DECOM=01/06/2026;"
                 "Missing: MIS_START=01/08/2026; Missing; Missing: CHILD=2, MIS_START=01/05/2026",
          breaks="!Missing: MIS_START=30/04/2026; Episodes: DECOM=01/06/2026; Episodes: DECOM=01/05/2026",
          reading="Coming into care is the start of the first episode of the return that has one.",
          differs="There, times that began after care ended or between two episodes, and those without a "
                  "start, are found too."),
    spell(code="586", fails=by(on("MIS_START"), on("DOB")), fields=("MIS_START",),
          says="The time missing or away begins before the child was born, or on that day.",
          do="Correct the start, or the date of birth.",
          passes="Missing: MIS_START=02/05/2026, DOB=01/05/2026",
          breaks="!Missing: MIS_START=01/05/2026, DOB=01/05/2026"),
    spell(code="1004", fails=on("MIS_START").is_null(), fields=("MIS_START",),
          says="The start of the time missing or away is blank or is not a date.",
          do="Record the day it began, as day, month and year.",
          passes="Missing: MIS_START=01/05/2026", breaks="!Missing: MIS_START=31/04/2026; !Missing: CHILD=2"),
    spell(code="1005", fails=unreadable("MIS_END"), fields=("MIS_END",),
          says="The end of the time missing or away is not a date.",
          do="Record the day it ended, as day, month and year, or leave it blank while it lasts.",
          passes="Missing: MIS_END=01/05/2026; Missing: CHILD=2", breaks="!Missing: MIS_END=31/04/2026"),
    spell(code="1006", fails=filled("MISSING") & ~valid("MISSING"), fields=("MISSING",),
          says="What is recorded is neither missing nor away.",
          do="Record M for missing (nobody knew where the child was) or A for away (it was known).",
          passes="Missing: MISSING=A; Missing: CHILD=2", breaks="!Missing: MISSING=Y"),
)
