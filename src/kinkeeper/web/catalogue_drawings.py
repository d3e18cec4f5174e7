"""Every drawing in every state, of invented people; demonstrations only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from kinkeeper.web.drawings.ecomap import Neighbour
from kinkeeper.web.drawings.family import Family, Member, Shape, Tie
from kinkeeper.web.drawings.genogram import Genogram, genogram
from kinkeeper.web.drawings.strips import Lane, Mark, Span
from kinkeeper.web.presenters import ecomap as near
from kinkeeper.web.presenters.ecomap import EcomapShown
from kinkeeper.web.presenters.family import KEY, KeyMark, kinds_of
from kinkeeper.web.presenters.strands import CLOSED, NOTHING_OPEN, StripShown, shown

TODAY: Final = date(2027, 1, 6)
CHILD: Final = "/catalogue/child/"
ZOFIA: Final = "Zofia Kowalczyk"
PEOPLE: Final[tuple[tuple[str, str, Shape, str, int, str], ...]] = (
    # key, name, shape, what stands inside, born, what else is so
    ("gran", "Irena Kowalczyk", "circle", "71", 1955, ""),
    ("grandad", "Marek Kowalczyk", "square", "68", 1952, "died"),
    ("mum", "Anna Kowalczyk", "circle", "34", 1992, "link"),
    ("dad", "Piotr Zielinski", "square", "36", 1990, "link"),
    ("carer", "Joan Ellery", "circle", "52", 1974, ""),
    ("zofia", ZOFIA, "circle", "9", 2017, ""),
    ("adam", "Adam Kowalczyk", "square", "6", 2020, "link"),
    ("alex", "Alex Kowalczyk", "diamond", "3", 2023, "link"),
    ("baby", "Unborn baby of Kowalczyk", "triangle", "", 2027, ""),
)  # fmt: skip
TIES: Final = (
    Tie("gran", "mum", "mother_of"),
    Tie("grandad", "mum", "father_of"),
    Tie("gran", "grandad", "partner_of"),
    *(Tie("mum", child, "mother_of") for child in ("zofia", "adam", "alex", "baby")),
    *(Tie("dad", child, "father_of") for child in ("zofia", "adam")),
    Tie("mum", "dad", "ex_partner_of", ended=True),
    Tie("carer", "zofia", "carer_of"),
    Tie("dad", "alex", "step_parent_of", ended=True),
    Tie("gran", "zofia", "parental_responsibility_for", no_contact=True),
    Tie("zofia", "adam", "kept_with"),
)
HOMES: Final = (frozenset({"mum", "alex"}), frozenset({"carer", "zofia", "adam"}))
AROUND: Final = [
    Neighbour("Joan Ellery", "Carer", "Joan Ellery, carer: cares for this child", bond="close"),
    Neighbour("Anna Kowalczyk", "Mother", "Anna Kowalczyk, mother", url=CHILD),
    Neighbour("Piotr Zielinski", "Father, once at home", "Piotr Zielinski, father: ended", bond="ended"),
    Neighbour(
        "Irena Kowalczyk", "No contact allowed: grandmother",
        "Irena Kowalczyk, grandmother: no contact allowed", bond="struck",
    ),
    Neighbour("Priya Raman", "Lead social worker", "Priya Raman, lead social worker", "worker"),
    Neighbour("Assessment team 2", "Team", "Assessment team 2, team", "service"),
    Neighbour("Looked after", "Since 14 Mar 2026", "Looked after, since 14 March 2026", "service"),
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class TreeShown:
    """A family tree under its name, with what the marks in it mean."""

    id: str
    title: str
    drawn: Genogram
    key: tuple[KeyMark, ...]


def example() -> dict[str, object]:
    """Family trees, maps of who is around a child, and strips of years."""
    return {"trees": trees(), "maps": maps(), "strips": strips()}


def trees() -> list[TreeShown]:
    """Every symbol and tie that there is; and a child of whom nobody else is recorded."""
    everybody = Family("zofia", tuple(map(_member, PEOPLE)), TIES, HOMES)
    alone = Family("zofia", (_member(PEOPLE[5]),))
    return [
        _tree("tree-all", "A family in every mark", everybody),
        _tree("tree-alone", "Nobody else recorded", alone),
    ]


def maps() -> dict[str, EcomapShown]:
    """With every kind of neighbour and tie; placed away from home; and with nothing around."""
    return {
        "At home, every kind of tie": near.shown([ZOFIA, "Adam Kowalczyk"], AROUND),
        "Placed away from home": near.shown([ZOFIA], AROUND[3:], "Placed in foster care since 14 March 2026"),
        "Nothing recorded around": near.shown([ZOFIA], []),
    }  # fmt: skip


def strips() -> list[StripShown]:
    """Bars that ended, go on and began on a day not known; marks of each kind; strands without any."""
    came, moved = date(2024, 3, 14), date(2025, 8, 1)
    full = [
        Lane("Involvement", [Span("Child in need", "Child in need", date(2023, 2, 1), None)],
             [Mark("Referral received, 1 February 2023", date(2023, 2, 1), "turn"),
              Mark("Assessment authorised, 20 March 2023", date(2023, 3, 20))]),
        Lane("Placement", [Span("Foster, other carer", "Foster, other carer", came, moved, start_known=False),
                           Span("Foster, relative or friend", "Foster, relative or friend", moved, None)]),
        Lane("Missing", marks=[Mark("Missing, 4 to 5 May 2025", date(2025, 5, 4), "missing")]),
        Lane("Legal status", empty=NOTHING_OPEN),
        Lane("Permanence", empty=CLOSED),
        Lane("Leaving care"),
    ]  # fmt: skip
    return [
        shown("strip-all", "A strip in every mark", full, TODAY),
        shown("strip-none", "A strip with nothing recorded", [Lane("Involvement")], TODAY),
    ]


def _member(of: tuple[str, str, Shape, str, int, str]) -> Member:
    key, name, shape, inside, year, more = of
    said = f"{name}, {inside} years old" if inside else f"{name}, not yet born"
    return Member(
        key, name, f"{said}, died" if more == "died" else said, shape, inside, adult=year < 2009,
        died=more == "died", born_on=date(year, 3, 3), url=CHILD if more == "link" else "",
    )  # fmt: skip


def _tree(id_: str, title: str, family: Family) -> TreeShown:
    drawn = genogram(family)
    kinds = kinds_of(drawn)
    return TreeShown(id_, title, drawn, tuple(KeyMark(k, said) for k, said in KEY if k in kinds))
