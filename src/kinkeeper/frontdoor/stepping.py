"""Taking a step with a contact: one at a time, after those before it, with who took it and when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import F

from kinkeeper.access.permissions import Permission
from kinkeeper.access.queries import names
from kinkeeper.access.who import Asker, as_who
from kinkeeper.chronology.save import save
from kinkeeper.frontdoor.kinds import LEAST_REASON, LONGEST_WORDS, ContactOutcome, Step
from kinkeeper.frontdoor.models import Contact, ContactStep
from kinkeeper.frontdoor.states import MOVES, Course, Taken, check, follows
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.kernel.moment import LONDON, lived, today
from kinkeeper.kernel.workdays import calendar
from kinkeeper.people.guarded import tells
from kinkeeper.people.protected import every_guarded
from kinkeeper.workforce.queries import registration

QUALIFIED = (Step.RATED, Step.DECIDED, Step.ENQUIRY_DECIDED)
DECISIONS_MADE = (Step.DECIDED, Step.ENQUIRY_DECIDED)


def take(contact: Contact, kind: Step, *, at: datetime, by: Asker, **facts: Any) -> ContactStep:
    """Write the step, if it may follow. Raises Refused, saying what is missing.

    The contact is held until the commit: of two people at once, one waits and sees the other.
    """
    hold_standing(contact)
    taken = steps_of(contact)
    done = [Taken(Step(one.kind), _outcome(one)) for one in taken]
    if refused := decided(kind, taken):
        raise refused
    check(kind, done, outcome=facts.get("outcome"))
    _check_follows(contact, [one for one in taken if one.kind in follows(kind)], at)
    if kind in QUALIFIED:
        check_registered(by)
    step = ContactStep(
        contact=contact,
        person_id=contact.person_id,
        kind=kind,
        on=day(at),
        at=at,
        by_role=role_of(by, MOVES[kind].permission),
        **facts,
    )
    save(step, by=as_who(by))
    if Course((*done, Taken(kind, _outcome(step)))).is_over:
        Contact.objects.filter(pk=contact.pk, over_on=None).update(over_on=step.on)
    return step


def hold(contact: Contact) -> set[UUID]:
    """Hold every contact about the child until the commit: two may each lead to an episode."""
    rows = Contact.objects.filter(person_id=contact.person_id).order_by("pk")
    return set(rows.select_for_update(no_key=True).values_list("pk", flat=True))


def hold_standing(contact: Contact) -> None:
    """Hold them, for whoever takes a step. Refused where this one was found to be of another child."""
    if contact.pk not in hold(contact):
        raise of_another()


def of_another() -> Refused:
    """That a contact left the record it was put into, for whoever still has a form of it open."""
    return Refused(
        "This contact was found to be of another child. Nothing of yours was kept.",
        missing="a contact of this child",
        who_can_waive="nobody",
        do="Go back to the queue: the child is looked for again.",
    )


def undone_already() -> Refused:
    """That somebody undid a match before, for whoever comes second."""
    return Refused(
        "This was undone already: the child is looked for again.",
        missing="a match that stands",
        who_can_waive="nobody",
        do="Look at the contact again.",
    )


def steps_of(contact: Contact) -> list[ContactStep]:
    """Every step taken, the first first."""
    rows = ContactStep.objects.filter(contact=contact)
    return list(rows.order_by("on", F("at").asc(nulls_first=True), "recorded_at"))


def decided(kind: Step, taken: Iterable[ContactStep]) -> Refused | None:
    """Of a decision that somebody made already: who, when and what, for whoever comes second."""
    made = next((one for one in taken if one.kind == kind), None)
    outcome = _outcome(made) if made else None
    if made is None or outcome is None:
        return None
    by = names([made.recorded_by]).get(made.recorded_by) if made.recorded_by else None
    when = f"at {made.at.astimezone(LONDON):%H:%M} on " if made.at else "on "
    return Refused(
        f"{MOVES[kind].refusal} {by or 'Somebody'} decided it {when}{made.on.day} {made.on:%B %Y}: "
        f"{outcome.label}. Nothing of yours was kept.",
        missing="a contact that waits for it",
        who_can_waive="nobody",
        do=MOVES[kind].do,
    )


def check_registered(by: Asker) -> None:
    """Refused unless whoever decides is a registered social worker."""
    if refused := why_not_qualified(by):
        raise refused


def why_not_qualified(by: Asker) -> Refused | None:
    """Why somebody neither screens nor decides: said as a page opens, and held when it is done."""
    if registration(as_who(by).id) is not None:
        return None
    return Refused(
        "Only a registered social worker screens contacts and decides on them.",
        missing="a Social Work England number on your own worker record",
        who_can_waive="nobody",
        do="Ask the workforce lead to record it; until then a registered colleague decides.",
    )


def works_with_children(by: Asker) -> bool:
    """Whether somebody records contacts in a role that does not work at the front door."""
    recorded, door = Permission.RECORD_CONTACT, Permission.SEE_FRONT_DOOR
    return any(one.permits(recorded) and not one.permits(door) for one in as_who(by).held)


def role_of(by: Asker, permission: Permission) -> str | None:
    """The role by which somebody may do it."""
    held = (one for one in as_who(by).held if one.permits(permission))
    return next((one.role.name for one in held), None)


def check_not_to_come(at: datetime) -> None:
    """Refused where a time lies ahead."""
    if at > lived():
        raise Refused(
            "The time lies ahead.", missing="a time that has come", do="Check the date and time."
        )


def is_entered_late(came_on: date) -> bool:
    """Whether what came on this day is typed in only now, more than one working day later."""
    return came_on < calendar().subtract(today(), 1)


def words(text: str, *, field: str, least: int = 0, longest: int = LONGEST_WORDS) -> str | None:
    """Text as it is kept: None where nothing is said. Raises BadInput naming the field."""
    said = text.strip()
    if len(said) < least:
        raise BadInput(f"say why, in {LEAST_REASON} characters or more", field=field)
    if len(said) > longest:
        raise BadInput(f"say it in {longest} characters at most", field=field)
    if "\x00" in said:
        raise BadInput("say it in letters: it holds a character that is none", field=field)
    return said or None


def reason(text: str, *, field: str = "reason") -> str:
    """A reason as it is kept. Raises BadInput where it is too short to be one."""
    return words(text, field=field, least=LEAST_REASON) or ""


def for_outside(text: str, person_id: UUID, *, field: str) -> str:
    """Words that somebody outside reads. Raises BadInput where they hold a protected address."""
    if tells(every_guarded(person_id), text):
        raise BadInput("it holds a protected address: say it without", field=field)
    return text


def day(at: datetime) -> date:
    """The day in London of a moment."""
    return at.astimezone(LONDON).date()


def next_opening(at: datetime) -> datetime:
    """Nine o'clock on the next working day, or on this one before it."""
    here = at.astimezone(LONDON)
    known = calendar()
    today, opened = here.date(), time(9)
    late = not known.is_working(today) or here.time() >= opened
    on = known.add(today, 1) if late else today
    return datetime.combine(on, opened, LONDON)


def of_contact(person_id: UUID, episode: Any) -> bool:
    """Whether an episode is of the same child."""
    return bool(episode.person_id == person_id)


def _outcome(step: ContactStep) -> ContactOutcome | None:
    return ContactOutcome(step.outcome) if step.outcome else None


def _check_follows(contact: Contact, taken: list[ContactStep], at: datetime) -> None:
    check_not_to_come(at)
    earliest_on = max([contact.received_on, *(one.on for one in taken)])
    times = [one.at for one in taken if one.at]
    earliest_at = max(
        [*times, *([contact.received_at] if contact.received_at else [])], default=None
    )
    if day(at) < earliest_on or (earliest_at and at < earliest_at):
        raise Refused(
            "It would have been done before the contact came, or before what it follows.",
            missing="a time after the contact was received",
            do="Check the date and time.",
        )
