"""Kinds by places: nothing kept back can be solved from everything that is shown of a month."""

from collections.abc import Iterator, Mapping
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from kinkeeper.measures.catalogue import MIX
from kinkeeper.measures.crossed import TOTAL, Cell, crossed, solved, with_totals
from kinkeeper.measures.figures import WHOLE, Value, Where, guarded
from kinkeeper.measures.suppress import small

NOVEMBER = date(2026, 11, 1)
KINDS = MIX[:3]
Counts = Mapping[str, tuple[int, ...]]  # by place, how many of each kind
Shown = dict[Where, dict[str, Value]]
few = st.integers(0, 9) | st.sampled_from([0, 1, 2, 12, 30])


def tables(kinds: int, most: int) -> st.SearchStrategy[dict[str, tuple[int, ...]]]:
    """Places with their kinds, and with what lies in no place that is shown."""
    places = st.lists(st.tuples(*[few] * kinds), min_size=1, max_size=most)
    return places.map(lambda rows: {f"place {n}": row for n, row in enumerate(rows)})


def told(counts: Counts, names: tuple[str, ...] = MIX) -> Shown:
    """What a month shows to who sees only aggregates: the whole and each place, all kinds."""
    whole = tuple(map(sum, zip(*counts.values(), strict=True)))
    of = {WHOLE: whole, **{place: row for place, row in counts.items() if place != "rest"}}
    found: dict[Where, dict[str, Value]] = {}
    for place, row in of.items():
        found[place] = {
            name: Value(name, NOVEMBER, NOVEMBER, number, sum(row))
            for name, number in zip(names, row, strict=True)
        }
        found[place]["LA02"] = Value("LA02", NOVEMBER, NOVEMBER, sum(row), sum(row))
    return guarded(found)


def number(shown: Shown, place: str, kind: str, what: str) -> int | None:
    """A number that is shown, or None."""
    known: int | None = getattr(shown[place][kind], what)
    return known


def agrees(shown: Shown, rows: Counts) -> bool:
    """Whether these numbers would be shown as these are, so far as they are shown."""
    whole = tuple(map(sum, zip(*rows.values(), strict=True)))
    for place, row in {WHOLE: whole, **rows}.items():
        if place == "rest":
            continue
        total = number(shown, place, "LA02", "numerator")
        if total not in (None, sum(row)):
            return False
        for kind, count in zip(KINDS, row, strict=True):
            said = (
                number(shown, place, kind, "numerator"),
                number(shown, place, kind, "denominator"),
            )
            if said[0] is not None and said != (count, sum(row)):
                return False
    return True


def moves(counts: Counts) -> Iterator[dict[str, tuple[int, ...]]]:
    """Other children the service could have: some one or two more or fewer in any few cells."""
    cells = [(place, n) for place, row in counts.items() for n in range(len(row))]
    for changes in _changes(len(cells)):
        changed = {place: list(row) for place, row in counts.items()}
        for (place, n), by in zip(cells, changes, strict=True):
            changed[place][n] += by
        if all(count >= 0 for row in changed.values() for count in row):
            yield {place: tuple(row) for place, row in changed.items()}


def _changes(cells: int) -> Iterator[tuple[int, ...]]:
    if not cells:
        yield ()
        return
    for rest in _changes(cells - 1):
        yield from ((by, *rest) for by in (0, 1, -1))


@settings(max_examples=40, deadline=None)
@given(tables(3, 2), st.tuples(few, few, few))
def test_no_number_kept_back_can_be_solved(
    places: dict[str, tuple[int, ...]], rest: tuple[int, ...]
) -> None:
    """Tried one by one: each could be another, everything shown being as it is."""
    counts = places if len(places) > 1 else {**places, "rest": rest}
    shown = told(counts, KINDS)
    left = {(p, n) for p in shown for n, k in enumerate(KINDS) if shown[p][k].kept_back}
    for other in moves(counts) if left else ():
        if agrees(shown, other):
            now, then = ({**of, WHOLE: _whole(of)} for of in (counts, other))
            left -= {(p, n) for p, n in left if now[str(p)][n] != then[str(p)][n]}
        if not left:
            break
    assert not left, (counts, left)


def _whole(counts: Counts) -> tuple[int, ...]:
    return tuple(map(sum, zip(*counts.values(), strict=True)))


@settings(max_examples=150, deadline=None)
@given(tables(6, 7))
def test_nothing_of_a_whole_month_can_be_solved(counts: dict[str, tuple[int, ...]]) -> None:
    """As large as a county's: every small number is kept back, and none of them is fixed."""
    parts: dict[Cell, int] = {
        (k, p): row[n] for p, row in counts.items() for n, k in enumerate(MIX)
    }
    hidden, table = crossed(parts), with_totals(parts)
    assert {cell for cell in table if small(table[cell])} <= hidden
    assert not solved(table, hidden)


allocated = st.tuples(few | st.integers(40, 400), few)  # with a lead worker, and without


def staffed(places: Counts) -> Shown:
    """A month of children in need, those without a lead worker, and what those who lead carry."""
    whole = {WHOLE: tuple(map(sum, zip(*places.values(), strict=True)))}
    return guarded({place: _open(*row) for place, row in {**whole, **places}.items()})


def _open(led: int, nobody: int) -> dict[str, Value]:
    of = {"WF08": (led, 50), "WF14": (nobody, nobody), "CN01": (led + nobody, led + nobody)}
    return {name: Value(name, NOVEMBER, NOVEMBER, *numbers) for name, numbers in of.items()}


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from("ABCDEF"), allocated, min_size=1))
def test_caseload_does_not_tell_who_has_nobody(places: dict[str, tuple[int, ...]]) -> None:
    """Of the children in need, those led with leave those without: kept back in the same places."""
    for of in staffed(places).values():
        if of["WF14"].kept_back:
            assert (of["WF08"].kept_back, of["WF08"].value, of["WF08"].five) == (True, None, ())


def test_five_without_a_lead_worker_are_not_to_be_had() -> None:
    """960 children with 50 workers, of 965 in need."""
    shown = staffed({"north": (500, 3), "south": (460, 2)})
    for of in shown.values():
        assert (of["WF14"].kept_back, of["WF08"].kept_back) == (True, True)
    assert shown[WHOLE]["CN01"].numerator == 965
    told = staffed({"north": (500, 30), "south": (460, 20)})
    assert not [v for of in told.values() for v in of.values() if v.kept_back]


def test_the_kinds_of_the_whole_do_not_give_each_other_away() -> None:
    """Of 187, 130 and 24 and 9 and 11 and 8 would leave 5; so 8 is kept back too."""
    shown = told({"north": (130, 24, 9, 11, 5, 8)})[WHOLE]
    assert [shown[kind].kept_back for kind in MIX] == [False, False, False, False, True, True]


def test_what_can_be_solved_is_found() -> None:
    """Two rounds joined by one number: each line has two kept back, and the one is fixed all the same."""
    places = {"abc": "AB", "def": "DE"}
    parts: dict[Cell, int] = {(k, p): 9 for k in "abcdef" for p in "ABDE"}
    back = {(k, p) for of, where in places.items() for k in of[:2] for p in where}
    table = with_totals(parts)
    assert not solved(table, back)
    assert solved(table, {*back, ("a", "D")}) == [("a", "D")]


def test_nothing_is_kept_back_without_need() -> None:
    """Where no number is small, and none so near the whole that the others are."""
    assert not crossed({(kind, place): 9 for kind in "abc" for place in "AB"})
    assert (TOTAL, "A") not in crossed(
        {("a", "A"): 2, ("b", "A"): 40, ("a", "B"): 9, ("b", "B"): 9}
    )
