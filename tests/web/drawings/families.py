"""Families as they come: of any shape, however tangled."""

from datetime import date
from itertools import pairwise

from hypothesis import strategies as st

from kinkeeper.web.drawings.family import RISE, Family, Member, Shape, Tie
from kinkeeper.web.drawings.genogram import Genogram
from kinkeeper.web.drawings.shapes import Box, Point

SHAPES: tuple[Shape, ...] = ("square", "circle", "diamond", "triangle")


def member(key: str, born: int | None = None, shape: Shape = "circle", **given: object) -> Member:
    """Somebody of that name."""
    born_on = date(born, 1, 1) if born else None
    return Member(key, key.title(), f"{key}, born {born}", shape, born_on=born_on, **given)  # type: ignore[arg-type]


def family(told: str, *homes: str, subject: str = "") -> Family:
    """A family from lines such as `ada mother_of ben`; the child is the first named."""
    ties = tuple(
        Tie(one, other, kind, "ended" in more, "no_contact" in more)
        for one, kind, other, *more in (line.split() for line in told.strip().splitlines())
    )
    keys = sorted(
        {key for tie in ties for key in (tie.one, tie.other)} | set(" ".join(homes).split())
    )
    first = subject or (ties[0].other if ties else keys[0])
    members = tuple(member(key) for key in keys)
    return Family(first, members, ties, tuple(frozenset(home.split()) for home in homes))


@st.composite
def families(draw: st.DrawFn) -> Family:
    """Up to ten people and any ties between them, the impossible ones too."""
    count = draw(st.integers(1, 10))
    keys = [f"p{number}" for number in range(count)]
    births = st.one_of(st.none(), st.integers(1930, 2026))
    members = tuple(member(key, draw(births), draw(st.sampled_from(SHAPES))) for key in keys)
    pairs = st.tuples(st.sampled_from(keys), st.sampled_from(keys)).filter(lambda p: p[0] != p[1])
    tie = st.builds(
        lambda pair, kind, ended, cut: Tie(pair[0], pair[1], kind, ended, cut),
        pairs, st.sampled_from(sorted(RISE)), st.booleans(), st.booleans(),
    )  # fmt: skip
    ties = draw(st.lists(tie, max_size=16, unique=True)) if count > 1 else []
    homes = draw(
        st.lists(st.frozensets(st.sampled_from(keys), min_size=1), max_size=2, unique=True)
    )
    return Family("p0", members, tuple(ties), tuple(homes))


def told(drawn: Genogram) -> frozenset[int]:
    """The facts that the drawing tells, by lines or by marks."""
    return frozenset(number for line in drawn.lines for number in line.tells) | drawn.marked


def strokes(drawn: Genogram) -> list[Box]:
    """Every straight stroke but the marks across a line, as the least box around it."""
    return [
        stroke(one, other)
        for line in drawn.lines
        if line.kind != "struck"
        for one, other in pairwise(line.points)
    ]


def stroke(one: Point, other: Point) -> Box:
    """The least box around a stroke, made a hair thick."""
    xs, ys = sorted((one.x, other.x)), sorted((one.y, other.y))
    return Box(xs[0] - 0.01, ys[0] - 0.01, xs[1] + 0.01, ys[1] + 0.01)


def shrunk(box: Box, by: float) -> Box:
    """The inside of a box."""
    return Box(box.left + by, box.top + by, box.right - by, box.bottom - by)
