"""Running checks: met, broken and not run are three different things."""

import inspect
from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from kinkeeper.kernel.offsets import working_days
from kinkeeper.law.check import Check, run_checks
from kinkeeper.law.checks import CHECKS, care, children, frontdoor, protection
from kinkeeper.law.checks.terms import time_is_up
from kinkeeper.law.clocks import clock
from kinkeeper.law.records import Records
from kinkeeper.law.sources import SOURCES
from kinkeeper.law.vocabulary import BadDeclarationError

TODAY = date(2026, 11, 23)
CHECK = Check(
    id="hat",
    title="No hat",
    over="hats",
    fails=pl.col("size") < 1,
    message="There is no hat.",
    do="Buy one.",
    law=SOURCES.practice.at(),
    check="N",
)


def hats(*sizes: int | None) -> Records:
    children_ = [f"child {n}" for n in range(len(sizes))]
    frame = pl.DataFrame(
        {"child": children_, "record": children_, "size": sizes},
        schema_overrides={"size": pl.Int64, "child": pl.String, "record": pl.String},
    )
    return Records({"hats": frame})


def test_met() -> None:
    """A check no row fails is met, and finds nothing."""
    found = run_checks([CHECK], hats(1, 2), as_at=TODAY)
    assert found.met == {"hat"}
    assert found.broken.is_empty()
    assert not found.not_run


def test_broken_names_the_record() -> None:
    """Each row that fails is a finding of its child and its record; the others are not."""
    found = run_checks([CHECK], hats(0, 2, 0), as_at=TODAY)
    assert found.broken.rows() == [("hat", "child 0", "child 0"), ("hat", "child 2", "child 2")]
    assert not found.met
    assert found.ran == {"hat"}


def test_unknown_is_not_broken() -> None:
    """Where what is asked is not recorded, nothing is known to be wrong."""
    assert run_checks([CHECK], hats(None), as_at=TODAY).broken.is_empty()


@pytest.mark.parametrize(
    ("records", "reason"),
    [
        (Records({}), "There are no records of hats."),
        (Records(hats(1).frames, {"hats": "Nobody has a hat."}), "Nobody has a hat."),
        (
            Records({"hats": hats(1).frames["hats"].drop("size")}),
            "The records of hats do not hold size.",
        ),
    ],
)
def test_missing_data_is_not_run(records: Records, reason: str) -> None:
    """Without the frame, its rows or its column a check is not run, says why, and is not met."""
    found = run_checks([CHECK], records, as_at=TODAY)
    assert dict(found.not_run) == {"hat": reason}
    assert not found.met
    assert found.broken.is_empty()


def test_a_need_that_is_missing_is_not_run() -> None:
    """A check that needs another kind of record is not run when there is none of it."""
    needy = replace(CHECK, needs=("heads",))
    records = Records(hats(0).frames, {"heads": "No head has been recorded."})
    assert dict(run_checks([needy], records, as_at=TODAY).not_run) == {
        "hat": "No head has been recorded."
    }


def test_raising_fails_the_run() -> None:
    """A check that raises takes the whole run with it, and nothing passes for checked."""
    wrong = replace(CHECK, fails=pl.col("child").dt.year() > 1)
    with pytest.raises(pl.exceptions.PolarsError):
        run_checks([CHECK, wrong], hats(1), as_at=TODAY)


def test_asked_only_while_it_stands() -> None:
    """Before `since` and after `until` a check is not asked at all."""
    past = replace(CHECK, since=date(2020, 1, 1), until=date(2020, 12, 31))
    assert run_checks([past], hats(0), as_at=date(2020, 12, 31)).ran == {"hat"}
    assert not run_checks([past], hats(0), as_at=date(2021, 1, 1)).ran
    assert not run_checks([past], hats(0), as_at=date(2019, 12, 31)).ran


@pytest.mark.parametrize(
    "wrong",
    [
        {"do": " "},
        {"message": ""},
        {"check": "X"},
        {"since": date(2020, 1, 2), "until": date(2020, 1, 1)},
    ],
)
def test_refuses_a_bad_declaration(wrong: dict[str, object]) -> None:
    """A check that says nothing, has no mark or never stands cannot be built."""
    with pytest.raises(BadDeclarationError):
        replace(CHECK, **wrong)  # type: ignore[arg-type]


def test_time_is_up_by_the_clock() -> None:
    """A check's limit is the clock's own: its due date passed, not reached."""
    assert clock("icpc").in_force[-1][1] == (working_days(15),)
    rows = pl.DataFrame({"started_on": [date(2026, 11, 2)] * 2 + [date(1999, 1, 1)]})
    rows = rows.with_columns(as_at=pl.Series([date(2026, 11, 23), date(2026, 11, 24), TODAY]))
    assert rows.select(time_is_up("icpc", "started_on")).to_series().to_list() == [
        False,
        True,
        True,
    ]


def test_ids_are_unique() -> None:
    """An id means one check."""
    assert len({check.id for check in CHECKS}) == len(CHECKS) >= 15


@pytest.mark.parametrize("check", CHECKS, ids=lambda c: c.id)
def test_check_speaks_plainly(check: Check) -> None:
    """Title, message and what to do are whole, short and without codes of programs."""
    for sentence in (check.message, check.do):
        assert sentence.endswith(".")
        assert len(sentence) <= 110
    assert not check.title.endswith(".")
    assert len(check.title) <= 60
    assert "_" not in check.title + check.message + check.do
    assert len(check.id) <= 40


@pytest.mark.parametrize("check", CHECKS, ids=lambda c: c.id)
def test_check_cites_a_source(check: Check) -> None:
    """Every check says who asks for it, from the one registry of sources."""
    assert check.law.source in set(SOURCES)
    assert check.law.where or check.law.also


@pytest.mark.parametrize("module", [care, children, frontdoor, protection])
def test_checks_are_short(module: object) -> None:
    """A check reads as one paragraph of at most eight lines."""
    assert longest_paragraph(inspect.getsource(module)) <= 8  # type: ignore[arg-type]


def longest_paragraph(source: str) -> int:
    """The most lines between one declaration and the next."""
    starts = [n for n, line in enumerate(source.splitlines()) if "(id=" in line]
    ends = [*starts[1:], len(source.splitlines()) - 1]
    return max(end - start for start, end in zip(starts, ends, strict=True))
