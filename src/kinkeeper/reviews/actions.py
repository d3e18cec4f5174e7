"""Recording reviews."""

from kinkeeper.access.action import action, note
from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Asker
from kinkeeper.chronology.listeners import together
from kinkeeper.chronology.save import save
from kinkeeper.protection.actions import hold_review_conference
from kinkeeper.protection.harm_queries import Booking
from kinkeeper.protection.told_of_harm import Held
from kinkeeper.reviews.kinds import ReviewKind
from kinkeeper.reviews.models import Review


@action(Permission.RECORD_REVIEW, on="booking")
def hold_review(*, booking: Booking, held: Held, by: Asker) -> Review:
    """Record a review conference as its chair: the plan goes on, changes its category, or ends."""
    with together():  # the clocks of a child are set going once
        came_to = hold_review_conference(booking=booking, held=held, by=by)
        row = Review(
            person_id=booking.person_id,
            kind=ReviewKind.CHILD_PROTECTION,
            plan_id=booking.plan_id,
            episode_id=booking.episode_id,
            held_on=came_to.on,
        )
        save(row, by=by)
    note(held_on=came_to.on.isoformat(), decision=came_to.decision)
    return row
