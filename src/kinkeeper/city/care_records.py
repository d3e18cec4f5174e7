"""Times in care as records: the care, its legal statuses, its placements, and adoption."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from kinkeeper.city.care import BASES, BREAKS, REASONS, are_breaks
from kinkeeper.city.chance import Bools, Chance, Floats, Ints, Pick, lowest
from kinkeeper.city.days import NONE, YEAR, open_day, open_day_before
from kinkeeper.city.demand import NEEDS
from kinkeeper.city.frames import chosen, dates, frame, new_ids, until
from kinkeeper.city.ledger import UNACCOMPANIED, Ledger
from kinkeeper.city.people import People
from kinkeeper.city.permanence import previous_permanence
from kinkeeper.law.returns.ssda903.kinds import FOR_ADOPTION, FOSTERED, OTHER, UNREGISTERED

NEVER = 2**31
TO_COURT = {0.0: 12, 0.5: 90, 1.0: 400}
IN_COURT = {0.0: 0.6, 0.5: 0.95, 0.9: 1.35, 1.0: 2.0}  # times the weeks of the day a case began
STAYS = {0.0: 3, 0.1: 14, 0.3: 90, 0.6: 330, 0.85: 900, 1.0: 2600}
MOST_PLACEMENTS = 9
AT_ONCE = 0.25  # of moves, those that nobody planned: on any day, others on open days
UNDER_TEN = Pick({"U6": 0.32, "U4": 0.15, "U3": 0.14, "U1": 0.09, "P1": 0.22, "K2": 0.03, "R3": 0.04,
                  "U5": 0.01})  # fmt: skip
UNDER_SIXTEEN = Pick({"U6": 0.29, "U4": 0.24, "U3": 0.06, "U1": 0.06, "P1": 0.12, "K2": 0.19, "S1": 0.02,
                      "Z1": 0.02, "K1": 0.01})  # fmt: skip
OLDER = Pick({"U6": 0.11, "U4": 0.13, "U1": 0.04, "H5": 0.36, "P2": 0.09, "K2": 0.14, "P1": 0.06,
              "R5": 0.02, "Z1": 0.04, "K1": 0.01})  # fmt: skip
KINDS = tuple(dict.fromkeys((*UNDER_TEN.things, *UNDER_SIXTEEN.things, *OLDER.things, "A5", "A6")))
WITH_CARERS = "A5"  # placed for adoption with the foster carers there were
PROVIDERS = ("PR0", "PR1", "PR2", "PR3", "PR4", "PR5")
WHO_PROVIDES = {
    "foster": Pick({1: 0.56, 4: 0.38, 5: 0.06}),
    "home": Pick({1: 0.22, 4: 0.74, 5: 0.04}),
}
CHANGES = Pick({"CARPL": 0.52, "CREQB": 0.14, "CREQO": 0.07, "LAREQ": 0.08, "CHILD": 0.06, "STAND": 0.02,
                "ALLEG": 0.02, "CLOSE": 0.02, "PLACE": 0.03, "OTHER": 0.04})  # fmt: skip
FOSTER_BEYOND, HOMES_BEYOND = 0.41, 0.32  # of placements, those outside the city
LEGAL = ("V2", "C1", "C2", "E1", "L1", "L2", "J1", "V4")
EMERGENCIES = ("L1", "L2")  # of a constable or a magistrate, on any day
FOR_BREAKS = Pick({"U6": 0.3, "U3": 0.25, "K2": 0.45})
AT_HOME, AWAY = "P1", "U6"  # who would be at home without a care order is fostered
BY_ORDER = ("C1", "C2")
GUARDIANS = "E45"  # those who had fostered the child


@dataclass(frozen=True)
class Adoptions:
    """Children for whom adoption is the plan: when decided, matched, placed, and with whom."""

    care: Ints
    decided_on: Ints
    matched_on: Ints
    placed_on: Ints
    by_carer: Ints


def ends(ledger: Ledger) -> Ints:
    """The day each care ended; a day that never comes while it lasts."""
    ended = ledger.cares["ended_on"]
    return np.where(ended == NONE, NEVER, ended).astype(np.int64)


def periods(ledger: Ledger, people: People, last: int) -> pl.DataFrame:
    """Every time looked after that began by the last day."""
    table = ledger.cares
    ended = until(table["ended_on"], last)
    needs = ledger.episodes["need"][table["episode"]]
    return frame(
        id=new_ids(ledger.chance, "care.CarePeriod", table["started_on"]),
        person_id=people.ids.gather(table["child"]),
        started_on=dates(table["started_on"]),
        primary_need=chosen(needs, NEEDS.things),
        ended_on=dates(ended),
        cease_reason=chosen(np.where(ended == NONE, NONE, table["reason"]), REASONS),
        **previous_permanence(ledger),
    )


def adoptions(ledger: Ledger, last: int) -> Adoptions:
    """Those adopted, and as many under way as the figures say."""
    table, chance = ledger.cares, ledger.chance
    under_way = _under_way(ledger, last)
    care = np.concatenate([np.flatnonzero(table["adopted"] == 1), under_way]).astype(np.int64)
    begun = table["started_on"][care]
    known = np.where(table["ended_on"][care] == NONE, NEVER, table["ended_on"][care])
    span = np.where(
        known == NEVER, 900 + chance.among("adoption: span", len(care), 500), known - begun
    )
    decided = open_day(begun + (span * 0.4).astype(np.int64))
    matched = open_day(begun + (span * 0.52).astype(np.int64))
    placed = open_day(begun + (span * 0.62).astype(np.int64))
    by_carer = (chance.uniform("adoption: by carer", len(care)) < 0.12).astype(np.int64)
    return Adoptions(care, decided, matched, placed, by_carer)


def _under_way(ledger: Ledger, last: int) -> Ints:
    table = ledger.cares
    count = round(
        ledger.scenario.in_year("adoption_under_way", ledger.scenario.first.year) * ledger.size
    )
    age = last - ledger.children["born_on"][table["child"]]
    time = last - table["started_on"]
    may = np.flatnonzero(
        (table["ended_on"] == NONE)
        & (table["basis"] != BREAKS)
        & (age < 7 * YEAR)
        & (time > 380)
        & (time < 1300)
    )
    return may[lowest(ledger.chance.uniform("adoption: under way", len(may)), count)]


def adoption_cases(ledger: Ledger, people: People, found: Adoptions, last: int) -> pl.DataFrame:
    """What has been decided by the last day."""
    chance, n = ledger.chance, len(found.care)
    couple = chance.uniform("adopters", n) < 0.85
    matched = until(found.matched_on, last)
    known = matched != NONE
    sexes = np.where(couple, 0, 1 + (chance.uniform("adopters: single", n) < 0.1))
    rows = frame(
        person_id=people.ids.gather(ledger.cares["child"][found.care]),
        decision_on=dates(found.decided_on),
        matched_on=dates(matched),
        placed_on=dates(found.decided_on),  # that adoption is best and to place for it are one
        by_foster_carer=chosen(np.where(known, found.by_carer, NONE), ["false", "true"]) == "true",
        adopters=pl.Series(np.where(couple, 2, 1)),
        adopters_sex=chosen(np.where(known, sexes, NONE), ["MF", "F1", "M1"]),
        adopters_legal_status=chosen(np.where(known, np.where(couple, 0, 1), NONE), ["L11", "L0"]),
    )
    adopters = pl.when(pl.col("matched_on").is_not_null()).then("adopters")
    return rows.with_columns(adopters=adopters).filter(pl.Series(found.decided_on <= last))


# --- legal statuses ------------------------------------------------------------------------------
def legal_statuses(
    ledger: Ledger, people: People, ids: pl.Series, found: Adoptions, last: int
) -> pl.DataFrame:
    """Statuses one after another from the first day of care to its last."""
    codes, begins = _legal_steps(ledger, found)
    care, code, start, end = _cut(codes, begins, ends(ledger), last)
    return frame(
        person_id=people.ids.gather(ledger.cares["child"][care]),
        care_period_id=ids.gather(care),
        code=chosen(code, LEGAL),
        started_on=dates(start),
        ended_on=dates(until(end, last)),
    )


def _legal_steps(ledger: Ledger, found: Adoptions) -> tuple[list[Ints], list[Ints]]:
    """Up to four statuses for each care and the days they begin: NEVER where one does not come."""
    table, chance, n = ledger.cares, ledger.chance, len(ledger.cares)
    first = np.array([LEGAL.index(one) for one in BASES])[table["basis"]]
    short = np.isin(first, [LEGAL.index(one) for one in EMERGENCIES])
    adopted = np.zeros(n, dtype=np.bool_)
    adopted[found.care] = True
    alone = ledger.children["kind"][table["child"]] == UNACCOMPANIED
    to_court = (chance.uniform("legal: court", n) < np.where(short, 0.6, 0.5)) | adopted
    to_court &= ~np.isin(first, (LEGAL.index("J1"), LEGAL.index("V4"))) & ~alone
    wait = np.where(first == LEGAL.index("L1"), 2, 8)
    wait = np.where(short, wait, np.where(adopted, 14, chance.drawn("legal: wait", n, TO_COURT)))
    interim, in_session = _heard(table["started_on"], wait, short)
    to_court &= in_session
    interim = np.where(first == LEGAL.index("C1"), table["started_on"], interim)
    second = np.where(to_court | (first == LEGAL.index("C1")), LEGAL.index("C1"), LEGAL.index("V2"))
    interim = np.where(short & ~to_court, table["started_on"] + wait, interim)
    begins_2 = np.where((second == first) | (~short & ~to_court), NEVER, interim)
    heard = (second == LEGAL.index("C1")) & ((begins_2 != NEVER) | (second == first))
    full = np.where(heard, interim + _days_in_court(ledger, interim), NEVER)
    placing = np.full(n, NEVER, dtype=np.int64)
    placing[found.care] = np.maximum(found.decided_on + 21, table["started_on"][found.care] + 100)
    full = np.where(adopted, np.minimum(full, placing - 14), full)
    full, placing = _on_open_day(full), _on_open_day(placing)
    codes = [first, second, np.full(n, LEGAL.index("C2")), np.full(n, LEGAL.index("E1"))]
    return codes, [table["started_on"].copy(), begins_2, full, placing]


def _heard(began: Ints, wait: Ints, short: Bools) -> tuple[Ints, Bools]:
    """The day a court hears of it, which emergency powers last to at the most; false where none sits."""
    asked = began + wait
    heard = np.where(short, open_day_before(asked), open_day(asked))
    return heard, ~short | (heard > began)


def _days_in_court(ledger: Ledger, begun: Ints) -> Ints:
    """From the first interim order to the last hearing: who is in care then is there by an order."""
    days, place = np.unique(begun, return_inverse=True)
    weeks = np.array([ledger.scenario.on("court_weeks", int(one)) for one in days])[place]
    draws = ledger.chance.uniform("legal: in court", len(begun))
    share = np.interp(draws, list(IN_COURT), list(IN_COURT.values()))
    return np.floor(7 * weeks * share).astype(np.int64)


def _on_open_day(on: Ints) -> Ints:
    """The day itself, or the next that is open; NEVER stays."""
    return np.where(on < NEVER, open_day(np.where(on < NEVER, on, 0)), NEVER).astype(np.int64)


def _cut(
    codes: list[Ints], begins: list[Ints], stop: Ints, last: int
) -> tuple[Ints, Ints, Ints, Ints]:
    """Steps as rows: each lasts until the next begins or the whole ends; those to come are left out."""
    starts = np.stack(begins)
    following = np.full(starts.shape[1], NEVER, dtype=np.int64)
    ended = np.empty_like(starts)
    for number in range(len(starts) - 1, -1, -1):
        ended[number] = np.minimum(following, stop)
        following = np.minimum(starts[number], following)
    kept = (starts <= last) & (starts < ended)
    step, place = np.nonzero(kept)
    order = np.lexsort((starts[step, place], place))
    step, place = step[order], place[order]
    end = np.where(ended[step, place] >= NEVER, NONE, ended[step, place])
    return place, np.stack(codes)[step, place], starts[step, place], end


# --- placements ----------------------------------------------------------------------------------
def placements(
    ledger: Ledger, people: People, ids: pl.Series, found: Adoptions, legal: pl.DataFrame, last: int
) -> pl.DataFrame:
    """Where the child lived, one place after another; with parents only under a care order."""
    codes, begins = _placement_steps(ledger, found)
    care, kind, start, end = _cut(codes, begins, ends(ledger), last)
    free = _of(kind, (AT_HOME,)) & (start < _ordered_from(ids, legal)[care])
    kind = np.where(free, KINDS.index(AWAY), kind).astype(np.int64)
    kind = _in_keeping(ledger, care, kind, np.equal(end, ends(ledger)[care]))
    chance, n = ledger.chance, len(care)
    end = until(end, last)
    final = end == ends(ledger)[care]
    change = np.where(
        (end == NONE) | final, NONE, CHANGES.at(chance.uniform("placement: change", n))
    )
    provider = _providers(chance, kind)
    rows = frame(
        id=new_ids(chance, "care.Placement", start),
        person_id=people.ids.gather(ledger.cares["child"][care]),
        care_period_id=ids.gather(care),
        kind=chosen(kind, KINDS),
        provider_kind=chosen(provider, PROVIDERS),
        home_postcode=people.home.gather(ledger.cares["child"][care]),
        change_reason=chosen(change, CHANGES.things),
        started_on=dates(start),
        ended_on=dates(end),
    )
    return rows.with_columns(
        postcode=_postcodes(chance, kind, rows["home_postcode"]),
        provider_urn=_urns(chance, provider, kind),
        same_carers=pl.when(pl.col("kind") == WITH_CARERS).then(pl.lit(value=True)),
        care=pl.Series(care),
    ).with_columns(
        pl.when(~pl.Series(are_breaks(ledger, care))).then(name)
        for name in ("home_postcode", "postcode", "provider_urn")
    )


def _in_keeping(ledger: Ledger, care: Ints, kind: Ints, final: Bools) -> Ints:
    """The kinds as what comes next asks: carers who adopt or become guardians had fostered the child.

    A child who is at home and moves, moves away.
    """
    joined = np.append(care[1:] == care[:-1], np.False_)  # to the row that follows
    home = kind == KINDS.index(AT_HOME)
    moves = np.roll(home & joined, 1) & home
    adopt = np.roll(kind == KINDS.index(WITH_CARERS), -1) & joined
    keep = final & (ledger.cares["reason"][care] == REASONS.index(GUARDIANS))
    wrong = moves | ((adopt | keep) & ~_of(kind, (*FOSTERED, *FOR_ADOPTION)))
    return np.where(wrong, KINDS.index(AWAY), kind).astype(np.int64)


def _ordered_from(ids: pl.Series, legal: pl.DataFrame) -> Ints:
    """For each care the day a care order began; NEVER where none did."""
    orders = legal.filter(pl.col("code").is_in(BY_ORDER))
    first = orders.group_by("care_period_id").agg(pl.col("started_on").min())
    cares = pl.DataFrame({"care_period_id": ids})
    found = cares.join(first, on="care_period_id", how="left", maintain_order="left")
    days = found["started_on"].cast(pl.Int32).cast(pl.Int64).fill_null(NEVER)
    return np.asarray(days.to_numpy(), dtype=np.int64)


def _placement_steps(ledger: Ledger, found: Adoptions) -> tuple[list[Ints], list[Ints]]:
    """A stay of some length after another, by the age at its start; at the end, adopters."""
    table, chance, n = ledger.cares, ledger.chance, len(ledger.cares)
    placed = np.full(n, NEVER, dtype=np.int64)
    placed[found.care] = found.placed_on
    codes, begins = [], []
    start = table["started_on"].copy()
    for step in range(MOST_PLACEMENTS):
        codes.append(_kinds(ledger, start, chance.uniform(f"placement {step}", n)))
        begins.append(start)
        stay = chance.drawn(f"placement {step}: stay", n, STAYS)
        after = np.where(start < NEVER, start + np.maximum(stay, 1), NEVER)
        at_once = chance.uniform(f"placement {step}: at once", n) < AT_ONCE
        after = np.where(at_once, after, _on_open_day(after))
        moves = (after < np.minimum(placed, ends(ledger))) & (table["basis"] != BREAKS)
        start = np.where(moves, after, NEVER)
    with_adopters = np.full(n, KINDS.index("A6"), dtype=np.int64)
    with_adopters[found.care[found.by_carer == 1]] = KINDS.index(WITH_CARERS)
    return [*codes, with_adopters], [*begins, placed]


def _kinds(ledger: Ledger, on: Ints, draws: Floats) -> Ints:
    age = (on - ledger.children["born_on"][ledger.cares["child"]]) / YEAR
    found = np.empty(len(on), dtype=np.int64)
    bands = ((UNDER_TEN, age < 10), (UNDER_SIXTEEN, (age >= 10) & (age < 16)), (OLDER, age >= 16))
    for pick, these in bands:
        places = np.array([KINDS.index(one) for one in pick.things], dtype=np.int64)
        found[these] = places[pick.at(draws[these])]
    breaks = ledger.cares["basis"] == BREAKS
    at_breaks = np.array([KINDS.index(one) for one in FOR_BREAKS.things], dtype=np.int64)
    return np.where(breaks, at_breaks[FOR_BREAKS.at(draws)], found)


def _of(kind: Ints, codes: tuple[str, ...]) -> Bools:
    return np.isin(kind, [KINDS.index(one) for one in codes if one in KINDS])


def _providers(chance: Chance, kind: Ints) -> Ints:
    draws = chance.uniform("placement: provider", len(kind))
    found = np.array(list(WHO_PROVIDES["home"].things))[WHO_PROVIDES["home"].at(draws)]
    foster = np.array(list(WHO_PROVIDES["foster"].things))[WHO_PROVIDES["foster"].at(draws)]
    found = np.where(_of(kind, FOSTERED), foster, found)
    found = np.where(_of(kind, ("A5", "A6")), 1, found)
    found = np.where(_of(kind, ("R3", "R5")), 3, found)
    found = np.where(_of(kind, OTHER), NONE, found)
    return np.where(_of(kind, (AT_HOME,)), 0, found).astype(np.int64)


def _postcodes(chance: Chance, kind: Ints, home: pl.Series) -> pl.Series:
    """With parents at home, else in the city or beyond it as often as the figures say."""
    n = len(kind)
    beyond = chance.uniform("placement: beyond", n) < np.where(
        _of(kind, FOSTERED), FOSTER_BEYOND, HOMES_BEYOND
    )
    table = pl.DataFrame({
        "area": chosen(beyond.astype(np.int64), ["ZZ", "ZY"]),
        "d": chance.among("placement: district", n, 10) + 1,
        "s": chance.among("placement: sector", n, 9) + 1,
        "a": chosen(chance.among("placement: a", n, 8), list("ABDEFGHJ")),
        "b": chosen(chance.among("placement: b", n, 8), list("LNPQRSTU")),
    })  # fmt: skip
    made = table.select(pl.concat_str("area", "d", pl.lit(" "), "s", "a", "b").alias("p"))["p"]
    parents = pl.Series(_of(kind, (AT_HOME,)))
    return pl.select(pl.when(parents).then(home).otherwise(made)).to_series()


def _urns(chance: Chance, provider: Ints, kind: Ints) -> pl.Series:
    """Registered homes and fostering agencies have a number; the authority's own carers have its."""
    number = chance.among("placement: urn", len(kind), 160) + 1
    ours = (provider == 1) & _of(kind, (*FOSTERED, *FOR_ADOPTION))
    table = pl.DataFrame({"n": np.where(ours, 0, number), "at_home": _of(kind, UNREGISTERED)})
    made = pl.concat_str(pl.lit("SC90"), pl.col("n").cast(pl.String).str.zfill(4))
    return table.select(pl.when(~pl.col("at_home")).then(made).alias("u"))["u"]
