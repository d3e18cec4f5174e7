"""How early help reaches a child: who leads or coordinates it, and to whom it is offered."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Q, QuerySet, Value

from kinkeeper.access.depth import Depth
from kinkeeper.access.memory import remembered
from kinkeeper.access.relationships import Relationship, register
from kinkeeper.access.teams import covered, live, managed, places
from kinkeeper.earlyhelp.models import EarlyHelp, Handover, Responsible
from kinkeeper.earlyhelp.models.help import LAST


def led_by(user_id: UUID, on: date) -> "QuerySet[EarlyHelp]":
    """Early help that a user leads or coordinates on the day, until it ends."""
    return _led(Responsible.objects.filter(live(on), user_id=user_id), on)


def children_helped(user_id: UUID, on: date) -> "QuerySet[EarlyHelp, Any]":
    """The ids of the children whose early help a user leads or coordinates, for another query."""
    return led_by(user_id, on).values("person_id")


def children_helped_by(users: "QuerySet[Any, Any]", on: date) -> "QuerySet[EarlyHelp, Any]":
    """The ids of the children whose early help any of these users leads or coordinates on the day."""
    return _led(Responsible.objects.filter(live(on), user_id__in=users), on).values("person_id")


def _led(rows: "QuerySet[Responsible]", on: date) -> "QuerySet[EarlyHelp]":
    ended = Q(steps__step__in=LAST, steps__on__lte=on)
    return EarlyHelp.objects.filter(id__in=rows.values("early_help_id")).exclude(ended)


def offered_to(user_id: UUID, on: date) -> "QuerySet[Handover]":
    """Handovers that wait for an answer of the user, or of a team they belong to, manage or cover."""
    teams = {*managed(user_id, on), *covered(user_id, on), *places(user_id, on, "member")}
    to_them = Q(to_user_id=user_id) | Q(to_team_id__in=teams)
    return Handover.objects.filter(to_them, answer=None, decided_on__lte=on)


@remembered
def _reached(user_id: UUID, on: date) -> frozenset[tuple[UUID, bool]]:
    """Whom the user reaches, and whether by leading; asked once for both."""

    def named(rows: "QuerySet[Any]", leads: bool) -> "QuerySet[Any, Any]":
        how = Value(leads, output_field=BooleanField())
        return rows.values_list("person_id", how)

    both = named(led_by(user_id, on), True).union(named(offered_to(user_id, on), False))
    return frozenset(both)


EARLY_HELP = Relationship(
    kind="early_help",
    title="Leads or coordinates early help for the child",
    people=children_helped,
    reaches=lambda user, person, on: (person, True) in _reached(user, on),
)
OFFERED = Relationship(
    kind="handover_offered",
    title="Is asked to receive the family, in a step up or a step down",
    people=lambda user, on: offered_to(user, on).values("person_id"),
    reaches=lambda user, person, on: (person, False) in _reached(user, on),
    depth=Depth.BANNER,
)


def register_all() -> None:
    """Make these known to the rules of access."""
    register(EARLY_HELP)
    register(OFFERED)
