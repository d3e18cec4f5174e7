"""Rules about the setting a child is placed in: its URN, and what Ofsted's list says of it."""

from __future__ import annotations

from functools import partial

from kinkeeper.law.returns.rule import Rule
from kinkeeper.law.returns.ssda903.kinds import (
    FOR_ADOPTION,
    FOSTERED,
    NOT_REGISTERED,
    OUTSIDE_ENGLAND,
    UNREGISTERED,
    placed_in,
    registered,
    short_break,
)
from kinkeeper.law.returns.ssda903.places import plain
from kinkeeper.law.returns.ssda903.said import NEW, THOSE_YEARS
from kinkeeper.law.returns.ssda903.views import EPISODES
from kinkeeper.law.returns.terms import (
    AUTHORITY,
    END,
    START,
    after,
    among,
    blank,
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
listed = partial(Rule, over=EPISODES, needs=("providers",))
unneeded = partial(
    episode,
    code="222",
    fields=("URN", "PLACE"),
    says="A URN is given for a placement of a kind that Ofsted does not register.",
    do="Clear URN, or correct PLACE.",
    reading="P2 and Z1 are named beside the codes that took their place, each in its own years; H5 to"
    f" 2022-23, after which Ofsted registers it. {THOSE_YEARS}",
)
CHECKED_BY_POSTCODE = ("K1", "K2", "K3", "R3", "S1")
NUMBERS = (
    "The open tool loses a URN that is all digits: the workbook holds it as a number, which"
    " never equals the text of the return."
)
OLDER = "H5, P2 and Z1 are named beside the codes that took their place, each in its own years."

# A rule reads as one paragraph: its lines are broken by meaning, not by the formatter.
# fmt: off
RULES = (
    episode(code="218", needs=("postcodes",),
            fails=(sure(on("DEC") >= START) | blank("DEC")) & blank("URN") & ~short_break()
            & ~placed_in(*UNREGISTERED) & ~among("PL_LA", *OUTSIDE_ENGLAND),
            fields=("URN", "PLACE"),
            says="No URN is given for a placement in a setting of a kind that Ofsted registers.",
            do="Find the setting in Ofsted's list and record its URN; XXXXXXX where it is not registered.",
            passes="Episodes: PLACE=K2, URN=SC400002; Episodes: CHILD=2, PLACE=P1;"
                   "Episodes: CHILD=3, PLACE=Z11;"
                   "Episodes: CHILD=4, PLACE=K2, PL_POST=CF1 1AA; Episodes: CHILD=5, PLACE=K2, LS=V3;"
                   "Episodes: CHILD=6, PLACE=K2, DEC=31/03/2026",
            breaks="!Episodes: PLACE=K2; !Episodes: CHILD=2, PLACE=U6, DEC=01/04/2026; !Episodes: CHILD=3;"
                   "!Episodes: CHILD=4, PLACE=Z1",
            reading=f"Asked of episodes that were open at some time in the collection year. {OLDER}",
            differs="The open tool asks for a URN in short breaks (V3, V4) too, for which rule 214 forbids"
                    " one."),
    listed(code="219", fails=registered() & ~t("setting.place"), fields=("URN", "PLACE"),
           says="The setting is not listed for this kind of placement, or its URN is not in Ofsted's list.",
           do="Check URN against Ofsted's list, then PLACE against what that setting is registered for.",
           passes="Episodes: URN=SC400002, PLACE=R3; Episodes: CHILD=2, PLACE=R3;"
                  "Episodes: CHILD=3, URN=XXXXXXX, PLACE=K2",
           breaks="!Episodes: URN=SC400002, PLACE=U6; !Episodes: CHILD=2, URN=SC400002;"
                  "!Episodes: CHILD=3, URN=SC499999, PLACE=K2",
           differs=NUMBERS),
    listed(code="221",
           fails=registered() & ~short_break() & among("PLACE", *CHECKED_BY_POSTCODE) & filled("PL_POST")
           & differ(plain(t("PL_POST")), "setting.postcode"),
           fields=("URN", "PL_POST"),
           says="The placement's postcode is not that of the setting its URN names, or the URN is not in"
                " Ofsted's list.",
           do="Check URN and PL_POST against Ofsted's list and correct the one that is wrong.",
           passes="Episodes: URN=SC400002, PLACE=K2, PL_POST=LE1 1AA;"
                  "Episodes: CHILD=2, URN=SC400002, PLACE=K2, LS=V3, PL_POST=B1 1AA;"
                  "Episodes: CHILD=3, URN=SC400001, PLACE=U6, PL_POST=B2 2BB;"
                  "Episodes: CHILD=4, URN=SC400002, PLACE=K2; Episodes: CHILD=5, PLACE=K2, PL_POST=B1 1AA;"
                  "Episodes: CHILD=6, URN=XXXXXXX, PLACE=K2, PL_POST=B1 1AA",
           breaks="!Episodes: URN=SC400002, PLACE=K2, PL_POST=B1 1AA;"
                  "!Episodes: CHILD=2, URN=SC499999, PLACE=K2, PL_POST=B1 1AA",
           reading="It is not asked of H5, which the open tool adds in 2023-24 alone.",
           differs=f"{NUMBERS} Of a workbook with two sheets it loses the postcodes of the first."),
    unneeded(until=2023, fails=registered() & placed_in(*UNREGISTERED),
             passes="2023; Episodes: PLACE=H5; Episodes: CHILD=2, PLACE=K2, URN=SC400002;"
                    "Episodes: CHILD=3, PLACE=H5, URN=XXXXXXX; Episodes: CHILD=4, PLACE=Z14, URN=SC400002",
             breaks="2023; !Episodes: PLACE=H5, URN=SC400002; !Episodes: CHILD=2, PLACE=Z1, URN=SC400002"),
    unneeded(since=2024, fails=registered() & placed_in(*UNREGISTERED) & ~is_("PLACE", "H5"),
             passes="2024; Episodes: PLACE=P1; Episodes: CHILD=2, PLACE=P1, URN=XXXXXXX;"
                    "Episodes: CHILD=3, PLACE=K2, URN=SC400002; Episodes: CHILD=4, PLACE=Z14, URN=SC400002;"
                    "Episodes: CHILD=5, PLACE=H5, URN=SC400002",
             breaks="!Episodes: PLACE=P1, URN=SC400002; !Episodes: CHILD=2, PLACE=Z14, URN=SC400002"),
    listed(code="224", fails=registered() & ~t("setting.provider"), fields=("URN", "PLACE_PROVIDER"),
           says="The setting is not listed for this provider, or its URN is not in Ofsted's list.",
           do="Check URN against Ofsted's list, then PLACE_PROVIDER against who runs that setting.",
           passes="Episodes: URN=SC400002, PLACE_PROVIDER=PR5; Episodes: CHILD=2, PLACE_PROVIDER=PR1;"
                  "Episodes: CHILD=3, URN=XXXXXXX, PLACE_PROVIDER=PR1",
           breaks="!Episodes: URN=SC400002, PLACE_PROVIDER=PR1; !Episodes: CHILD=2, URN=SC400002;"
                  "!Episodes: CHILD=3, URN=SC499999, PLACE_PROVIDER=PR4",
           differs=NUMBERS),
    listed(code="227", fails=sure(on("DECOM") >= on("setting.ended")), fields=("URN", "DECOM"),
           says="The episode begins when the setting was no longer registered with Ofsted.",
           do="Check URN: the setting may have been registered anew under another number. Or correct DECOM.",
           passes="Episodes: URN=1234567, DECOM=29/06/2026;"
                  "Episodes: CHILD=2, URN=SC400002, DECOM=01/07/2026",
           breaks="!Episodes: URN=1234567, DECOM=30/06/2026;"
                  "!Episodes: CHILD=2, URN=1234567, DECOM=01/07/2026",
           differs=NUMBERS),
    listed(code="228",
           fails=after(on("DEC"), on("setting.ended"))
           | (undated("DEC") & after(END, on("setting.ended"))),
           fields=("URN", "DEC"),
           says="The episode goes on after the setting stopped being registered with Ofsted.",
           do="Check URN: the setting may have been registered anew under another number. Or close the"
              " episode"
              " on the day the child moved.",
           passes="Episodes: URN=1234567, DEC=30/06/2026; Episodes: CHILD=2, URN=SC400002;"
                  "Episodes: CHILD=3, URN=SC400002, DEC=01/07/2026; Episodes: CHILD=4, URN=7654321",
           breaks="!Episodes: URN=1234567, DEC=01/07/2026; !Episodes: CHILD=2, URN=1234567",
           reading="An episode whose end cannot be read is taken to be open.",
           differs=NUMBERS),
    listed(code="229", needs=("authority", "providers", "postcodes"),
           fails=registered() & ~placed_in("K3", *UNREGISTERED)
           & ((is_("PLACE_PROVIDER", "PR1") & differ("setting.authority", AUTHORITY))
              | (is_("PLACE_PROVIDER", "PR2") & same("setting.authority", AUTHORITY))),
           fields=("URN", "PLACE_PROVIDER"),
           says="The provider is said to be our own authority (PR1) and the setting lies in another's area,"
                " or"
                " another authority (PR2) and it lies in ours.",
           do="Correct PLACE_PROVIDER, or URN if it names the wrong setting.",
           passes="Episodes: URN=SC400001, PLACE=U6, PLACE_PROVIDER=PR1;"
                  "Episodes: CHILD=2, URN=SC400002, PLACE=K2, PLACE_PROVIDER=PR2;"
                  "Episodes: CHILD=3, URN=SC400002, PLACE=K3, PLACE_PROVIDER=PR1;"
                  "Episodes: CHILD=4, URN=XXXXXXX, PLACE=U6, PLACE_PROVIDER=PR1;"
                  "Episodes: CHILD=5, URN=SC400002, PLACE=K2, PLACE_PROVIDER=PR4;"
                  "Episodes: CHILD=6, URN=SC400001, PLACE=U6, PLACE_PROVIDER=PR5",
           breaks="!Episodes: URN=SC400002, PLACE=K2, PLACE_PROVIDER=PR1;"
                  "!Episodes: CHILD=2, URN=SC400001, PLACE=U6, PLACE_PROVIDER=PR2;"
                  "!Episodes: CHILD=3, URN=SC499999, PLACE=U6, PLACE_PROVIDER=PR1",
           reading=f"A setting whose authority is not known counts as another's. {OLDER}",
           differs="The open tool tells the setting's authority from a table of 2021, so it takes every"
                   " authority made since to be unknown."),
    listed(code="241", needs=("providers", "postcodes"), since=2026,
           fails=registered() & is_("PLACE", "K3") & differ("PL_LA", "setting.authority"),
           fields=("URN", "PL_POST"),
           says="Supported accommodation (K3) lies in another authority's area than the setting its URN"
                " names.",
           do="Check URN and PL_POST against Ofsted's list and correct the one that is wrong.",
           passes="Episodes: URN=SC400002, PLACE=K3, PL_POST=LE1 1AA;"
                  "Episodes: CHILD=2, URN=SC400002, PLACE=K2, PL_POST=B1 1AA;"
                  "Episodes: CHILD=3, URN=XXXXXXX, PLACE=K3, PL_POST=B1 1AA",
           breaks="!Episodes: URN=SC400002, PLACE=K3, PL_POST=B1 1AA;"
                  "!Episodes: CHILD=2, URN=SC400002, PLACE=K3",
           reading=f"One of the two areas not known counts as a difference. {NEW}",
           differs="The open tool compares with the responsible authority, so it points at every child placed"
                   " in supported accommodation outside it."),
    episode(code="242", fails=is_("URN", NOT_REGISTERED) & ~among("PLACE", *FOR_ADOPTION, *FOSTERED),
            since=2026,
            fields=("URN", "PLACE"),
            says="The URN says not registered (XXXXXXX), which only a foster or adoptive placement can be.",
            do="Record the setting's own URN, or clear it where its kind is not registered with Ofsted.",
            passes="Episodes: URN=XXXXXXX, PLACE=U1; Episodes: CHILD=2, URN=XXXXXXX, PLACE=A3;"
                   "Episodes: CHILD=3, URN=SC400002, PLACE=K2",
            breaks="!Episodes: URN=XXXXXXX, PLACE=K2; !Episodes: CHILD=2, URN=XXXXXXX",
            reading=NEW),
    episode(code="243", fails=among("PL_LA", *OUTSIDE_ENGLAND) & filled("URN"),
            needs=("postcodes",), since=2026,
            fields=("URN", "PL_POST"),
            says="A URN is given for a placement outside England, where Ofsted registers nothing.",
            do="Clear URN, or correct PL_POST if the placement is in England.",
            passes="Episodes: URN=SC400002, PL_POST=LE1 1AA; Episodes: CHILD=2, PL_POST=CF1 1AA",
            breaks="!Episodes: URN=SC400002, PL_POST=CF1 1AA;"
                   "!Episodes: CHILD=2, URN=XXXXXXX, PL_POST=EH1 1AA",
            reading=NEW),
    listed(code="1008", fails=registered() & ~t("setting.known"), fields=("URN",),
           says="The URN is not in Ofsted's list of settings.",
           do="Look the setting up in Ofsted's list and correct URN; a newer list may hold it.",
           passes="Episodes: URN=SC400002; Episodes: CHILD=2, URN=XXXXXXX; Episodes: CHILD=3",
           breaks="!Episodes: URN=SC499999",
           differs=NUMBERS),
)
