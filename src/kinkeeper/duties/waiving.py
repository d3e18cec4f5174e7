"""Whether a duty may be let go: what law says of its clock, and who asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final
from uuid import UUID

from kinkeeper.access.permissions import Permission
from kinkeeper.access.roles import ROLES
from kinkeeper.access.rules import may
from kinkeeper.access.who import Asker, Who, as_who
from kinkeeper.duties.models import Duty, Waiver
from kinkeeper.duties.queries import dates_of, seen_duty
from kinkeeper.duties.rules import clock_here
from kinkeeper.kernel.errors import BadInput, KinkeeperError, Refused
from kinkeeper.kernel.moment import today
from kinkeeper.kernel.workdays import calendar
from kinkeeper.law.clock import Waivable
from kinkeeper.law.state import State, state
from kinkeeper.workforce.relationships import is_in_line, is_reviewer

DO_IT = "Meet it, or end what it belongs to."
# How the holder of a role must stand to this child to waive under it: the test, and its words.
STANDING: Final[Mapping[str, tuple[Callable[[UUID, UUID, date], bool], str]]] = {
    "reviewing_officer": (
        is_reviewer,
        "of this child, who neither works with them nor manages anybody who does",
    ),
    "team_manager": (is_in_line, "who manages somebody who works with this child"),
}


def who_may(let: Waivable) -> str:
    """The roles that law names, for a sentence: a team manager or a head of service."""
    return " or ".join(f"a {ROLES[role].title.lower()}" for role in let.by)


def latest_day(duty: Duty, let: Waivable) -> date | None:
    """The last day a duty may be put off to; None where it is let go for good.

    Raises KinkeeperError outside the years whose working days are known.
    """
    if let.at_most is None:
        return None
    if duty.due_on is None:
        raise KinkeeperError("What cannot be counted cannot be put off.")
    return let.at_most.due(duty.due_on, calendar())


def why_not(*, who: Asker, duty: Duty, as_at: date) -> Refused | None:
    """Why this asker may not waive this duty, in words that name who may; None where they may."""
    asker, let = as_who(who), clock_here(duty.clock).waivable
    if let is None:
        words = "No law known here lets anybody waive this duty."
        return Refused(words, missing="waivable", who_can_waive="nobody", do=DO_IT)
    if not _stands(asker, let, duty) or not may(asker, Permission.WAIVE_DUTY, duty):
        named = who_may(let)
        words = f"This duty may be waived only by {_standing(let)}."
        return Refused(words, missing="role", who_can_waive=named, do=f"Ask {named}.")
    if seen_duty(who=asker, duty_id=duty.id) is None:
        return Refused("There is no such duty that you may see.", missing="duty")
    return _not_open(duty, as_at)


def _not_open(duty: Duty, as_at: date) -> Refused | None:
    if (stands := state(dates_of(duty), as_at)) is State.WAIVED:
        return Refused("This duty is waived already.", missing="open duty")
    if stands not in (State.OPEN, State.LATE):
        return Refused("This duty is not open, so there is nothing to waive.", missing="open duty")
    if Waiver.objects.filter(**{name: getattr(duty, name) for name in Waiver.same_when}).exists():
        return Refused("It has been put off once, and may not be again.", do=DO_IT)
    return None


def _stands(asker: Who, let: Waivable, duty: Duty) -> bool:
    """Whether a role that law names is held by somebody who stands to the child as it must."""
    held = (STANDING[role][0] for role in let.by if role in asker.roles)
    return any(stands(asker.id, duty.person_id, asker.on) for stands in held)


def _standing(let: Waivable) -> str:
    return " or ".join(f"a {ROLES[role].title.lower()} {STANDING[role][1]}" for role in let.by)


def check_days(*, duty: Duty, on: date, until: date | None) -> None:
    """BadInput unless the day it was decided and the day it is put off to can stand."""
    let = clock_here(duty.clock).waivable
    if let is None:
        raise Refused("No law known here lets anybody waive this duty.", who_can_waive="nobody")
    if on > today() or (duty.anchor_on is not None and on < duty.anchor_on):
        raise BadInput("it was decided between the day the duty began and today", field="on")
    latest = latest_day(duty, let)
    if latest is None and until is not None:
        raise BadInput("this duty is waived for good, not put off", field="until")
    if latest is not None and (until is None or not on < until <= latest):
        last = f"{latest.day} {latest:%B %Y}"
        raise BadInput(f"give a day after the decision, and no later than {last}", field="until")
