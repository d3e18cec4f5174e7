"""Rules about decisions that a child should be placed for adoption, and about their end."""

from __future__ import annotations

from functools import partial
from typing import Final

import polars as pl

from kinkeeper.law.returns.rule import Rule
from kinkeeper.law.returns.ssda903.adoption_views import (
    DECISIONS_IN_TURN,
    DECISIONS_WITH_AD1,
    DECISIONS_WITH_LAST_YEAR,
    EPISODES_AND_REVOKED,
    EPISODES_WITH_DECISIONS,
    FIRST_LONG_EPISODE_WITH_DECISIONS,
    FIRST_ORDER_WITH_DECISIONS,
    FIRST_PLACED_WITH_LAST_DECISION,
    FIRST_START_WITH_DECISIONS,
    LAST_EPISODE_WITH_DECISIONS,
    ORDERS_AND_DECISIONS,
    PLACED,
    PLACEMENT_ORDER,
)
from kinkeeper.law.returns.ssda903.checks.adoption import ITEMS
from kinkeeper.law.returns.ssda903.kinds import ADOPTED
from kinkeeper.law.returns.ssda903.said import FREED, LOST
from kinkeeper.law.returns.ssda903.views import BESIDE_HEADER, PLACED_ADOPTION
from kinkeeper.law.returns.terms import (
    END,
    START,
    after,
    among,
    before,
    blank,
    by,
    differ,
    filled,
    is_,
    on,
    some_blank,
    sure,
    t,
    unreadable,
    valid,
)

_BOTH: Final = ("Episodes", "PlacedAdoption")
_CEASED: Final = ("DATE_PLACED_CEASED", "REASON_PLACED_CEASED")
_DECIDED, _ENDED = (f"PlacedAdoption.{name}" for name in ("DATE_PLACED", "DATE_PLACED_CEASED"))
_ENDINGS: Final = tuple(f"PlacedAdoption.{name}" for name in _CEASED)
_LAST: Final = "PlacedAdoption_last.DATE_PLACED"
_LAST_ENDED: Final = "PlacedAdoption_last.DATE_PLACED_CEASED"
_LAST_ENDINGS: Final = tuple(f"PlacedAdoption_last.{name}" for name in _CEASED)
decision = partial(Rule, over=PLACED_ADOPTION)
last_year = partial(Rule, over=DECISIONS_WITH_LAST_YEAR, needs=("last year",))

# A rule reads as one paragraph: its lines are broken by meaning, not by the formatter.
# fmt: off
_OF_ITSELF = (
    decision(code="115", fails=unreadable("DATE_PLACED"), fields=("DATE_PLACED",),
             says="The date of the decision that the child should be placed for adoption is not a date.",
             do="Enter the day of the decision as DD/MM/YYYY.",
             passes="PlacedAdoption: DATE_PLACED=01/06/2026; PlacedAdoption: CHILD=2",
             breaks="!PlacedAdoption: DATE_PLACED=01/13/2026"),
    decision(code="116", fails=unreadable("DATE_PLACED_CEASED"), fields=("DATE_PLACED_CEASED",),
             says="The date of the decision that the child should no longer be placed for adoption is "
                  "not a date.",
             do="Enter the day the plan was given up as DD/MM/YYYY; leave it blank while the plan stands.",
             passes="PlacedAdoption: DATE_PLACED_CEASED=01/06/2026; PlacedAdoption: CHILD=2",
             breaks="!PlacedAdoption: DATE_PLACED_CEASED=NONE"),
    decision(code="119", fails=differ(filled("DATE_PLACED_CEASED"), filled("REASON_PLACED_CEASED")),
             fields=("REASON_PLACED_CEASED", "DATE_PLACED_CEASED"),
             says="Of the day a decision to place for adoption ceased and the reason for it, one is "
                  "given and the other is not.",
             do="Add the one that is missing, or empty both where the decision stands.",
             passes="PlacedAdoption; PlacedAdoption: CHILD=2, DATE_PLACED_CEASED=01/06/2026, "
                    "REASON_PLACED_CEASED=RD1",
             breaks="!PlacedAdoption: DATE_PLACED_CEASED=01/06/2026;"
                    "!PlacedAdoption: CHILD=2, REASON_PLACED_CEASED=RD1"),
    decision(code="120", fails=filled("REASON_PLACED_CEASED") & ~valid("REASON_PLACED_CEASED"),
             fields=("REASON_PLACED_CEASED",),
             says="The reason why the child should no longer be placed for adoption is a code that does "
                  "not exist.",
             do="Enter RD1, RD2, RD3 or RD4.",
             passes="PlacedAdoption: REASON_PLACED_CEASED=RD4; PlacedAdoption: CHILD=2",
             breaks="!PlacedAdoption: REASON_PLACED_CEASED=RD5"),
    Rule(code="184", over=BESIDE_HEADER["PlacedAdoption"], fields=("DATE_PLACED", "Header.DOB"),
         fails=before(on("DATE_PLACED"), on("Header.DOB")),
         says="It was decided to place the child for adoption before the child was born.",
         do="Correct the date of the decision or the date of birth.",
         passes="Header: DOB=01/06/2026; PlacedAdoption: DATE_PLACED=01/06/2026;"
                "PlacedAdoption: CHILD=2, DATE_PLACED=01/06/2026; Header: CHILD=3;"
                "PlacedAdoption: CHILD=3, DATE_PLACED=01/06/2026",
         breaks="Header: DOB=01/06/2026; !PlacedAdoption: DATE_PLACED=31/05/2026, DOB=01/01/2020",
         reading="A date of birth that is not known breaks nothing here: other rules ask for it.",
         differs="There, the date is compared with the birth date on its own row instead of the "
                 "header's, and a row without one is found too."),
    decision(code="522", fails=before(on("DATE_PLACED_CEASED"), on("DATE_PLACED")),
             fields=("DATE_PLACED", "DATE_PLACED_CEASED"),
             says="The decision to place the child for adoption ceased before it was made.",
             do="Correct whichever of the two dates is wrong.",
             passes="PlacedAdoption: DATE_PLACED=01/06/2026, DATE_PLACED_CEASED=01/06/2026;"
                    "PlacedAdoption: CHILD=2, DATE_PLACED_CEASED=01/06/2026",
             breaks="!PlacedAdoption: DATE_PLACED=02/06/2026, DATE_PLACED_CEASED=01/06/2026"),
    decision(code="563", fails=~some_blank(*_CEASED) & blank("DATE_PLACED"),
             fields=("DATE_PLACED", *_CEASED),
             says="A decision to place the child for adoption has an end and a reason, and no beginning.",
             do="Add the date the decision was made.",
             passes="PlacedAdoption: DATE_PLACED=01/06/2026, DATE_PLACED_CEASED=02/06/2026, "
                    "REASON_PLACED_CEASED=RD1; PlacedAdoption: CHILD=2, REASON_PLACED_CEASED=RD1;"
                    "PlacedAdoption: CHILD=3, DATE_PLACED_CEASED=02/06/2026; PlacedAdoption: CHILD=4",
             breaks="!PlacedAdoption: DATE_PLACED_CEASED=02/06/2026, REASON_PLACED_CEASED=RD1"),
    Rule(code="579", over=DECISIONS_IN_TURN, fields=("DATE_PLACED", "DATE_PLACED_CEASED"),
         fails=pl.col("has_previous")
               & (on("previous.DATE_PLACED_CEASED").is_null()
                  | before(on("DATE_PLACED"), on("previous.DATE_PLACED_CEASED"))),
         says="It was decided anew to place the child for adoption while the decision before still stood.",
         do="Enter the day the earlier decision ceased, or correct the dates so that the two do not "
            "overlap.",
         passes="PlacedAdoption: DATE_PLACED=01/06/2025, DATE_PLACED_CEASED=01/06/2026;"
                "PlacedAdoption: DATE_PLACED=01/06/2026; PlacedAdoption: CHILD=2, DATE_PLACED=01/06/2026",
         breaks="PlacedAdoption: DATE_PLACED=01/06/2025, DATE_PLACED_CEASED=02/06/2026;"
                "!PlacedAdoption: DATE_PLACED=01/06/2026; PlacedAdoption: CHILD=2, DATE_PLACED=01/05/2026;"
                "!PlacedAdoption: CHILD=2, DATE_PLACED=01/06/2026, DATE_PLACED_CEASED=03/06/2026"),
    Rule(code="583", over=DECISIONS_IN_TURN, fields=("DATE_PLACED", "DATE_PLACED_CEASED"),
         fails=~pl.col("newest") & blank("DATE_PLACED_CEASED"),
         says="There is a later decision to place the child for adoption, and this earlier one has no end.",
         do="Enter the day the earlier decision ceased, be it in an earlier year, or take out the one "
            "that was not made.",
         passes="PlacedAdoption: DATE_PLACED=15/01/2026, DATE_PLACED_CEASED=31/01/2026;"
                "PlacedAdoption: DATE_PLACED=01/02/2026; PlacedAdoption: CHILD=2",
         breaks="!PlacedAdoption: DATE_PLACED=15/01/2024; PlacedAdoption: DATE_PLACED=01/02/2026",
         reading="Of two decisions on one day the first in the file is taken for the newest.",
         differs="There, dates are compared as text, so that 15/01/2024 is later than 01/02/2026."),
)

_WITH_EPISODES = (
    Rule(code="117", over=LAST_EPISODE_WITH_DECISIONS, flags=_BOTH,
         fields=(_ENDED, _DECIDED, "DEC", "REC", "DECOM"),
         fails=after(on(_DECIDED), END) | after(on(_DECIDED), on("DEC"))
               | after(on(_ENDED), END) | after(on(_ENDED), on("DEC")),
         says="A decision whether to place the child for adoption was made after the child left care, or "
              "after the end of the collection year.",
         do="Correct the date of the decision, or the end of the child's last episode.",
         passes="Episodes: DECOM=01/05/2026, DEC=31/03/2027, REC=E11; PlacedAdoption: "
                "DATE_PLACED=31/03/2027, DATE_PLACED_CEASED=31/03/2027;"
                "Episodes: CHILD=2, DECOM=01/05/2026, DEC=01/06/2026, REC=X1;"
                "PlacedAdoption: CHILD=2, DATE_PLACED=02/06/2026",
         breaks="!Episodes: DECOM=01/05/2026; !PlacedAdoption: DATE_PLACED=01/04/2027;"
                "!Episodes: CHILD=2, DECOM=01/05/2026; "
                "!PlacedAdoption: CHILD=2, DATE_PLACED_CEASED=01/04/2027;"
                "Episodes: CHILD=3, DECOM=01/04/2026, DEC=01/08/2026, REC=E4A;"
                "!Episodes: CHILD=3, DECOM=01/05/2026, DEC=01/06/2026, REC=E11;"
                "!PlacedAdoption: CHILD=3, DATE_PLACED=02/06/2026;"
                "!Episodes: CHILD=4, DECOM=01/05/2026, DEC=01/06/2026, REC=E11;"
                "!PlacedAdoption: CHILD=4, DATE_PLACED_CEASED=02/06/2026"),
    Rule(code="118", over=FIRST_LONG_EPISODE_WITH_DECISIONS, flags=_BOTH, fields=("DECOM", "LS", _ENDED),
         fails=before(on(_ENDED), on("DECOM")) | before(on(_ENDED), START),
         says="The decision to place the child for adoption ceased before the child came into care, or "
              "before this collection year.",
         do="Correct the date it ceased. A decision that ceased in an earlier year belongs in that year's "
            "return.",
         passes="Episodes: DECOM=01/05/2026, LS=C2; PlacedAdoption: DATE_PLACED_CEASED=01/05/2026;"
                "Episodes: CHILD=2, DECOM=01/05/2025; PlacedAdoption: CHILD=2, "
                "DATE_PLACED_CEASED=01/04/2026; Episodes: CHILD=3, DECOM=01/05/2026, LS=V3;"
                "PlacedAdoption: CHILD=3, DATE_PLACED_CEASED=30/04/2026; Episodes: CHILD=4, LS=C2",
         breaks="Episodes: DECOM=02/04/2026, LS=V4; !Episodes: DECOM=01/05/2026, LS=C2;"
                "Episodes: DECOM=01/06/2026, LS=C2; !PlacedAdoption: DATE_PLACED_CEASED=30/04/2026;"
                "!Episodes: CHILD=2, DECOM=01/05/2025;"
                "!PlacedAdoption: CHILD=2, DATE_PLACED_CEASED=31/03/2026",
         differs=LOST + " The fields it names leave out the date that is wrong."),
    Rule(code="551", over=EPISODES_WITH_DECISIONS, fields=(_DECIDED, "PLACE"),
         fails=among("PLACE", *PLACED) & blank(_DECIDED),
         says="The child was placed for adoption, and no decision to do so is dated.",
         do="Add the decision that the child should be placed for adoption with its date, or correct the "
            "placement.",
         passes="Episodes: PLACE=A3; PlacedAdoption: DATE_PLACED=01/06/2026; Episodes: CHILD=2, PLACE=U1",
         breaks="!Episodes: PLACE=A3; !Episodes: CHILD=2, PLACE=A6; PlacedAdoption: CHILD=2;"
                "PlacedAdoption: CHILD=2, DATE_PLACED=01/06/2026"),
    Rule(code="552", over=FIRST_PLACED_WITH_LAST_DECISION, flags=_BOTH, fields=(_DECIDED, "DECOM"),
         fails=before(on("DECOM"), on(_DECIDED)),
         says="The child was placed for adoption before it was decided to do so.",
         do="Correct the date of the decision, or the placement and its start.",
         passes="Episodes: PLACE=A3, DECOM=01/06/2026; PlacedAdoption: DATE_PLACED=01/06/2026",
         breaks="Episodes: PLACE=U1, DECOM=01/05/2026; !Episodes: PLACE=A4, DECOM=01/06/2026;"
                "Episodes: PLACE=A4, DECOM=01/08/2026; PlacedAdoption: DATE_PLACED=01/06/2025;"
                "!PlacedAdoption: DATE_PLACED=02/06/2026; PlacedAdoption"),
    Rule(code="553", over=ORDERS_AND_DECISIONS, flags=_BOTH, fields=("LS", _DECIDED, *_ENDINGS),
         fails=sure(is_("LS", PLACEMENT_ORDER) & ~pl.col("decided"))
               | sure(pl.col("PlacedAdoption.order_stands") & filled(*_ENDINGS)),
         says="The child is under a placement order, and there is no decision to place for adoption, or "
              "it is said to have ceased.",
         do="Add the decision; where the plan was given up, end the placement order and the episode.",
         passes="Episodes: LS=E1; PlacedAdoption: DATE_PLACED=01/06/2026; Episodes: CHILD=2, LS=C2;"
                "Episodes: CHILD=3, LS=E1, DEC=01/06/2026; PlacedAdoption: CHILD=3, "
                "REASON_PLACED_CEASED=RD1; Episodes: CHILD=4, LS=C2; "
                "PlacedAdoption: CHILD=4, DATE_PLACED_CEASED=01/06/2026",
         breaks="!Episodes: LS=E1; Episodes: CHILD=2, LS=E1; Episodes: CHILD=2, LS=C2, DEC=01/06/2026;"
                "!PlacedAdoption: CHILD=2, REASON_PLACED_CEASED=RD1;"
                "PlacedAdoption: CHILD=2, DATE_PLACED=01/06/2026;"
                "!PlacedAdoption: CHILD=2, DATE_PLACED_CEASED=01/06/2026",
         differs="There, it depends on the order of the rules: after one that closes open episodes, "
                 "decisions that ceased are no longer found."),
    Rule(code="554", over=FIRST_ORDER_WITH_DECISIONS, flags=_BOTH, fields=(_DECIDED, "DECOM", "LS"),
         fails=after(on(_DECIDED), on("DECOM")),
         says="The placement order was made before it was decided to place the child for adoption.",
         do="Correct the date of the decision, or the day the placement order began.",
         passes="Episodes: LS=E1, DECOM=01/06/2026; PlacedAdoption: DATE_PLACED=01/06/2026;"
                "Episodes: CHILD=2, LS=C2, DECOM=01/06/2026; "
                "PlacedAdoption: CHILD=2, DATE_PLACED=02/06/2026;"
                "Episodes: CHILD=3, LS=E1, DECOM=01/05/2026, DEC=01/06/2026;"
                "Episodes: CHILD=3, LS=E1, DECOM=01/08/2026; PlacedAdoption: CHILD=3, "
                "DATE_PLACED=01/08/2026; PlacedAdoption: CHILD=3, DATE_PLACED=01/05/2026",
         breaks="Episodes: LS=C2, DECOM=01/05/2026, DEC=01/06/2026;"
                "!Episodes: LS=E1, DECOM=01/06/2026, DEC=01/07/2026;"
                "Episodes: LS=E1, DECOM=01/07/2026; !PlacedAdoption: DATE_PLACED=02/06/2026;"
                "!Episodes: CHILD=3, LS=E1, DECOM=01/05/2026, DEC=01/06/2026;"
                "Episodes: CHILD=3, LS=E1, DECOM=01/08/2026;"
                "!PlacedAdoption: CHILD=3, DATE_PLACED=31/07/2026",
         reading="The first placement order of each time in care is compared with the decisions made "
                 "before the child came into care again. What lies before this return is not known.",
         differs=LOST + " Only the first placement order of the return is compared."),
    Rule(code="557", over=EPISODES_WITH_DECISIONS, flags=_BOTH, fields=(*_ENDINGS, "PLACE", "LS", "REC"),
         fails=(among("PLACE", *PLACED) | is_("LS", PLACEMENT_ORDER))
               & filled("REC") & ~among("REC", "X1", *ADOPTED) & some_blank(*_ENDINGS),
         says="The child left care from a placement for adoption or a placement order without being "
              "adopted, and the decision to place for adoption is not ended.",
         do="Add the day the decision ceased and the reason, or correct why the episode ceased.",
         passes="Episodes: PLACE=A3, REC=E4A; PlacedAdoption: DATE_PLACED_CEASED=01/06/2026, "
                "REASON_PLACED_CEASED=RD1; Episodes: CHILD=2, PLACE=A3, REC=X1; Episodes: CHILD=3, LS=E1;"
                "Episodes: CHILD=4, LS=E1, REC=E12; Episodes: CHILD=5, PLACE=U1, LS=C2, REC=E4A",
         breaks="!Episodes: PLACE=A3, REC=E4A; !Episodes: CHILD=2, LS=E1, REC=E2;"
                "!PlacedAdoption: CHILD=2, DATE_PLACED_CEASED=01/06/2026;"
                "!Episodes: CHILD=3, PLACE=A6, LS=E1, REC=E8; "
                "!PlacedAdoption: CHILD=3, REASON_PLACED_CEASED=RD2;"
                "PlacedAdoption: CHILD=3, DATE_PLACED_CEASED=01/06/2026, REASON_PLACED_CEASED=RD1",
         differs=FREED),
    Rule(code="558", over=EPISODES_AND_REVOKED, fields=("REC", _ENDED),
         fails=among("REC", *ADOPTED) & pl.col("revoked"),
         says="The child was adopted, and every decision to place the child for adoption is said to have "
              "ceased.",
         do="Empty the day and the reason of the decision that led to the adoption; leave those of "
            "earlier ones that were given up.",
         passes="Episodes: REC=E11; PlacedAdoption: DATE_PLACED_CEASED=01/06/2026; PlacedAdoption;"
                "Episodes: CHILD=2, REC=E12; Episodes: CHILD=3, REC=E4A;"
                "PlacedAdoption: CHILD=3, DATE_PLACED_CEASED=01/06/2026",
         breaks="!Episodes: REC=E11; PlacedAdoption: DATE_PLACED_CEASED=01/06/2026;"
                "Episodes: CHILD=2, REC=X1; !Episodes: CHILD=2, REC=E12;"
                "PlacedAdoption: CHILD=2, DATE_PLACED_CEASED=01/06/2025;"
                "PlacedAdoption: CHILD=2, DATE_PLACED_CEASED=01/06/2026",
         reading="An earlier decision that ceased may stand beside the one that led to the adoption.",
         differs="There, only children with two or more decisions, all of them ceased, are found."),
    Rule(code="1003", over=FIRST_START_WITH_DECISIONS, flags=_BOTH, fields=(_DECIDED, "DECOM", "RNE"),
         fails=before(on(_DECIDED), on("DECOM")),
         says="It was decided to place the child for adoption before the child came into care.",
         do="Correct the date of the decision, or the day the child started to be looked after.",
         passes="Episodes: RNE=S, DECOM=01/06/2026; PlacedAdoption: DATE_PLACED=01/06/2026;"
                "Episodes: CHILD=2, RNE=L, DECOM=01/06/2026; "
                "PlacedAdoption: CHILD=2, DATE_PLACED=01/05/2026",
         breaks="Episodes: RNE=P, DECOM=01/04/2026; !Episodes: RNE=S, DECOM=01/06/2026;"
                "Episodes: RNE=S, DECOM=01/09/2026; !PlacedAdoption: DATE_PLACED=31/05/2026",
         differs=LOST),
)

_WITH_AD1 = (
    Rule(code="523", over=DECISIONS_WITH_AD1, flags=("PlacedAdoption", "AD1"),
         fields=("DATE_PLACED", "AD1.DATE_INT"), fails=sure(on("DATE_PLACED") != on("AD1.DATE_INT")),
         says="The decision to place the child for adoption and the one that adoption is in the child's "
              "best interests have different dates, though they are one decision.",
         do="Enter the same date in both; where an earlier decision ceased, check which one the details "
            "of the adoption belong to.",
         passes="PlacedAdoption: DATE_PLACED=01/06/2026; AD1: DATE_INT=1/6/2026; PlacedAdoption: CHILD=2;"
                "AD1: CHILD=2, DATE_INT=01/06/2026",
         breaks="!PlacedAdoption: DATE_PLACED=01/06/2026; !AD1: DATE_INT=02/06/2026;"
                "PlacedAdoption: DATE_PLACED=02/06/2026",
         reading="Every decision of the child is compared, one that ceased as well."),
    Rule(code="525", over=DECISIONS_WITH_AD1, flags=("PlacedAdoption", "AD1"),
         fields=("DATE_PLACED_CEASED", *(f"AD1.{name}" for name in ITEMS)),
         fails=filled("DATE_PLACED_CEASED") & filled(*(f"AD1.{name}" for name in ITEMS)),
         says="A decision to place the child for adoption ceased, and there are details of an adoption.",
         do="Empty the details where the child was not adopted, or the end of the decision where it led "
            "to the adoption.",
         passes="PlacedAdoption: DATE_PLACED_CEASED=01/06/2026; AD1; PlacedAdoption: CHILD=2;"
                "AD1: CHILD=2, DATE_INT=01/06/2026",
         breaks="!PlacedAdoption: DATE_PLACED_CEASED=01/06/2026; !AD1: NB_ADOPTR=1"),
)

_WITH_LAST_YEAR = (
    last_year(code="559", fields=("DATE_PLACED",),
              fails=before(on("DATE_PLACED"), START) & on(_LAST).is_null(),
              says="The decision to place the child for adoption is dated before this year, and last "
                   "year's return did not have it.",
              do="Check the date. Where it is right, tell the Department that last year's return lacked "
                 "it.",
              passes="PlacedAdoption: DATE_PLACED=31/03/2026; PlacedAdoption_last: DATE_PLACED=31/03/2026;"
                     "PlacedAdoption: CHILD=2, DATE_PLACED=01/04/2026",
              breaks="!PlacedAdoption: DATE_PLACED=31/03/2026;"
                     "!PlacedAdoption: CHILD=2, DATE_PLACED=31/03/2026; PlacedAdoption_last: CHILD=2"),
    last_year(code="560", fields=("DATE_PLACED", "DATE_PLACED_CEASED"),
              fails=filled(_LAST) & blank(_LAST_ENDED) & differ(t("DATE_PLACED"), t(_LAST)),
              says="The date of the decision to place the child for adoption is not last year's, though "
                   "that decision had not ceased.",
              do="Enter last year's date again; where the decision was made anew, add the row of the "
                 "earlier one with its end.",
              passes="PlacedAdoption: DATE_PLACED=01/06/2025; PlacedAdoption_last: DATE_PLACED=01/06/2025;"
                     "PlacedAdoption: CHILD=2, DATE_PLACED=01/06/2026; PlacedAdoption_last: CHILD=2, "
                     "DATE_PLACED=01/06/2025, DATE_PLACED_CEASED=01/07/2025;"
                     "PlacedAdoption: CHILD=3, DATE_PLACED=01/06/2026; PlacedAdoption_last: CHILD=3",
              breaks="!PlacedAdoption: DATE_PLACED=02/06/2025; "
                     "PlacedAdoption_last: DATE_PLACED=01/06/2025;"
                     "!PlacedAdoption: CHILD=2; PlacedAdoption_last: CHILD=2, DATE_PLACED=01/06/2025",
              reading="Each row of this year is compared with each of last year's, as it stands."),
    last_year(code="561", fields=("DATE_PLACED",),
              fails=sure(t("DATE_PLACED") == t(_LAST)) & filled(*_LAST_ENDINGS),
              says="The decision to place the child for adoption is returned again, though last year's "
                   "return says it had ceased.",
              do="Take the row out, or enter the date of the new decision.",
              passes="PlacedAdoption: DATE_PLACED=01/06/2025; PlacedAdoption_last: DATE_PLACED=01/06/2025;"
                     "PlacedAdoption: CHILD=2, DATE_PLACED=02/06/2025; PlacedAdoption_last: CHILD=2, "
                     "DATE_PLACED=01/06/2025, REASON_PLACED_CEASED=RD1;"
                     "PlacedAdoption: CHILD=3; PlacedAdoption_last: CHILD=3, REASON_PLACED_CEASED=RD1",
              breaks="!PlacedAdoption: DATE_PLACED=01/06/2025; PlacedAdoption_last: "
                     "DATE_PLACED=01/06/2025, DATE_PLACED_CEASED=01/07/2025;"
                     "!PlacedAdoption: CHILD=2, DATE_PLACED=01/06/2025; PlacedAdoption_last: CHILD=2, "
                     "DATE_PLACED=01/06/2025, REASON_PLACED_CEASED=RD1"),
    last_year(code="584", fields=("DATE_PLACED",),
              fails=filled(*_LAST_ENDINGS) & (blank("DATE_PLACED") | by(on("DATE_PLACED"), on(_LAST))),
              says="Last year's decision to place the child for adoption ceased, and this year's is not "
                   "dated after it.",
              do="Enter the date of the new decision, or take the row out where there is none.",
              passes="PlacedAdoption: DATE_PLACED=02/06/2025; PlacedAdoption_last: "
                     "DATE_PLACED=01/06/2025, REASON_PLACED_CEASED=RD1; PlacedAdoption: CHILD=2;"
                     "PlacedAdoption_last: CHILD=2, DATE_PLACED=01/06/2025;"
                     "PlacedAdoption: CHILD=3; PlacedAdoption: CHILD=4, DATE_PLACED=01/06/2025;"
                     "PlacedAdoption_last: CHILD=4, DATE_PLACED=01/06/2025",
              breaks="!PlacedAdoption: DATE_PLACED=01/06/2025; PlacedAdoption_last: "
                     "DATE_PLACED=01/06/2025, DATE_PLACED_CEASED=01/07/2025;"
                     "!PlacedAdoption: CHILD=2; PlacedAdoption_last: CHILD=2, REASON_PLACED_CEASED=RD1;"
                     "!PlacedAdoption: CHILD=3, DATE_PLACED=15/05/2025; PlacedAdoption_last: CHILD=3, "
                     "DATE_PLACED=01/06/2025, REASON_PLACED_CEASED=RD1",
              differs="There, dates are compared as text and the wrong row is pointed at."),
)

RULES = (*_OF_ITSELF, *_WITH_EPISODES, *_WITH_AD1, *_WITH_LAST_YEAR)
