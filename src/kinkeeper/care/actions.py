"""Recording visits to children looked after and to care leavers, and interviews after being missing."""

from datetime import date
from uuid import UUID

from kinkeeper.access.action import action, note
from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Asker
from kinkeeper.care.kinds import CareVisitKind
from kinkeeper.care.models import CarePeriod, CareVisit, MissingEpisode
from kinkeeper.chronology.save import save
from kinkeeper.kernel.errors import Refused
from kinkeeper.kernel.moment import today
from kinkeeper.workforce.visited import VisitMade


@action(Permission.RECORD_CARE, on="care_period")
def record_care_visit(*, care_period: CarePeriod, visit: VisitMade, by: Asker) -> CareVisit:
    """Record a visit, or an attempt at one, to a child looked after on the day."""
    visit.check()
    ended = care_period.ended_on is not None and visit.held_on > care_period.ended_on
    if visit.held_on < care_period.started_on or ended:
        raise Refused(
            "The child was not looked after on the day of the visit.",
            missing="a day on which the child was looked after",
            do="Check the date.",
        )
    return _saved(
        CareVisit(
            person_id=care_period.person_id,
            care_period=care_period,
            kind=CareVisitKind.LOOKED_AFTER,
            **visit.columns,
        ),
        by,
    )


@action(Permission.RECORD_LEAVING_CARE, on="child")
def record_adviser_visit(*, child: UUID, visit: VisitMade, by: Asker) -> CareVisit:
    """Record a personal adviser's visit, or an attempt at one, to a care leaver."""
    visit.check()
    made = CareVisit(person_id=child, kind=CareVisitKind.LEAVING_CARE, **visit.columns)
    return _saved(made, by)


@action(Permission.RECORD_CARE, on="missing")
def record_return_interview(
    *,
    missing: MissingEpisode,
    by: Asker,
    offered_on: date | None = None,
    held_on: date | None = None,
    declined_on: date | None = None,
) -> MissingEpisode:
    """Record that an interview after being missing was offered, and then held or declined."""
    told = [on for on in (offered_on, held_on, declined_on) if on is not None]
    _check_interview(missing, told, both=held_on is not None and declined_on is not None)
    missing.interview_offered_on = offered_on or missing.interview_offered_on
    missing.interview_held_on = held_on or missing.interview_held_on
    missing.interview_declined_on = declined_on or missing.interview_declined_on
    save(missing, by=by)
    note(**{name: on.isoformat() for name, on in _days(offered_on, held_on, declined_on).items()})
    return missing


def _check_interview(missing: MissingEpisode, told: list[date], *, both: bool) -> None:
    """An interview follows the return, is held or declined once, and lies in the past."""
    settled = missing.interview_held_on or missing.interview_declined_on
    returned = missing.returned_on
    early = returned is None or any(on < returned for on in told)
    if both or settled or not told or early or max(told) > today():
        raise Refused(
            "An interview is offered after the return, and then held or declined.",
            missing="a day since the return, and one outcome",
            do="Record the return first, and check the dates.",
        )


def _days(offered: date | None, held: date | None, declined: date | None) -> dict[str, date]:
    days = {"offered_on": offered, "held_on": held, "declined_on": declined}
    return {name: on for name, on in days.items() if on is not None}


def _saved(visit: CareVisit, by: Asker) -> CareVisit:
    save(visit, by=by)
    note(kind=str(visit.kind), held_on=visit.held_on.isoformat(), seen=visit.seen)
    return visit
