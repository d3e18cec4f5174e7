"""Children in care: times missing, health, wellbeing; and young people after care."""

from __future__ import annotations

import numpy as np
import polars as pl

from kinkeeper.city.care import BREAKS
from kinkeeper.city.care_records import ends
from kinkeeper.city.chance import Floats, Ints, Pick, runs
from kinkeeper.city.days import (
    ADULT,
    NONE,
    YEAR,
    birthday,
    financial_year,
    open_day,
    working_after,
)
from kinkeeper.city.frames import chosen, dates, frame, new_ids, until
from kinkeeper.city.ledger import Ledger
from kinkeeper.city.people import People

GOES_MISSING = 0.075  # of children of eleven and over
AGAIN_EVERY = {0.0: 9, 0.4: 40, 1.0: 200}  # days between times missing of such a child
GONE_FOR = {0.0: 0, 0.6: 1.0, 0.9: 3.0, 0.99: 12, 1.0: 40}
FROM_AGE = 11 * YEAR
MOST_TIMES = 20
ACTIVITY = Pick(
    {"F2": 0.26, "F5": 0.2, "G5": 0.24, "G4": 0.08, "G6": 0.08, "F4": 0.03, "F1": 0.06, "P5": 0.05}
)
LODGING = Pick({"U1": 0.3, "D1": 0.16, "Z1": 0.17, "B1": 0.13, "E1": 0.07, "X2": 0.04, "T1": 0.05, "R2": 0.02,
                "S2": 0.02, "V2": 0.02, "U2": 0.02})  # fmt: skip
IN_TOUCH = Pick({"YES": 0.89, "NO": 0.06, "REFU": 0.03, "NREQ": 0.02})
TOUCH_EVERY = {0.0: 30, 0.7: 62, 1.0: 130}
CHECKS = {"assessment": 0.86, "dental": 0.82, "immunisation": 0.84, "development": 0.88}
DEVELOPS_UNTIL, ANSWERS_FROM = 5, 10  # years: checks of development, and crimes
CONVICTED, MISUSES, HELPED, OFFERED = 0.05, 0.035, 0.5, 0.7
MISUSES_FROM = 11
SCORES = {0.0: 0, 0.2: 6, 0.5: 13, 0.8: 20, 1.0: 38}


def missing(ledger: Ledger, people: People, last: int) -> pl.DataFrame:
    """A few older children go missing, some of them often; each time an interview on return is due."""
    table, chance, first = ledger.cares, ledger.chance, ledger.begins
    n = len(table)
    born = ledger.children["born_on"][table["child"]]
    begin = np.maximum(np.maximum(table["started_on"], born + round(FROM_AGE)), first)
    stop = np.minimum(ends(ledger) - 1, last)
    goes = (chance.uniform("missing: who", n) < GOES_MISSING) & (begin + 5 < stop)
    goes &= table["basis"] != BREAKS
    whose = np.flatnonzero(goes)
    owner, _ = runs(np.full(len(whose), MOST_TIMES, dtype=np.int64))
    gaps = chance.drawn("missing: gap", len(owner), AGAIN_EVERY).reshape(-1, MOST_TIMES)
    lasts = chance.drawn("missing: gone", len(owner), GONE_FOR).reshape(-1, MOST_TIMES)
    started = (begin[whose][:, None] + np.cumsum(gaps + lasts, axis=1) - lasts).ravel()
    returned = started + lasts.ravel()
    kept = returned <= stop[whose][owner]
    still = ~kept & (started <= stop[whose][owner]) & (stop[whose][owner] == last)
    these = kept | still
    return _missing_rows(ledger, people, table["child"][whose[owner[these]]], started[these],
                         until(returned[these], last), last)  # fmt: skip


def _missing_rows(
    ledger: Ledger, people: People, child: Ints, started: Ints, returned: Ints, last: int
) -> pl.DataFrame:
    chance, n = ledger.chance, len(child)
    wait = chance.drawn("interview: wait", n, {0.0: 0, 0.6: 2.9, 1.0: 12})
    offered = chance.uniform("interview: offered", n) < 0.84
    declined = chance.uniform("interview: declined", n) < 0.3
    back = np.where(returned == NONE, last, returned)
    died = ledger.children["died_on"][child]
    final = np.where(died == NONE, last, np.minimum(died, last))
    on = np.where(offered & (returned != NONE), working_after(back, wait), NONE)
    on = np.where(on > final, NONE, on)
    rows = frame(
        id=new_ids(chance, "care.MissingEpisode", started),
        person_id=people.ids.gather(child),
        kind=chosen((chance.uniform("missing: kind", n) < 0.25).astype(np.int64), ["M", "A"]),
        started_on=dates(started),
        returned_on=dates(returned),
        interview_offered_on=dates(np.where(on == NONE, NONE, back)),
        interview_held_on=dates(np.where(declined, NONE, on)),
        interview_declined_on=dates(np.where(declined, on, NONE)),
    )
    return rows.unique(["person_id", "started_on", "kind"], keep="first", maintain_order=True)


def health(ledger: Ledger, people: People, last: int) -> pl.DataFrame:
    """For each year that ended, whether the checks of a child in care for a year were done."""
    every, years = _years_in_care(ledger, last)
    young = _age(ledger, every, years) < DEVELOPS_UNTIL
    parts = []
    for kind, share in CHECKS.items():
        asked = young if kind == "development" else np.full(len(every), fill_value=True)
        care, year = every[asked], years[asked]
        done = ledger.chance.uniform(f"health {kind}", len(care)) < share
        parts.append(frame(
            person_id=people.ids.gather(ledger.cares["child"][care]), kind=kind,
            held_on=pl.Series([None] * len(care), dtype=pl.Date), year_ended=pl.Series(year),
            done=pl.Series(done), _on=_marches(year),
        ))  # fmt: skip
    return pl.concat(parts).unique(
        ["person_id", "kind", "held_on", "year_ended"], keep="first", maintain_order=True
    )


def wellbeing(ledger: Ledger, people: People, last: int) -> pl.DataFrame:
    """What is recorded of the year of each child in care for a year, one kind of fact a row."""
    told = [_scores(ledger, people, last), _offences(ledger, people, last)]
    told.append(_substances(ledger, people, last))
    return pl.concat(told, how="diagonal").unique(
        ["person_id", "kind", "on_date", "year_ended"], keep="first", maintain_order=True
    )


def _scores(ledger: Ledger, people: People, last: int) -> pl.DataFrame:
    """Strengths and difficulties of who was four to sixteen in the year, or why there is no score."""
    care, year = _years_in_care(ledger, last)
    born = ledger.children["born_on"][ledger.cares["child"][care]]
    ended, before = (_marches(one).cast(pl.Int32).to_numpy() for one in (year, year - 1))
    these = np.flatnonzero((birthday(born, 4) <= ended) & (birthday(born, 17) > before))
    n, chance = len(these), ledger.chance
    none = chance.uniform("score: none", n) < 0.24
    score = chance.drawn("score", n, SCORES)
    rows = _of_the_year(ledger, people, care[these], year[these]).with_columns(
        kind=pl.lit("sdq"),
        score=pl.Series(score),
        no_score_reason=chosen(
            np.where(none, chance.among("score: why", n, 3), NONE), ["SDQ2", "SDQ4", "SDQ5"]
        ),
    )
    return rows.with_columns(score=pl.when(pl.col("no_score_reason").is_null()).then("score"))


def _offences(ledger: Ledger, people: People, last: int) -> pl.DataFrame:
    """Whether those old enough to answer for a crime were found guilty of one."""
    care, year = _years_in_care(ledger, last)
    born = ledger.children["born_on"][ledger.cares["child"][care]]
    asked = birthday(born, ANSWERS_FROM) <= _marches(year).cast(pl.Int32).to_numpy()
    care, year = care[asked], year[asked]
    convicted = ledger.chance.uniform("offence", len(care)) < CONVICTED
    return _of_the_year(ledger, people, care, year).with_columns(
        kind=pl.lit("offence"), convicted=pl.Series(convicted)
    )


def _substances(ledger: Ledger, people: People, last: int) -> pl.DataFrame:
    """Whether a child had a problem with drugs or drink; then whether it was given or offered help."""
    care, year = _years_in_care(ledger, last)
    n, chance = len(care), ledger.chance
    old = _age(ledger, care, year) >= MISUSES_FROM
    misuses = pl.Series((chance.uniform("substance", n) < MISUSES) & old)
    helped = pl.Series(chance.uniform("substance: helped", n) < HELPED)
    offered = pl.Series(chance.uniform("substance: offered", n) < OFFERED)
    return _of_the_year(ledger, people, care, year).with_columns(
        kind=pl.lit("substance"),
        substance_misuse=misuses,
        intervention_received=pl.when(misuses).then(helped),
        intervention_offered=pl.when(misuses & ~helped).then(offered),
    )


def _of_the_year(ledger: Ledger, people: People, care: Ints, year: Ints) -> pl.DataFrame:
    return frame(
        person_id=people.ids.gather(ledger.cares["child"][care]),
        on_date=pl.Series([None] * len(care), dtype=pl.Date),
        year_ended=pl.Series(year),
        _on=_marches(year),
    )


def _age(ledger: Ledger, care: Ints, year: Ints) -> Floats:
    """In years, on the last day of the year."""
    ended = _marches(year).cast(pl.Int32).to_numpy()
    age = (ended - ledger.children["born_on"][ledger.cares["child"][care]]) / YEAR
    return np.asarray(age, dtype=np.float64)


def _marches(years: Ints) -> pl.Series:
    return dates(np.array([_march(one) for one in years.tolist()], dtype=np.int64))


def _march(year: int) -> int:
    return int(np.datetime64(f"{year}-03-31", "D").astype(np.int64))


def _years_in_care(ledger: Ledger, last: int) -> tuple[Ints, Ints]:
    """Cares that had lasted a year at the end of a financial year within the story, and that year."""
    first = int(financial_year(np.array([ledger.begins]))[0])
    final = int(financial_year(np.array([last + 1]))[0])
    cares, years = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
    for year in range(first, final + 1):
        on = _march(year)
        here = (ledger.cares["started_on"] <= _march(year - 1) + 1) & (ends(ledger) >= on)
        here &= ledger.cares["basis"] != BREAKS
        these = np.flatnonzero(here).astype(np.int64)
        cares.append(these)
        years.append(np.full(len(these), year, dtype=np.int64))
    return np.concatenate(cares), np.concatenate(years)


def leavers(ledger: Ledger, people: People, last: int) -> pl.DataFrame:
    """Keeping in touch with young people who left care at eighteen, until they are twenty-one."""
    table, chance = ledger.cares, ledger.chance
    adult = birthday(ledger.children["born_on"][table["child"]], ADULT)
    left = np.flatnonzero(
        (table["ended_on"] != NONE)
        & (table["ended_on"] >= adult)
        & (adult < last)
        & (table["basis"] != BREAKS)
    )
    counts = np.maximum((last - adult[left]) // 45 + 1, 0)
    owner, _ = runs(counts)
    gaps = chance.drawn("leaver: gap", len(owner), TOUCH_EVERY)
    sums = np.cumsum(gaps)
    begins = np.cumsum(counts) - counts
    before = (sums - gaps)[begins[owner]] if len(owner) else sums
    on = open_day(adult[left][owner] + sums - before)
    kept = np.flatnonzero((on <= last) & (on < adult[left][owner] + 3 * 365))
    on, owner = on[kept], owner[kept]
    return _touch_rows(ledger, people, table["child"][left][owner], left[owner], on)


def _touch_rows(ledger: Ledger, people: People, child: Ints, care: Ints, on: Ints) -> pl.DataFrame:
    chance, n = ledger.chance, len(ledger.cares)
    touch = IN_TOUCH.at(chance.uniform("leaver: touch", len(on)))
    reached = touch == 0
    half_year = on // 183
    busy = ACTIVITY.at((chance.uniform("leaver: activity", n)[care] + half_year * 0.13) % 1)
    lodging = LODGING.at((chance.uniform("leaver: lodging", n)[care] + half_year * 0.09) % 1)
    rows = frame(
        id=new_ids(chance, "care.LeavingCareContact", on),
        person_id=people.ids.gather(child),
        on_date=dates(on),
        year_ended=pl.Series([None] * len(on), dtype=pl.Int64),
        in_touch=chosen(touch, IN_TOUCH.things),
        activity=chosen(np.where(reached, busy, NONE), ACTIVITY.things),
        accommodation=chosen(np.where(reached, lodging, NONE), LODGING.things),
    )
    return rows.unique(["person_id", "on_date"], keep="first", maintain_order=True)
