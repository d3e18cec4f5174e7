"""The years that a check can be asked of."""

from datetime import date

import pytest

from kinkeeper.law.returns.rule import FIRST_YEAR, NEWEST_YEAR
from kinkeeper.law.returns.ssda903.checks import RULES
from kinkeeper.web.run_form import blank, origins, years


@pytest.mark.parametrize("today", [date(2015, 11, 30), date(2026, 5, 1), date(2031, 5, 1)])
def test_a_year_can_be_chosen_on_any_day(today: date) -> None:
    """Also in a demonstration of a year before any return that can be checked; one is chosen."""
    on_offer = [value for value, _ in years(today)]
    assert str(blank(today).year) in on_offer
    assert {str(NEWEST_YEAR), str(FIRST_YEAR)} <= set(on_offer)


def test_the_newest_year_is_the_last_that_changes_a_rule() -> None:
    """A rule that begins later brings its year with it."""
    assert max(rule.since or FIRST_YEAR for rule in RULES) == NEWEST_YEAR


@pytest.mark.parametrize(("today", "told"), [(date(2015, 11, 30), ["files"]),
                                             (date(2022, 4, 1), ["files", "live"])])  # fmt: skip
def test_records_are_checked_once_a_year_with_rules_has_begun(today: date, told: list[str]) -> None:
    """Before it every year on offer would be refused."""
    assert [one for one, _ in origins(today)] == told
