"""The census asked of one child's records: what the census of everybody finds in theirs, and no more."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import polars as pl
import pytest

from kinkeeper.access.services import operator
from kinkeeper.facts.recorded import recorded, recorded_of
from kinkeeper.kernel import moment
from kinkeeper.law.returns.recorded import RECORDED
from kinkeeper.people.models import PersonIdentifier
from kinkeeper.returns.live import live_checked, live_given
from kinkeeper.returns.of_child import census_now

pytestmark = pytest.mark.django_db
OF_SEVERAL = {"8510", "8520", "8525"}  # of children compared with each other
Children = dict[str, UUID]


@pytest.fixture
def children(loading: Callable[..., Any], examples: Path) -> Iterator[Children]:
    """The children of the example census, by their number, in its year."""
    loading(examples / "cin")
    rows = PersonIdentifier.objects.filter(kind="la_child_id").values_list("value", "person_id")
    with moment.held(date(2026, 3, 31)):
        yield {str(value): person for value, person in rows}


def whole() -> set[tuple[str, str, str]]:
    """Rule, table and child of every finding of the census of everybody."""
    found = live_checked("cin", 2026, given=live_given("cin", 2026)).findings
    return set(found.drop_nulls("child").select("rule", "table", "child").rows())


def test_each_child_has_what_the_whole_census_finds(children: Children) -> None:
    """The same rules in the same tables; those that compare children are asked of the whole alone."""
    alone = {
        (one.rule.code, one.row.table, one.row.child)
        for person in children.values()
        for one in census_now(who=operator(), person_id=person).found
        if one.row
    }
    together = whole()
    assert alone <= together
    assert {code for code, _, _ in together - alone} <= OF_SEVERAL
    assert len(alone) >= 5


def test_records_of_some_are_those_of_everybody_that_are_theirs(children: Children) -> None:
    """Of every kind that is about a person, whatever leads there."""
    person = children["C000000001"]
    everybody, some = recorded(), recorded_of([person])
    for kind in RECORDED:
        if "person_id" in RECORDED[kind]:
            theirs = everybody[kind].filter(pl.col("person_id") == str(person))
            assert set(some[kind]["id"]) == set(theirs["id"]), kind
    assert set(some["people.Person"]["id"]) == {str(person)}
    plans = set(some["protection.Plan"]["id"])
    assert set(some["protection.AbuseCategoryPeriod"]["plan_id"]) <= plans


def test_a_year_whose_rules_are_not_known_says_so(children: Children) -> None:
    """And never that nothing is wrong."""
    with moment.held(date(2015, 11, 30)):
        now = census_now(who=operator(), person_id=children["C000000001"])
    assert now.found == ()
    assert now.not_asked == "the rules of 2015-16 are not known here"
