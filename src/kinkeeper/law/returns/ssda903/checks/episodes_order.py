"""Rules about how a child's episodes follow one another."""

from __future__ import annotations

from functools import partial

import polars as pl

from kinkeeper.law.returns.rule import Rule
from kinkeeper.law.returns.ssda903.kinds import CARE_ENDED, FOR_ADOPTION, FOSTERED, TEMPORARY
from kinkeeper.law.returns.ssda903.order import FURTHER
from kinkeeper.law.returns.ssda903.said import ANY_OF_A_DAY, STARTLESS
from kinkeeper.law.returns.ssda903.views import EPISODES
from kinkeeper.law.returns.terms import (
    START,
    among,
    before,
    blank,
    by,
    dated,
    differ,
    filled,
    is_,
    on,
    same,
    sure,
    t,
    undated,
)

episode = partial(Rule, over=EPISODES)
further = partial(Rule, over=FURTHER)
PLACEMENT = ("PLACE", "PL_POST", "URN", "PLACE_PROVIDER")  # a move shows in one of these


def _as_before(field: str) -> pl.Expr:
    """Whether a field says what it did in the episode before, two blanks too."""
    return same(field, f"previous.{field}")


def _same_placement() -> pl.Expr:
    return pl.all_horizontal(_as_before(field) for field in PLACEMENT)


# A rule reads as one paragraph: its lines are broken by meaning, not by the formatter.
# fmt: off
RULES = (
    episode(code="142",
            fails=dated("DECOM") & dated("next.DECOM") & (undated("DEC") | blank("REC")),
            fields=("DEC", "REC"),
            says="A later episode has begun, and this one lacks its end or the reason for it.",
            do="Fill DEC and REC: the day the next episode began and X1 if care went on.",
            passes="Episodes: DECOM=01/06/2026; Episodes: DECOM=01/05/2026, DEC=01/06/2026, REC=X1;"
                   "Episodes: CHILD=2, DECOM=01/05/2026; Episodes: CHILD=2;"
                   "Episodes: CHILD=2, DECOM=31/06/2026",
            breaks="!Episodes: DECOM=01/05/2026, REC=X1; Episodes: DECOM=01/07/2026;"
                   "!Episodes: DECOM=01/06/2026, DEC=01/07/2026",
            reading="Of episodes with the same start, the one further down the file is the later.",
            differs=f"{STARTLESS} {ANY_OF_A_DAY}"),
    episode(code="225",
            fails=is_("REC", "X1") & blank("REASON_PLACE_CHANGE") & ~among("PLACE", *TEMPORARY)
            & among("next.RNE", "P", "B", "T", "U") & ~among("next.PLACE", *TEMPORARY),
            fields=("REASON_PLACE_CHANGE",),
            says="The child moved to another placement and no reason for the change is given.",
            do="Record in REASON_PLACE_CHANGE, on the episode that ended, why the placement changed.",
            passes="Episodes: DECOM=01/06/2026, RNE=P, REC=E8;"
                   "Episodes: DECOM=01/05/2026, REC=X1, REASON_PLACE_CHANGE=CARPL;"
                   "Episodes: CHILD=2, DECOM=01/05/2026, REC=X1, PLACE=T0;"
                   "Episodes: CHILD=2, DECOM=02/05/2026, RNE=P;"
                   "Episodes: CHILD=3, DECOM=01/05/2026, REC=X1; Episodes: CHILD=3, DECOM=02/05/2026, RNE=L;"
                   "Episodes: CHILD=4, DECOM=01/05/2026, REC=X1;"
                   "Episodes: CHILD=4, DECOM=02/05/2026, RNE=P, PLACE=T4;"
                   "Episodes: CHILD=5, DECOM=01/05/2026; Episodes: CHILD=5, DECOM=02/05/2026, RNE=P;"
                   "Episodes: CHILD=6, DECOM=01/05/2026, REC=X1",
            breaks="Episodes: DECOM=01/06/2026, RNE=P; !Episodes: DECOM=01/05/2026, REC=X1;"
                   "!Episodes: CHILD=2, DECOM=01/05/2026, REC=X1, PLACE=U6;"
                   "Episodes: CHILD=2, DECOM=02/05/2026, RNE=U"),
    episode(code="226",
            fails=among("PLACE", *TEMPORARY) & filled("REASON_PLACE_CHANGE", "previous.REASON_PLACE_CHANGE"),
            fields=("REASON_PLACE_CHANGE", "PLACE"),
            says="A reason for a change of placement is given for a temporary one (T0 to T4), on it or on the"
                 " episode before it.",
            do="Clear REASON_PLACE_CHANGE on both, or correct PLACE if the move was not temporary.",
            passes="Episodes: DECOM=01/06/2026, PLACE=T0, REC=X1; Episodes: DECOM=01/05/2026, REC=X1;"
                   "Episodes: DECOM=08/06/2026, REASON_PLACE_CHANGE=CARPL",
            breaks="!Episodes: PLACE=T4, REASON_PLACE_CHANGE=CARPL;"
                   "!Episodes: CHILD=2, DECOM=01/06/2026, PLACE=T0;"
                   "Episodes: CHILD=2, DECOM=01/05/2026, REASON_PLACE_CHANGE=OTHER"),
    episode(code="336",
            fails=among("PLACE", "A3", "A5") & t("has_previous")
            & ~among("previous.PLACE", *FOR_ADOPTION, *FOSTERED),
            fields=("PLACE",),
            says="Placed for adoption with the current foster carer (A3, A5), yet the placement before was"
                 " neither"
                 " fostering nor one for adoption.",
            do="Correct PLACE to A4 or A6 where the adopters are new to the child, or the placement before.",
            passes="Episodes: DECOM=01/06/2026, PLACE=A3; Episodes: DECOM=01/05/2026, PLACE=U6;"
                   "Episodes: CHILD=2, PLACE=A5; Episodes: CHILD=3, DECOM=01/06/2026, PLACE=A4;"
                   "Episodes: CHILD=3, DECOM=01/05/2026, PLACE=K2",
            breaks="!Episodes: DECOM=01/06/2026, PLACE=A3; Episodes: DECOM=01/05/2026, PLACE=K2;"
                   "!Episodes: CHILD=2, DECOM=01/06/2026, PLACE=A5; Episodes: CHILD=2, DECOM=01/05/2026",
            differs="The open tool asks this of A3 and A4, so never of A5 and wrongly of A4, and loses the"
                    " rule"
                    " where all the starts of a child are unreadable."),
    episode(code="357", fails=t("earliest") & sure(on("DECOM") >= START) & ~is_("RNE", "S"), fields=("RNE",),
            says="The child's first episode began in the year, yet not as a start of being looked after (S).",
            do="Correct RNE to S, or add the episode the child was in before it.",
            passes="Episodes: DECOM=01/04/2026, RNE=S; Episodes: CHILD=2, DECOM=02/04/2026, RNE=P;"
                   "Episodes: CHILD=2, DECOM=31/03/2026, RNE=P",
            breaks="!Episodes: DECOM=01/04/2026, RNE=P; !Episodes: CHILD=2, DECOM=02/04/2026"),
    further(code="383",
            fails=among("previous.PLACE", *TEMPORARY) & t("has_two_back")
            & (~is_("RNE", "P") | ~sure(t("PLACE") == t("two_back.PLACE"))
               | ~sure(t("PL_POST") == t("two_back.PL_POST"))),
            fields=("PLACE", "RNE", "PL_POST"),
            says="After a temporary placement (T0 to T4) the child did not return to the one before it,"
                 " with a"
                 " change of placement (P) as the reason.",
            do="Correct PLACE, PL_POST and RNE to the return, or the temporary placement if the child moved"
               " on.",
            passes="Episodes: DECOM=01/06/2026, PLACE=T0;"
                   "Episodes: DECOM=08/06/2026, RNE=P, PLACE=U6, PL_POST=B1 1AA;"
                   "Episodes: DECOM=01/05/2026, PLACE=U6, PL_POST=B1 1AA;"
                   "Episodes: CHILD=2, DECOM=01/05/2026, PLACE=T0;"
                   "Episodes: CHILD=2, DECOM=02/05/2026, PLACE=K2;"
                   "Episodes: CHILD=3, DECOM=01/05/2026, PLACE=K1;"
                   "Episodes: CHILD=3, DECOM=02/05/2026, PLACE=K2;"
                   "Episodes: CHILD=3, DECOM=03/05/2026, PLACE=U6",
            breaks="Episodes: DECOM=01/05/2026, PLACE=U6, PL_POST=B1 1AA;"
                   "Episodes: DECOM=02/05/2026, PLACE=T0;"
                   "!Episodes: DECOM=03/05/2026, RNE=B, PLACE=U6, PL_POST=B1 1AA;"
                   "Episodes: CHILD=2, DECOM=01/05/2026, PLACE=U6, PL_POST=B1 1AA;"
                   "Episodes: CHILD=2, DECOM=02/05/2026, PLACE=T4;"
                   "!Episodes: CHILD=2, DECOM=03/05/2026, RNE=P, PLACE=U5, PL_POST=B1 1AA;"
                   "Episodes: CHILD=3, DECOM=01/05/2026, PLACE=U6;"
                   "Episodes: CHILD=3, DECOM=02/05/2026, PLACE=T1;"
                   "!Episodes: CHILD=3, DECOM=03/05/2026, RNE=P, PLACE=U6",
            reading="Two blank postcodes are not taken to be the same place. Asked in every year as it"
                    " stands since"
                    " 2025-26."),
    further(code="388",
            fails=(is_("REC", "X1") & sure(on("DEC") != on("then.DECOM")))
            | (filled("REC") & ~is_("REC", "X1") & sure(on("DEC") == on("then.DECOM")))
            | (is_("REC", "X1") & dated("DEC") & undated("then.DECOM")),
            fields=("DEC", "REC"),
            says="How the episode ended does not fit what followed: X1 means that another began the same day,"
                 " any other reason that care ended and none did.",
            do="Correct REC, or the dates of this episode and the next, or add the episode that is missing.",
            passes="Episodes: DECOM=01/06/2026, DEC=01/07/2026, REC=E8;"
                   "Episodes: DECOM=01/05/2026, DEC=01/06/2026, REC=X1; Episodes: DECOM=01/08/2026;"
                   "Episodes: CHILD=2, DECOM=01/05/2026, REC=X1; Episodes: CHILD=3, DEC=01/05/2026;"
                   "Episodes: CHILD=3, DECOM=01/05/2026, DEC=02/06/2026",
            breaks="!Episodes: DECOM=01/05/2026, DEC=01/06/2026, REC=X1; Episodes: DECOM=02/06/2026;"
                   "!Episodes: CHILD=2, DECOM=01/05/2026, DEC=01/06/2026, REC=E8;"
                   "Episodes: CHILD=2, DECOM=01/06/2026, DEC=02/07/2026;"
                   "!Episodes: CHILD=3, DECOM=01/05/2026, DEC=01/06/2026, REC=X1;"
                   "!Episodes: CHILD=3, REC=X1, DEC=02/05/2026",
            reading="An episode without a readable start stands before the child's others."),
    episode(code="431", fails=is_("RNE", "S") & by(on("DECOM"), on("previous.DEC")), fields=("RNE", "DECOM"),
            says="The episode begins as a start of being looked after (S) by the day the one before it"
                 " ended.",
            do="Correct RNE to what changed, or the dates; a child who came back must have been away a day.",
            passes="Episodes: DECOM=02/06/2026, RNE=S; Episodes: DECOM=01/05/2026, DEC=01/06/2026, RNE=S;"
                   "Episodes: CHILD=2, DECOM=01/05/2026, DEC=01/06/2026;"
                   "Episodes: CHILD=2, DECOM=01/06/2026, RNE=P",
            breaks="!Episodes: DECOM=01/06/2026, RNE=S; Episodes: DECOM=01/05/2026, DEC=01/06/2026;"
                   "!Episodes: CHILD=2, DECOM=31/05/2026, RNE=S;"
                   "Episodes: CHILD=2, DECOM=01/05/2026, DEC=01/06/2026"),
    episode(code="432", fails=among("previous.REC", *CARE_ENDED) & ~is_("RNE", "S"), fields=("RNE",),
            says="Care had ended with the episode before, and this one does not begin as a start (S).",
            do="Correct RNE to S, or REC of the episode before to X1 if care went on.",
            passes="Episodes: DECOM=02/06/2026, RNE=S; Episodes: DECOM=01/05/2026, REC=E4A;"
                   "Episodes: CHILD=2, DECOM=01/05/2026, REC=X1; Episodes: CHILD=2, DECOM=01/06/2026, RNE=P",
            breaks="!Episodes: DECOM=02/06/2026, RNE=P; Episodes: DECOM=01/05/2026, REC=E4A;"
                   "!Episodes: CHILD=2, DECOM=02/06/2026; Episodes: CHILD=2, DECOM=01/05/2026, REC=E8"),
    further(code="433",
            fails=among("RNE", "P", "L", "T", "U", "B") & t("is_later")
            & ~sure(on("ended_before") == on("DECOM")),
            fields=("RNE", "DECOM"),
            says="The episode begins as a change within care, and the one before it did not end that day.",
            do="Correct the dates so that one ends as the next begins, or RNE to S where care began anew.",
            passes="Episodes: DECOM=01/06/2026, RNE=P; Episodes: DECOM=01/05/2026, DEC=01/06/2026, RNE=L;"
                   "Episodes: CHILD=2, DECOM=01/05/2026, DEC=01/06/2026;"
                   "Episodes: CHILD=2, DECOM=02/06/2026, RNE=S;"
                   "Episodes: CHILD=3, DECOM=01/05/2026, DEC=09/05/2026;"
                   "Episodes: CHILD=3, DECOM=09/05/2026, RNE=P;"
                   "Episodes: CHILD=3, DECOM=01/05/2026, DEC=01/05/2026;"
                   "Episodes: CHILD=4, DECOM=01/05/2026, DEC=02/05/2026;"
                   "Episodes: CHILD=4, DECOM=01/05/2026, RNE=P, DEC=01/05/2026",
            breaks="!Episodes: DECOM=02/06/2026, RNE=B; Episodes: DECOM=01/05/2026, DEC=01/06/2026;"
                   "!Episodes: CHILD=2, DECOM=02/06/2026, RNE=U; Episodes: CHILD=2, DECOM=01/05/2026",
            reading="Of episodes with the same start, the one that ends later is the later.",
            differs="The open tool compares the text, so 1/5/2026 and 01/05/2026 are two days to it."),
    episode(code="434",
            fails=is_("RNE", "L") & t("has_previous") & ~(differ("LS", "previous.LS") & _same_placement()),
            fields=("RNE", "LS", *PLACEMENT),
            says="The reason is a change of legal status only (L), yet the status did not change or the"
                 " placement did.",
            do="Correct RNE to what did change, or the fields that should not differ from the episode"
               " before.",
            passes="Episodes: DECOM=01/06/2026, RNE=L, LS=C2, PLACE=U6;"
                   "Episodes: DECOM=01/05/2026, LS=C1, PLACE=U6;"
                   "Episodes: CHILD=2, RNE=L; Episodes: CHILD=3, DECOM=01/05/2026, LS=C2;"
                   "Episodes: CHILD=3, DECOM=02/05/2026, RNE=P, LS=C2",
            breaks="!Episodes: DECOM=01/06/2026, RNE=L, LS=C2, PLACE=U6;"
                   "Episodes: DECOM=01/05/2026, LS=C2, PLACE=U6;"
                   + "".join(f"Episodes: CHILD={n}, DECOM=01/05/2026, LS=C1;"
                             f"!Episodes: CHILD={n}, DECOM=01/06/2026, RNE=L, LS=C2, {field}=U6;"
                             for n, field in enumerate(PLACEMENT, 2))),
    episode(code="435",
            fails=among("RNE", "P", "T") & t("has_previous")
            & (differ("LS", "previous.LS") | _same_placement()),
            fields=("RNE", "LS", *PLACEMENT),
            says="The reason is a change of placement only (P, T), yet the legal status changed or the"
                 " placement"
                 " did not.",
            do="Correct RNE to what did change, or the fields of the placement or the legal status.",
            passes="".join(f"Episodes: CHILD={n}, DECOM=01/05/2026, LS=C1;"
                           f"Episodes: CHILD={n}, DECOM=01/06/2026, RNE=P, LS=C1, {field}=U6;"
                           for n, field in enumerate(PLACEMENT, 2))
                   + "Episodes: RNE=T, LS=C2; Episodes: CHILD=9, DECOM=01/05/2026, LS=C2;"
                     "Episodes: CHILD=9, DECOM=02/05/2026, RNE=B, LS=C1",
            breaks="!Episodes: DECOM=01/06/2026, RNE=P, LS=C2, PLACE=U6;"
                   "Episodes: DECOM=01/05/2026, LS=C1, PLACE=K2;"
                   "!Episodes: CHILD=2, DECOM=01/06/2026, RNE=T, LS=C2, PLACE=P1;"
                   "Episodes: CHILD=2, DECOM=01/05/2026, LS=C2, PLACE=P1",
            reading="Two blanks are taken to be the same, as rules 434 and 436 have it.",
            differs="To the open tool two blanks differ, so it never sees a placement that did not change"
                    " and has"
                    " no URN."),
    episode(code="436",
            fails=among("RNE", "U", "B") & t("has_previous") & (_as_before("LS") | _same_placement()),
            fields=("RNE", "LS", *PLACEMENT),
            says="The reason is a change of both legal status and placement (U, B), yet one of them did not"
                 " change.",
            do="Correct RNE to what did change, or the fields of the placement or the legal status.",
            passes="".join(f"Episodes: CHILD={n}, DECOM=01/05/2026, LS=C1;"
                           f"Episodes: CHILD={n}, DECOM=01/06/2026, RNE=B, LS=C2, {field}=U6;"
                           for n, field in enumerate(PLACEMENT, 2))
                   + "Episodes: RNE=U; Episodes: CHILD=9, DECOM=01/05/2026, LS=C2;"
                     "Episodes: CHILD=9, DECOM=02/05/2026, RNE=P, LS=C2",
            breaks="!Episodes: DECOM=01/06/2026, RNE=U, LS=C2, PLACE=U6;"
                   "Episodes: DECOM=01/05/2026, LS=C2, PLACE=K2;"
                   "!Episodes: CHILD=2, DECOM=01/06/2026, RNE=B, LS=C2, PLACE=P1;"
                   "Episodes: CHILD=2, DECOM=01/05/2026, LS=C1, PLACE=P1"),
    episode(code="437", fails=among("REC", "E2", "E15") & t("has_next") & dated("DECOM"),
            fields=("REC",),
            says="Another episode follows one that ended with the child's death (E2) or as found to be an"
                 " adult (E15).",
            do="Correct REC, or remove the later episode if it is not this child's.",
            passes="Episodes: DECOM=01/06/2026, REC=E2; Episodes: DECOM=01/05/2026, REC=X1;"
                   "Episodes: CHILD=2, REC=E15; Episodes: CHILD=2, REC=E15",
            breaks="!Episodes: DECOM=01/05/2026, REC=E2; Episodes: DECOM=01/06/2026;"
                   "!Episodes: CHILD=2, DECOM=01/05/2026, REC=E15; Episodes: CHILD=2"),
    episode(code="501", fails=before(on("DECOM"), on("previous.DEC")), fields=("DECOM", "DEC"),
            says="The episode begins before the one before it has ended.",
            do="Correct the dates: a child is in one episode at a time, each ending as the next begins.",
            passes="Episodes: DECOM=01/06/2026; Episodes: DECOM=01/05/2026, DEC=01/06/2026",
            breaks="!Episodes: DECOM=31/05/2026; Episodes: DECOM=01/05/2026, DEC=01/06/2026",
            differs="Once its rule 365 has run, the open tool takes an open episode to last to the end of the"
                    " year, and every later one to overlap it."),
    episode(code="504",
            fails=is_("previous.REC", "X1") & sure(on("previous.DEC") == on("DECOM"))
            & ~sure(t("CIN") == t("previous.CIN")),
            fields=("CIN",),
            says="The category of need changed within one period of care.",
            do="Correct CIN to the need at the start of the period; it stays the same until care ends.",
            passes="Episodes: DECOM=01/06/2026, CIN=N1;"
                   "Episodes: DECOM=01/05/2026, DEC=01/06/2026, REC=X1, CIN=N1;"
                   "Episodes: CHILD=2, DECOM=01/05/2026, DEC=01/06/2026, REC=E8, CIN=N1;"
                   "Episodes: CHILD=2, DECOM=01/06/2026, CIN=N2;"
                   "Episodes: CHILD=3, DECOM=01/05/2026, DEC=01/06/2026, REC=X1, CIN=N1;"
                   "Episodes: CHILD=3, DECOM=02/06/2026, CIN=N2",
            breaks="!Episodes: DECOM=01/06/2026, CIN=N2;"
                   "Episodes: DECOM=01/05/2026, DEC=01/06/2026, REC=X1, CIN=N1;"
                   "!Episodes: CHILD=2, DECOM=01/06/2026;"
                   "Episodes: CHILD=2, DECOM=01/05/2026, DEC=01/06/2026, REC=X1",
            reading="Each episode is compared with the one before it; two blanks are not taken to be the"
                    " same."),
)
