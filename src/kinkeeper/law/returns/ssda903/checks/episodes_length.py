"""Rules about how long a legal status or a series of short breaks may last."""

from __future__ import annotations

from functools import partial

import polars as pl

from kinkeeper.law.returns.rule import Rule
from kinkeeper.law.returns.ssda903.kinds import short_break
from kinkeeper.law.returns.ssda903.spells import SPELLS, TOTALS
from kinkeeper.law.returns.ssda903.views import EPISODES
from kinkeeper.law.returns.terms import END, after, blank, days, filled, is_, on, t

episode = partial(Rule, over=EPISODES)
together = partial(Rule, over=TOTALS)
LONGEST_BREAK, LONGEST_BREAKS = 17, 75  # days, of one short break and of all in a year
_BY_WHAT_FOLLOWS = (
    "The open tool tells whether a spell goes on by what follows the episode before, so it measures"
    " two spells with another status between them as one."
)
_UNSORTED = (
    "The open tool takes the episodes in the order of the file, so it adds up separate spells that"
    " are listed with the later one first."
)


def _at_most(code: str, status: str, what: str, longest: int, differs: str) -> Rule:
    """A legal status that lasts only so many days."""
    last, past = f"{1 + longest:02}/05/2026", f"{2 + longest:02}/05/2026"
    return Rule(
        code=code,
        over=SPELLS,
        fails=is_("LS", status) & (t("spell.days") > longest),
        fields=("LS", "DECOM", "DEC"),
        says=f"{what} ({status}) lasted more than {longest} days without a break.",
        do="Check the dates against the papers; add the episode of the status that came after it.",
        passes=f"Episodes: LS={status}, DECOM=01/05/2026, DEC={last};"
        f"Episodes: LS={status}, DECOM=01/07/2026, DEC=02/07/2026;"
        f"Episodes: CHILD=2, LS={status}, DECOM=01/05/2026, DEC={last};"
        f"Episodes: CHILD=2, LS=C1, DECOM={last}, DEC=01/06/2026;"
        f"Episodes: CHILD=2, LS={status}, DECOM=01/06/2026, DEC=02/06/2026;"
        f"Episodes: CHILD=3, LS=C2, DECOM=01/05/2026; Episodes: CHILD=4, LS={status};"
        f"Episodes: CHILD=5, LS={'L1' if status == 'J2' else 'J2'}, DECOM=01/04/2026;"
        f"Episodes: CHILD=6, LS={status}, DECOM=01/05/2026, DEC=31/06/2026",
        breaks=f"!Episodes: LS={status}, DECOM=01/05/2026, DEC={past};"
        f"!Episodes: CHILD=2, LS={status}, DECOM={last}, DEC={past};"
        f"!Episodes: CHILD=2, LS={status}, DECOM=01/05/2026, DEC={last};"
        f"Episodes: CHILD=2, LS={status}, DECOM=01/07/2026, DEC=02/07/2026;"
        f"!Episodes: CHILD=3, LS={status}, DECOM=01/05/2026",
        reading="Episodes of the status make one spell while each begins by the day the one before ended; an"
        " open one lasts to the end of the year, one whose end cannot be read is left out.",
        differs=differs,
    )


# A rule reads as one paragraph: its lines are broken by meaning, not by the formatter.
# fmt: off
RULES = (
    _at_most("361", "L1", "Police protection", 3, _BY_WHAT_FOLLOWS),
    _at_most("362", "L2", "An emergency protection order", 21, _BY_WHAT_FOLLOWS),
    _at_most("363", "L3", "A child assessment order", 7, _UNSORTED),
    _at_most("364", "J2", "Accommodation under the Police and Criminal Evidence Act", 21, _UNSORTED),
    episode(code="365",
            fails=is_("LS", "V3")
            & after(pl.when(blank("DEC")).then(END).otherwise(on("DEC")), days(on("DECOM"), LONGEST_BREAK)),
            fields=("LS", "DECOM", "DEC"),
            says="A short break (V3) lasted more than 17 days.",
            do="Check the dates; a stay that long is not a short break: correct LS from the day it began.",
            passes="Episodes: LS=V3, DECOM=01/05/2026, DEC=18/05/2026;"
                   "Episodes: CHILD=2, LS=V3, DECOM=14/03/2027;"
                   "Episodes: CHILD=3, LS=C2, DECOM=01/05/2026",
            breaks="!Episodes: LS=V3, DECOM=01/05/2026, DEC=19/05/2026;"
                   "!Episodes: CHILD=2, LS=V3, DECOM=13/03/2027",
            reading="An open episode is measured to the end of the year.",
            differs="The open tool writes the end of the year into every open episode as it asks this, and"
                    " rules"
                    " asked after it then find no open episodes."),
    episode(code="366", fails=is_("LS", "V3") & ~is_("RNE", "S"), fields=("LS", "RNE"),
            says="A short break (V3) did not begin as a start of being looked after (S).",
            do="Correct RNE to S: each short break starts and ends on its own. Or correct LS.",
            passes="Episodes: LS=V3, RNE=S; Episodes: CHILD=2, LS=C2, RNE=L",
            breaks="!Episodes: LS=V3, RNE=P; !Episodes: CHILD=2, LS=V3"),
    together(code="367", fails=filled("break.days") & (t("child.break_days") > LONGEST_BREAKS),
             fields=("LS", "DECOM", "DEC"),
             says="The child's short breaks (V3) come to more than 75 days in the year.",
             do="Check the dates; a child away for longer is not in short breaks: review LS of these"
                " episodes.",
             passes="Episodes: LS=V3, DECOM=01/03/2026, DEC=31/05/2026;"
                    "Episodes: LS=V3, DECOM=16/03/2027, DEC=17/04/2027;"
                    "Episodes: LS=V3, DECOM=20/06/2026, DEC=1/6;"
                    "Episodes: LS=V3, DECOM=15/03/2026, DEC=16/03/2026;"
                    "Episodes: CHILD=2, LS=C2, DECOM=01/05/2026; Episodes: CHILD=3, LS=V3;"
                    "Episodes: CHILD=4, LS=V3, DECOM=01/05/2026, DEC=02/05/2026",
             breaks="!Episodes: LS=V3, DECOM=01/03/2026, DEC=31/05/2026; !Episodes: LS=V3, DECOM=15/03/2027;"
                    "Episodes: LS=V3, DECOM=15/03/2026, DEC=16/03/2026; Episodes: LS=C2, DECOM=01/05/2026;"
                    "Episodes: LS=V3, DECOM=20/06/2026, DEC=20/06/2026"),
    together(code="377", fails=is_("PLACE", "T3") & (t("child.carers_away") > 2), fields=("PLACE",),
             says="More than two episodes in the year in which the usual foster carers were on holiday (T3).",
             do="Check the three; those that were no such holiday need another placement code.",
             passes="Episodes: PLACE=T3; Episodes: PLACE=T3; Episodes: PLACE=U6; Episodes: CHILD=2, PLACE=U6",
             breaks="!Episodes: PLACE=T3; !Episodes: PLACE=T3; !Episodes: PLACE=T3; Episodes: PLACE=U6",
             reading="The episodes of the return are counted, as the open tool does, not the stays of any"
                     " twelve"
                     " months: the text does not say which."),
    together(code="426", fails=short_break() & t("child.series") & t("child.single_breaks"), fields=("LS",),
             says="The child has short breaks recorded one by one (V3) and as an agreement (V4).",
             do="Settle which the agreement is and use that code for all of the child's short breaks.",
             passes="Episodes: LS=V3; Episodes: LS=C2; Episodes: CHILD=2, LS=V4",
             breaks="!Episodes: LS=V3; Episodes: LS=C2; !Episodes: LS=V4"),
)
