"""Letting a duty go, or putting it off, where law lets somebody do so."""

from __future__ import annotations

from datetime import date

from kinkeeper.access.action import action, note
from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Asker
from kinkeeper.chronology.save import save
from kinkeeper.duties import turns
from kinkeeper.duties.models import Duty, Waiver
from kinkeeper.duties.waiver_models import LONGEST_WHY
from kinkeeper.duties.waiving import check_days, why_not
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.kernel.moment import today


@action(Permission.WAIVE_DUTY, on="duty")
def waive(*, duty: Duty, on: date, why: str, by: Asker, until: date | None = None) -> Waiver:
    """Let a duty go from a day; with `until`, put it off to that day, and no further.

    Refused, in words that name who can, where law lets nobody waive it or not this user. The
    child's duties are worked out anew in the same transaction. Of two who waive it at one moment
    the second waits, and is refused.
    """
    duty = _as_it_stands(duty)
    if refused := why_not(who=by, duty=duty, as_at=today()):
        raise refused
    check_days(duty=duty, on=on, until=until)
    said = why.strip()
    if not said or len(said) > LONGEST_WHY:
        raise BadInput(f"say why, in {LONGEST_WHY} characters at most", field="why")
    same = {name: getattr(duty, name) for name in Waiver.same_when}
    waiver = Waiver(**same, waived_on=on, waived_until=until, why=said)
    save(waiver, by=by)
    note(clock=duty.clock, waived_on=on, waived_until=until)
    return waiver


def _as_it_stands(duty: Duty) -> Duty:
    """The duty as it is once everybody at work on the child is done, until the commit."""
    turns.take([str(duty.person_id)])
    now = Duty.objects.filter(id=duty.id).first()
    if now is None:
        raise Refused("This duty is no longer there, so there is nothing to waive.", missing="duty")
    return now
