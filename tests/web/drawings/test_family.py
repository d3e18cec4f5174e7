"""A family in words: the list says what the drawing says."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from kinkeeper.access.depth import Depth
from kinkeeper.care.queries import Away
from kinkeeper.people.family_kinds import RelationshipKind
from kinkeeper.people.kin import Kin, Kinship, Relative, Together
from kinkeeper.web.drawings.genogram import genogram
from kinkeeper.web.presenters import ecomap, family
from kinkeeper.web.presenters.family import FamilyShown, as_drawn, shown, to_child
from kinkeeper.web.presenters.homes import homes

TODAY = date(2026, 4, 20)
NAMES = ("Ben", "Ada", "Abe", "Cat", "Eve")
BEN, ADA, ABE, CAT, EVE = (UUID(int=n) for n in range(1, 6))


def relative(key: UUID, **facts: Any) -> Relative:
    """Somebody with a name, seen to the depth of the record."""
    name: Any = SimpleNamespace(forename=NAMES[key.int - 1], surname="Byron")
    blank = dict.fromkeys(("sex", "born_on", "expected_on", "died_on"))
    given = {"names": (name,), "adult": True, "born_on_estimated": False, **blank, **facts}
    return Relative(key, given.pop("depth", Depth.RECORD), **given)


def tie(one: UUID, kind: str, other: UUID, **facts: Any) -> Kinship:
    """One is that to the other."""
    given = {"started_on": None, "ended_on": None, "no_contact": False, **facts}
    return Kinship(one, other, kind, str(RelationshipKind(kind).label), **given)


def of(*ties: Kinship, people: dict[UUID, dict[str, Any]] | None = None, groups: Any = ()) -> Kin:
    """Ben's family."""
    keys = sorted({key for one in ties for key in (one.one, one.other)} | {BEN})
    facts = people or {}
    return Kin(BEN, tuple(relative(key, **facts.get(key, {})) for key in keys), ties, tuple(groups))


def told(found: Kin) -> FamilyShown:
    """As the page shows it."""
    return shown(found, TODAY)


PARENTS = (tie(ADA, "mother_of", BEN), tie(ABE, "father_of", BEN))


SENTENCES = (
    (tie(EVE, "aunt_or_uncle_of", BEN), "Eve Byron is an aunt or uncle of Ben Byron."),
    (
        tie(EVE, "carer_of", BEN, ended_on=date(2024, 5, 6)),
        "Eve Byron was a carer of Ben Byron until 6\u00a0May\u00a02024.",
    ),
    (
        tie(ABE, "parental_responsibility_for", BEN, no_contact=True),
        "Abe Byron has parental responsibility for Ben Byron; no contact allowed.",
    ),
    (
        tie(ADA, "ex_partner_of", ABE, started_on=date(2020, 1, 1)),
        "Ada Byron is a former partner of Abe Byron from 1\u00a0Jan\u00a02020.",
    ),
)


def test_every_tie_is_a_sentence() -> None:
    """As many sentences as ties, the child's own first, in words a person would use."""
    found = told(of(*PARENTS, *(one for one, _ in SENTENCES)))
    parents = ("Ada Byron is the mother of Ben Byron.", "Abe Byron is the father of Ben Byron.")
    assert found.ties == (*parents, *(said for _, said in SENTENCES))


def test_what_the_drawing_shows_besides_is_said_too() -> None:
    """Households, brothers and sisters to be kept together, and a parent not known."""
    groups = [
        Together(UUID(int=1), "household", (BEN, ADA)),
        Together(UUID(int=2), "sibling_group", (BEN, CAT)),
    ]
    found = told(of(PARENTS[0], tie(ADA, "mother_of", CAT), groups=groups))
    assert found.ties[2:] == (
        "Ben Byron and Cat Byron are to be kept together.",
        "Household: Ben Byron and Ada Byron.",
        "Father of Ben Byron: not known here.",
    )


PLACED_ON = date(2014, 3, 29)
AWAY = {BEN: Away(BEN, "in foster care", PLACED_ON, start_known=True)}
HOME = Together(UUID(int=1), "household", (BEN, ADA), (date(2014, 3, 11), None))
FOSTERED = "Placed in foster care since 29 March 2014"


def test_a_child_placed_away_is_outside_the_household() -> None:
    """In the picture, in the table and in the sentences."""
    found = of(PARENTS[0], tie(ADA, "mother_of", CAT), groups=[HOME])
    told_of = shown(found, TODAY, AWAY)
    assert "household" not in told_of.drawn.kinds
    lived = {row.cells[0].words: row.cells[3].words for row in told_of.people.rows}
    assert lived["Ben Byron"] == f"{FOSTERED}; household before care: Ada Byron"
    assert lived["Ada Byron"] is None
    assert f"Ben Byron: {FOSTERED[0].lower()}{FOSTERED[1:]}." in told_of.ties


def test_brothers_and_sisters_placed_together_are_shown_together() -> None:
    """Where a household they joined on being placed, or one of their carer, is recorded."""
    away = {one: Away(one, "in foster care", PLACED_ON, start_known=True) for one in (BEN, CAT)}
    foster = Together(UUID(int=2), "household", (BEN, CAT, EVE), (PLACED_ON, PLACED_ON, None))
    found = of(PARENTS[0], tie(CAT, "sibling_of", BEN), tie(EVE, "carer_of", BEN), groups=[foster])
    living = homes(found, away)
    assert living.now == (frozenset({BEN, CAT, EVE}),)
    assert not living.before


def test_the_middle_of_the_map_is_where_the_child_lives_now() -> None:
    """A child placed away is alone there, not within the family's household."""
    found = of(PARENTS[0], groups=[HOME])
    assert ecomap.household(found, homes(found, {})) == [BEN, ADA]
    assert ecomap.household(found, homes(found, AWAY)) == [BEN]
    told_of = ecomap.shown(["Ben Byron"], [], FOSTERED)
    assert " ".join(line.text for line in told_of.drawn.words) == f"Ben Byron {FOSTERED}"


def test_the_table_has_everybody_once() -> None:
    """In the order in which the drawing is read."""
    found = told(of(*PARENTS, tie(EVE, "mother_of", ADA)))
    names = [row.cells[0].words for row in found.people.rows]
    drawn = [s.member.name for s in found.drawn.symbols]
    assert names == drawn
    assert names[0] == "Eve Byron"


@pytest.mark.parametrize(
    ("ties", "said"),
    [
        ((tie(CAT, "half_sibling_of", BEN),), "Half-sibling"),
        ((tie(BEN, "half_sibling_of", CAT),), "Half-sibling"),
        ((tie(BEN, "father_of", CAT),), "Son or daughter"),
        ((tie(ADA, "mother_of", BEN), tie(ADA, "mother_of", CAT)), None),
        ((tie(CAT, "carer_of", BEN, no_contact=True),), "Carer (no contact allowed)"),
    ],
)
def test_a_tie_is_told_from_the_side_of_the_other(ties: Any, said: str | None) -> None:
    """What they are to the child, not what the child is to them."""
    assert (to_child(CAT, of(*ties)) or None) == said


@pytest.mark.parametrize(
    ("ties", "said"),
    [
        ((tie(ADA, "mother_of", CAT),), "Brother or sister, by the same mother"),
        (
            (tie(ADA, "mother_of", CAT), tie(ABE, "father_of", CAT)),
            "Brother or sister, by the same father and mother",
        ),
        ((tie(CAT, "mother_of", ADA),), "Mother of Ada Byron"),
        ((tie(ABE, "partner_of", CAT),), "Partner of Abe Byron"),
    ],
)
def test_who_has_no_tie_of_their_own_is_told_by_the_nearest(ties: Any, said: str) -> None:
    """Nothing is worked out that the records do not say."""
    rows = {row.cells[0].words: row.cells[1].words for row in told(of(*PARENTS, *ties)).people.rows}
    assert rows["Cat Byron"] == said


@pytest.mark.parametrize(
    ("facts", "inside", "under", "shape"),
    [
        ({"born_on": date(1986, 4, 21), "sex": "M"}, "39", "born 21\u00a0Apr\u00a01986", "square"),
        ({"born_on": date(2026, 1, 21), "sex": "F"}, "2m", "born 21\u00a0Jan\u00a02026", "circle"),
        ({"born_on": date(1986, 4, 21), "died_on": date(2020, 4, 20)}, "33", "1986–2020", "diamond"),
        ({"died_on": date(2020, 4, 20)}, "", "died 2020", "diamond"),
        ({"expected_on": date(2026, 8, 1)}, "", "expected 1\u00a0Aug\u00a02026", "triangle"),
        ({"died_on": date(2027, 1, 1), "sex": "U"}, "", "", "diamond"),
    ],
)  # fmt: skip
def test_a_life_in_a_symbol(facts: Any, inside: str, under: str, shape: str) -> None:
    """Age within, dates beneath, and a death that has not been is none."""
    drawn = as_drawn(of(tie(CAT, "sibling_of", BEN), people={CAT: facts}), TODAY)
    member = drawn.by_key[str(CAT)]
    assert (member.inside, member.under, member.shape) == (inside, under, shape)


def test_the_key_explains_what_occurs_and_nothing_else() -> None:
    """No mark without its meaning, no meaning without its mark."""
    found = told(of(*PARENTS, people={ADA: {"sex": "F", "died_on": date(2020, 1, 1)}}))
    kinds = {mark.kind for mark in found.key}
    assert kinds == {"subject", "circle", "square", "diamond", "died", "union-unsaid"}


def test_every_style_of_line_is_in_the_key() -> None:
    """Descent alone needs none."""
    explained = {kind for kind, _ in family.KEY} | {"descent", "kept-within"}
    ties = [replace(PARENTS[0], kind=str(kind), other=CAT) for kind in RelationshipKind]
    drawn = genogram(as_drawn(of(*PARENTS, *ties), TODAY))
    assert drawn.kinds <= explained


@pytest.mark.parametrize(
    ("ties", "bond"),
    [
        ((tie(EVE, "carer_of", BEN),), "close"),
        ((tie(EVE, "grandparent_of", BEN),), "tie"),
        ((tie(EVE, "carer_of", BEN, ended_on=date(2024, 1, 1)),), "ended"),
        ((tie(EVE, "carer_of", BEN), tie(EVE, "aunt_or_uncle_of", BEN, no_contact=True)), "struck"),
        ((tie(EVE, "carer_of", BEN, ended_on=date(2024, 1, 1)), tie(EVE, "step_parent_of", BEN)), "tie"),
    ],
)  # fmt: skip
def test_the_strictest_of_several_ties_is_drawn(ties: Any, bond: str) -> None:
    """No contact before all else; an end only where all have ended."""
    (near,) = ecomap.close(of(*ties), [BEN])
    assert near.bond == bond


def test_no_contact_is_the_first_thing_a_card_says() -> None:
    """Whatever of the rest has no room."""
    (near,) = ecomap.close(of(tie(ABE, "father_of", BEN, no_contact=True)), [BEN])
    assert near.role == "No contact allowed: father"
    assert near.said == "Abe Byron, no contact allowed: father"
