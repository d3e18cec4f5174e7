"""What the story does not do, though a month ends plans before cares and the books open on newborns."""

import numpy as np

from kinkeeper.city import scenario
from kinkeeper.city.casework import GUARDIANSHIP, close_with
from kinkeeper.city.chance import Chance
from kinkeeper.city.days import day
from kinkeeper.city.ledger import Ledger
from kinkeeper.city.opening import open_the_books

STORY = scenario("birmingham-2014")
START = day(STORY.first)


def told_by(seed: int, size: float) -> Ledger:
    """A ledger in which nothing has happened."""
    return Ledger(STORY, Chance(seed), size, START)


def test_nobody_is_in_care_before_they_are_born() -> None:
    """Nor is who was born on the first day, and in care on it."""
    ledger = told_by(2, 0.3)
    open_the_books(ledger)
    born = ledger.children["born_on"][ledger.cares["child"]]
    assert START in born
    assert (ledger.cares["started_on"] >= born).all()


def test_a_case_is_closed_when_its_plan_and_conferences_are_over() -> None:
    """An order ends care on a day before both; the case ends with the last of them."""
    ledger, on = told_by(1, 0.1), START + 2
    known = {"child": 0, "referred_on": START, "authorised_on": START}
    episodes = ledger.episodes.add(3, **known)
    ledger.plans.add(1, episode=episodes[0], ended_on=START + 9)
    ledger.enquiries.add(1, episode=episodes[1], conference_on=START + 5)
    close_with(ledger, episodes, np.full(3, on, dtype=np.int64), GUARDIANSHIP)
    assert ledger.episodes["closed_on"].tolist() == [START + 9, START + 5, on]
