"""New families: how many children, how old, in which district."""

from __future__ import annotations

import numpy as np

from kinkeeper.city.chance import Chance, Floats, Ints, Pick, runs
from kinkeeper.city.days import YEAR
from kinkeeper.city.ledger import ORDINARY, UNACCOMPANIED, Ledger

CHILDREN_KNOWN = Pick({1: 0.52, 2: 0.25, 3: 0.13, 4: 0.06, 5: 0.03, 6: 0.01})
# The age, in years, of a child when first referred, by the share who are younger.
FIRST_AGE = {0.0: -0.35, 0.05: 0.0, 0.16: 1.0, 0.36: 4.5, 0.6: 9.0, 0.85: 14.0, 1.0: 17.3}
APART = {0.0: 330, 0.03: 420, 0.5: 800, 0.85: 1500, 1.0: 2600}  # days between brothers and sisters
WEIGHT_OF_DISTRICT = Pick(dict(enumerate((13, 12, 11, 11, 10, 10, 9, 9, 8, 7))))
OLDEST = 17.3 * YEAR


def new_families(ledger: Ledger, concern: str, children: int, on: int) -> Ints:
    """Families not known before, with so many children in all; the places of the children."""
    if children <= 0:
        return np.empty(0, dtype=np.int64)
    sizes = _sizes(ledger.chance, concern, children)
    owner, place = runs(sizes)
    count = len(sizes)
    families = ledger.families.add(
        count,
        district=_district(ledger, f"{concern}: district", count),
        open=0,
        first=ledger.children.n + np.cumsum(sizes) - sizes,
        children=sizes,
        kind=ORDINARY,
    )
    born = _born(ledger.chance, concern, owner, place, on)
    return ledger.children.add(
        len(owner), family=families[owner], born_on=born, plans=0, gone=0, kind=ORDINARY
    )


def unaccompanied(ledger: Ledger, count: int, on: int) -> Ints:
    """Children who came alone: each a family of one, nearly all sixteen or seventeen."""
    ages = ledger.chance.drawn(
        "unaccompanied: age", count, {0.0: 5100, 0.15: 5700, 0.6: 6050, 1.0: 6480}
    )
    families = ledger.families.add(
        count,
        district=ledger.chance.among("unaccompanied: district", count, ledger.districts),
        open=0,
        first=ledger.children.n + np.arange(count),
        children=1,
        kind=UNACCOMPANIED,
    )
    return ledger.children.add(
        count, family=families, born_on=on - ages, plans=0, gone=0, kind=UNACCOMPANIED
    )


def grown_up(ledger: Ledger, count: int, on: int) -> Ints:
    """Young people of eighteen to twenty whom the service knew as children; each of another family."""
    ages = ledger.chance.drawn("grown up: age", count, {0.0: 18.01 * YEAR, 1.0: 20.99 * YEAR})
    families = ledger.families.add(
        count,
        district=_district(ledger, "grown up: district", count),
        open=0,
        first=ledger.children.n + np.arange(count),
        children=1,
        kind=ORDINARY,
    )
    return ledger.children.add(
        count, family=families, born_on=on - ages, plans=0, gone=1, kind=ORDINARY
    )


def _district(ledger: Ledger, concern: str, count: int) -> Ints:
    """A district for each; a small city has fewer of them."""
    return WEIGHT_OF_DISTRICT.at(ledger.chance.uniform(concern, count)) % ledger.districts


def _sizes(chance: Chance, concern: str, children: int) -> Ints:
    """Sizes of families that come to exactly so many children."""
    sizes = CHILDREN_KNOWN.at(chance.uniform(f"{concern}: size", children)) + 1
    upto = np.cumsum(sizes)
    last = int(np.searchsorted(upto, children))
    kept = sizes[: last + 1].copy()
    kept[last] -= upto[last] - children
    return kept


def _born(chance: Chance, concern: str, owner: Ints, place: Ints, on: int) -> Ints:
    """Birth dates: the youngest first, each of the others some time before the last."""
    n = len(owner)
    youngest = _youngest(chance.uniform(f"{concern}: age", n)) * YEAR
    apart = chance.drawn(f"{concern}: apart", n, APART)
    apart[place == 0] = 0
    gaps = np.cumsum(apart)
    begins = np.flatnonzero(place == 0)
    age = youngest[begins][owner] + gaps - gaps[begins][owner]
    grown = age > OLDEST
    age[grown] = OLDEST * chance.uniform(f"{concern}: grown", n)[grown]
    return (on - age).astype(np.int64)


def _youngest(uniform: Floats) -> Floats:
    return np.interp(uniform, list(FIRST_AGE), list(FIRST_AGE.values()))
