"""What has happened so far, as the story goes from month to month."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from kinkeeper.city.chance import Bools, Chance, Ints, Quota
from kinkeeper.city.days import NONE, day
from kinkeeper.city.rows import Rows
from kinkeeper.city.scenarios import Scenario

# Outcomes of a referral.
NO_ACTION, NOT_IN_NEED, IN_NEED = 0, 1, 2
# What a child is in the story.
ORDINARY, UNACCOMPANIED, ONLY_CONTACTED = 0, 1, 2
DISTRICTS = 10
POSTS_A_DISTRICT = 3.5  # at the least


def _families() -> Rows:
    return Rows("district", "referred_on", "open", "first", "children", "kind")


def _children() -> Rows:
    return Rows(
        "family", "born_on", "episode", "plan", "care", "enquired_on", "plans", "gone", "died_on",
        "kind",
    )  # fmt: skip


def _episodes() -> Rows:
    return Rows(
        "child", "incident", "referred_on", "source", "need", "outcome", "assessed_from",
        "authorised_on", "free_on", "due_on", "closed_on", "reason",
    )  # fmt: skip


def _enquiries() -> Rows:
    return Rows("episode", "child", "held_on", "ended_on", "needed", "conference_on")


def _plans() -> Rows:
    return Rows(
        "episode", "child", "enquiry", "started_on", "due_on", "ended_on", "previous", "category"
    )


def _cares() -> Rows:
    return Rows(
        "episode", "child", "started_on", "due_on", "ended_on", "reason", "basis", "adopted"
    )


@dataclass
class Ledger:
    """Every family, child, episode, enquiry, plan and time in care; columns of whole numbers."""

    scenario: Scenario
    chance: Chance
    size: float
    begins: (
        int  # the day from which records are kept; what came before is the past of those open then
    )
    families: Rows = field(default_factory=_families)
    children: Rows = field(default_factory=_children)
    episodes: Rows = field(default_factory=_episodes)
    enquiries: Rows = field(default_factory=_enquiries)
    plans: Rows = field(default_factory=_plans)
    cares: Rows = field(default_factory=_cares)
    incidents: int = 0
    _quotas: dict[str, Quota] = field(default_factory=dict)

    @property
    def districts(self) -> int:
        """Ten, or as many as there are workers for: a team without cases is none."""
        posts = self.scenario.on("posts", day(self.scenario.first)) * self.size
        return max(1, min(DISTRICTS, int(posts / POSTS_A_DISTRICT)))

    def take(self, what: str, amount: float) -> int:
        """The whole number due of something asked for at full size."""
        return self._quotas.setdefault(what, Quota()).take(amount * self.size)

    def owe(self, what: str, count: int) -> None:
        """So many could not be found; they are asked for again next month."""
        self._quotas[what].give_back(count)

    def open_episodes(self) -> Ints:
        """The places of the episodes nobody has closed."""
        return np.flatnonzero(
            (self.episodes["closed_on"] == NONE) & (self.episodes["outcome"] != NO_ACTION)
        ).astype(np.int64)

    def next_incidents(self, count: int) -> int:
        """The number of the first of so many new incidents."""
        first = self.incidents
        self.incidents += count
        return first


def mark(length: int, places: Ints) -> Bools:
    """True at these places."""
    found = np.zeros(length, dtype=np.bool_)
    found[places] = True
    return found
