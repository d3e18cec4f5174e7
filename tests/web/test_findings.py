"""What a series says, in words."""

from datetime import date

import pytest

from kinkeeper.measures.figures import Value
from kinkeeper.measures.months import month_of, months_to
from kinkeeper.web.presenters.findings import (
    change,
    finding,
    latest,
    not_before,
    number,
    so_far,
)
from kinkeeper.web.presenters.overview import source

END = date(2026, 3, 31)


def series(name: str, *numbers: int | None, of: int = 100, end: date = END) -> list[Value]:
    """A figure a month, the last of them the month of `end`; None is not run."""
    months = months_to(end, back=len(numbers) - 1)
    return [
        Value(name, m.start, min(m.end, end), not_run="No visit is recorded.")
        if n is None
        else Value(name, m.start, min(m.end, end), n, of if name == "AS03R" else n)
        for m, n in zip(months, numbers, strict=True)
    ]


def test_a_title_says_the_finding() -> None:
    """Which way, to what, when, and from what a year before."""
    found = finding(series("AS03R", 71, *[60] * 11, 40), "Assessments in time")
    assert found.title == "Assessments in time fell to 40% in March 2026, from 71% a year before"
    assert found.sentence.startswith("40 of 100 in March 2026.")
    assert (
        "The lowest since March 2025 was 40% in March 2026, the highest 71% in March 2025."
        in found.sentence
    )


def test_how_things_stand_needs_no_month() -> None:
    """Children looked after are looked after now."""
    found = finding(series("LA02", 1880, *[1900] * 11, 1994), "Children looked after")
    assert found.title == "Children looked after rose to 1,994, from 1,880 a year before"


@pytest.mark.parametrize(("now", "said"), [(50, "as a year before"), (51, "rose to 51%")])
def test_no_more_than_rounding_is_no_change(now: int, said: str) -> None:
    """A point is a change; nothing is none."""
    assert said in finding(series("AS03R", 50, *[50] * 11, now), "In time").title


def test_without_a_year_before_nothing_is_compared() -> None:
    """The figure alone."""
    assert (
        finding(series("LA02", 7, 8), "Children looked after").title == "Children looked after: 8"
    )


def test_a_year_before_that_is_kept_back_is_known() -> None:
    """It is not said not to be: c, as any number that is kept back."""
    values = series("LA02", 3, *[8] * 12)
    kept = [values[0].hidden(), *values[1:]]
    assert not_before(kept, kept[-1]) == "c"
    assert not_before(kept[1:], kept[-1]) == "Not known"


def test_a_source_says_that_later_months_are_kept_back() -> None:
    """The day it names is that of the last number told, and it does not pass for the last there is."""
    values = series("LA02", 8, 9, 3)
    told, later = "As at 31 March 2026.", "As at 28 February 2026. Later months are kept back."
    assert told in source({"LA02": values})
    assert "kept back" not in source({"LA02": [values[0].hidden(), *values[1:]]})
    assert later in source({"LA02": [*values[:2], values[2].hidden()]})


def test_not_run_is_in_the_title_with_its_reason_below() -> None:
    """Never nought."""
    found = finding(series("AS03R", None, None), "Visits on time")
    assert (found.title, found.sentence) == ("Visits on time: not run", "No visit is recorded.")


def test_a_month_not_over_is_not_judged() -> None:
    """Of what happens in a month the last that is over counts; how things stand is judged now."""
    early = date(2026, 3, 10)
    flow, stock = series("FD11", 90, 80, 12, end=early), series("LA02", 9, 8, 7, end=early)
    assert [so_far(value) for value in flow] == [False, False, True]
    assert latest(flow) == flow[1]
    assert latest(stock) == stock[2]


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ((5, 7), "2 more than at the end of February"),
        ((7, 5), "2 fewer than at the end of February"),
        ((5, 5), "The same as in February"),
        ((5,), "No month before to compare with"),
    ],
)
def test_a_change_is_told_in_words(numbers: tuple[int, ...], words: str) -> None:
    """Since the month before."""
    assert change(series("LA02", *numbers)) == words


def test_numbers_in_a_table() -> None:
    """A count, a share with what it is of, kept back, not run, and nobody asked about."""
    count, share, silent = (
        series(n, v)[0] for n, v in (("LA02", 1204), ("AS03R", 62), ("LA02", None))
    )
    nobody = Value("AS03R", date(2026, 3, 1), END, 0, 0)
    assert [number(v) for v in (count, share, silent, nobody)] == [
        "1,204",
        "62% of 100",
        "Not run",
        "None",
    ]
    assert number(share.hidden()) == "c"


def test_months_go_back_to_the_same_month_a_year_before() -> None:
    """Fourteen, across a year's end, each with its own length."""
    found = months_to(date(2026, 1, 31))
    assert (len(found), found[0].label, found[-1].label) == (14, "December 2024", "January 2026")
    assert month_of(date(2024, 2, 29)).end == date(2024, 2, 29)


def kept(values: list[Value], *places: int) -> list[Value]:
    """The same, with these months kept back."""
    return [value.hidden() if n in places else value for n, value in enumerate(values)]


def test_of_months_kept_back_no_lowest_nor_highest_is_claimed() -> None:
    """One of them may well be it; and fewer than three months shown are not called a short time."""
    for back in ((3,), tuple(range(11))):
        found = finding(kept(series("LA02", *[50] * 12, 60), *back), "Children looked after")
        assert f"{len(back)} of 13 months" in found.sentence
        assert "kept back: no lowest or highest" in found.sentence
        assert "lowest since" not in found.sentence
        assert "not yet" not in found.sentence


def test_the_last_month_kept_back_is_the_finding() -> None:
    """Not an older month that happens to be shown."""
    found = finding(kept(series("FD11", *[9] * 12, 4), 12), "Referrals")
    assert found.title == "Referrals: kept back in March 2026"
    assert "9" not in found.title


def test_a_change_is_not_told_over_a_month_kept_back() -> None:
    """The month before is the month before."""
    assert change(kept(series("LA02", 20, 4, 30), 1)) == "The month before is kept back"
