"""What each check catches in records as they are stored."""

import pytest

from kinkeeper.duties.findings import refresh_findings
from kinkeeper.duties.models import Finding
from kinkeeper.law.checks import CHECKS
from kinkeeper.people.models import Person
from tests.duties.told import CASES, TODAY, Told, child, held

pytestmark = pytest.mark.django_db


def broken(person: Person) -> set[str]:
    """The checks that find something wrong with this child's records alone."""
    refresh_findings([str(person.id)], as_at=TODAY)
    open_ = Finding.objects.filter(person=person, closed_on=None)
    return set(open_.values_list("check_id", flat=True))


@pytest.mark.parametrize(("told", "expected"), CASES)
def test_each_check_catches_its_own(told: Told, expected: set[str]) -> None:
    """A record with one thing wrong breaks that check and no other; one in order breaks none."""
    held()
    person = child()
    told(person)
    assert broken(person) == expected


def test_every_check_is_caught_once_here() -> None:
    """No check is without a record that breaks it."""
    assert {check for _, expected in CASES for check in expected} == {c.id for c in CHECKS}
