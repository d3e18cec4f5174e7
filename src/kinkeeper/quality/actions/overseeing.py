"""Recording what a manager decided of a child's work, in supervision or by themselves."""

from uuid import UUID

from kinkeeper.access.action import action, note
from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Asker, as_who
from kinkeeper.casefile.actions.tasks import TaskGiven, set_task
from kinkeeper.casefile.written import words_of
from kinkeeper.chronology.save import save
from kinkeeper.kernel.errors import BadInput
from kinkeeper.kernel.moment import today
from kinkeeper.quality.models import Oversight
from kinkeeper.quality.told import Decided


@action(Permission.RECORD_OVERSIGHT, on="child")
def record_oversight(
    *, child: UUID, told: Decided, by: Asker, task: TaskGiven | None = None
) -> Oversight:
    """Record a decision on the child's story, with the task it leads to, if any."""
    if told.on > today():
        raise BadInput("give a day that has come", field="on")
    late = words_of(told.late_why, field="late_why", most=300)
    if told.on < today() and not late:
        raise BadInput("say why it is recorded on a later day", field="late_why")
    row = Oversight(
        person_id=child,
        kind=told.kind,
        on=told.on,
        decided=words_of(told.decided, field="decided", wanted="say what was decided"),
        why=words_of(told.why, field="why", wanted="say why"),
        late_why=late,
    )
    save(row, by=as_who(by))
    if task is not None:
        set_task(child=child, given=task, by=by)
    note(kind=str(told.kind), on=told.on.isoformat())
    return row
