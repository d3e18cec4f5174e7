"""Teams, workers, posts, jobs, supervision, and which worker is with which child, as records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from kinkeeper.city.allocations import FIRST, REASONS, allocate
from kinkeeper.city.care import BREAKS
from kinkeeper.city.care_records import NEVER, ends
from kinkeeper.city.chance import Chance, Ints, Pick, runs
from kinkeeper.city.days import ADULT, NONE, birthday, day, open_day, working_after
from kinkeeper.city.frames import chosen, dates, frame, new_ids, until
from kinkeeper.city.ledger import NO_ACTION, Ledger
from kinkeeper.city.names import GROUPS
from kinkeeper.city.people import HERITAGES
from kinkeeper.city.places import DISTRICTS
from kinkeeper.city.staff import (
    ADVISER,
    CHAIR,
    CONTRACTS,
    GRADES,
    IRO,
    MANAGER,
    NEW,
    Staff,
    add_specialists,
    employ,
)

SERVICE = "Children's social care"
EARLY_HELP = "Early help service"
CITY_WIDE = ("Reviewing service", "Leaving care team")
REVIEWING, LEAVING = range(2)
NO_LEAVER_FROM = 21  # years
CHILDREN_A_CHAIR, YOUNG_PEOPLE_AN_ADVISER = 60, 22
LEFT_BECAUSE = Pick({"1": 0.8, "5": 0.1, "8": 0.06, "9": 0.04})
LEFT_FOR = Pick({"1": 0.42, "3": 0.3, "4": 0.08, "5": 0.06, "7": 0.04, "8": 0.1})
CAME_FROM = Pick({"1": 0.26, "2": 0.36, "4": 0.18, "5": 0.08, "6": 0.07, "9": 0.05})
SUPERVISED = {2014: 0.7, 2015: 0.8, 2016: 0.86, 2017: 0.88}  # of months, those with a supervision
WHY_SHORT = (
    "An urgent matter cut it short.",
    "Continued later in the week.",
    "The worker was on duty.",
)
STARTED_ON = date(2008, 4, 1)


@dataclass(frozen=True)
class Service:
    """The workforce and its frames; `leads` tells who had a child when."""

    frames: dict[str, pl.DataFrame]
    leads: pl.DataFrame


def service(ledger: Ledger, people: pl.Series, last: int) -> Service:
    """Everybody who works for the authority, and what they hold."""
    staff = employ(ledger, last)
    teams = _teams(ledger, staff)
    special = _specialists(ledger, staff)
    workers = _workers(ledger, staff)
    posts = _posts(ledger, staff, teams)
    held = pl.concat([
        _leads(ledger, staff, people, workers["id"], teams["id"], last),
        _reviewers(ledger, staff, people, workers["id"], teams["id"], special[IRO], last),
        _chairs(ledger, people, workers["id"], teams["id"], special[CHAIR], last),
        _advisers(ledger, people, workers["id"], teams["id"], special[ADVISER], last),
    ])  # fmt: skip
    jobs = _jobs(ledger, staff, workers["id"], posts["id"], last)
    frames = {
        "access.Team": teams,
        "workforce.Worker": workers,
        "workforce.Post": posts,
        "workforce.Employment": jobs,
        "workforce.Supervision": _supervisions(ledger, staff, workers["id"], last),
        "workforce.Allocation": held.unique(
            ["person_id", "worker_id", "role", "started_on"], keep="first", maintain_order=True
        ),
    }
    return Service(frames, held.filter(pl.col("role") == "lead"))


def _teams(ledger: Ledger, staff: Staff) -> pl.DataFrame:
    """The service, its districts, their teams, and what serves the whole city."""
    each = len(staff.teams) // ledger.districts
    letters = "ABCDEFGHJKLM"
    names = [
        f"{DISTRICTS[number // each]} safeguarding team"
        + (f" {letters[number % each]}" if each > 1 else "")
        for number in range(len(staff.teams))
    ]
    districts = [f"{name} district" for name in DISTRICTS[: ledger.districts]]
    every = [*names, *CITY_WIDE, *districts, SERVICE]
    ids = new_ids(ledger.chance, "access.Team", np.full(len(every), day(STARTED_ON)))
    top, first = ids[-1], len(names) + len(CITY_WIDE)
    parents = [ids[first + number // each] for number in range(len(names))]
    parents += [top] * (len(CITY_WIDE) + len(districts)) + [None]
    return pl.DataFrame(
        {"id": ids, "name": every, "parent_id": pl.Series(parents, dtype=pl.String)}
    ).with_columns(service=pl.lit("Children"), started_on=pl.lit(STARTED_ON))


def with_early_help(chance: Chance, teams: pl.DataFrame) -> pl.DataFrame:
    """The teams, and after them the one that cases are stepped down to; its people work elsewhere."""
    top = teams.filter(pl.col("parent_id").is_null())["id"][0]
    one = new_ids(chance, "access.Team: early help", np.array([day(STARTED_ON)], dtype=np.int64))
    made = pl.DataFrame({"id": one, "name": [EARLY_HELP], "parent_id": [top]}).with_columns(
        service=pl.lit("Children"), started_on=pl.lit(STARTED_ON)
    )
    return pl.concat([teams, made])


def _specialists(ledger: Ledger, staff: Staff) -> dict[int, Ints]:
    """Reviewing officers, chairs and personal advisers: as many as the children they are for need."""
    scenario, start = ledger.scenario, day(ledger.scenario.first)
    wide = len(staff.teams)
    now = ledger.size * scenario.on("looked_after", start) / scenario.on("children_an_iro", start)
    later = (
        ledger.size
        * scenario.on("looked_after", start + 730)
        / scenario.on("children_an_iro", start + 730)
    )
    first = max(2, round(now))
    more = max(0, round(later) - first)
    begins = np.concatenate([np.full(first, start - 900), start + 150 + np.arange(more) * 60])
    chairs = max(2, round(ledger.size * scenario.on("plans", start) / CHILDREN_A_CHAIR))
    advisers = max(1, round(ledger.size * 420 / YOUNG_PEOPLE_AN_ADVISER))
    return {
        IRO: add_specialists(ledger, staff, IRO, wide + REVIEWING, open_day(begins)),
        CHAIR: add_specialists(
            ledger, staff, CHAIR, wide + REVIEWING, open_day(np.full(chairs, start - 800))
        ),
        ADVISER: add_specialists(
            ledger, staff, ADVISER, wide + LEAVING, open_day(np.full(advisers, start - 700))
        ),
    }


def _workers(ledger: Ledger, staff: Staff) -> pl.DataFrame:
    """A name and a registration for each."""
    n, chance = staff.workers, ledger.chance
    begun = np.full(n, NONE, dtype=np.int64)
    begun[staff.jobs["worker"]] = staff.jobs["started_on"]
    group = Pick({HERITAGES.index(heritage): 0.0 for _, heritage in GROUPS.values()} | {
        0: 0.52, 1: 0.1, 2: 0.1, 3: 0.14, 4: 0.12, 5: 0.02})  # fmt: skip
    heritage = np.array(group.things)[group.at(chance.uniform("worker: heritage", n))]
    woman = chance.uniform("worker: sex", n) < 0.82
    one, other = chance.uniform("worker: forename", n), chance.uniform("worker: surname", n)
    names = [
        f"{_nth((HERITAGES[h].girls if w else HERITAGES[h].boys), a)} {_nth(HERITAGES[h].surnames, b)}"
        for h, w, a, b in zip(
            heritage.tolist(), woman.tolist(), one.tolist(), other.tolist(), strict=True
        )
    ]
    return frame(
        id=new_ids(chance, "workforce.Worker", begun),
        swe_number=pl.Series([f"SW9{number:05d}" for number in range(n)]),
        full_name=pl.Series(names),
        _on=dates(begun),
    )


def _nth(names: tuple[str, ...], share: float) -> str:
    return names[int(share * len(names))]


def _posts(ledger: Ledger, staff: Staff, teams: pl.DataFrame) -> pl.DataFrame:
    table = staff.posts
    n = len(table)
    return frame(
        id=new_ids(ledger.chance, "workforce.Post", table["started_on"]),
        reference=pl.Series([f"CSC-{number + 1:04d}" for number in range(n)], dtype=pl.String),
        team_id=chosen(table["team"], teams["id"]),
        grade=chosen(table["grade"], GRADES),
        case_holding=pl.Series(table["case_holding"] == 1),
        started_on=dates(table["started_on"]),
    )


def _jobs(
    ledger: Ledger, staff: Staff, workers: pl.Series, posts: pl.Series, last: int
) -> pl.DataFrame:
    table, chance, n = staff.jobs, ledger.chance, len(staff.jobs)
    ended = until(table["ended_on"], last)
    permanent = (ended != NONE) & (table["contract"] == 0)
    reason = np.where(permanent, LEFT_BECAUSE.at(chance.uniform("job: why", n)), NONE)
    whither = np.where(permanent, LEFT_FOR.at(chance.uniform("job: whither", n)), NONE)
    whence = CAME_FROM.at(chance.uniform("job: whence", n))
    new = (table["grade"] == NEW) & (table["contract"] == 0)
    whence = np.where(new, 0, whence + 1)
    rows = frame(
        id=new_ids(chance, "workforce.Employment", table["started_on"]),
        worker_id=workers.gather(table["worker"]),
        post_id=posts.gather(table["post"]),
        contract=chosen(table["contract"], CONTRACTS),
        grade=chosen(table["grade"], GRADES),
        fte_percent=pl.Series(table["fte"]),
        newly_qualified=pl.Series(new),
        started_on=dates(table["started_on"]),
        ended_on=dates(ended),
        start_origin=chosen(whence, ["1", *CAME_FROM.things]),
        leave_reason=chosen(reason, LEFT_BECAUSE.things),
        leaver_destination=chosen(whither, LEFT_FOR.things),
    )
    return rows.filter(pl.Series(table["started_on"] <= last))


def _supervisions(ledger: Ledger, staff: Staff, workers: pl.Series, last: int) -> pl.DataFrame:
    """About once a month for those who hold cases, by the manager of the team."""
    first, table = day(ledger.scenario.first), staff.jobs
    cases = np.flatnonzero(staff.posts["case_holding"][table["post"]] == 1)
    begin = np.maximum(table["started_on"][cases], ledger.begins)
    stop = np.where(
        table["ended_on"][cases] == NONE, last, np.minimum(table["ended_on"][cases], last)
    )
    owner, place = runs(np.maximum((stop - begin) // 30, 0))
    job = cases[owner]
    spread = ledger.chance.among("supervision: day", len(owner), 24)
    held = open_day(begin[owner] + place * 30 + spread)
    year = np.clip((held - first) // 365 + 2014, 2014, 2017)
    share = np.array([SUPERVISED[one] for one in range(2014, 2018)])[year - 2014]
    kept = (ledger.chance.uniform("supervision", len(owner)) < share) & (held <= stop[owner])
    job, held = job[kept], held[kept]
    minutes = 60 + 15 * ledger.chance.among("supervision: minutes", len(job), 5)
    why = np.where(minutes < 90, ledger.chance.among("supervision: why", len(job), 3), NONE)
    rows = frame(
        id=new_ids(ledger.chance, "workforce.Supervision", held),
        worker_id=workers.gather(table["worker"][job]),
        supervisor_id=chosen(_manager_then(staff, job, held), workers),
        held_on=dates(held),
        kind="both",
        minutes=pl.Series(minutes),
        short_reason=chosen(why, WHY_SHORT),
    )
    return rows.unique(["worker_id", "kind", "held_on"], keep="first", maintain_order=True)


def _manager_then(staff: Staff, job: Ints, on: Ints) -> Ints:
    """The worker who managed the job's team on the day."""
    table, posts = staff.jobs, staff.posts
    manages = np.flatnonzero(posts["grade"][table["post"]] == MANAGER)
    key = posts["team"][table["post"][manages]] * 1_000_000 + table["started_on"][manages]
    order = np.argsort(key, kind="stable")
    asked = posts["team"][table["post"][job]] * 1_000_000 + on
    place = np.maximum(np.searchsorted(key[order], asked, side="right") - 1, 0)
    return table["worker"][manages[order[place]]]


# --- who has whom --------------------------------------------------------------------------------
def _leads(
    ledger: Ledger, staff: Staff, people: pl.Series, workers: pl.Series, teams: pl.Series, last: int
) -> pl.DataFrame:
    """Each child, for as long as its own case and its family's worker have it.

    The worker came for the family's reason, or because this was the case's first worker.
    """
    stays = allocate(ledger, staff, last)
    table = ledger.episodes
    these = np.flatnonzero(table["outcome"] != NO_ACTION)
    closed = np.where(table["closed_on"][these] == NONE, NEVER, table["closed_on"][these])
    cases = pl.DataFrame({
        "child": table["child"][these], "family": ledger.children["family"][table["child"][these]],
        "opened": table["referred_on"][these], "closed": closed,
    })  # fmt: skip
    held = pl.DataFrame({
        "family": stays["family"], "job": stays["job"], "begun": stays["from_on"],
        "over": np.where(stays["to_on"] == NONE, NEVER, stays["to_on"]), "reason": stays["reason"],
    })  # fmt: skip
    both = cases.join(held, on="family", maintain_order="left").with_columns(
        start=pl.max_horizontal("opened", "begun"), end=pl.min_horizontal("closed", "over")
    )
    kept = both.filter((pl.col("start") < pl.col("end")) & (pl.col("start") <= last))
    came = kept.select(
        reason=pl.when(pl.col("opened") < pl.col("begun")).then("reason").otherwise(FIRST)
    )["reason"]
    job = kept["job"].to_numpy()
    end = until(np.where(kept["end"].to_numpy() >= NEVER, NONE, kept["end"].to_numpy()), last)
    return _held(
        people.gather(kept["child"]), workers.gather(staff.jobs["worker"][job]),
        teams.gather(staff.posts["team"][staff.jobs["post"][job]]), "lead",
        kept["start"].to_numpy(), end, came.to_numpy(), ledger,
    )  # fmt: skip


def _held(
    person: pl.Series, worker: pl.Series, team: pl.Series, role: str, start: Ints, end: Ints,
    reason: Ints, ledger: Ledger,
) -> pl.DataFrame:  # fmt: skip
    return frame(
        id=new_ids(ledger.chance, f"workforce.Allocation: {role}", start),
        person_id=person,
        worker_id=worker,
        team_id=team,
        role=role,
        started_on=dates(start),
        ended_on=dates(end),
        change_reason=chosen(reason, REASONS),
    )


def _reviewers(
    ledger: Ledger, staff: Staff, people: pl.Series, workers: pl.Series, teams: pl.Series,
    officers: Ints, last: int,
) -> pl.DataFrame:  # fmt: skip
    """A reviewing officer within five working days of coming into care, and until care ends."""
    table, n = ledger.cares, len(ledger.cares)
    begun = np.full(staff.workers, NONE, dtype=np.int64)
    begun[staff.jobs["worker"]] = staff.jobs["started_on"]
    there = np.searchsorted(np.sort(begun[officers]), table["started_on"], side="right")
    who = officers[
        (
            ledger.chance.uniform("iro", n) * np.maximum(there, _first(officers, begun, ledger))
        ).astype(int)
    ]
    wait = ledger.chance.drawn("iro: wait", n, {0.0: 0, 0.9: 5.9, 1.0: 12})
    start = np.minimum(working_after(table["started_on"], wait), ends(ledger))
    kept = np.flatnonzero((start < ends(ledger)) & (start <= last))
    return _held(
        people.gather(table["child"][kept]), workers.gather(who[kept]),
        _same(teams, -3 - ledger.districts, kept),
        "iro", start[kept], until(table["ended_on"][kept], last), np.full(len(kept), NONE), ledger,
    )  # fmt: skip


def _first(officers: Ints, begun: Ints, ledger: Ledger) -> int:
    """How many there were on the first day."""
    return int((begun[officers] < day(ledger.scenario.first)).sum())


def _same(teams: pl.Series, place: int, rows: Ints) -> pl.Series:
    return pl.Series([teams[place]] * len(rows), dtype=pl.String)


def _chairs(
    ledger: Ledger, people: pl.Series, workers: pl.Series, teams: pl.Series, chairs: Ints, last: int
) -> pl.DataFrame:
    """A conference chair for as long as the plan lasts."""
    table = ledger.plans
    ended = np.where(table["ended_on"] == NONE, NEVER, table["ended_on"])
    kept = np.flatnonzero((table["started_on"] <= last) & (table["started_on"] < ended))
    who = chairs[ledger.chance.among("chair", len(table), len(chairs))]
    return _held(
        people.gather(table["child"][kept]), workers.gather(who[kept]),
        _same(teams, -3 - ledger.districts, kept),
        "conference_chair", table["started_on"][kept], until(table["ended_on"][kept], last),
        np.full(len(kept), NONE), ledger,
    )  # fmt: skip


def _advisers(
    ledger: Ledger,
    people: pl.Series,
    workers: pl.Series,
    teams: pl.Series,
    advisers: Ints,
    last: int,
) -> pl.DataFrame:
    """A personal adviser from the sixteenth birthday, or three months after a later start of care."""
    table = ledger.cares
    born = ledger.children["born_on"][table["child"]]
    due = open_day(np.maximum(birthday(born, 16), table["started_on"] + 92))
    start = np.maximum(due, open_day(np.array([day(ledger.scenario.first) - 700]))[0])
    grown, over = birthday(born, ADULT), birthday(born, NO_LEAVER_FROM)
    looked_after = table["basis"] != BREAKS
    kept = np.flatnonzero(
        looked_after
        & (due < ends(ledger))
        & (due < grown)
        & (start <= last)
        & (start < over)
        & ((table["ended_on"] == NONE) | (table["ended_on"] >= grown) | (table["ended_on"] > start))
    )
    kept = kept[np.unique(table["child"][kept], return_index=True)[1]]
    who = advisers[ledger.chance.among("adviser", len(table), len(advisers))]
    left = np.where(
        (table["ended_on"] == NONE) | (table["ended_on"] >= grown), over, table["ended_on"]
    )
    return _held(
        people.gather(table["child"][kept]), workers.gather(who[kept]),
        _same(teams, -2 - ledger.districts, kept),
        "personal_adviser", start[kept], until(left[kept], last),
        np.full(len(kept), NONE), ledger,
    )  # fmt: skip
