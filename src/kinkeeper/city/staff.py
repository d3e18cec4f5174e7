"""Posts, who holds them and until when: permanent, agency and empty, as the figures of each month say."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from kinkeeper.city.chance import Ints, Pick, Quota, lowest
from kinkeeper.city.days import NONE, Month, months, open_day
from kinkeeper.city.families import WEIGHT_OF_DISTRICT
from kinkeeper.city.ledger import Ledger
from kinkeeper.city.rows import Rows

PERMANENT, AGENCY = 0, 1
CONTRACTS = ("permanent", "agency")
GRADES = ("social_worker", "senior", "newly_qualified", "advanced", "team_manager", "iro",
          "conference_chair", "personal_adviser", "service_manager", "head_of_service")  # fmt: skip
WORKER, SENIOR, NEW, ADVANCED, MANAGER, IRO, CHAIR, ADVISER, SERVICE, HEAD = range(10)
GRADE = Pick({WORKER: 0.36, SENIOR: 0.45, NEW: 0.12, ADVANCED: 0.07})
FTE = Pick({100: 0.82, 80: 0.08, 60: 0.06, 50: 0.04})
SERVED = {0.0: 20, 0.35: 730, 0.7: 2200, 1.0: 7000}  # days in the service on the first day
AGENCY_SERVED = {0.0: 10, 0.6: 240, 1.0: 800}
AGENCY_LEAVES = 0.075  # of agency workers, each month
MANAGER_LEAVES = 0.42 / 12
POSTS_A_TEAM = 9
LOAD_OF_NEW = 0.6  # what a newly qualified worker carries, against the others


def _posts() -> Rows:
    return Rows("team", "district", "grade", "started_on", "holder", "contract", "case_holding")


def _jobs() -> Rows:
    return Rows("worker", "post", "contract", "grade", "fte", "started_on", "ended_on")


@dataclass
class Staff:
    """Teams, posts and jobs; the worker of a job has the same place as the person."""

    teams: list[tuple[str, int]] = field(default_factory=list)  # a name, and its district or NONE
    posts: Rows = field(default_factory=_posts)
    jobs: Rows = field(default_factory=_jobs)
    workers: int = 0
    _quotas: dict[str, Quota] = field(default_factory=dict)

    def take(self, what: str, amount: float) -> int:
        """The whole number due of something counted in fractions."""
        return self._quotas.setdefault(what, Quota()).take(amount)


def employ(ledger: Ledger, last: int) -> Staff:
    """Everybody employed from the first day to the last."""
    staff = Staff()
    story = months(ledger.scenario.first, ledger.scenario.last)
    _structure(ledger, staff)
    _open_posts(ledger, staff, _size(ledger, "posts", story[0].first), story[0].first - 2000)
    _hire(
        ledger, staff, PERMANENT, _size(ledger, "permanent", story[0].first), story[0], first=True
    )
    _hire(ledger, staff, AGENCY, _size(ledger, "agency", story[0].first), story[0], first=True)
    _managers(ledger, staff, story[0].first)
    for month in story:
        if month.first <= last:
            _turn(ledger, staff, month)
    return staff


def _size(ledger: Ledger, path: str, on: int) -> int:
    return round(ledger.scenario.on(path, on) * ledger.size)


def _structure(ledger: Ledger, staff: Staff) -> None:
    """So many teams a district as the service will have posts for at its largest."""
    most = ledger.scenario.on("posts", 20_000) * ledger.size
    each = max(1, round(most / ledger.districts / POSTS_A_TEAM))
    staff.teams = [("", number) for number in range(ledger.districts) for _ in range(each)]


def _open_posts(ledger: Ledger, staff: Staff, count: int, on: int) -> None:
    """New posts go where there are fewest for the families there."""
    if count <= 0:
        return
    held = np.bincount(
        staff.posts["district"][staff.posts["case_holding"] == 1], minlength=ledger.districts
    )
    shares = np.diff(np.concatenate([[0.0], WEIGHT_OF_DISTRICT.at_bounds()]))
    weights = np.bincount(np.arange(len(shares)) % ledger.districts, shares)
    district = np.empty(count, dtype=np.int64)
    for place in range(count):
        district[place] = int(np.argmin((held + 1) / weights))
        held[district[place]] += 1
    each = len(staff.teams) // ledger.districts
    turn = (held[district] + np.arange(count)) % each
    staff.posts.add(
        count, team=district * each + turn, district=district,
        grade=np.array(GRADE.things)[GRADE.at(ledger.chance.uniform("post: grade", count))],
        started_on=on, holder=NONE, contract=NONE, case_holding=1,
    )  # fmt: skip


def _hire(
    ledger: Ledger, staff: Staff, contract: int, count: int, month: Month, *, first: bool = False
) -> None:
    """Fill so many empty posts; on the first day with people who have been here for a while."""
    posts, chance = staff.posts, ledger.chance
    empty = np.flatnonzero((posts["holder"] == NONE) & (posts["case_holding"] == 1))
    chosen = empty[lowest(chance.uniform("post: which", len(empty)), count)]
    n = len(chosen)
    served = chance.drawn("served", n, SERVED if contract == PERMANENT else AGENCY_SERVED)
    day_of = month.first + chance.among("starts", n, month.after - month.first)
    on = open_day(month.first - 1 - served if first else day_of)
    grade = posts["grade"][chosen].copy()
    grade[(grade == NEW) & (contract == AGENCY)] = SENIOR
    _begin(ledger, staff, chosen, contract, grade, on)


def _begin(ledger: Ledger, staff: Staff, posts: Ints, contract: int, grade: Ints, on: Ints) -> None:
    n = len(posts)
    fte = np.array(FTE.things)[FTE.at(ledger.chance.uniform("fte", n))]
    workers = staff.workers + np.arange(n)
    staff.workers += n
    jobs = staff.jobs.add(
        n, worker=workers, post=posts, contract=contract, grade=grade, fte=fte, started_on=on
    )
    staff.posts["holder"][posts] = jobs
    staff.posts["contract"][posts] = contract
    early = np.minimum(staff.posts["started_on"][posts], on)
    staff.posts["started_on"][posts] = early


def _turn(ledger: Ledger, staff: Staff, month: Month) -> None:
    """A month of leavers, new posts and starters, and no more of either contract than the figures say."""
    posts = staff.posts
    cases = posts["case_holding"] == 1
    counts = [int(((posts["contract"] == c) & cases).sum()) for c in (PERMANENT, AGENCY)]
    yearly = ledger.scenario.in_year("turnover", month.year) / 100
    _leave(ledger, staff, PERMANENT, staff.take("leavers", counts[0] * yearly / 12), month)
    _leave(ledger, staff, AGENCY, staff.take("agency", counts[1] * AGENCY_LEAVES), month)
    _open_posts(ledger, staff, _size(ledger, "posts", month.after) - int(cases.sum()), month.first)
    for contract, path in ((PERMANENT, "permanent"), (AGENCY, "agency")):
        here = int(
            ((staff.posts["contract"] == contract) & (staff.posts["case_holding"] == 1)).sum()
        )
        wanted = _size(ledger, path, month.after)
        if wanted < here:
            _leave(ledger, staff, contract, here - wanted, month)
        _hire(ledger, staff, contract, max(0, wanted - here), month)
    _replace_managers(ledger, staff, month)


def _leave(ledger: Ledger, staff: Staff, contract: int, count: int, month: Month) -> None:
    posts, jobs = staff.posts, staff.jobs
    held = np.flatnonzero((posts["contract"] == contract) & (posts["case_holding"] == 1))
    held = held[jobs["started_on"][posts["holder"][held]] < month.first - 30]
    chosen = held[lowest(ledger.chance.uniform("leaves", len(held)), count)]
    on = open_day(month.first + ledger.chance.among("leaves: day", len(chosen), 27))
    jobs["ended_on"][posts["holder"][chosen]] = on
    posts["holder"][chosen] = NONE
    posts["contract"][chosen] = NONE


def _managers(ledger: Ledger, staff: Staff, on: int) -> None:
    """A manager for each team; reviewing officers, chairs and advisers for the city."""
    teams = len(staff.teams)
    each = teams // ledger.districts
    rows = staff.posts.add(
        teams, team=np.arange(teams), district=np.arange(teams) // each, grade=MANAGER,
        started_on=on - 2000, holder=NONE, contract=NONE, case_holding=0,
    )  # fmt: skip
    served = ledger.chance.drawn("served: managers", teams, SERVED)
    _begin(ledger, staff, rows, PERMANENT, np.full(teams, MANAGER), open_day(on - 1 - served))


def _replace_managers(ledger: Ledger, staff: Staff, month: Month) -> None:
    """One who goes is followed by another on the day."""
    managers = np.flatnonzero(staff.posts["grade"] == MANAGER)
    count = staff.take("managers", len(managers) * MANAGER_LEAVES)
    gone = managers[lowest(ledger.chance.uniform("manager leaves", len(managers)), count)]
    on = open_day(month.first + ledger.chance.among("manager leaves: day", len(gone), 27))
    staff.jobs["ended_on"][staff.posts["holder"][gone]] = on
    agency = ledger.chance.uniform("manager: agency", len(gone)) < 0.3
    for contract, these in ((AGENCY, agency), (PERMANENT, ~agency)):
        _begin(ledger, staff, gone[these], contract, np.full(int(these.sum()), MANAGER), on[these])


def add_specialists(ledger: Ledger, staff: Staff, grade: int, team: int, begins: Ints) -> Ints:
    """Reviewing officers, chairs or advisers in a team of the whole city; their workers' places."""
    n = len(begins)
    rows = staff.posts.add(
        n, team=team, district=NONE, grade=grade, started_on=begins - 400, holder=NONE, contract=NONE,
        case_holding=0,
    )  # fmt: skip
    first = staff.workers
    _begin(ledger, staff, rows, PERMANENT, np.full(n, grade), begins)
    return np.arange(first, first + n, dtype=np.int64)
