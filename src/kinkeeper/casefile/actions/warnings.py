"""Setting a warning, looking at it again, and ending it."""

from datetime import date
from uuid import UUID

from kinkeeper.access.action import action, note, require
from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Asker
from kinkeeper.casefile.kinds import WarningKind
from kinkeeper.casefile.models import WarningEnd, WarningNote, WarningReview
from kinkeeper.casefile.models.warnings import LONGEST_WARNING
from kinkeeper.casefile.reviewing import checked_review
from kinkeeper.casefile.written import words_of
from kinkeeper.chronology.save import save
from kinkeeper.kernel.errors import Refused
from kinkeeper.kernel.moment import today


@action(Permission.RECORD_WARNING, on="child")
def set_warning(
    *, child: UUID, kind: WarningKind, text: str, review_on: date | None, by: Asker
) -> WarningNote:
    """Warn whoever comes next, until it is looked at again within twelve months."""
    require(by, Permission.SEE_NARRATIVE, child)
    said = words_of(text, field="text", wanted="say what the danger is", most=LONGEST_WARNING)
    again = checked_review(review_on)
    made = WarningNote(person_id=child, kind=kind, text=said, started_on=today(), review_on=again)
    save(made, by=by)
    note(kind=str(kind), review_on=again.isoformat())
    return made


@action(Permission.RECORD_WARNING, on="warning")
def review_warning(
    *, warning: WarningNote, review_on: date | None, why: str, by: Asker
) -> WarningReview:
    """Say that a warning was looked at and still holds, until a day."""
    _hold_open(warning)
    again = checked_review(review_on)
    said = words_of(why, field="why", wanted="say why it still holds", most=LONGEST_WARNING)
    note(review_on=again.isoformat())
    return WarningReview.objects.create(
        warning=warning, on=today(), review_on=again, why=said, by=by.pk
    )


@action(Permission.RECORD_WARNING, on="warning")
def end_warning(*, warning: WarningNote, why: str, by: Asker) -> WarningEnd:
    """Say that a warning holds no longer, and why."""
    _hold_open(warning)
    said = words_of(why, field="why", wanted="say why it ends", most=LONGEST_WARNING)
    return WarningEnd.objects.create(warning=warning, on=today(), why=said, by=by.pk)


def _hold_open(warning: WarningNote) -> None:
    """One at a time; Refused where it has ended."""
    WarningNote.objects.select_for_update().get(pk=warning.pk)
    if WarningEnd.objects.filter(warning=warning).exists():
        raise Refused("This warning has ended already.", missing="a warning that holds")
