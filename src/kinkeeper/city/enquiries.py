"""Multi-agency enquiries about contacts: who was asked, by what right, and what came back when.

Nobody publishes how agencies answer: these rates are assumed, and the-city.md states them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from kinkeeper.city.agencies import AGENCIES, ASKED_FIRST, OTHERS, SCHOOLS
from kinkeeper.city.chance import Bools, Chance, Ints, Pick, runs
from kinkeeper.city.days import NONE, working_after
from kinkeeper.city.frames import chosen, dates, frame, new_ids, until

Frames = dict[str, pl.DataFrame]
SENT: Final = (0.9, 0.5, 0.2, 0.0)  # of those rated red, amber, green, blue that are not open cases
WITHOUT: Final = 0.35  # of enquiries, those without consent
NEVER: Final = 99
DAYS: Final = Pick({0: 0.66, 1: 0.22, 2: 0.04, 4: 0.03, NEVER: 0.05})  # working days to an answer
KIND: Final = Pick({"known": 0.6, "nothing_held": 0.34, "declined": 0.06})
KNOWN, _NOTHING, DECLINED = range(3)
MOST: Final = 4  # agencies; two at the least, as often three
NEEDED: Final = "What you know of the child and who looks after them, of the last year and no more."
WHY_WITHOUT: Final = "Asking a parent first could put the child at risk."
WHY_NOT: Final = "What is held is a parent's own, and shows no harm to the child."
COMPLETE, NOT_NEEDED = "complete", "not_needed"


@dataclass(frozen=True)
class Sent:
    """Contacts sent to an enquiry, and in their order the days and ratings of each."""

    contacts: pl.DataFrame
    group: Ints
    sent: Ints
    decided: Ints
    rating: pl.Series


def to_the_hub(chance: Chance, groups: Ints, rated: Ints, incidents: int) -> Bools:
    """Which contacts are sent to an enquiry, by how urgent they are: children told of at once, alike."""
    draw = chance.uniform("enquiry: sent", incidents)[groups]
    share = np.array([*SENT, 0.0])[np.where(rated == NONE, len(SENT), rated)]
    return np.asarray(draw < share, dtype=np.bool_)


def enquiries(
    chance: Chance, known: pl.Series, to: Sent, last: int, incidents: int
) -> tuple[Frames, pl.Series]:
    """What was asked of each agency and what it answered; and how complete that was at the decision."""
    owner, whom = _whom(chance, to.group, incidents)
    without = (chance.uniform("enquiry: consent", incidents) < WITHOUT)[to.group][owner]
    sent = to.sent[owner]
    requests = frame(
        id=new_ids(chance, "frontdoor.EnquiryRequest", sent),
        contact_id=to.contacts["id"].gather(owner),
        person_id=to.contacts["person_id"].gather(owner),
        agency_id=known.gather(whom),
        asked=NEEDED,
        basis=chosen(without.astype(np.int64), ("consent", "without")),
        basis_why=chosen(np.where(without, 0, NONE), (WHY_WITHOUT,)),
        rating=to.rating.gather(owner),
        sent_on=dates(sent),
    )
    days = np.array(DAYS.things)[DAYS.at(chance.uniform("enquiry: answered", len(owner)))]
    on = np.where(days == NEVER, NONE, until(working_after(sent, days % NEVER), last))
    answers = _answers(chance, requests, whom, on)
    late = (on == NONE) | (on > to.decided[owner])
    short = np.zeros(len(to.group), dtype=np.int64)
    np.maximum.at(short, owner, late.astype(np.int64))
    frames = {"frontdoor.EnquiryRequest": requests, "frontdoor.EnquiryAnswer": answers}
    return frames, chosen(short, (COMPLETE, NOT_NEEDED))


def _whom(chance: Chance, group: Ints, incidents: int) -> tuple[Ints, Ints]:
    """For each request the contact's place and the agency's: siblings' alike."""
    many = (2 + chance.among("enquiry: how many", incidents, MOST - 1))[group]
    school = chance.among("enquiry: school", incidents, len(SCHOOLS))[group]
    other = chance.among("enquiry: other agency", incidents, len(OTHERS))[group]
    owner, number = runs(many)
    table = np.stack([
        *(np.full(len(group), place, dtype=np.int64) for place in ASKED_FIRST),
        np.array(SCHOOLS)[school],
        np.array(OTHERS)[other],
    ])  # fmt: skip
    return owner, np.asarray(table[number, owner], dtype=np.int64)


def _answers(chance: Chance, requests: pl.DataFrame, whom: Ints, on: Ints) -> pl.DataFrame:
    kind = KIND.at(chance.uniform("enquiry: answer", len(requests)))
    told = np.where(kind == KNOWN, whom, NONE)
    return frame(
        id=new_ids(chance, "frontdoor.EnquiryAnswer", np.maximum(on, 0)),
        request_id=requests["id"],
        contact_id=requests["contact_id"],
        person_id=requests["person_id"],
        kind=chosen(kind, KIND.things),
        told=chosen(told, [one.tells for one in AGENCIES]),
        basis_why=chosen(np.where(kind == DECLINED, 0, NONE), (WHY_NOT,)),
        answered_on=dates(on),
    ).filter(pl.col("answered_on").is_not_null())
