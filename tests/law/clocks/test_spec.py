"""Every worked case holds, by the engine and by the plain form."""

from __future__ import annotations

import pytest

from kinkeeper.law.cases import CASES, Case
from tests.law.clocks.spec import (
    by_engine,
    by_reference,
    clocks_of,
    expected,
    happened,
    shown,
    states,
)

each_case = pytest.mark.parametrize("case", CASES, ids=[c.title for c in CASES])


@each_case
def test_the_engine_gives_the_instances_of_the_table(case: Case) -> None:
    """What the manual shows is what the engine finds."""
    for one in clocks_of(case):
        found = by_engine(one, happened(case), case.born_on)
        assert shown(found) == expected(case)[one.id], one.id


@each_case
def test_the_plain_form_gives_the_instances_of_the_table(case: Case) -> None:
    """What the manual shows is what the slow, obvious form finds too."""
    for one in clocks_of(case):
        assert shown(by_reference(one, case)) == expected(case)[one.id], one.id


@each_case
def test_states_on_the_days_told(case: Case) -> None:
    """On each day the manual names, the duty stands as it says."""
    assert [told for told, found in states(case) if told != found] == []
