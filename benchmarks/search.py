"""How fast and how surely a person half remembered is found among everybody a council ever knew."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from uuid import UUID

import polars as pl
from support.database import scratch
from support.measure import AT_LEAST, AT_MOST, Target, close, options

PEOPLE, QUICK_PEOPLE = 200_000, 20_000
SEARCHES, QUICK_SEARCHES = 400, 100
FIRST_PAGE = 25
RECORDED = {"recorded_at": pl.lit("2026-03-31 09:00:00+00"), "source": pl.lit("imported")}
TARGETS = [
    Target("median_milliseconds", AT_MOST, 500.0),
    Target("p95_milliseconds", AT_MOST, 1000.0),
    Target("found_on_first_page", AT_LEAST, 0.95),
]
HEADS = "ba bri cha da el fa fre ga ha je jo ka la le ma mi na o pa ra ro sa so ta vi wi"
TAILS = "ck d h ia l lly m n na nce nd ne r ra rd rt s sha ss th tte y"


@dataclass(frozen=True)
class Invented:
    """An invented person."""

    id: str
    forename: str
    surname: str
    born_on: date


def invent(count: int, seed: int = 1) -> list[Invented]:
    """People whose names are as unevenly shared as names are: a few very common, many rare."""
    random = Random(seed)
    forenames = [_name(random, 1) for _ in range(600)]
    surnames = [_name(random, 2) for _ in range(6_000)]
    return [
        Invented(
            str(UUID(int=random.getrandbits(128), version=4)),
            forenames[int(len(forenames) * random.random() ** 2)],
            surnames[int(len(surnames) * random.random() ** 3)],
            date(1990, 1, 1) + timedelta(days=random.randrange(13_000)),
        )
        for _ in range(count)
    ]


def _name(random: Random, parts: int) -> str:
    return (
        "".join(random.choice(HEADS.split()) for _ in range(parts)) + random.choice(TAILS.split())
    ).title()


def fill(people: list[Invented]) -> None:
    """Write them with their names and the keys of their names."""
    from kinkeeper.chronology.tables import copy_in
    from kinkeeper.people.keys import fill_keys

    ids = [one.id for one in people]
    plain = {"kind": pl.lit("child"), "born_on_estimated": pl.lit(False)}
    born = pl.DataFrame({"id": ids, "born_on": [one.born_on for one in people]})
    copy_in("people_person", born.with_columns(**plain, **RECORDED))
    names = pl.DataFrame(
        {
            "id": ids,
            "person_id": ids,
            "forename": [one.forename for one in people],
            "surname": [one.surname for one in people],
        }
    )
    copy_in(
        "people_personname",
        names.with_columns(kind=pl.lit("legal"), sealed=pl.lit(False), **RECORDED),
    )
    fill_keys()


def half_remembered(one: Invented, random: Random) -> str:
    """What somebody types who remembers most of it."""
    forename, surname = one.forename.lower(), one.surname.lower()
    place = random.randrange(1, len(surname) - 1)
    wrong = surname[:place] + surname[place + 1] + surname[place] + surname[place + 2 :]
    swapped = f"{one.born_on:%m/%d/%Y}"
    return random.choice(
        (
            f"{surname} {forename} {one.born_on:%d/%m/%Y}",
            f"{forename} {wrong} {one.born_on:%d/%m/%Y}",
            f"{forename} {surname} {swapped}",
            f"{forename[:3]} {surname} {one.born_on:%d/%m/%Y}",
            f"{wrong} {one.born_on:%d %B %Y}",
        )
    )


def main() -> None:
    """Fill, search, close."""
    asked = options(__doc__ or "")
    with scratch():
        from django.db import connection

        from kinkeeper.access.services import operator
        from kinkeeper.people.search import search

        random, who = Random(2), operator()
        people = invent(QUICK_PEOPLE if asked.quick else PEOPLE)
        fill(people)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        taken, found = [], 0
        for one in random.sample(people, QUICK_SEARCHES if asked.quick else SEARCHES):
            begun = time.perf_counter()
            hits = search(who=who, text=half_remembered(one, random)).hits
            taken.append(1000 * (time.perf_counter() - begun))
            found += one.id in {str(hit.person.id) for hit in hits[:FIRST_PAGE]}
    figures = {
        "people": float(len(people)),
        "searches": float(len(taken)),
        "median_milliseconds": statistics.median(taken),
        "p95_milliseconds": statistics.quantiles(taken, n=20)[-1],
        "slowest_milliseconds": max(taken),
        "found_on_first_page": found / len(taken),
    }
    close(figures, TARGETS, quiet=asked.json)


if __name__ == "__main__":
    main()
