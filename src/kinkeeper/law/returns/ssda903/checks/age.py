"""Rules about how old a child is when a placement, a legal status or care begins or ends."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final

from kinkeeper.law.returns.rule import FIRST_YEAR, Rule
from kinkeeper.law.returns.ssda903.kinds import ADOPTED
from kinkeeper.law.returns.ssda903.said import LOST, NEW, OTHER_FORMS, THOSE_YEARS, UNBORN
from kinkeeper.law.returns.ssda903.views import BESIDE_HEADER, EPISODES
from kinkeeper.law.returns.terms import (
    END,
    after,
    among,
    before,
    birthday,
    blank,
    by,
    days,
    is_,
    on,
    t,
)  # fmt: skip

episode = partial(Rule, over=BESIDE_HEADER["Episodes"])
BOTH: Final = ("Episodes", "Header")
DOB: Final = "Header.DOB"
SPECIAL_GUARDIANSHIP: Final = ("E45", "E46", "E47", "E48")
NEWEST: Final = 2027  # the collection whose dates the examples of a rule in force have
ON_THEIR_OWN: Final = ("E5", "E6")
YOUTH_JUSTICE: Final = ("J1", "J2", "J3")


@dataclass(frozen=True)
class Youngest:
    """A placement that is for children of an age, by the code of the rule that holds it."""

    rule: str
    place: str
    called: str
    age: int
    since: int = FIRST_YEAR
    until: int | None = None


@dataclass(frozen=True)
class Longest:
    """A temporary placement that may last so long."""

    rule: str
    place: str
    called: str
    days: int
    last_day: str
    day_after: str


YOUNGEST: Final = (
    Youngest("371", "H5", "semi-independent living", 14, until=2023),
    Youngest("371", "H5", "semi-independent living", 16, since=2024, until=2024),
    Youngest("371", "K3", "supported accommodation", 16, since=2025),
    Youngest("372", "R5", "a young offender institution or prison", 10),
    Youngest("373", "S1", "a residential school", 4),
    Youngest("374", "P3", "residential employment", 14),
)
LONGEST: Final = (
    Longest("375", "T1", "in hospital", 42, "13/05/2026", "14/05/2026"),
    Longest("376", "T3", "while the carer is on holiday", 21, "22/04/2026", "23/04/2026"),
    Longest("379", "T4", "for another short reason", 7, "08/04/2026", "09/04/2026"),
)


# fmt: off
def _too_young(of: Youngest) -> Rule:
    place, age, year = of.place, of.age, (of.until or NEWEST) - 1
    born, asked = year - age, f"{of.until}; " if of.until else ""
    return episode(
        code=of.rule, fails=is_("PLACE", place) & before(on("DECOM"), birthday(age, DOB)),
        fields=("DECOM", "PLACE", DOB), since=of.since, until=of.until,
        reading=THOSE_YEARS if of.until else "",
        says=f"A child under {age} is placed in {of.called}.",
        do=f"Check the date of birth and the placement: it is for children of {age} and over.",
        passes=f"{asked}Episodes: PLACE={place}, DECOM=01/05/{year}; Header: DOB=01/05/{born};"
               f"Episodes: CHILD=2, PLACE=U1, DECOM=01/05/{year}; Header: CHILD=2, DOB=02/05/{born}",
        breaks=f"{asked}!Episodes: PLACE={place}, DECOM=01/05/{year}; Header: DOB=02/05/{born};"
               f"!Episodes: PLACE={place}, DECOM=30/04/{year}, DEC=01/06/{year}",
        differs="The open tool looks only at episodes that have ended, so a child who is there now is "
                "missed.")


def _too_long(of: Longest) -> Rule:
    return Rule(
        code=of.rule, over=EPISODES, fields=("DECOM", "DEC", "PLACE"),
        fails=is_("PLACE", of.place) & after(on("DEC"), days(on("DECOM"), of.days)),
        says=f"A temporary placement {of.called} lasted longer than {of.days} days.",
        do="Record where the child was placed from then on as a placement of its own kind, "
           "or correct the dates.",
        passes=f"Episodes: PLACE={of.place}, DECOM=01/04/2026, DEC={of.last_day};"
               f"Episodes: PLACE=U1, DECOM=01/04/2026, DEC=30/06/2026;"
               f"Episodes: PLACE={of.place}, DECOM=01/04/2026",
        breaks=f"!Episodes: PLACE={of.place}, DECOM=01/04/2026, DEC={of.day_after};"
               f"!Episodes: PLACE={of.place}, DECOM=01/04/2026, DEC=30/06/2026",
        reading="A placement that has not ended is not counted, however long it has lasted.",
        differs=UNBORN)


RULES = (
    *map(_too_young, YOUNGEST),
    *map(_too_long, LONGEST),
    episode(code="234", fails=is_("previous.REASON_PLACE_CHANGE", "CUSTOD")
                              & after(birthday(10, DOB), on("DECOM")),
            fields=("DECOM", "REASON_PLACE_CHANGE", DOB), flags=BOTH,
            says="The last placement is said to have ended because of custody, but the child was under 10, "
                 "too young to be held.",
            do="Correct why the placement before this one changed, or the date of birth.",
            passes="Episodes: DECOM=01/05/2026, REASON_PLACE_CHANGE=CUSTOD; Episodes: DECOM=02/05/2026;"
                   "Header: DOB=02/05/2016; Episodes: CHILD=2, DECOM=01/05/2026;"
                   "Episodes: CHILD=2, DECOM=02/05/2026; Header: CHILD=2, DOB=02/05/2018",
            breaks="Episodes: DECOM=01/05/2026, REASON_PLACE_CHANGE=CUSTOD; !Episodes: DECOM=02/05/2026;"
                   "!Header: DOB=03/05/2016; Episodes: CHILD=2, DECOM=01/05/2026, REASON_PLACE_CHANGE=CUSTOD;"
                   "!Episodes: CHILD=2, DECOM=02/05/2026; !Header: CHILD=2, DOB=02/05/2018",
            since=2026,
            reading=f"The age is that on the day the child moved on, the start of the next episode. {NEW}",
            differs="The open tool takes the age at the start of the placement that ended, and points at "
                    "that one. " + OTHER_FORMS),
    episode(code="302", fails=t("earliest") & after(on(DOB), on("DECOM")),
            fields=("DECOM", DOB), flags=BOTH,
            says="The child's first episode began before the child was born.",
            do="Correct the date of birth or the start of the episode.",
            passes="Episodes: DECOM=01/05/2026; Header: DOB=01/05/2026",
            breaks="!Episodes: DECOM=01/05/2026; !Header: DOB=02/05/2026; Episodes: DECOM=03/05/2026;"
                   "Episodes: DECOM=soon; !Episodes: CHILD=2, DECOM=30/04/2026;"
                   "Episodes: CHILD=2, DECOM=01/05/2026; !Header: CHILD=2, DOB=02/05/2026",
            differs=LOST),
    episode(code="352", fails=is_("RNE", "S") & by(birthday(18, DOB), on("DECOM")),
            fields=("DECOM", "RNE", DOB),
            says="The child started to be looked after at 18 or older.",
            do="Correct the date of birth or the start; nobody starts to be looked after from the "
               "18th birthday on.",
            passes="Episodes: RNE=S, DECOM=30/04/2026; Header: DOB=01/05/2008;"
                   "Episodes: CHILD=2, RNE=P, DECOM=01/05/2026; Header: CHILD=2, DOB=01/05/2006",
            breaks="!Episodes: RNE=S, DECOM=01/05/2026; Header: DOB=01/05/2008;"
                   "!Episodes: RNE=S, DECOM=02/05/2026"),
    episode(code="358", fails=among("LS", *YOUTH_JUSTICE) & after(birthday(10, DOB), on("DECOM")),
            fields=("DECOM", "LS", DOB), flags=BOTH,
            says="A child under 10 has a legal status of youth justice.",
            do="Correct the legal status or the date of birth: no child under 10 can be charged.",
            passes="Episodes: LS=J1, DECOM=01/05/2026; Header: DOB=01/05/2016;"
                   "Episodes: CHILD=2, LS=C2, DECOM=01/05/2026; Header: CHILD=2, DOB=01/05/2020",
            breaks="!Episodes: LS=J1, DECOM=01/05/2026; !Header: DOB=02/05/2016;"
                   "!Episodes: LS=J3, DECOM=30/04/2026",
            differs="The open tool also stops a start on the tenth birthday itself."),
    episode(code="359", fails=before(birthday(18, DOB), END) & blank("DEC")
                              & ~(is_("LS", "V2") & is_("PLACE", "K2")),
            fields=("DEC", "LS", "PLACE", DOB),
            says="The young person turned 18 before the year ended, but the episode has no end.",
            do="End the episode on the 18th birthday at the latest, with the reason care ended.",
            passes="Episodes: DECOM=01/05/2026; Header: DOB=31/03/2009;"
                   "Episodes: CHILD=2, DECOM=01/05/2026, DEC=01/06/2026; Header: CHILD=2, DOB=30/03/2009;"
                   "Episodes: CHILD=3, LS=V2, PLACE=K2; Header: CHILD=3, DOB=30/03/2009",
            breaks="!Episodes: DECOM=01/05/2026; Header: DOB=30/03/2009; !Episodes: LS=V2, PLACE=U1;"
                   "!Episodes: LS=C2, PLACE=K2",
            reading="Who lives in a children's home by agreement (V2, K2) may stay past 18."),
    episode(code="386", fails=among("REC", *ADOPTED) & by(birthday(18, DOB), on("DEC")),
            fields=("REC", "DEC", DOB),
            says="The young person was adopted at 18 or older.",
            do="Correct the end of the episode, its reason or the date of birth.",
            passes="Episodes: REC=E11, DEC=30/04/2026; Header: DOB=01/05/2008;"
                   "Episodes: REC=E7, DEC=01/05/2026",
            breaks="!Episodes: REC=E11, DEC=01/05/2026; Header: DOB=01/05/2008;"
                   "!Episodes: REC=E12, DEC=02/05/2026"),
    episode(code="387", fails=among("REC", *ON_THEIR_OWN) & on("DEC").is_not_null()
                              & ~by(birthday(14, DOB), on("DEC")),
            fields=("REC", "DEC", DOB),
            says="A child under 14, or whose age is not known, is said to have moved to independent living.",
            do="Correct why care ended, or the date of birth.",
            passes="Episodes: REC=E5, DEC=01/05/2026; Header: DOB=01/05/2012; Episodes: REC=E5;"
                   "Episodes: CHILD=2, REC=E7, DEC=01/05/2026; Episodes: REC=E6, DEC=02/05/2026",
            breaks="!Episodes: REC=E5, DEC=30/04/2026; Header: DOB=01/05/2012;"
                   "!Episodes: CHILD=2, REC=E6, DEC=01/05/2026"),
    episode(code="389", fails=is_("REC", "E7") & ~by(birthday(16, DOB), on("DEC")),
            fields=("REC", "DEC", DOB),
            says="A child under 16, or whose age or day of leaving is not known, is said to have moved on to "
                 "adult social services.",
            do="Correct why or when care ended, or the date of birth.",
            passes="Episodes: REC=E7, DEC=01/05/2026; Header: DOB=01/05/2010; "
                   "Episodes: REC=E7, DEC=02/05/2026;"
                   "Episodes: REC=E8, DEC=30/04/2026",
            breaks="!Episodes: REC=E7, DEC=30/04/2026; Header: DOB=01/05/2010; !Episodes: REC=E7;"
                   "!Episodes: CHILD=2, REC=E7, DEC=01/05/2026"),
    episode(code="407", fails=among("REC", *SPECIAL_GUARDIANSHIP) & by(birthday(18, DOB), on("DEC")),
            fields=("DEC", "REC", DOB), flags=BOTH,
            says="Care ended by special guardianship at 18 or later; an order can only be made for a child.",
            do="Correct when or why care ended, or the date of birth.",
            passes="Episodes: REC=E45, DEC=30/04/2026; Header: DOB=01/05/2008;"
                   "Episodes: CHILD=2, REC=E7, DEC=01/05/2026; Header: CHILD=2, DOB=01/05/2008",
            breaks="!Episodes: REC=E45, DEC=01/05/2026; !Header: DOB=01/05/2008;"
                   "!Episodes: REC=E48, DEC=02/05/2026",
            differs="The open tool lets an order on the 18th birthday itself pass."),
    episode(code="460", fails=is_("REC", "E17") & before(on("DEC"), birthday(18, DOB)),
            fields=("DEC", "REC", DOB),
            says="Care is said to have ended because the young person reached 18, but on a day before that.",
            do="Give the true reason care ended, or the day of the 18th birthday.",
            passes="Episodes: REC=E17, DEC=01/05/2026; Header: DOB=01/05/2008; "
                   "Episodes: REC=E8, DEC=30/04/2026",
            breaks="!Episodes: REC=E17, DEC=30/04/2026; Header: DOB=01/05/2008;"
                   "!Episodes: REC=E17, DEC=29/04/2026"),
)
