"""Recording visits to children."""

from uuid import UUID

from kinkeeper.access.action import action, note
from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Asker
from kinkeeper.chronology.save import save
from kinkeeper.kernel.errors import Refused
from kinkeeper.protection.kinds import PlanKind, VisitKind
from kinkeeper.protection.models import Plan, Visit
from kinkeeper.workforce.visited import VisitMade

OF_PLAN = {
    PlanKind.CHILD_IN_NEED: VisitKind.CHILD_IN_NEED,
    PlanKind.CHILD_PROTECTION: VisitKind.CHILD_PROTECTION,
}


@action(Permission.RECORD_PROTECTION, on="plan")
def record_plan_visit(*, plan: Plan, visit: VisitMade, by: Asker) -> Visit:
    """Record a visit, or an attempt at one, under a plan that stood on the day."""
    visit.check()
    ended = plan.ended_on is not None and visit.held_on > plan.ended_on
    if visit.held_on < plan.started_on or ended:
        raise Refused(
            "The plan did not stand on the day of the visit.",
            missing="a day on which the plan stood",
            do="Check the date, or record the visit under the plan that stood then.",
        )
    return _saved(
        Visit(
            person_id=plan.person_id,
            episode_id=plan.episode_id,
            plan=plan,
            kind=OF_PLAN[PlanKind(plan.kind)],
            **visit.columns,
        ),
        by,
    )


@action(Permission.RECORD_ASSESSMENT, on="child")
def record_visit(
    *, child: UUID, episode: UUID, visit: VisitMade, by: Asker, enquiry: bool = False
) -> Visit:
    """Record a visit, or an attempt at one, for an assessment or for a section 47 enquiry."""
    visit.check()
    kind = VisitKind.ENQUIRY if enquiry else VisitKind.ASSESSMENT
    made = Visit(person_id=child, episode_id=episode, kind=kind, **visit.columns)
    if made.episode.person_id != child:
        raise Refused(
            "The episode is of another child.",
            missing="an episode of this child",
            do="Check which child was visited.",
        )
    return _saved(made, by)


def _saved(visit: Visit, by: Asker) -> Visit:
    save(visit, by=by)
    note(kind=str(visit.kind), held_on=visit.held_on.isoformat(), seen=visit.seen)
    return visit
