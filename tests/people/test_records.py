"""What the tables themselves refuse, whoever writes to them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from kinkeeper.people import models
from kinkeeper.people.models import Person, PersonIdentifier, PersonName

AddPerson = Callable[..., Person]
DAY, BEFORE = date(2020, 5, 2), date(2020, 5, 1)

REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("Person", {"born_on": DAY, "expected_on": DAY}, "person_born_or_expected"),
    ("Person", {"born_on": DAY, "died_on": BEFORE}, "person_dies_after_birth"),
    ("Person", {"kind": "adult", "expected_on": DAY}, "person_expected_is_child"),
    ("Person", {"born_on_estimated": True}, "person_estimate_has_date"),
    ("Person", {"kind": "dog"}, "person_kind_listed"),
    ("Person", {"sex": "x"}, "person_sex_code"),
    ("Person", {"born_on": DAY, "first_child_born_on": BEFORE}, "person_own_child_is_younger"),
    ("PersonName", {}, "name_not_empty"),
    ("PersonName", {"surname": "A", "sealed": True}, "name_sealed_is_adoption"),
    ("PersonName", {"surname": "A", "kind": "nick"}, "name_kind_listed"),
    ("PersonName", {"surname": "A", "valid_from": DAY, "valid_to": BEFORE}, "name_ends"),
    ("PersonIdentifier", {"kind": "upn"}, "identifier_value_or_reason"),
    ("PersonIdentifier", {"kind": "upn", "value": "A", "unknown_reason": "UN1"}, "or_reason"),
    ("PersonIdentifier", {"kind": "upn", "value": ""}, "identifier_not_blank"),
    ("PersonIdentifier", {"kind": "upn", "unknown_reason": "n/k"}, "unknown_reason_code"),
    ("PersonAddress", {}, "address_not_empty"),
    ("PersonAddress", {"postcode": "M160AB"}, "address_postcode_shape"),
    ("PersonAddress", {"lines": "1 High St", "kind": "safe"}, "address_safe_is_protected"),
    ("Disability", {"code": ""}, "disability_code_code"),
    ("ImmigrationPeriod", {"status": "UASC", "claimed_on": DAY, "ended_on": BEFORE}, "claim"),
]


@pytest.mark.parametrize(("model", "given", "constraint"), REFUSED)
def test_refused(person: AddPerson, model: str, given: dict[str, Any], constraint: str) -> None:
    """A row that cannot be true is refused by the database, and the constraint says why."""
    about = {} if model == "Person" else {"person": person()}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        getattr(models, model).objects.create(**about, **given)


@pytest.mark.parametrize("kind", ["la_child_id", "nhs"])
def test_a_number_is_one_persons_at_a_time(person: AddPerson, kind: str) -> None:
    """Two people never hold one number at once; when the first has ended, another may."""
    first, second = person(numbers={kind: "9434765919"}), person()
    with pytest.raises(IntegrityError, match="one_persons"), transaction.atomic():
        PersonIdentifier.objects.create(person=second, kind=kind, value="9434765919")
    PersonIdentifier.objects.filter(person=first).update(valid_to=DAY)
    PersonIdentifier.objects.create(person=second, kind=kind, value="9434765919")


def test_unknown_number_has_its_reason(person: AddPerson) -> None:
    """That a number is not known, and why, is a fact of its own."""
    row = PersonIdentifier.objects.create(person=person(), kind="upn", unknown_reason="UN1")
    assert (row.value, row.unknown_reason) == (None, "UN1")


def test_sealed_name_of_adoption(person: AddPerson) -> None:
    """The name before adoption may be sealed."""
    one = person()
    name = PersonName.objects.create(person=one, surname="Quill", kind="former", sealed=True)
    assert name.sealed


def test_migrations_are_complete(db: None) -> None:
    """The tables are as the models say."""
    call_command("makemigrations", "people", check=True, dry_run=True, verbosity=0)
