"""Rules about where the child came from and where the child is placed."""

from __future__ import annotations

from functools import partial

import polars as pl

from kinkeeper.law.returns.rule import Rule
from kinkeeper.law.returns.ssda903.kinds import FOR_ADOPTION, FOSTERED, short_break
from kinkeeper.law.returns.ssda903.said import AREAS_OF_2021, YEARS_OPEN
from kinkeeper.law.returns.ssda903.views import EPISODES
from kinkeeper.law.returns.terms import (
    AUTHORITY,
    among,
    blank,
    differ,
    filled,
    is_,
    sure,
    t,
)  # fmt: skip

episode = partial(Rule, over=EPISODES)
located = partial(Rule, over=EPISODES, needs=("postcodes",))
FARTHEST, NOT_KNOWN = 350, 999.9  # miles, and what stood for a distance not known


def _unknown(told: str) -> pl.Expr:
    """Whether a postcode is filled and the directory does not hold it."""
    return sure(~pl.col(told))


# A rule reads as one paragraph: its lines are broken by meaning, not by the formatter.
# fmt: off
RULES = (
    located(code="169", fails=~short_break() & blank("PL_LA"), fields=("PL_POST",),
            says="The authority in whose area the child is placed cannot be told from the postcode.",
            do="Record the full postcode of the placement in PL_POST, or correct it.",
            passes="Episodes: LS=C2, PL_POST=LE1 1AA; Episodes: CHILD=2, LS=V3",
            breaks="!Episodes: LS=C2; !Episodes: CHILD=2, PL_POST=QQ9 9QQ",
            differs=AREAS_OF_2021),
    located(code="179", fails=~short_break() & blank("PL_LOCATION"),
            fields=("PL_POST",), needs=("postcodes", "authority"),
            says="Whether the child is placed inside the authority's area cannot be told from the postcode.",
            do="Record the full postcode of the placement in PL_POST, or correct it.",
            passes="Episodes: LS=C2, PL_POST=B1 1AA; Episodes: CHILD=2, LS=V4",
            breaks="!Episodes: LS=C2; !Episodes: CHILD=2, PL_POST=QQ9 9QQ"),
    episode(code="214", fails=short_break() & filled("PL_POST", "URN"), fields=("LS", "PL_POST", "URN"),
            says="The postcode or the number of the setting is given for a short break (V3, V4).",
            do="Clear PL_POST and URN: they are not returned for short breaks. Or correct LS.",
            passes="Episodes: LS=V3; Episodes: CHILD=2, LS=C2, PL_POST=B1 1AA",
            breaks="!Episodes: LS=V3, PL_POST=B1 1AA; !Episodes: CHILD=2, LS=V4, URN=SC400001"),
    located(code="392c", fails=_unknown("home.known") | _unknown("place.known"),
            fields=("HOME_POST", "PL_POST"),
            says="The postcode of home or of the placement is not in the directory of postcodes.",
            do="Look the address up and correct the postcode; a very new one may need a newer directory.",
            passes="Episodes: HOME_POST=B1 1AA, PL_POST=LE11AA; Episodes: CHILD=2",
            breaks="!Episodes: HOME_POST=QQ9 9QQ; !Episodes: CHILD=2, HOME_POST=B1 1AA, PL_POST=B1"),
    episode(code="392d", fails=~is_("PLACE", "P1") & sure(t("HOME_POST") == t("PL_POST")),
            fields=("HOME_POST", "PL_POST", "PLACE"),
            says="The child is placed at the home postcode, yet not with a parent (P1).",
            do="Correct HOME_POST to where the child lived when care began, PL_POST, or PLACE.",
            passes="Episodes: PLACE=P1, HOME_POST=B1 1AA, PL_POST=B1 1AA; Episodes: CHILD=2;"
                   "Episodes: CHILD=3, HOME_POST=B1 1AA, PL_POST=B2 2BB",
            breaks="!Episodes: PLACE=U1, HOME_POST=B1 1AA, PL_POST=B1 1AA;"
                   "!Episodes: CHILD=2, HOME_POST=B1 1AA, PL_POST=B1 1AA"),
    episode(code="398", fails=short_break() & filled("HOME_POST", "PL_POST"),
            fields=("LS", "HOME_POST", "PL_POST"),
            says="A postcode of home or of the placement is given for a short break (V3, V4).",
            do="Clear HOME_POST and PL_POST: they are not returned for short breaks. Or correct LS.",
            passes="Episodes: LS=V3; Episodes: CHILD=2, LS=C2, PL_POST=B1 1AA",
            breaks="!Episodes: LS=V3, PL_POST=B1 1AA; !Episodes: CHILD=2, LS=V4, HOME_POST=B1 1AA"),
    located(code="411", fails=is_("PL_LOCATION", "IN") & differ("PL_LA", AUTHORITY),
            needs=("postcodes", "authority"), fields=("PL_POST",),
            says="The placement is said to be inside the authority's area, yet it lies in another's.",
            do="Correct PL_POST.",
            passes="Episodes: PL_POST=B1 1AA; Episodes: CHILD=2, PL_POST=LE1 1AA",
            idle="Whether a placement is inside or outside is worked out from its authority, so the two"
                 " always agree; it mattered when authorities returned both."),
    located(code="420", fails=short_break() & filled("PL_LA"), fields=("LS", "PL_POST"),
            says="The authority of the placement is given, by its postcode, for a short break (V3, V4).",
            do="Clear PL_POST: it is not returned for short breaks. Or correct LS.",
            passes="Episodes: LS=V3; Episodes: CHILD=2, LS=C2, PL_POST=B1 1AA;"
                   "Episodes: CHILD=3, LS=V3, PL_POST=QQ9 9QQ",
            breaks="!Episodes: LS=V3, PL_POST=B1 1AA", differs=AREAS_OF_2021),
    located(code="454",
            fails=sure(pl.col("PL_DISTANCE") > FARTHEST) & sure(pl.col("PL_DISTANCE") != NOT_KNOWN),
            fields=("HOME_POST", "PL_POST"),
            says="The placement is more than 350 miles from home.",
            do="Check both postcodes: one of them is most likely mistyped.",
            passes="Episodes: HOME_POST=B1 1AA, PL_POST=AB9 9AA; Episodes: CHILD=2, PL_POST=AB9 9AA;"
                   "Episodes: CHILD=3, HOME_POST=B1 1AA, PL_POST=ZZ9 9ZZ",
            breaks="!Episodes: HOME_POST=CF1 1AA, PL_POST=AB9 9AA",
            reading="A distance of just 999.9, which stood for not known when authorities returned it, is"
                    " let off. " + YEARS_OPEN.format("2025-26")),
    located(code="1015", needs=("postcodes", "authority"),
            fails=is_("PLACE_PROVIDER", "PR1") & filled("LS") & ~short_break() & filled("PLACE")
            & ~among("PLACE", *FOR_ADOPTION, *FOSTERED, "K3") & differ("PL_LA", AUTHORITY),
            fields=("PLACE_PROVIDER", "PLACE", "PL_POST"),
            says="The authority's own provision (PR1), yet it lies outside the authority's area.",
            do="Correct PLACE_PROVIDER if another runs it, or PL_POST; a home of ours elsewhere needs a"
               " word with"
               " the Department.",
            passes="Episodes: PLACE_PROVIDER=PR1, LS=C2, PLACE=K2, PL_POST=B1 1AA;"
                   "Episodes: CHILD=2, PLACE_PROVIDER=PR4, LS=C2, PLACE=K2, PL_POST=LE1 1AA;"
                   "Episodes: CHILD=3, PLACE_PROVIDER=PR1, LS=C2, PLACE=U6, PL_POST=LE1 1AA;"
                   "Episodes: CHILD=4, PLACE_PROVIDER=PR1, LS=V3, PLACE=K2;"
                   "Episodes: CHILD=5, PLACE_PROVIDER=PR1, PLACE=K2;"
                   "Episodes: CHILD=6, PLACE_PROVIDER=PR1, LS=C2",
            breaks="!Episodes: PLACE_PROVIDER=PR1, LS=C2, PLACE=K2, PL_POST=LE1 1AA;"
                   "!Episodes: CHILD=2, PLACE_PROVIDER=PR1, LS=C2, PLACE=K2",
            differs=AREAS_OF_2021,
            reading="As it stands since 2025-26; the placements it leaves out in earlier years are not"
                    " known."),
)
