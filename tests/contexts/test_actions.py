"""What is done with a context: each step in its turn, by whoever may, and kept as it was written."""

from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, ProgrammingError, transaction

from kinkeeper.access.models import User
from kinkeeper.contexts import actions, queries
from kinkeeper.contexts.kinds import Came
from kinkeeper.contexts.models import (
    Context,
    ContextAuthorisation,
    ContextContact,
    ContextLink,
    ContextStep,
    PlanOutcome,
)
from kinkeeper.kernel.errors import BadInput, NotAllowed, Refused
from kinkeeper.kernel.moment import today
from kinkeeper.workforce.models import Worker
from tests.contexts.conftest import WHY, Make

DAY = date(2025, 2, 3)
AT: dict[str, Any] = {"on": DAY, "reason": "Nobody goes there any more."}


@pytest.fixture
def said(context: Context, manager: User) -> dict[str, Any]:
    """What is said of an action of the plan."""
    planned = actions.plan(
        context=context, what="Light it", agency="Highways", due_on=DAY, by=manager
    )
    return {"planned": planned, "on": DAY, "words": "Ordered.", "by": manager}


def test_it_closes_once_nothing_of_its_plan_is_left(
    context: Context, manager: User, said: dict[str, Any]
) -> None:
    """An action without an end stands in the way, and is named; closed, nothing is added to it."""
    actions.record_outcome(came=Came.GOING, **said)
    with pytest.raises(Refused, match="no end yet") as refused:
        actions.close_context(context=context, by=manager, **AT)
    assert "every action of the plan" in refused.value.missing
    actions.record_outcome(came=Came.DONE, **said)
    actions.close_context(context=context, by=manager, **AT)
    with pytest.raises(Refused, match="closed"):
        actions.note_entry(context=context, on=DAY, words="Dark again.", by=manager)
    actions.reopen_context(context=context, on=today(), reason="It began again.", by=manager)


def test_what_has_ended_ends_no_second_time(
    context: Context, manager: User, said: dict[str, Any]
) -> None:
    """Neither an action nor a context; and nothing comes before what it follows."""
    actions.record_outcome(came=Came.STOPPED, **said)
    with pytest.raises(Refused, match="ended already"):
        actions.record_outcome(came=Came.DONE, **said)
    with pytest.raises(Refused, match="open already"):
        actions.reopen_context(context=context, by=manager, **AT)
    with pytest.raises(BadInput, match="before what it follows"):
        actions.close_context(context=context, on=date(2025, 1, 1), reason=AT["reason"], by=manager)


def test_nobody_authorises_what_they_wrote(
    context: Context, manager: User, granted: Make, make: Make
) -> None:
    """Not by the verb, and not by the database."""
    found = actions.assess(context=context, on=DAY, words="It is dark.", by=manager)
    with pytest.raises(Refused, match="they wrote"):
        actions.authorise(assessment=found, by=manager)
    with pytest.raises(IntegrityError, match="by_another"), transaction.atomic():
        make(ContextAuthorisation, written_by=manager.id, authorised_by=manager.id)
    head = granted("head_of_service")
    actions.authorise(assessment=found, by=head)
    with pytest.raises(Refused, match="authorised already"):
        actions.authorise(assessment=found, by=granted("director"))
    (shown,) = queries.contexts(who=head)
    assert shown.assessments[0].authorised_by == head.full_name


@pytest.mark.parametrize("role", ["social_worker", "contact_officer", "partner", "director"])
def test_few_keep_contexts(context: Context, granted: Make, role: str) -> None:
    """A context tells of several children: who does not decide or manage neither keeps nor sees it."""
    with pytest.raises(NotAllowed):
        actions.note_entry(context=context, on=DAY, words="Dark.", by=granted(role))
    if role != "director":
        with pytest.raises(NotAllowed):
            queries.contexts(who=granted(role))


def test_a_contact_is_brought_once_by_who_works_at_the_front_door(
    context: Context, manager: User, granted: Make, make: Make
) -> None:
    """Brought twice, it is of the context once."""
    group = make(apps.get_model("frontdoor.ContactGroup"), place="The yard").id
    with pytest.raises(NotAllowed):
        actions.bring_contact(context=context, contact_group=group, by=manager)
    decider = granted("mash_decision_maker")
    brought = [
        actions.bring_contact(context=context, contact_group=group, by=decider) for _ in range(2)
    ]
    assert brought[0] == brought[1] == ContextContact.objects.get()


def test_a_child_is_linked_once_at_a_time(context: Context, manager: User, known: Make) -> None:
    """Only by who works with the child; ended, the link stays, and another may begin."""
    child = known("Larkin", worker=Worker.objects.get())
    link: dict[str, Any] = {"context": context, "person": child.id, "why": WHY, "by": manager}
    made = actions.link_child(since=DAY, **link)
    with pytest.raises(Refused, match="linked to this context already"):
        actions.link_child(since=DAY, **link)
    with pytest.raises(BadInput, match="before it began"):
        actions.unlink_child(link=made, until=date(2025, 1, 1), why=WHY, by=manager)
    actions.unlink_child(link=made, until=DAY, why=WHY, by=manager)
    actions.link_child(since=today(), **link)
    assert ContextLink.objects.count() == 2
    entry = apps.get_model("access.AuditEntry").objects.filter(verb="contexts.link_child").first()
    assert entry.person_id == child.id


def test_what_was_written_stays(context: Context, make: Make) -> None:
    """The database refuses to change or delete it."""
    rows = (context, ContextStep.objects.get(), make(PlanOutcome), make(ContextLink))
    for row in rows:
        with pytest.raises(ProgrammingError), transaction.atomic():
            type(row).objects.filter(pk=row.pk).update(recorded_by=row.pk)
