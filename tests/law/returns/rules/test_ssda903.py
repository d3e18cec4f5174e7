"""Every rule of the SSDA903 lets its passing example through and stops its failing one."""

import pytest

from kinkeeper.law.returns.rule import Rule
from kinkeeper.law.returns.ssda903.checks import RULES
from kinkeeper.law.returns.ssda903.derive import COMPARED, prepare
from kinkeeper.law.returns.view import LAST
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


def test_what_is_made_ready_of_last_year_is_what_rules_look_at() -> None:
    """No table more, for the time it takes, and none fewer."""
    looked_at = {name for rule in RULES for name in (*rule.tables, *rule.over.shows)}
    assert {name for name in looked_at if name.endswith(LAST)} == {
        f"{one}{LAST}" for one in COMPARED
    }
