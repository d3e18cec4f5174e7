"""Questions about what was made to leave the service; each starts from what the asker may see."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from kinkeeper.access import audit
from kinkeeper.access.models import Output, OutputException
from kinkeeper.access.outputs import OPENS, Holds, To
from kinkeeper.access.permissions import Permission
from kinkeeper.access.reasons import CheckOutcome, Recipient
from kinkeeper.access.rules import may, visible
from kinkeeper.access.who import Asker, as_who
from kinkeeper.kernel.errors import Refused

if TYPE_CHECKING:
    from django.db.models import QuerySet


def opens(who: Asker, output: Output) -> bool:
    """Whether everything the document tells is the asker's to see."""
    needs = (OPENS[Holds(one)] for one in output.content["holds"] if Holds(one) in OPENS)
    return all(may(who, need, output.person_id) for need in needs)


def output(who: Asker, output_id: UUID) -> Output | None:
    """One document as it was made, where all of it is the asker's to see; or nothing."""
    found = _rows(who).filter(id=output_id).first()
    return found if found and opens(who, found) else None


def outputs_of(who: Asker, person_id: UUID, *, limit: int = 50) -> tuple[Output, ...]:
    """What was made of one person's record, the latest first."""
    return tuple(one for one in _rows(who).filter(person_id=person_id)[:limit] if opens(who, one))


def to_check(who: Asker, *, limit: int = 50) -> tuple[Output, ...]:
    """What waits for a second person, the oldest first, and was not made by the asker."""
    if not as_who(who).permits(Permission.CHECK_OUTPUT):
        return ()
    rows = visible(who, Permission.CHECK_OUTPUT, Output.objects.select_related("made_by"))
    waiting = (
        rows.filter(check_made=None)
        .exclude(recipient=Recipient.OWN_FILE)
        .exclude(made_by_id=who.pk)
    )
    return tuple(one for one in waiting.order_by("made_at")[:limit] if opens(who, one))


def exception_for(who: Asker, person_id: UUID, to: To) -> OutputException | None:
    """What lets a protected address be told to this recipient today, made by somebody else."""
    asker = as_who(who)
    rows = visible(asker, Permission.SEE_PROTECTED_ADDRESS, OutputException.objects.all())
    named = rows.filter(recipient=to.recipient, recipient_name__iexact=to.name.strip())
    stands = named.filter(allowed_on__lte=asker.on, until_on__gt=asker.on)
    theirs = stands.filter(person_id=person_id).exclude(allowed_by_id=asker.id)
    return theirs.order_by("-recorded_at").first()


def released(output: Output) -> bool:
    """Whether it may be printed: it stays in the service, or a second person has passed it."""
    if output.recipient == Recipient.OWN_FILE:
        return True
    check = getattr(output, "check_made", None)
    return check is not None and check.outcome == CheckOutcome.PASSED


def print_out(who: Asker, output_id: UUID) -> Output:
    """A document to be printed, noted in the audit first; Refused before it was checked."""
    found = output(who, output_id)
    if found is None or not released(found):
        raise Refused(
            "This may not be printed yet.",
            missing="a second person who has read it and passed it",
            do="Ask a colleague who may see the record to check it.",
        )
    details = {"recipient": found.recipient, "output": str(found.id), "digest": found.digest}
    audit.exported(by=who, what=found.what, count=1, details=details)
    audit.read(by=who, person_id=found.person_id, page="output", subject=found)
    return found


def _rows(who: Asker) -> QuerySet[Output]:
    rows = Output.objects.select_related("made_by", "allowed_by", "check_made__checked_by")
    return visible(who, Permission.MAKE_OUTPUT, rows)
