"""Every rule of the SSDA903 lets its passing example through and stops its failing one."""

import pytest

from kinkeeper.law.returns.rule import Rule
from kinkeeper.law.returns.ssda903.checks import RULES
from kinkeeper.law.returns.ssda903.derive import prepare
from tests.law.returns.rules.asked import assert_examples_hold, survivors
from tests.law.returns.rules.equivalent import SSDA903

EACH = pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.code}-{rule.since}")


@EACH
def test_its_examples_hold(rule: Rule) -> None:
    """Nothing in the one; in the other just the rows that are marked."""
    assert_examples_hold(rule, prepare)


@EACH
def test_its_examples_notice_any_change_of_it(rule: Rule) -> None:
    """Each operator in it matters to one of its examples, or it is told why it cannot."""
    assert survivors(rule, prepare) == set(SSDA903.get(rule.code, {}))
