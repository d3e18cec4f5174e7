"""Rules about the yearly outcomes: health, offending, substance misuse, strengths and difficulties."""

from __future__ import annotations

from functools import partial
from typing import Final

import polars as pl

from kinkeeper.law.returns.rule import Rule
from kinkeeper.law.returns.ssda903.checks.leavers import LEAVER_ITEMS
from kinkeeper.law.returns.ssda903.owed import OUTCOMES
from kinkeeper.law.returns.ssda903.said import LOST
from kinkeeper.law.returns.ssda903.views import OC2
from kinkeeper.law.returns.terms import (
    END,
    START,
    after,
    before,
    birthday,
    blank,
    by,
    filled,
    is_,
    number,
    some_blank,
    sure,
    valid,
    within_year,
)
from kinkeeper.law.returns.view import pairs

OF_EVERYONE: Final = ("IMMUNISATIONS", "TEETH_CHECK", "HEALTH_ASSESSMENT", "SUBSTANCE_MISUSE")
OF_SOME: Final = ("CONVICTED", "HEALTH_CHECK", "INTERVENTION_RECEIVED", "INTERVENTION_OFFERED")
YES_OR_NO: Final = (*OF_SOME[:2], *OF_EVERYONE, *OF_SOME[2:])
MISUSE: Final = ("SUBSTANCE_MISUSE", "INTERVENTION_RECEIVED", "INTERVENTION_OFFERED")
SDQ: Final = ("SDQ_SCORE", "SDQ_REASON")
LEAVERS: Final = pairs("OC3", "OC2")
THROUGHOUT: Final = pl.col("continuous")  # looked after throughout the collection year

outcome = partial(Rule, over=OC2)
of_the_year = partial(Rule, over=OC2, also=("Episodes",))


def _in_care(*children: int) -> str:
    """Episodes of examples: these children are looked after throughout the year."""
    return "".join(f"; Episodes: CHILD={child}, DECOM=01/01/2020" for child in children)


def _score() -> pl.Expr:
    """Whether the score is a whole number from 0 to 40."""
    score = number("SDQ_SCORE")
    return sure(score.is_between(0, 40) & (score.floor() == score))


# A rule reads as one paragraph: its lines are broken by meaning, not by the formatter.
# fmt: off
RULES = (
    of_the_year(code="157", fields=("SDQ_REASON", "DOB"),
                fails=by(birthday(4), START) & by(END, birthday(16)) & THROUGHOUT & blank("SDQ_SCORE")
                      & is_("SDQ_REASON", "SDQ1"),
                says="The reason for having no strengths and difficulties score is the child's age, but "
                     "the child was of the age to be scored throughout the year.",
                do="Record the score, or the true reason there is none (SDQ2 to SDQ5).",
                passes="OC2: DOB=02/04/2022, SDQ_REASON=SDQ1; OC2: CHILD=2, DOB=30/03/2011, SDQ_REASON=SDQ1; "
                       "OC2: CHILD=3, DOB=01/01/2015, SDQ_SCORE=5, SDQ_REASON=SDQ1; "
                       "OC2: CHILD=4, DOB=01/01/2015, SDQ_REASON=SDQ2; "
                       "OC2: CHILD=5, DOB=01/01/2015, SDQ_REASON=SDQ1" + _in_care(1, 2, 3, 4),
                breaks="!OC2: DOB=01/04/2022, SDQ_REASON=SDQ1; !OC2: CHILD=2, DOB=31/03/2011, SDQ_REASON=SDQ1"
                       + _in_care(1, 2)),
    outcome(code="158", fields=("INTERVENTION_RECEIVED", "INTERVENTION_OFFERED"),
            fails=is_("INTERVENTION_RECEIVED", "1") & filled("INTERVENTION_OFFERED"),
            says="The child had help for substance misuse, and it is also recorded whether help was offered.",
            do="Leave INTERVENTION_OFFERED blank; it is asked only where no help was had.",
            passes="OC2: INTERVENTION_RECEIVED=1; "
                   "OC2: CHILD=2, INTERVENTION_RECEIVED=0, INTERVENTION_OFFERED=1",
            breaks="!OC2: INTERVENTION_RECEIVED=1, INTERVENTION_OFFERED=0"),
    outcome(code="159", fields=MISUSE,
            fails=is_("SUBSTANCE_MISUSE", "1") & is_("INTERVENTION_RECEIVED", "0")
                  & blank("INTERVENTION_OFFERED"),
            says="The child has a substance misuse problem and had no help for it, but it is not said "
                 "whether help was offered.",
            do="Record whether help was offered (1) or not (0).",
            passes="OC2: SUBSTANCE_MISUSE=1, INTERVENTION_RECEIVED=0, INTERVENTION_OFFERED=0; "
                   "OC2: CHILD=2, SUBSTANCE_MISUSE=1, INTERVENTION_RECEIVED=1; "
                   "OC2: CHILD=3, SUBSTANCE_MISUSE=0, INTERVENTION_RECEIVED=0",
            breaks="!OC2: SUBSTANCE_MISUSE=1, INTERVENTION_RECEIVED=0"),
    outcome(code="180", fails=filled("SDQ_SCORE") & ~_score(), fields=("SDQ_SCORE",),
            says="The strengths and difficulties score is not a whole number from 0 to 40.",
            do="Record the total difficulties score of the questionnaire, 0 to 40.",
            passes="OC2: SDQ_SCORE=0; OC2: CHILD=2, SDQ_SCORE=40; OC2: CHILD=3",
            breaks="!OC2: SDQ_SCORE=-1; !OC2: CHILD=2, SDQ_SCORE=41; !OC2: CHILD=3, SDQ_SCORE=7.5; "
                   "!OC2: CHILD=4, SDQ_SCORE=HIGH"),
    outcome(code="181", fields=YES_OR_NO,
            fails=pl.any_horizontal(filled(name) & ~valid(name) for name in YES_OR_NO),
            says="One of the outcomes that are answered yes or no holds something other than 1 or 0.",
            do="Record 1 for yes or 0 for no, or leave it blank where it is not asked.",
            passes="OC2; OC2: CHILD=2, " + ", ".join(f"{name}=1" for name in YES_OR_NO),
            breaks="; ".join(f"!OC2: CHILD={row}, {name}=Y" for row, name in enumerate(YES_OR_NO, 1))),
    outcome(code="182", fields=(*OF_EVERYONE, *OF_SOME),
            fails=some_blank(*OF_EVERYONE) & filled(*OF_SOME),
            says="Some outcomes are given, but immunisations, teeth check, health assessment or substance "
                 "misuse is blank.",
            do="Fill all four; they are asked of every child the outcomes are given for.",
            passes="OC2: SUBSTANCE_MISUSE=1; "
                   "OC2: CHILD=2, IMMUNISATIONS=1, TEETH_CHECK=1, HEALTH_ASSESSMENT=1, SUBSTANCE_MISUSE=0, "
                   "CONVICTED=0",
            breaks="!OC2: CONVICTED=0; !OC2: CHILD=2, IMMUNISATIONS=1, TEETH_CHECK=1, HEALTH_ASSESSMENT=1, "
                   "HEALTH_CHECK=1"),
    of_the_year(code="185", fails=filled("SDQ_SCORE") & ~THROUGHOUT, fields=("SDQ_SCORE",),
                says="A strengths and difficulties score is given for a child who was not looked after "
                     "throughout the year.",
                do="Take the score out, or check the episodes if the child was in care all year.",
                passes="OC2: SDQ_SCORE=5; OC2: CHILD=2" + _in_care(1),
                breaks="!OC2: SDQ_SCORE=5; !OC2: CHILD=2, SDQ_SCORE=5; "
                       "Episodes: CHILD=2, DECOM=02/04/2026, RNE=S"),
    of_the_year(code="186", fields=("SDQ_SCORE",),
                fails=by(birthday(4), START) & after(birthday(17), END) & THROUGHOUT & blank(*SDQ),
                says="The child was 4 to 16 throughout the year and in care, but has neither a strengths and "
                     "difficulties score nor a reason for having none.",
                do="Record the score, or why there is none.",
                passes="OC2: DOB=02/04/2022; OC2: CHILD=2, DOB=31/03/2010; "
                       "OC2: CHILD=3, DOB=01/01/2015, SDQ_SCORE=5; "
                       "OC2: CHILD=4, DOB=01/01/2015, SDQ_REASON=SDQ2; OC2: CHILD=5, DOB=01/01/2015"
                       + _in_care(1, 2, 3, 4),
                breaks="!OC2: DOB=01/04/2022; !OC2: CHILD=2, DOB=01/04/2010" + _in_care(1, 2)),
    outcome(code="188", fails=after(birthday(4), END) & filled(*SDQ), fields=SDQ,
            says="The child was under four all year, but has a strengths and difficulties score or a "
                 "reason for having none.",
            do="Take both out, or correct the date of birth.",
            passes="OC2: DOB=31/03/2023, SDQ_SCORE=5; OC2: CHILD=2, DOB=01/04/2023",
            breaks="!OC2: DOB=01/04/2023, SDQ_REASON=SDQ1; !OC2: CHILD=2, DOB=01/04/2023, SDQ_SCORE=5"),
    outcome(code="189", fails=before(birthday(17), START) & filled(*SDQ), fields=("DOB", *SDQ),
            says="The child was already 17 when the year began, but has a strengths and difficulties score "
                 "or a reason for having none.",
            do="Take both out, or correct the date of birth.",
            passes="OC2: DOB=01/04/2009, SDQ_SCORE=5; OC2: CHILD=2, DOB=31/03/2009",
            breaks="!OC2: DOB=31/03/2009, SDQ_REASON=SDQ1; !OC2: CHILD=2, DOB=31/03/2009, SDQ_SCORE=5"),
    of_the_year(code="190", fails=~THROUGHOUT & filled(*YES_OR_NO), fields=YES_OR_NO,
                says="Outcomes are given for a child who was not looked after throughout the year.",
                do="Take them out, or check the episodes if the child was in care all year.",
                passes="OC2: CONVICTED=0; OC2: CHILD=2, SDQ_SCORE=5" + _in_care(1),
                breaks="!OC2: CONVICTED=0; !OC2: CHILD=2, INTERVENTION_OFFERED=1"),
    outcome(code="191", over=OUTCOMES, flags=("OC2", "Episodes"), fields=(*OF_EVERYONE, "Episodes.CHILD"),
            fails=THROUGHOUT & some_blank(*OF_EVERYONE),
            says="The child was looked after throughout the year, but immunisations, teeth check, health "
                 "assessment or substance misuse is blank, or the child has no row of outcomes at all.",
            do="Fill all four, adding the child's row if there is none; or check the episodes if the child "
               "was not in care all year.",
            passes="OC2: IMMUNISATIONS=1, TEETH_CHECK=1, HEALTH_ASSESSMENT=1, SUBSTANCE_MISUSE=0; "
                   "OC2: CHILD=2; Episodes: CHILD=3, DECOM=02/04/2026, RNE=S" + _in_care(1),
            breaks="!OC2: IMMUNISATIONS=1, TEETH_CHECK=1, HEALTH_ASSESSMENT=1; Episodes: DECOM=01/01/2020; "
                   "Episodes: CHILD=2, DECOM=02/01/2020; !Episodes: CHILD=2, DECOM=01/01/2020; "
                   "Episodes: CHILD=3, DECOM=31/02/2020",
            differs=LOST),
    outcome(code="192", fails=is_("SUBSTANCE_MISUSE", "1") & blank("INTERVENTION_RECEIVED"),
            fields=("SUBSTANCE_MISUSE", "INTERVENTION_RECEIVED"),
            says="The child has a substance misuse problem, but it is not said whether help was had.",
            do="Record whether the child had help for it (1) or not (0).",
            passes="OC2: SUBSTANCE_MISUSE=1, INTERVENTION_RECEIVED=0; OC2: CHILD=2, SUBSTANCE_MISUSE=0",
            breaks="!OC2: SUBSTANCE_MISUSE=1"),
    outcome(code="193", fields=MISUSE,
            fails=(blank("SUBSTANCE_MISUSE") | is_("SUBSTANCE_MISUSE", "0"))
                  & filled("INTERVENTION_RECEIVED", "INTERVENTION_OFFERED"),
            says="Help for substance misuse is recorded, but not that the child has such a problem.",
            do="Record SUBSTANCE_MISUSE as 1, or take the help out.",
            passes="OC2: SUBSTANCE_MISUSE=1, INTERVENTION_RECEIVED=1; OC2: CHILD=2; "
                   "OC2: CHILD=3, SUBSTANCE_MISUSE=0",
            breaks="!OC2: INTERVENTION_RECEIVED=0; "
                   "!OC2: CHILD=2, SUBSTANCE_MISUSE=0, INTERVENTION_OFFERED=1"),
    outcome(code="196", fails=filled("SDQ_REASON") & ~valid("SDQ_REASON"), fields=("SDQ_REASON",),
            says="The reason for having no strengths and difficulties score is not one of the codes.",
            do="Record SDQ1 to SDQ5, or leave it blank where there is a score.",
            passes="OC2: SDQ_REASON=SDQ5; OC2: CHILD=2", breaks="!OC2: SDQ_REASON=SDQ6"),
    of_the_year(code="197B", fields=("SDQ_REASON", "DOB"),
                fails=(within_year(birthday(4)) | within_year(birthday(17))) & THROUGHOUT & blank(*SDQ),
                says="The child turned 4 or 17 in the year and was in care throughout, but has neither a "
                     "strengths and difficulties score nor a reason for having none.",
                do="Record the score if one was taken while the child was of the age for it, else SDQ1.",
                passes="OC2: DOB=31/03/2022; OC2: CHILD=2, DOB=01/04/2010; "
                       "OC2: CHILD=3, DOB=01/04/2022, SDQ_SCORE=5; "
                       "OC2: CHILD=4, DOB=01/04/2022, SDQ_REASON=SDQ1; OC2: CHILD=5, DOB=01/04/2022"
                       + _in_care(1, 2, 3, 4),
                breaks="!OC2: DOB=01/04/2022; !OC2: CHILD=2, DOB=31/03/2010" + _in_care(1, 2)),
    outcome(code="197a", fails=filled("SDQ_SCORE") & filled("SDQ_REASON"), fields=SDQ,
            says="There is a strengths and difficulties score, and a reason for having none as well.",
            do="Keep the one that is true: the score, or the reason there is none.",
            passes="OC2: SDQ_SCORE=5; OC2: CHILD=2, SDQ_REASON=SDQ1",
            breaks="!OC2: SDQ_SCORE=5, SDQ_REASON=SDQ1"),
    of_the_year(code="198", fails=filled("SDQ_REASON") & ~THROUGHOUT, fields=("SDQ_REASON",),
                says="A reason for having no strengths and difficulties score is given for a child who was "
                     "not looked after throughout the year, of whom none is asked.",
                do="Take the reason out, or check the episodes if the child was in care all year.",
                passes="OC2: SDQ_REASON=SDQ1; OC2: CHILD=2" + _in_care(1), breaks="!OC2: SDQ_REASON=SDQ1"),
    outcome(code="215", over=LEAVERS, flags=("OC3", "OC2"), fails=filled(*LEAVER_ITEMS) & filled(
                *(f"OC2.{name}" for name in YES_OR_NO)),
            fields=(*LEAVER_ITEMS, *(f"OC2.{name}" for name in YES_OR_NO)),
            says="The young person is given both as a care leaver and as looked after throughout the year.",
            do="Take out the one that is not so: the care leaver items, or the outcomes.",
            passes="OC3: IN_TOUCH=YES; OC2: SDQ_SCORE=5; OC3: CHILD=2; OC2: CHILD=2, CONVICTED=0",
            breaks="!OC3: ACCOM=B1; !OC2: CONVICTED=0",
            reading="A strengths and difficulties score alone does not make a row of outcomes."),
    outcome(code="542", fails=after(birthday(10), END) & filled("CONVICTED"), fields=("CONVICTED",),
            says="A conviction is answered for a child who was under ten all year.",
            do="Leave CONVICTED blank, or correct the date of birth.",
            passes="OC2: DOB=31/03/2017, CONVICTED=0; OC2: CHILD=2, DOB=01/04/2017",
            breaks="!OC2: DOB=01/04/2017, CONVICTED=0"),
    of_the_year(code="543", fails=by(birthday(10), END) & THROUGHOUT & blank("CONVICTED"),
                fields=("DOB", "CONVICTED"),
                says="The child was ten or over by the end of the year and in care throughout, but it is "
                     "not said whether the child was convicted.",
                do="Record whether the child was convicted of an offence in the year (1) or not (0).",
                passes="OC2: DOB=01/04/2017; OC2: CHILD=2, DOB=31/03/2017, CONVICTED=0; "
                       "OC2: CHILD=3, DOB=31/03/2017"
                       + _in_care(1, 2),
                breaks="!OC2: DOB=31/03/2017" + _in_care(1),
                differs="It passes over the child who turns ten on 31 March itself."),
    outcome(code="544", fails=filled("CONVICTED") & some_blank(*OF_EVERYONE),
            fields=("CONVICTED", *OF_EVERYONE),
            says="Convictions are answered, but immunisations, teeth check, health assessment or substance "
                 "misuse is blank.",
            do="Fill all four.",
            passes="OC2: CONVICTED=0, IMMUNISATIONS=1, TEETH_CHECK=1, HEALTH_ASSESSMENT=1, "
                   "SUBSTANCE_MISUSE=0; OC2: CHILD=2",
            breaks="!OC2: CONVICTED=0; !OC2: CHILD=2, CONVICTED=1, IMMUNISATIONS=1, TEETH_CHECK=1, "
                   "HEALTH_ASSESSMENT=1",
            differs="It asks this only where the child was convicted, though its text says wherever the "
                    "question is answered."),
    of_the_year(code="545", fails=before(END, birthday(5)) & THROUGHOUT & blank("HEALTH_CHECK"),
                fields=("DOB", "HEALTH_CHECK"),
                says="The child was under five at the end of the year and in care throughout, but it is "
                     "not said whether the development checks are up to date.",
                do="Record whether the health surveillance checks are up to date (1) or not (0).",
                passes="OC2: DOB=31/03/2022; OC2: CHILD=2, DOB=01/04/2022, HEALTH_CHECK=0; "
                       "OC2: CHILD=3, DOB=01/04/2022"
                       + _in_care(1, 2),
                breaks="!OC2: DOB=01/04/2022" + _in_care(1)),
    of_the_year(code="546", fails=by(birthday(5), END) & THROUGHOUT & filled("HEALTH_CHECK"),
                fields=("DOB", "HEALTH_CHECK"),
                says="The child was five or over at the end of the year, but development checks are "
                     "answered, which are asked only of those under five.",
                do="Leave HEALTH_CHECK blank, or correct the date of birth.",
                passes="OC2: DOB=01/04/2022, HEALTH_CHECK=1; OC2: CHILD=2, DOB=31/03/2022; "
                       "OC2: CHILD=3, DOB=31/03/2022, HEALTH_CHECK=1" + _in_care(1, 2),
                breaks="!OC2: DOB=31/03/2022, HEALTH_CHECK=1" + _in_care(1)),
    outcome(code="547", fails=filled("HEALTH_CHECK") & some_blank(*OF_EVERYONE),
            fields=("HEALTH_CHECK", *OF_EVERYONE),
            says="Development checks are answered, but immunisations, teeth check, health assessment or "
                 "substance misuse is blank.",
            do="Fill all four.",
            passes="OC2: HEALTH_CHECK=0, IMMUNISATIONS=1, TEETH_CHECK=1, HEALTH_ASSESSMENT=1, "
                   "SUBSTANCE_MISUSE=0; OC2: CHILD=2",
            breaks="!OC2: HEALTH_CHECK=0; !OC2: CHILD=2, HEALTH_CHECK=1, IMMUNISATIONS=1, TEETH_CHECK=1, "
                   "HEALTH_ASSESSMENT=1",
            differs="It asks this only where the checks are up to date, though its text says wherever the "
                    "question is answered."),
)
