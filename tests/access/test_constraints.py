"""What the database itself refuses, whoever writes."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError

from kinkeeper.access.models import (
    BreakGlass,
    Conflict,
    Output,
    OutputException,
    Restriction,
    RestrictionPermit,
    RoleGrant,
    Team,
    TeamMember,
    User,
)
from kinkeeper.access.models.glass import OPEN_FOR
from kinkeeper.kernel.moment import now, today
from tests.access.conftest import MakeUser, Restrict


@pytest.fixture
def closed(user: MakeUser, person: UUID) -> Callable[..., Restriction]:
    """A restriction with one thing changed."""
    setter = user()

    def make(**changed: Any) -> Restriction:
        facts = {
            "person_id": person,
            "reason": "court",
            "scope": "record",
            "started_on": today(),
            "review_on": today() + timedelta(days=90),
            "set_by": setter,
        }
        return Restriction.objects.create(**{**facts, **changed})

    return make


def test_a_restriction_of_ninety_days_stands(closed: Callable[..., Restriction]) -> None:
    """Ninety days is the longest without a review."""
    assert closed().lifted_on is None


@pytest.mark.parametrize("days", [-1, 0, 91])
def test_a_restriction_is_reviewed_within_ninety_days(
    closed: Callable[..., Restriction], days: int
) -> None:
    """Not later than ninety days, and not before it began."""
    with pytest.raises(IntegrityError, match="restriction_reviewed_within_90_days"):
        closed(review_on=today() + timedelta(days=days))


@pytest.mark.parametrize(
    ("scope", "section"), [("record", "adoption"), ("section", ""), ("section", "gossip")]
)
def test_a_restriction_names_a_section_exactly_when_it_closes_one(
    closed: Callable[..., Restriction], scope: str, section: str
) -> None:
    """Scope and section belong together."""
    with pytest.raises(IntegrityError, match="restriction_section_with_its_scope"):
        closed(scope=scope, section=section)


def test_a_restriction_has_a_reason_from_the_list(closed: Callable[..., Restriction]) -> None:
    """No restriction without one of the reasons."""
    with pytest.raises(IntegrityError, match="restriction_reason"):
        closed(reason="because")


def test_lifting_has_a_day_and_a_person(closed: Callable[..., Restriction], user: MakeUser) -> None:
    """Lifted by nobody, or by somebody on no day, or before it began: refused."""
    with pytest.raises(IntegrityError, match="restriction_lifted_on_with_by"):
        closed(lifted_on=today())


def test_a_user_is_permitted_once(restrict: Restrict, person: UUID, user: MakeUser) -> None:
    """Two permits past one restriction cannot both be open."""
    one = user()
    restriction = restrict(person, one)
    with pytest.raises(IntegrityError, match="restriction_permit_once"):
        RestrictionPermit.objects.create(restriction=restriction, user=one, permitted_by=one)


def test_nobody_names_their_own_conflict(user: MakeUser, person: UUID) -> None:
    """A conflict of interest is named by somebody else."""
    one = user()
    with pytest.raises(IntegrityError, match="conflict_named_by_another"):
        Conflict.objects.create(user=one, person_id=person, reason="family", named_by=one)


def test_nobody_grants_to_themselves(user: MakeUser) -> None:
    """A role one has given oneself is refused by the database."""
    one = user()
    with pytest.raises(IntegrityError, match="role_grant_never_to_oneself"):
        RoleGrant.objects.create(user=one, role="director", recorded_by=one.id)


def test_a_role_is_one_of_ours(user: MakeUser) -> None:
    """A role nobody declared cannot be granted."""
    with pytest.raises(IntegrityError, match="role_grant_role"):
        RoleGrant.objects.create(user=user(), role="superuser")


def test_a_role_is_held_once_at_a_time(user: MakeUser) -> None:
    """Two grants of one role never share a day; a second may start when the first ends."""
    one = user()
    RoleGrant.objects.create(
        user=one, role="director", started_on=date(2025, 1, 1), ended_on=date(2025, 6, 1)
    )
    RoleGrant.objects.create(user=one, role="director", started_on=date(2025, 6, 1))
    with pytest.raises(IntegrityError, match="role_grant_once"):
        RoleGrant.objects.create(user=one, role="director", started_on=date(2026, 1, 1))


@pytest.mark.parametrize("model", [Team, RoleGrant, TeamMember])
def test_nothing_ends_before_it_starts(user: MakeUser, model: type[Any]) -> None:
    """A grant that ends before it starts is refused."""
    facts: dict[type[Any], dict[str, Any]] = {
        Team: {"name": "A", "service": "S"},
        RoleGrant: {"role": "director", "user_id": user().pk},
        TeamMember: {
            "user_id": user().pk,
            "team_id": Team.objects.create(name="B", service="S").pk,
        },
    }
    with pytest.raises(IntegrityError, match="ends_after_start"):
        model.objects.create(**facts[model], started_on=date(2026, 2, 1), ended_on=date(2026, 1, 1))


def test_two_open_teams_never_share_a_name(db: None) -> None:
    """A name names one team at a time."""
    Team.objects.create(name="North", service="S", ended_on=today())
    Team.objects.create(name="North", service="S")
    with pytest.raises(IntegrityError, match="team_one_open_of_a_name"):
        Team.objects.create(name="North", service="S")


def test_a_username_is_one_person_in_any_letters(db: None) -> None:
    """`Sam` and `sam` cannot be two people."""
    User.objects.create_user("Sam", full_name="Sam Okoro")
    with pytest.raises(IntegrityError, match="user_username_any_case"):
        User.objects.create_user("sAM", full_name="Samira Okoro")


def test_a_service_can_never_have_a_password(db: None) -> None:
    """Nobody can sign in as a program, even if somebody sets a password."""
    service = User.objects.create_service("loader", full_name="Loader")
    service.set_password("correct horse battery staple")
    with pytest.raises(IntegrityError, match="user_service_never_signs_in"):
        service.save()


NEW: dict[str, tuple[type[Any], dict[str, Any]]] = {
    "break_glass_reason": (BreakGlass, {"reason": "curious"}),
    "break_glass_says_why": (BreakGlass, {"why": " " * 30}),
    "break_glass_by_the_clock": (BreakGlass, {"ends_at": now() + timedelta(minutes=90)}),
    "break_glass_reviewed_after": (BreakGlass, {"review_by_on": date(2020, 1, 1)}),
    "output_recipient": (Output, {"recipient": "press"}),
    "output_purpose": (Output, {"purpose": " "}),
    "output_names_its_recipient": (Output, {"recipient_name": " "}),
    "output_exception_with_by": (Output, {"allowed_by_id": UUID(int=1)}),
    "output_exception_for_a_time": (OutputException, {"until_on": date(2999, 1, 1)}),
    "output_exception_names_one": (OutputException, {"recipient_name": ""}),
    "output_exception_why": (OutputException, {"why": ""}),
}


@pytest.mark.parametrize("name", NEW)
def test_an_opening_and_an_output_are_whole(user: MakeUser, person: UUID, name: str) -> None:
    """Each says why, for whom and until when, whoever writes it."""
    model, changed = NEW[name]
    at, by, tomorrow = now(), user(), today() + timedelta(days=1)
    for_whom = {"recipient": "court", "recipient_name": "A court"}
    facts: dict[type[Any], dict[str, Any]] = {
        BreakGlass: {"reason": "missing", "why": "x" * 20, "opened_at": at, "user": by}
        | {"ends_at": at + OPEN_FOR, "review_by_on": today()},
        Output: {**for_whom, "purpose": "x", "content": {}, "made_by": by},
        OutputException: {**for_whom, "why": "x", "allowed_by": by, "until_on": tomorrow},
    }
    with pytest.raises(IntegrityError, match=name):
        model.objects.create(person_id=person, **{**facts[model], **changed})
