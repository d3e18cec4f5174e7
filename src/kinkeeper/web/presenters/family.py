"""A child's family: the drawing, and the same in words. Nobody is in either who may not be seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final
from uuid import UUID

from django.urls import reverse

from kinkeeper.access.depth import Depth
from kinkeeper.care.queries import Away
from kinkeeper.kernel.ids import reference
from kinkeeper.people.kin import Kin, Kinship, Relative
from kinkeeper.web import words
from kinkeeper.web.drawings.family import PARENT, Family, Member, Shape, Tie
from kinkeeper.web.drawings.genogram import Genogram, genogram
from kinkeeper.web.parts import Cell, Row, Worklist
from kinkeeper.web.presenters.homes import BEFORE, Homes, homes
from kinkeeper.web.presenters.tables import table

COLUMNS: Final = ("Person", "To this child", "Age and birth", "Lives with")
NOT_OPEN: Final = "Not open to you"
RULED: Final = " (no contact allowed)"
SHAPES: Final[dict[str, Shape]] = {"M": "square", "F": "circle"}
# A parent whose sex is not recorded, or not open to the reader, is drawn as what the tie says.
BY_TIE: Final[dict[str, Shape]] = {"mother_of": "circle", "father_of": "square"}
# From the other side, where that is not the same word.
FROM_CHILD: Final = {
    "mother_of": "Son or daughter",
    "father_of": "Son or daughter",
    "step_parent_of": "Stepchild",
    "parental_responsibility_for": "This child has parental responsibility for them",
    "grandparent_of": "Grandchild",
    "aunt_or_uncle_of": "Niece or nephew",
    "carer_of": "Cared for by this child",
}
KEY: Final = (
    ("subject", "This child"),
    ("square", "Man or boy"),
    ("circle", "Woman or girl"),
    ("diamond", "Sex not recorded, or not open to you"),
    ("triangle", "Not yet born"),
    ("died", "Has died"),
    ("absent", "A parent of whom nothing is known here"),
    ("union", "Partners"),
    ("union-ended", "Partners once"),
    ("union-unsaid", "Parents; whether they are partners is not recorded"),
    ("tie", "Another tie, named on the line"),
    ("tie-ended", "Another tie, now ended"),
    ("kept", "Brothers and sisters to be kept together"),
    ("struck", "No contact allowed"),
    ("household", "People who live together"),
)


@dataclass(frozen=True, slots=True)
class KeyMark:
    """A mark that occurs in a drawing, and what it means."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class FamilyShown:
    """The drawing, what it says to somebody who does not see it, its key, and the same as lists."""

    drawn: Genogram
    said: str
    key: tuple[KeyMark, ...]
    people: Worklist
    ties: tuple[str, ...]


def shown(found: Kin, on: date, away: Mapping[UUID, Away] | None = None) -> FamilyShown:
    """The family in a picture and in words: each tells as much as the other."""
    living = homes(found, away or {})
    one = as_drawn(found, on, living)
    drawn = genogram(one)
    rows = [_row(relative, one, found, living, on) for relative in _in_order(found, drawn)]
    total = words.counted(len(one.members), "person", "people")
    return FamilyShown(
        drawn,
        f"{total} and {words.counted(len(one.ties), 'tie')}. The same is told in words on this page.",
        tuple(KeyMark(kind, said) for kind, said in KEY if kind in kinds_of(drawn)),
        table("Everybody in the drawing", COLUMNS, rows, total),
        tuple(_sentences(found, one, drawn, living)),
    )


def as_drawn(found: Kin, on: date, living: Homes | None = None) -> Family:
    """The family as the drawing takes it; who is placed away is outside the household."""
    living = living or homes(found, {})
    ties = [
        Tie(str(t.one), str(t.other), t.kind, t.ended_on is not None, t.no_contact)
        for t in found.ties
    ]
    together = [group for group in found.groups if group.kind == "sibling_group"]
    ties += [tie for group in together for tie in _kept(group.members)]
    together_now = {frozenset(map(str, members)) for members in living.now}
    members = tuple(_member(one, found, living, on) for one in found.people)
    return Family(str(found.person_id), members, tuple(ties), tuple(together_now))


def named(one: Relative) -> str:
    """As a drawing names somebody: first name first; the reference where no name is to be seen."""
    if not one.names:
        return reference(one.id)
    return " ".join(part for part in (one.names[0].forename, one.names[0].surname) if part)


def to_child(one: UUID, found: Kin) -> str:
    """What somebody is to the child, as far as one tie says it."""
    said = [
        _ended(_from_side(tie, one), tie)
        for tie in found.ties
        if {tie.one, tie.other} == {one, found.person_id}
    ]
    return words.capital(", ".join(words.uncapital(part) for part in dict.fromkeys(said)))


def _through(one: UUID, found: Kin) -> str | None:
    """What somebody without a tie to the child is to the child's parents, or to whoever is nearest."""
    parents = {tie.one: tie for tie in found.ties if _is_parent(tie, found.person_id)}
    shared = [parents[tie.one] for tie in found.ties if _is_parent(tie, one) and tie.one in parents]
    if shared:
        same = " and ".join(sorted(_from_side(tie, tie.one).lower() for tie in shared))
        return f"Brother or sister, by the same {same}"
    by_id = {person.id: named(person) for person in found.people}
    near = {tie.one for tie in found.ties} | {tie.other for tie in found.ties}
    direct = {key for key in near if to_child(key, found)}
    ours = sorted(
        (t for t in found.ties if one in (t.one, t.other)),
        key=lambda t: not direct & {t.one, t.other},
    )
    for tie in ours:
        other = tie.other if tie.one == one else tie.one
        return f"{_ended(_from_side(tie, one), tie)} of {by_id[other]}"
    return None


def _is_parent(tie: Kinship, of: UUID) -> bool:
    return tie.kind in PARENT and tie.other == of


def _from_side(tie: Kinship, one: UUID) -> str:
    if tie.kind == "parental_responsibility_for" and tie.one == one:
        return "Has parental responsibility"
    said = tie.title.rsplit(" ", 1)[0]
    return said if tie.one == one else FROM_CHILD.get(tie.kind, said)


def _ended(said: str, tie: Kinship) -> str:
    ended = f" (until {words.short_date(tie.ended_on)})" if tie.ended_on else ""
    return f"{said}{ended}{RULED if tie.no_contact else ''}"


def _kept(members: Sequence[UUID]) -> Iterator[Tie]:
    for one, other in pairwise(members):
        yield Tie(str(one), str(other), "kept_with")


def _member(one: Relative, found: Kin, living: Homes, on: date) -> Member:
    died = one.died_on is not None and one.died_on <= on
    known = one.depth >= Depth.BANNER
    subject = one.id == found.person_id
    role = "this child" if subject else words.uncapital(to_child(one.id, found))
    life = _life(one, on) if known else "details are not open to you"
    return Member(
        key=str(one.id),
        name=named(one),
        said=", ".join(
            filter(None, (named(one), role, life, words.uncapital(living.said(one.id))))
        ),
        shape=_shape(one, found),
        inside=_age(one, on),
        under=_under(one, on) if known else "",
        died=died,
        adult=one.adult,
        born_on=one.born_on or one.expected_on,
        url="" if subject else reverse("child", args=[one.id]),
    )


def _shape(one: Relative, found: Kin) -> Shape:
    if one.expected_on:
        return "triangle"
    by_tie = (BY_TIE[tie.kind] for tie in found.ties if tie.one == one.id and tie.kind in BY_TIE)
    return SHAPES[one.sex] if one.sex in SHAPES else next(by_tie, "diamond")


def _age(one: Relative, on: date) -> str:
    if one.born_on is None or one.born_on > on:
        return ""
    last = one.died_on if one.died_on and one.died_on <= on else on
    whole = words.years(one.born_on, last)
    if whole >= 2:
        return str(whole)
    months = (last.year - one.born_on.year) * 12 + last.month - one.born_on.month
    return f"{max(months - (last.day < one.born_on.day), 0)}m"


def _under(one: Relative, on: date) -> str:
    about = "about " if one.born_on_estimated else ""
    if one.expected_on:
        return f"expected {words.short_date(one.expected_on)}"
    if one.died_on and one.died_on <= on:
        born = f"{about}{one.born_on.year}–" if one.born_on else "died "
        return f"{born}{one.died_on.year}"
    return f"born {about}{words.short_date(one.born_on)}" if one.born_on else ""


def _life(one: Relative, on: date) -> str:
    """Birth and death in full: what a drawing shortens."""
    if one.expected_on:
        return f"not yet born, expected {words.plain_date(one.expected_on)}"
    about = "about " if one.born_on_estimated else ""
    day = f"born {about}{words.plain_date(one.born_on)}"
    born = day if one.born_on else "date of birth not recorded"
    if one.died_on and one.died_on <= on:
        return f"died {words.plain_date(one.died_on)}, {born}"
    return f"{words.age(one.born_on, on)}, {born}" if one.born_on else born


def _in_order(found: Kin, drawn: Genogram) -> list[Relative]:
    """As the drawing is read: row by row, the eldest generation first."""
    by_key = {str(one.id): one for one in found.people}
    return [by_key[s.member.key] for s in drawn.symbols if s.member.key in by_key]


def _row(one: Relative, of: Family, found: Kin, living: Homes, on: date) -> Row:
    subject = one.id == found.person_id
    url = "" if subject else reverse("child", args=[one.id])
    role = "This child" if subject else to_child(one.id, found) or _through(one.id, found)
    life = words.capital(_life(one, on)) if one.depth >= Depth.BANNER else NOT_OPEN
    lived = [_others(one, name, keys, of) for name, keys in of.homes if str(one.id) in keys]
    where = [part for part in (living.said(one.id), *lived, _before(one, of, living)) if part]
    name = Cell(named(one), url=url, head=True, label=False)
    return Row((name, Cell(role), Cell(life), Cell("; ".join(where) or None)))


def _before(one: Relative, of: Family, living: Homes) -> str:
    """The household a child who is away belongs to otherwise, by name."""
    ours = {str(other) for other in living.before.get(one.id, ())}
    others = ", ".join(of.by_key[key].name for key in of.oldest_first if key in ours)
    return f"{words.uncapital(BEFORE)}: {others}" if others else ""


def _others(one: Relative, name: str, members: Iterable[str], of: Family) -> str:
    inside = [key for key in of.oldest_first if key in members and key != str(one.id)]
    others = ", ".join(of.by_key[key].name for key in inside)
    return f"{others} ({words.uncapital(name)})" if len(of.homes) > 1 else others


def _sentences(found: Kin, of: Family, drawn: Genogram, living: Homes) -> Iterator[str]:
    """Each tie in a sentence, in the order of the drawing; then what the drawing shows besides."""
    by_id = {one.id: named(one) for one in found.people}
    own_first = sorted(found.ties, key=lambda tie: found.person_id not in (tie.one, tie.other))
    for tie in own_first:
        yield _sentence(tie, by_id[tie.one], by_id[tie.other])
    for group in found.groups:
        if group.kind == "sibling_group":
            yield f"{_and([by_id[one] for one in group.members])} are to be kept together."
    for name, members in of.homes:
        yield f"{name}: {_and([of.by_key[key].name for key in of.oldest_first if key in members])}."
    away = [one for one in found.people if one.id in living.away]
    yield from (f"{named(one)}: {words.uncapital(living.said(one.id))}." for one in away)
    yield from (f"{one.member.said}." for one in drawn.symbols if one.member.absent)


def _sentence(tie: Kinship, one: str, other: str) -> str:
    if tie.kind == "parental_responsibility_for":
        told = f"{one} {'had' if tie.ended_on else 'has'} parental responsibility for {other}"
    else:
        was = "was" if tie.ended_on and tie.kind != "ex_partner_of" else "is"
        told = f"{one} {was} {_article(tie)} {words.uncapital(tie.title)} {other}"
    since = f" from {words.short_date(tie.started_on)}" if tie.started_on else ""
    until = f" until {words.short_date(tie.ended_on)}" if tie.ended_on else ""
    return f"{told}{since}{until}{'; no contact allowed' if tie.no_contact else ''}."


def _article(tie: Kinship) -> str:
    if tie.kind in PARENT:
        return "the"
    return "an" if tie.title[0] in "AEIOU" else "a"


def _and(names: Sequence[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def kinds_of(drawn: Genogram) -> set[str]:
    """Every kind of mark that occurs."""
    people = [symbol.member for symbol in drawn.symbols]
    kinds = {one.shape for one in people if not one.absent} | drawn.kinds | {"subject"}
    kinds |= {"died"} if any(one.died for one in people) else set()
    return kinds | ({"absent"} if any(one.absent for one in people) else set())
