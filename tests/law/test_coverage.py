"""Silence before the first day the records speak of is not lateness."""

from datetime import date

import polars as pl
import pytest

from kinkeeper.law.bundle import EVENT_SCHEMA, Bundle
from kinkeeper.law.clocks import clock
from kinkeeper.law.engine import run
from kinkeeper.law.returns.windows import WINDOWS, covered_from

APRIL = date(2025, 4, 1)


def instances(name: str, *rows: tuple[str, str, str | None, date]) -> list[dict[str, object]]:
    events = [
        (n, "c", kind, key, under, on, None, None)
        for n, (kind, key, under, on) in enumerate(rows, 1)
    ]
    held = frozenset(k for w in WINDOWS for k in w.kinds) | {
        "looked_after_started",
        "referral_received",
    }
    bundle = Bundle(
        pl.DataFrame(events, schema=EVENT_SCHEMA, orient="row"),
        held=held,
        covered_from=dict.fromkeys(("assessment_authorised", "care_review_held"), APRIL),
    )
    return run((clock(name),), bundle).instances.sort("step").to_dicts()


@pytest.mark.parametrize("referred", [date(2024, 9, 30), date(2025, 2, 3)])
def test_what_began_before_the_first_day_is_not_called_late(referred: date) -> None:
    """Its assessment may be in a census that was not loaded, whenever it was due."""
    (one,) = instances("assessment_complete", ("referral_received", "e", None, referred))
    assert one["due_on"] is None
    assert "before the first day" in str(one["not_run"])


def test_what_began_since_is_counted() -> None:
    """What the records speak of and do not tell did not happen."""
    (one,) = instances("assessment_complete", ("referral_received", "e", None, date(2025, 4, 1)))
    assert (one["due_on"], one["not_run"]) == (date(2025, 6, 9), None)


def test_met_in_time_before_the_first_day_is_met() -> None:
    """What a file does say is believed."""
    referral = ("referral_received", "e", None, date(2024, 9, 30))
    (one,) = instances(
        "assessment_complete", referral, ("assessment_authorised", "a", "e", date(2024, 10, 8))
    )
    assert (one["met_on"], one["not_run"]) == (date(2024, 10, 8), None)


def test_a_step_of_a_ladder_is_not_guessed() -> None:
    """Care began before the records speak: the first review they hold need not be the first."""
    care = ("looked_after_started", "k", None, date(2025, 1, 6))
    review = ("care_review_held", "r", "k", date(2025, 7, 1))
    assert "may lie before" in str(instances("review_second", care, review)[0]["not_run"])


def test_the_last_step_of_a_ladder_is_certain() -> None:
    """After two reviews on record the next is due in six months, however many came before."""
    care = ("looked_after_started", "k", None, date(2025, 1, 6))
    held = [
        ("care_review_held", f"r{n}", "k", on)
        for n, on in enumerate((date(2025, 5, 1), date(2025, 8, 1)))
    ]
    (one,) = instances("review_later", care, *held)
    assert one["due_on"] == date(2026, 2, 1)


@pytest.mark.parametrize(
    ("years", "first"),
    [([2026], 2025), ([2024, 2025, 2026], 2023), ([2022, 2024, 2026, 2025], 2023)],
)
def test_only_years_without_a_gap_count(years: list[int], first: int) -> None:
    """A year missing in between hides what it would have told."""
    assert covered_from({"cin": years})["assessment_authorised"] == date(first, 4, 1)


def test_nothing_loaded_limits_nothing() -> None:
    """Records typed here are whole."""
    assert covered_from({}) == {}
