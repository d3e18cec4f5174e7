"""Rules about one field of an episode, or about its dates."""

from __future__ import annotations

from functools import partial

from kinkeeper.law.returns.rule import Rule
from kinkeeper.law.returns.ssda903.said import K3_REFUSED, NEW
from kinkeeper.law.returns.ssda903.views import EPISODES
from kinkeeper.law.returns.terms import (
    END,
    after,
    before,
    blank,
    day,
    filled,
    is_,
    on,
    sure,
    unreadable,
    valid,
)  # fmt: skip

episode = partial(Rule, over=EPISODES)


def _code(
    code: str, field: str, what: str, good: str, bad: str, reading: str = "", differs: str = ""
) -> Rule:
    """The field is filled with what was no code of the collection year."""
    return episode(
        code=code,
        fails=filled(field) & ~valid(field),
        fields=(field,),
        says=f"The code in {field} is not one of this year's codes for {what}.",
        do=f"Correct {field} to one of the codes for {what}, or map the local code to one.",
        passes=f"Episodes: {field}={good}; Episodes:",
        breaks=f"!Episodes: {field}={bad}",
        reading=reading,
        differs=differs,
    )


# A rule reads as one paragraph: its lines are broken by meaning, not by the formatter.
# fmt: off
RULES = (
    episode(code="141", fails=unreadable("DECOM"), fields=("DECOM",),
            says="The start of the episode is not a date.",
            do="Correct DECOM to a real day, written DD/MM/YYYY.",
            passes="Episodes: DECOM=01/05/2026; Episodes:", breaks="!Episodes: DECOM=31/04/2026"),
    _code("143", "RNE", "why an episode began", "B", "X"),
    _code("144", "LS", "the legal status", "J3", "C3"),
    _code("145", "CIN", "the category of need", "N8", "N9"),
    _code("146", "PLACE", "the placement", "Z11", "Z1",
          "The codes are those of the collection year: H5 to 2023-24, P2 and Z1 to 2024-25, K3 from"
          " 2024-25, Z11 to Z14 from 2025-26.",
          K3_REFUSED),
    episode(code="147", fails=unreadable("DEC"), fields=("DEC",),
            says="The end of the episode is not a date.",
            do="Correct DEC to a real day, written DD/MM/YYYY; leave it blank while the episode lasts.",
            passes="Episodes: DEC=30/04/2026; Episodes:", breaks="!Episodes: DEC=31/04/2026"),
    episode(code="148", fails=blank("DEC") != blank("REC"), fields=("DEC", "REC"),
            says="The episode has an end without a reason for it, or a reason without an end.",
            do="Fill both DEC and REC where the episode has ended; clear both while it lasts.",
            passes="Episodes: DEC=30/04/2026, REC=X1; Episodes:",
            breaks="!Episodes: DEC=30/04/2026; !Episodes: CHILD=2, REC=X1",
            differs="Once its rule 365 has run, the open tool takes every open episode to have an end"
                    " and points at each of them."),
    _code("149", "REC", "why an episode ended", "E4A", "E4"),
    episode(code="353", fails=before(on("DECOM"), day(1991, 10, 14)), fields=("DECOM",),
            says="The episode begins before 14 October 1991, when the Children Act 1989 came into force.",
            do="Correct DECOM; a child of today cannot have an episode that old.",
            passes="Episodes: DECOM=14/10/1991", breaks="!Episodes: DECOM=13/10/1991"),
    episode(code="354", fails=after(on("DECOM"), END), fields=("DECOM",),
            says="The episode begins after the end of the collection year.",
            do="Correct DECOM, or leave the episode for next year's return.",
            passes="Episodes: DECOM=31/03/2027", breaks="!Episodes: DECOM=01/04/2027",
            differs="The open tool's message speaks of the end of the episode, its test, like this one,"
                    " is of the start."),
    episode(code="355", fails=sure(on("DECOM") == on("DEC")), fields=("DECOM", "DEC"),
            says="The episode begins and ends on the same day.",
            do="Correct the dates, or drop the episode: one that lasts less than a day is not returned.",
            passes="Episodes: DECOM=01/05/2026, DEC=02/05/2026; Episodes:",
            breaks="!Episodes: DECOM=01/05/2026, DEC=01/05/2026",
            differs="The open tool compares the text and points at episodes that have neither date."),
    episode(code="356", fails=before(on("DEC"), on("DECOM")), fields=("DECOM", "DEC"),
            says="The episode ends before it begins.",
            do="Check both dates against the child's record and correct the wrong one.",
            passes="Episodes: DECOM=01/05/2026, DEC=01/05/2026",
            breaks="!Episodes: DECOM=02/05/2026, DEC=01/05/2026",
            differs="The open tool names DECOM alone as at fault; either date may be."),
    episode(code="385", fails=after(on("DEC"), END), fields=("DEC",),
            says="The episode ends after the end of the collection year.",
            do="Clear DEC and REC: an episode that outlasts 31 March is returned as open.",
            passes="Episodes: DEC=31/03/2027", breaks="!Episodes: DEC=01/04/2027"),
    episode(code="446", fails=is_("LS", "E1") & before(on("DECOM"), day(2005, 12, 1)),
            fields=("LS", "DECOM"),
            says="A placement order (E1) before 1 December 2005, when placement orders came in.",
            do="Correct DECOM, or LS where the order was a freeing order (D1).",
            passes="Episodes: LS=E1, DECOM=01/12/2005; Episodes: CHILD=2, LS=C2, DECOM=30/11/2005",
            breaks="!Episodes: LS=E1, DECOM=30/11/2005"),
    _code("1009", "REASON_PLACE_CHANGE", "why a placement changed", "CREQB", "CREQ"),
    episode(code="233", fails=blank("DEC") & filled("REASON_PLACE_CHANGE"), since=2026,
            fields=("DEC", "REASON_PLACE_CHANGE"),
            says="A reason for a change of placement on an episode that has not ended.",
            do="Clear REASON_PLACE_CHANGE; it belongs on the episode that the change brings to an end.",
            passes="Episodes: DEC=01/05/2026, REASON_PLACE_CHANGE=CARPL; Episodes:",
            breaks="!Episodes: REASON_PLACE_CHANGE=CARPL",
            reading=NEW,
            differs="The open tool looks for a column that no return has, so it never asks this."),
)
