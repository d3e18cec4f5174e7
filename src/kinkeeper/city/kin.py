"""Who belongs to whom: mothers, fathers, brothers and sisters, and the households they live in."""

from __future__ import annotations

import numpy as np
import polars as pl

from kinkeeper.city.chance import Ints, runs
from kinkeeper.city.days import NONE
from kinkeeper.city.frames import dates, frame, new_ids
from kinkeeper.city.ledger import UNACCOMPANIED, Ledger
from kinkeeper.city.people import FATHER, GRANDPARENT, MOTHER, STEP, Adults, People

OF_CHILD = {
    MOTHER: "mother_of",
    FATHER: "father_of",
    STEP: "step_parent_of",
    GRANDPARENT: "grandparent_of",
}
HALF = 0.22  # of brothers and sisters, those who share one parent
NO_CONTACT = 0.008  # of all ties; each between two who do not live in one household


def relationships(ledger: Ledger, people: People) -> pl.DataFrame:
    """Enough to draw a family by: each read from the first person to the second."""
    adults, children = people.adults, ledger.children
    parts = [_adult_of(ledger, people, role) for role in OF_CHILD]
    first, second = _pairs(ledger)
    half = ledger.chance.uniform("half", len(ledger.families))[children["family"][first]] < HALF
    for kind, these in (("half_sibling_of", half), ("sibling_of", ~half)):
        parts.append(
            _between(people.ids.gather(first[these]), people.ids.gather(second[these]), kind)
        )
    mothers, fathers, steps = (
        _of_all(adults, r, len(ledger.families)) for r in (MOTHER, FATHER, STEP)
    )
    couple = np.flatnonzero((mothers != NONE) & (fathers != NONE))
    apart = adults.at_home[fathers[couple]] == 0
    for kind, these in (("ex_partner_of", couple[apart]), ("partner_of", couple[~apart])):
        one, other = adults.ids.gather(mothers[these]), adults.ids.gather(fathers[these])
        parts.append(_between(one, other, kind))
    parts.append(_with_step(adults, mothers, steps))
    ties = pl.concat(parts)
    return ties.with_columns(
        started_on=pl.lit(None, dtype=pl.Date), no_contact=_no_contact(ledger, adults, ties)
    )


def _no_contact(ledger: Ledger, adults: Adults, ties: pl.DataFrame) -> pl.Series:
    """Of those who live apart, as many as make up the share of all ties; none of them is a couple.

    Who lives elsewhere is an adult: the children of a family belong to its household.
    """
    elsewhere = adults.ids.filter(pl.Series(adults.at_home == 0))
    asked = pl.col("person_id").is_in(elsewhere.implode()) | pl.col("other_id").is_in(
        elsewhere.implode()
    )
    apart = ties.select(asked & (pl.col("kind") != "partner_of")).to_series()
    share = NO_CONTACT * len(ties) / max(int(apart.sum()), 1)
    return apart & pl.Series(ledger.chance.uniform("no contact", len(ties)) < share)


def _of_all(adults: Adults, role: int, families: int) -> Ints:
    found = np.full(families, NONE, dtype=np.int64)
    known = adults.of(role)
    found[: len(known)] = known
    return found


def _between(one: pl.Series, other: pl.Series, kind: str) -> pl.DataFrame:
    return frame(person_id=one, other_id=other, kind=kind)


def _adult_of(ledger: Ledger, people: People, role: int) -> pl.DataFrame:
    mine = _of_all(people.adults, role, len(ledger.families))[ledger.children["family"]]
    children = np.flatnonzero(mine != NONE)
    adults = people.adults.ids.gather(mine[children])
    return _between(adults, people.ids.gather(children), OF_CHILD[role])


def _with_step(adults: Adults, mothers: Ints, steps: Ints) -> pl.DataFrame:
    these = np.flatnonzero((mothers != NONE) & (steps != NONE))
    return _between(
        adults.ids.gather(steps[these]), adults.ids.gather(mothers[these]), "partner_of"
    )


def _pairs(ledger: Ledger) -> tuple[Ints, Ints]:
    """Every two children of a family, once."""
    families = ledger.families
    firsts, counts = families["first"], families["children"]
    pairs = [
        (firsts[big] + one, firsts[big] + other)
        for one in range(6)
        for other in range(one + 1, 6)
        for big in (np.flatnonzero(counts > other),)
    ]
    return np.concatenate([one for one, _ in pairs]), np.concatenate([other for _, other in pairs])


def households(ledger: Ledger, people: People) -> tuple[pl.DataFrame, pl.DataFrame]:
    """A household for each family, and who lives in it."""
    families, adults = ledger.families, people.adults
    ours = np.flatnonzero(families["kind"] != UNACCOMPANIED)
    seen = people.first_seen[families["first"][ours]]
    ids = new_ids(ledger.chance, "people.FamilyGroup", seen)
    group = np.full(len(families), NONE, dtype=np.int64)
    group[ours] = np.arange(len(ours))
    groups = frame(id=ids, kind="household", label="", _on=dates(seen))
    owner, _ = runs(families["children"][ours])
    order = np.argsort(group[ledger.children["family"]], kind="stable")
    children = order[group[ledger.children["family"][order]] != NONE]
    home = np.flatnonzero(adults.at_home == 1)
    members = [
        (ids.gather(owner), people.ids.gather(children), seen[owner]),
        (
            ids.gather(group[adults.family[home]]),
            adults.ids.gather(home),
            seen[group[adults.family[home]]],
        ),
    ]
    rows = [frame(group_id=g, person_id=p, started_on=dates(on)) for g, p, on in members]
    return groups, pl.concat(rows)
