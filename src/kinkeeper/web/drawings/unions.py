"""Couples and the children under them, and what is left to be drawn as a line of its own."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from kinkeeper.web.drawings.family import PARENT, PARTNER, Family, Member, Shape, Tie

Bond = Literal["together", "ended", "unsaid"]
ABSENT: dict[str, tuple[str, Shape]] = {
    "mother_of": ("Mother", "circle"),
    "father_of": ("Father", "square"),
}


@dataclass(frozen=True, slots=True)
class Union:
    """Two people, or one, or none known, and the children drawn under them, the eldest first."""

    partners: tuple[str, ...]
    children: tuple[str, ...] = ()
    bond: Bond = "unsaid"
    no_contact: bool = False
    tells: frozenset[int] = frozenset()
    outer: str = ""  # of the two, who has fewer unions: the children hang nearer to them


@dataclass(frozen=True, slots=True)
class Structure:
    """The family sorted for drawing: who stands where, under whom, and what is told besides."""

    members: Mapping[str, Member]
    rows: Mapping[str, int]
    unions: tuple[Union, ...]
    loose: tuple[tuple[int, Tie], ...]
    marks: Mapping[str, tuple[str, ...]]
    marked: frozenset[int]
    homes: tuple[frozenset[str], ...]


def structure(family: Family, rows: Mapping[str, int]) -> Structure:
    """Every tie is told once: by a union, by a mark on a person, or as a line of its own."""
    parents = _parents(family, rows)
    absent, couples = _couples(family, rows, parents)
    made = [*couples, *_parentless(family, rows, parents)]
    made = _hung(_bonded(family, rows, made))
    told = frozenset(number for union in made for number in union.tells)
    implied = frozenset(n for n, tie in family.facts if n not in told and _implied(tie, made))
    marks, marked = _marks(family, made, told)
    cut = frozenset(n for n, tie in family.facts if tie.kind in PARENT and tie.no_contact)
    done = (told - cut) | implied | marked
    return Structure(
        members={**family.by_key, **{one.key: one for one in absent}},
        rows={**rows, **{one.key: rows[_child_of(one.key, made)] - 1 for one in absent}},
        unions=tuple(sorted(made, key=lambda u: (u.partners, u.children))),
        loose=tuple((number, tie) for number, tie in family.facts if number not in done),
        marks=marks,
        marked=marked | implied,
        homes=tuple(home for _, home in family.homes),
    )


def _parents(family: Family, rows: Mapping[str, int]) -> dict[str, dict[str, int]]:
    """Of each child, the parents one row above and the fact that says so: two at most."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    said = [(n, t) for n, t in family.facts if t.kind in PARENT and not t.no_contact]
    said += [(n, t) for n, t in family.facts if t.kind in PARENT and t.no_contact]
    kinds: dict[str, set[str]] = defaultdict(set)
    for first in (True, False):  # a mother and a father before a second of either
        for number, tie in said:
            above = rows[tie.one] == rows[tie.other] - 1
            new = tie.kind not in kinds[tie.other]
            held = found[tie.other]
            if above and new is first and tie.one not in held and len(held) < 2:
                held[tie.one] = number
                kinds[tie.other].add(tie.kind)
    return {child: held for child, held in found.items() if held}


def _couples(
    family: Family, rows: Mapping[str, int], parents: Mapping[str, Mapping[str, int]]
) -> tuple[list[Member], list[Union]]:
    """A union for each set of parents; who is alone has the other parent drawn as not known."""
    sets: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for child in family.oldest_first:
        if child in parents:
            sets[tuple(sorted(parents[child]))].append(child)
    absent: list[Member] = []
    made: list[Union] = []
    near = rows[family.subject]
    for couple, children in sorted(sets.items()):
        for group in [children] if len(couple) > 1 else _apart(family, children):
            tells = frozenset(parents[child][parent] for child in group for parent in couple)
            both = couple
            if len(couple) == 1 and rows[group[0]] == near:
                other = _not_known(family, couple[0], group[0], tells, len(absent))
                absent.append(other)
                both = (*couple, other.key)
            made.append(Union(both, tuple(group), tells=tells))
    return absent, made


def _apart(family: Family, children: Iterable[str]) -> list[list[str]]:
    """The children of one known parent, those said to be half-siblings apart."""
    half = {frozenset((t.one, t.other)) for t in family.ties if t.kind == "half_sibling_of"}
    groups: list[list[str]] = []
    for child in children:
        fits = (g for g in groups if not any(frozenset((child, one)) in half for one in g))
        group = next(fits, None)
        if group is None:
            groups.append(group := [])
        group.append(child)
    return groups


def _not_known(
    family: Family, parent: str, child: str, tells: frozenset[int], count: int
) -> Member:
    kinds = {family.ties[n].kind for n in tells}
    word, shape = ABSENT["mother_of" if kinds == {"father_of"} else "father_of"]
    said = f"{word} of {family.by_key[child].name}: not known here"
    key = f"{parent} {child} {count}"
    return Member(key, f"{word} not known here", said, shape, inside="?", adult=True, absent=True)


def _parentless(
    family: Family, rows: Mapping[str, int], parents: Mapping[str, Mapping[str, int]]
) -> Iterator[Union]:
    """Brothers and sisters none of whose parents is drawn, joined by the line above them."""
    ties = [
        (n, t)
        for n, t in family.facts
        if t.kind == "sibling_of"
        and not t.no_contact
        and not {t.one, t.other} & parents.keys()
        and rows[t.one] == rows[t.other]
    ]
    group = {key: key for _, t in ties for key in (t.one, t.other)}
    for _, tie in ties:
        low, high = sorted((group[tie.one], group[tie.other]))
        group = {key: low if at == high else at for key, at in group.items()}
    for root in sorted(set(group.values())):
        children = tuple(key for key in family.oldest_first if group.get(key) == root)
        tells = frozenset(n for n, tie in ties if group[tie.one] == root)
        yield Union((), children, tells=tells)


def _bonded(family: Family, rows: Mapping[str, int], made: list[Union]) -> list[Union]:
    """The unions with what is said of each couple, and couples without children among them."""
    said: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, tie in family.facts:
        if tie.kind in PARTNER and rows[tie.one] == rows[tie.other]:
            said[tuple(sorted((tie.one, tie.other)))].append(number)
    found = []
    for union in made:
        numbers = said.pop(tuple(sorted(union.partners)), [])
        found.append(_bond(family, union, numbers) if numbers else union)
    childless = [_bond(family, Union(couple), numbers) for couple, numbers in said.items()]
    return [*found, *childless]


def _hung(made: Iterable[Union]) -> list[Union]:
    unions = list(made)
    count = Counter(key for union in unions for key in union.partners)
    return [
        replace(union, outer=min(union.partners, key=lambda key: (count[key], key), default=""))
        for union in unions
    ]


def _bond(family: Family, union: Union, numbers: list[int]) -> Union:
    ties = [family.ties[number] for number in numbers]
    lasts = any(tie.kind == "partner_of" and not tie.ended for tie in ties)
    return replace(
        union,
        bond="together" if lasts else "ended",
        no_contact=any(tie.no_contact for tie in ties),
        tells=union.tells | frozenset(numbers),
    )


def _implied(tie: Tie, unions: Iterable[Union]) -> bool:
    """Whether the unions show the tie already; no contact is never left to be guessed."""
    if tie.no_contact:
        return False
    above = _drawn_parents(unions)
    one, other = above.get(tie.one, set()), above.get(tie.other, set())
    if tie.kind == "sibling_of":
        return any({tie.one, tie.other} <= set(union.children) for union in unions)
    if tie.kind == "half_sibling_of":
        return len(one & other) == 1
    if tie.kind == "grandparent_of":
        return any(tie.one in above.get(parent, set()) for parent in other)
    if tie.kind == "aunt_or_uncle_of":
        return any({tie.one, p} <= set(u.children) for u in unions for p in other if p != tie.one)
    return False


def _drawn_parents(unions: Iterable[Union]) -> dict[str, set[str]]:
    return {child: set(union.partners) for union in unions for child in union.children}


def _marks(
    family: Family, unions: Iterable[Union], told: frozenset[int]
) -> tuple[dict[str, tuple[str, ...]], frozenset[int]]:
    """Parental responsibility of a drawn parent is written under the parent."""
    above = _drawn_parents(unions)
    under: dict[str, list[str]] = defaultdict(list)
    marked = set()
    for number, tie in family.facts:
        ours = tie.kind == "parental_responsibility_for" and number not in told
        if ours and tie.one in above.get(tie.other, ()) and not (tie.no_contact or tie.ended):
            under[tie.one].append(tie.other)
            marked.add(number)
    alone = {key: len({c for c in above if key in above[c]}) for key in under}
    return {
        key: ("PR" if len(children) == alone[key] else _for(family, children),)
        for key, children in under.items()
    }, frozenset(marked)


def _for(family: Family, children: Iterable[str]) -> str:
    return "PR: " + ", ".join(family.by_key[child].name.split()[0] for child in children)


def _child_of(key: str, unions: Iterable[Union]) -> str:
    return next(union.children[0] for union in unions if key in union.partners)
