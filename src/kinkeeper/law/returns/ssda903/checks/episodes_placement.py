"""Rules about the kind of placement, its provider, and what may go with it."""

from __future__ import annotations

from functools import partial

from kinkeeper.law.returns.rule import Rule
from kinkeeper.law.returns.ssda903.kinds import (
    ADOPTED,
    FOR_ADOPTION,
    FOSTERED,
    OTHER,
    TEMPORARY,
    placed_in,
    short_break,
)  # fmt: skip
from kinkeeper.law.returns.ssda903.said import THOSE_YEARS
from kinkeeper.law.returns.ssda903.views import EPISODES
from kinkeeper.law.returns.terms import (
    among,
    blank,
    day,
    filled,
    is_,
    on,
    sure,
    valid,
)  # fmt: skip

episode = partial(Rule, over=EPISODES)
LATER_OTHER = ("Z11", "Z12", "Z13", "Z14")
FORMER_OTHER = "Z1 stands with Z11 to Z14, which took its place in 2025-26, each in its own years."


def _not_of(code: str, provider: str, whose: str, kinds: tuple[str, ...], near: str) -> Rule:
    """A placement of these kinds cannot be of this provider."""
    return episode(
        code=code,
        fails=among("PLACE", *kinds) & is_("PLACE_PROVIDER", provider),
        fields=("PLACE", "PLACE_PROVIDER"),
        says=f"A placement of this kind cannot be {whose} ({provider}).",
        do="Correct PLACE_PROVIDER to who provides the placement, or PLACE if that is what is wrong.",
        passes=f"Episodes: PLACE={near}, PLACE_PROVIDER={provider}; "
        f"Episodes: CHILD=2, PLACE={kinds[0]}, PLACE_PROVIDER=PR0",
        breaks="; ".join(
            f"!Episodes: CHILD={number}, PLACE={kind}, PLACE_PROVIDER={provider}"
            for number, kind in enumerate(kinds)
        ),
    )


_HOME, _HEALTH_OR_CUSTODY = "P1", ("R2", "R5")

# A rule reads as one paragraph: its lines are broken by meaning, not by the formatter.
# fmt: off
RULES = (
    episode(code="178",
            fails=filled("PLACE_PROVIDER")
            & (~valid("PLACE_PROVIDER") | placed_in(*TEMPORARY, *OTHER)),
            fields=("PLACE_PROVIDER", "PLACE"),
            says="The provider is not one of this year's codes, or it is given for a temporary or other"
                 " placement (T0 to T4, Z11 to Z14), which has none.",
            do="Correct PLACE_PROVIDER to one of PR0 to PR5, or clear it for a placement that has none.",
            passes="Episodes: PLACE=U6, PLACE_PROVIDER=PR1; Episodes: CHILD=2, PLACE=T4;"
                   "Episodes: CHILD=3, PLACE=Z1, PLACE_PROVIDER=PR1",
            breaks="!Episodes: PLACE=U6, PLACE_PROVIDER=PR6;"
                   "!Episodes: CHILD=2, PLACE=T4, PLACE_PROVIDER=PR1;"
                   "!Episodes: CHILD=3, PLACE=Z14, PLACE_PROVIDER=PR4",
            reading=FORMER_OTHER,
            differs="The open tool leaves T4 out of the placements without a provider, which rule 213 has."),
    episode(code="213", fails=filled("PLACE_PROVIDER") & placed_in(*TEMPORARY, *LATER_OTHER),
            fields=("PLACE_PROVIDER",),
            says="A provider is given for a temporary or other placement (T0 to T4, Z11 to Z14), which has"
                 " none.",
            do="Clear PLACE_PROVIDER, or correct PLACE if the child did move to a placement of its own.",
            passes="Episodes: PLACE=T0; Episodes: CHILD=2, PLACE=U1, PLACE_PROVIDER=PR1;"
                   "Episodes: CHILD=3, PLACE=Z1, PLACE_PROVIDER=PR1",
            breaks="!Episodes: PLACE=T4, PLACE_PROVIDER=PR1;"
                   "!Episodes: CHILD=2, PLACE=Z11, PLACE_PROVIDER=PR4",
            reading=f"To 2024-25 it named T0 to T4 alone; of Z1 rule 178 asks the same. {THOSE_YEARS}"),
    episode(code="217",
            fails=among("PLACE", "A3", "A5") & sure(on("DECOM") >= day(2015, 4, 1))
            & ~among("RNE", "S", "T", "U"),
            fields=("PLACE", "DECOM", "RNE"),
            says="Placed for adoption with the current foster carer (A3, A5), yet the episode began for a"
                 " reason"
                 " other than starting care or moving to another kind of placement with the same carer.",
            do="Correct RNE to S, T or U, or PLACE to A4 or A6 where the adopters are new to the child.",
            passes="Episodes: PLACE=A3, DECOM=01/04/2015, RNE=T;"
                   "Episodes: CHILD=2, PLACE=A5, DECOM=31/03/2015, RNE=P;"
                   "Episodes: CHILD=3, PLACE=A4, DECOM=01/04/2015, RNE=P",
            breaks="!Episodes: PLACE=A3, DECOM=01/04/2015, RNE=P;"
                   "!Episodes: CHILD=2, PLACE=A5, DECOM=02/04/2015"),
    episode(code="378", fails=is_("PLACE", "P1") & is_("LS", "V2"), fields=("PLACE", "LS"),
            says="Placed with a parent (P1) while accommodated under section 20 (V2): a child at home by"
                 " agreement is not looked after.",
            do="Correct PLACE or LS, or end the episode on the day the child went home.",
            passes="Episodes: PLACE=P1, LS=C2; Episodes: CHILD=2, PLACE=U1, LS=V2",
            breaks="!Episodes: PLACE=P1, LS=V2"),
    episode(code="380", fails=among("PLACE", *TEMPORARY) & ~among("RNE", "P", "B"), fields=("PLACE", "RNE"),
            says="A temporary placement (T0 to T4) that did not begin as a change of placement and carer.",
            do="Correct RNE to P, or B where the legal status changed too, or correct PLACE.",
            passes="Episodes: PLACE=T0, RNE=P; Episodes: CHILD=2, PLACE=T4, RNE=B;"
                   "Episodes: CHILD=3, PLACE=U6, RNE=S",
            breaks="!Episodes: PLACE=T0, RNE=S; !Episodes: CHILD=2, PLACE=T4"),
    episode(code="381", fails=among("PLACE", *TEMPORARY) & filled("REC") & ~is_("REC", "X1"),
            fields=("PLACE", "REC"),
            says="Care ended during a temporary placement (T0 to T4).",
            do="Close the temporary placement with X1 and return the child to the placement before it, or"
               " correct PLACE.",
            passes="Episodes: PLACE=T0, REC=X1; Episodes: CHILD=2, PLACE=T4;"
                   "Episodes: CHILD=3, PLACE=U6, REC=E8",
            breaks="!Episodes: PLACE=T0, REC=E8"),
    episode(code="382", fails=short_break() & among("PLACE", *TEMPORARY), fields=("LS", "PLACE"),
            says="A temporary placement (T0 to T4) in a series of short breaks (V3, V4).",
            do="Return the placement of the break itself in PLACE, or correct LS.",
            passes="Episodes: LS=V3, PLACE=U6; Episodes: CHILD=2, LS=V2, PLACE=T0",
            breaks="!Episodes: LS=V3, PLACE=T0; !Episodes: CHILD=2, LS=V4, PLACE=T4"),
    episode(code="384", fails=short_break() & among("PLACE", "U1", "U4"), fields=("PLACE", "LS"),
            says="A long-term foster placement (U1, U4) in a series of short breaks (V3, V4).",
            do="Correct PLACE to a foster placement that is not long term, or LS.",
            passes="Episodes: LS=V3, PLACE=U6; Episodes: CHILD=2, LS=V2, PLACE=U1",
            breaks="!Episodes: LS=V3, PLACE=U1; !Episodes: CHILD=2, LS=V4, PLACE=U4"),
    episode(code="390", fails=among("REC", *ADOPTED) & ~among("PLACE", *FOR_ADOPTION),
            fields=("PLACE", "REC"),
            says="Adopted (E11, E12) from a placement that was not one for adoption (A3 to A6).",
            do="Add the episode in which the child was placed for adoption, or correct PLACE or REC.",
            passes="Episodes: REC=E11, PLACE=A3; Episodes: CHILD=2, REC=E13, PLACE=U1",
            breaks="!Episodes: REC=E11, PLACE=U1; !Episodes: CHILD=2, REC=E12"),
    episode(code="408", fails=among("PLACE", "A5", "A6") & ~is_("LS", "E1"), fields=("PLACE", "LS"),
            says="Placed for adoption with a placement order (A5, A6), yet the legal status is not one (E1).",
            do="Correct LS to E1 from the day of the order, or PLACE to A3 or A4 where the parents"
               " consented.",
            passes="Episodes: PLACE=A5, LS=E1; Episodes: CHILD=2, PLACE=A3, LS=V2",
            breaks="!Episodes: PLACE=A5, LS=C2; !Episodes: CHILD=2, PLACE=A6"),
    episode(code="516", fails=among("REC", "E45", "E46") & ~among("PLACE", *FOSTERED),
            fields=("REC", "PLACE"),
            says="Special guardianship to the former foster carer (E45, E46), yet the child was not"
                 " fostered.",
            do="Correct REC to E47 or E48 where the guardian was not the foster carer, or PLACE to U1 to U6.",
            passes="Episodes: REC=E45, PLACE=U6; Episodes: CHILD=2, REC=E47, PLACE=K2",
            breaks="!Episodes: REC=E45, PLACE=K2; !Episodes: CHILD=2, REC=E46"),
    episode(code="526", fails=blank("PLACE_PROVIDER") & ~placed_in(*TEMPORARY, *OTHER),
            fields=("PLACE", "PLACE_PROVIDER"),
            says="No provider is given for the placement.",
            do="Record who provides the placement in PLACE_PROVIDER (PR0 to PR5).",
            passes="Episodes: PLACE=U6, PLACE_PROVIDER=PR1; Episodes: CHILD=2, PLACE=T4;"
                   "Episodes: CHILD=3, PLACE=Z11",
            breaks="!Episodes: PLACE=U6; !Episodes: CHILD=2; !Episodes: CHILD=3, PLACE=Z1",
            reading=FORMER_OTHER),
    _not_of("527", "PR1", "the authority's own provision", (_HOME, *_HEALTH_OR_CUSTODY), "U1"),
    _not_of("528", "PR2", "another authority's provision", (_HOME, *_HEALTH_OR_CUSTODY), "U1"),
    _not_of("529", "PR3", "provided by another public body",
            (*FOR_ADOPTION, "K1", "K2", _HOME, *FOSTERED), "R2"),
    _not_of("530", "PR4", "private provision", (_HOME,), "R2"),
    _not_of("531", "PR5", "provided by a voluntary body", (_HOME,), "R2"),
    episode(code="550", fails=is_("PLACE_PROVIDER", "PR0") & ~is_("PLACE", "P1"),
            fields=("PLACE", "PLACE_PROVIDER"),
            says="The provider is a parent (PR0), yet the child is not placed with one (P1).",
            do="Correct PLACE_PROVIDER to who provides the placement, or PLACE to P1.",
            passes="Episodes: PLACE=P1, PLACE_PROVIDER=PR0; Episodes: CHILD=2, PLACE=U1, PLACE_PROVIDER=PR1",
            breaks="!Episodes: PLACE=U1, PLACE_PROVIDER=PR0; !Episodes: CHILD=2, PLACE_PROVIDER=PR0"),
)
