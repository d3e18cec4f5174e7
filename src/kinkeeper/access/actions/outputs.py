"""Making what leaves the service, checking it by two people, and naming an exception."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from kinkeeper.access.action import action, note
from kinkeeper.access.models import Output, OutputCheck, OutputException
from kinkeeper.access.models.outputs import LONGEST_NAME, LONGEST_WHY
from kinkeeper.access.output_queries import exception_for, opens
from kinkeeper.access.outputs import Document, Holds, To, digest
from kinkeeper.access.permissions import Permission
from kinkeeper.access.reasons import LONGEST_ALLOWED, CheckOutcome, Recipient
from kinkeeper.access.who import Asker
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.kernel.moment import today


@action(Permission.MAKE_OUTPUT, on="person_id")
def make_output(
    *, person_id: UUID, what: str, to: To, purpose: str, document: Document, by: Asker
) -> Output:
    """Keep a document as it will go out; where it leaves the service, somebody else checks it."""
    name, said = _name(to), _said(purpose, "purpose", "say what it is for")
    exception = exception_for(by, person_id, to)
    if Holds.PROTECTED in document.holds and exception is None:
        raise Refused(
            "A protected address is in this document.",
            missing="an exception made by somebody who may",
            do="Leave it out, or ask a head of service.",
        )
    named = exception if Holds.PROTECTED in document.holds else None
    content = document.plain()
    note(what=what, recipient=str(to.recipient), holds=sorted(document.holds))
    return Output.objects.create(
        person_id=person_id,
        what=what,
        recipient=to.recipient,
        recipient_name=name,
        purpose=said,
        content=content,
        digest=digest(content),
        exception=named,
        allowed_by_id=named.allowed_by_id if named else None,
        made_by_id=by.pk,
    )


@action(Permission.CHECK_OUTPUT, on="output")
def check_output(*, output: Output, outcome: str, why: str, by: Asker) -> OutputCheck:
    """Say, having read it, whether it may go out; by somebody who did not make it."""
    if output.made_by_id == by.pk:
        raise Refused(
            "You made this yourself.",
            missing="a second person who has read it",
            do="Ask a colleague who may see the record.",
        )
    if not opens(by, output):
        raise Refused("Part of this document is not open to you.", do="Ask your manager.")
    if outcome not in CheckOutcome.values:
        raise BadInput("choose whether it may go out", field="outcome")
    said = why.strip()[:LONGEST_WHY]
    if outcome == CheckOutcome.SENT_BACK and not said:
        raise BadInput("say what must be put right", field="why")
    note(outcome=outcome, made_by=output.made_by_id, digest=output.digest)
    return _checked(output, outcome, said, by)


@action(Permission.ALLOW_PROTECTED, on="person_id")
def allow_protected(
    *, person_id: UUID, to: To, why: str, until_on: date, by: Asker
) -> OutputException:
    """Let a protected address be told to one recipient, named, for a time."""
    latest = today() + timedelta(days=LONGEST_ALLOWED)
    if not today() < until_on <= latest:
        raise BadInput(f"it stands for {LONGEST_ALLOWED} days at most", field="until_on")
    said = _said(why, "why", "say why they must have it")
    note(recipient=str(to.recipient), until_on=until_on)
    return OutputException.objects.create(
        person_id=person_id,
        recipient=to.recipient,
        recipient_name=_name(to),
        why=said,
        allowed_by_id=by.pk,
        until_on=until_on,
    )


def _checked(output: Output, outcome: str, why: str, by: Asker) -> OutputCheck:
    try:
        with transaction.atomic():
            return OutputCheck.objects.create(
                output=output,
                made_by_id=output.made_by_id,
                outcome=outcome,
                why=why,
                checked_by_id=by.pk,
            )
    except IntegrityError as error:
        raise Refused("Somebody has checked this already.") from error


def _name(to: To) -> str:
    name = to.name.strip()
    if to.recipient != Recipient.OWN_FILE and not name:
        raise BadInput("say by name who it is for", field="name")
    if len(name) > LONGEST_NAME:
        raise BadInput(f"use {LONGEST_NAME} characters at most", field="name")
    return name


def _said(text: str, field: str, missing: str) -> str:
    said = text.strip()
    if not said or len(said) > LONGEST_WHY:
        raise BadInput(f"{missing}, in {LONGEST_WHY} characters at most", field=field)
    return said
