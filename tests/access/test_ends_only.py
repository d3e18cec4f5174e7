"""What was granted and what stands against: ended once, never deleted, never rewritten."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Model

from kinkeeper.access import actions
from kinkeeper.access.database_role import ROLE
from kinkeeper.access.models import Conflict, Restriction, RestrictionPermit, RoleGrant, User
from kinkeeper.kernel.errors import Refused
from kinkeeper.kernel.ids import uuid7
from kinkeeper.kernel.moment import now, today
from tests.access.conftest import MakeUser, Restrict

ALL = (Conflict, Restriction, RestrictionPermit, RoleGrant)
ENDS: dict[type[Model], tuple[str, ...]] = {
    Conflict: (),
    Restriction: ("lifted_on", "lifted_by_id"),
    RestrictionPermit: ("ended_at",),
    RoleGrant: ("ended_on",),
}
STAYS = [
    (model, field.attname)
    for model in ALL
    for field in model._meta.concrete_fields
    if field.attname not in ENDS[model]
]
OTHERS: dict[str, Any] = {
    "UUIDField": uuid7(),
    "CharField": "other",
    "DateField": date(2020, 2, 1),
    "DateTimeField": "2020-02-01T00:00Z",
}


@pytest.fixture(params=["owner", ROLE])
def standing(
    request: pytest.FixtureRequest,
    user: MakeUser,
    person: UUID,
    restrict: Restrict,
    conflict: Callable[[User, UUID], Conflict],
) -> Iterator[None]:
    """One row of each, met by the owner of the tables or by the role that serves."""
    one = user("director")
    restrict(person, one)
    conflict(one, person)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        if request.param == ROLE:
            cursor.execute(f"SET LOCAL ROLE {ROLE}")
        yield
        cursor.execute("RESET ROLE")


def refused(change: Callable[[], object], because: str = "") -> None:
    """The database refuses it."""
    with pytest.raises(DatabaseError, match=because), transaction.atomic():
        change()


@pytest.mark.parametrize(("model", "column"), STAYS)
def test_nothing_but_an_end_is_written(standing: None, model: type[Model], column: str) -> None:
    """Who, whom, why and since when stay as they were written."""
    field: Any = model._meta.get_field(column)
    while field.remote_field is not None:
        field = field.target_field
    other = OTHERS[field.get_internal_type()]
    refused(
        lambda: model._default_manager.update(**{column: other}),
        "never rewritten|append-only|permission denied",
    )


@pytest.mark.parametrize("model", ALL)
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_nothing_is_deleted(standing: None, model: type[Model], statement: str) -> None:
    """A row once written is there for good."""
    with connection.cursor() as cursor:
        sql = statement.format(model._meta.db_table)
        refused(lambda: cursor.execute(sql), "append-only|permission denied")
    assert model._default_manager.exists()


def test_each_may_be_ended(standing: None) -> None:
    """A grant ends, a permit ends, a restriction is lifted: by the role that serves too."""
    by = User.objects.first()
    assert RoleGrant.objects.update(ended_on=today()) == 1
    assert RestrictionPermit.objects.update(ended_at=now()) == 1
    assert Restriction.objects.update(lifted_on=today(), lifted_by=by) == 1


def test_an_end_that_has_come_stands(standing: None) -> None:
    """It is neither moved nor taken back, nor given to another."""
    first, second = User.objects.order_by("username")[:2]
    Restriction.objects.update(lifted_on=today(), lifted_by=first)
    refused(lambda: Restriction.objects.update(lifted_by=second), "its end stands")
    refused(lambda: Restriction.objects.update(lifted_on=None, lifted_by=None), "its end stands")
    RoleGrant.objects.update(ended_on=today())
    refused(lambda: RoleGrant.objects.update(ended_on=None), "its end stands")
    refused(lambda: RoleGrant.objects.update(ended_on=today() + timedelta(days=9)), "end stands")


def test_an_end_to_come_is_only_brought_forward(standing: None) -> None:
    """A role granted until a day may end sooner, and never later."""
    ends = today() + timedelta(days=30)
    RoleGrant.objects.update(ended_on=ends)
    refused(lambda: RoleGrant.objects.update(ended_on=ends + timedelta(days=1)), "end stands")
    refused(lambda: RoleGrant.objects.update(ended_on=None), "end stands")
    assert RoleGrant.objects.update(ended_on=today()) == 1


def test_a_grant_that_has_ended_is_not_ended_again(user: MakeUser) -> None:
    """The refusal says so before the database does."""
    admin, one = user("system_administrator"), user("director")
    grant = RoleGrant.objects.get(user=one)
    actions.end_grant(grant=grant, by=admin)
    with pytest.raises(Refused, match="set already"):
        actions.end_grant(grant=grant, by=admin)
