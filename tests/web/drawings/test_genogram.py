"""A family is drawn whole, in order, and so that it can be read."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinkeeper.web.drawings.family import Family, Tie
from kinkeeper.web.drawings.genogram import Genogram, Symbol, genogram
from kinkeeper.web.drawings.shapes import Point
from tests.web.drawings.families import (
    families,
    family,
    member,
    shrunk,
    stroke,
    strokes,
    told,
)

FEW = settings(max_examples=60, deadline=None)


@FEW
@given(families())
def test_no_two_people_overlap(one: Family) -> None:
    """Neither the symbols nor what is written under them."""
    drawn = genogram(one)
    taken = [(s, box) for s in drawn.symbols for box in (s.box, s.label)]
    for (owner, box), (other, more) in combinations(taken, 2):
        assert owner is other or not box.meets(more)


@FEW
@given(families())
def test_every_person_and_every_tie_is_drawn(one: Family) -> None:
    """Nobody is left out, and nobody is made up but a parent there must have been."""
    drawn = genogram(one)
    assert told(drawn) == frozenset(range(len(one.ties)))
    assert {s.member.key for s in drawn.symbols if not s.member.absent} == set(one.by_key)


@FEW
@given(families())
def test_no_line_runs_through_a_person(one: Family) -> None:
    """Lines end at the edge of a symbol, and pass beside every other."""
    drawn = genogram(one)
    insides = [shrunk(s.box, 1) for s in drawn.symbols]
    assert not [line for line in strokes(drawn) for inside in insides if line.meets(inside)]


@FEW
@given(families())
def test_no_strike_crosses_a_person_or_a_name(one: Family) -> None:
    """That there is no contact is struck through the line alone, and every name can be read."""
    drawn = genogram(one)
    struck = [stroke(*line.points) for line in drawn.lines if line.kind == "struck"]
    people = [box for s in drawn.symbols for box in (s.box, s.label)]
    assert not [mark for mark in struck for person in people if mark.meets(person)]


@FEW
@given(families())
def test_every_line_stays_within_the_drawing(one: Family) -> None:
    """Nothing is cut off at the edge."""
    drawn = genogram(one)
    boxes = [*strokes(drawn), *(s.box for s in drawn.symbols), *(s.label for s in drawn.symbols)]
    for box in boxes:
        assert box.left >= 0
        assert box.top >= 0
        assert box.right <= drawn.width
        assert box.bottom <= drawn.height


@FEW
@given(families(), st.data())
def test_the_same_family_is_the_same_drawing(one: Family, data: st.DataObject) -> None:
    """However its people and ties come out of the database."""
    members, homes = (
        data.draw(st.permutations(one.members)),
        data.draw(st.permutations(one.households)),
    )
    again = Family(one.subject, tuple(members), one.ties, tuple(homes))
    assert genogram(again) == genogram(one)


@FEW
@given(families())
def test_an_outline_holds_its_household_and_nobody_else(one: Family) -> None:
    """Each member stands inside as many lines as there are households of theirs."""
    drawn = genogram(one)
    for symbol in drawn.symbols:
        inside = sum(_holds(line.points, symbol.x, symbol.y) for line in drawn.outlines)
        assert inside == sum(symbol.member.key in home for home in one.households)


@FEW
@given(families())
def test_a_household_is_one_outline(one: Family) -> None:
    """Whoever stands between its members: the line goes around them, and is not cut in parts."""
    drawn = genogram(one)
    assert len(drawn.outlines) == len(one.households)
    assert all(line.points[0] == line.points[-1] for line in drawn.outlines)


SIX = ("ann", "ben", "cat", "dan", "eli", "fay")
KIN = "\n".join(f"mum mother_of {k}\ndad father_of {k}\ngran grandparent_of {k}" for k in SIX)


def test_a_grandparent_has_one_line_to_all_the_grandchildren() -> None:
    """From beside her, above the parents, to the line that the brothers and sisters hang on."""
    drawn = genogram(family(KIN))
    (line,) = (line for line in drawn.lines if line.kind == "tie")
    at = {s.member.key: s for s in drawn.symbols}
    assert len(line.tells) == len(SIX)
    assert line.points[0].y < at["mum"].box.top < line.points[-1].y < at["ann"].box.top
    assert [w.text for w in drawn.words] == ["grandparent"]


def test_a_tie_to_some_of_the_children_forks_to_those() -> None:
    """One way down with an end at each of them, and none at a brother or sister it is not to."""
    drawn = genogram(family(KIN.replace("gran grandparent_of cat\n", "")))
    ends = [line.points[-1] for line in drawn.lines if line.kind == "tie"]
    reached = [s.member.key for s in drawn.symbols for end in ends if _under(end, s)]
    assert sorted(reached) == sorted({*SIX} - {"cat"})


def test_no_contact_is_struck_before_a_line_forks() -> None:
    """It holds for everybody the line leads to."""
    some = KIN.replace("gran grandparent_of cat\n", "").replace(
        "gran grandparent_of", "gran aunt_or_uncle_of"
    )
    cut = "\n".join(f"{t} no_contact" if "aunt" in t else t for t in some.splitlines())
    lines = genogram(family(cut)).lines
    stem = next(line for line in lines if line.kind == "tie").points[:-2]
    (one, *_) = (line for line in lines if line.kind == "struck")
    middle = Point(*(sum(p) / 2 for p in zip(*((p.x, p.y) for p in one.points), strict=True)))
    assert any(_near(middle, a, b) for a, b in pairwise(stem))


def _near(at: Point, one: Point, other: Point) -> bool:
    xs, ys = sorted((one.x, other.x)), sorted((one.y, other.y))
    return xs[0] - 4 <= at.x <= xs[1] + 4 and ys[0] - 4 <= at.y <= ys[1] + 4


def _under(end: Point, one: Symbol) -> bool:
    return end.y == one.box.top and abs(end.x - one.x) < 22


def test_generations_stand_in_rows_and_children_under_their_parents() -> None:
    """Grandparents above parents above the child, whose place is between the parents."""
    at = _at("""
        ada mother_of ben
        abe father_of ben
        ada mother_of cat
        abe father_of cat
        eve mother_of ada""")
    assert at["eve"].y < at["ada"].y == at["abe"].y < at["ben"].y == at["cat"].y
    assert at["ada"].x + at["abe"].x == at["ben"].x + at["cat"].x


def test_the_eldest_is_left() -> None:
    """Brothers and sisters stand by age, who was born on a day not known comes last."""
    born = {"ida": 2010, "joe": 2012, "kim": 2015, "lou": None}
    people = tuple(member(key, year) for key, year in born.items())
    ties = tuple(Tie("mum", key, "mother_of") for key in born)
    drawn = genogram(Family("joe", (*people, member("mum", 1980)), ties))
    row = sorted((s for s in drawn.symbols if s.member.key in born), key=lambda s: s.x)
    assert [s.member.key for s in row] == list(born)


FOUR_COUPLES = """
    ada mother_of ben
    abe father_of ben
    ada mother_of cat
    col father_of cat
    ada mother_of dan
    don father_of dan
    ada mother_of eli
    eve ex_partner_of ada ended
    ben half_sibling_of cat"""


def test_several_partners_each_keep_their_children() -> None:
    """Each couple its line of descent, and half-siblings without a line of their own."""
    kinds = [line.kind for line in genogram(family(FOUR_COUPLES)).lines]
    assert kinds.count("union-unsaid") == 4
    assert kinds.count("union-ended") == 1
    assert "tie" not in kinds


@pytest.mark.parametrize(("parent", "said"), [("mother", "Father"), ("father", "Mother")])
def test_a_parent_not_known_is_drawn_as_not_known(parent: str, said: str) -> None:
    """With a question mark, and words that do not say whether there is a record."""
    drawn = genogram(family(f"ada {parent}_of ben"))
    (absent,) = (s.member for s in drawn.symbols if s.member.absent)
    assert absent.name == f"{said} not known here"
    assert (absent.inside, absent.url) == ("?", "")


def test_half_siblings_do_not_share_a_father_who_is_not_known() -> None:
    """One question mark for each."""
    drawn = genogram(
        family("""
        ada mother_of ben
        ada mother_of cat
        ada mother_of dan
        ben half_sibling_of dan
        cat half_sibling_of dan""")
    )
    assert sum(s.member.absent for s in drawn.symbols) == 2


@pytest.mark.parametrize(
    ("told_of", "kind"),
    [
        ("ada partner_of abe", "union"),
        ("ada partner_of abe ended", "union-ended"),
        ("ada ex_partner_of abe", "union-ended"),
        ("ada ex_partner_of abe\nabe partner_of ada", "union"),
        ("ada mother_of ben\nabe father_of ben", "union-unsaid"),
        ("ada kept_with ben", "kept"),
        ("ada carer_of ben", "tie"),
        ("ada carer_of ben ended", "tie-ended"),
        ("ada mother_of ben no_contact", "struck"),
        ("ada sibling_of ben no_contact", "struck"),
    ],
)
def test_each_tie_has_its_line(told_of: str, kind: str) -> None:
    """Ended is dashed, kept together is double, no contact is struck through."""
    assert kind in genogram(family(told_of)).kinds


def test_parental_responsibility_is_written_under_a_parent() -> None:
    """For all drawn children of theirs in two letters, for some by name."""
    at = _at("""
        ada mother_of ben
        ada mother_of cat
        abe father_of ben
        abe father_of cat
        ada parental_responsibility_for ben
        ada parental_responsibility_for cat
        abe parental_responsibility_for cat""")
    assert (at["ada"].small, at["abe"].small) == (("PR",), ("PR: Cat",))


def _at(told_of: str) -> dict[str, Symbol]:
    return {s.member.key: s for s in genogram(family(told_of)).symbols}


def _holds(points: tuple[Point, ...], x: float, y: float) -> bool:
    """Whether a closed line of level and upright strokes goes around a place."""
    walls = [(a, b) for a, b in pairwise(points) if a.x == b.x]
    crossed = [a for a, b in walls if a.x > x and min(a.y, b.y) <= y < max(a.y, b.y)]
    return len(crossed) % 2 == 1


def test_a_family_takes_no_strangers() -> None:
    """A tie to somebody who is not in the family is a mistake of ours, and is said so."""
    with pytest.raises(ValueError, match="ties between them only"):
        Family("ada", (member("ada"),), (Tie("ada", "ben", "mother_of"),))


def test_a_child_alone_is_drawn() -> None:
    """One symbol, no line, and room around it."""
    drawn: Genogram = genogram(Family("ada", (member("ada", 2015),)))
    assert [s.subject for s in drawn.symbols] == [True]
    assert (drawn.lines, drawn.outlines) == ((), ())
