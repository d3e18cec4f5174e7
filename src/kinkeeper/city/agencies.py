"""Agencies beside the authority and people of them, all invented: asked by the hub, leading early help."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from kinkeeper.city.days import day
from kinkeeper.city.frames import dates, frame, new_ids
from kinkeeper.city.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency, somebody of it who leads early help, and what it tells when it knows a child."""

    name: str
    kind: str
    domain: str
    telephone: str
    lead: str
    tells: str


# The numbers are kept free for stories, and the domains are nobody's.
AGENCIES: Final = (
    Agency("Stonefield Community Health", "health", "stonefield-health.example", "0121 496 0170",
           "Marion Tildesworth", "Two appointments missed since spring; weight and growth as expected."),
    Agency("Three Rivers Police", "police", "threerivers-police.example", "0121 496 0171",
           "Colm Radstowe", "Called to the address twice in a year; nobody was charged."),
    Agency("Larkrise Primary School", "education", "larkrise-primary.example", "0121 496 0172",
           "Bisi Lammerton", "Attendance is 88 in 100, and mostly Mondays are missed."),
    Agency("Holloway Bank Academy", "education", "hollowaybank.example", "0121 496 0173",
           "Tom Vennerley", "Comes tired and is kind to others; a sister has stopped coming."),
    Agency("Kestrel Road Nursery", "education", "kestrelroad.example", "0121 496 0174",
           "Ines Hartswell", "Settled since Easter; picked up late once a week."),
    Agency("Brookway Homes", "housing", "brookway-homes.example", "0121 496 0175",
           "Gordon Pellister", "Rent is behind by two months; neighbours have rung about noise."),
    Agency("Canalside Drug and Alcohol Service", "voluntary", "canalside-service.example",
           "0121 496 0176", "Sunita Brackley", "A parent came until summer and has not been back since."),
    Agency("Adult Mental Health Team", "adult_services", "adult-team.example", "0121 496 0177",
           "Peter Ashdowne", "A parent is seen once a month and takes what is prescribed."),
)  # fmt: skip
ASKED_FIRST: Final = (0, 1)  # by their places: health and police are always asked
SCHOOLS: Final = (2, 3, 4)
OTHERS: Final = (5, 6, 7)
LEADING: Final = (0, 2, 3, 4, 5, 6)  # whose people lead early help


def agencies(ledger: Ledger) -> pl.DataFrame:
    """All of them, from the first day of the story; in the order above."""
    since = np.full(len(AGENCIES), day(ledger.scenario.first), dtype=np.int64)
    return frame(
        id=new_ids(ledger.chance, "partners.Agency", since),
        name=pl.Series([one.name for one in AGENCIES]),
        kind=pl.Series([one.kind for one in AGENCIES]),
        domains=pl.Series([[one.domain] for one in AGENCIES]),
        telephone=pl.Series([one.telephone for one in AGENCIES]),
        started_on=dates(since),
    )
