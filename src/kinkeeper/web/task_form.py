"""What was typed into the form that gives a task, as the verb takes it."""

from collections.abc import Mapping
from uuid import UUID

from kinkeeper.casefile.actions.tasks import TaskGiven
from kinkeeper.kernel.errors import BadInput
from kinkeeper.web.fields import day_of, typed_day
from kinkeeper.web.presenters.tasks import TEAM, USER


def given(posted: Mapping[str, str]) -> TaskGiven:
    """The task; BadInput where nobody of the list is chosen, or the day is none."""
    whose = posted.get("whose", "")
    return TaskGiven(
        what=posted.get("what", ""),
        for_user=_id(whose, USER),
        for_team=_id(whose, TEAM),
        due_on=day_of(typed_day(posted, "due"), "enter a day, or leave it empty", needed=False),
        section=posted.get("section", ""),
    )


def _id(value: str, kind: str) -> UUID | None:
    if not value.startswith(kind):
        return None
    try:
        return UUID(value.removeprefix(kind))
    except ValueError:
        raise BadInput("choose who is to do it", field="whose") from None
