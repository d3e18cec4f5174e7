"""Meetings about a plan: of a child in need, and core groups."""

from __future__ import annotations

from kinkeeper.access.action import action, note
from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Asker
from kinkeeper.casefile.written import words_of
from kinkeeper.chronology.save import save
from kinkeeper.kernel.errors import BadInput
from kinkeeper.protection.kinds import MeetingDecision, MeetingKind, PlanKind
from kinkeeper.protection.models import Plan, PlanMeeting, PlanMeetingAttendance
from kinkeeper.protection.open_plans import going_on
from kinkeeper.protection.told_of_harm import check_day
from kinkeeper.protection.told_of_plans import Met

OF_PLAN = {
    PlanKind.CHILD_IN_NEED: MeetingKind.CHILD_IN_NEED,
    PlanKind.CHILD_PROTECTION: MeetingKind.CORE_GROUP,
}


@action(Permission.RECORD_PROTECTION, on="plan")
def hold_plan_meeting(*, plan: Plan, met: Met, by: Asker) -> PlanMeeting:
    """Record a child in need meeting or a core group. What it decides moves no plan by itself."""
    held = going_on(plan)
    kind = OF_PLAN[PlanKind(held.kind)]
    on = check_day(met.on, "on", since=held.started_on)
    _check(kind, met)
    if PlanMeeting.objects.filter(plan=held, kind=kind, on=on).exists():
        raise BadInput("the meeting of that day is recorded already", field="on")
    row = PlanMeeting(
        plan=held,
        person_id=held.person_id,
        episode_id=held.episode_id,
        kind=kind,
        on=on,
        progress=words_of(met.progress, field="progress", wanted="say what progress there is"),
        childs_view=words_of(
            met.childs_view, field="childs_view", wanted="say what the child thinks, or why not"
        ),
        decision=met.decision,
        next_on=met.next_on,
    )
    save(row, by=by)
    for name, agency in dict(met.came).items():
        kept = words_of(name, field="came", wanted="name who came", most=200)
        save(PlanMeetingAttendance(meeting=row, name=kept, agency=agency), by=by)
    note(kind=str(kind), on=on.isoformat(), decision=str(met.decision))
    return row


def _check(kind: MeetingKind, met: Met) -> None:
    if not met.came:
        raise BadInput("name who came", field="came")
    if kind is MeetingKind.CORE_GROUP and met.decision is MeetingDecision.STEP_DOWN:
        raise BadInput("a conference decides on that, not a core group", field="decision")
    later = met.next_on is not None and met.next_on > met.on
    if met.decision is MeetingDecision.GO_ON and not later:
        raise BadInput("give the day of the next meeting", field="next_on")
